import type { Order } from '../../contract/order.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { fill, fillText, textOf } from '../../i18n/fill.ts';
import { readerTimeZone, type Piece } from '../../i18n/format.ts';
import type { CancelState } from './cancel-item.state.ts';
import { offerOf, titleOf, type Offer, type Subject } from './offer.ts';
import { tellOutcome, type OutcomeView } from './outcome.ts';
import { refundFor, tellLine, tellRefund, tellTime, type Telling } from './telling.ts';
import { nextStep, whyNot } from './why-not.ts';

export type ViewInput = Telling & {
  state: CancelState;
  isOpen: boolean;
  /** Where nothing may be done, say why. */
  explains: boolean;
};

export type LinkView = { label: string; url: string };

export type CancelView = {
  /** There is no order to tell anything of: what stands between the tags is shown. */
  isFallback: boolean;
  opener: { label: string; name: string } | undefined;
  /** Where it is done, if not here. */
  elsewhere: (LinkView & { name: string }) | undefined;
  until: string | undefined;
  /** Why nothing may be done, and what can be done instead. */
  explanation: { text: string; next: string | undefined; link: LinkView | undefined } | undefined;
  outcome: OutcomeView | undefined;
  dialog: DialogView | undefined;
};

export type DialogView = {
  heading: string;
  /** What is declared, for a withdrawal. */
  statement: string[];
  /** What happens while it is open; told once. */
  notice: string | undefined;
  /** The lines that go, where they are more than the one in the heading. */
  items: { title: string | undefined; lines: string[] } | undefined;
  quantity: { label: string; max: number; value: number } | undefined;
  reasons: { label: string; options: { code: string; label: string }[]; value: string } | undefined;
  text: { label: string; value: string } | undefined;
  /** What comes back. */
  terms: Piece[][];
  until: string | undefined;
  keep: string;
  /** Gone where it may no longer be done. */
  confirm: string | undefined;
  /** It is under way: the button that confirmed it does nothing more. */
  isSending: boolean;
};

/** A state in which there is a question or the answer to it is under way. */
type Asked = Extract<CancelState, { kind: 'confirming' | 'offline' | 'changed' | 'sending' }>;

/** What to show. Pure: the same input gives the same view. */
export function viewCancel(input: ViewInput): CancelView {
  const { state, isOpen, now } = input;
  const { order, subject } = state;
  const bare = { opener: undefined, elsewhere: undefined, until: undefined, explanation: undefined, dialog: undefined };
  if (!order) return { ...bare, isFallback: true, outcome: undefined };
  const offer = offerOf(order, subject, now);
  const shown = offer && isOfferedAgain(state, order) ? offer : undefined;
  const words = wordsOf(input, shown);
  const named = { label: words.open, name: fillText(words.named, names(order, subject)) };
  const url = safeUrl(shown?.action.url);
  const { until } = shown?.action ?? {};
  const outcome = tellOutcome(input, order);
  return {
    isFallback: false,
    opener: shown && shown.action.url === undefined ? named : undefined,
    elsewhere: url === undefined ? undefined : { ...named, url },
    until: until === undefined ? undefined : fillText(words.until, { time: tellTime(until, input) }),
    explanation: !offer && !outcome && input.explains ? explain(input, order) : undefined,
    outcome,
    dialog: isOpen && isAsked(state) ? viewDialog(state, input, outcome) : undefined,
  };
}

const isAsked = (state: CancelState): state is Asked => /^(confirming|offline|changed|sending)$/.test(state.kind);

/** While something is on its way nothing new is asked; what is done, only by an order that knows of it. */
function isOfferedAgain(state: CancelState, order: Order): boolean {
  if (state.kind === 'sending' || state.kind === 'requested') return false;
  if (state.kind === 'unknown') return state.isOpen && !state.isChecking;
  return state.kind !== 'done' || order.version > state.intent.version;
}

type Words = { open: string; named: string; heading: string; confirm: string; keep: string; until: string };

/** The words for what is asked. A withdrawal is a right, so it never only asks. */
function wordsOf({ messages, state: { subject } }: ViewInput, offer: Offer | undefined): Words {
  const { item, order, withdraw, request } = messages.cancel;
  if (subject.type === 'withdraw') return withdraw;
  const isItem = subject.lineItem !== undefined;
  const words = isItem ? item : order;
  if (offer?.action.mode !== 'request') return words;
  const { open, named, namedOrder, heading, headingOrder, confirm } = request;
  return { ...words, open, confirm, named: isItem ? named : namedOrder, heading: isItem ? heading : headingOrder };
}

