import type { OrderStreamStatus } from '../../client/order-stream/selectors.ts';
import { toPlainText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { Headline } from '../../order/order-status.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import { resolvePageUrl } from '../shared/resolve-page-url.ts';
import { deriveDeliveryIssues, nameAction } from './delivery-issue.view-model.ts';
import { selectFirstRows } from './first-rows.ts';
import { badNews, formatHeadline, hasSubject, nameSubject, selectHeadline } from './headline.view-model.ts';
import { deriveHistoryViewModel, type HistoryViewModel } from './history.view-model.ts';
import { createOrderFormatter, type OrderFormatContext, type OrderFormatter } from './order-formatter.ts';
import { deriveParcelList, deriveParcelTitles } from './parcel-list.view-model.ts';
import type { BarViewModel, ParcelViewModel, PromiseViewModel } from './parcel.view-model.ts';
import type { PinnedCancelElements } from './pinned-cancel-elements.ts';

export type OrderViewModelInput = OrderFormatContext & {
  summary: OrderFacts | undefined;
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
  /** Keys of parcels that are not folded any more. */
  unfoldedKeys?: ReadonlySet<string>;
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
      /** With the product or the number of its parcel, if there are several. */
      headline: TextRun[];
      /** One line for each other parcel, unless there are many. */
      otherHeadlines: TextRun[][];
      /** The promise of the whole order. */
      promise: PromiseViewModel | undefined;
      parcels: ParcelViewModel[];
      /** Rows beyond `rowLimit` are not in `parcels`. */
      hasMoreRows: boolean;
      adjustments: string[];
      actionLinks: ActionLink[];
      /** Types of the cancel elements for the whole order. */
      cancelTypes: string[];
      helpUrl: string | undefined;
      isLate: boolean;
      /** It only takes longer. */
      canWait: boolean;
      history: HistoryViewModel;
      /** What the customer must do, else the headline; and the bar of its parcel. */
      compact: { text: TextRun[]; bar: BarViewModel | undefined; isActionRequired: boolean };
      freshness: FreshnessLine[];
      canRetry: boolean;
      announcement: string;
      /** Milliseconds since the epoch at which the view model changes without new data. */
      changesAt: number;
    };

type ActionLink = { key: string; label: string; url: string };

export type FreshnessLine = { text: TextRun[]; state: 'live' | 'stale' | 'plain' };

/** Actions for the whole order that the shop offers on a page. Others stand beside their line or parcel. */
const linkActionTypes = ['cancel-order', 'withdraw', 'return-items', 'reschedule'] as const;

/** Of `linkActionTypes`, those that a cancel element can do if the shop has no page for them. */
const cancelElementTypes: readonly string[] = ['cancel-order', 'withdraw'];

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
  const titles = deriveParcelTitles(summary, formatter);
  const shownHeadline = selectHeadline(summary);
  const { kind, parcel } = shownHeadline;
  const subject = parcel && hasSubject(shownHeadline, summary) ? titles.get(parcel) : undefined;
  const headline = nameSubject(subject, formatHeadline(shownHeadline, summary, issues, formatter), formatter);
  const parcelList = deriveParcelList(
    summary,
    { headline: shownHeadline, issues, titles, pinned: pinnedCancels, unfoldedKeys: input.unfoldedKeys },
    formatter,
  );
  const { parcels } = parcelList;
  // Cancel elements show their deadlines, and leave the zone to the order.
  for (const { until } of summary.actions) if (until !== undefined) formatter.dayAndTime(until);
  const ageMs = input.ageMs ?? deriveShopAge(summary, input.now);
  return {
    kind: 'ready',
    orderId: summary.id,
    headline,
    otherHeadlines: subject === undefined ? [] : deriveOtherHeadlines(parcels, formatter),
    ...parcelList,
    ...selectFirstRows(parcels, input.rowLimit ?? Infinity),
    actionLinks: deriveActionLinks(summary, parcels, formatter),
    cancelTypes: selectCancelTypes(summary, pinnedCancels),
    helpUrl: resolvePageUrl(summary.helpUrl),
    isLate: badNews.includes(kind),
    canWait: kind === 'late' || kind === 'overdue',
    history: deriveHistoryViewModel(summary, { limit: historyLimit, hasEarlierEvents, titles }, formatter),
    compact: deriveCompact(shownHeadline, parcels, headline, formatter),
    freshness: deriveFreshness(streamStatus, ageMs, formatter),
    canRetry: isOutdated(streamStatus),
    announcement: announce(headline, parcels),
    // A day's name changes at midnight, "3 minutes ago" with the minute.
    changesAt: Math.min(
      formatter.endOfDay,
      summary.changesAt,
      ageMs === undefined ? Infinity : input.now + 60_000 - (ageMs % 60_000),
    ),
  };
}

