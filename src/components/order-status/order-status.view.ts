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
import { tellHistory, tellParcel, tellPromises, type HistoryView, type ParcelView, type PromiseView, type StepView } from './parcel.ts';
import { daysOf, tellTime, type Telling } from './telling.ts';

export type ViewInput = Telling & {
  reading: OrderReading | undefined;
  /** Of the live source; `undefined` where the page hands the order over. */
  status: LiveStatus | undefined;
  /** Milliseconds since what is shown was last the truth. */
  age: number | undefined;
  isInvalid: boolean;
};

export type OrderView =
  /** What stands between the tags is shown. */
  | { kind: 'fallback' }
  | { kind: 'loading' }
  /** Nothing to show, and why. */
  | { kind: 'notice'; text: string; canRetry: boolean }
  | {
      kind: 'ready';
      number: string;
      headline: Piece[];
      /** "Parcel 1 of 2", where the headline is about a part of the order. */
      about: string | undefined;
      /** Where the whole order has one. */
      promise: PromiseView | undefined;
      parcels: ParcelView[];
      adjustments: string[];
      links: { key: string; label: string; url: string }[];
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
  const cancelable = reading.actions
    .filter(({ type }) => type === 'cancel-items')
    .flatMap(({ lineItems }) => lineItems?.map(({ id }) => id) ?? []);
  // Of a line that is partly sent, the part that is not can still be canceled.
  const unsent = new Set(reading.rest?.items.map(({ line }) => line.id));
  const count = reading.parcels.length;
  const numbered = (index: number): string | undefined =>
    count > 1 ? fillText(messages.order.parcel, { number: format.number(index + 1), count: format.number(count) }) : undefined;
  const outbound = reading.rest ? [...reading.parcels, reading.rest] : reading.parcels;
  const isPromiseShared = outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const around = {
    cancelable,
    saidTrouble: reading.headline.trouble,
    isPromiseSaid: isPromiseShared,
    hasSteps: true,
    isReturned: false,
  };
  const legs = [
    ...reading.parcels.map((leg, index) =>
      tellParcel(
        leg,
        {
          ...around,
          cancelable: cancelable.filter((id) => !unsent.has(id)),
          title: numbered(index),
          isReturned: isReturned(leg, reading),
        },
        input,
      ),
    ),
    ...(reading.rest ? [tellParcel(reading.rest, { ...around, title: count > 0 ? messages.order.notSent : undefined, hasSteps: count === 0 }, input)] : []),
    ...reading.returns.map((leg) => tellParcel(leg, { ...around, cancelable: [], title: messages.order.return, isPromiseSaid: true }, input)),
  ];
  const about = reading.headline.leg ? reading.parcels.indexOf(reading.headline.leg) : -1;
  return {
    kind: 'ready',
    number: reading.number,
    headline,
    about: about < 0 ? undefined : numbered(about),
    promise: isPromiseShared && outbound[0] ? tellPromises(outbound[0].promise, input) : undefined,
    parcels: legs,
    adjustments: reading.lines.flatMap((line) => tellAdjustments(line, input)),
    links: tellLinks(reading, input),
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
