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
  /** An event names an unknown parcel, or none of several. It sets no status. */
  | 'event-without-parcel'
  /** Promises are not sorted by time. Their times count. */
  | 'promises-unsorted'
  /** Quantities in parcels, cancellations and lines do not add up. */
  | 'quantity-mismatch'
  /** The order is canceled, but a parcel has left the shop. */
  | 'canceled-but-shipped';

export type OrderWarning = {
  readonly code: OrderWarningCode;
  readonly shipmentId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly lineId?: string | undefined;
};
