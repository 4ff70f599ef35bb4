import { canOpenConfirmation } from '../../client/cancellation/confirmation.ts';
import type { CancellationState, StateOf } from '../../client/cancellation/state.ts';
import type { Order } from '../../contract/order.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { resolvePageUrl } from '../shared/resolve-page-url.ts';
import { formatMessage, formatMessageText, toPlainText } from '../../i18n/format-message.ts';
import { readerTimeZone, type TextRun } from '../../i18n/formatter.ts';
import { deriveUnavailableReason, findCancelOption, type CancelOption } from '../../order/cancel-options.ts';
import {
  deriveAlternative,
  deriveOutcomeViewModel,
  type CancelViewModelInput,
  type LinkViewModel,
  type OutcomeViewModel,
} from './outcome.view-model.ts';
import {
  calculateRefund,
  deriveMessageArguments,
  formatChanges,
  formatDeadline,
  formatLineItem,
  formatRefund,
  selectQuantities,
  selectTargetMessages,
} from './formatting.ts';

export type CancelViewModel = {
  /** There is no order: the element shows its slot. */
  isFallback: boolean;
  trigger?: { label: string; name: string } | undefined;
  /** The action is handled on another page. */
  externalLink?: (LinkViewModel & { accessibleName: string }) | undefined;
  until?: string | undefined;
  /** Why nothing can be canceled, and what the customer can do instead. */
  explanation?: { text: string; alternative: string | undefined; link: LinkViewModel | undefined } | undefined;
  outcome?: OutcomeViewModel | undefined;
  dialog?: DialogViewModel | undefined;
};

export type DialogViewModel = {
  /** The picture of the item. */
  imageUrl: string | undefined;
  heading: string;
  /** The declaration of a withdrawal. */
  statement: string[];
  /** What has happened since the dialog opened, then the values of a changed order, before and now; announced once. */
  notice: TextRun[][];
  /** The lines to cancel, unless the heading names the only one. */
  items: { title: string | undefined; lines: string[] } | undefined;
  quantity: QuantityViewModel | undefined;
  reasons: { label: string; options: { code: string; label: string }[]; value: string } | undefined;
  text: { label: string; value: string } | undefined;
  refundLines: TextRun[][];
  until: string | undefined;
  keep: string;
  /** Missing if the order does not offer the action any more. */
  confirm: string | undefined;
  /** The confirm button has no effect. */
  isSending: boolean;
};

export type QuantityViewModel = {
  /** "of 3" */
  maxLabel: string;
  max: number;
  value: number;
  /** What the field shows: the value, or what the customer typed in place of one. */
  text: string;
  /** What is wrong with the typed text. */
  error: string | undefined;
};

/** The states that an open dialog shows. */
type DialogState = StateOf<'confirming' | 'offline' | 'changed' | 'sending'>;

/** Everything that the element renders. Pure. */
export function deriveCancelViewModel(input: CancelViewModelInput): CancelViewModel {
  const { state, isDialogOpen, now } = input;
  const { order, target } = state;
  if (!order) return { isFallback: true };
  const option = findCancelOption(order, target, now);
  const offeredOption = option && canOpenConfirmation(state, order) ? option : undefined;
  const targetMessages = selectMessages(input, offeredOption);
  const name = formatMessageText(targetMessages.named, deriveMessageArguments(order, target, input));
  const trigger = { label: targetMessages.open, name };
  const url = safeUrl(offeredOption?.action.url);
  const { until } = offeredOption?.action ?? {};
  const outcome = deriveOutcomeViewModel(input, order);
  return {
    isFallback: false,
    trigger: offeredOption && offeredOption.action.url === undefined ? trigger : undefined,
    externalLink: url === undefined ? undefined : { label: targetMessages.open, accessibleName: name, url },
    until: until && formatMessageText(targetMessages.until, { time: formatDeadline(until, input) }),
    explanation: !option && !outcome && input.explains ? deriveExplanation(input, order) : undefined,
    outcome,
    dialog: isDialogOpen && isDialogState(state) ? deriveDialog(state, input, outcome) : undefined,
  };
}

/** Whether an open dialog has something to show. */
export const isDialogState = (state: CancellationState): state is DialogState =>
  /^(confirming|offline|changed|sending)$/.test(state.kind);

type TargetMessages = Record<'open' | 'named' | 'heading' | 'confirm' | 'keep' | 'until', string>;

/** An action in mode `request` has messages of its own. A withdrawal is a right: it is never a request. */
function selectMessages(
  { messages, state: { target } }: CancelViewModelInput,
  option: CancelOption | undefined,
): TargetMessages {
  const targetMessages = selectTargetMessages(messages, target);
  if (option?.action.mode !== 'request' || target.type === 'withdraw') return targetMessages;
  const { open, named, namedOrder, heading, headingOrder, confirm } = messages.cancel.request;
  const isItem = target.lineItem !== undefined;
  return {
    ...targetMessages,
    open,
    confirm,
    named: isItem ? named : namedOrder,
    heading: isItem ? heading : headingOrder,
  };
}

