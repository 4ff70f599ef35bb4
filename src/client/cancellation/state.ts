import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { CancelOption, CancelTarget, UnavailableReason } from '../../order/cancel-options.ts';
import type { RefusalCode, RetryCause } from './classify-response.ts';
import type { CancelIntent } from './intent.ts';
import type { PendingCancellation } from './pending-storage.ts';
import type { CancelResponse } from './transport.ts';

/** What the customer entered: the quantity of the first line, the code of a reason, and free text. */
export type Choice = { readonly quantity: number; readonly reason: string; readonly text: string };

/** Why a confirmed cancellation was not carried out; a key of the messages. */
export type RefusalReason = UnavailableReason | 'quantity' | 'notFound' | 'denied' | 'failed';

/** `order` is the newest order seen. */
type StateBase = { readonly target: CancelTarget; readonly order: Order | undefined };

/** `option` is what the dialog shows; it was derived from `order`. */
type ConfirmingFields = StateBase & { readonly order: Order; readonly option: CancelOption; readonly choice: Choice };

/** What the dialog showed before an order changed, and the choice that was made possible by the change. */
export type Revision = { readonly before: Pick<ConfirmingFields, 'option' | 'choice'>; readonly choice: Choice };

/** `option` is missing after a reload. */
export type ConfirmedFields = StateBase & {
  readonly intent: CancelIntent;
  readonly submission: Submission;
  readonly option: CancelOption | undefined;
  readonly choice: Choice;
};

/** How often and when the intent was sent, and whether it may be sent again. */
export type Submission = Pick<PendingCancellation, 'canResend' | 'attempts' | 'confirmedAt'>;

/** A request. Its result carries the `id`; a result with any other id is dropped. */
export type Operation = { readonly id: number; readonly type: 'send' | 'read-order' | 'read-cancellation' };

/** The request that runs, or the time (by `uptime`) at which the next one starts. */
type NetworkFields = { readonly operation?: Operation | undefined; readonly wakeAt?: number | undefined };

/** Where the loop of sending, waiting and reading stands. */
export type Attempt = {
  /**
   * What the running or the next operation is for:
   * - `send` the POST
   * - `check-outcome` reads of the order that show the outcome of a POST without a clear response
   * - `await-newer-order` reads until the order is as new as the one the customer saw, after a conflict
   * - `explain-refusal` one read that shows what the customer can do instead
   */
  readonly step: 'send' | 'check-outcome' | 'await-newer-order' | 'explain-refusal';
  /** Takes effect once the reads show that no earlier POST succeeded. */
  readonly pendingRefusal?: RefusalCode | undefined;
  readonly retriesLeft: Readonly<Record<RetryCause, number>>;
  /** Reads since the step began. */
  readonly reads: number;
  /** The end of reading, by `uptime`. Set once a POST may have reached the shop without a clear response. */
  readonly pollUntil?: number | undefined;
};

/**
 * - `idle` no dialog and no request; `findCancelOption` returns what the order offers
 * - `confirming` the dialog is open. `isUnavailable`: the order does not offer the action any more; the dialog stays open
 *   without a confirm button
 * - `offline` the dialog says that nothing was sent; `confirm` tries again
 * - `changed` the order changed before or after the confirmation: `option` is what the dialog shows now, and `confirm`
 *   makes a new intent. `revision`: what the customer read before the first change; missing after a reload
 * - `sending` confirmed, without a clear response. `retryAt`: milliseconds since the epoch, while the shop asks to wait
 * - `requested` the shop decides later; polled until then
 * - `unconfirmed` the outcome is unknown. `operation`: a check runs. `canRetry`: the order, read after the last POST,
 *   does not show the cancellation and still offers the action, so `open` works again
 * - `completed` canceled, as the shop confirmed
 * - `refused` not canceled. `refusalReason` is missing if the shop gave its reason in words
 */
