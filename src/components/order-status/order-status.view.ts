import type { LiveStatus } from '../../client/live/status.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { fill, fillText, textOf } from '../../i18n/fill.ts';
import { timeFormatFor } from '../../i18n/format-time.ts';
import type { Piece } from '../../i18n/format.ts';
import type { Leg } from '../../order/leg.ts';
import type { LineReading } from '../../order/lines.ts';
import type { PromiseReading } from '../../order/promise.ts';
import type { OrderReading } from '../../order/read-order.ts';
import { tellHeadline } from './headline.ts';
import type { KeptCancels } from './kept-cancels.ts';
import { goneParcel, tellHistory, tellParcel, tellPromises, type HistoryView, type ParcelView, type PromiseView, type StepView } from './parcel.ts';
import { daysOf, tellTime, type Telling } from './telling.ts';
import { tellTrouble } from './trouble.ts';

export type ViewInput = Telling & {
  reading: OrderReading | undefined;
  /** Of the live source; `undefined` where the page hands the order over. */
  status: LiveStatus | undefined;
  /** Milliseconds since what is shown was last the truth. */
  age: number | undefined;
  isInvalid: boolean;
  /** Cancel elements that stand in the page already. */
  kept?: Pick<KeptCancels, 'lines' | 'types'> | undefined;
};

export type OrderView =
  /** What stands between the tags is shown. */
  | { kind: 'fallback' }
  | { kind: 'loading' }
  /** Nothing to show, and why. */
  | { kind: 'notice'; text: string; canRetry: boolean }
  | {
      kind: 'ready';
      headline: Piece[];
      /** "Parcel 1 of 2", where the headline is about a part of the order. */
      about: string | undefined;
      /** Where the whole order has one. */
      promise: PromiseView | undefined;
      parcels: ParcelView[];
      adjustments: string[];
      links: { key: string; label: string; url: string }[];
      /** Ways to take the whole order back that the cancel element offers here. */
      cancels: string[];
      /** What the customer must do, by when and for how much, where the headline is about that. */
      due: Piece[][];
      isLate: boolean;
      /** What belongs to no parcel, newest first. */
      history: HistoryView;
      progress: StepView[];
      freshness: Freshness[];
      canRetry: boolean;
      announcement: string;
      /** The instant at which what is shown changes by time alone. */
      changesAt: number;
    };

export type Freshness = { text: Piece[]; state: 'live' | 'doubtful' | 'plain' };

/** Ways out that make sense without a line beside them. */
const pageActions = ['cancel-order', 'withdraw', 'return-items', 'reschedule'] as const;

/** Of these, what can be done here where the shop has no page for it. */
const cancelActions: readonly string[] = ['cancel-order', 'withdraw'];

/** What to show. Pure: the same input gives the same view. */
export function viewOrder(input: ViewInput): OrderView {
  const { reading, status, messages, isInvalid } = input;
  const { signIn, notFound, unavailable } = messages.order;
  if (status === 'denied') return { kind: 'notice', text: signIn, canRetry: true };
  if (status === 'not-found') return { kind: 'notice', text: notFound, canRetry: false };
  if (!reading) {
    if (isInvalid || status === 'bad-data') return { kind: 'notice', text: unavailable, canRetry: status !== undefined };
    if (status === undefined) return { kind: 'fallback' };
    return status === 'connecting' ? { kind: 'loading' } : { kind: 'notice', text: unavailable, canRetry: true };
  }
  return viewReading(reading, input);
}

