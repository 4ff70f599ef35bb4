import { formatCursor } from '../../../contract/cursor.ts';
import type { Order } from '../../../contract/order.ts';
import { formatPreciseInstant } from '../../shared/time.ts';
import type { Shipment } from '../../../contract/shipment.ts';
import { redactOrder } from '../../validation/raw-data.ts';

/* Events of the stream as bytes, encoded once for all clients. */

const encoder = new TextEncoder();

/** JSON text contains no line breaks, so one `data:` line is enough. */
function encodeFrame(name: string, data: object, id?: string): Uint8Array {
  return encoder.encode(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}

const createServerTime = (now: number): { serverTime: string } => ({ serverTime: formatPreciseInstant(now) });

/** The `order` event. A final order ends the stream. */
export type OrderFrame = { readonly version: number; readonly bytes: Uint8Array; readonly isFinal: boolean };

export function encodeOrderFrame(order: Order, epoch: string, now: number): OrderFrame {
  const { version } = order;
  const bytes = encodeFrame(
    'order',
    { epoch, version, ...createServerTime(now), order: redactOrder(order) },
    formatCursor({ epoch, version }),
  );
  return { version, bytes, isFinal: isFinal(order) };
}

export const encodeHeartbeatFrame = (epoch: string, version: number, now: number): Uint8Array =>
  encodeFrame('heartbeat', { ...createServerTime(now), epoch, version });

/** `gone`: the order must be fetched again. `end`: the order is final. `auth`: reconnect with a new token. */
export const encodeClosingFrame = (name: 'gone' | 'end' | 'auth', now: number): Uint8Array =>
  encodeFrame(name, createServerTime(now));

/**
 * Whether an order can no longer change: all items are delivered, returned or canceled, no exception or adjustment is open,
 * and no action is offered. An offered action could still change the order.
 */
export function isFinal({ lineItems, shipments, adjustments, actions, hold }: Order): boolean {
  const isSettled = lineItems.every(({ quantity }) => quantity !== undefined && quantity.fulfilled >= quantity.total);
  const isUndecided = adjustments.some(({ status }) => status === 'pending');
  return lineItems.length > 0 && isSettled && !isUndecided && actions.length === 0 && !hold && shipments.every(isOver);
}

const lastStatuses = ['delivered', 'returned', 'canceled'];

function isOver({ status, exceptions }: Shipment): boolean {
  return lastStatuses.includes(status) && exceptions.every(({ resolvedAt }) => resolvedAt !== undefined);
}
