import type { Order } from '../contract/order.ts';
import type { OrderException, Shipment } from '../contract/shipment.ts';
import { addToGroup } from './add-to-group.ts';
import { identifiesParcel, normalizeTrackingNumber } from './tracking-numbers.ts';

/** An order in which each parcel stands once. */
export type MergedOrder = {
  readonly order: Order;
  /** The first shipment of each merged one, by ids. */
  readonly mergedInto: ReadonlyMap<string, string>;
  /** The merged shipments as sent, by the id of the first one. */
  readonly duplicates: ReadonlyMap<string, readonly Shipment[]>;
};

/**
 * Merges shipments that are one parcel: the same direction, carrier and tracking number, unless their known contents
 * differ. A parcel that was entered twice would else stay half delivered for good. Events of a merged shipment become
 * those of the first one. `correct` returns a shipment with its corrected numbers and carrier.
 */
export function mergeDuplicateShipments(
  order: Order,
  correct: (shipment: Shipment) => Shipment = (shipment) => shipment,
): MergedOrder {
  const kept: KeptShipment[] = [];
  const index: ParcelIndex = new Map();
  const mergedInto = new Map<string, string>();
  const duplicates = new Map<string, Shipment[]>();
  for (const shipment of order.shipments) {
    const corrected = correct(shipment);
    const position = findParcel(index, kept, corrected);
    const first = kept[position];
    if (first) {
      mergedInto.set(shipment.id, first.merged.id);
      addToGroup(duplicates, first.merged.id, shipment);
    }
    kept[position] = first
      ? { merged: mergeShipments(first.merged, shipment), corrected: mergeShipments(first.corrected, corrected) }
      : { merged: shipment, corrected };
    addToIndex(index, kept[position].corrected, position);
  }
  if (mergedInto.size === 0) return { order, mergedInto, duplicates };
  const resolve = <T extends { shipmentId?: string | undefined }>(entry: T): T => {
    const shipmentId = mergedInto.get(entry.shipmentId ?? '');
    return shipmentId === undefined ? entry : { ...entry, shipmentId };
  };
  return {
    order: {
      ...order,
      shipments: kept.map(({ merged }) => merged),
      events: order.events.map(resolve),
      promises: order.promises.map(resolve),
    },
    mergedInto,
    duplicates,
  };
}

type KeptShipment = { readonly merged: Shipment; readonly corrected: Shipment };

/** Positions of parcels by what two shipments of one parcel have in common, so that no two parcels are compared. */
type ParcelIndex = Map<string, number[]>;

const ANY = '*';
const UNKNOWN = '?';

/** Under `ANY`, shipments find a parcel of which they know nothing; under `UNKNOWN`, one that itself knows nothing. */
const listKeys = (
  { direction, tracking }: Shipment,
  contents: readonly string[],
  carriers: readonly string[],
): readonly string[] =>
  tracking.flatMap(({ number }) =>
    identifiesParcel(number)
      ? contents.flatMap((content) =>
          carriers.map((carrier) => JSON.stringify([direction, normalizeTrackingNumber(number), content, carrier])),
        )
      : [],
  );

/** Position of the first parcel that the shipment is; the position after the last one if it is a new parcel. */
function findParcel(index: ParcelIndex, kept: readonly KeptShipment[], shipment: Shipment): number {
  const [contents, carrier] = [describeContents(shipment), describeCarrier(shipment)];
  let first = kept.length;
  for (const key of listKeys(
    shipment,
    contents === undefined ? [ANY] : [contents, UNKNOWN],
    carrier === undefined ? [ANY] : [carrier, UNKNOWN],
  )) {
    const positions = index.get(key) ?? [];
    // A parcel that was merged may know more now than when it was added.
    while (positions[0] !== undefined && !isSameParcel(kept[positions[0]]?.corrected, contents, carrier))
      positions.shift();
    first = Math.min(first, positions[0] ?? first);
  }
  return first;
}

function addToIndex(index: ParcelIndex, shipment: Shipment, position: number): void {
  const contents = [describeContents(shipment) ?? UNKNOWN, ANY];
  const carriers = [describeCarrier(shipment) ?? UNKNOWN, ANY];
  for (const key of listKeys(shipment, contents, carriers)) {
    const positions = index.get(key);
    if (!positions) index.set(key, [position]);
    else if (position < (positions[0] ?? Infinity)) positions.unshift(position);
    else positions.push(position);
  }
}

function isSameParcel(
  parcel: Shipment | undefined,
  contents: string | undefined,
  carrier: string | undefined,
): boolean {
  const matches = (one: string | undefined, other: string | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return (
    parcel !== undefined && matches(describeContents(parcel), contents) && matches(describeCarrier(parcel), carrier)
  );
}

const describeCarrier = ({ carrier }: Shipment): string | undefined => carrier?.name.trim().toLowerCase();

const describeContents = ({ lineItems }: Shipment): string | undefined =>
  lineItems
    ?.map(({ id, quantity }) => `${id}\n${quantity}`)
    .toSorted()
    .join('\n');

/** The known fields of both, those of the first one first. Both reported statuses count, so neither is chosen here. */
function mergeShipments(first: Shipment, second: Shipment): Shipment {
  const numbers = new Set(first.tracking.map(({ number }) => normalizeTrackingNumber(number)));
  const isDeliveryKnown = first.delivery !== undefined && first.delivery.kind !== 'unknown';
  return {
    ...second,
    ...Object.fromEntries(Object.entries(first).filter(([, value]) => value !== undefined && value !== null)),
    statusAt: first.statusAt,
    statusWord: first.statusWord,
    delivery: isDeliveryKnown ? first.delivery : (second.delivery ?? first.delivery),
    tracking: [
      ...first.tracking,
      ...second.tracking.filter(({ number }) => !numbers.has(normalizeTrackingNumber(number))),
    ],
    exceptions: mergeExceptions([...first.exceptions, ...second.exceptions]),
  } as Shipment;
}

/** One entry for each exception. One that is resolved in any report is resolved. */
function mergeExceptions(exceptions: readonly OrderException[]): readonly OrderException[] {
  const merged = new Map<string, OrderException>();
  for (const exception of exceptions) {
    const key = [exception.kind, exception.reason, exception.since].join('\n');
    const { resolvedAt } = merged.get(key) ?? {};
    merged.set(key, { ...exception, ...merged.get(key), resolvedAt: resolvedAt ?? exception.resolvedAt });
  }
  return [...merged.values()];
}