function viewReading(reading: OrderReading, input: ViewInput): OrderView {
  const { messages, format } = input;
  const headline = tellHeadline(reading.headline, input);
  const count = reading.parcels.length;
  const numbered = (index: number): string | undefined =>
    count > 1 ? fillText(messages.order.parcel, { number: format.number(index + 1), count: format.number(count) }) : undefined;
  const outbound = reading.rest ? [...reading.parcels, reading.rest] : reading.parcels;
  const isPromiseShared = outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const around = {
    cancelable: cancelableLines(reading, input.kept),
    slots: slotsOf(reading, input.kept),
    saidTrouble: reading.headline.trouble,
    isPromiseSaid: isPromiseShared,
    hasSteps: true,
    isReturned: false,
  };
  const legs = [
    ...reading.parcels.map((leg, index) =>
      tellParcel(leg, { ...around, title: numbered(index), isReturned: isReturned(leg, reading) }, input),
    ),
    ...(reading.rest ? [tellParcel(reading.rest, { ...around, title: count > 0 ? messages.order.notSent : undefined, hasSteps: count === 0 }, input)] : []),
    ...reading.returns.map((leg) => tellParcel(leg, { ...around, title: messages.order.return, isPromiseSaid: true }, input)),
  ];
  const kept = keepLines(legs, reading, input);
  const about = reading.headline.leg ? reading.parcels.indexOf(reading.headline.leg) : -1;
  return {
    kind: 'ready',
    headline,
    about: about < 0 ? undefined : numbered(about),
    promise: isPromiseShared && outbound[0] ? tellPromises(outbound[0].promise, input) : undefined,
    parcels: legs,
    adjustments: reading.lines.flatMap((line) => (kept.has(line.line.id) ? [] : tellAdjustments(line, input))),
    links: tellLinks(reading, input),
    cancels: cancelActions.filter(
      (name) => input.kept?.types.has(name) || reading.actions.some(({ type, url }) => type === name && url === undefined),
    ),
    due: tellDue(reading, input),
    isLate: ['late', 'overdue', 'problem', 'action_required'].includes(reading.headline.kind),
    history: tellHistory(
      legs.length > 1 ? reading.timeline.filter(({ event }) => event.shipmentId === undefined) : [],
      input,
    ),
    progress: legs[Math.max(about, 0)]?.steps ?? [],
    freshness: tellFreshness(reading, input),
    canRetry: input.status === 'stale' || input.status === 'offline',
    announcement: textOf(headline),
    changesAt: nextChange(reading, input),
  };
}

/** Lines that the shop lets the customer cancel, and those whose cancel element stands there already. */
function cancelableLines({ actions }: OrderReading, kept: ViewInput['kept']): ReadonlySet<string> {
  const offered = actions.filter(({ type }) => type === 'cancel-items').flatMap(({ lineItems }) => lineItems ?? []);
  return new Set([...offered.map(({ id }) => id), ...(kept?.lines.keys() ?? [])]);
}

/** Of a line that is partly sent, the part that is not can still be canceled: that is where its way out stands. */
function slotsOf({ parcels, returns, rest }: OrderReading, kept: ViewInput['kept']): ReadonlyMap<string, string> {
  const slots = new Map<string, string>();
  for (const { shipment, items = [] } of [...returns, ...parcels.toReversed(), ...(rest ? [rest] : [])]) {
    for (const { line } of items) slots.set(line.id, shipment.id);
  }
  for (const [id, { leg }] of kept?.lines ?? []) slots.set(id, leg);
  return slots;
}

/** Adds the lines that left the place where their cancel element stands, with what became of them; returns their ids. */
function keepLines(legs: ParcelView[], { lines, parcels }: OrderReading, input: ViewInput): ReadonlySet<string> {
  const left = new Set<string>();
  const place = (id: string): number => lines.findIndex(({ line }) => line.id === id);
  for (const [id, { leg: key, index }] of input.kept?.lines ?? []) {
    const line = lines.find((each) => each.line.id === id);
    if (!line) continue;
    let leg = legs.find((each) => each.key === key);
    // What is not sent stands after all that is.
    if (!leg) legs.splice(key ? index : parcels.length, 0, (leg = goneParcel(key)));
    if (leg.items.some((item) => item.id === id)) continue;
    const [text = line.line.title || line.line.sku || id, ...more] = tellAdjustments(line, input);
    // Where it stood: what is moved loses its dialog and the focus.
    const next = leg.items.findIndex((item) => place(item.id) > place(id));
    const item = { id, text, details: more.map((detail) => [{ text: detail }]), hasSlot: true, canCancel: true };
    leg.items.splice(next < 0 ? leg.items.length : next, 0, item);
    left.add(id);
  }
  return left;
}

