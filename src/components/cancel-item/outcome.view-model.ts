import type { CancellationState, ConfirmedState, RefusalReason, StateOf } from '../../client/cancellation/state.ts';
import type { Order } from '../../contract/order.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { formatMessage, formatMessageText, toPlainText } from '../../i18n/format-message.ts';
import { readerTimeZone, type TextRun } from '../../i18n/formatter.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import { deriveLineItemTitle } from '../../order/cancel-options.ts';
import {
  deriveMessageArguments,
  formatChanges,
  formatDeadline,
  formatLineItem,
  formatRefund,
  selectTargetMessages,
  type CancelFormatContext,
} from './formatting.ts';

export type CancelViewModelInput = CancelFormatContext & {
  state: CancellationState;
  isDialogOpen: boolean;
  /** Show why nothing can be canceled. */
  explains: boolean;
  /** What the customer typed in place of a possible quantity. */
  typedQuantity?: string | undefined;
};

export type LinkViewModel = { label: string; url: string };

/** The outcome of a confirmed cancellation, as the page shows it. */
export type OutcomeViewModel = {
  variant: 'success' | 'danger' | 'neutral';
  title: string;
  lines: TextRun[][];
  link?: LinkViewModel | undefined;
  receipt?: ReceiptViewModel | undefined;
  /** The button that reads the order, for an unknown outcome. */
  check?: { label: string; isBusy: boolean };
};

/** `fileName` and `text` make the file that the customer can save. */
export type ReceiptViewModel = {
  number: string;
  at: string;
  atText: string;
  url: string | undefined;
  fileName: string;
  text: string;
};

/** `undefined` before a confirmation, and while the dialog shows the same notice. */
export function deriveOutcomeViewModel(input: CancelViewModelInput, order: Order): OutcomeViewModel | undefined {
  const { state, isDialogOpen, messages } = input;
  const { cancel } = messages;
  switch (state.kind) {
    case 'idle':
    case 'confirming':
      return undefined;
    // The customer closed the dialog before the result came: nothing was canceled, and the trigger opens it again.
    case 'offline':
      return isDialogOpen ? undefined : { variant: 'danger', title: cancel.offline, lines: [] };
    case 'changed':
      return isDialogOpen
        ? undefined
        : {
            variant: 'danger',
            title: cancel.changedSince,
            lines: formatChanges(state, input),
          };
    case 'sending': {
      const lines = state.retryAt === undefined ? [] : [formatMessage(cancel.waiting, {})];
      return { variant: 'neutral', title: formatOutcomeTitle(state, order, input), lines };
    }
    case 'unconfirmed': {
      const isBusy = state.operation !== undefined;
      const check = { label: isBusy ? cancel.checking : cancel.check, isBusy };
      return {
        variant: 'danger',
        title: formatOutcomeTitle(state, order, input),
        lines: [formatMessage(cancel.unconfirmed, {})],
        check,
      };
    }
    case 'refused':
      return deriveRefusal(state, order, input);
    case 'requested': {
      const { answerBy } = state.cancellation ?? {};
      const answer =
        answerBy === undefined
          ? cancel.decisionPending
          : formatMessageText(cancel.answerBy, { time: formatDeadline(answerBy, input) });
      const text = { title: formatOutcomeTitle(state, order, input), lines: [formatMessage(answer, {})] };
      return { variant: 'neutral', ...text, receipt: deriveReceipt(state, order, text, input) };
    }
    case 'completed': {
      const lines = formatRefund(state.cancellation?.refund, state.option?.action.refund, input);
      const text = { title: formatOutcomeTitle(state, order, input), lines };
      return { variant: 'success', ...text, receipt: deriveReceipt(state, order, text, input) };
    }
  }
}

function deriveRefusal(state: StateOf<'refused'>, order: Order, input: CancelViewModelInput): OutcomeViewModel {
  const { cancel } = input.messages;
  const { refusalReason, cancellation } = state;
  // The shop's own words come before a derived reason.
  const shopReason = cancellation?.reason?.text;
  const reason = shopReason
    ? formatMessage(cancel.refusalReason.reason, { what: shopReason })
    : refusalReason && formatMessage(cancel.refusalReason[refusalReason], {});
  const { alternative, link } = deriveAlternative(order, refusalReason, input.messages);
  const lines = [...(reason ? [reason] : []), ...(alternative === undefined ? [] : [formatMessage(alternative, {})])];
  return { variant: 'danger', title: formatOutcomeTitle(state, order, input), lines, link };
}

function deriveReceipt(
  state: StateOf<'completed' | 'requested'>,
  order: Order,
  { title, lines }: { title: string; lines: readonly TextRun[][] },
  input: CancelViewModelInput,
): ReceiptViewModel | undefined {
  const { receipt } = state.cancellation ?? {};
  if (!receipt) return undefined;
  const { cancel } = input.messages;
  const number = formatMessageText(cancel.receipt, { number: receipt.number });
  const time = input.format.fullDateTime(receipt.at, input.timeZone ?? readerTimeZone());
  const atText = formatMessageText(cancel.receivedAt, { time });
  const { lineItems, baseline } = state.intent;
  const items = lineItems.length > 0 ? lineItems : baseline.totals.map(({ id, total }) => ({ id, quantity: total }));
  const text = [
    number,
    atText,
    '',
    ...(state.target.type === 'withdraw'
      ? [formatMessageText(cancel.withdraw.statement, deriveMessageArguments(order, state.target, input))]
      : []),
    title,
    ...items.map(({ id, quantity }) => formatLineItem(deriveLineItemTitle(order, id), quantity, input)),
    ...lines.map(toPlainText),
    '',
  ];
  return {
    number,
    at: receipt.at,
    atText,
    url: safeUrl(receipt.url),
    // Characters that every file system accepts.
    fileName: `${formatMessageText(cancel.fileName, { number: receipt.number }).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.txt`,
    text: text.join('\n'),
  };
}

/** The item with its quantity, unless it is 1. */
function formatOutcomeTitle(
  { kind, target, option, intent }: ConfirmedState,
  order: Order,
  input: CancelFormatContext,
): string {
  const { messages } = input;
  const quantity = intent.lineItems.find(({ id }) => id === target.lineItem)?.quantity;
  if (kind === 'sending' && target.type !== 'withdraw' && option?.action.mode === 'request')
    return messages.cancel.request.sending;
  const messageArguments = deriveMessageArguments(order, target, input, quantity);
  return formatMessageText(selectTargetMessages(messages, target)[kind], messageArguments);
}

/** What the customer can do instead: refuse the parcel at the door, or send the items back. */
export function deriveAlternative(
  order: Order,
  reason: RefusalReason | undefined,
  { cancel }: CancelMessages,
): { alternative: string | undefined; link: LinkViewModel | undefined } {
  if (reason !== 'shipped' && reason !== 'delivered') return { alternative: undefined, link: undefined };
  const url = safeUrl(order.actions.find(({ type }) => type === 'return-items')?.url);
  const link = url === undefined ? undefined : { label: cancel.returnItems, url };
  return { alternative: reason === 'shipped' ? cancel.refuseAtDoor : cancel.sendBack, link };
}
