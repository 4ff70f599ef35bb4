import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import type { DateWindow } from '../../contract/estimate.ts';
import type { Shipment } from '../../contract/shipment.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { hopelessKinds } from '../../order/delivery-issues.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { isCustomerPickup, isKeptForCustomer, type Step } from '../../order/steps.ts';
import type { TimelineEntry } from '../../order/timeline-entry.ts';
import { resolvePageUrl } from '../shared/resolve-page-url.ts';
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

/** The steps at a glance: one segment a step, and the texts below. */
export type BarViewModel = {
  states: Step['state'][];
  /** For screen readers. */
  progress: string;
  /** The first step, unless the parcel is in it. */
  start: TextRun[] | undefined;
  current: string;
  /** When the last step is expected, unless the parcel is in it. */
  end: TextRun[] | undefined;
  /** Nothing more is expected. */
  isEnded: boolean;
  /** The delivery does not go on, or has failed. */
  isStopped: boolean;
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
  checks: TextRun[][];
  /** A button, or a link if the shop has a page with this `url`; `undefined` if the shop takes no reports. */
  report: { url: string | undefined } | undefined;
};

/** `key` is the shipment's id; empty for unshipped items. */
export type ParcelViewModel = {
  key: string;
  /** Its product or its number, if there are several parcels. */
  title?: string | undefined;
  /** Its own headline if that of the order is about another parcel; empty if the title says it. */
  headline?: TextRun[] | undefined;
  isUnshipped: boolean;
  /** Nothing about it needs the customer: it is folded to one line. */
  isFolded?: boolean;
  items: LineItemViewModel[];
  promise?: PromiseViewModel | undefined;
  issues: DeliveryIssueViewModel[];
  steps: StepViewModel[];
  bar?: BarViewModel | undefined;
  /** Time, text and place of the newest scan; empty if the headline says it. */
  latestScan: TextRun[][];
  carrier?: string | undefined;
  tracking: { number: string; url: string | undefined }[];
  place?: Pick<NonNullable<Shipment['place']>, 'name' | 'address' | 'hours'> | undefined;
  facts: TextRun[][];
  photoUrl?: string | undefined;
  proofUrl?: string | undefined;
  missing?: MissingParcelViewModel | undefined;
};

type ParcelOptions = Pick<ParcelViewModel, 'items' | 'issues' | 'title' | 'headline' | 'promise'> & {
  hasSteps?: boolean;
  /** The order is canceled; `at` is the time of the event. */
  cancellation?: Pick<TimelineEntry, 'at'> | undefined;
  /** Whether a headline says when it was delivered, or until when it waits. */
  isStatusSaid?: boolean;
  /** What stops the parcel, in words. */
  blockedBy?: string | undefined;
};

/** A parcel of which only pinned lines are left. */
export const createEmptyParcel = (key: string, items: LineItemViewModel[]): ParcelViewModel => ({
  key,
  isUnshipped: key === '',
  items,
  issues: [],
  steps: [],
  latestScan: [],
  tracking: [],
  facts: [],
});

export function deriveParcelViewModel(
  parcel: ParcelSummary,
  { hasSteps, cancellation, isStatusSaid = false, blockedBy, ...texts }: ParcelOptions,
  formatter: OrderFormatter,
): ParcelViewModel {
  const { id, method, carrier, tracking, place, delivery } = parcel.shipment;
  const isDigital = method === 'digital';
  const steps = hasSteps ? deriveStepViewModels(parcel, cancellation, formatter) : [];
  return {
    ...texts,
    key: id,
    isUnshipped: id === '',
    steps,
    bar: steps.length > 1 && !cancellation ? deriveBar(parcel, steps, blockedBy, formatter) : undefined,
    latestScan: cancellation ? [] : deriveLatestScan(parcel, formatter),
    carrier: isDigital ? undefined : carrier?.name,
    tracking: isDigital ? [] : tracking.map(({ number, url }) => ({ number, url: resolvePageUrl(url) })),
    place: isDigital ? undefined : place,
    facts: formatFacts(parcel, { isOneOfMany: texts.title !== undefined, isStatusSaid }, formatter),
    // A photo of a delivery that was taken back shows another place.
    photoUrl: parcel.status === 'delivered' ? resolvePageUrl(delivery?.photoUrl) : undefined,
    proofUrl: resolvePageUrl(delivery?.proofUrl),
    missing: deriveMissingParcel(parcel, formatter),
  };
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
  const { messages, relativeEventTime, stepLabel } = formatter;
  const shown = cancellation ? steps.slice(0, current + 1) : steps;
  const viewModels = shown.map(({ kind, state, at, place, latest, expected }, index): StepViewModel => {
    const isActive = index === current && (!cancellation || kind === 'canceled');
    return {
      label: stepLabel(kind, shipment),
      state: cancellation ? 'done' : state,
      isActive,
      details: selectTexts(
        at !== undefined && [relativeEventTime(at, place)],
        place && [{ text: place.name }],
        expected && formatter.expected(expected),
      ),
      latestScan: latest && isActive ? formatScan(latest, shipment, formatter) : [],
    };
  });
  if (!cancellation || steps[current]?.kind === 'canceled') return viewModels;
  const details = cancellation.at === undefined ? [] : [[relativeEventTime(cancellation.at)]];
  return [...viewModels, { label: messages.steps.canceled, state: 'done', isActive: true, details, latestScan: [] }];
}

/** Steps of deliveries that failed. */
const failedStatuses: readonly string[] = ['undeliverable', 'returning', 'returned'];

