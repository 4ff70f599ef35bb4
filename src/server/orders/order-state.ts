import type { ProblemCode } from '../../contract/problem.ts';
import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { EventTime } from '../../contract/order-fields.ts';
import type { Instant } from '../../contract/primitives.ts';
import { resolveEventSpan } from '../../dates/zoned-time.ts';
import type { ShopRules } from './shop-rules.ts';
import type { WebhookMessage } from './webhook-message.ts';

/** A time until which something must happen. Withdrawn when it happens. */
export type Deadline = {
  /** Unique within the order. Contains `dueAt`: a new date is a new deadline. */
  readonly id: string;
  /** `promise`: end of the last promised day. `step`: the next scan is expected. `decision`: a cancellation is undecided. */
  readonly kind: 'promise' | 'step' | 'decision';
  readonly dueAt: Instant;
  readonly shipmentId?: string | undefined;
  readonly promiseId?: string | undefined;
  /** Kind of the expected event, for `step`. */
  readonly step?: string | undefined;
  readonly cancellationId?: string | undefined;
};

/** A missed deadline. Resolved when the expected event happens after all. */
export type Incident = Deadline & {
  readonly orderId: string;
  readonly raisedAt: Instant;
  readonly resolvedAt?: Instant | undefined;
};

/** A cancellation as stored, with the customer's request. */
export type StoredCancellation = {
  readonly orderId: string;
  /** Idempotency-Key of the request. */
  readonly idempotencyKey: string;
  readonly request: CancelRequest;
  readonly cancellation: Cancellation;
  /** Total quantity of each line at the time of the request, so that later removals by the shop are not subtracted twice. */
  readonly totals?: Readonly<Record<string, number>> | undefined;
  /** When `decideCancellation` is called again. Until then another process may be calling it. Absent once the shop has answered. */
  readonly retryAt?: Instant | undefined;
};

/** A new version of an order with all its consequences. Written as a whole or not at all. */
export type OrderUpdate = {
  /** Its version is the previous version plus one. */
  readonly order: Order;
  readonly messages: readonly WebhookMessage[];
  /** All open deadlines, replacing the previous ones. */
  readonly deadlines: readonly Deadline[];
  /** Incidents raised or resolved by this update. */
  readonly incidents: readonly Incident[];
  readonly cancellation?: StoredCancellation | undefined;
  /** Inconsistencies of an accepted scan or snapshot, for the shop's operators. Not stored. */
  readonly warnings?: readonly string[] | undefined;
};

/** The stored state of an order. A locked order of the store has this shape. */
export type OrderState = {
  readonly order: Order | undefined;
  readonly deadlines: readonly Deadline[];
  /** Unresolved incidents. */
  readonly incidents: readonly Incident[];
  /** Undecided cancellations. */
  readonly pending: readonly StoredCancellation[];
};

/** Input of every domain function. */
export type RuleContext = {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly rules: ShopRules;
};

/** Current time and time zone. The zone decides when a promised day ends. */
export type ZonedTimeContext = { readonly now: number; readonly timeZone: string };

export const createTimeContext = (order: Order, { now, rules }: RuleContext): ZonedTimeContext => ({
  now,
  timeZone: order.timeZone ?? rules.timeZone ?? 'UTC',
});

/** Latest possible end of an event in epoch milliseconds; `undefined` if the time is unknown. */
export const resolveEventEnd = (at: EventTime | undefined, { timeZone }: ZonedTimeContext): number | undefined =>
  resolveEventSpan(at, undefined, timeZone)?.to;

/** Why a request changes nothing. */
export type Refusal = {
  readonly refused: ProblemCode;
  /** For developers. */
  readonly detail?: string | undefined;
};

export const isRefusal = (outcome: object | string): outcome is Refusal =>
  typeof outcome === 'object' && 'refused' in outcome;
