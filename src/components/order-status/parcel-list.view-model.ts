import type { LineSummary } from '../../order/line-summaries.ts';
import type { OrderSummary } from '../../order/order-summary.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { selectParcelIssues, type DeliveryIssueViewModels } from './delivery-issue.view-model.ts';
import { deriveLineItemContext, deriveLineItems } from './line-item.view-model.ts';
import type { OrderFormatter } from './order-formatter.ts';
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
  /** Events of no parcel, newest first. */
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
  const { headline, lines, timeline, unshippedItems } = summary;
  const outbound: readonly ParcelSummary[] = unshippedItems ? [...summary.parcels, unshippedItems] : summary.parcels;
  const hasSharedPromise = outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const leftLines = selectLeftLines([...outbound, ...summary.returns], lines, pinned);
  const lineItemContext = deriveLineItemContext(summary, pinned, formatter);
  const parcels = createEntries(summary, leftLines, formatter).map(({ key, parcel, title }) => {
    const leftIds = leftLines.filter(({ parcelKey }) => parcelKey === key).map(({ id }) => id);
    const items = deriveLineItems(key, parcel?.items ?? [], leftIds, lineItemContext, formatter);
    if (!parcel) return createEmptyParcel(key, items);
    const hasOwnPromise = !hasSharedPromise && outbound.includes(parcel);
    const options = {
      title,
      items,
      issues: selectParcelIssues(parcel, headline.issue, issues),
      promise: hasOwnPromise ? derivePromiseViewModel(parcel.promise, formatter) : undefined,
      // Steps of unshipped items add nothing to those of a parcel.
      hasSteps: parcel !== unshippedItems || summary.parcels.length === 0,
      history,
    };
    return deriveParcelViewModel(parcel, options, formatter);
  });
  const primary = headline.parcel;
  return {
    parcels,
    primaryParcel:
      primary && summary.parcels.includes(primary) ? parcels.find(({ key }) => key === primary.shipment.id) : undefined,
    promise: hasSharedPromise && outbound[0] ? derivePromiseViewModel(outbound[0].promise, formatter) : undefined,
    adjustments: lines.flatMap(({ line }) =>
      leftLines.some(({ id }) => id === line.id) ? [] : (lineItemContext.adjustments.get(line.id) ?? []),
    ),
    history: deriveHistoryViewModel(
      parcels.length > 1 ? timeline.filter(({ event }) => event.shipmentId === undefined) : [],
      history,
      formatter,
    ),
  };
}

function createEntries(
  { parcels, unshippedItems, returns }: OrderSummary,
  leftLines: readonly LeftLine[],
  { messages, text, number }: OrderFormatter,
): ListEntry[] {
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
  if (unshippedItems) entries.push(createEntry(unshippedItems, count > 0 ? messages.notShipped : undefined));
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
