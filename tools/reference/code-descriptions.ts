import type { DeliveryKind, DeliveryMethod, EventKind, ExceptionKind } from '../../src/contract/codes.ts';
import type { ShipmentStatus } from '../../src/contract/shipment-statuses.ts';

/* Meanings of the codes of an order, for docs/order-model.md. A code without a meaning is a type error. */

export const statusDescriptions: Readonly<Record<ShipmentStatus, string>> = {
  unknown: 'Nothing usable is known; also any code that is not listed.',
  preparing: 'The shop works on it. A label may exist.',
  packed: 'Packed, waiting for the carrier or the customer.',
  accepted: 'The carrier has taken it over.',
  in_transit: 'Moving, being sorted, at customs, or at the depot of the destination.',
  out_for_delivery: 'On the vehicle of the delivery round.',
  ready_for_pickup: 'Waits for the customer at a pickup point, locker, store or post office.',
  delivered: 'Handed over. To whom is in `delivery.kind`.',
  undeliverable: 'The carrier has given up; no return is known.',
  returning: 'On the way back to the shop.',
  returned: 'Back at the shop.',
  canceled: 'Voided: it will not be sent.',
};

export const eventDescriptions: Readonly<Record<EventKind, string>> = {
  placed: 'The order was placed.',
  payment_confirmed: 'The payment was confirmed.',
  on_hold: 'The shop holds the order.',
  packed: 'The parcel was packed.',
  label_created: 'A label was created, or the carrier was announced the parcel.',
  pickup_scheduled: 'The carrier will collect the parcel at the shop.',
  pickup_failed: 'The carrier did not collect the parcel at the shop.',
  accepted: 'The carrier has taken the parcel over.',
  arrived_at_facility: 'Arrived at a depot or sorting center.',
  departed_facility: 'Left a depot or sorting center.',
  in_transit: 'Any other scan on the way.',
  handed_to_partner: 'Handed to another carrier.',
  export_customs: 'At customs of the origin.',
  import_customs: 'At customs of the destination.',
  customs_cleared: 'Released by customs.',
  arrived_in_destination_country: 'Arrived in the country of the destination.',
  at_delivery_depot: 'At the depot or post office that delivers it.',
  delivery_scheduled: 'A delivery was arranged with the customer.',
  out_for_delivery: 'On the vehicle of the delivery round.',
  delivery_attempted: 'Nobody could take the parcel.',
  ready_for_pickup: 'Waits for the customer at a pickup point, locker, store or post office.',
  delivered: 'Handed over.',
  return_started: 'On the way back to the shop.',
  returned_to_sender: 'Back at the shop.',
  promise_changed: 'The promised date changed. The dates are in `promises`.',
  items_canceled: 'Items were canceled. The quantities are in `lineItems` and `adjustments`.',
  canceled: 'The parcel was canceled; without `shipmentId`, the order.',
  note: 'A text alone.',
};

export const methodDescriptions: Readonly<Record<DeliveryMethod, string>> = {
  courier: 'A parcel service delivers to the door, in a delivery round.',
  post: 'A postal service delivers to the door or the mailbox.',
  pickup: 'The customer collects it at a pickup point of the carrier.',
  locker: 'The customer collects it from a parcel locker.',
  store: 'The customer collects it in a store of the shop.',
  digital: 'A download, a code or a mail. Nothing is carried.',
};

export const exceptionDescriptions: Readonly<Record<ExceptionKind, string>> = {
  delayed: 'Later than planned. Reasons: `weather`, `mechanical`, `capacity`, `missorted`, `holiday`.',
  customs_hold: 'Customs hold it. Reasons: `documents`, `duty_unpaid`, `inspection`, `prohibited`.',
  attempt_failed: 'Nobody could take it. Reasons: `not_home`, `closed`, `no_access`, `id_check`, `cod_unpaid`.',
  address_issue: 'The address is wrong or incomplete.',
  refused: 'The recipient refused it.',
  unclaimed: 'Nobody collected it in time.',
  held: 'The carrier holds it.',
  damaged: 'It is damaged.',
  lost: 'The carrier cannot find it.',
  destroyed: 'It no longer exists.',
  missing_contents: 'A part of the contents is missing.',
  not_received: 'The recipient reported the delivered parcel missing.',
  overdue: 'The promised date is past and nothing new is known. Derived if you do not send it.',
  silent: 'No scan for longer than normal. Derived if you do not send it.',
  other: 'Anything else; also any code that is not listed.',
};

export const deliveryKindDescriptions: Readonly<Record<DeliveryKind, string>> = {
  recipient: 'The recipient.',
  neighbour: 'A neighbor.',
  safe_place: 'Left at an agreed or sheltered place.',
  mailbox: 'The mailbox.',
  reception: 'A reception, concierge or mailroom.',
  locker: 'A parcel locker.',
  pickup_point: 'A pickup point.',
  post_office: 'A post office.',
  agent: 'Another person who may take it.',
  unknown: 'Not known; also any code that is not listed.',
};
