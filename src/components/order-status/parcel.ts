import { safeUrl } from '../../contract/safe-url.ts';
import { fill } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import type { Leg, LegItem } from '../../order/leg.ts';
import type { PromiseReading } from '../../order/promise.ts';
import type { Step } from '../../order/steps.ts';
import type { TimelineEntry } from '../../order/timeline.ts';
import type { Trouble } from '../../order/trouble.ts';
import { tellDay, tellExpected, tellItem, tellPromise, tellTime, type Telling } from './telling.ts';
import { tellTrouble, type TroubleView } from './trouble.ts';

export type StepView = {
  key: string;
  label: string;
  state: Step['state'];
  isHere: boolean;
  details: Piece[][];
  /** The newest scan within the step where the parcel is. */
  latest: Piece[][];
};

export type ItemView = { id: string; text: string; details: Piece[][]; canCancel: boolean };

/** The promise that was made and what holds now; shown whenever they differ. */
export type PromiseView = { first: Piece[]; current: Piece[]; reason: string | undefined; told: Piece[] | undefined };

export type MissingView = {
  question: string;
  checks: Piece[][];
  /** How to report it: a button, or a link where the shop has a page for it. */
  report: { shipmentId: string; url: string | undefined } | undefined;
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

type HistoryRow = { key: string; when: Piece | undefined; text: string; place: string | undefined };

/** What of a parcel depends on the order around it. */
export type Surroundings = {
  title: string | undefined;
  /** Lines that may be canceled. */
  cancelable: ReadonlySet<string>;
  /** The headline's trouble, which need not be named twice. */
  saidTrouble: Trouble | undefined;
  /** The whole order has one promise, which stands at its top. */
  isPromiseSaid: boolean;
  /** Steps of what is not sent yet say nothing beside those of what is. */
  hasSteps: boolean;
};

export function tellParcel(leg: Leg, around: Surroundings, telling: Telling): ParcelView {
  const { shipment } = leg;
  const link = (url: string | undefined): string | undefined => (url === undefined ? undefined : safeUrl(url));
  return {
    key: shipment.id,
    title: around.title,
    isRest: shipment.id === '',
    items: (leg.items ?? []).map((item) => tellLine(item, telling, around.cancelable)),
    promise: around.isPromiseSaid ? undefined : tellPromises(leg.promise, telling),
    troubles: leg.troubles.map((trouble) => tellTrouble(trouble, leg, telling, trouble === around.saidTrouble)),
    steps: around.hasSteps ? tellSteps(leg, telling) : [],
    carrier: shipment.carrier?.name,
    tracking: shipment.tracking.map(({ number, url }) => ({ number, url: link(url) })),
    place: shipment.place && {
      name: shipment.place.name,
      address: shipment.place.address,
      hours: shipment.place.hours,
    },
    facts: tellFacts(leg, telling),
    proofUrl: link(shipment.delivery?.proofUrl),
    missing: tellMissing(leg, telling),
    history: tellHistory(leg.timeline, telling),
  };
}

/** Newest first, and only as many as are shown: a history may have ten thousand entries. */
export function tellHistory(timeline: readonly TimelineEntry[], telling: Telling): HistoryView {
  const entries = timeline
    .slice(-telling.historyLimit)
    .map(({ event, at }) => ({
      key: event.id,
      when: at === undefined ? undefined : tellTime(at, telling, event.place),
      text: event.text || eventWord(event.kind, telling),
      place: event.place?.name,
    }))
    .reverse();
  return { entries, hasMore: timeline.length > telling.historyLimit };
}

/** The step a kind of event belongs to has words in every language; anything else is the carrier's own text. */
function eventWord(kind: string, { messages }: Telling): string {
  const steps: Record<string, string> = messages.order.steps;
  const known: Record<string, string | undefined> = {
    placed: steps['ordered'],
    packed: steps['packed'],
    accepted: steps['with_carrier'],
    out_for_delivery: steps['out_for_delivery'],
    ready_for_pickup: steps['ready_for_pickup'],
    delivered: steps['delivered'],
    delivery_attempted: messages.order.trouble.attempt_failed,
    return_started: steps['returning'],
    returned_to_sender: steps['returned'],
    items_canceled: steps['canceled'],
    canceled: steps['canceled'],
  };
  return (Object.hasOwn(known, kind) && known[kind]) || messages.order.headline.under_way;
}

function tellLine(item: LegItem & { promise?: PromiseReading }, telling: Telling, cancelable: ReadonlySet<string>): ItemView {
  const { line, quantity, promise } = item;
  const window = promise?.current?.window;
  return {
    id: line.id,
    text: tellItem(line.title || line.sku || line.id, quantity, telling),
    details: window ? [tellExpected(window, telling)] : [],
    canCancel: cancelable.has(line.id),
  };
}

export function tellPromises({ first, current, differs }: PromiseReading, telling: Telling): PromiseView | undefined {
  if (!first || !current || !differs) return undefined;
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
    key: kind,
    label: telling.messages.order.steps[kind],
    state,
    isHere: index === current,
    details: [
      at !== undefined && [tellTime(at, telling, place)],
      place && [{ text: place.name }],
      expected && tellExpected(expected, telling),
    ].filter((detail) => Array.isArray(detail)),
    latest: latest && index === current ? tellLatest(latest, telling) : [],
  }));
}

function tellLatest({ event, at }: TimelineEntry, telling: Telling): Piece[][] {
  const when = at === undefined ? [] : [[tellTime(at, telling, event.place)]];
  return [...when, ...[event.text, event.place?.name].filter(Boolean).map((text) => [{ text: String(text) }])];
}

/** Who has it, until when it is kept, the code, to whom it went. */
function tellFacts({ shipment, responsibility, status }: Leg, telling: Telling): Piece[][] {
  const { holder, keptUntil, code, deliveredTo, partly } = telling.messages.order;
  const { delivery, pickup, place } = shipment;
  const who = holder[responsibility.holder as 'shop'] as string | undefined;
  const isOver = status === 'delivered' || status === 'returned' || status === 'canceled';
  const whereTo = delivery && (deliveredTo[delivery.kind as 'neighbour'] as string | undefined);
  return [
    !isOver && who && responsibility.since && fill(who, { date: [tellTime(responsibility.since, telling, place)] }),
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
  const url = missing.report?.url;
  return {
    question,
    checks: [
      [{ text: address }],
      [{ text: neighbours }],
      ...(day === undefined || missing.isWaitOver
        ? []
        : [fill(wait, { date: telling.format.dates(day, day, day) })]),
    ],
    report: missing.report && { shipmentId: shipment.id, url: url === undefined ? undefined : safeUrl(url) },
  };
}
