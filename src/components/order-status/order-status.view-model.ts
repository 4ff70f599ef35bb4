import type { OrderStreamStatus } from '../../client/order-stream/selectors.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import { toPlainText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { Headline } from '../../order/order-status.ts';
import { deriveShopAge, type OrderSummary } from '../../order/order-summary.ts';
import { isCustomerPickup, isKeptForCustomer } from '../../order/steps.ts';
import { deriveDeliveryIssues, type DeliveryIssueViewModels } from './delivery-issue.view-model.ts';
import { selectFirstRows } from './first-rows.ts';
import {
  createOrderFormatter,
  hasCarrier,
  isCarriedStep,
  selectLabel,
  type OrderFormatContext,
  type OrderFormatter,
} from './order-formatter.ts';
import { deriveParcelList } from './parcel-list.view-model.ts';
import {
  type HistoryViewModel,
  type ParcelViewModel,
  type PromiseViewModel,
  type StepViewModel,
} from './parcel.view-model.ts';
import type { PinnedCancelElements } from './pinned-cancel-elements.ts';

export type OrderViewModelInput = OrderFormatContext & {
  summary: OrderSummary | undefined;
  /** `undefined` without an order stream: the page provides the order. */
  streamStatus: OrderStreamStatus | undefined;
  /** Milliseconds since the server last confirmed the order. */
  ageMs: number | undefined;
  /** Whether the page's own order cannot be read. */
  isInvalid: boolean;
  /** Entries shown of each history. */
  historyLimit: number;
  /** Whether the shop can be asked for earlier events. */
  hasEarlierEvents?: boolean;
  pinnedCancels?: PinnedCancelElements | undefined;
  /** Rows of parcels that are shown. Default: all. */
  rowLimit?: number;
};

export type OrderViewModel =
  /** `fallback`: the slot is shown. */
  | { kind: 'fallback' | 'loading'; changesAt?: undefined }
  /** Why there is no order. */
  | { kind: 'notice'; text: string; canRetry: boolean; changesAt?: undefined }
  | {
      kind: 'ready';
      orderId: string;
      headline: TextRun[];
      /** "Parcel 1 of 2", if the headline is about one of several parcels. */
      primaryParcelTitle: string | undefined;
      /** The promise of the whole order. */
      promise: PromiseViewModel | undefined;
      parcels: ParcelViewModel[];
      /** Rows beyond `rowLimit` are not in `parcels`. */
      hasMoreRows: boolean;
      adjustments: string[];
      actionLinks: ActionLink[];
      /** Types of the cancel elements for the whole order. */
      cancelTypes: string[];
      /** What the customer must do, its deadline and its amount, if the headline is about that. */
      actionRequired: TextRun[][];
      isLate: boolean;
      /** Events of no parcel in the list, newest first. */
      history: HistoryViewModel;
      compactSteps: StepViewModel[];
      freshness: FreshnessLine[];
      canRetry: boolean;
      announcement: string;
      /** Milliseconds since the epoch at which the view model changes without new data. */
      changesAt: number;
    };

type ActionLink = { key: string; label: string; url: string };

export type FreshnessLine = { text: TextRun[]; state: 'live' | 'stale' | 'plain' };

/** Actions for the whole order. Others stand beside their line or parcel. */
const linkActionTypes = ['cancel-order', 'withdraw', 'return-items', 'reschedule'] as const;

/** Of `linkActionTypes`, those that a cancel element can do if the shop has no page for them. */
const cancelElementTypes: readonly string[] = ['cancel-order', 'withdraw'];

const lateKinds: readonly Headline['kind'][] = ['late', 'overdue', 'problem', 'action_required'];

/** Whether the order may be out of date: the shop does not answer. */
export const isOutdated = (status: OrderStreamStatus | undefined): boolean =>
  status === 'stale' || status === 'offline' || status === 'unreachable';

/** Derives the view model of `<waybill-order-status>`. Pure: equal input gives an equal result. */
export function deriveOrderViewModel(input: OrderViewModelInput): OrderViewModel {
  const { summary, streamStatus, isInvalid, pinnedCancels, historyLimit, hasEarlierEvents = false } = input;
  const { signIn, notFound, unavailable, unreachable } = input.messages.order;
  if (streamStatus === 'denied') return { kind: 'notice', text: signIn, canRetry: true };
  if (streamStatus === 'not-found') return { kind: 'notice', text: notFound, canRetry: false };
  if (!summary) {
    if (isInvalid || streamStatus === 'bad-data')
      return { kind: 'notice', text: unavailable, canRetry: streamStatus !== undefined };
    if (streamStatus === undefined) return { kind: 'fallback' };
    if (streamStatus === 'connecting') return { kind: 'loading' };
    const isRetried = streamStatus === 'unreachable' || streamStatus === 'offline';
    return { kind: 'notice', text: isRetried ? unreachable : unavailable, canRetry: true };
  }
  const formatter = createOrderFormatter(input);
  const issues = deriveDeliveryIssues(summary, formatter);
  const headline = formatHeadline(summary, issues, formatter);
  const { primaryParcel, ...parcelList } = deriveParcelList(
    summary,
    {
      issues,
      pinned: pinnedCancels?.positionsByLineId ?? new Map(),
      history: { limit: historyLimit, hasEarlierEvents },
    },
    formatter,
  );
  const ageMs = input.ageMs ?? deriveShopAge(summary.freshness, input.now);
  return {
    kind: 'ready',
    orderId: summary.id,
    headline,
    primaryParcelTitle: primaryParcel?.title,
    ...parcelList,
    ...selectFirstRows(parcelList.parcels, input.rowLimit ?? Infinity),
    actionLinks: deriveActionLinks(summary, formatter),
    cancelTypes: selectCancelTypes(summary, pinnedCancels),
    actionRequired: selectActionRequired(summary.headline, issues),
    isLate: lateKinds.includes(summary.headline.kind),
    compactSteps: (primaryParcel ?? parcelList.parcels[0])?.steps ?? [],
    freshness: deriveFreshness(summary, streamStatus, ageMs, formatter),
    canRetry: isOutdated(streamStatus),
    announcement: toPlainText(headline),
    // A day's name changes at midnight, "3 minutes ago" with the minute.
    changesAt: Math.min(
      formatter.endOfDay,
      summary.changesAt,
      ageMs === undefined ? Infinity : input.now + 60_000 - (ageMs % 60_000),
    ),
  };
}

