import { createIntent } from '../../client/cancel/intent.ts';
import { outcomeIn } from '../../client/cancel/outcome.ts';
import type { CancelReport, RefusalCode } from '../../client/cancel/report.ts';
import { serialize } from '../../client/serialize.ts';
import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { CancelEvent, CancelState, Choice } from './cancel-item.state.ts';
import { offerOf, type Offer, type Subject } from './offer.ts';
import { whyNot, type Refusal } from './why-not.ts';

type Of<Kind extends CancelState['kind']> = Extract<CancelState, { kind: Kind }>;
type Asking = Of<'confirming' | 'offline' | 'changed'>;
type Confirmed = Of<'sending' | 'done' | 'requested' | 'refused' | 'unknown'>;
type KeyedReport = Extract<CancelReport, { key: string }>;

/** Before any order was seen. */
export const initialState = (subject: Subject): CancelState => ({ kind: 'ready', subject, order: undefined });

/** What comes of an event. Pure; where it means nothing in the state, the very same state comes back. */
export function nextState(state: CancelState, event: CancelEvent): CancelState {
  switch (event.type) {
    case 'order-seen':
      return isNewer(event.order, state.order) ? seeOrder(state, event.order, event.now) : state;
    case 'open':
      return mayOpen(state) ? openDialog(state, event.now) : state;
    case 'choose':
      return isAsking(state) ? choose(state, event.choice) : state;
    case 'keep':
      return isAsking(state) ? { kind: 'ready', subject: state.subject, order: state.order } : state;
    case 'tick':
      return isAsking(state) ? reconsider(state, state.order, event.now) : state;
    case 'confirm':
      return isAsking(state) ? confirm(state, event.key, event.now) : state;
    case 'check':
      return state.kind === 'unknown' && !state.isChecking ? { ...state, isChecking: true } : state;
    case 'resumed':
      return state.kind === 'ready' ? resume(state, event) : state;
    default:
      return hasIntent(state) && state.intent.key === event.key ? hear(state, event) : state;
  }
}

const isAsking = (state: CancelState): state is Asking =>
  state.kind === 'confirming' || state.kind === 'offline' || state.kind === 'changed';

const hasIntent = (state: CancelState): state is Confirmed => 'intent' in state;

/** While something is on its way, or may be, nothing new is asked. */
const mayOpen = (state: CancelState): boolean =>
  state.kind === 'ready' || state.kind === 'done' || state.kind === 'refused' || (state.kind === 'unknown' && state.isOpen && !state.isChecking);

/** Whether an order is no older than the one seen last; of the same version it may have been read anew. */
const isNewer = (order: Order, seen: Order | undefined): boolean =>
  seen === undefined || order.id !== seen.id || order.epoch !== seen.epoch || order.version >= seen.version;

function openDialog(state: CancelState, now: number): CancelState {
  const { subject, order } = state;
  const offer = order && offerOf(order, subject, now);
  // An address means that it is done elsewhere. What is done is asked for again only by an order that knows of it.
  if (!offer || offer.action.url !== undefined || (state.kind === 'done' && order.version <= state.intent.version)) return state;
  const choice = { quantity: offer.lines[0]?.quantity ?? 1, reason: '', text: '' };
  return { kind: 'confirming', subject, order, offer, choice, isWithdrawn: false };
}

function choose(state: Asking, chosen: Partial<Choice>): CancelState {
  const choice = { ...state.choice, ...chosen };
  const most = state.offer.lines[0]?.quantity ?? 1;
  const isPossible = state.offer.hasChoice
    ? Number.isInteger(choice.quantity) && choice.quantity >= 1 && choice.quantity <= most
    : choice.quantity === state.choice.quantity;
  return isPossible ? { ...state, choice } : state;
}

