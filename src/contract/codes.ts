/*
 * The listed codes of an order, except shipment statuses (see shipment-statuses.ts). On the wire each is an open
 * string: an unlisted code is kept. An unlisted event kind has no effect; an unlisted exception counts as `other`.
 */

/** Kinds of events. */
export const eventKinds = [
  'placed',
  'payment_confirmed',
  'on_hold',
  'packed',
  'label_created',
  'pickup_scheduled',
  'pickup_failed',
  'accepted',
  'arrived_at_facility',
  'departed_facility',
  'in_transit',
  'handed_to_partner',
  'export_customs',
  'import_customs',
  'customs_cleared',
  'arrived_in_destination_country',
  'at_delivery_depot',
  'delivery_scheduled',
  'out_for_delivery',
  'delivery_attempted',
  'ready_for_pickup',
  'delivered',
  'return_started',
  'returned_to_sender',
  'promise_changed',
  'items_canceled',
  'canceled',
  'note',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Kinds of exceptions. An exception may occur with any status. */
export const exceptionKinds = [
  'delayed',
  'customs_hold',
  'attempt_failed',
  'address_issue',
  'refused',
  'unclaimed',
  'held',
  'damaged',
  'lost',
  'destroyed',
  'missing_contents',
  'not_received',
  'overdue',
  'silent',
  'other',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** Delivery methods. They decide the steps of a parcel. */
export const deliveryMethods = ['courier', 'post', 'pickup', 'locker', 'store', 'digital'] as const;
export type DeliveryMethod = (typeof deliveryMethods)[number];

/** Who or what received a parcel. */
export const deliveryKinds = [
  'recipient',
  'neighbour',
  'safe_place',
  'mailbox',
  'reception',
  'locker',
  'pickup_point',
  'post_office',
  'agent',
  'unknown',
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** What a customer may do. An order's `actions` list the types that are offered. */
export const actionTypes = [
  'cancel-items',
  'cancel-order',
  'withdraw',
  'return-items',
  'report-missing',
  'reschedule',
] as const;
export type ActionType = (typeof actionTypes)[number];

/** The code if it is listed, else `fallback`. */
export function resolveCode<const T extends string>(codes: readonly T[], code: string | undefined, fallback: T): T {
  return codes.find((known) => known === code) ?? fallback;
}

/** Which estimate leads: the cheapest delivery, the fastest delivery, or a collection. */
export const estimatePreferences = ['cheapest', 'fastest', 'collection'] as const;
