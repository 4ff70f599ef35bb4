import type { TextRun } from '../../i18n/formatter.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import { hasCarrier, type OrderFormatter } from './order-formatter.ts';

/** All events of the order, newest first. */
export type HistoryViewModel = { entries: HistoryEntryViewModel[]; hasMore: boolean };

export type HistoryEntryViewModel = {
  key: string;
  time: TextRun | undefined;
  text: string;
  place: string | undefined;
  /** The title of the event's parcel, if there are several. */
  parcel: string | undefined;
  /** Why the event does not count. */
  mark: string | undefined;
};

export type HistoryOptions = {
  /** How many entries are shown. */
  limit: number;
  /** Whether the shop can be asked for earlier events. */
  hasEarlierEvents: boolean;
  /** Titles of several parcels. */
  titles: ReadonlyMap<ParcelSummary, string>;
};

/** Newest first. Only shown entries are formatted, because a history may have 10,000. */
export function deriveHistoryViewModel(
  { timeline, outbound, returns }: OrderFacts,
  { limit, hasEarlierEvents, titles }: HistoryOptions,
  { relativeEventTime, eventLabel, messages: { excluded, steps } }: OrderFormatter,
): HistoryViewModel {
  const parcelsByEntry = new Map(
    [...outbound, ...returns].flatMap((parcel) =>
      parcel.timeline.slice(-limit).map((entry) => [entry, parcel] as const),
    ),
  );
  // Words of carriers are wrong for an order without one.
  const route = outbound.some(({ shipment }) => hasCarrier(shipment)) ? undefined : outbound[0];
  const entries = timeline
    .slice(-limit)
    .toReversed()
    .flatMap((entry) => {
      const { event, at, timing, exclusion } = entry;
      const own = parcelsByEntry.get(entry);
      const parcel = own ?? route;
      // On the way back, carriers send the same word of the shop.
      const isBack = event.kind === 'delivered' && parcel?.status === 'returned' && at === parcel.since;
      const text = event.text || (isBack ? steps.returned : eventLabel(event.kind, parcel?.shipment));
      // A time in the future cannot be right: the event is shown without it.
      const time = at !== undefined && timing !== 'future' ? relativeEventTime(at, event.place) : undefined;
      const mark =
        exclusion &&
        excluded[exclusion === 'before-order' || exclusion === 'replaced-number' ? 'otherParcel' : exclusion];
      const title = own && titles.get(own);
      return text ? [{ key: event.id, time, text, place: event.place?.name, parcel: title, mark }] : [];
    });
  return { entries, hasMore: timeline.length > limit || hasEarlierEvents };
}
