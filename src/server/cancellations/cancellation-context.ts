import type { Cancellation, CancelRequest } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { CancellationDecision } from './cancellation-decision.ts';
import type { ShopRules } from '../orders/shop-rules.ts';

/** Argument of `decideCancellation`. The same cancellation may come more than once, always with the same key. */
export type CancellationDeciderInput = {
  readonly order: Order;
  readonly cancellation: Cancellation;
  /** The customer's request. */
  readonly request: CancelRequest;
  /** Pass the key on to the system that cancels, so that a repetition has no further effect. */
  readonly idempotencyKey: string;
  /** Aborted at the time limit. A decision after that is ignored. */
  readonly signal: AbortSignal;
};

/**
 * Asks the shop's own system to decide a cancellation. If it rejects or resolves to an invalid decision, the cancellation
 * stays pending and the call is repeated later.
 */
export type CancellationDecider = (input: CancellationDeciderInput) => Promise<CancellationDecision>;

/** Options of cancellations, shared by the handler and the jobs. */
export type CancellationContext = {
  readonly rules: ShopRules;
  /** Without it, actions offered as `instant` are completed at once and requests wait for a decision. */
  readonly decideCancellation?: CancellationDecider | undefined;
  /** Milliseconds; default 10,000. */
  readonly decisionTimeoutMs?: number | undefined;
  /** Called if `decideCancellation` fails. The call is repeated later. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

/** An HTTP response. `body` is JSON text, from status 400 on a problem (RFC 9457). */
export type CancellationResponse = { readonly status: number; readonly body: string };
