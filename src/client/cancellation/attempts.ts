import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { calculateBackOffDelay, clampRetryAfter, calculatePollDelay } from '../http/back-off.ts';
import { classifyResponse, type RefusalCode, type RetryCause } from './classify-response.ts';
import { deriveIntentOutcome, isOlderThanIntent } from './intent-outcome.ts';
import { reopenAfterConflict } from './confirmation.ts';
import {
  markCompleted,
  concludeUnconfirmed,
  settleByConflict,
  settleByCancellation,
  settleByOrder,
  settleByRefusal,
} from './settlement.ts';
import type {
  Attempt,
  CancellationState,
  ConfirmedFields,
  Operation,
  CancellationReducerContext,
  StateOf,
} from './state.ts';
import type { CancelResponse } from './transport.ts';

type Sending = StateOf<'sending'>;

/** How long the order is read for the outcome of one intent. */
const ORDER_POLL_MS = 60_000;
const MIN_RETRY_DELAY_MS = 1_000;
/** One try and three resends. */
const MAX_ATTEMPTS = 4;
/** How often the shop may ask to wait. */
const maxRetries: Readonly<Record<RetryCause, number>> = { 'in-progress': 5, 'too-early': 1, 'rate-limited': 3 };
/** A customer does not wait longer. */
const MAX_RETRY_DELAY_MS = 300_000;
/** An intent older than this is checked and not sent again. */
const RESEND_WINDOW_MS = 600_000;

const firstAttempt: Attempt = { step: 'send', retriesLeft: maxRetries, reads: 0 };

const createOperationFields = (type: Operation['type'], { operationId }: CancellationReducerContext) => ({
  operation: { id: operationId, type },
  wakeAt: undefined,
});

/** Sends a new intent. */
export const startSending = (confirmed: ConfirmedFields, context: CancellationReducerContext): CancellationState =>
  send({ ...confirmed, kind: 'sending', attempt: firstAttempt }, context);

/** An earlier page may have sent the intent: the order is read before anything is sent. */
export const resumeSending = (confirmed: ConfirmedFields, context: CancellationReducerContext): CancellationState =>
  startReads({ ...confirmed, kind: 'sending', attempt: firstAttempt }, 'check-outcome', context);

const send = (state: Sending, context: CancellationReducerContext): Sending => ({
  ...state,
  ...createOperationFields('send', context),
  retryAt: undefined,
  submission: addAttempts(state, 1),
});

const addAttempts = ({ submission }: Sending, count: number): Sending['submission'] => ({
  ...submission,
  attempts: submission.attempts + count,
});

/** The time of the next operation has come. */
export const wakeSending = (state: Sending, context: CancellationReducerContext): Sending =>
  state.attempt.step === 'send' ? send(state, context) : { ...state, ...createOperationFields('read-order', context) };

/** Keeps `pollUntil`: all reads for one intent end at the same time. */
const startReads = (
  state: Sending,
  step: Attempt['step'],
  context: CancellationReducerContext,
  pendingRefusal?: RefusalCode,
): Sending => {
  const { pollUntil = context.uptime + ORDER_POLL_MS } = state.attempt;
  const attempt = { ...state.attempt, step, pendingRefusal, reads: 1, pollUntil };
  return { ...state, ...createOperationFields('read-order', context), attempt };
};

const wait = (
  state: Sending,
  ms: number,
  { uptime }: CancellationReducerContext,
  attempt: Partial<Attempt>,
): Sending => ({
  ...state,
  operation: undefined,
  wakeAt: uptime + ms,
  attempt: { ...state.attempt, ...attempt },
});

/** The response to a POST. */
export function applyResponse(
  state: Sending,
  response: CancelResponse,
  context: CancellationReducerContext,
): CancellationState {
  const classified = classifyResponse(response);
  switch (classified.next) {
    case 'cancellation-received':
      return settleByCancellation(state, classified.cancellation, context);
    case 'already-canceled':
      return markCompleted(state);
    case 'refused':
      return applyRefusal(state, classified.code, context);
    case 'conflict':
      return startReads(state, 'await-newer-order', context);
    case 'wait':
      return scheduleRetry(state, classified.cause, classified.ms, context);
    case 'read':
      return startReads(state, 'check-outcome', context);
  }
}

