import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { fill, fillText, textOf } from '../../i18n/fill.ts';
import { readerTimeZone, type Piece } from '../../i18n/format.ts';
import type { CancelState } from './cancel-item.state.ts';
import type { LinkView, ViewInput } from './cancel-item.view.ts';
import { titleOf } from './offer.ts';
import { tellLine, tellRefund, tellTime } from './telling.ts';
import { nextStep } from './why-not.ts';

/** What became of it. */
export type OutcomeView = {
  tone: 'done' | 'trouble' | 'plain';
  title: string;
  lines: Piece[][];
  link?: LinkView | undefined;
  receipt?: ReceiptView | undefined;
  /** The button that asks again, where nothing is known for sure. */
  check?: { label: string; isBusy: boolean };
};

/** Proof to keep: `fileName` and `text` are what is saved. */
export type ReceiptView = { number: string; at: string; atText: string; url: string | undefined; fileName: string; text: string };

type Confirmed = Extract<CancelState, { intent: unknown }>;

/** `undefined` as long as nothing was confirmed, or the dialog says it. */
export function tellOutcome(input: ViewInput, order: Order): OutcomeView | undefined {
  const { state, isOpen, messages } = input;
  const { cancel } = messages;
  switch (state.kind) {
    case 'ready':
    case 'confirming':
      return undefined;
    // It came back after the dialog was closed: there is something to ask, and nothing was done.
    case 'offline':
      return isOpen ? undefined : { tone: 'trouble', title: cancel.offline, lines: [] };
    case 'changed':
      return isOpen ? undefined : { tone: 'trouble', title: cancel.changedMeanwhile, lines: [] };
    case 'sending': {
      const lines = state.retryAt === undefined ? [] : [fill(cancel.waiting, {})];
      return { tone: 'plain', title: titleFor(state, 'sending', order, input), lines };
    }
    case 'unknown': {
      const check = { label: state.isChecking ? cancel.checking : cancel.check, isBusy: state.isChecking };
      return { tone: 'trouble', title: titleFor(state, 'unknown', order, input), lines: [fill(cancel.unconfirmed, {})], check };
    }
    case 'refused':
      return tellRefused(state, order, input);
    case 'requested': {
      const { answerBy } = state.cancellation ?? {};
      const answer = answerBy === undefined ? cancel.follows : fillText(cancel.answerBy, { time: tellTime(answerBy, input) });
      const said = { title: titleFor(state, 'requested', order, input), lines: [fill(answer, {})] };
      return { tone: 'plain', ...said, receipt: tellReceipt(state, state.cancellation, order, said, input) };
    }
    case 'done': {
      const lines = tellRefund(state.cancellation?.refund, state.offer?.action.refund, input);
      const said = { title: titleFor(state, 'done', order, input), lines };
      return { tone: 'done', ...said, receipt: tellReceipt(state, state.cancellation, order, said, input) };
    }
  }
}

function tellRefused(state: Extract<CancelState, { kind: 'refused' }>, order: Order, input: ViewInput): OutcomeView {
  const { cancel } = input.messages;
  const { why, cancellation } = state;
  // What the shop itself says goes before what can be guessed.
  const said = cancellation?.reason?.text;
  const reason = said ? fill(cancel.why.reason, { what: said }) : why && fill(cancel.why[why], {});
  const { next, link } = nextStep(order, why, input.messages);
  const lines = [...(reason ? [reason] : []), ...(next === undefined ? [] : [fill(next, {})])];
  return { tone: 'trouble', title: titleFor(state, 'refused', order, input), lines, link };
}

function tellReceipt(
  state: Confirmed,
  cancellation: Cancellation | undefined,
  order: Order,
  { title, lines }: { title: string; lines: readonly Piece[][] },
  input: ViewInput,
): ReceiptView | undefined {
  const { receipt } = cancellation ?? {};
  if (!receipt) return undefined;
  const { cancel } = input.messages;
  const number = fillText(cancel.receipt, { number: receipt.number });
  const time = input.format.record(receipt.at, input.timeZone ?? readerTimeZone());
  const atText = fillText(cancel.receivedAt, { time });
  const { lineItems, before } = state.intent;
  const items = lineItems.length > 0 ? lineItems : before.totals.map(({ id, total }) => ({ id, quantity: total }));
  const text = [
    number,
    atText,
    '',
    ...(state.subject.type === 'withdraw' ? [fillText(cancel.withdraw.statement, names(state, order, input))] : []),
    title,
    ...items.map(({ id, quantity }) => tellLine(titleOf(order, id), quantity, input)),
    ...lines.map(textOf),
    '',
  ];
  return {
    number,
    at: receipt.at,
    atText,
    url: safeUrl(receipt.url),
    // Only what every file system takes.
    fileName: `${fillText(cancel.fileName, { number: receipt.number }).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.txt`,
    text: text.join('\n'),
  };
}

function titleFor(state: Confirmed, kind: Confirmed['kind'], order: Order, input: ViewInput): string {
  const { item, order: whole, withdraw, request } = input.messages.cancel;
  const { type, lineItem } = state.subject;
  if (kind === 'sending' && type !== 'withdraw' && state.offer?.action.mode === 'request') return request.sending;
  const words = type === 'withdraw' ? withdraw : lineItem === undefined ? whole : item;
  return fillText(words[kind], names(state, order, input));
}

/** What the messages are filled with; the item with how many of it, where that is more than one. */
function names({ subject: { lineItem }, intent }: Confirmed, order: Order, input: ViewInput): { item: string; number: string } {
  const number = order.number ?? order.id;
  if (lineItem === undefined) return { item: '', number };
  const quantity = intent.lineItems.find(({ id }) => id === lineItem)?.quantity ?? 1;
  return { item: tellLine(titleOf(order, lineItem), quantity, input), number };
}
