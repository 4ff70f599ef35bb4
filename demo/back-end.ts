import { randomBytes } from 'node:crypto';
import type { Order } from 'waybill/contract';
import {
  createHandler,
  startJobs,
  type CancellationDecider,
  type CancellationDecision,
  type Handler,
  type Jobs,
  type Scan,
  type ShopRules,
  type Store,
  type Subscriber,
} from 'waybill/server';
import { isLoopbackHost } from './http/request-origin.ts';
import { Outages } from './outages.ts';
import { createCustomerClient, createShopClient, type BackEndClient } from './back-end-client.ts';
import { getShopTime } from './shop-time.ts';
import type { Shop } from './shops/shop.ts';
import { getShopFixtures } from './stories/shop-fixtures.ts';

/** The `waybill/server` of one shop. */
export type BackEnd = {
  /** The routes of the contract, below `/{shop}/waybill`. */
  handler: Handler;
  /** For reads that the contract has no route for; every change goes through `requestAsShop`. */
  store: Store;
  requestAsShop: BackEndClient;
  /** Sends a request as a page of the shop sends it. */
  requestAsCustomer: BackEndClient;
  outages: Outages;
  recordScan: (orderId: string, scan: Scan) => Promise<Order>;
  /** Sends scans of past days while the jobs are stopped, so that no job raises an incident between two of them. */
  runWithoutJobs: <T>(send: () => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

export type BackEndOptions = {
  store: Store;
  subscribers: readonly Subscriber[];
  /** The key of the shop side; random by default. */
  shopKey?: string | undefined;
  /** How the order's story decides a cancellation; `undefined` if the shop decides as usual. */
  decideByStory: (orderId: string) => CancellationDecision | undefined;
};

/** Jobs look for due work this often: a story can advance the shop's clock by days at once. */
const JOBS_INTERVAL_MS = 500;

/** Starts the back end of a shop, which follows the shop's own clock. */
export async function openBackEnd(shop: Shop, options: BackEndOptions): Promise<BackEnd> {
  const { store, subscribers, decideByStory, shopKey = randomBytes(32).toString('hex') } = options;
  const now = (): number => getShopTime(shop);
  const rules = createShopRules(shop);
  const decideCancellation = createCancellationDecider(shop, decideByStory);
  const basePath = `/${shop.id}/waybill`;
  const handler = createHandler({
    store,
    rules,
    basePath,
    now,
    keys: { shop: [shopKey] },
    decideCancellation,
    // The demo has no sign-in: every request to this machine is the one customer. Another host name may come from
    // an attacker's page (DNS rebinding).
    authorize: ({ url }) => (isLoopbackHost(new URL(url).hostname) ? { caller: 'this machine' } : false),
    limits: { rateLimit: { burst: 600, perSecond: 50 }, maxStreamsPerCaller: 100 },
  });
  const start = (): Promise<Jobs> =>
    startJobs({ store, rules, decideCancellation, subscribers, now, intervalMs: JOBS_INTERVAL_MS });
  let jobs = await start();
  const requestAsShop = createShopClient(handler, { key: shopKey, basePath });
  const requestAsCustomer = createCustomerClient(handler, { basePath });

  return {
    handler,
    store,
    requestAsShop,
    requestAsCustomer,
    outages: new Outages(),
    recordScan: async (orderId, scan) => (await requestAsShop('POST', `orders/${orderId}/events`, scan)) as Order,
    async runWithoutJobs(send) {
      await jobs.stop();
      try {
        return await send();
      } finally {
        jobs = await start();
      }
    },
    async close() {
      await jobs.stop();
      await handler.close();
      await store.close();
    },
  };
}

/**
 * Completes cancellations and withdrawals at once, with a short receipt number. All other requests wait for the staff or the
 * story, as do cancellations of a shop that must agree. A withdrawal needs no agreement: it is a right.
 */
function createCancellationDecider(shop: Shop, decideByStory: BackEndOptions['decideByStory']): CancellationDecider {
  return async ({ order, cancellation: { id, type } }) => {
    const isCancellation = type === 'cancel-items' || type === 'cancel-order';
    const byStory = isCancellation ? decideByStory(order.id) : undefined;
    if (byStory) return byStory;
    const isCompleted = type === 'withdraw' || (isCancellation && shop.cancelMode === 'instant');
    if (!isCompleted) return { status: 'pending' };
    const number = `${order.number ?? order.id}-${id.slice(0, 4).toUpperCase()}`;
    return { status: 'completed', receipt: { number, at: new Date(getShopTime(shop)).toISOString() } };
  };
}

/**
 * Items can be canceled until they are packed; a parcel can be reported missing for 14 days. Within the legal time after
 * the delivery, the customer may withdraw from the contract.
 */
function createShopRules(shop: Shop): ShopRules {
  const { cancelMode: mode, withdrawalDays } = shop;
  const refund = { days: [3, 5] };
  return {
    timeZone: shop.timeZone,
    decideWithinHours: 24,
    actions: {
      cancel: { before: 'packed', mode, refund },
      ...(withdrawalDays !== undefined && { withdraw: { days: withdrawalDays, mode: 'instant', refund } }),
      reportMissing: { days: 14 },
    },
    missingReport: { what: getShopFixtures(shop, shop.language).texts.missingParcelReply },
  };
}
