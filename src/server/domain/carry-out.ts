import type { Cancellation } from '../../contract/cancellation.ts';
import type { Adjustment, LineItem, Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { StoredCancellation } from '../model.ts';
import { statusOf, sum } from './amounts.ts';
import { isGone } from './parcels.ts';

type Lines = readonly { readonly id: string; readonly quantity: number }[];

/** How many of a line are left after it. What the shop itself took off since the request is not taken off again. */
const leftOf = ({ id, quantity }: LineItem, { totals }: StoredCancellation, asked: number): number => {
  const total = quantity?.total ?? 0;
  return Math.max(0, Math.min(total, (totals?.[id] ?? total) - asked));
};

const isCancel = ({ type }: Cancellation): boolean => type === 'cancel-items' || type === 'cancel-order';

/** Whether some of what is to be canceled has left the shop since it was asked for. */
export function isTooLate({ lineItems }: Order, stored: StoredCancellation): boolean {
  if (!isCancel(stored.cancellation)) return false;
  return stored.cancellation.lineItems.some(({ id, quantity }) => {
    const line = lineItems.find((each) => each.id === id);
    return line?.quantity !== undefined && leftOf(line, stored, quantity) < line.quantity.fulfilled;
  });
}

/**
 * Takes off what is canceled, and announces what comes back. Of a withdrawal, what has not been sent is
 * canceled and what has been sent is a return, which is completed once the goods are back.
 */
export function carryOut(order: Order, stored: StoredCancellation, cancellation: Cancellation, at: Instant): Order {
  const { id, refund, lineItems } = cancellation;
  const canceled = isCancel(cancellation) ? lineItems : cancellation.type === 'withdraw' ? unsentOf(order, lineItems) : [];
  const back = without(lineItems, canceled);
  const money = refund && { money: refund };
  const adjustments: Adjustment[] = [
    ...(canceled.length > 0 ? [{ id, kind: 'cancellation', at, lineItems: canceled, ...money, status: 'completed' }] : []),
    ...(back.length > 0
      ? [{ id: canceled.length > 0 ? `${id}:return` : id, kind: 'return', at, lineItems: back, ...(canceled.length === 0 && money), status: 'pending' }]
      : []),
  ];
  const kept = order.adjustments.filter((adjustment) => !adjustments.some((other) => other.id === adjustment.id));
  return withCanceled({ ...order, adjustments: [...kept, ...adjustments] }, stored, canceled, at);
}

function unsentOf(order: Order, lines: Lines): Lines {
  return lines.flatMap(({ id, quantity }) => {
    const amounts = order.lineItems.find((line) => line.id === id)?.quantity;
    const unsent = Math.min(quantity, amounts ? amounts.total - amounts.fulfilled : 0);
    return unsent > 0 ? [{ id, quantity: unsent }] : [];
  });
}

function without(lines: Lines, taken: Lines): Lines {
  return lines.flatMap(({ id, quantity }) => {
    const left = quantity - (taken.find((line) => line.id === id)?.quantity ?? 0);
    return left > 0 ? [{ id, quantity: left }] : [];
  });
}

function withCanceled(order: Order, stored: StoredCancellation, canceled: Lines, at: Instant): Order {
  if (canceled.length === 0) return order;
  const lineItems = order.lineItems.map((line): LineItem => {
    const asked = canceled.find(({ id }) => id === line.id)?.quantity ?? 0;
    if (asked === 0 || !line.quantity) return line;
    return { ...line, quantity: { ...line.quantity, total: leftOf(line, stored, asked) } };
  });
  const shipments = unpack({ ...order, lineItems });
  const { id } = stored.cancellation;
  const isAll = lineItems.every(({ quantity }) => quantity?.total === 0);
  const voided = shipments.filter((shipment, index) => shipment.lineItems?.length === 0 && order.shipments[index]?.lineItems?.length !== 0);
  const events: OrderEvent[] = [
    ...voided.map((shipment): OrderEvent => ({ id: `${id}:${shipment.id}`, kind: 'canceled', at, shipmentId: shipment.id })),
    { id, kind: isAll ? 'canceled' : 'items_canceled', at },
  ];
  const known = new Set(order.events.map((event) => event.id));
  return { ...order, lineItems, shipments, events: [...order.events, ...events.filter((event) => !known.has(event.id))] };
}

/** What is canceled is taken out of parcels that are still here; an emptied one is not sent. */
function unpack({ lineItems, shipments }: Order): readonly Shipment[] {
  let after = shipments;
  for (const { id, quantity } of lineItems) {
    let excess = amountIn(after, id) - (quantity?.total ?? Infinity);
    if (!(excess > 0)) continue;
    after = after.map((shipment) => {
      if (excess <= 0 || !isCounted(shipment) || isGone(statusOf(shipment)) || !shipment.lineItems) return shipment;
      const contents = shipment.lineItems.flatMap((entry) => {
        if (entry.id !== id || entry.quantity === undefined) return [entry];
        const taken = Math.min(excess, entry.quantity);
        excess -= taken;
        return entry.quantity > taken ? [{ ...entry, quantity: entry.quantity - taken }] : [];
      });
      return { ...shipment, lineItems: contents };
    });
  }
  return after;
}

const isCounted = (shipment: Shipment): boolean => shipment.direction === 'outbound' && statusOf(shipment) !== 'canceled';

const amountIn = (shipments: readonly Shipment[], lineId: string): number =>
  sum(
    shipments
      .filter(isCounted)
      .flatMap(({ lineItems }) => lineItems ?? [])
      .filter(({ id }) => id === lineId)
      .map(({ quantity }) => quantity ?? 0),
  );
