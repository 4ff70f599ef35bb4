import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { deriveUnavailableReason } from '../../order/cancel-options.ts';
import { calculatePollDelay } from '../http/back-off.ts';
import type { RefusalCode } from './classify-response.ts';
import { deriveIntentOutcome } from './intent-outcome.ts';
import {
  pickConfirmedFields,
  type CancellationState,
  type ConfirmedFields,
  type CancellationReducerContext,
  type RefusalReason,
  type StateOf,
} from './state.ts';

/* How a confirmed cancellation ends: by the shop's cancellation, by a refusal, or by what an order shows. */

export const markCompleted = (state: ConfirmedFields, cancellation?: Cancellation): CancellationState => ({
  ...pickConfirmedFields(state),
  kind: 'completed',
  cancellation,
});

const markRequested = (
  state: ConfirmedFields,
  cancellation: Cancellation | undefined,
  { uptime, random }: CancellationReducerContext,
): CancellationState => ({
  ...pickConfirmedFields(state),
  kind: 'requested',
  cancellation,
  wakeAt: uptime + calculatePollDelay(random),
});

const markRefused = (
  state: ConfirmedFields,
  code: RefusalCode | 'rejected',
  refusalReason: RefusalReason | undefined,
  cancellation?: Cancellation,
): CancellationState => ({ ...pickConfirmedFields(state), kind: 'refused', code, refusalReason, cancellation });

/** By the shop's own word. */
export function settleByCancellation(
  state: ConfirmedFields,
  cancellation: Cancellation,
  context: CancellationReducerContext,
): CancellationState {
  switch (cancellation.status) {
    case 'completed':
      return markCompleted(state, cancellation);
    case 'pending':
      return markRequested(state, cancellation, context);
    case 'rejected':
      return markRefused(state, 'rejected', undefined, cancellation);
  }
}

/** By a refusal, unless the order shows the cancellation: made in another tab, or by the shop. */
export function settleByRefusal(
  state: ConfirmedFields,
  code: RefusalCode,
  context: CancellationReducerContext,
): CancellationState {
  return settleByOrder(state, context) ?? markRefused(state, code, deriveRefusalReason(code, state));
}

/** By the order alone, if it shows the cancellation as done or as pending. */
export function settleByOrder(
  state: ConfirmedFields,
  context: CancellationReducerContext,
): CancellationState | undefined {
  const outcome = state.order && deriveIntentOutcome(state.order, state.intent);
  if (outcome === 'canceled') return markCompleted(state);
  return outcome === 'requested' ? markRequested(state, undefined, context) : undefined;
}

/** No response and no read showed the outcome; the newest order may still show it. */
export const concludeUnconfirmed = (
  state: ConfirmedFields,
  canRetry: boolean,
  context: CancellationReducerContext,
): CancellationState => applyOrderOutcome({ ...pickConfirmedFields(state), kind: 'unconfirmed', canRetry }, context);

/** What the newest order shows of a cancellation without a decision. */
export function applyOrderOutcome(
  state: StateOf<'requested' | 'unconfirmed'>,
  context: CancellationReducerContext,
): CancellationState {
  const { order } = state;
  if (!order) return state;
  const isRequested = state.kind === 'requested';
  const cancellation = isRequested ? state.cancellation : undefined;
  switch (deriveIntentOutcome(order, state.intent, cancellation?.id)) {
    case 'canceled':
      return markCompleted(state, cancellation && { ...cancellation, status: 'completed' });
    case 'requested':
      return isRequested ? state : markRequested(state, undefined, context);
    case 'rejected':
      return markRefused(
        state,
        'rejected',
        deriveRejectionReason(state, order),
        cancellation && { ...cancellation, status: 'rejected' },
      );
    case 'shipped':
      // The shop decides a request, even after the parcel has left.
      return isRequested ? state : markRefused(state, 'already-shipped', deriveRejectionReason(state, order));
    default:
      return state;
  }
}

/** The order has moved on, or the shop gave no reason. */
function deriveRejectionReason({ target }: ConfirmedFields, order: Order): RefusalReason {
  const reason = deriveUnavailableReason(order, target, -Infinity);
  return reason === 'delivered' || reason === 'shipped' ? reason : 'notAllowed';
}

function deriveRefusalReason(code: RefusalCode, { target, order }: ConfirmedFields): RefusalReason {
  switch (code) {
    case 'already-shipped':
      return order && deriveUnavailableReason(order, target, -Infinity) === 'delivered' ? 'delivered' : 'shipped';
    case 'action-not-allowed':
      return 'notAllowed';
    case 'order-not-found':
      return 'notFound';
    case 'sign-in':
      return 'denied';
    default:
      return 'failed';
  }
}

/** By a conflict that leaves nothing to confirm. */
export const settleByConflict = (state: ConfirmedFields, order: Order, now: number): CancellationState =>
  markRefused(state, 'action-not-allowed', deriveUnavailableReason(order, state.target, now));
