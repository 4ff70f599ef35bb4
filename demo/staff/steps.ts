import type { Order } from '../../src/contract/index.ts';
import type { Leg, OrderReading } from '../../src/order/index.ts';

/** What staff can say of a parcel; each is a kind of event of the contract. */
export const STEPS = [
  'packed',
  'accepted',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'delivery_attempted',
  'promise_changed',
  'return_started',
  'returned_to_sender',
] as const;
export type StaffStep = (typeof STEPS)[number];

export const isStep = (word: string | null): word is StaffStep => STEPS.some((step) => step === word);

/** A parcel, or what is in none yet; that has no id. */
export type Part = Omit<Leg, 'items'> & { items: Leg['items'] };

/** All parts of an order that staff may have in their hands, those that wait for something first. */
export function partsOf({ parcels, rest, returns }: OrderReading): Part[] {
  const parts: Part[] = [...parcels, ...(rest ? [rest] : []), ...returns];
  return [...parts.filter((part) => stepsFor(part).length > 0), ...parts.filter((part) => stepsFor(part).length === 0)];
}

const ways: Record<string, readonly StaffStep[]> = {
  courier: ['packed', 'accepted', 'out_for_delivery', 'delivered'],
  post: ['packed', 'accepted', 'delivered'],
  pickup: ['packed', 'accepted', 'ready_for_pickup', 'delivered'],
  locker: ['packed', 'accepted', 'ready_for_pickup', 'delivered'],
  store: ['packed', 'ready_for_pickup', 'delivered'],
  digital: ['delivered'],
};

/** What can come next, most likely first; nothing where it is over. */
export function stepsFor({ shipment, status, items }: Part): readonly StaffStep[] {
  if (shipment.direction === 'return') return isOver(status) ? [] : ['delivered'];
  if (isOver(status)) return [];
  if (status === 'returning') return ['returned_to_sender'];
  if (status === 'undeliverable') return ['return_started', 'returned_to_sender'];
  // What is in no parcel is nowhere: it is put into one first.
  if (shipment.id === '') return items?.length === 0 ? [] : ['packed', 'accepted', 'promise_changed'];

  const way = ways[shipment.method ?? 'courier'] ?? [];
  const ahead = way.slice(reachedOn(way, status));
  const [next = 'delivered', ...later] = ahead;
  const isLeft = !['unknown', 'preparing', 'packed'].includes(status);
  const isAtPoint = status === 'ready_for_pickup';
  const isBrought = isLeft && !isAtPoint && shipment.method !== 'store';
  return [
    next,
    ...(isBrought ? (['delivery_attempted'] as const) : []),
    ...later,
    ...(isBrought && !ahead.includes('ready_for_pickup') ? (['ready_for_pickup'] as const) : []),
    ...(isAtPoint ? [] : (['promise_changed'] as const)),
    ...(isLeft ? (['return_started'] as const) : []),
  ];
}

const isOver = (status: string): boolean => ['delivered', 'returned', 'canceled'].includes(status);

/** How many steps of a way are behind a status. */
function reachedOn(way: readonly StaffStep[], status: Part['status']): number {
  switch (status) {
    case 'packed':
      return way.indexOf('packed') + 1;
    case 'accepted':
    case 'in_transit':
      return Math.max(way.indexOf('packed'), way.indexOf('accepted')) + 1;
    case 'out_for_delivery':
    case 'ready_for_pickup':
      return way.indexOf('delivered');
    default:
      return 0;
  }
}

/** The promise that a step will be held against, for the field of a new date. */
export const promisedUntil = ({ promise }: Part): string | undefined => promise.current?.window?.to ?? promise.current?.window?.from;

/** "Parcel 1 of 2"; what is in no parcel is named by that. */
export function partName({ shipments }: Order, { shipment }: Pick<Part, 'shipment'>): string {
  if (shipment.id === '') return shipments.length === 0 ? 'Not packed yet' : 'In no parcel yet';
  const same = shipments.filter(({ direction, status }) => direction === shipment.direction && status !== 'canceled');
  const name = shipment.direction === 'return' ? 'Return' : 'Parcel';
  if (same.length < 2) return name;
  return `${name} ${same.findIndex(({ id }) => id === shipment.id) + 1} of ${same.length}`;
}
