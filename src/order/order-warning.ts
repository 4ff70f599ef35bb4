/** A contradiction in an order that does not prevent its summary. */
export type OrderWarningCode =
  /** The reported status contradicts the events. The newer one counts. */
  | 'status-mismatch'
  /** Events of the same time, or of unknown zones, contradict each other. Their order in the list counts. */
  | 'event-order-ambiguous'
  /** An event is more than a day ahead of the clock. It is shown and has no effect. */
  | 'event-in-future'
  /** An event has no usable time. It keeps its place in the list. */
  | 'event-without-time'
  /** A scan is from more than a day before the order. It is shown and has no effect. */
  | 'event-before-order'
  /** A scan is about a tracking number that another event replaces. It is shown and has no effect. */
  | 'event-replaced-number'
  /** An event names an unknown parcel, or none of several. It sets no status. */
  | 'event-without-parcel'
  /** Promises are not sorted by time. Their times count. */
  | 'promises-unsorted'
  /** Quantities in parcels, cancellations and lines do not add up. */
  | 'quantity-mismatch'
  /** A shipment has the carrier and the tracking number of another one. Both are shown as one parcel. */
  | 'duplicate-shipment'
  /** A status, a kind of event, a delivery method or another code is not listed. It is kept and has no effect. */
  | 'unknown-code'
  /** The engine does not know the time zone. It counts as unknown. */
  | 'time-zone-unknown'
  /** `now` is no time of `Date`. The nearest time, or that of the order, counts. */
  | 'now-invalid'
  /** The order is canceled, but a parcel has left the shop. */
  | 'canceled-but-shipped';

export type OrderWarning = {
  readonly code: OrderWarningCode;
  readonly shipmentId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly lineId?: string | undefined;
};
