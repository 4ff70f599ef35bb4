/*
 * The words an order is told in. On the wire each is a string: a word that is not listed is kept,
 * and read as `unknown` (status), as a note (event kind) or as `other` (exception).
 */

/** Where a parcel is. */
export const shipmentStatuses = [
  'unknown',
  'preparing',
  'packed',
  'accepted',
  'in_transit',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'undeliverable',
  'returning',
  'returned',
  'canceled',
] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

/** What happened. */
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

/** What is wrong, over any status. */
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
  'overdue',
  'silent',
  'other',
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** How a parcel travels, which decides its steps. */
export const deliveryMethods = ['courier', 'post', 'pickup', 'locker', 'store', 'digital'] as const;
export type DeliveryMethod = (typeof deliveryMethods)[number];

/** Who or what took the parcel in. */
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

/** What a customer may do; which of them, only the order's `actions` say. */
export const actionTypes = [
  'cancel-items',
  'cancel-order',
  'withdraw',
  'return-items',
  'report-missing',
  'reschedule',
] as const;
export type ActionType = (typeof actionTypes)[number];

/** The listed word, or the given one for every other. */
export function knownWord<const T extends string>(words: readonly T[], word: string | undefined, otherwise: T): T {
  return words.find((known) => known === word) ?? otherwise;
}