function deriveBar(
  { shipment, status, steps, issues }: ParcelSummary,
  stepViewModels: readonly StepViewModel[],
  blockedBy: string | undefined,
  formatter: OrderFormatter,
): BarViewModel {
  const { text, number, messages, eventDay, isPast } = formatter;
  const index = stepViewModels.findIndex(({ isActive }) => isActive);
  const { label = '' } = stepViewModels[index] ?? {};
  const isLast = index === stepViewModels.length - 1;
  const [{ at: startedAt } = {}] = steps;
  // Nobody promises when a parcel is collected.
  const window = steps.findLast(({ expected }) => expected)?.expected;
  const { isFinal, endsPromise } = shipmentStatusTable[status];
  const isReturn = shipment.direction === 'return';
  // A date may still come for a parcel that somebody expects.
  const isUnexpected = endsPromise || issues.some(({ kind }) => hopelessKinds.includes(kind)) || (isReturn && !window);
  const isFailed = !isReturn && failedStatuses.includes(status);
  return {
    states: stepViewModels.map(({ state }) => state),
    progress: text(messages.progress, {
      number: number(index + 1),
      count: number(stepViewModels.length),
      step: blockedBy ?? label,
    }),
    start:
      index > 0
        ? [
            { text: stepViewModels[0]?.label ?? '' },
            ...(startedAt === undefined ? [] : [{ text: ' ' }, eventDay(startedAt)]),
          ]
        : undefined,
    current: label,
    end:
      isLast || isUnexpected
        ? undefined
        : window && !isPast(window)
          ? formatLastDay(window, formatter)
          : [{ text: messages.noDate }],
    isEnded: isFinal,
    isStopped: isFailed || (blockedBy !== undefined && !isFinal),
  };
}

/** The bar ends at the last day. */
const formatLastDay = ({ from, to }: DateWindow, { remainingWindow, shortDay }: OrderFormatter): TextRun[] =>
  to === undefined ? remainingWindow({ from }) : [shortDay(to)];

/** Statuses that the headline says with their time. */
const saidStatuses: readonly string[] = ['delivered', 'ready_for_pickup', 'returned', 'canceled'];

function deriveLatestScan({ status, shipment, lastScan }: ParcelSummary, formatter: OrderFormatter): TextRun[][] {
  return lastScan && !saidStatuses.includes(status) ? formatScan(lastScan, shipment, formatter, true) : [];
}

function formatScan(
  { event, at }: TimelineEntry,
  shipment: ParcelSummary['shipment'],
  { relativeEventTime, eventLabel }: OrderFormatter,
  hasWeekday = false,
): TextRun[][] {
  const text = event.text || eventLabel(event.kind, shipment);
  const place = event.place?.name;
  return selectTexts(
    at !== undefined && [relativeEventTime(at, event.place, { hasWeekday })],
    text && [{ text }],
    place && [{ text: place }],
  );
}

/** The texts that there are. */
const selectTexts = (...texts: readonly (TextRun[] | string | boolean | undefined)[]): TextRun[][] =>
  texts.filter((text) => Array.isArray(text));

/** Unknown contents, custody, pickup, delivery: what a parcel has beside its steps. */
function formatFacts(
  { shipment, items, custody, status, since: statusSince, isCorrected, isPickupOver, steps }: ParcelSummary,
  { isOneOfMany, isStatusSaid }: { isOneOfMany: boolean; isStatusSaid: boolean },
  { message, messages, eventTime, dayAndTime, deliveredAt }: OrderFormatter,
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
  return selectTexts(
    isHandedOver && !isStatusSaid && statusSince !== undefined && deliveredAt(statusSince, place),
    isHandedOver && !(isStatusSaid && isKeptForCustomer(shipment)) && deliveredTo && [{ text: deliveredTo }],
    isHandedOver && delivery?.text && [{ text: delivery.text }],
    isReady && !isPickupOver && pickup?.code && message(messages.code, { code: [{ text: pickup.code, strong: true }] }),
    isReady &&
      !isStatusSaid &&
      pickup?.until &&
      message(isPickupOver ? messages.pickupEnded : messages.keptUntil, { date: dayAndTime(pickup.until, place) }),
    isOneOfMany && !items && [{ text: messages.unknownContents }],
    isCorrected && statusSince !== undefined && message(messages.corrected, { date: [eventTime(statusSince, place)] }),
    !isFinal &&
      !isInSteps &&
      method !== 'digital' &&
      (custodian !== 'carrier' || hasCarrier(shipment)) &&
      custodyMessage &&
      since &&
      message(custodyMessage, { date: [eventTime(since, place)] }),
  );
}

function deriveMissingParcel(
  { missingCheck, shipment, issues }: ParcelSummary,
  { message, messages, day }: OrderFormatter,
): MissingParcelViewModel | undefined {
  if (!missingCheck || missingCheck.isReturned || shipment.method === 'digital') return undefined;
  // The report is an issue: nothing is left to ask.
  if (issues.some(({ kind }) => kind === 'not_received')) return undefined;
  const { address, neighbours, wait } = messages.missing;
  const { waitUntil, isWaitOver, reportAction } = missingCheck;
  // The customer knows whether it was collected: there is nothing to look for at home.
  const isCollected = isCustomerPickup(shipment) || isKeptForCustomer(shipment);
  if (isCollected && !reportAction) return undefined;
  return {
    checks: isCollected
      ? []
      : [
          [{ text: address }],
          [{ text: neighbours }],
          ...(waitUntil === undefined || isWaitOver ? [] : [message(wait, { date: day(waitUntil) })]),
        ],
    report: reportAction && { url: resolvePageUrl(reportAction.url) },
  };
}
