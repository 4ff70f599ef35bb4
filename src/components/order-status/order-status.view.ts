import type { LiveStatus } from '../../client/live/status.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { fillText, textOf } from '../../i18n/fill.ts';
import { timeFormatFor } from '../../i18n/format-time.ts';
import type { Piece } from '../../i18n/format.ts';
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

export type Freshness = { text: string; state: 'live' | 'doubtful' | 'plain' };

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
  const cancelable = new Set(
    reading.actions.filter(({ type }) => type === 'cancel-items').flatMap(({ lineItems }) => lineItems?.map(({ id }) => id) ?? []),
  );
  const count = reading.parcels.length;
  const numbered = (index: number): string | undefined =>
    count > 1 ? fillText(messages.order.parcel, { number: format.number(index + 1), count: format.number(count) }) : undefined;
  const outbound = reading.rest ? [...reading.parcels, reading.rest] : reading.parcels;
  const isPromiseShared = outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const around = { cancelable, saidTrouble: reading.headline.trouble, isPromiseSaid: isPromiseShared, hasSteps: true };
  const legs = [
    ...reading.parcels.map((leg, index) => tellParcel(leg, { ...around, title: numbered(index) }, input)),
    ...(reading.rest ? [tellParcel(reading.rest, { ...around, title: count > 0 ? messages.order.notSent : undefined, hasSteps: count === 0 }, input)] : []),
    ...reading.returns.map((leg) => tellParcel(leg, { ...around, title: messages.order.return, isPromiseSaid: true }, input)),
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
      reading.timeline.filter(({ event }) => event.shipmentId === undefined && legs.length > 1),
      input,
    ),
    progress: legs[Math.max(about, 0)]?.steps ?? [],
    freshness: tellFreshness(reading, input),
    canRetry: input.status === 'stale' || input.status === 'offline',
    announcement: textOf(headline),
    changesAt: Math.min(daysOf(input).end, nextMinute(input)),
  };
}

function isSamePromise(a: PromiseReading, b: PromiseReading | undefined): boolean {
  return a.first?.id === b?.first?.id && a.current?.id === b?.current?.id;
}

/** Canceled, requested, returned, refunded: what became of a line. */
function tellAdjustments({ line, adjustments }: LineReading, { messages, format }: ViewInput): string[] {
  const { adjustment } = messages.order;
  return adjustments
    .filter(({ status }) => status !== 'rejected')
    .flatMap(({ kind, status, lineItems, money }) => {
      const quantity = format.number(lineItems?.find(({ id }) => id === line.id)?.quantity ?? 1);
      const sentence = status === 'pending' && kind === 'cancellation' ? adjustment.pending : adjustment[kind as 'return'];
      const isSaid = Object.hasOwn(adjustment, kind) && kind !== 'refund' && kind !== 'pending';
      return [
        ...(isSaid ? [fillText(sentence, { quantity, title: line.title })] : []),
        ...(money && status === 'completed' ? [fillText(adjustment.refund, { amount: format.money(money) })] : []),
      ];
    });
}

/** Actions that the shop has a page for; those beside a line or a parcel stand there. */
function tellLinks({ actions }: OrderReading, { messages }: ViewInput) {
  return actions.flatMap(({ type, url }) => {
    const known = pageActions.find((action) => action === type);
    const href = url === undefined ? undefined : safeUrl(url);
    return known && href !== undefined ? [{ key: type, label: messages.order.actions[known], url: href }] : [];
  });
}

/** When we looked, when the carrier last saw it, and whether that is the truth right now. */
function tellFreshness({ freshness }: OrderReading, input: ViewInput): Freshness[] {
  const { live, updated, lastScan, stale, offline } = input.messages.order;
  const { status, age, format, now } = input;
  const { checkedAt, lastScan: scan } = freshness;
  const ago = age ?? (checkedAt === undefined ? undefined : now - Date.parse(checkedAt));
  const lines: Freshness[] = [];
  if (status === 'live') lines.push({ text: live, state: 'live' });
  if (status === 'offline') lines.push({ text: offline, state: 'doubtful' });
  if (status === 'stale' || status === 'offline') lines.push({ text: stale, state: 'doubtful' });
  if (ago !== undefined) lines.push({ text: fillText(updated, { ago: timeFormatFor(format.locale).ago(ago) }), state: 'plain' });
  if (scan?.at !== undefined) {
    lines.push({ text: fillText(lastScan, { date: [tellTime(scan.at, input, scan.event.place)] }), state: 'plain' });
  }
  return lines;
}

/** "3 minutes ago" changes with the minute. */
function nextMinute({ now, age }: ViewInput): number {
  return age === undefined ? Infinity : now + 60_000 - (age % 60_000);
}