function deriveDialog(
  state: DialogState,
  input: CancelViewModelInput,
  outcome: OutcomeViewModel | undefined,
): DialogViewModel {
  const { target, option, choice } = state;
  const { cancel } = input.messages;
  const order = state.order as Order;
  const isSending = state.kind === 'sending';
  const isUnavailable = state.kind === 'confirming' && state.isUnavailable;
  const offeredOption = isUnavailable || isSending ? undefined : option;
  const targetMessages = selectMessages(input, option);
  const quantity = offeredOption?.canChooseQuantity ? deriveQuantity(state, input) : undefined;
  const { reasons = [], asksText, until } = offeredOption?.action ?? {};
  return {
    imageUrl: resolvePageUrl(order.lineItems.find(({ id }) => id === target.lineItem)?.imageUrl),
    heading: formatMessageText(targetMessages.heading, deriveMessageArguments(order, target, input)),
    statement: target.type === 'withdraw' ? formatStatement(order, input) : [],
    notice: deriveNotice(state, input, outcome),
    items: deriveItems(state, input),
    quantity,
    reasons:
      reasons.length > 0
        ? { label: cancel.reason, options: [{ code: '', label: cancel.noReason }, ...reasons], value: choice.reason }
        : undefined,
    text: asksText ? { label: cancel.text, value: choice.text } : undefined,
    // No amount for a quantity that cannot be.
    refundLines: isUnavailable || quantity?.error !== undefined ? [] : deriveRefundLines(state, input),
    until: until && formatMessageText(targetMessages.until, { time: formatDeadline(until, input) }),
    keep: offeredOption ? targetMessages.keep : cancel.close,
    confirm: isUnavailable ? undefined : targetMessages.confirm,
    isSending,
  };
}

function deriveQuantity(
  { option, choice }: DialogState,
  { messages: { cancel }, format, typedQuantity }: CancelViewModelInput,
): QuantityViewModel {
  const max = option?.lines[0]?.quantity ?? 1;
  const count = format.number(max);
  return {
    maxLabel: formatMessageText(cancel.quantityOf, { count }),
    max,
    value: choice.quantity,
    text: typedQuantity ?? `${choice.quantity}`,
    error: typedQuantity === undefined ? undefined : formatMessageText(cancel.quantityRange, { count }),
  };
}

/** The outcome in one line, for a screen reader. */
export function formatOutcome({ title, lines }: OutcomeViewModel): string {
  return [title, ...lines.map(toPlainText)].filter(Boolean).join('. ');
}

function formatStatement(order: Order, input: CancelViewModelInput): string[] {
  const { placedAt } = order;
  const { format, timeZone } = input;
  const { withdraw } = input.messages.cancel;
  const statement = formatMessageText(withdraw.statement, deriveMessageArguments(order, input.state.target, input));
  if (placedAt === undefined) return [statement];
  return [
    statement,
    formatMessageText(withdraw.ordered, { date: format.fullDateTime(placedAt, timeZone ?? readerTimeZone()) }),
  ];
}

function deriveItems(state: DialogState, input: CancelViewModelInput): DialogViewModel['items'] {
  const isWhole = state.target.lineItem === undefined;
  const quantities = selectQuantities(state);
  const lines =
    state.option?.lines.map(({ title, quantity }, index) =>
      formatLineItem(title, quantities[index] ?? quantity, input),
    ) ?? [];
  if (lines.length < 2 && !isWhole) return undefined;
  return { title: isWhole ? undefined : input.messages.cancel.together, lines };
}

function deriveRefundLines(state: DialogState, input: CancelViewModelInput): TextRun[][] {
  const { cancel } = input.messages;
  const { action } = state.option ?? {};
  if (!action) return [];
  const isWithdrawal = state.target.type === 'withdraw';
  const amount = calculateRefund(action, state.target.lineItem === undefined, selectQuantities(state));
  return [
    ...formatRefund(amount, action.refund, input),
    ...(amount || isWithdrawal ? [] : [formatMessage(cancel.noRefund, {})]),
    ...(action.mode === 'request' && !isWithdrawal ? [formatMessage(cancel.request.explained, {})] : []),
    ...(isWithdrawal ? [formatMessage(cancel.withdraw.confirmationNote, {})] : []),
  ];
}

/** A request under way, or what has changed since the dialog opened: the order, its offer or the network. */
function deriveNotice(
  state: DialogState,
  input: CancelViewModelInput,
  outcome: OutcomeViewModel | undefined,
): TextRun[][] {
  const { cancel } = input.messages;
  if (state.kind === 'sending') return outcome ? [[{ text: formatOutcome(outcome) }]] : [];
  if (state.kind === 'offline') return [[{ text: cancel.offline }]];
  if (state.kind === 'changed') return [[{ text: cancel.changedSince }], ...formatChanges(state, input)];
  if (!state.isUnavailable) return [];
  const reason = deriveUnavailableReason(state.order, state.target, input.now);
  const text = reason === 'shipped' || reason === 'delivered' ? cancel.shippedSince : cancel.refusalReason[reason];
  return [[{ text }]];
}

function deriveExplanation(
  { messages, state, now }: CancelViewModelInput,
  order: Order,
): CancelViewModel['explanation'] {
  const reason = deriveUnavailableReason(order, state.target, now);
  return { text: messages.cancel.refusalReason[reason], ...deriveAlternative(order, reason, messages) };
}
