import type { OrderAction } from '../contract/order.ts';
import type { Clock } from './moment.ts';

/** Whether an action can still be taken: at the very instant it ends it cannot. */
export const isOffered = ({ until }: OrderAction, { now }: Clock): boolean =>
  until === undefined || Date.parse(until) > now;
