import type { Order } from '../../contract/order.ts';
import { findCancelOption, type CancelOption } from '../../order/cancel-options.ts';
import { safeStringify } from '../http/json.ts';
import { createCancelIntent, type CancelIntent } from './intent.ts';
import { isConfirming, type ConfirmingState, type CancellationState, type Choice, type StateOf } from './state.ts';

/* The confirmation in the dialog: opened, filled in, and revised when the order or the time changes. */

/** What the element itself may offer. An action with a `url` is handled on another page. */
function findOwnOption({ target }: CancellationState, order: Order, now: number): CancelOption | undefined {
  const option = findCancelOption(order, target, now);
  return option?.action.url === undefined ? option : undefined;
}

/** Not while a request may be on its way; after success only for an order version newer than the canceled one. */
export function canOpenConfirmation(state: CancellationState, { version }: Order): boolean {
  if (state.kind === 'unconfirmed') return state.canRetry && !state.operation;
  return (
    state.kind !== 'sending' &&
    state.kind !== 'requested' &&
    (state.kind !== 'completed' || version > state.intent.version)
  );
}

/** A confirmation that is open already keeps what the customer entered. */
export function openConfirmation(state: CancellationState, now: number): CancellationState {
  const { target, order } = state;
  const option = order && !isConfirming(state) && canOpenConfirmation(state, order) && findOwnOption(state, order, now);
  if (!option) return state;
  const choice = { quantity: firstQuantity(option), reason: '', text: '' };
  return { kind: 'confirming', target, order, option, choice, isUnavailable: false };
}

const firstQuantity = ({ lines }: CancelOption): number => lines[0]?.quantity ?? 1;

/** Impossible quantities leave the state as it is. */
export function updateChoice(state: ConfirmingState, chosen: Partial<Choice>): CancellationState {
  const choice = { ...state.choice, ...chosen };
  const isPossible = state.option.canChooseQuantity
    ? Number.isInteger(choice.quantity) && choice.quantity >= 1 && choice.quantity <= firstQuantity(state.option)
    : choice.quantity === state.choice.quantity;
  return isPossible ? { ...state, choice } : state;
}

/** The confirmation for a newer order or a later time: the same, another one, or an unavailable one. */
export function reviseConfirmation(state: ConfirmingState, order: Order, now: number): CancellationState {
  if (state.kind === 'confirming' && state.isUnavailable) return order === state.order ? state : { ...state, order };
  const option = findOwnOption(state, order, now);
  if (!option) {
    const { target, option: last, choice } = state;
    return { kind: 'confirming', target, order, option: last, choice, isUnavailable: true };
  }
  if (order === state.order) return state;
  return isSameOption(option, state.option) ? { ...state, order, option } : reopenConfirmation(state, order, option);
}

/** The confirmation after a conflict; `undefined` if the order offers nothing. */
export function reopenAfterConflict(state: RevisableState, order: Order, now: number): CancellationState | undefined {
  const option = findOwnOption(state, order, now);
  return option && reopenConfirmation(state, order, option);
}

type RevisableState = ConfirmingState | StateOf<'sending'>;

function reopenConfirmation(state: RevisableState, order: Order, option: CancelOption): CancellationState {
  const { target, choice } = state;
  const most = firstQuantity(option);
  const quantity = option.canChooseQuantity ? Math.min(choice.quantity, most) : most;
  const revised = { ...choice, quantity };
  const lastRevision = state.kind === 'changed' ? state.revision : undefined;
  const before = lastRevision?.before ?? (state.option && { option: state.option, choice });
  const revision = before && { before, choice: revised };
  return { kind: 'changed', target, order, option, choice: revised, revision };
}

/** Whether the customer reads the same. The dialog shows the end of an action beside the confirmation. */
function isSameOption(a: CancelOption, b: CancelOption): boolean {
  const comparable = ({ action, lines, canChooseQuantity }: CancelOption): string =>
    safeStringify([
      action.mode,
      action.refund,
      action.reasons,
      action.asksText,
      canChooseQuantity,
      lines.map(({ id, quantity }) => [id, quantity]),
    ]);
  return comparable(a) === comparable(b);
}

/** What the customer confirms. */
export function createChosenIntent(
  { target, order, option: { action, lines }, choice }: ConfirmingState,
  idempotencyKey: string,
): CancelIntent {
  const lineItems = lines.map(({ id, quantity }, index) => ({
    id,
    quantity: index === 0 ? choice.quantity : quantity,
  }));
  const text = action.asksText ? choice.text.trim() : '';
  const reason = choice.reason || text ? { code: choice.reason || 'other', ...(text && { text }) } : undefined;
  const request = { type: target.type, lineItems: action.lineItems ? lineItems : [], ...(reason && { reason }) };
  return createCancelIntent(order, request, idempotencyKey);
}
