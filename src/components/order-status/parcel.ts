import { safeUrl } from '../../contract/safe-url.ts';
import { fill } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import { effectOf } from '../../order/event-effects.ts';
import type { Leg, LegItem } from '../../order/leg.ts';
import type { PromiseReading } from '../../order/promise.ts';
import type { Step } from '../../order/steps.ts';
import type { TimelineEntry } from '../../order/timeline.ts';
import type { Trouble } from '../../order/trouble.ts';
import { tellAhead, tellDay, tellItem, tellPromise, tellTime, wordFor, type Telling } from './telling.ts';
import { tellTrouble, type TroubleView } from './trouble.ts';

export type StepView = {
  label: string;
  state: Step['state'];
  isHere: boolean;
  details: Piece[][];
  /** The newest scan within the step where the parcel is. */
  latest: Piece[][];
};

/** `hasSlot`: of all the places where a line stands, the one that has its way out. */
export type ItemView = { id: string; text: string; details: Piece[][]; hasSlot: boolean; canCancel: boolean };

/** The promise that was made and what holds now; shown whenever they differ. */
export type PromiseView = { first: Piece[]; current: Piece[]; reason: string | undefined; told: Piece[] | undefined };

export type MissingView = {
  shipmentId: string;
  question: string;
  checks: Piece[][];
  /** How to report it: a button, or a link where the shop has a page for it. */
  report: { url: string | undefined } | undefined;
};

export type ParcelView = {
  key: string;
  title: string | undefined;
  isRest: boolean;
  items: ItemView[];
  promise: PromiseView | undefined;
  troubles: TroubleView[];
  steps: StepView[];
  carrier: string | undefined;
  tracking: { number: string; url: string | undefined }[];
  place: { name: string; address: string | undefined; hours: string | undefined } | undefined;
  facts: Piece[][];
  proofUrl: string | undefined;
  missing: MissingView | undefined;
  history: HistoryView;
};

export type HistoryView = { entries: HistoryRow[]; hasMore: boolean };

export type HistoryRow = { key: string; when: Piece | undefined; text: string; place: string | undefined };

/** What of a parcel depends on the order around it. */
export type Surroundings = {
  title: string | undefined;
  /** Lines that have the cancel element. */
  cancelable: ReadonlySet<string>;
  /** By line, the key of the parcel beside which its way out stands. */
  slots: ReadonlyMap<string, string>;
  /** The headline's trouble, which need not be named twice. */
  saidTrouble: Trouble | undefined;
  /** The whole order has one promise, which stands at its top. */
  isPromiseSaid: boolean;
  /** Steps of what is not sent yet say nothing beside those of what is. */
  hasSteps: boolean;
  /** Some of it goes back: nobody misses it. */
  isReturned: boolean;
};

/** In place of a parcel that is gone, for what is kept of it. */
export const goneParcel = (key: string): ParcelView => ({
  key,
  title: undefined,
  isRest: key === '',
  items: [],
  promise: undefined,
  troubles: [],
  steps: [],
  carrier: undefined,
  tracking: [],
  place: undefined,
  facts: [],
  proofUrl: undefined,
  missing: undefined,
  history: { entries: [], hasMore: false },
});

export function tellParcel(leg: Leg, around: Surroundings, telling: Telling): ParcelView {
  const { shipment } = leg;
  return {
    key: shipment.id,
    title: around.title,
    isRest: shipment.id === '',
    items: (leg.items ?? []).map((item) => tellLine(item, shipment.id, around, telling)),
    promise: around.isPromiseSaid ? undefined : tellPromises(leg.promise, telling),
    troubles: leg.troubles.flatMap((trouble) => tellTrouble(trouble, leg, telling, trouble === around.saidTrouble)),
    steps: around.hasSteps ? tellSteps(leg, telling) : [],
    carrier: shipment.carrier?.name,
    tracking: shipment.tracking.map(({ number, url }) => ({ number, url: safeUrl(url) })),
    place: shipment.place && {
      name: shipment.place.name,
      address: shipment.place.address,
      hours: shipment.place.hours,
    },
    facts: tellFacts(leg, telling, around.title !== undefined),
    proofUrl: safeUrl(shipment.delivery?.proofUrl),
    missing: around.isReturned ? undefined : tellMissing(leg, telling),
    history: tellHistory(leg.timeline, telling),
  };
}

/** Newest first, and only as many as are shown: a history may have ten thousand entries. */
export function tellHistory(timeline: readonly TimelineEntry[], telling: Telling): HistoryView {
  const entries = timeline
    .slice(-telling.historyLimit)
    .toReversed()
    .flatMap(({ event, at, when }) => {
      const text = event.text || eventWord(event.kind, telling);
      // Of a time that cannot be true only the event itself is told.
      const isTold = at !== undefined && when !== 'future';
      const time = isTold ? tellTime(at, telling, event.place) : undefined;
      return text ? [{ key: event.id, when: time, text, place: event.place?.name }] : [];
    });
  return { entries, hasMore: timeline.length > telling.historyLimit || telling.hasEarlier === true };
}

