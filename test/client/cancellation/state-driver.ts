import type { RefusalCode } from '../../../src/client/cancellation/classify-response.ts';
import { reduceCancellation } from '../../../src/client/cancellation/reducer.ts';
import {
  selectOperation,
  type CancellationEvent,
  type CancellationState,
  type CancellationReducerContext,
} from '../../../src/client/cancellation/state.ts';
import type { CancelResponse } from '../../../src/client/cancellation/transport.ts';
import type { Cancellation } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';

/* Drives the reducer as a runner does: events, and results of the operation that runs. */

export const NOW = Date.parse('2026-11-23T12:00:00Z');

/** An event, or a function that derives the events from the state, as a runner does. */
export type Step = CancellationEvent | ((state: CancellationState) => CancellationState);

let operationId = 0;
export const reduce = (
  state: CancellationState,
  event: CancellationEvent,
  context: Partial<CancellationReducerContext> = {},
) =>
  reduceCancellation(state, event, {
    now: NOW,
    uptime: 0,
    random: 0.5,
    operationId: (operationId += 1),
    isOnline: true,
    isVisible: true,
    canReadOrder: true,
    ...context,
  });
export const run = (state: CancellationState, ...steps: Step[]): CancellationState =>
  steps.reduce((last, step) => (typeof step === 'function' ? step(last) : reduce(last, step)), state);

export const received = (order: Order): CancellationEvent => ({ type: 'order-received', order });
export const open: CancellationEvent = { type: 'open' };
export const confirm: CancellationEvent = { type: 'confirm', idempotencyKey: 'k' };
export const dismiss: CancellationEvent = { type: 'dismiss' };
export const check: CancellationEvent = { type: 'check' };
export const tick: CancellationEvent = { type: 'tick' };
/** An event at another time. */
export const at =
  (now: number, event: CancellationEvent): Step =>
  (state) =>
    reduce(state, event, { now });

/** The result of the operation that runs. */
export const idOf = (state: CancellationState): number => selectOperation(state)?.id ?? -1;
export const respond =
  (response: CancelResponse): Step =>
  (state) =>
    reduce(state, { type: 'responded', id: idOf(state), response });
export const readOrder =
  (order?: Order, context: Partial<CancellationReducerContext> = { canReadOrder: false }): Step =>
  (state) =>
    reduce(state, { type: 'order-read', id: idOf(state), order }, context);

export const cancellation = (status: Cancellation['status'], fields: Partial<Cancellation> = {}): Cancellation => ({
  id: 'c1',
  status,
  type: 'cancel-items',
  lineItems: [],
  ...fields,
});
/** The shop's decision: as the response, or as the result of a poll. */
export const decided =
  (status: Cancellation['status'], fields?: Partial<Cancellation>): Step =>
  (state) =>
    state.kind === 'sending'
      ? run(state, respond({ status: 200, body: cancellation(status, fields) }))
      : run(state, { type: 'resumed' }, (polling) =>
          reduce(polling, { type: 'cancellation-read', id: idOf(polling), cancellation: cancellation(status, fields) }),
        );
/** A response without a clear outcome, and reads that do not show it; `order` is the last one. */
export const unconfirmed =
  (order?: Order): Step =>
  (state) =>
    run(state, respond({ status: 500 }), (reading) =>
      reduce(
        reading.kind === 'sending' ? { ...reading, submission: { ...reading.submission, attempts: 4 } } : reading,
        { type: 'order-read', id: idOf(reading), order },
        { canReadOrder: order !== undefined },
      ),
    );
/** Codes of the client itself stand for statuses. */
const statusByCode: Partial<Record<RefusalCode, number>> = {
  'sign-in': 401,
  validation: 400,
  'idempotency-mismatch': 422,
};
/** A refusal, and a read that shows the last order once more, if the client reads after this refusal. */
export const refused =
  (code: RefusalCode): Step =>
  (state) => {
    const retry = { status: 429, code, retryAfterMs: 400_000 };
    const next = run(state, respond(code === 'rate-limited' ? retry : { status: statusByCode[code] ?? 400, code }));
    return next.kind === 'sending' ? run(next, readOrder(next.order)) : next;
  };
export const alreadyCanceled = respond({ status: 409, code: 'already-canceled' });
/** A conflict, and the read after it. Without `order` the transport cannot read. */
export const conflicted =
  (order?: Order): Step =>
  (state) =>
    run(state, respond({ status: 412 }), readOrder(order, { canReadOrder: order !== undefined }));
