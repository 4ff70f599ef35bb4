import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/order-shipment.ts';
import type { EventTime } from '../../contract/order-time.ts';
import type { ExceptionKind } from '../../contract/order-words.ts';
import { mergeLines } from './amounts.ts';
import { endOf, type ZonedClock } from './clock.ts';
import type { Scan } from './scan.ts';

/** What a scan says of its parcel, besides where it is. */
export function scanParcel(order: Order, parcel: Shipment, scan: Scan, at: EventTime, clock: ZonedClock): Shipment {
  const { tracking, lineItems, direction = parcel.direction, ...told } = scan.shipment ?? {};
  const numbers = new Set(parcel.tracking.map(({ number }) => number));
  return {
    ...parcel,
    ...told,
    direction,
    tracking: [...parcel.tracking, ...(tracking ?? []).filter(({ number }) => !numbers.has(number))],
    ...contentsOf(order, parcel, lineItems),
    ...(scan.kind === 'ready_for_pickup' && scan.place && !told.place && !parcel.place && { place: scan.place }),
    exceptions: [...resolve(parcel.exceptions, scan.kind, at, clock), ...exceptionOf(scan, at)],
  };
}

/** What was not said is not known, unless there is only one line of one piece to be in it. */
function contentsOf(order: Order, parcel: Shipment, told: readonly { id: string; quantity: number }[] | undefined): Partial<Shipment> {
  if (told) return { lineItems: mergeLines(told) };
  if (parcel.lineItems !== undefined) return {};
  const [line, ...others] = order.lineItems;
  const isOnly = order.shipments.length === 0 && line?.quantity?.total === 1 && others.length === 0;
  return isOnly ? { lineItems: [{ id: line.id, quantity: 1 }] } : { lineItems: null };
}

function exceptionOf({ kind, exception, reason }: Scan, since: EventTime): OrderException[] {
  const named = exception?.kind ?? (kind === 'delivery_attempted' && reason ? 'attempt_failed' : undefined);
  if (named === undefined) return [];
  return [{ ...exception, kind: named, since, ...(reason && { reason: reason.code }) }];
}

const there = ['ready_for_pickup', 'delivered'];

/** Which scans say by themselves that something is over. */
const ends: Partial<Record<ExceptionKind, readonly string[]>> = {
  attempt_failed: ['out_for_delivery', ...there],
  address_issue: ['out_for_delivery', ...there],
  held: ['departed_facility', 'out_for_delivery', ...there],
  customs_hold: ['customs_cleared', 'out_for_delivery', ...there],
  delayed: there,
};

const endsOf = new Map<string, readonly string[]>(Object.entries(ends));

function resolve(exceptions: readonly OrderException[], kind: string, at: EventTime, clock: ZonedClock): readonly OrderException[] {
  const end = endOf(at, clock) ?? clock.now;
  return exceptions.map((exception) => {
    const isOver = exception.resolvedAt === undefined && endsOf.get(exception.kind)?.includes(kind);
    return isOver && (endOf(exception.since, clock) ?? -Infinity) <= end ? { ...exception, resolvedAt: at } : exception;
  });
}
