import type { Store } from 'waybill/server';
import type { BackEnd } from '../back-end.ts';
import type { PageContext } from '../pages/layout.ts';
import { BackEndError } from '../back-end-client.ts';

/** The input of the staff's pages. The shop's key stays inside `requestAsShop`. */
export type StaffContext = {
  backEnd: Pick<BackEnd, 'requestAsShop' | 'store'>;
  page: PageContext;
  /** The shop's time, in milliseconds since the epoch. */
  now: number;
};

type LockedOrder = Parameters<Parameters<Store['withLockedOrder']>[1]>[0];
/** A customer's request that the shop has not decided. */
export type PendingRequest = LockedOrder['pending'][number];

export type ShopSideProblem = { code: string; detail: string };

export type ShopSideResult<T> = { ok: true; data: T } | { ok: false; problem: ShopSideProblem };

/** Sends a POST with the body, or a GET without one. A refusal is a result, not an exception. */
export async function requestShopSide<T>(
  { backEnd }: Pick<StaffContext, 'backEnd'>,
  path: string,
  body?: unknown,
): Promise<ShopSideResult<T>> {
  try {
    return { ok: true, data: (await backEnd.requestAsShop(body === undefined ? 'GET' : 'POST', path, body)) as T };
  } catch (error) {
    if (!(error instanceof BackEndError)) throw error;
    return { ok: false, problem: { code: error.code, detail: error.message } };
  }
}
