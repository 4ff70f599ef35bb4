import type { LineItem, Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import { knownWord, shipmentStatuses, type ShipmentStatus } from '../../contract/order-words.ts';
import { isGone } from './parcels.ts';

/*
 * How many of each line are where, by the parcels' summaries, which say what the scans say
 * (`withReadStatus`). Quantities are whole pieces.
 */

export const statusOf = ({ status }: Shipment): ShipmentStatus => knownWord(shipmentStatuses, status, 'unknown');

/** What of a line is in parcels of some status. `Infinity` where a parcel's contents are not known. */
function inParcels({ shipments }: Order, lineId: string, isCounted: (status: ShipmentStatus) => boolean): number {
  const counted = shipments.filter((shipment) => shipment.direction === 'outbound' && isCounted(statusOf(shipment)));
  const amounts = counted.map(({ lineItems }) => {
    if (!lineItems) return Infinity;
    return sum(lineItems.filter(({ id }) => id === lineId).map(({ quantity }) => quantity ?? Infinity));
  });
  return sum(amounts);
}

/**
 * Counts what has left the shop as fulfilled. What the shop itself said beyond what its parcels told
 * stays; what the parcels told is taken back with them. `isSent`: it has left without a parcel being known.
 */
export function withFulfilled(before: Order | undefined, order: Order, isSent: boolean): Order {
  const lineItems = order.lineItems.map((line): LineItem => {
    if (!line.quantity) return line;
    const { total, fulfilled } = line.quantity;
    const told = before ? Math.min(total, sent(before, line.id)) : 0;
    const said = isSent ? total : fulfilled === told ? 0 : fulfilled;
    return { ...line, quantity: { ...line.quantity, fulfilled: Math.min(total, Math.max(said, sent(order, line.id))) } };
  });
  return { ...order, lineItems };
}

/** Unknown contents count nothing: what is fulfilled is only said where it is known. */
function sent(order: Order, lineId: string): number {
  const known = order.shipments.filter(({ lineItems }) => lineItems?.every(({ quantity }) => quantity !== undefined));
  return inParcels({ ...order, shipments: known }, lineId, isGone);
}

/** How many of a line can still be canceled: those that have neither come so far nor been canceled. 0 where that is not known. */
export function openOf(order: Order, line: LineItem, before: 'packed' | 'handed-over'): number {
  if (!line.quantity) return 0;
  const { total, fulfilled } = line.quantity;
  const isPast = (status: ShipmentStatus): boolean => isGone(status) || (before === 'packed' && status === 'packed');
  return Math.max(0, total - Math.max(fulfilled, inParcels(order, line.id, isPast)));
}

/** How many of a line the customer has, or could have, and has not announced to send back. */
export function returnableOf({ adjustments }: Order, { id, quantity }: LineItem): number {
  const back = adjustments.filter(({ kind, status }) => kind === 'return' && status !== 'rejected');
  const returned = back.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
  return Math.max(0, (quantity?.total ?? 0) - sum(returned.map((entry) => entry.quantity)));
}

/** One entry a line. */
export function mergeLines(lines: readonly { id: string; quantity: number }[]): { id: string; quantity: number }[] {
  const merged = new Map<string, number>();
  for (const { id, quantity } of lines) merged.set(id, (merged.get(id) ?? 0) + quantity);
  return [...merged].map(([id, quantity]) => ({ id, quantity }));
}

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