function applyRefusal(state: Sending, code: RefusalCode, context: CancellationReducerContext): CancellationState {
  // A refusal says nothing about an earlier POST, nor about another request with the same key.
  if (state.attempt.pollUntil !== undefined || code === 'idempotency-mismatch')
    return startReads(state, 'check-outcome', context, code);
  return code === 'already-shipped' || code === 'action-not-allowed'
    ? startReads(state, 'explain-refusal', context, code)
    : settleByRefusal(state, code, context);
}

/** The shop asks to wait; a POST that it did not take up is no attempt. */
function scheduleRetry(
  state: Sending,
  cause: RetryCause,
  ms: number | undefined,
  context: CancellationReducerContext,
): CancellationState {
  const { retriesLeft } = state.attempt;
  const left = retriesLeft[cause];
  const delay = clampRetryAfter(ms ?? MIN_RETRY_DELAY_MS * 2 ** (maxRetries[cause] - left));
  if (left === 0 || delay > MAX_RETRY_DELAY_MS)
    return cause === 'rate-limited' ? applyRefusal(state, cause, context) : startReads(state, 'check-outcome', context);
  return {
    ...wait(state, delay, context, { retriesLeft: { ...retriesLeft, [cause]: left - 1 } }),
    submission: addAttempts(state, -1),
    retryAt: context.now + delay,
  };
}

/** A read of the order while sending. `state.order` is the newest order, `order` the one that was read. */
export function applyOrderRead(
  state: Sending,
  order: Order | undefined,
  context: CancellationReducerContext,
): CancellationState {
  const { intent, attempt } = state;
  const { step, pendingRefusal, reads, pollUntil = 0 } = attempt;
  if (step === 'explain-refusal' && pendingRefusal) return settleByRefusal(state, pendingRefusal, context);
  const outcome = order ? deriveIntentOutcome(order, intent) : 'inconclusive';
  const isConflict = step === 'await-newer-order';
  const isEnough = isConflict ? order && !isOlderThanIntent(order, intent) : outcome !== 'inconclusive';
  const delay = MIN_RETRY_DELAY_MS + calculateBackOffDelay(reads, context.random);
  if (!isEnough && context.canReadOrder && context.uptime + delay <= pollUntil)
    return wait(state, delay, context, { reads: reads + 1 });
  if (isConflict) return resolveConflict(state, order, context);
  if (outcome !== 'cancelable') return concludeUnconfirmed(state, false, context);
  if (pendingRefusal) return settleByRefusal(state, pendingRefusal, context);
  const { canResend, attempts, confirmedAt } = state.submission;
  return canResend && attempts < MAX_ATTEMPTS && context.now - confirmedAt < RESEND_WINDOW_MS
    ? wait(state, MIN_RETRY_DELAY_MS + calculateBackOffDelay(attempts, context.random), context, { step: 'send' })
    : concludeUnconfirmed(state, true, context);
}

/** The shop did nothing because the order had changed. Without a read, the page's order decides. */
function resolveConflict(
  state: Sending,
  read: Order | undefined,
  context: CancellationReducerContext,
): CancellationState {
  const { order } = state;
  if (!order || (context.canReadOrder && !read)) return concludeUnconfirmed(state, false, context);
  return (
    settleByOrder(state, context) ??
    reopenAfterConflict(state, order, context.now) ??
    settleByConflict(state, order, context.now)
  );
}

/** Asks for the decision on a request. A hidden page waits. */
export function pollDecision(state: StateOf<'requested'>, context: CancellationReducerContext): CancellationState {
  if (!context.isVisible) return scheduleDecisionPoll(state, context);
  return { ...state, ...createOperationFields(state.cancellation ? 'read-cancellation' : 'read-order', context) };
}

export const scheduleDecisionPoll = (
  state: StateOf<'requested'>,
  { uptime, random }: CancellationReducerContext,
): CancellationState => ({ ...state, operation: undefined, wakeAt: uptime + calculatePollDelay(random) });

/** A shop without an address for cancellations is asked for the order. */
export function applyCancellationRead(
  state: StateOf<'requested'>,
  cancellation: Cancellation | undefined,
  context: CancellationReducerContext,
): CancellationState {
  if (!cancellation) return { ...state, ...createOperationFields('read-order', context) };
  return cancellation.status === 'pending'
    ? scheduleDecisionPoll(state, context)
    : settleByCancellation(state, cancellation, context);
}

/** Reads the order for the customer, one read at a time. */
export const checkUnconfirmed = (
  state: StateOf<'unconfirmed'>,
  context: CancellationReducerContext,
): CancellationState => (state.operation ? state : { ...state, ...createOperationFields('read-order', context) });