export type CancellationState =
  | (StateBase & { readonly kind: 'idle' })
  | (ConfirmingFields & { readonly kind: 'confirming'; readonly isUnavailable: boolean })
  | (ConfirmingFields & { readonly kind: 'offline' })
  | (ConfirmingFields & { readonly kind: 'changed'; readonly revision?: Revision | undefined })
  | (ConfirmedFields &
      NetworkFields & { readonly kind: 'sending'; readonly attempt: Attempt; readonly retryAt?: number | undefined })
  | (ConfirmedFields & NetworkFields & { readonly kind: 'requested'; readonly cancellation: Cancellation | undefined })
  | (ConfirmedFields & NetworkFields & { readonly kind: 'unconfirmed'; readonly canRetry: boolean })
  | (ConfirmedFields & { readonly kind: 'completed'; readonly cancellation: Cancellation | undefined })
  | (ConfirmedFields & {
      readonly kind: 'refused';
      readonly refusalReason: RefusalReason | undefined;
      /** `rejected`: the shop rejected a request it had accepted for a decision. */
      readonly code: RefusalCode | 'rejected';
      readonly cancellation: Cancellation | undefined;
    });

export type StateOf<Kind extends CancellationState['kind']> = Extract<CancellationState, { kind: Kind }>;
/** The states of an open confirmation: the customer can confirm or dismiss it. */
export type ConfirmingState = StateOf<'confirming' | 'offline' | 'changed'>;
export type ConfirmedState = Extract<CancellationState, { intent: unknown }>;

/** The kinds that a page hears of, once the customer has confirmed. */
export const confirmedKinds = ['sending', 'completed', 'requested', 'refused', 'unconfirmed'] as const;

export type CancellationEvent =
  /** The dialog opens. */
  | { type: 'open' }
  /** Fields that are not given keep their value. */
  | { type: 'choose'; choice: Partial<Choice> }
  /** The dialog closes without a confirmation: by its button, by Escape or because the element was removed. */
  | { type: 'dismiss' }
  | { type: 'confirm'; idempotencyKey: string }
  /** The customer checks the outcome. */
  | { type: 'check' }
  /** The page or the order stream has an order. */
  | { type: 'order-received'; order: Order }
  /** Time has passed: a deadline of the order, or `wakeAt`. */
  | { type: 'tick' }
  /** The element is in the page again. */
  | { type: 'resumed' }
  /** An earlier page left this in the tab's storage. */
  | { type: 'restored'; pending: PendingCancellation }
  | { type: 'responded'; id: number; response: CancelResponse }
  /** `undefined`: the read failed, or the transport cannot read. */
  | { type: 'order-read'; id: number; order: Order | undefined }
  | { type: 'cancellation-read'; id: number; cancellation: Cancellation | undefined };

/** What a reduction reads besides state and event. */
export type CancellationReducerContext = {
  /** Milliseconds since the epoch by the server's clock. */
  readonly now: number;
  /** Milliseconds by a clock that never jumps. */
  readonly uptime: number;
  /** From 0 up to 1. */
  readonly random: number;
  /** Unique per reduction: the id of the operation that the reduction starts, if any. */
  readonly operationId: number;
  readonly isOnline: boolean;
  readonly isVisible: boolean;
  readonly canReadOrder: boolean;
};

export const initialCancellationState = (target: CancelTarget, order?: Order): CancellationState => ({
  kind: 'idle',
  target,
  order,
});

export const isConfirming = (state: CancellationState): state is ConfirmingState =>
  state.kind === 'confirming' || state.kind === 'offline' || state.kind === 'changed';

export const pickConfirmedFields = ({
  target,
  order,
  intent,
  submission,
  option,
  choice,
}: ConfirmedFields): ConfirmedFields => ({ target, order, intent, submission, option, choice });

/** The request that must run now; at most one. */
export const selectOperation = (state: CancellationState): Operation | undefined =>
  'operation' in state ? state.operation : undefined;

/** When the next request starts, by `uptime`. */
export const selectWakeAt = (state: CancellationState): number | undefined =>
  'wakeAt' in state ? state.wakeAt : undefined;

/** What the tab's storage holds until the outcome is known. */
export function selectPending(state: CancellationState): PendingCancellation | undefined {
  if (state.kind !== 'sending' && state.kind !== 'requested' && state.kind !== 'unconfirmed') return undefined;
  const cancellation = 'cancellation' in state ? state.cancellation : undefined;
  return { intent: state.intent, ...state.submission, cancellation };
}
