import type { Cancellation, CancelRequest } from '../contract/cancellation.ts';
import type { Order } from '../contract/order.ts';
import type { Instant } from '../contract/primitives.ts';

/** Every change worth telling a shop's other systems. */
export const messageTypes = [
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
export type MessageType = (typeof messageTypes)[number];

/** One thing to tell. Its id is the same however often it is sent. */
export type Message = {
  readonly id: string;
  readonly type: MessageType;
  readonly orderId: string;
  readonly at: Instant;
  /** Whole JSON values: the order's version and what the type is about. */
  readonly data: Readonly<Record<string, unknown>>;
};

/** What has to happen until when; it is withdrawn when it happened. */
export type Deadline = {
  /** One of an order's: the same subject has the same id, so that a new date replaces the old. */
  readonly id: string;
  /** `promise`: the last promised day has passed. `step`: the next scan is missing. `answer`: a request is undecided. */
  readonly kind: 'promise' | 'step' | 'answer';
  readonly dueAt: Instant;
  readonly shipmentId?: string | undefined;
  readonly promiseId?: string | undefined;
  /** The kind of event that is awaited. */
  readonly step?: string | undefined;
  readonly cancellationId?: string | undefined;
};

/** A deadline that passed. Closed when what was awaited happened after all. */
export type Incident = Deadline & {
  readonly orderId: string;
  readonly raisedAt: Instant;
  readonly resolvedAt?: Instant | undefined;
};

/** A customer's request, from its first arrival to its decision. */
export type StoredCancellation = {
  readonly orderId: string;
  /** The Idempotency-Key it came with. */
  readonly key: string;
  readonly request: CancelRequest;
  readonly cancellation: Cancellation;
  /** When the shop is asked again, as long as it has not answered at all. */
  readonly retryAt?: Instant | undefined;
};

/** What follows from something that happened to an order: all of it is written, or none. */
export type Change = {
  /** Its version is one above the last. */
  readonly order: Order;
  readonly messages: readonly Message[];
  /** All that are open from now on. */
  readonly deadlines: readonly Deadline[];
  /** Raised or resolved by this. */
  readonly incidents: readonly Incident[];
  readonly cancellation?: StoredCancellation | undefined;
};
