import { hasLeftShop, resolveShipmentStatus, type ShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { mergeDuplicateShipments } from '../../order/duplicate-shipments.ts';
import { selectPromises } from '../../order/promise-summary.ts';
import { type WebhookMessage, type WebhookMessageType, createMessage } from './webhook-message.ts';
import { canonicalJson } from '../shared/encoding.ts';

/** Messages about the differences between two versions of an order. */
export function deriveMessages(before: Order | undefined, order: Order, now: number): WebhookMessage[] {
  if (!before) return [createMessage('order.placed', order, now)];
  const previousStatuses = new Map(
    before.shipments.map((shipment) => [shipment.id, resolveShipmentStatus(shipment.status)]),
  );
  const { mergedInto } = mergeDuplicateShipments(order);
  // Shipments that have become one parcel: what was told of one of them is not told again.
  const selectPrevious = (id: string): ShipmentStatus[] =>
    order.shipments
      .filter((shipment) => (mergedInto.get(shipment.id) ?? shipment.id) === id)
      .map((shipment) => previousStatuses.get(shipment.id) ?? 'unknown');
  const shipmentMessages = order.shipments
    .filter(({ id, direction }) => direction === 'outbound' && !mergedInto.has(id))
    .flatMap((shipment) => deriveShipmentMessages(shipment, selectPrevious(shipment.id)))
    .map(({ type, shipment }) => createMessage(type, order, now, { shipment }, shipment.id));
  return [...shipmentMessages, ...derivePromiseMessages(before, order, now)];
}

function deriveShipmentMessages(
  shipment: Shipment,
  before: readonly ShipmentStatus[],
): { type: WebhookMessageType; shipment: Shipment }[] {
  const status = resolveShipmentStatus(shipment.status);
  if (before.includes(status)) return [];
  if (status === 'delivered') return [{ type: 'shipment.delivered', shipment }];
  if (status === 'ready_for_pickup') return [{ type: 'shipment.ready_for_pickup', shipment }];
  return hasLeftShop(status) && !before.some(hasLeftShop) ? [{ type: 'shipment.shipped', shipment }] : [];
}

/** A message for each promise that replaces another window. The first promise and a repeated window are no change. */
function derivePromiseMessages(before: Order, order: Order, now: number): WebhookMessage[] {
  const previousIds = new Set(before.promises.map(({ id }) => id));
  return order.promises
    .filter(({ id }) => !previousIds.has(id))
    .flatMap((promise) => {
      const lineIds = promise.lineItems?.map(({ id }) => id) ?? order.lineItems.map(({ id }) => id);
      const previous = selectPromises(before.promises, { shipmentId: promise.shipmentId, lineIds }).at(-1);
      if (!previous || canonicalJson(previous.window) === canonicalJson(promise.window)) return [];
      return [createMessage('promise.changed', order, now, { promise, before: previous }, promise.id)];
    });
}
