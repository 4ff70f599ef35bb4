import { toPlainText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { nameLineItem } from '../../order/line-item-name.ts';
import type { LineSummary } from '../../order/line-summaries.ts';
import { isOrderHeadline, type Headline } from '../../order/order-status.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import type { ParcelSummary, UnshippedItems, UnshippedState } from '../../order/parcel-summary.ts';
import type { PromiseSummary } from '../../order/promise-summary.ts';
import { isEffective, type TimelineEntry } from '../../order/timeline-entry.ts';
import { selectParcelIssues, type DeliveryIssueViewModels } from './delivery-issue.view-model.ts';
import { deriveParcelHeadline, formatParcelHeadline, hasSubject } from './headline.view-model.ts';
import { deriveLineItemContext, deriveLineItems, type ListItem } from './line-item.view-model.ts';
import type { OrderFormatter } from './order-formatter.ts';
import {
  createEmptyParcel,
  deriveParcelViewModel,
  derivePromiseViewModel,
  type ParcelViewModel,
  type PromiseViewModel,
} from './parcel.view-model.ts';
import type { PinnedCancelElements } from './pinned-cancel-elements.ts';

type ParcelListInput = {
  headline: Headline;
  issues: DeliveryIssueViewModels;
  titles: ParcelTitles;
  pinned: PinnedCancelElements | undefined;
  /** Parcels that stay unfolded: the customer may read them, or have the focus in them. */
  unfoldedKeys: ReadonlySet<string> | undefined;
};

export type ParcelListViewModel = {
  /** The parcel of the headline, those that need the customer, then the others: parcels, unshipped items, returns. */
  parcels: ParcelViewModel[];
  /** The promise of several parcels; `undefined` if they have different ones. */
  promise: PromiseViewModel | undefined;
  /** Adjustments of lines that do not show them in a parcel. */
  adjustments: string[];
};

/** An entry of the list. Without a `parcel` it has only pinned lines. */
type ListEntry = { key: string; parcel?: ParcelSummary };

/** A pinned line that is no longer in its parcel. */
type LeftLine = { id: string; parcelKey: string; index: number };

export function deriveParcelList(
  summary: OrderFacts,
  { headline, issues, titles, pinned, unfoldedKeys }: ParcelListInput,
  formatter: OrderFormatter,
): ParcelListViewModel {
  const { lines, outbound, unshippedItems } = summary;
  // An only parcel has the promise itself.
  const hasSharedPromise =
    outbound.length > 1 && outbound.every(({ promise }) => isSamePromise(promise, outbound[0]?.promise));
  const positions = pinned?.positionsByLineId ?? new Map<string, never>();
  const leftLines = selectLeftLines([...outbound, ...summary.returns], lines, positions);
  const lineItemContext = deriveLineItemContext(summary, positions, formatter);
  const cancellation = summary.status === 'canceled' ? selectCancellation(summary.timeline) : undefined;
  const parcels = createEntries(summary, leftLines).map(({ key, parcel }) => {
    const leftIds = leftLines.filter(({ parcelKey }) => parcelKey === key).map(({ id }) => id);
    const deriveItems = (listItems: readonly ListItem[] = []) =>
      deriveLineItems(key, listItems, leftIds, lineItemContext, formatter);
    if (!parcel) return createEmptyParcel(key, deriveItems());
    const isPrimary = parcel === headline.parcel;
    const isOutbound = parcel.shipment.direction !== 'return';
    const hasOwnPromise = !hasSharedPromise && isOutbound && parcel.holdsPromise;
    const title = titles.get(parcel);
    const isTitled = title !== undefined && !(isPrimary && hasSubject(headline, summary));
    const own = isPrimary && !isOrderHeadline(headline) ? headline : deriveParcelHeadline(parcel);
    const ownHeadline = cancellation ? [] : formatParcelHeadline(parcel, own, summary, issues, formatter);
    const listItems =
      parcel === unshippedItems
        ? deriveUnshippedListItems(summary, unshippedItems, { title, headline: ownHeadline }, formatter)
        : parcel.items;
    const viewModel = deriveParcelViewModel(
      parcel,
      {
        title,
        headline: isTitled ? (toPlainText(ownHeadline) === title ? [] : ownHeadline) : undefined,
        items: deriveItems(listItems),
        issues: selectParcelIssues(parcel, headline.issue, issues, formatter.messages),
        promise: hasOwnPromise ? derivePromiseViewModel(parcel.promise, formatter) : undefined,
        // Steps of unshipped items add nothing to those of a parcel.
        hasSteps: parcel !== unshippedItems || summary.parcels.length === 0,
        cancellation: isOutbound ? cancellation : undefined,
        // The headline of the order, or that below the title.
        isStatusSaid: own === headline || isTitled ? saidKinds.includes(own.kind) : false,
        blockedBy: parcel.issues.map((issue) => issues.get(issue)).find((issue) => issue?.isBlocking)?.title,
      },
      formatter,
    );
    const isWaiting = isOutbound && parcel.status === 'ready_for_pickup';
    const isFolded = !isPrimary && !isWaiting && !unfoldedKeys?.has(key) && isFoldable(viewModel);
    return { ...viewModel, isFolded };
  });
  const promised = hasSharedPromise ? outbound.find(({ holdsPromise }) => holdsPromise) : undefined;
  const rank = ({ key, isFolded }: ParcelViewModel): number => {
    // The order of the last render, and new parcels at the end: a move would close an open dialog.
    const keys = pinned?.parcelKeys;
    if (keys) return keys.includes(key) ? keys.indexOf(key) : keys.length;
    return key === headline.parcel?.shipment.id ? 0 : isFolded ? 2 : 1;
  };
  return {
    parcels: parcels.toSorted((a, b) => rank(a) - rank(b)),
    promise: promised && derivePromiseViewModel(promised.promise, formatter),
    adjustments: lines.flatMap(({ line }) =>
      leftLines.some(({ id }) => id === line.id) ? [] : (lineItemContext.adjustments.get(line.id) ?? []),
    ),
  };
}

/** Headlines with the time of the delivery, or the end of the pickup. */
const saidKinds: readonly Headline['kind'][] = ['delivered', 'ready_for_pickup'];

/** The products or the numbers of several parcels. */
export type ParcelTitles = ReadonlyMap<ParcelSummary, string>;

export function deriveParcelTitles(summary: OrderFacts, formatter: OrderFormatter): ParcelTitles {
  const { messages, text, number } = formatter;
  const { outbound } = summary;
  const titles = new Map<ParcelSummary, string>();
  if (outbound.length > 1) {
    const products = outbound.map(nameContents);
    outbound.forEach((parcel, index) => {
      const product = products[index];
      const isUnique = product !== undefined && products.filter((each) => each === product).length === 1;
      const isUnshipped = parcel === summary.unshippedItems;
      const numbered = isUnshipped
        ? nameUnshippedItems(summary, summary.unshippedItems, formatter)
        : text(messages.parcelNumber, { number: number(index + 1) });
      titles.set(parcel, isUnique ? product : numbered);
    });
  }
  const count = summary.returns.length;
  if (outbound.length + count > 1)
    summary.returns.forEach((parcel, index) =>
      titles.set(parcel, count > 1 ? `${messages.return} ${number(index + 1)}` : messages.return),
    );
  return titles;

  /** The product, and how many others are in the parcel; `undefined` if its contents are not known. */
  function nameContents({ items = [] }: ParcelSummary): string | undefined {
    const [first, ...others] = items;
    if (!first) return undefined;
    const name = nameLineItem(first.line);
    return others.length > 0 ? `${name} +${number(others.length)}` : name;
  }
}

/** Nothing is wrong or changed, and nothing can be canceled. */
const isFoldable = ({ title, issues, promise, items }: ParcelViewModel): boolean =>
  title !== undefined && issues.length === 0 && !promise && !items.some(({ canCancel }) => canCancel);

/** The event that canceled the order; without a time if there is none. */
const selectCancellation = (timeline: readonly TimelineEntry[]): Pick<TimelineEntry, 'at'> =>
  timeline.findLast((entry) => isEffective(entry) && isOrderCancellation(entry)) ?? { at: undefined };

const isOrderCancellation = ({ event }: TimelineEntry): boolean =>
  event.kind === 'canceled' && event.shipmentId === undefined;

const nameUnshippedItems = ({ status }: OrderFacts, { state }: UnshippedItems, formatter: OrderFormatter): string => {
  const { headline } = formatter.messages;
  // Nothing of a canceled order will be sent.
  return status === 'canceled' ? headline.canceled : (selectUnshippedLabel(state, formatter) ?? headline.under_way);
};

/** A label of each state; `partly-sent` has none. */
const selectUnshippedLabel = (state: UnshippedState, { messages }: OrderFormatter): string | undefined =>
  ({ sent: messages.headline.under_way, 'not-sent': messages.notShipped, 'partly-sent': undefined })[state];

/**
 * Items have a note if some were sent and others were not, or if neither the title nor the headline says it. They have their
 * own promise as long as it holds.
 */
function deriveUnshippedListItems(
  { status }: OrderFacts,
  unshippedItems: UnshippedItems,
  { title, headline }: { title: string | undefined; headline: TextRun[] },
  formatter: OrderFormatter,
): ListItem[] {
  const label = selectUnshippedLabel(unshippedItems.state, formatter);
  const isStateSaid = title === undefined || title === label || toPlainText(headline) === label;
  const hasNotes = status !== 'canceled' && (unshippedItems.state === 'partly-sent' || !isStateSaid);
  // A promise that all items have is that of their parcel.
  const hasOwnPromises =
    unshippedItems.holdsPromise &&
    !unshippedItems.items.every(({ promise }) => isSamePromise(promise, unshippedItems.promise));
  return unshippedItems.items.map(({ promise, state, ...item }) => ({
    ...item,
    ...(hasOwnPromises && { promise }),
    note: hasNotes ? selectUnshippedLabel(state, formatter) : undefined,
  }));
}

function createEntries(summary: OrderFacts, leftLines: readonly LeftLine[]): ListEntry[] {
  const all = [...summary.outbound, ...summary.returns];
  const entries: ListEntry[] = all.map((parcel) => ({ key: parcel.shipment.id, parcel }));
  for (const { parcelKey: key, index } of leftLines) {
    // The key of unshipped items is empty. They follow all parcels.
    if (!entries.some((entry) => entry.key === key)) entries.splice(key ? index : summary.parcels.length, 0, { key });
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
