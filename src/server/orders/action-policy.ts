import { isEnRoute, resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import type { LineItem, Order, OrderAction } from '../../contract/order.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { DAY_MS, MINUTE_MS, epochDayAt, instantAt } from '../../dates/zoned-time.ts';
import { resolveEventEnd, type StoredCancellation, type ZonedTimeContext } from './order-state.ts';
import { countCancelable, countReturnable, selectParcels, sum } from './quantities.ts';
import { isMissingReport } from './missing-report.ts';
import type { ActionPolicy } from './shop-rules.ts';

type PolicyInput = {
  readonly order: Order;
  readonly pending: readonly StoredCancellation[];
  readonly timeContext: ZonedTimeContext;
};
type OfferedLines = NonNullable<OrderAction['lineItems']>;

/** The actions that the policy offers now, without items of pending requests. */
export function deriveActionsByPolicy(
  policy: ActionPolicy,
  order: Order,
  pending: readonly StoredCancellation[],
  timeContext: ZonedTimeContext,
): OrderAction[] {
  const input = { order, pending, timeContext };
  return [
    ...(policy.cancel ? deriveCancelActions(policy.cancel, input) : []),
    ...(policy.withdraw ? deriveAfterDelivery('withdraw', policy.withdraw, input) : []),
    ...(policy.returnItems ? deriveAfterDelivery('return-items', policy.returnItems, input) : []),
    ...(policy.reportMissing ? deriveAfterDelivery('report-missing', policy.reportMissing, input) : []),
    ...(policy.reschedule ? deriveRescheduleAction(policy.reschedule, input) : []),
  ];
}

function deriveCancelActions(policy: NonNullable<ActionPolicy['cancel']>, input: PolicyInput): OrderAction[] {
  const { order, timeContext } = input;
  const until = resolveCancelDeadline(policy, order, timeContext);
  if (until !== undefined && until <= timeContext.now) return [];
  const { mode = 'instant', before = 'packed', refund } = policy;
  const lineItems = selectOfferedLines(input, (line) => countCancelable(order, line, before));
  if (lineItems.length === 0) return [];
  const shared = {
    mode,
    ...pickOfferFields(policy),
    ...(until !== undefined && { until: formatPreciseInstant(until) }),
  };
  // An action has one refund per unit, so lines of different prices need separate actions.
  const items = groupByPrice(order, lineItems).map(({ perUnit, lines }) => {
    return { type: 'cancel-items', ...shared, lineItems: lines, refund: { ...refund, ...(perUnit && { perUnit }) } };
  });
  const isWhole = order.lineItems.every(
    ({ id, quantity }) => quantity && (lineItems.find((entry) => entry.id === id)?.maxQuantity ?? 0) === quantity.total,
  );
  const whole = { type: 'cancel-order', ...shared, refund: { ...refund, ...(order.total && { total: order.total }) } };
  return isWhole ? [...items, whole] : items;
}

/** The earlier of both limits in epoch milliseconds. */
function resolveCancelDeadline(
  { withinMinutes, cutoffTime }: NonNullable<ActionPolicy['cancel']>,
  { placedAt }: Order,
  { timeZone }: ZonedTimeContext,
): number | undefined {
  if (placedAt === undefined) return undefined;
  const placed = Date.parse(placedAt);
  const limits: number[] = [];
  if (withinMinutes !== undefined) limits.push(placed + withinMinutes * MINUTE_MS);
  if (cutoffTime !== undefined) {
    const date = epochDayAt(timeZone, placed);
    const sameDay = instantAt(timeZone, date, cutoffTime);
    limits.push(sameDay > placed ? sameDay : instantAt(timeZone, date + 1, cutoffTime));
  }
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

type AfterDeliveryOffer = NonNullable<ActionPolicy['withdraw']>;

/** Offers delivered items until `days` after the last delivery. */
function deriveAfterDelivery(
  type: 'withdraw' | 'return-items' | 'report-missing',
  policy: AfterDeliveryOffer,
  input: PolicyInput,
): OrderAction[] {
  const { order, timeContext } = input;
  const delivered = selectParcels(order).filter(
    (shipment) => isDelivered(shipment) && !(type === 'report-missing' && shipment.exceptions.some(isMissingReport)),
  );
  const arrived = delivered.map(({ statusAt }) => resolveEventEnd(statusAt, timeContext) ?? timeContext.now);
  if (arrived.length === 0) return [];
  const until = Math.max(...arrived) + policy.days * DAY_MS;
  if (until <= timeContext.now) return [];
  const lineItems = selectOfferedLines(input, (line) =>
    Math.min(countReturnable(order, line), countInShipments(delivered, line)),
  );
  if (lineItems.length === 0) return [];
  const { mode = 'request', refund } = policy;
  return [
    {
      type,
      mode,
      ...pickOfferFields(policy),
      lineItems,
      until: formatPreciseInstant(until),
      ...(refund && { refund }),
    },
  ];
}

const isDelivered = (shipment: Shipment): boolean =>
  shipment.direction === 'outbound' && resolveShipmentStatus(shipment.status) === 'delivered';

/** Quantity of a line in shipments. Unknown contents count as unlimited. */
const countInShipments = (shipments: readonly Shipment[], { id }: LineItem): number =>
  sum(
    shipments.map(({ lineItems }) =>
      lineItems
        ? sum(lineItems.filter((entry) => entry.id === id).map(({ quantity }) => quantity ?? Infinity))
        : Infinity,
    ),
  );

function deriveRescheduleAction(
  policy: NonNullable<ActionPolicy['reschedule']>,
  { order, pending }: PolicyInput,
): OrderAction[] {
  const isUnderWay = order.shipments.some(
    ({ direction, status }) => direction === 'outbound' && isEnRoute(resolveShipmentStatus(status)),
  );
  const isAsked = pending.some(({ request }) => request.type === 'reschedule');
  return isUnderWay && !isAsked
    ? [{ type: 'reschedule', mode: policy.mode ?? 'request', ...pickOfferFields(policy) }]
    : [];
}

/** The available quantities minus those of pending requests. */
function selectOfferedLines({ order, pending }: PolicyInput, countAvailable: (line: LineItem) => number): OfferedLines {
  return order.lineItems.flatMap((line) => {
    const reserved = sum(
      pending.flatMap(({ cancellation }) =>
        cancellation.lineItems.filter(({ id }) => id === line.id).map(({ quantity }) => quantity),
      ),
    );
    const maxQuantity = countAvailable(line) - reserved;
    return maxQuantity > 0 ? [{ id: line.id, maxQuantity }] : [];
  });
}

type PriceGroup = { perUnit: Money | undefined; lines: OfferedLines[number][] };

/** Groups lines by unit price. Lines without a price form one group. */
function groupByPrice({ lineItems }: Order, offered: OfferedLines): PriceGroup[] {
  const groups = new Map<string, PriceGroup>();
  for (const entry of offered) {
    const perUnit = lineItems.find(({ id }) => id === entry.id)?.unitPrice;
    const price = perUnit ? `${perUnit.amount} ${perUnit.currency}` : '';
    const group: PriceGroup = groups.get(price) ?? { perUnit, lines: [] };
    groups.set(price, group);
    group.lines.push(entry);
  }
  return [...groups.values()];
}

const pickOfferFields = ({
  reasons,
  asksText,
  url,
}: Pick<OrderAction, 'reasons' | 'asksText' | 'url'>): Partial<OrderAction> => ({
  ...(reasons && { reasons }),
  ...(asksText !== undefined && { asksText }),
  ...(url !== undefined && { url }),
});
