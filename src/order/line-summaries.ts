import type { Adjustment, LineItem, Order } from '../contract/order.ts';
import type { Shipment } from '../contract/shipment.ts';
import type { ShipmentStatus } from '../contract/shipment-statuses.ts';
import type { OrderWarning } from './order-warning.ts';

/** Quantities of a line item, in pieces. `undefined` is unknown, as opposed to 0. */
export type LineSummary = {
  readonly line: LineItem;
  /** The original quantity, or the current one if more were added later. */
  readonly ordered: number | undefined;
  readonly canceled: number | undefined;
  /** In outbound parcels that are not canceled, in the order's order. */
  readonly inParcels: readonly { readonly shipmentId: string; readonly quantity: number | undefined }[];
  /** Ordered, not canceled and in no parcel. */
  readonly unshipped: number | undefined;
  readonly returned: number;
  /** Cancellations, returns and refunds of the line, including pending ones. */
  readonly adjustments: readonly Adjustment[];
};

/** Gives the derived status of a parcel by its id. */
export type StatusLookup = (shipmentId: string) => ShipmentStatus;

/** Adds up the quantities of every line. Warns of quantities that contradict each other. */
export function deriveLineSummaries(
  order: Order,
  lookUpStatus: StatusLookup,
): {
  lines: readonly LineSummary[];
  warnings: readonly OrderWarning[];
} {
  const warnings: OrderWarning[] = [];
  const shipped = order.shipments.filter(
    ({ id, direction }) => direction === 'outbound' && lookUpStatus(id) !== 'canceled',
  );
  const isContentKnown = shipped.every(({ lineItems }) => lineItems) || hasUsableFulfilledCount(order, shipped);
  const lines = order.lineItems.map((line): LineSummary => {
    const { id, quantity } = line;
    const adjustments = order.adjustments.filter(({ lineItems }) => lineItems?.some((entry) => entry.id === id));
    const inParcels = shipped.flatMap((shipment) =>
      (shipment.lineItems ?? [])
        .filter((entry) => entry.id === id)
        .map((entry) => ({ shipmentId: shipment.id, quantity: entry.quantity })),
    );
    const returned = countReturned(order, id, adjustments, lookUpStatus);
    if (!quantity) {
      return { line, ordered: undefined, canceled: undefined, inParcels, unshipped: undefined, returned, adjustments };
    }
    const ordered = Math.max(quantity.original, quantity.total);
    const canceledByAdjustments = sum(
      adjustments.filter(isCompleted('cancellation')).map((adjustment) => sumQuantity(adjustment, id)),
    );
    const canceled = Math.min(ordered, Math.max(ordered - quantity.total, canceledByAdjustments));
    const parceled = sum(inParcels.map((entry) => entry.quantity ?? NaN));
    const remaining = ordered - canceled - Math.max(parceled, quantity.fulfilled);
    if (remaining < 0 || canceledByAdjustments > ordered) warnings.push({ code: 'quantity-mismatch', lineId: id });
    const isKnown = isContentKnown || remaining <= 0;
    const unshipped = isKnown && !Number.isNaN(remaining) ? Math.max(0, remaining) : undefined;
    return { line, ordered, canceled, inParcels, unshipped, returned, adjustments };
  });
  return { lines, warnings };
}

/**
 * Whether the fulfilled quantities of the lines can replace the unknown contents of parcels: they must exceed
 * the known contents.
 */
function hasUsableFulfilledCount({ lineItems }: Order, shipped: readonly Shipment[]): boolean {
  const known = sum(shipped.flatMap((shipment) => shipment.lineItems ?? []).map((entry) => entry.quantity ?? NaN));
  return sum(lineItems.map(({ quantity }) => quantity?.fulfilled ?? 0)) > known;
}

/** Returned pieces, by return parcels or by return adjustments: the greater number counts. */
function countReturned(
  order: Order,
  id: string,
  adjustments: readonly Adjustment[],
  lookUpStatus: StatusLookup,
): number {
  const returnedShipments = order.shipments.filter(
    (shipment) =>
      lookUpStatus(shipment.id) === 'returned' ||
      (shipment.direction === 'return' && lookUpStatus(shipment.id) === 'delivered'),
  );
  const entries = returnedShipments.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
  const inReturns = sum(entries.map(({ quantity }) => quantity ?? 0));
  return Math.max(
    inReturns,
    sum(adjustments.filter(isCompleted('return')).map((adjustment) => sumQuantity(adjustment, id))),
  );
}

const isCompleted =
  (kind: string) =>
  (adjustment: Adjustment): boolean =>
    adjustment.kind === kind && adjustment.status === 'completed';

const sumQuantity = ({ lineItems }: Adjustment, id: string): number =>
  sum((lineItems ?? []).filter((entry) => entry.id === id).map(({ quantity }) => quantity));

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
