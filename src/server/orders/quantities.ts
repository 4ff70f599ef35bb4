import { hasLeftShop, resolveShipmentStatus, type ShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { LineItem, Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { mergeDuplicateShipments } from '../../order/duplicate-shipments.ts';

/*
 * Quantities of lines by the statuses of their parcels, which `applyScannedStatuses` derives from the scans. Quantities
 * are whole pieces.
 */

const parcelsByOrder = new WeakMap<Order, readonly Shipment[]>();

/** Shipments of an order, each parcel once. Kept because the quantities of all lines are counted one after another. */
export function selectParcels(order: Order): readonly Shipment[] {
  const parcels = parcelsByOrder.get(order) ?? mergeDuplicateShipments(order).order.shipments;
  parcelsByOrder.set(order, parcels);
  return parcels;
}

/** Quantity of a line in outbound parcels of some statuses. `Infinity` if the contents of a parcel are unknown. */
function countInParcels(
  parcels: readonly Shipment[],
  lineId: string,
  isCounted: (status: ShipmentStatus) => boolean,
): number {
  const counted = parcels.filter(
    (shipment) => shipment.direction === 'outbound' && isCounted(resolveShipmentStatus(shipment.status)),
  );
  const amounts = counted.map(({ lineItems }) => {
    if (!lineItems) return Infinity;
    return sum(lineItems.filter(({ id }) => id === lineId).map(({ quantity }) => quantity ?? Infinity));
  });
  return sum(amounts);
}

/**
 * Sets `fulfilled` to the quantity that has left the shop. A `fulfilled` that the shop set beyond its parcels is kept; one
 * that came from parcels falls again with them. `isSent`: the order has shipped without known parcels.
 */
export function updateFulfilledQuantities(before: Order | undefined, order: Order, isSent: boolean): Order {
  const lineItems = order.lineItems.map((line): LineItem => {
    if (!line.quantity) return line;
    const { total, fulfilled } = line.quantity;
    const derivedBefore = before ? Math.min(total, countShipped(before, line.id)) : 0;
    const setByShop = isSent ? total : fulfilled === derivedBefore ? 0 : fulfilled;
    return {
      ...line,
      quantity: { ...line.quantity, fulfilled: Math.min(total, Math.max(setByShop, countShipped(order, line.id))) },
    };
  });
  return { ...order, lineItems };
}

/** Parcels with unknown contents count as empty here. */
function countShipped(order: Order, lineId: string): number {
  const parcels = selectParcels(order).filter(({ lineItems }) =>
    lineItems?.every(({ quantity }) => quantity !== undefined),
  );
  return countInParcels(parcels, lineId, hasLeftShop);
}

/** Quantity of a line that can still be canceled. 0 if the quantity or the contents of a parcel are unknown. */
export function countCancelable(order: Order, line: LineItem, before: 'packed' | 'handed-over'): number {
  if (!line.quantity) return 0;
  const { total, fulfilled } = line.quantity;
  const isPast = (status: ShipmentStatus): boolean =>
    hasLeftShop(status) || (before === 'packed' && status === 'packed');
  return Math.max(0, total - Math.max(fulfilled, countInParcels(selectParcels(order), line.id, isPast)));
}

/** Quantity of a line that is not canceled and not part of a return. */
export function countReturnable({ adjustments }: Order, { id, quantity }: LineItem): number {
  const back = adjustments.filter(({ kind, status }) => kind === 'return' && status !== 'rejected');
  const returned = back.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
  return Math.max(0, (quantity?.total ?? 0) - sum(returned.map((entry) => entry.quantity)));
}

/** Sums the quantities of entries with the same id. */
export function mergeLines(lines: readonly { id: string; quantity: number }[]): { id: string; quantity: number }[] {
  const merged = new Map<string, number>();
  for (const { id, quantity } of lines) merged.set(id, (merged.get(id) ?? 0) + quantity);
  return [...merged].map(([id, quantity]) => ({ id, quantity }));
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
