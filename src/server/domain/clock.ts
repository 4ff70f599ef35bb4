import type { Order } from '../../contract/order.ts';
import type { EventTime } from '../../contract/order-time.ts';
import type { Instant } from '../../contract/primitives.ts';
import { momentOf } from '../../order/moment.ts';
import type { Context } from './state.ts';

/** A clock whose zone is known: a day has to end somewhere for a promise to have passed. */
export type ZonedClock = { readonly now: number; readonly timeZone: string };

export const clockOf = (order: Order, { now, rules }: Context): ZonedClock => ({
  now,
  timeZone: order.timeZone ?? rules.timeZone ?? 'UTC',
});

/** Always of one length, so that instants can be compared as text too. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString();

/** When it was over at the latest, in milliseconds; `undefined` where nothing can be said. */
export const endOf = (at: EventTime | undefined, { timeZone }: ZonedClock): number | undefined =>
  at === undefined ? undefined : momentOf(at, undefined, timeZone)?.to;