/** Milliseconds since the shop last asked the carrier; `undefined` if it did not say. */
function deriveShopAge({ history }: OrderFacts, now: number): number | undefined {
  const { checkedAt } = history.order;
  return checkedAt === undefined ? undefined : Math.max(0, now - Date.parse(checkedAt));
}

/** The headline, and the issues that it does not tell. */
const announce = (headline: TextRun[], parcels: readonly ParcelViewModel[]): string =>
  [toPlainText(headline), ...parcels.flatMap(({ issues }) => issues.map(({ title }) => title))]
    .filter(Boolean)
    .join('. ');

/** More parcels are told by their own lines alone. */
const MAX_OTHER_HEADLINES = 3;

function deriveOtherHeadlines(parcels: readonly ParcelViewModel[], formatter: OrderFormatter): TextRun[][] {
  const others = parcels.filter(({ headline = [] }) => headline.length > 0);
  if (others.length > MAX_OTHER_HEADLINES) return [];
  return others.map(({ title, headline = [] }) => nameSubject(title, headline, formatter));
}

function deriveCompact(
  { kind, issue, parcel }: Headline,
  parcels: readonly ParcelViewModel[],
  headline: TextRun[],
  formatter: OrderFormatter,
): Extract<OrderViewModel, { kind: 'ready' }>['compact'] {
  const required = kind === 'action_required' ? issue?.exception?.actionRequired : undefined;
  const what = required && nameAction(required, formatter);
  return {
    text: what
      ? formatter.message(formatter.messages.todo.recipient, { what: [{ text: what, isIsolated: true }] })
      : headline,
    bar: (parcels.find(({ key }) => key === parcel?.shipment.id) ?? parcels[0])?.bar,
    isActionRequired: Boolean(what),
  };
}

/** An action beside an issue is not offered again. */
function deriveActionLinks(
  { actions }: OrderFacts,
  parcels: readonly ParcelViewModel[],
  { messages }: OrderFormatter,
): ActionLink[] {
  const used = new Set<string | undefined>(parcels.flatMap(({ issues }) => issues.map(({ action }) => action?.type)));
  return actions.flatMap((action) => {
    const type = linkActionTypes.find((each) => each === action.type);
    const url = resolvePageUrl(action.url);
    return type && url !== undefined && !used.has(type) ? [{ key: type, label: messages.actions[type], url }] : [];
  });
}

function selectCancelTypes({ actions }: OrderFacts, pinnedCancels: PinnedCancelElements | undefined): string[] {
  return cancelElementTypes.filter(
    (name) => pinnedCancels?.types.has(name) || actions.some(({ type, url }) => type === name && url === undefined),
  );
}

/** State of the stream, age of the order, and the zone of all times. */
function deriveFreshness(
  streamStatus: OrderStreamStatus | undefined,
  ageMs: number | undefined,
  { message, messages, age, usedZone }: OrderFormatter,
): FreshnessLine[] {
  const { live, updated, justUpdated, stale, offline, timesIn } = messages;
  const lines: FreshnessLine[] = [];
  if (streamStatus === 'live') lines.push({ text: [{ text: live }], state: 'live' });
  if (streamStatus === 'offline') lines.push({ text: [{ text: offline }], state: 'stale' });
  if (isOutdated(streamStatus)) lines.push({ text: [{ text: stale }], state: 'stale' });
  if (ageMs !== undefined) {
    const ago = age(ageMs);
    const text = ageMs < 60_000 ? [{ ...ago, text: justUpdated }] : message(updated, { ago: [ago] });
    lines.push({ text, state: 'plain' });
  }
  const zone = usedZone();
  if (zone !== undefined) lines.push({ text: message(timesIn, { zone }), state: 'plain' });
  return lines;
}
