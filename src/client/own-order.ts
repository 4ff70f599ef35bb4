import type { Order } from '../contract/order.ts';
import { parseOrder } from '../contract/parse-order.ts';
import { readJson } from './live/messages.ts';

/** An order that the page itself gives. `problem` is what is wrong with it, in one sentence for a developer. */
export type OwnOrder = { readonly order: Order | undefined; readonly isInvalid: boolean; readonly problem: string | undefined };

/** Where the page gives nothing. */
export const NO_ORDER: OwnOrder = { order: undefined, isInvalid: false, problem: undefined };

/**
 * Reads it, as a value or as JSON. What is no JSON is refused like anything else that is no order. What an earlier
 * version in `last` has alike is taken over from there.
 */
export function readOwnOrder(source: unknown, last?: Order): OwnOrder {
  if (source === undefined) return NO_ORDER;
  const read = parseOrder(typeof source === 'string' ? readJson(source) : source, last);
  const [issue] = read.ok ? read.warnings : read.issues;
  return {
    order: read.ok ? read.data : undefined,
    isInvalid: !read.ok,
    problem: issue && `${issue.path || 'data'}: ${issue.message}.`,
  };
}
