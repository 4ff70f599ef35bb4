/** What was odd about an order and did not keep it from being read. */
export type ReadingWarningCode =
  /** The sender's summary says something else than the events; the newer was believed. */
  | 'summary-disagrees'
  /** Events at the same time, or in unknown zones, contradict each other; their order decided. */
  | 'order-uncertain'
  /** More than a day ahead of the clock: shown, not believed. */
  | 'event-in-future'
  /** Without a usable time: taken in the place it was sent in. */
  | 'event-without-time'
  /** It happened to a parcel the order does not have, or does not say which: it sets nothing. */
  | 'event-without-parcel'
  /** A promise stands before an older one; the times they were made decided. */
  | 'promise-order'
  /** Amounts in parcels, cancellations and lines do not add up. */
  | 'quantity-disagrees'
  /** Canceled, and a carrier has it all the same. */
  | 'canceled-but-sent';

export type ReadingWarning = {
  readonly code: ReadingWarningCode;
  readonly shipmentId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly lineId?: string | undefined;
};