/** What the messages about an order and its line are filled with. */
function names(order: Order, { lineItem }: Subject): { item: string; number: string } {
  return { item: lineItem === undefined ? '' : titleOf(order, lineItem), number: order.number ?? order.id };
}

function viewDialog(state: Asked, input: ViewInput, outcome: OutcomeView | undefined): DialogView {
  const { subject, offer, choice } = state;
  const { messages, format } = input;
  const { cancel } = messages;
  const order = state.order as Order;
  const isSending = state.kind === 'sending';
  const isWithdrawn = state.kind === 'confirming' && state.isWithdrawn;
  const asked = isWithdrawn || isSending ? undefined : offer;
  const words = wordsOf(input, offer);
  const [first] = offer?.lines ?? [];
  const { reasons = [], asksText, until } = asked?.action ?? {};
  return {
    heading: fillText(words.heading, names(order, subject)),
    statement: subject.type === 'withdraw' ? tellStatement(order, input) : [],
    notice: isSending ? outcome && textOfOutcome(outcome) : tellNotice(state, input),
    items: tellItems(state, input),
    quantity:
      asked?.hasChoice && first
        ? { label: fillText(cancel.quantity, { count: format.number(first.quantity) }), max: first.quantity, value: choice.quantity }
        : undefined,
    reasons:
      reasons.length > 0
        ? { label: cancel.reason, options: [{ code: '', label: cancel.noReason }, ...reasons], value: choice.reason }
        : undefined,
    text: asksText ? { label: cancel.text, value: choice.text } : undefined,
    terms: isWithdrawn ? [] : tellTerms(state, input),
    until: until === undefined ? undefined : fillText(words.until, { time: tellTime(until, input) }),
    keep: asked ? words.keep : cancel.close,
    confirm: isWithdrawn ? undefined : words.confirm,
    isSending,
  };
}

/** The same in one line, to be read out. */
export function textOfOutcome({ title, lines }: OutcomeView): string {
  return [title, ...lines.map(textOf)].join('. ');
}

function tellStatement(order: Order, { messages: { cancel }, format, timeZone, state }: ViewInput): string[] {
  const { placedAt } = order;
  const statement = fillText(cancel.withdraw.statement, names(order, state.subject));
  if (placedAt === undefined) return [statement];
  return [statement, fillText(cancel.withdraw.ordered, { date: format.record(placedAt, timeZone ?? readerTimeZone()) })];
}

/** How many go of each line of the offer. */
function piecesOf({ offer, choice }: Asked): number[] {
  return offer?.lines.map(({ quantity }, index) => (index === 0 && offer.hasChoice ? choice.quantity : quantity)) ?? [];
}

function tellItems(state: Asked, input: ViewInput): DialogView['items'] {
  const isWhole = state.subject.lineItem === undefined;
  const pieces = piecesOf(state);
  const lines = state.offer?.lines.map(({ title, quantity }, index) => tellLine(title, pieces[index] ?? quantity, input)) ?? [];
  if (lines.length < 2 && !isWhole) return undefined;
  return { title: isWhole ? undefined : input.messages.cancel.together, lines };
}

/** What comes back, and what happens then. */
function tellTerms(state: Asked, input: ViewInput): Piece[][] {
  const { cancel } = input.messages;
  const { action } = state.offer ?? {};
  if (!action) return [];
  const isWithdrawal = state.subject.type === 'withdraw';
  const amount = refundFor(action, state.subject.lineItem === undefined, piecesOf(state));
  return [
    ...tellRefund(amount, action.refund, input),
    ...(amount || isWithdrawal ? [] : [fill(cancel.noRefund, {})]),
    ...(action.mode === 'request' && !isWithdrawal ? [fill(cancel.request.explained, {})] : []),
    ...(isWithdrawal ? [fill(cancel.withdraw.durable, {})] : []),
  ];
}

/** What happened while the question stands there: it may no longer be asked, or it is another one now. */
function tellNotice(state: Asked, { messages, now }: ViewInput): string | undefined {
  const { cancel } = messages;
  if (state.kind === 'offline') return cancel.offline;
  if (state.kind === 'changed') return cancel.changedMeanwhile;
  if (state.kind !== 'confirming' || !state.isWithdrawn) return undefined;
  const why = whyNot(state.order, state.subject, now);
  if (why === 'late') return cancel.endedMeanwhile;
  return why === 'shipped' || why === 'delivered' ? cancel.shippedMeanwhile : cancel.why[why];
}

function explain({ messages, state, now }: ViewInput, order: Order): CancelView['explanation'] {
  const why = whyNot(order, state.subject, now);
  return { text: messages.cancel.why[why], ...nextStep(order, why, messages) };
}
