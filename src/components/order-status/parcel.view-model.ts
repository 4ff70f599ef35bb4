import { safeUrl } from '../../contract/safe-url.ts';
import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { isCustomerPickup, isKeptForCustomer, type Step } from '../../order/steps.ts';
import type { TimelineEntry } from '../../order/timeline-entry.ts';
import type { DeliveryIssueViewModel } from './delivery-issue.view-model.ts';
import type { LineItemViewModel } from './line-item.view-model.ts';
import { hasCarrier, selectLabel, type OrderFormatter } from './order-formatter.ts';

export type StepViewModel = {
  label: string;
  state: Step['state'];
  /** The step in which the parcel is. */
  isActive: boolean;
  details: TextRun[][];
  /** The newest scan; empty for all but the active step. */
  latestScan: TextRun[][];
};

/** The first promise and the current one, if they differ. */
export type PromiseViewModel = {
  first: TextRun[];
  current: TextRun[];
  /** The shop's own text. */
  reason: string | undefined;
  madeAt: TextRun[] | undefined;
};

/** Checks for a delivered parcel that is not there, and how to report it. */
export type MissingParcelViewModel = {
  shipmentId: string;
  question: string;
  checks: TextRun[][];
  /** A button, or a link if the shop has a page with this `url`; `undefined` if the shop takes no reports. */
  report: { url: string | undefined } | undefined;
};

/** `key` is the shipment's id; empty for unshipped items. */
export type ParcelViewModel = {
  key: string;
  title?: string | undefined;
  isUnshipped: boolean;
  items: LineItemViewModel[];
  promise?: PromiseViewModel | undefined;
  issues: DeliveryIssueViewModel[];
  steps: StepViewModel[];
  carrier?: string | undefined;
  tracking: { number: string; url: string | undefined }[];
  place?: { name: string; address: string | undefined; hours: string | undefined } | undefined;
  facts: TextRun[][];
  proofUrl?: string | undefined;
  missing?: MissingParcelViewModel | undefined;
  history: HistoryViewModel;
};

export type HistoryViewModel = { entries: HistoryEntryViewModel[]; hasMore: boolean };

export type HistoryEntryViewModel = {
  key: string;
  time: TextRun | undefined;
  text: string;
  place: string | undefined;
  /** Why the event does not count. */
  mark: string | undefined;
};

export type HistoryOptions = {
  /** How many entries are shown. */
  limit: number;
  /** Whether the shop can be asked for earlier events. */
  hasEarlierEvents: boolean;
};

type ParcelOptions = Pick<ParcelViewModel, 'items' | 'issues'> & {
  title?: string | undefined;
  promise?: PromiseViewModel | undefined;
  hasSteps?: boolean;
  /** The order is canceled; `at` is the time of the event. */
  cancellation?: Pick<TimelineEntry, 'at'> | undefined;
  timeline: readonly TimelineEntry[];
  history: HistoryOptions;
};

/** A parcel of which only pinned lines are left. */
export const createEmptyParcel = (key: string, items: LineItemViewModel[]): ParcelViewModel => ({
  key,
  isUnshipped: key === '',
  items,
  issues: [],
  steps: [],
  tracking: [],
  facts: [],
  history: { entries: [], hasMore: false },
});

export function deriveParcelViewModel(
  parcel: ParcelSummary,
  { title, promise, hasSteps, cancellation, timeline, history, ...lists }: ParcelOptions,
  formatter: OrderFormatter,
): ParcelViewModel {
  const { id, method, carrier, tracking, place, delivery } = parcel.shipment;
  const isDigital = method === 'digital';
  return {
    ...lists,
    key: id,
    title,
    isUnshipped: id === '',
    promise,
    steps: hasSteps ? deriveStepViewModels(parcel, cancellation, formatter) : [],
    carrier: isDigital ? undefined : carrier?.name,
    tracking: isDigital ? [] : tracking.map(({ number, url }) => ({ number, url: safeUrl(url) })),
    place: place && !isDigital ? { name: place.name, address: place.address, hours: place.hours } : undefined,
    facts: formatFacts(parcel, title !== undefined, formatter),
    proofUrl: safeUrl(delivery?.proofUrl),
    missing: deriveMissingParcel(parcel, formatter),
    history: deriveHistoryViewModel(timeline, history, formatter, parcel),
  };
}

/** Newest first. Only shown entries are formatted, because a history may have 10,000. */
export function deriveHistoryViewModel(
  timeline: readonly TimelineEntry[],
  { limit, hasEarlierEvents }: HistoryOptions,
  { eventTime, eventLabel, messages: { excluded, steps } }: OrderFormatter,
  parcel?: ParcelSummary,
): HistoryViewModel {
  const entries = timeline
    .slice(-limit)
    .toReversed()
    .flatMap(({ event, at, timing, exclusion }) => {
      // On the way back, carriers send the same word of the shop.
      const isBack = event.kind === 'delivered' && parcel?.status === 'returned' && at === parcel.since;
      const text = event.text || (isBack ? steps.returned : eventLabel(event.kind, parcel?.shipment));
      // A time in the future cannot be right: the event is shown without it.
      const time = at !== undefined && timing !== 'future' ? eventTime(at, event.place) : undefined;
      const mark =
        exclusion &&
        excluded[exclusion === 'before-order' || exclusion === 'replaced-number' ? 'otherParcel' : exclusion];
      return text ? [{ key: event.id, time, text, place: event.place?.name, mark }] : [];
    });
  return { entries, hasMore: timeline.length > limit || hasEarlierEvents };
}