/** The question in the light of a newer order, or of the time: still the same, another one, or none any more. */
function reconsider(state: Asking, order: Order, now: number): CancelState {
  if (state.kind === 'confirming' && state.isWithdrawn) return order === state.order ? state : { ...state, order };
  const offer = offerOf(order, state.subject, now);
  if (!offer || offer.action.url !== undefined) {
    const { subject, offer: last, choice } = state;
    return { kind: 'confirming', subject, order, offer: last, choice, isWithdrawn: true };
  }
  if (order === state.order) return state;
  if (isSameOffer(offer, state.offer)) return { ...state, order, offer };
  return askAgain(state, order, offer);
}

function askAgain({ subject, offer: from, choice }: Pick<Bare, 'subject' | 'offer' | 'choice'>, order: Order, offer: Offer): CancelState {
  const quantity = Math.min(choice.quantity, offer.lines[0]?.quantity ?? 1);
  const kept = { ...choice, quantity: offer.hasChoice ? quantity : (offer.lines[0]?.quantity ?? 1) };
  return { kind: 'changed', subject, order, offer, choice: kept, from };
}

/** Whether the customer would be told the same; when it ends is shown beside and is no other question. */
function isSameOffer(a: Offer, b: Offer): boolean {
  const told = ({ action: { mode, refund, reasons, asksText }, lines, hasChoice }: Offer): string =>
    serialize([mode, refund, reasons, asksText, hasChoice, lines.map(({ id, quantity }) => [id, quantity])]);
  return told(a) === told(b);
}

function confirm(state: Asking, key: string, now: number): CancelState {
  const current = reconsider(state, state.order, now);
  // Too late by now, or withdrawn before.
  if (current !== state || (state.kind === 'confirming' && state.isWithdrawn)) return current;
  const { subject, order, offer, choice } = state;
  const isWhole = offer.action.lineItems === undefined;
  const lineItems = isWhole ? [] : offer.lines.map(({ id, quantity }, index) => ({ id, quantity: index === 0 ? choice.quantity : quantity }));
  const text = offer.action.asksText ? choice.text.trim() : '';
  const reason = choice.reason || text ? { code: choice.reason || 'other', ...(text && { text }) } : undefined;
  const intent = createIntent(order, { type: subject.type, lineItems, ...(reason && { reason }) }, key);
  return { kind: 'sending', subject, order, intent, offer, choice };
}

function resume(state: Of<'ready'>, { intent, cancellation }: Extract<CancelReport, { type: 'resumed' }>): CancelState {
  const { subject, order } = state;
  const choice = { quantity: intent.lineItems[0]?.quantity ?? 1, reason: intent.reason?.code ?? '', text: '' };
  const confirmed = { subject, order, intent, offer: undefined, choice };
  return cancellation ? { ...confirmed, kind: 'requested', cancellation } : { ...confirmed, kind: 'sending' };
}

function seeOrder(state: CancelState, order: Order, now: number): CancelState {
  if (isAsking(state)) return reconsider(state, order, now);
  const seen = { ...state, order };
  switch (seen.kind) {
    case 'requested':
    case 'unknown':
      return decideByOrder(seen);
    case 'refused': {
      // An earlier try may have arrived after a later one was refused.
      const found = foundIn(seen);
      return found?.kind === 'done' || (found && seen.code !== 'rejected') ? found : seen;
    }
    default:
      // While something is on its way its answer decides, which says more.
      return seen;
  }
}

/** What the order has of it, however it came there and whatever an answer said; `undefined` where it has nothing. */
function foundIn(state: Bare): CancelState | undefined {
  const outcome = state.order && outcomeIn(state.order, state.intent);
  if (outcome === 'canceled') return settle(state, 'done', undefined);
  return outcome === 'requested' ? settle(state, 'requested', undefined) : undefined;
}

