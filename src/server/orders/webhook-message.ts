import type { Order } from '../../contract/order.ts';
import type { Instant } from '../../contract/primitives.ts';
import { formatPreciseInstant } from '../shared/time.ts';

/** Types of messages to subscribers. */
export const webhookMessageTypes = [
  'order.placed',
  'order.updated',
  'shipment.shipped',
  'shipment.ready_for_pickup',
  'shipment.delivered',
  'promise.changed',
  'promise.overdue',
  'step.overdue',
  'cancellation.requested',
  'cancellation.decided',
  'shipment.missing_reported',
] as const;
export type WebhookMessageType = (typeof webhookMessageTypes)[number];

/** A message to subscribers. The id is the same for every attempt. */
export type WebhookMessage = {
  readonly id: string;
  readonly type: WebhookMessageType;
  readonly orderId: string;
  readonly at: Instant;
  /** JSON values: version and number of the order, and the subject of the message. */
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * Creates a message about a version of an order. The id is derived from order, version, type and subject, so that receivers
 * recognize repetitions. Standard Webhooks allows no dot in an id.
 */
export function createMessage(
  type: WebhookMessageType,
  order: Order,
  now: number,
  data: Readonly<Record<string, unknown>> = {},
  subject?: string,
): WebhookMessage {
  const parts = [order.id, String(order.version), type, ...(subject === undefined ? [] : [subject])];
  return {
    id: parts.map((part) => encodeURIComponent(part).replaceAll('.', '%2E')).join(':'),
    type,
    orderId: order.id,
    at: formatPreciseInstant(now),
    data: { version: order.version, number: order.number ?? order.id, ...data },
  };
}