/** `undefined` if the promise is as it was. The first promise is the first one with a date. */
export function derivePromiseViewModel(
  { history, current, isRevised }: PromiseSummary,
  { message, messages, promisedWindow, eventTime }: OrderFormatter,
): PromiseViewModel | undefined {
  const first = history.find(({ window }) => window);
  if (!first || !current || !isRevised || first === current) return undefined;
  const { window, reason, madeAt } = current;
  return {
    first: message(messages.promised, { first: promisedWindow(first.window) }),
    current: message(messages.now, { date: promisedWindow(window) }),
    reason: reason?.text,
    madeAt: madeAt === undefined ? undefined : message(messages.promiseMadeOn, { date: [eventTime(madeAt)] }),
  };
}

/** A canceled order keeps the reached steps of its parcels. */
function deriveStepViewModels(
  { shipment, steps, current }: ParcelSummary,
  cancellation: ParcelOptions['cancellation'],
  formatter: OrderFormatter,
): StepViewModel[] {
  const { messages, eventTime, stepLabel } = formatter;
  const shown = cancellation ? steps.slice(0, current + 1) : steps;
  const viewModels = shown.map(({ kind, state, at, place, latest, expected }, index): StepViewModel => {
    const isActive = index === current && (!cancellation || kind === 'canceled');
    return {
      label: stepLabel(kind, shipment),
      state: cancellation ? 'done' : state,
      isActive,
      details: [
        at !== undefined && [eventTime(at, place)],
        place && [{ text: place.name }],
        expected && formatter.expected(expected),
      ].filter((detail) => Array.isArray(detail)),
      latestScan: latest && isActive ? formatLatestScan(latest, formatter) : [],
    };
  });
  if (!cancellation || steps[current]?.kind === 'canceled') return viewModels;
  const details = cancellation.at === undefined ? [] : [[eventTime(cancellation.at)]];
  return [...viewModels, { label: messages.steps.canceled, state: 'done', isActive: true, details, latestScan: [] }];
}

function formatLatestScan({ event, at }: TimelineEntry, { eventTime }: OrderFormatter): TextRun[][] {
  const time = at === undefined ? [] : [[eventTime(at, event.place)]];
  return [...time, ...[event.text, event.place?.name].filter(Boolean).map((text) => [{ text: String(text) }])];
}

/** Unknown contents, custody, pickup, delivery: what a parcel has beside its steps. */
function formatFacts(
  { shipment, items, custody, status, since: statusSince, isCorrected, isPickupOver, steps }: ParcelSummary,
  isOneOfMany: boolean,
  { message, messages, eventTime, dayAndTime }: OrderFormatter,
): TextRun[][] {
  const { method, direction, delivery, pickup, place } = shipment;
  const { custodian, since } = custody;
  const custodyMessage = selectLabel(messages.custody, custodian);
  const { isFinal } = shipmentStatusTable[status];
  // A step that began at this time shows it.
  const isInSteps = custodian !== 'customs' && steps.some(({ at }) => at === since);
  // The receiver of a return is the shop, and nobody takes a download.
  const isForCustomer = direction !== 'return' && method !== 'digital';
  const isReady = isForCustomer && status === 'ready_for_pickup';
  const isHandedOver = isForCustomer && status === 'delivered';
  const deliveredTo = selectLabel(messages.deliveredTo, delivery?.kind);
  return [
    isOneOfMany && !items && [{ text: messages.unknownContents }],
    isCorrected && statusSince !== undefined && message(messages.corrected, { date: [eventTime(statusSince, place)] }),
    !isFinal &&
      !isInSteps &&
      method !== 'digital' &&
      (custodian !== 'carrier' || hasCarrier(shipment)) &&
      custodyMessage &&
      since &&
      message(custodyMessage, { date: [eventTime(since, place)] }),
    isReady &&
      pickup?.until &&
      message(isPickupOver ? messages.pickupEnded : messages.keptUntil, { date: dayAndTime(pickup.until, place) }),
    isReady && !isPickupOver && pickup?.code && message(messages.code, { code: [{ text: pickup.code, strong: true }] }),
    isHandedOver && deliveredTo && [{ text: deliveredTo }],
    isHandedOver && delivery?.text && [{ text: delivery.text }],
    delivery?.partial && [{ text: messages.partly }],
  ].filter((fact) => Array.isArray(fact));
}

function deriveMissingParcel(
  { missingCheck, shipment }: ParcelSummary,
  { message, messages, day }: OrderFormatter,
): MissingParcelViewModel | undefined {
  if (!missingCheck || missingCheck.isReturned || shipment.method === 'digital') return undefined;
  const { question, address, neighbours, wait } = messages.missing;
  const { waitUntil, isWaitOver, reportAction } = missingCheck;
  // The customer knows whether it was collected: there is nothing to look for at home.
  const isCollected = isCustomerPickup(shipment) || isKeptForCustomer(shipment);
  if (isCollected && !reportAction) return undefined;
  return {
    shipmentId: shipment.id,
    question,
    checks: isCollected
      ? []
      : [
          [{ text: address }],
          [{ text: neighbours }],
          ...(waitUntil === undefined || isWaitOver ? [] : [message(wait, { date: day(waitUntil) })]),
        ],
    report: reportAction && { url: safeUrl(reportAction.url) },
  };
}