/** What the order itself says became of it. */
function decideByOrder(state: Of<'requested'> | Of<'unknown'>): CancelState {
  const { order } = state;
  if (!order) return state;
  const cancellation = state.kind === 'requested' ? state.cancellation : undefined;
  switch (outcomeIn(order, state.intent, cancellation?.id)) {
    case 'canceled':
      return settle(state, 'done', cancellation && { ...cancellation, status: 'completed' });
    case 'requested':
      return state.kind === 'requested' ? state : settle(state, 'requested', undefined);
    case 'rejected':
      return refuse(state, 'rejected', whyRejected(state, order), cancellation && { ...cancellation, status: 'rejected' });
    case 'shipped':
      // A request is decided by the shop, wherever the parcel is.
      return state.kind === 'requested' ? state : refuse(state, 'already-shipped', whyRejected(state, order), undefined);
    default:
      return state;
  }
}

/** A report about the very intent of the state. */
function hear(state: Confirmed, event: KeyedReport): CancelState {
  // What is settled stays so; of a request only the decision is news.
  if (state.kind === 'done' || state.kind === 'refused') return state;
  if (event.type === 'answered') return answer(state, event.cancellation);
  if (state.kind === 'requested') return state;
  switch (event.type) {
    case 'already-canceled':
      return settle(state, 'done', undefined);
    case 'refused':
      // The order may have it all the same: from another tab, or from the shop.
      return foundIn(state) ?? refuse(state, event.code, whyOf(event.code, state), undefined);
    case 'conflicted':
      return conflict(state, event);
    case 'unconfirmed':
      return decideByOrder({ ...confirmedOf(state), kind: 'unknown', isChecking: false, isOpen: event.isOpen });
    case 'waiting':
      return state.kind === 'sending' ? { ...state, retryAt: event.until } : state;
    case 'not-sent':
      return state.kind === 'sending' ? backToQuestion(state) : state;
  }
}

function answer(state: Confirmed, cancellation: Cancellation): CancelState {
  switch (cancellation.status) {
    case 'completed':
      return settle(state, 'done', cancellation);
    case 'pending':
      return settle(state, 'requested', cancellation);
    case 'rejected':
      return refuse(state, 'rejected', undefined, cancellation);
  }
}

/** Nothing was done, because the order is another: perhaps it is canceled already, or cannot be any more. */
function conflict(state: Confirmed, { order, now }: Extract<CancelReport, { type: 'conflicted' }>): CancelState {
  const newest = order && isNewer(order, state.order) ? order : state.order;
  if (!newest) return { ...confirmedOf(state), kind: 'unknown', isChecking: false, isOpen: false };
  const seen = { ...confirmedOf(state), order: newest };
  const found = foundIn(seen);
  if (found) return found;
  const offer = offerOf(newest, state.subject, now);
  if (offer && offer.action.url === undefined) return askAgain(seen, newest, offer);
  return refuse(seen, 'action-not-allowed', whyNot(newest, state.subject, now), undefined);
}

function backToQuestion(state: Confirmed): CancelState {
  const { subject, order, offer, choice } = state;
  return order && offer ? { kind: 'offline', subject, order, offer, choice } : { kind: 'ready', subject, order };
}

type Bare = Pick<Confirmed, 'subject' | 'order' | 'intent' | 'offer' | 'choice'>;

const confirmedOf = ({ subject, order, intent, offer, choice }: Bare): Bare => ({ subject, order, intent, offer, choice });

const settle = (state: Bare, kind: 'done' | 'requested', cancellation: Cancellation | undefined): CancelState => ({
  ...confirmedOf(state),
  kind,
  cancellation,
});

const refuse = (
  state: Bare,
  code: RefusalCode | 'rejected',
  why: Refusal | undefined,
  cancellation: Cancellation | undefined,
): CancelState => ({ ...confirmedOf(state), kind: 'refused', code, why, cancellation });

/** A request is refused because the order went on, if it did. */
function whyRejected({ subject }: Bare, order: Order): Refusal {
  const why = whyNot(order, subject, -Infinity);
  return why === 'delivered' || why === 'shipped' ? why : 'notAllowed';
}

function whyOf(code: RefusalCode, { subject, order }: Bare): Refusal {
  switch (code) {
    case 'already-shipped':
      return order && whyNot(order, subject, -Infinity) === 'delivered' ? 'delivered' : 'shipped';
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

