import type { Order } from '../contract/order.ts';
import type { Shipment } from '../contract/shipment.ts';
import type { OrderWarning } from './order-warning.ts';
import { normalizeTrackingNumber } from './tracking-numbers.ts';

/**
 * Merges shipments that are one parcel: the same direction, carrier and tracking number, unless their known contents
 * differ. A parcel that was entered twice would else stay half delivered for good. Events of a merged shipment become
 * those of the first one.
 */
export function mergeDuplicateShipments(order: Order): {
  order: Order;
  /** The first shipment of each merged one, by ids. */
  mergedInto: ReadonlyMap<string, string>;
  warnings: readonly OrderWarning[];
} {
  const kept: Shipment[] = [];
  const indexByNumber = new Map<string, number[]>();
  const mergedInto = new Map<string, string>();
  for (const shipment of order.shipments) {
    const keys = shipment.tracking.map(({ number }) => `${shipment.direction}\n${normalizeTrackingNumber(number)}`);
    const candidates = keys.flatMap((key) => indexByNumber.get(key) ?? []);
    const index = candidates.find((each) => isSameParcel(kept[each], shipment));
    const first = index === undefined ? undefined : kept[index];
    if (index !== undefined && first) {
      kept[index] = mergeShipments(first, shipment);
      mergedInto.set(shipment.id, first.id);
    } else kept.push(shipment);
    for (const key of keys) indexByNumber.set(key, [...(indexByNumber.get(key) ?? []), index ?? kept.length - 1]);
  }
  if (mergedInto.size === 0) return { order, mergedInto, warnings: [] };
  const resolve = <T extends { shipmentId?: string | undefined }>(entry: T): T => {
    const shipmentId = mergedInto.get(entry.shipmentId ?? '');
    return shipmentId === undefined ? entry : { ...entry, shipmentId };
  };
  return {
    order: { ...order, shipments: kept, events: order.events.map(resolve), promises: order.promises.map(resolve) },
    mergedInto,
    warnings: [...mergedInto.keys()].map((shipmentId) => ({ code: 'duplicate-shipment', shipmentId })),
  };
}

function isSameParcel(one: Shipment | undefined, other: Shipment): boolean {
  if (!one) return false;
  const isSameCarrier = !one.carrier || !other.carrier || one.carrier.name === other.carrier.name;
  return isSameCarrier && (!one.lineItems || !other.lineItems || describeContents(one) === describeContents(other));
}

const describeContents = ({ lineItems }: Shipment): string =>
  (lineItems ?? [])
    .map(({ id, quantity }) => `${id}\n${quantity}`)
    .toSorted()
    .join('\n');

/** The known fields of both, those of the first one first. The newer status counts. */
function mergeShipments(first: Shipment, second: Shipment): Shipment {
  const newer = (second.statusAt ?? '') > (first.statusAt ?? '') || first.status === 'unknown' ? second : first;
  const numbers = new Set(first.tracking.map(({ number }) => normalizeTrackingNumber(number)));
  return {
    ...second,
    ...Object.fromEntries(Object.entries(first).filter(([, value]) => value !== undefined && value !== null)),
    status: newer.status,
    statusAt: newer.statusAt,
    tracking: [
      ...first.tracking,
      ...second.tracking.filter(({ number }) => !numbers.has(normalizeTrackingNumber(number))),
    ],
    exceptions: [...first.exceptions, ...second.exceptions],
  } as Shipment;
}
