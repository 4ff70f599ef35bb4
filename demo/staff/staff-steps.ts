import type { Order, OrderEvent } from 'waybill/contract';
import type { ParcelSummary, OrderSummary, StepKind } from 'waybill/order';

/** The steps that staff can scan. Each one is an event kind of the contract. */
export const staffSteps = [
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
export type StaffStep = (typeof staffSteps)[number];

export const isStaffStep = (word: string | null): word is StaffStep => staffSteps.some((step) => step === word);

/** A parcel, or the unshipped items, whose shipment has an empty id. */
export type StaffParcel = Omit<ParcelSummary, 'items'> & { items: ParcelSummary['items'] };

/** The parcels, unshipped items and returns of an order; those with a next step come first. */
export function selectParcels({ parcels, unshippedItems, returns }: OrderSummary): StaffParcel[] {
  const all: StaffParcel[] = [...parcels, ...(unshippedItems ? [unshippedItems] : []), ...returns];
  return [
    ...all.filter((parcel) => deriveNextSteps(parcel).length > 0),
    ...all.filter((parcel) => deriveNextSteps(parcel).length === 0),
  ];
}

const stepsByMethod: Record<string, readonly StaffStep[]> = {
  courier: ['packed', 'accepted', 'out_for_delivery', 'delivered'],
  post: ['packed', 'accepted', 'delivered'],
  pickup: ['packed', 'accepted', 'ready_for_pickup', 'delivered'],
  locker: ['packed', 'accepted', 'ready_for_pickup', 'delivered'],
  store: ['packed', 'ready_for_pickup', 'delivered'],
  digital: ['delivered'],
};

/** The possible next steps, most likely first; none for a parcel that has reached its end. */
export function deriveNextSteps({ shipment, steps, current, items }: StaffParcel): readonly StaffStep[] {
  const reached = steps[current]?.kind ?? 'ordered';
  if (lastSteps.includes(reached)) return [];
  if (shipment.direction === 'return') return ['delivered'];
  if (reached === 'returning') return ['returned_to_sender'];
  if (reached === 'undeliverable') return ['return_started', 'returned_to_sender'];
  // Unshipped items need a parcel first.
  if (shipment.id === '') return items?.length === 0 ? [] : ['packed', 'accepted', 'promise_changed'];

  const allSteps = stepsByMethod[shipment.method ?? 'courier'] ?? [];
  const remaining = allSteps.slice(countReachedSteps(allSteps, reached));
  const [next = 'delivered', ...later] = remaining;
  const hasLeft = reached !== 'ordered' && reached !== 'packed';
  const isAtPoint = reached === 'ready_for_pickup';
  const isDelivering = hasLeft && !isAtPoint && shipment.method !== 'store';
  return [
    next,
    ...(isDelivering ? (['delivery_attempted'] as const) : []),
    ...later,
    ...(isDelivering && !remaining.includes('ready_for_pickup') ? (['ready_for_pickup'] as const) : []),
    ...(isAtPoint ? [] : (['promise_changed'] as const)),
    ...(hasLeft ? (['return_started'] as const) : []),
  ];
}

/** Steps without a next one. */
const lastSteps: readonly StepKind[] = ['delivered', 'collected', 'returned', 'canceled'];

/** The number of a method's staff steps that the reached step implies. */
function countReachedSteps(steps: readonly StaffStep[], reached: StepKind): number {
  switch (reached) {
    case 'ordered':
    case 'return_announced':
      return 0;
    case 'packed':
      return steps.indexOf('packed') + 1;
    case 'with_carrier':
    case 'at_delivery_office':
      return Math.max(steps.indexOf('packed'), steps.indexOf('accepted')) + 1;
    case 'out_for_delivery':
    case 'ready_for_pickup':
      return steps.indexOf('delivered');
    case 'delivered':
    case 'collected':
    case 'undeliverable':
    case 'returning':
    case 'returned':
    case 'canceled':
      return steps.length;
  }
}

/** The last promised day, as the default of the field for a new date. */
export const getPromisedUntil = ({ promise }: StaffParcel): string | undefined =>
  promise.current?.window?.to ?? promise.current?.window?.from;

/** "Parcel 1 of 2", or "Not packed yet" for unshipped items. */
export function formatParcelName({ shipments }: Order, { shipment }: Pick<StaffParcel, 'shipment'>): string {
  if (shipment.id === '') return shipments.length === 0 ? 'Not packed yet' : 'In no parcel yet';
  const same = shipments.filter(({ direction, status }) => direction === shipment.direction && status !== 'canceled');
  const name = shipment.direction === 'return' ? 'Return' : 'Parcel';
  if (same.length < 2) return name;
  return `${name} ${same.findIndex(({ id }) => id === shipment.id) + 1} of ${same.length}`;
}

/** Kinds whose scan can be retracted. A new date or a failed attempt cannot: the customer already has the message. */
const retractableKinds: readonly string[] = [
  'packed',
  'accepted',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'return_started',
  'returned_to_sender',
];

/** Whether another scan can retract this one as a mistake. */
export function canRetract({ events }: Order, { id, kind }: OrderEvent): boolean {
  return retractableKinds.includes(kind) && !events.some(({ retracts }) => retracts === id);
}
