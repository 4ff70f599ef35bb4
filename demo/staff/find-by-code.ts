import type { Order } from 'waybill/contract';
import type { StaffContext } from './staff-context.ts';

/** A found order; `parcelId` is set if the code is a tracking number. */
export type OrderMatch = { order: Order; parcelId: string | undefined };

/** The store has no index of tracking numbers: the newest orders are searched. */
const MAX_ORDERS = 500;

/** Finds orders by number, id or tracking number; several if the shop used a number twice. */
export async function findByCode({ backEnd }: Pick<StaffContext, 'backEnd'>, code: string): Promise<OrderMatch[]> {
  const wanted = normalizeCode(code);
  if (wanted === '') return [];
  return (await backEnd.store.listRecentOrders(MAX_ORDERS)).flatMap((order): OrderMatch[] => {
    const parcel = order.shipments.find(({ tracking }) =>
      tracking.some(({ number }) => normalizeCode(number) === wanted),
    );
    if (parcel) return [{ order, parcelId: parcel.id }];
    const isOrder = normalizeCode(order.id) === wanted || normalizeCode(order.number ?? '') === wanted;
    return isOrder ? [{ order, parcelId: undefined }] : [];
  });
}

/** Ignores groups and capitals: labels print numbers with them, scanners send numbers without. */
const normalizeCode = (code: string): string => code.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
