import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { Decision, ShopRules } from '../domain/index.ts';

/** What the shop's own systems are asked. The same cancellation may be asked about more than once, always with the same key. */
export type ShopQuestion = {
  readonly order: Order;
  readonly cancellation: Cancellation;
  readonly request: CancelRequest;
  /** Pass it on: whoever carries it out must do it once a key. */
  readonly idempotencyKey: string;
  /** Aborted when the time limit is over; an answer after that is not heard. */
  readonly signal: AbortSignal;
};

/** Rejecting is no answer, and neither is what is no decision: the shop is asked again later. */
export type AskShop = (question: ShopQuestion) => Promise<Decision>;

/** The shop's part in cancelling. */
export type CancelShop = {
  readonly rules: ShopRules;
  /** Absent: what is offered as `instant` is carried out at once, and requests wait for a decision. */
  readonly cancel?: AskShop | undefined;
  /** Milliseconds the shop has to answer; 10,000 where absent. */
  readonly timeLimit?: number | undefined;
  /** Told why the shop could not be asked; it is asked again all the same. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** Of a route: `body` is JSON text, a problem (RFC 9457) where the status is 400 or more. */
export type Answer = { readonly status: number; readonly body: string };
