import type { Order } from '../contract/order.ts';
import type { Leg } from './leg.ts';
import type { LineReading } from './lines.ts';
import { isBelieved, type TimelineEntry } from './timeline.ts';

/** Where the order as a whole is: derived, never sent. */
export type OrderStatus =
  | 'awaiting_payment'
  | 'on_hold'
  | 'placed'
  | 'processing'
  | 'partially_shipped'
  | 'shipped'
  | 'partially_delivered'
  | 'delivered'
  | 'ready_for_pickup'
  | 'partially_returned'
  | 'returned'
  | 'canceled'
  | 'unknown';

type Query = {
  order: Order;
  /** To the customer, without those that were voided. */
  parcels: readonly Leg[];
  returns: readonly Leg[];
  rest: Leg | undefined;
  lines: readonly LineReading[];
  /** Of the order, oldest first. */
  timeline: readonly TimelineEntry[];
};

/** All delivered is delivered, some is partially delivered; what has not left counts as well. */
export function readOrderStatus({ order, parcels, returns, rest, lines, timeline }: Query): OrderStatus {
  const legs = rest ? [...parcels, rest] : parcels;
  const isEvery = (...statuses: readonly Leg['status'][]): boolean =>
    legs.length > 0 && legs.every(({ status }) => statuses.includes(status));
  const isSome = (...statuses: readonly Leg['status'][]): boolean => legs.some(({ status }) => statuses.includes(status));
  const hasLeft = legs.some(isGone);

  if (!hasLeft && isCanceled(lines, timeline)) return 'canceled';
  const back = returnState(lines, parcels, returns, rest);
  if (back) return back;
  if (isEvery('delivered')) return 'delivered';
  if (isSome('delivered')) return 'partially_delivered';
  if (isEvery('ready_for_pickup')) return 'ready_for_pickup';
  if (hasLeft || lines.some(({ line }) => (line.quantity?.fulfilled ?? 0) > 0)) {
    return legs.every(isGone) ? 'shipped' : 'partially_shipped';
  }
  const hold = order.hold?.reason ?? lastWord(timeline);
  if (hold) return hold === 'payment' ? 'awaiting_payment' : 'on_hold';
  if (isSome('preparing', 'packed')) return 'processing';
  return parcels.length > 0 ? 'unknown' : isPlaced(order, timeline) ? 'placed' : 'unknown';
}

const gone: readonly Leg['status'][] = [
  'accepted',
  'in_transit',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'undeliverable',
  'returning',
  'returned',
];

/** Whether it has left the shop. */
export const isGone = ({ status }: Leg): boolean => gone.includes(status);

/** Whether the order as a whole was called off: by an event of its own that nothing overtook, or line by line. */
export function isCanceled(lines: readonly LineReading[], timeline: readonly TimelineEntry[]): boolean {
  const amounts = lines.filter(({ ordered }) => ordered !== 0);
  if (amounts.length > 0 && amounts.every(({ ordered, canceled }) => ordered !== undefined && ordered === canceled)) return true;
  return lastWord(timeline) === 'canceled';
}

/** What the newest events leave the order as a whole in. Once canceled, no payment brings it back. */
export function lastWord(timeline: readonly TimelineEntry[]): 'canceled' | 'on_hold' | undefined {
  const news = timeline.findLast((entry) => isBelieved(entry) && entry.effect.status && !isVoiding(entry));
  if (news?.event.kind === 'canceled') return 'canceled';
  const last = timeline.findLast((entry) => isBelieved(entry) && (entry === news || money.includes(entry.event.kind)));
  return last?.event.kind === 'on_hold' ? 'on_hold' : undefined;
}

/** A parcel that is called off says nothing of the order: neither that it is canceled nor that it is not. */
const isVoiding = ({ event }: TimelineEntry): boolean => event.kind === 'canceled' && event.shipmentId !== undefined;

/** A hold ends with the payment, or with any news of the goods. */
const money = ['on_hold', 'payment_confirmed'];

/** By pieces where the lines know them, else by parcels. */
function returnState(
  lines: readonly LineReading[],
  parcels: readonly Leg[],
  returns: readonly Leg[],
  rest: Leg | undefined,
): OrderStatus | undefined {
  const isBack = returns.some(({ status }) => status === 'delivered' || status === 'returned');
  const backParcels = parcels.filter(({ status }) => status === 'returned');
  const kept = lines.map(({ ordered, canceled, returned }) => (ordered ?? NaN) - (canceled ?? NaN) - returned);
  if (!isBack && backParcels.length === 0 && lines.every(({ returned }) => returned === 0)) return undefined;
  const isAllParcels = !rest && parcels.length > 0 && backParcels.length === parcels.length;
  const isAll = isAllParcels || (kept.length > 0 && kept.every((pieces) => pieces <= 0));
  return isAll ? 'returned' : 'partially_returned';
}

const isPlaced = (order: Order, timeline: readonly TimelineEntry[]): boolean =>
  order.placedAt !== undefined || order.lineItems.length > 0 || timeline.length > 0;
