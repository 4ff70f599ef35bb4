import type { Adjustment, LineItem, Order } from '../contract/order.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import type { ShipmentStatus } from '../contract/order-words.ts';
import type { ReadingWarning } from './warning.ts';

/** What became of each piece of a line. `undefined` is not known, which is not none. */
export type LineReading = {
  readonly line: LineItem;
  /** When the order was placed, or later where more were added. */
  readonly ordered: number | undefined;
  readonly canceled: number | undefined;
  /** By parcel, in the order's order. */
  readonly inParcels: readonly { readonly shipmentId: string; readonly quantity: number | undefined }[];
  /** Ordered, not canceled, in no parcel yet. */
  readonly unshipped: number | undefined;
  readonly returned: number;
  /** What was taken back of it: cancellations, returns, refunds, pending ones too. */
  readonly adjustments: readonly Adjustment[];
};

/** Status of a parcel as it was read, by its id. */
export type StatusOf = (shipmentId: string) => ShipmentStatus;

/** Adds up every line of an order. */
export function readLines(
  order: Order,
  statusOf: StatusOf,
): {
  lines: readonly LineReading[];
  warnings: readonly ReadingWarning[];
} {
  const warnings: ReadingWarning[] = [];
  const sent = order.shipments.filter(({ id, direction }) => direction === 'outbound' && statusOf(id) !== 'canceled');
  const isContentKnown = sent.every(({ lineItems }) => lineItems) || countsFulfilled(order, sent);
  const lines = order.lineItems.map((line): LineReading => {
    const { id, quantity } = line;
    const adjustments = order.adjustments.filter(({ lineItems }) => lineItems?.some((entry) => entry.id === id));
    const inParcels = sent.flatMap((shipment) =>
      (shipment.lineItems ?? [])
        .filter((entry) => entry.id === id)
        .map((entry) => ({ shipmentId: shipment.id, quantity: entry.quantity })),
    );
    const returned = returnedOf(order, id, adjustments, statusOf);
    if (!quantity) {
      return { line, ordered: undefined, canceled: undefined, inParcels, unshipped: undefined, returned, adjustments };
    }
    const ordered = Math.max(quantity.original, quantity.total);
    const decided = sum(adjustments.filter(isCompleted('cancellation')).map((adjustment) => amountOf(adjustment, id)));
    const canceled = Math.min(ordered, Math.max(ordered - quantity.total, decided));
    const parceled = sum(inParcels.map((entry) => entry.quantity ?? NaN));
    const left = ordered - canceled - Math.max(parceled, quantity.fulfilled);
    if (left < 0 || decided > ordered) warnings.push({ code: 'quantity-disagrees', lineId: id });
    const isKnown = isContentKnown || left <= 0;
    const unshipped = isKnown && !Number.isNaN(left) ? Math.max(0, left) : undefined;
    return { line, ordered, canceled, inParcels, unshipped, returned, adjustments };
  });
  return { lines, warnings };
}

/**
 * Where a parcel's contents are not known, the lines' own count of what was sent serves, if it
 * accounts for more than the parcels whose contents are known.
 */
function countsFulfilled({ lineItems }: Order, sent: readonly Shipment[]): boolean {
  const known = sum(sent.flatMap((shipment) => shipment.lineItems ?? []).map((entry) => entry.quantity ?? NaN));
  return sum(lineItems.map(({ quantity }) => quantity?.fulfilled ?? 0)) > known;
}

/** Pieces that are back, by whichever account says more. */
function returnedOf(order: Order, id: string, adjustments: readonly Adjustment[], statusOf: StatusOf): number {
  const back = order.shipments.filter(
    (shipment) => statusOf(shipment.id) === 'returned' || (shipment.direction === 'return' && statusOf(shipment.id) === 'delivered'),
  );
  const entries = back.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
  const inReturns = sum(entries.map(({ quantity }) => quantity ?? 0));
  return Math.max(inReturns, sum(adjustments.filter(isCompleted('return')).map((adjustment) => amountOf(adjustment, id))));
}

const isCompleted =
  (kind: string) =>
  (adjustment: Adjustment): boolean =>
    adjustment.kind === kind && adjustment.status === 'completed';

const amountOf = ({ lineItems }: Adjustment, id: string): number =>
  sum((lineItems ?? []).filter((entry) => entry.id === id).map(({ quantity }) => quantity));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
