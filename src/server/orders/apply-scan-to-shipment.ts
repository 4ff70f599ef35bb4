import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/shipment.ts';
import type { EventTime } from '../../contract/order-fields.ts';
import type { ExceptionKind } from '../../contract/codes.ts';
import { identifiesParcel, normalizeTrackingNumber } from '../../order/tracking-numbers.ts';
import { mergeLines } from './quantities.ts';
import { resolveEventEnd, type ZonedTimeContext } from './order-state.ts';
import type { Scan } from './scan.ts';

/** Applies the parcel data of a scan: contents, tracking numbers, exceptions. Statuses are derived from all scans later. */
export function applyScanToShipment(
  order: Order,
  shipment: Shipment,
  scan: Scan,
  at: EventTime,
  timeContext: ZonedTimeContext,
): Shipment {
  const { tracking = [], lineItems, direction = shipment.direction, ...fields } = scan.shipment ?? {};
  const { number, url, replaces } = scan.tracking ?? {};
  // The number of a correction is added when the statuses are derived, if the correction counts.
  const scannedNumbers =
    number === undefined || replaces !== undefined
      ? tracking
      : [...tracking, { number, ...(url !== undefined && { url }) }];
  return {
    ...shipment,
    ...fields,
    direction,
    tracking: addNumbers(shipment.tracking, scannedNumbers),
    ...resolveContents(order, shipment, lineItems),
    ...(scan.kind === 'ready_for_pickup' && scan.place && !fields.place && !shipment.place && { place: scan.place }),
    exceptions: [...resolveExceptions(shipment.exceptions, scan.kind, at, timeContext), ...createExceptions(scan, at)],
  };
}

/** Adds new numbers. A placeholder is none. */
function addNumbers(existing: Shipment['tracking'], added: Shipment['tracking']): Shipment['tracking'] {
  const seen = new Set(existing.map(({ number }) => normalizeTrackingNumber(number)));
  const isNew = ({ number }: { number: string }): boolean => {
    const normalized = normalizeTrackingNumber(number);
    return identifiesParcel(number) && !seen.has(normalized) && Boolean(seen.add(normalized));
  };
  return [...existing, ...added.filter(isNew)];
}

/** Contents are unknown unless scanned. The only parcel of an order of one piece contains that piece. */
function resolveContents(
  order: Order,
  shipment: Shipment,
  scannedLines: readonly { id: string; quantity: number }[] | undefined,
): Partial<Shipment> {
  if (scannedLines) return { lineItems: mergeLines(scannedLines) };
  if (shipment.lineItems !== undefined) return {};
  const [line, ...others] = order.lineItems;
  const isOnly = order.shipments.length === 0 && line?.quantity?.total === 1 && others.length === 0;
  return isOnly ? { lineItems: [{ id: line.id, quantity: 1 }] } : { lineItems: null };
}

function createExceptions({ kind, exception, reason }: Scan, since: EventTime): OrderException[] {
  const exceptionKind = exception?.kind ?? (kind === 'delivery_attempted' && reason ? 'attempt_failed' : undefined);
  if (exceptionKind === undefined) return [];
  return [{ ...exception, kind: exceptionKind, since, ...(reason && { reason: reason.code }) }];
}

const arrivedKinds = ['ready_for_pickup', 'delivered'];

/** Scan kinds that resolve an exception of each kind. */
const resolvingKinds: Partial<Record<ExceptionKind, readonly string[]>> = {
  attempt_failed: ['out_for_delivery', ...arrivedKinds],
  address_issue: ['out_for_delivery', ...arrivedKinds],
  held: ['departed_facility', 'out_for_delivery', ...arrivedKinds],
  customs_hold: ['customs_cleared', 'out_for_delivery', ...arrivedKinds],
  delayed: arrivedKinds,
};

const resolvingKindsByException = new Map<string, readonly string[]>(Object.entries(resolvingKinds));

function resolveExceptions(
  exceptions: readonly OrderException[],
  kind: string,
  at: EventTime,
  timeContext: ZonedTimeContext,
): readonly OrderException[] {
  const end = resolveEventEnd(at, timeContext) ?? timeContext.now;
  return exceptions.map((exception) => {
    const isOver = exception.resolvedAt === undefined && resolvingKindsByException.get(exception.kind)?.includes(kind);
    return isOver && (resolveEventEnd(exception.since, timeContext) ?? -Infinity) <= end
      ? { ...exception, resolvedAt: at }
      : exception;
  });
}
