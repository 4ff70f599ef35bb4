import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import { promisesFor } from '../../order/promise.ts';
import type { Message, MessageType } from '../model.ts';
import { statusOf } from './amounts.ts';
import { canonical } from './canonical.ts';
import { instantOf } from './clock.ts';
import { isGone } from './parcels.ts';

/**
 * One thing to tell of an order's version. The id follows from the order, its version, the type and
 * what it is about (Standard Webhooks allows no dot in it): who is told twice can tell.
 */
export function messageOf(
  type: MessageType,
  order: Order,
  now: number,
  data: Readonly<Record<string, unknown>> = {},
  subject?: string,
): Message {
  const parts = [order.id, String(order.version), type, ...(subject === undefined ? [] : [subject])];
  return {
    id: parts.map((part) => encodeURIComponent(part).replaceAll('.', '%2E')).join(':'),
    type,
    orderId: order.id,
    at: instantOf(now),
    data: { version: order.version, number: order.number ?? order.id, ...data },
  };
}

/** What is worth telling of a new version, by what is other than before. */
export function newsOf(before: Order | undefined, order: Order, now: number): Message[] {
  if (!before) return [messageOf('order.placed', order, now)];
  const known = new Map(before.shipments.map((shipment) => [shipment.id, statusOf(shipment)]));
  const ofParcels = order.shipments
    .filter(({ direction }) => direction === 'outbound')
    .flatMap((shipment) => parcelNews(shipment, known.get(shipment.id) ?? 'unknown'))
    .map(({ type, shipment }) => messageOf(type, order, now, { shipment }, shipment.id));
  return [...ofParcels, ...promiseNews(before, order, now)];
}

function parcelNews(shipment: Shipment, before: ReturnType<typeof statusOf>): { type: MessageType; shipment: Shipment }[] {
  const status = statusOf(shipment);
  if (status === before) return [];
  if (status === 'delivered') return [{ type: 'shipment.delivered', shipment }];
  if (status === 'ready_for_pickup') return [{ type: 'shipment.ready_for_pickup', shipment }];
  return isGone(status) && !isGone(before) ? [{ type: 'shipment.shipped', shipment }] : [];
}

/** The first promise is no change, and neither is the same date said again. */
function promiseNews(before: Order, order: Order, now: number): Message[] {
  const known = new Set(before.promises.map(({ id }) => id));
  return order.promises
    .filter(({ id }) => !known.has(id))
    .flatMap((promise) => {
      const lineIds = promise.lineItems?.map(({ id }) => id) ?? order.lineItems.map(({ id }) => id);
      const held = promisesFor(before.promises, { shipmentId: promise.shipmentId, lineIds }).at(-1);
      if (!held || canonical(held.window) === canonical(promise.window)) return [];
      return [messageOf('promise.changed', order, now, { promise, before: held }, promise.id)];
    });
}