/** The words for an event that came without a text; none where there is nothing to say. */
function eventWord(kind: string, { messages }: Telling): string | undefined {
  const { steps, headline, trouble } = messages.order;
  const own: Record<string, string> = {
    placed: headline.placed,
    on_hold: headline.on_hold,
    accepted: steps.with_carrier,
    delivery_attempted: trouble.attempt_failed,
    items_canceled: steps.canceled,
  };
  if (Object.hasOwn(own, kind)) return own[kind];
  const { status } = effectOf(kind);
  if (status === 'in_transit') return headline.under_way;
  return status === 'preparing' ? headline.preparing : steps[status as 'packed'];
}

function tellLine(
  { line, quantity, promise }: LegItem & { promise?: PromiseReading },
  leg: string,
  { cancelable, slots }: Surroundings,
  telling: Telling,
): ItemView {
  const window = promise?.current?.window;
  const hasSlot = slots.get(line.id) === leg;
  return {
    id: line.id,
    text: tellItem(line.title || line.sku || line.id, quantity, telling),
    details: window ? [fill(telling.messages.order.expected, { date: tellAhead(window, telling) })] : [],
    hasSlot,
    canCancel: hasSlot && cancelable.has(line.id),
  };
}

/** A first word without a date promised nothing: then the first date is what was promised. */
export function tellPromises({ history, current, differs }: PromiseReading, telling: Telling): PromiseView | undefined {
  const first = history.find(({ window }) => window);
  if (!first || !current || !differs || first === current) return undefined;
  const { promised, now, told } = telling.messages.order;
  return {
    first: fill(promised, { first: tellPromise(first.window, telling) }),
    current: fill(now, { date: tellPromise(current.window, telling) }),
    reason: current.reason?.text,
    told: current.madeAt === undefined ? undefined : fill(told, { date: [tellTime(current.madeAt, telling)] }),
  };
}

function tellSteps({ steps, current }: Leg, telling: Telling): StepView[] {
  return steps.map(({ kind, state, at, place, latest, expected }, index) => ({
    label: telling.messages.order.steps[kind],
    state,
    isHere: index === current,
    details: [
      at !== undefined && [tellTime(at, telling, place)],
      place && [{ text: place.name }],
      expected && fill(telling.messages.order.expected, { date: tellAhead(expected, telling) }),
    ].filter((detail) => Array.isArray(detail)),
    latest: latest && index === current ? tellLatest(latest, telling) : [],
  }));
}

function tellLatest({ event, at }: TimelineEntry, telling: Telling): Piece[][] {
  const when = at === undefined ? [] : [[tellTime(at, telling, event.place)]];
  return [...when, ...[event.text, event.place?.name].filter(Boolean).map((text) => [{ text: String(text) }])];
}

/** What is in it where nobody knows, who has it, until when it is kept, the code, to whom it went. */
function tellFacts(
  { shipment, items, responsibility, status, steps }: Leg,
  telling: Telling,
  isOneOfMany: boolean,
): Piece[][] {
  const { holder, keptUntil, code, deliveredTo, partly, unknownContents } = telling.messages.order;
  const { delivery, pickup, place } = shipment;
  const { since } = responsibility;
  const who = wordFor(holder, responsibility.holder);
  const isOver = status === 'delivered' || status === 'returned' || status === 'canceled';
  // Where a step began at that time, it has said so.
  const isSaid = responsibility.holder !== 'customs' && steps.some(({ at }) => at === since);
  const whereTo = wordFor(deliveredTo, delivery?.kind);
  return [
    isOneOfMany && !items && [{ text: unknownContents }],
    !isOver && !isSaid && who && since && fill(who, { date: [tellTime(since, telling, place)] }),
    status === 'ready_for_pickup' && pickup?.until && fill(keptUntil, { date: tellDay(pickup.until, telling, place) }),
    status === 'ready_for_pickup' && pickup?.code && fill(code, { code: [{ text: pickup.code, strong: true }] }),
    status === 'delivered' && whereTo && [{ text: whereTo }],
    status === 'delivered' && delivery?.text && [{ text: delivery.text }],
    delivery?.partial && [{ text: partly }],
  ].filter((fact) => Array.isArray(fact));
}

function tellMissing({ missing, shipment }: Leg, telling: Telling): MissingView | undefined {
  if (!missing) return undefined;
  const { question, address, neighbours, wait } = telling.messages.order.missing;
  const day = missing.waitUntil;
  return {
    shipmentId: shipment.id,
    question,
    checks: [
      [{ text: address }],
      [{ text: neighbours }],
      ...(day === undefined || missing.isWaitOver
        ? []
        : [fill(wait, { date: telling.format.dates(day, day, day) })]),
    ],
    report: missing.report && { url: safeUrl(missing.report.url) },
  };
}
