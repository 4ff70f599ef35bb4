import { readOwnOrder, type OwnOrder } from '../../client/own-order.ts';

/** By what was given: a hundred buttons of one list are handed one order, which is read once. */
const known = new WeakMap<object, OwnOrder>();

/** The order that the page itself gives, by property or as JSON. */
export function readSharedOrder(source: unknown): OwnOrder {
  if (typeof source !== 'object' || source === null) return readOwnOrder(source);
  const read = known.get(source) ?? readOwnOrder(source);
  known.set(source, read);
  return read;
}
