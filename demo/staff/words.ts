import type { DateWindow, Order, OrderEvent } from '../../src/contract/index.ts';
import type { DeliveryKind, ExceptionKind, ShipmentStatus } from '../../src/contract/order-words.ts';
import type { Incident } from '../../src/server/index.ts';
import type { StaffStep } from './steps.ts';

/* What the staff's pages say. English, whatever language the shop speaks to its customers. */

const LANGUAGE = 'en-GB';

export const STATUSES: Record<ShipmentStatus, string> = {
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
  returned: 'Back here',
  canceled: 'Canceled',
};

export const STEP_NAMES: Record<StaffStep, string> = {
  packed: 'Packed',
  accepted: 'Handed to the carrier',
  out_for_delivery: 'Out for delivery',
  ready_for_pickup: 'Arrived at the point',
  delivered: 'Delivered',
  delivery_attempted: 'Nobody took it',
  promise_changed: 'Delayed',
  return_started: 'Goes back to us',
  returned_to_sender: 'Back here',
};

/** To whom, or where it was left. */
export const DELIVERIES: Record<DeliveryKind, string> = {
  recipient: 'To the recipient',
  neighbour: 'To a neighbour',
  safe_place: 'Left in a safe place',
  mailbox: 'Into the mailbox',
  reception: 'At the reception',
  locker: 'From a locker',
  pickup_point: 'At the pickup point',
  post_office: 'At the post office',
  agent: 'To somebody they sent',
  unknown: 'Not known',
};

export const TROUBLES: Record<ExceptionKind, string> = {
  delayed: 'Delayed',
  customs_hold: 'Held by customs',
  attempt_failed: 'Nobody took it',
  address_issue: 'The address is not right',
  refused: 'The recipient refused it',
  unclaimed: 'Not collected',
  held: 'Held',
  damaged: 'Damaged',
  lost: 'Lost',
  destroyed: 'Destroyed',
  missing_contents: 'Something in it is missing',
  overdue: 'Overdue',
  silent: 'No scan for longer than is normal',
  other: 'Something is wrong',
};

/** What customers ask for. */
export const REQUESTS: Record<string, string> = {
  'cancel-items': 'cancel',
  'cancel-order': 'cancel the whole order',
  withdraw: 'give back',
  'return-items': 'send back',
  'report-missing': 'say that it did not arrive',
  reschedule: 'move the delivery to another day',
};

/** A moment by the shop's clock: "14:02" of today, else "Tue 24 Nov, 14:02"; a day as a day. */
export function when(at: string | undefined, timeZone: string, now: number): string {
  if (at === undefined) return '';
  if (/^\d{4}-\d\d-\d\d$/.test(at)) return day(at);
  // A time without a zone is told as it was written.
  const isLocal = !/(?:[Zz]|[+-]\d\d:\d\d)$/.test(at);
  const instant = Date.parse(isLocal ? `${at}Z` : at);
  const zone = isLocal ? 'UTC' : timeZone;
  const time = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(instant);
  return dateIn(instant, zone) === dateIn(now, timeZone) ? time : `${day(dateIn(instant, zone))}, ${time}`;
}

/** The day that a zone's calendars show: `2026-11-23`. */
export function dateIn(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant);
}

/** "Tue 24 Nov". */
export function day(date: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LANGUAGE, options).format(Date.parse(date)).replace(',', '');
}

/** So many days after a day. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

export function windowWords({ from, to }: DateWindow): string {
  if (to === undefined) return `from ${day(from)} on`;
  return to === from ? day(from) : `${day(from)} – ${day(to)}`;
}

/** "3 pieces". */
export const pieces = (amount: number): string => (amount === 1 ? '1 piece' : `${amount} pieces`);

/** What became of a tap: "Packed: 3 pieces of B-2041, 14:02." */
export function resultWords(event: OrderEvent, order: Order, timeZone: string, now: number): string {
  const number = order.number ?? order.id;
  const parcel = order.shipments.find(({ id }) => id === event.shipmentId);
  const time = when(event.at, timeZone, now);
  if (event.retracts !== undefined) return `Taken back: ${nameOf(order.events.find(({ id }) => id === event.retracts))} of ${number}.`;
  switch (event.kind) {
    case 'packed': {
      const amount = parcel?.lineItems?.reduce((sum, { quantity = 0 }) => sum + quantity, 0);
      return `Packed: ${amount === undefined ? 'a parcel' : pieces(amount)} of ${number}, ${time}.`;
    }
    case 'accepted': {
      const tracking = parcel?.tracking.at(-1)?.number;
      return `Handed to ${parcel?.carrier?.name ?? 'the carrier'}: ${number}${tracking === undefined ? '' : `, ${tracking}`}, ${time}.`;
    }
    case 'ready_for_pickup': {
      const until = parcel?.pickup?.until;
      return `Arrived at the point: ${number}, ${time}${until === undefined ? '' : `, kept until ${when(until, timeZone, now)}`}.`;
    }
    case 'delivered': {
      const how = DELIVERIES[(parcel?.delivery?.kind ?? 'unknown') as DeliveryKind];
      return `Delivered: ${number}${parcel?.delivery && how ? `, ${how.toLowerCase()}` : ''}, ${time}.`;
    }
    case 'promise_changed': {
      const window = order.promises.find(({ id }) => id === `scan:${event.id}`)?.window;
      return `Delayed: ${number}${window ? `, now ${windowWords(window)}` : ''}. The customer is told.`;
    }
    default:
      return `${nameOf(event)}: ${number}, ${time}.`;
  }
}

/** What was to happen and did not. */
export function awaitedWords({ kind, step }: Pick<Incident, 'kind' | 'step'>): string {
  if (kind === 'promise') return 'Not there on the promised day';
  if (kind === 'answer') return 'The customer waits for an answer';
  return `Not scanned: “${nameOf({ kind: step ?? '' })}”`;
}

function nameOf(event: Pick<OrderEvent, 'kind'> | undefined): string {
  const names: Readonly<Record<string, string>> = STEP_NAMES;
  return names[event?.kind ?? ''] ?? 'Noted';
}
