import type { DateWindow, DeliveryKind, Order, OrderEvent } from 'waybill/contract';
import type { Incident } from 'waybill/server';
import { toLocalDate } from '../zoned-time.ts';
import { deliveryLabels, stepLabels } from './staff-texts.ts';

const LANGUAGE = 'en-GB';

/** A time in the shop's zone: "14:02" today, "Tue 24 Nov, 14:02" on another day; a civil day as "Tue 24 Nov". */
export function formatTime(at: string | undefined, timeZone: string, now: number): string {
  if (at === undefined) return '';
  if (/^\d{4}-\d\d-\d\d$/.test(at)) return formatDay(at);
  // A time without a zone stays as the carrier wrote it.
  const isLocal = !/(?:[Zz]|[+-]\d\d:\d\d)$/.test(at);
  const instant = Date.parse(isLocal ? `${at}Z` : at);
  const zone = isLocal ? 'UTC' : timeZone;
  const time = new Intl.DateTimeFormat(LANGUAGE, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
    instant,
  );
  return toLocalDate(zone, instant) === toLocalDate(timeZone, now)
    ? time
    : `${formatDay(toLocalDate(zone, instant))}, ${time}`;
}

/** "Tue 24 Nov". */
function formatDay(date: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LANGUAGE, options).format(Date.parse(date)).replace(',', '');
}

export function formatDateWindow({ from, to }: DateWindow): string {
  if (to === undefined) return `from ${formatDay(from)} on`;
  return to === from ? formatDay(from) : `${formatDay(from)} – ${formatDay(to)}`;
}

/** "3 pieces". */
export const formatItemCount = (amount: number): string => (amount === 1 ? '1 piece' : `${amount} pieces`);

/** The result of a scan: "Packed: 3 pieces of B-2041, 14:02." */
export function formatScanResult(event: OrderEvent, order: Order, timeZone: string, now: number): string {
  const number = order.number ?? order.id;
  const parcel = order.shipments.find(({ id }) => id === event.shipmentId);
  const time = formatTime(event.at, timeZone, now);
  if (event.retracts !== undefined)
    return `Retracted: ${getEventLabel(order.events.find(({ id }) => id === event.retracts))} of ${number}.`;
  switch (event.kind) {
    case 'packed': {
      const amount = parcel?.lineItems?.reduce((sum, { quantity = 0 }) => sum + quantity, 0);
      return `Packed: ${amount === undefined ? 'a parcel' : formatItemCount(amount)} of ${number}, ${time}.`;
    }
    case 'accepted': {
      const tracking = parcel?.tracking.at(-1)?.number;
      return `Handed to ${parcel?.carrier?.name ?? 'the carrier'}: ${number}${tracking === undefined ? '' : `, ${tracking}`}, ${time}.`;
    }
    case 'ready_for_pickup': {
      const until = parcel?.pickup?.until;
      return `Arrived at the point: ${number}, ${time}${until === undefined ? '' : `, kept until ${formatTime(until, timeZone, now)}`}.`;
    }
    case 'delivered': {
      const how = deliveryLabels[(parcel?.delivery?.kind ?? 'unknown') as DeliveryKind];
      return `Delivered: ${number}${parcel?.delivery && how ? `, ${how.toLowerCase()}` : ''}, ${time}.`;
    }
    case 'promise_changed': {
      const window = order.promises.find(({ id }) => id === `scan:${event.id}`)?.window;
      return `Delayed: ${number}${window ? `, now ${formatDateWindow(window)}` : ''}. The customer is notified.`;
    }
    default:
      return `${getEventLabel(event)}: ${number}, ${time}.`;
  }
}

/** The overdue promise, decision or step of an incident. */
export function formatIncident({ kind, step }: Pick<Incident, 'kind' | 'step'>): string {
  if (kind === 'promise') return 'Not delivered on the promised day';
  if (kind === 'decision') return 'A request has no decision';
  return `Not scanned: “${getEventLabel({ kind: step ?? '' })}”`;
}

function getEventLabel(event: Pick<OrderEvent, 'kind'> | undefined): string {
  const labels: Readonly<Record<string, string>> = stepLabels;
  return labels[event?.kind ?? ''] ?? 'Noted';
}
