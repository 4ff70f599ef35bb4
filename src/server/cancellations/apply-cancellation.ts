import { hasLeftShop, resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { Cancellation } from '../../contract/cancellation.ts';
import type { Adjustment, LineItem, Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { Shipment } from '../../contract/shipment.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { StoredCancellation } from '../orders/order-state.ts';
import { sum } from '../orders/quantities.ts';

type Lines = readonly { readonly id: string; readonly quantity: number }[];

/** Quantity of a line after the cancellation. What the shop removed since the request is not subtracted twice. */
const countRemaining = (
  { id, quantity }: LineItem,
  { totals }: StoredCancellation,
  canceledQuantity: number,
): number => {
  const total = quantity?.total ?? 0;
  return Math.max(0, Math.min(total, (totals?.[id] ?? total) - canceledQuantity));
};

const isCancelType = ({ type }: Cancellation): boolean => type === 'cancel-items' || type === 'cancel-order';

/** Whether some of the items to cancel have shipped since the request. */
export function isTooLate({ lineItems }: Order, stored: StoredCancellation): boolean {
  if (!isCancelType(stored.cancellation)) return false;
  return stored.cancellation.lineItems.some(({ id, quantity }) => {
    const line = lineItems.find((each) => each.id === id);
    return line?.quantity !== undefined && countRemaining(line, stored, quantity) < line.quantity.fulfilled;
  });
}

/**
 * Applies a completed cancellation to the order: unshipped items of a cancellation or withdrawal are canceled, shipped
 * items become a pending return. The return is completed when the goods arrive at the shop.
 */
export function applyCancellation(
  order: Order,
  stored: StoredCancellation,
  cancellation: Cancellation,
  at: Instant,
): Order {
  const { id, refund, lineItems } = cancellation;
  const canceled = isCancelType(cancellation)
    ? lineItems
    : cancellation.type === 'withdraw'
      ? selectUnshipped(order, lineItems)
      : [];
  const returned = subtractLines(lineItems, canceled);
  const money = refund && { money: refund };
  const adjustments: Adjustment[] = [
    ...(canceled.length > 0
      ? [{ id, kind: 'cancellation', at, lineItems: canceled, ...money, status: 'completed' }]
      : []),
    ...(returned.length > 0
      ? [
          {
            id: canceled.length > 0 ? `${id}:return` : id,
            kind: 'return',
            at,
            lineItems: returned,
            ...(canceled.length === 0 && money),
            status: 'pending',
          },
        ]
      : []),
  ];
  const kept = order.adjustments.filter((adjustment) => !adjustments.some((other) => other.id === adjustment.id));
  return removeCanceled({ ...order, adjustments: [...kept, ...adjustments] }, stored, canceled, at);
}

function selectUnshipped(order: Order, lines: Lines): Lines {
  return lines.flatMap(({ id, quantity }) => {
    const amounts = order.lineItems.find((line) => line.id === id)?.quantity;
    const unshipped = Math.min(quantity, amounts ? amounts.total - amounts.fulfilled : 0);
    return unshipped > 0 ? [{ id, quantity: unshipped }] : [];
  });
}

function subtractLines(lines: Lines, subtracted: Lines): Lines {
  return lines.flatMap(({ id, quantity }) => {
    const left = quantity - (subtracted.find((line) => line.id === id)?.quantity ?? 0);
    return left > 0 ? [{ id, quantity: left }] : [];
  });
}

function removeCanceled(order: Order, stored: StoredCancellation, canceled: Lines, at: Instant): Order {
  if (canceled.length === 0) return order;
  const lineItems = order.lineItems.map((line): LineItem => {
    const canceledQuantity = canceled.find(({ id }) => id === line.id)?.quantity ?? 0;
    if (canceledQuantity === 0 || !line.quantity) return line;
    return { ...line, quantity: { ...line.quantity, total: countRemaining(line, stored, canceledQuantity) } };
  });
  const shipments = removeFromShipments({ ...order, lineItems });
  const { id } = stored.cancellation;
  const isAll = lineItems.every(({ quantity }) => quantity?.total === 0);
  const voided = shipments.filter(
    (shipment, index) => shipment.lineItems?.length === 0 && order.shipments[index]?.lineItems?.length !== 0,
  );
  const events: OrderEvent[] = [
    ...voided.map((shipment): OrderEvent => ({
      id: `${id}:${shipment.id}`,
      kind: 'canceled',
      at,
      shipmentId: shipment.id,
    })),
    { id, kind: isAll ? 'canceled' : 'items_canceled', at },
  ];
  const eventIds = new Set(order.events.map((event) => event.id));
  return {
    ...order,
    lineItems,
    shipments,
    events: [...order.events, ...events.filter((event) => !eventIds.has(event.id))],
  };
}

/** Removes canceled items from parcels that have not left the shop. A parcel that becomes empty is canceled. */
function removeFromShipments({ lineItems, shipments }: Order): readonly Shipment[] {
  let remaining = shipments;
  for (const { id, quantity } of lineItems) {
    let excess = countInShipments(remaining, id) - (quantity?.total ?? Infinity);
    if (!(excess > 0)) continue;
    remaining = remaining.map((shipment) => {
      if (
        excess <= 0 ||
        !isOutboundActive(shipment) ||
        hasLeftShop(resolveShipmentStatus(shipment.status)) ||
        !shipment.lineItems
      )
        return shipment;
      const contents = shipment.lineItems.flatMap((entry) => {
        if (entry.id !== id || entry.quantity === undefined) return [entry];
        const removed = Math.min(excess, entry.quantity);
        excess -= removed;
        return entry.quantity > removed ? [{ ...entry, quantity: entry.quantity - removed }] : [];
      });
      return { ...shipment, lineItems: contents };
    });
  }
  return remaining;
}

const isOutboundActive = (shipment: Shipment): boolean =>
  shipment.direction === 'outbound' && resolveShipmentStatus(shipment.status) !== 'canceled';

const countInShipments = (shipments: readonly Shipment[], lineId: string): number =>
  sum(
    shipments
      .filter(isOutboundActive)
      .flatMap(({ lineItems }) => lineItems ?? [])
      .filter(({ id }) => id === lineId)
      .map(({ quantity }) => quantity ?? 0),
  );
