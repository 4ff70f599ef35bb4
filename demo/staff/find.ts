import type { Order } from '../../src/contract/index.ts';
import type { StaffDesk } from './desk.ts';

/** An order, with the parcel that a tracking number stands for. */
export type Found = { order: Order; parcel: string | undefined };

/** As far back as it is looked for tracking numbers. */
const MOST_ORDERS = 500;

/** What an order's number, its id or a tracking number stands for; more than one where the shop gave it twice. */
export async function findByCode({ backEnd }: Pick<StaffDesk, 'backEnd'>, code: string): Promise<Found[]> {
  const wanted = bare(code);
  if (wanted === '') return [];
  return (await backEnd.store.recentOrders(MOST_ORDERS)).flatMap((order): Found[] => {
    const parcel = order.shipments.find(({ tracking }) => tracking.some(({ number }) => bare(number) === wanted));
    if (parcel) return [{ order, parcel: parcel.id }];
    const isOrder = bare(order.id) === wanted || bare(order.number ?? '') === wanted;
    return isOrder ? [{ order, parcel: undefined }] : [];
  });
}

/** Labels print numbers in groups and in capitals, scanners send them without. */
const bare = (code: string): string => code.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
