import type { LineSummary } from '../../order/line-summaries.ts';
import type { OrderSummary } from '../../order/order-summary.ts';
import type { ParcelSummary, UnshippedItems, UnshippedState } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { isEffective, type TimelineEntry } from '../../order/timeline-entry.ts';
import { selectParcelIssues, type DeliveryIssueViewModels } from './delivery-issue.view-model.ts';
import { deriveLineItemContext, deriveLineItems, type ListItem } from './line-item.view-model.ts';
import { hasCarrier, type OrderFormatter } from './order-formatter.ts';
import {
  createEmptyParcel,
  deriveHistoryViewModel,
  deriveParcelViewModel,
  derivePromiseViewModel,
  type HistoryOptions,
  type HistoryViewModel,
  type ParcelViewModel,
  type PromiseViewModel,
} from './parcel.view-model.ts';
import type { PinnedCancelElements } from './pinned-cancel-elements.ts';

type ParcelListInput = {
  issues: DeliveryIssueViewModels;
  pinned: PinnedCancelElements['positionsByLineId'];
  history: HistoryOptions;
};

export type ParcelListViewModel = {
  /** Parcels, unshipped items, returns. */
  parcels: ParcelViewModel[];
  /** The parcel of the headline. */
  primaryParcel: ParcelViewModel | undefined;
  /** The promise of the whole order; `undefined` if parcels have different ones. */
  promise: PromiseViewModel | undefined;
  /** Adjustments of lines that do not show them in a parcel. */
  adjustments: string[];
  /** Events of no parcel in the list, newest first. */
  history: HistoryViewModel;
};

/** An entry of the list. Without a `parcel` it has only pinned lines. */
type ListEntry = { key: string; parcel?: ParcelSummary; title?: string | undefined };

/** A pinned line that is no longer in its parcel. */
type LeftLine = { id: string; parcelKey: string; index: number };

export function deriveParcelList(
  summary: OrderSummary,
  { issues, pinned, history }: ParcelListInput,
  formatter: OrderFormatter,
): ParcelListViewModel {
  const { headline, lines, unshippedItems } = summary;
  const outbound: readonly ParcelSummary[] = unshippedItems ? [...summary.parcels, unshippedItems] : summary.parcels;
  const hasSharedPromise = outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const leftLines = selectLeftLines([...outbound, ...summary.returns], lines, pinned);
  const lineItemContext = deriveLineItemContext(summary, pinned, formatter);
  const cancellation = summary.status === 'canceled' ? selectCancellation(summary.timeline) : undefined;
  const entries = createEntries(summary, leftLines, formatter);
  const timelines = splitTimeline(summary.timeline, entries);
  const parcels = entries.map(({ key, parcel, title }) => {
    const leftIds = leftLines.filter(({ parcelKey }) => parcelKey === key).map(({ id }) => id);
    const listItems =
      parcel && parcel === unshippedItems
        ? deriveUnshippedListItems(summary, unshippedItems, formatter)
        : parcel?.items;
    const items = deriveLineItems(key, listItems ?? [], leftIds, lineItemContext, formatter);
    if (!parcel) return createEmptyParcel(key, items);
    const isOutbound = parcel.shipment.direction !== 'return';
    const hasOwnPromise = !hasSharedPromise && isOutbound && parcel.holdsPromise;
    const options = {
      title,
      items,
      issues: selectParcelIssues(parcel, headline.issue, issues),
      promise: hasOwnPromise ? derivePromiseViewModel(parcel.promise, formatter) : undefined,
      // Steps of unshipped items add nothing to those of a parcel.
      hasSteps: parcel !== unshippedItems || summary.parcels.length === 0,
      cancellation: isOutbound ? cancellation : undefined,
      timeline: timelines.byParcel.get(parcel) ?? [],
      history,
    };
    return deriveParcelViewModel(parcel, options, formatter);
  });
  const primary = headline.parcel;
  const promised = hasSharedPromise ? outbound.find(({ holdsPromise }) => holdsPromise) : undefined;
  return {
    parcels,
    primaryParcel:
      primary && summary.parcels.includes(primary) ? parcels.find(({ key }) => key === primary.shipment.id) : undefined,
    promise: promised && derivePromiseViewModel(promised.promise, formatter),
    adjustments: lines.flatMap(({ line }) =>
      leftLines.some(({ id }) => id === line.id) ? [] : (lineItemContext.adjustments.get(line.id) ?? []),
    ),
    history: deriveHistoryViewModel(
      timelines.rest,
      history,
      formatter,
      outbound.some(({ shipment }) => hasCarrier(shipment)) ? undefined : outbound[0],
    ),
  };
}

