import type { LineItem, Order, OrderAction } from '../../contract/order.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import { dayAt, instantAt } from '../../estimate/zoned-time.ts';
import type { StoredCancellation } from '../model.ts';
import { openOf, returnableOf, statusOf, sum } from './amounts.ts';
import { endOf, instantOf, type ZonedClock } from './clock.ts';
import { isMissing } from './missing.ts';
import type { ActionPolicy } from './rules.ts';

type Query = { readonly order: Order; readonly pending: readonly StoredCancellation[]; readonly clock: ZonedClock };
type Offered = NonNullable<OrderAction['lineItems']>;

const minute = 60_000;
const day = 86_400_000;

/** What the policy offers now. What is asked for already is not offered again. */
export function actionsByPolicy(
  policy: ActionPolicy,
  order: Order,
  pending: readonly StoredCancellation[],
  clock: ZonedClock,
): OrderAction[] {
  const query = { order, pending, clock };
  return [
    ...(policy.cancel ? cancelOf(policy.cancel, query) : []),
    ...(policy.withdraw ? afterDelivery('withdraw', policy.withdraw, query) : []),
    ...(policy.returnItems ? afterDelivery('return-items', policy.returnItems, query) : []),
    ...(policy.reportMissing ? afterDelivery('report-missing', policy.reportMissing, query) : []),
    ...(policy.reschedule ? rescheduleOf(policy.reschedule, query) : []),
  ];
}

function cancelOf(policy: NonNullable<ActionPolicy['cancel']>, query: Query): OrderAction[] {
  const { order, clock } = query;
  const until = cancelUntil(policy, order, clock);
  if (until !== undefined && until <= clock.now) return [];
  const { mode = 'instant', before = 'packed', refund } = policy;
  const lineItems = linesOf(query, (line) => openOf(order, line, before));
  if (lineItems.length === 0) return [];
  const shared = { mode, ...wordsOf(policy), ...(until !== undefined && { until: instantOf(until) }) };
  // An action says one price, so there is one for each: what comes back is said before anything is confirmed.
  const items = byPrice(order, lineItems).map(({ perUnit, lines }) => {
    return { type: 'cancel-items', ...shared, lineItems: lines, refund: { ...refund, ...(perUnit && { perUnit }) } };
  });
  const isWhole = order.lineItems.every(
    ({ id, quantity }) => quantity && (lineItems.find((entry) => entry.id === id)?.maxQuantity ?? 0) === quantity.total,
  );
  const whole = { type: 'cancel-order', ...shared, refund: { ...refund, ...(order.total && { total: order.total }) } };
  return isWhole ? [...items, whole] : items;
}

/** The sooner of both limits. */
function cancelUntil(
  { withinMinutes, cutoff }: NonNullable<ActionPolicy['cancel']>,
  { placedAt }: Order,
  { timeZone }: ZonedClock,
): number | undefined {
  if (placedAt === undefined) return undefined;
  const placed = Date.parse(placedAt);
  const limits: number[] = [];
  if (withinMinutes !== undefined) limits.push(placed + withinMinutes * minute);
  if (cutoff !== undefined) {
    const date = dayAt(timeZone, placed);
    const sameDay = instantAt(timeZone, date, cutoff);
    limits.push(sameDay > placed ? sameDay : instantAt(timeZone, date + 1, cutoff));
  }
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

type DeliveredOffer = NonNullable<ActionPolicy['withdraw']>;

/** Until so many days after the last parcel arrived; only what has arrived. */
function afterDelivery(
  type: 'withdraw' | 'return-items' | 'report-missing',
  policy: DeliveredOffer,
  query: Query,
): OrderAction[] {
  const { order, clock } = query;
  const delivered = order.shipments.filter((shipment) => isDelivered(shipment) && !(type === 'report-missing' && shipment.exceptions.some(isMissing)));
  const arrived = delivered.map(({ statusAt }) => endOf(statusAt, clock) ?? clock.now);
  if (arrived.length === 0) return [];
  const until = Math.max(...arrived) + policy.days * day;
  if (until <= clock.now) return [];
  const lineItems = linesOf(query, (line) => Math.min(returnableOf(order, line), inThese(delivered, line)));
  if (lineItems.length === 0) return [];
  const { mode = 'request', refund } = policy;
  return [{ type, mode, ...wordsOf(policy), lineItems, until: instantOf(until), ...(refund && { refund }) }];
}

const isDelivered = (shipment: Shipment): boolean =>
  shipment.direction === 'outbound' && statusOf(shipment) === 'delivered';

/** Of a parcel whose contents are not known it may be any. */
const inThese = (shipments: readonly Shipment[], { id }: LineItem): number =>
  sum(shipments.map(({ lineItems }) => (lineItems ? sum(lineItems.filter((entry) => entry.id === id).map(({ quantity }) => quantity ?? Infinity)) : Infinity)));

function rescheduleOf(policy: NonNullable<ActionPolicy['reschedule']>, { order, pending }: Query): OrderAction[] {
  const isUnderWay = order.shipments.some(
    (shipment) => shipment.direction === 'outbound' && ['accepted', 'in_transit', 'out_for_delivery'].includes(statusOf(shipment)),
  );
  const isAsked = pending.some(({ request }) => request.type === 'reschedule');
  return isUnderWay && !isAsked ? [{ type: 'reschedule', mode: policy.mode ?? 'request', ...wordsOf(policy) }] : [];
}

/** Less what is asked for already. */
function linesOf({ order, pending }: Query, most: (line: LineItem) => number): Offered {
  return order.lineItems.flatMap((line) => {
    const reserved = sum(pending.flatMap(({ cancellation }) => cancellation.lineItems.filter(({ id }) => id === line.id).map(({ quantity }) => quantity)));
    const maxQuantity = most(line) - reserved;
    return maxQuantity > 0 ? [{ id: line.id, maxQuantity }] : [];
  });
}

type Priced = { perUnit: Money | undefined; lines: Offered[number][] };

/** What is offered, by what one of it costs; what has no price stands together. */
function byPrice({ lineItems }: Order, offered: Offered): Priced[] {
  const groups = new Map<string, Priced>();
  for (const entry of offered) {
    const perUnit = lineItems.find(({ id }) => id === entry.id)?.unitPrice;
    const price = perUnit ? `${perUnit.amount} ${perUnit.currency}` : '';
    const group: Priced = groups.get(price) ?? { perUnit, lines: [] };
    groups.set(price, group);
    group.lines.push(entry);
  }
  return [...groups.values()];
}

const wordsOf = ({ reasons, asksText, url }: Pick<OrderAction, 'reasons' | 'asksText' | 'url'>): Partial<OrderAction> => ({
  ...(reasons && { reasons }),
  ...(asksText !== undefined && { asksText }),
  ...(url !== undefined && { url }),
});