/** For the compact form, which has no room for the rest of the trouble. */
function tellDue({ headline: { kind, leg, trouble } }: OrderReading, input: ViewInput): Piece[][] {
  if (kind !== 'action_required' || !leg || !trouble) return [];
  return tellTrouble(trouble, leg, input, true).flatMap(({ todo, terms }) => [...(todo ? [[{ text: todo }]] : []), ...terms]);
}

function isSamePromise(a: PromiseReading, b: PromiseReading | undefined): boolean {
  return a.first?.id === b?.first?.id && a.current?.id === b?.current?.id;
}

/** Whether any of a parcel goes back or is back: by a return's parcel, or by what the shop noted. */
function isReturned({ items }: Leg, { returns, lines }: OrderReading): boolean {
  const isBack = (id: string): boolean =>
    returns.some((leg) => leg.items?.some(({ line }) => line.id === id)) ||
    lines.some(
      ({ line, adjustments }) =>
        line.id === id && adjustments.some(({ kind, status }) => kind === 'return' && status !== 'rejected'),
    );
  return returns.some((leg) => !leg.items || !items) || items?.some(({ line }) => isBack(line.id)) === true;
}

/** Canceled, returned, asked for, refunded: what became of a line. */
function tellAdjustments({ line, adjustments }: LineReading, { messages, format }: ViewInput): string[] {
  const { cancellation, pending, return: returned, return_pending: returning, refund } = messages.order.adjustment;
  const sentences: Record<string, string | undefined> = {
    'cancellation pending': pending,
    'cancellation completed': cancellation,
    'return pending': returning,
    'return completed': returned,
  };
  return adjustments.flatMap(({ kind, status, lineItems, money }) => {
    const quantity = format.number(lineItems?.find(({ id }) => id === line.id)?.quantity ?? 1);
    const sentence = sentences[`${kind} ${status}`];
    return [
      ...(sentence ? [fillText(sentence, { quantity, title: line.title })] : []),
      ...(money && status === 'completed' ? [fillText(refund, { amount: format.money(money) })] : []),
    ];
  });
}

/** Actions that the shop has a page for; those beside a line or a parcel stand there. */
function tellLinks({ actions }: OrderReading, { messages }: ViewInput) {
  return actions.flatMap(({ type, url }) => {
    const known = pageActions.find((action) => action === type);
    const href = safeUrl(url);
    return known && href !== undefined ? [{ key: type, label: messages.order.actions[known], url: href }] : [];
  });
}

/** When we looked, when the carrier last saw it, and whether that is the truth right now. */
function tellFreshness({ freshness }: OrderReading, input: ViewInput): Freshness[] {
  const { live, updated, justUpdated, lastScan, stale, offline } = input.messages.order;
  const { status, format } = input;
  const { lastScan: scan } = freshness;
  const ago = ageOf(freshness, input);
  const lines: Freshness[] = [];
  if (status === 'live') lines.push({ text: [{ text: live }], state: 'live' });
  if (status === 'offline') lines.push({ text: [{ text: offline }], state: 'doubtful' });
  if (status === 'stale' || status === 'offline') lines.push({ text: [{ text: stale }], state: 'doubtful' });
  if (ago !== undefined) {
    const date = new Date(input.now - ago).toISOString();
    const text = { text: timeFormatFor(format.locale).ago(ago), date };
    lines.push({ text: ago < 60_000 ? [{ text: justUpdated, date }] : fill(updated, { ago: [text] }), state: 'plain' });
  }
  if (scan?.at !== undefined) {
    lines.push({ text: fill(lastScan, { date: [tellTime(scan.at, input, scan.event.place)] }), state: 'plain' });
  }
  return lines;
}

/** Milliseconds since the server was asked, or since the shop was where the page hands the order over. */
function ageOf({ checkedAt }: OrderReading['freshness'], { age, now }: ViewInput): number | undefined {
  return age ?? (checkedAt === undefined ? undefined : Math.max(0, now - Date.parse(checkedAt)));
}

/** "3 minutes ago" changes with the minute, a day's name with the reader's midnight, the rest with the reading. */
function nextChange(reading: OrderReading, input: ViewInput): number {
  const { now } = input;
  const age = ageOf(reading.freshness, input);
  return Math.min(daysOf(input).end, reading.changesAt, age === undefined ? Infinity : now + 60_000 - (age % 60_000));
}
