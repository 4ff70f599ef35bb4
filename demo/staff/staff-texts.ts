import type { DeliveryKind, ExceptionKind, ShipmentStatus } from 'waybill/contract';
import type { StaffStep } from './staff-steps.ts';

/* The labels of the staff's pages. The staff reads English, in every shop. */

export const statusLabels: Record<ShipmentStatus, string> = {
  unknown: 'Not packed yet',
  preparing: 'Being prepared',
  packed: 'Packed',
  accepted: 'With the carrier',
  in_transit: 'On its way',
  out_for_delivery: 'Out for delivery',
  ready_for_pickup: 'Ready at the point',
  delivered: 'Delivered',
  undeliverable: 'Could not be delivered',
  returning: 'On its way back',
  returned: 'Returned',
  canceled: 'Canceled',
};

export const stepLabels: Record<StaffStep, string> = {
  packed: 'Packed',
  accepted: 'Handed to the carrier',
  out_for_delivery: 'Out for delivery',
  ready_for_pickup: 'Arrived at the point',
  delivered: 'Delivered',
  delivery_attempted: 'Delivery attempt failed',
  promise_changed: 'Delayed',
  return_started: 'Return started',
  returned_to_sender: 'Returned',
};

/** Who took the parcel, or where the courier left it. */
export const deliveryLabels: Record<DeliveryKind, string> = {
  recipient: 'To the recipient',
  neighbour: 'To a neighbor',
  safe_place: 'Left in a safe place',
  mailbox: 'Into the mailbox',
  reception: 'At the reception',
  locker: 'From a locker',
  pickup_point: 'At the pickup point',
  post_office: 'At the post office',
  agent: 'To an agent',
  unknown: 'Not known',
};

export const issueLabels: Record<ExceptionKind, string> = {
  delayed: 'Delayed',
  customs_hold: 'Held by customs',
  attempt_failed: 'Delivery attempt failed',
  address_issue: 'Wrong address',
  refused: 'The recipient refused it',
  unclaimed: 'Not collected',
  held: 'Held',
  damaged: 'Damaged',
  lost: 'Lost',
  destroyed: 'Destroyed',
  missing_contents: 'Contents missing',
  not_received: 'Reported missing',
  overdue: 'Overdue',
  silent: 'No recent scan',
  other: 'Other problem',
};

/** After "The customer asks to", by request type. */
export const requestLabels: Record<string, string> = {
  'cancel-items': 'cancel',
  'cancel-order': 'cancel the whole order',
  withdraw: 'withdraw from the contract',
  'return-items': 'send back',
  'report-missing': 'report a missing parcel',
  reschedule: 'move the delivery to another day',
};