/** The event that canceled the order; without a time if there is none. */
const selectCancellation = (timeline: readonly TimelineEntry[]): Pick<TimelineEntry, 'at'> =>
  timeline.findLast((entry) => isEffective(entry) && isOrderCancellation(entry)) ?? { at: undefined };

const isOrderCancellation = ({ event }: TimelineEntry): boolean =>
  event.kind === 'canceled' && event.shipmentId === undefined;

/**
 * Every event is in one history: that of its parcel, or that of the order. The only parcel in the list also has the
 * events of no parcel.
 */
function splitTimeline(
  timeline: readonly TimelineEntry[],
  entries: readonly ListEntry[],
): { byParcel: ReadonlyMap<ParcelSummary, readonly TimelineEntry[]>; rest: readonly TimelineEntry[] } {
  const byParcel = new Map(entries.flatMap(({ parcel }) => (parcel ? [[parcel, parcel.timeline] as const] : [])));
  const [only, ...others] = byParcel.keys();
  if (only && others.length === 0) {
    const own = new Set(only.timeline);
    byParcel.set(
      only,
      timeline.filter((entry) => own.has(entry) || entry.event.shipmentId === undefined),
    );
  }
  const shown = new Set([...byParcel.values()].flat());
  return { byParcel, rest: timeline.filter((entry) => !shown.has(entry)) };
}

/** A label of each state; `partly-sent` has none. */
const selectUnshippedLabel = (state: UnshippedState, { messages }: OrderFormatter): string | undefined =>
  ({ sent: messages.headline.under_way, 'not-sent': messages.notShipped, 'partly-sent': undefined })[state];

/** Items have a note if some were sent and others were not, and their own promise as long as it holds. */
function deriveUnshippedListItems(
  { status }: OrderSummary,
  unshippedItems: UnshippedItems,
  formatter: OrderFormatter,
): ListItem[] {
  const hasNotes = status !== 'canceled' && unshippedItems.state === 'partly-sent';
  return unshippedItems.items.map(({ promise, state, ...item }) => ({
    ...item,
    ...(unshippedItems.holdsPromise && { promise }),
    note: hasNotes ? selectUnshippedLabel(state, formatter) : undefined,
  }));
}

function createEntries(
  { status, parcels, unshippedItems, returns }: OrderSummary,
  leftLines: readonly LeftLine[],
  formatter: OrderFormatter,
): ListEntry[] {
  const { messages, text, number } = formatter;
  const count = parcels.length;
  const createEntry = (parcel: ParcelSummary, title?: string): ListEntry => ({
    key: parcel.shipment.id,
    parcel,
    title,
  });
  const entries = parcels.map((parcel, index) =>
    createEntry(
      parcel,
      count > 1 ? text(messages.parcel, { number: number(index + 1), count: number(count) }) : undefined,
    ),
  );
  if (unshippedItems) {
    const title =
      status === 'canceled' ? messages.steps.canceled : selectUnshippedLabel(unshippedItems.state, formatter);
    entries.push(createEntry(unshippedItems, count > 0 ? title : undefined));
  }
  entries.push(...returns.map((parcel) => createEntry(parcel, messages.return)));
  for (const { parcelKey: key, index } of leftLines) {
    // The key of unshipped items is empty. They follow all parcels.
    if (!entries.some((entry) => entry.key === key)) entries.splice(key ? index : count, 0, { key });
  }
  return entries;
}

function selectLeftLines(
  parcels: readonly ParcelSummary[],
  lines: readonly LineSummary[],
  pinned: PinnedCancelElements['positionsByLineId'],
): LeftLine[] {
  return [...pinned].flatMap(([id, position]) => {
    const parcel = parcels.find(({ shipment }) => shipment.id === position.parcelKey);
    const isLeft = !parcel?.items?.some(({ line }) => line.id === id) && lines.some(({ line }) => line.id === id);
    return isLeft ? [{ id, ...position }] : [];
  });
}

function isSamePromise(a: PromiseSummary, b: PromiseSummary | undefined): boolean {
  return a.first?.id === b?.first?.id && a.current?.id === b?.current?.id;
}
