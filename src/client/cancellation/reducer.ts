import type { Order } from '../../contract/order.ts';
import {
  applyCancellationRead,
  applyOrderRead,
  applyResponse,
  checkUnconfirmed,
  pollDecision,
  resumeSending,
  scheduleDecisionPoll,
  startSending,
  wakeSending,
} from './attempts.ts';
import { deriveIntentOutcome } from './intent-outcome.ts';
import type { PendingCancellation } from './pending-storage.ts';
import { createChosenIntent, openConfirmation, reviseConfirmation, updateChoice } from './confirmation.ts';
import { applyOrderOutcome, concludeUnconfirmed, settleByOrder } from './settlement.ts';
import {
  initialCancellationState,
  isConfirming,
  selectOperation,
  selectWakeAt,
  type ConfirmingState,
  type CancellationEvent,
  type CancellationState,
  type CancellationReducerContext,
} from './state.ts';

/**
 * The next state of a cancellation. Pure. An event without a meaning in the state returns the very same state. Requests
 * and timers follow from the state: see `selectOperation`, `selectWakeAt` and `selectPending`.
 */
export function reduceCancellation(
  state: CancellationState,
  event: CancellationEvent,
  context: CancellationReducerContext,
): CancellationState {
  switch (event.type) {
    case 'open':
      return openConfirmation(state, context.now);
    case 'choose':
      return isConfirming(state) ? updateChoice(state, event.choice) : state;
    case 'dismiss':
      return isConfirming(state) ? initialCancellationState(state.target, state.order) : state;
    case 'confirm':
      return isConfirming(state) ? confirm(state, event.idempotencyKey, context) : state;
    case 'check':
      return state.kind === 'unconfirmed' ? checkUnconfirmed(state, context) : state;
    case 'order-received':
      return receiveOrder(state, event.order, context);
    case 'tick':
      return isConfirming(state) ? reviseConfirmation(state, state.order, context.now) : wake(state, context);
    case 'resumed':
      return state.kind === 'requested' && !state.operation ? pollDecision(state, context) : state;
    case 'restored':
      return state.kind === 'idle' ? restore(state, event.pending, context) : state;
    default:
      return selectOperation(state)?.id === event.id ? applyResult(state, event, context) : state;
  }
}

function confirm(
  state: ConfirmingState,
  idempotencyKey: string,
  context: CancellationReducerContext,
): CancellationState {
  const revised = reviseConfirmation(state, state.order, context.now);
  // A deadline has passed, or the order does not offer the action any more.
  if (revised !== state || (state.kind === 'confirming' && state.isUnavailable)) return revised;
  const { target, order, option, choice } = state;
  if (!context.isOnline) return { kind: 'offline', target, order, option, choice };
  const intent = createChosenIntent(state, idempotencyKey);
  const submission = { canResend: true, attempts: 0, confirmedAt: context.now };
  return startSending({ target, order, option, choice, intent, submission }, context);
}

function restore(
  { target, order }: CancellationState,
  { intent, cancellation, ...submission }: PendingCancellation,
  context: CancellationReducerContext,
): CancellationState {
  const choice = { quantity: intent.lineItems[0]?.quantity ?? 1, reason: intent.reason?.code ?? '', text: '' };
  const confirmed = { target, order, intent, submission, option: undefined, choice };
  return cancellation
    ? pollDecision({ ...confirmed, kind: 'requested', cancellation }, context)
    : resumeSending(confirmed, context);
}

function wake(state: CancellationState, context: CancellationReducerContext): CancellationState {
  if (context.uptime < (selectWakeAt(state) ?? Infinity)) return state;
  if (state.kind === 'sending') return wakeSending(state, context);
  return state.kind === 'requested' ? pollDecision(state, context) : state;
}

/** Whether `order` may replace the newest order seen. An order of the same version may carry newer fields. */
const isSameOrNewer = (order: Order, newest: Order | undefined): boolean =>
  newest === undefined || order.id !== newest.id || order.epoch !== newest.epoch || order.version >= newest.version;

function receiveOrder(last: CancellationState, order: Order, context: CancellationReducerContext): CancellationState {
  if (!isSameOrNewer(order, last.order)) return last;
  if (isConfirming(last)) return reviseConfirmation(last, order, context.now);
  const state = { ...last, order };
  switch (state.kind) {
    case 'requested':
    case 'unconfirmed':
      return applyOrderOutcome(state, context);
    case 'refused': {
      // A POST may have arrived after a later one was refused. A rejection by the shop is final unless it canceled.
      const settled = settleByOrder(state, context);
      return settled && (settled.kind === 'completed' || state.code !== 'rejected') ? settled : state;
    }
    default:
      // The response to a running POST says more than an order.
      return state;
  }
}

type OperationResult = Extract<CancellationEvent, { id: number }>;

function applyResult(
  last: CancellationState,
  event: OperationResult,
  context: CancellationReducerContext,
): CancellationState {
  if (event.type === 'responded') return last.kind === 'sending' ? applyResponse(last, event.response, context) : last;
  if (event.type === 'cancellation-read')
    return last.kind === 'requested' ? applyCancellationRead(last, event.cancellation, context) : last;
  const { order } = event;
  const state = order ? receiveOrder(last, order, context) : last;
  switch (state.kind) {
    case 'sending':
      return applyOrderRead(state, order, context);
    case 'requested':
      // The order may have shown the decision on a check: then nothing is left to schedule.
      return state.operation ? scheduleDecisionPoll(state, context) : state;
    case 'unconfirmed': {
      const canRetry = order !== undefined && deriveIntentOutcome(order, state.intent) === 'cancelable';
      return concludeUnconfirmed(state, canRetry, context);
    }
    default:
      return state;
  }
}
