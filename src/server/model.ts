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
  /** One of an order's. It names the time it is due: a new date is a deadline of its own. */
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
  /** How many there were of each line when it was asked for; what the shop takes off meanwhile is not taken off twice. */
  readonly totals?: Readonly<Record<string, number>> | undefined;
  /** When the shop is asked again, as long as it has not answered at all; until then somebody may be asking it. */
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
  /** What was odd and let through all the same, for who looks after the shop. Not stored. */
  readonly warnings?: readonly string[] | undefined;
};
