import type { Order, OrderEvent } from '../../src/contract/index.ts';

/** Taken back with its scan; what else a scan said (a date, a failed attempt) was told to the customer and stays. */
const TAKEN_BACK: readonly string[] = [
  'packed',
  'accepted',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'return_started',
  'returned_to_sender',
];

/** Whether a scan can be taken back as a mistake, by another that says so. */
export function canTakeBack({ events }: Order, { id, kind }: OrderEvent): boolean {
  return TAKEN_BACK.includes(kind) && !events.some(({ retracts }) => retracts === id);
}