function formatHeadline(
  summary: OrderSummary,
  issues: DeliveryIssueViewModels,
  { message, messages, ...formatter }: OrderFormatter,
): TextRun[] {
  const { kind, parcel, at, window, until, issue } = summary.headline;
  const { headline, steps, promised } = messages;
  if (parcel?.shipment.method === 'digital') {
    if (isCarriedStep(kind)) return message(headline.under_way, {});
    if (kind === 'returning') return message(steps.return_announced, {});
  }
  switch (kind) {
    case 'arriving':
    case 'late':
      if (!window) return message(headline.under_way, {});
      // The last day may be over for the reader and not at the destination. The promise itself is true for both.
      if (formatter.isPast(window)) return message(promised, { first: formatter.promisedWindow(window) });
      return kind === 'late'
        ? message(headline.late, { date: formatter.remainingWindow(window) })
        : formatter.arrival(window, parcel !== undefined && isCustomerPickup(parcel.shipment));
    case 'overdue':
      return message(headline.overdue, { date: formatter.promisedWindow(window) });
    case 'delivered': {
      const place = parcel?.steps.find((step) => step.at === at)?.place;
      const text =
        at === undefined
          ? message(steps.delivered, {})
          : message(headline.delivered, { date: formatter.pastDayAndTime(at, place) });
      const deliveredTo = selectLabel(messages.deliveredTo, parcel?.shipment.delivery?.kind);
      return parcel && deliveredTo !== undefined && isKeptForCustomer(parcel.shipment)
        ? [...text, { text: ` · ${deliveredTo}` }]
        : text;
    }
    case 'ready_for_pickup': {
      if (until === undefined) return message(headline.ready_for_pickup, {});
      return message(parcel?.isPickupOver ? messages.pickupEnded : headline.ready_until, {
        date: formatter.dayAndTime(until, parcel?.shipment.place),
      });
    }
    case 'action_required':
    case 'problem': {
      const title = issue && issues.get(issue)?.title;
      return title === undefined ? message(headline.unknown, {}) : [{ text: title }];
    }
    case 'unknown':
      return message(selectUnknownHeadline(summary, messages), {});
    default:
      return message(headline[kind], {});
  }
}

/** It is known where items are that were not sent, and that others were delivered. */
function selectUnknownHeadline(
  { status, headline: { parcel }, unshippedItems }: OrderSummary,
  { headline, notShipped, partly }: OrderFormatter['messages'],
): string {
  if (!unshippedItems || parcel !== unshippedItems || unshippedItems.items.length === 0) return headline.unknown;
  if (status === 'partially_delivered') return partly;
  return unshippedItems.state === 'not-sent' ? notShipped : headline.under_way;
}

/** The issue of the headline, for the compact form, which shows no parcels. */
function selectActionRequired({ kind, issue }: Headline, issues: DeliveryIssueViewModels): TextRun[][] {
  const viewModel = kind === 'action_required' && issue ? issues.get(issue) : undefined;
  if (!viewModel) return [];
  const { todo, terms } = viewModel;
  return todo ? [[{ text: todo }], ...terms] : terms;
}

function deriveActionLinks({ actions }: OrderSummary, { messages }: OrderFormatter): ActionLink[] {
  return actions.flatMap((action) => {
    const type = linkActionTypes.find((each) => each === action.type);
    const url = safeUrl(action.url);
    return type && url !== undefined ? [{ key: type, label: messages.actions[type], url }] : [];
  });
}

function selectCancelTypes({ actions }: OrderSummary, pinnedCancels: PinnedCancelElements | undefined): string[] {
  return cancelElementTypes.filter(
    (name) => pinnedCancels?.types.has(name) || actions.some(({ type, url }) => type === name && url === undefined),
  );
}

/** State of the stream, age of the order, last scan of a carrier. */
function deriveFreshness(
  { freshness, parcels }: OrderSummary,
  streamStatus: OrderStreamStatus | undefined,
  ageMs: number | undefined,
  { message, messages, age, eventTime }: OrderFormatter,
): FreshnessLine[] {
  const { live, updated, justUpdated, lastScan, stale, offline } = messages;
  const { at, event } = freshness.lastScan ?? {};
  const lines: FreshnessLine[] = [];
  if (streamStatus === 'live') lines.push({ text: [{ text: live }], state: 'live' });
  if (streamStatus === 'offline') lines.push({ text: [{ text: offline }], state: 'stale' });
  if (isOutdated(streamStatus)) lines.push({ text: [{ text: stale }], state: 'stale' });
  if (ageMs !== undefined) {
    const ago = age(ageMs);
    const text = ageMs < 60_000 ? [{ ...ago, text: justUpdated }] : message(updated, { ago: [ago] });
    lines.push({ text, state: 'plain' });
  }
  if (at !== undefined && parcels.some(({ shipment }) => hasCarrier(shipment)))
    lines.push({ text: message(lastScan, { date: [eventTime(at, event?.place)] }), state: 'plain' });
  return lines;
}
