import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler, startJobs, type Handler, type Store } from 'waybill/server';
import { openSqliteStore } from 'waybill/server/node';
import type { Order } from 'waybill/contract';
import { createProblemResponse, sendResponse } from '../../demo/http/page-response.ts';
import { readStaticFile } from '../../demo/http/static-file.ts';
import { parseSession } from '../../demo/session.ts';
import { createShopClient } from '../../demo/back-end-client.ts';
import { getShopTime } from '../../demo/shop-time.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { handleStaffRequest } from '../../demo/staff/staff-handler.ts';
import { addDays, HOUR_MS, toLocalDate } from '../../demo/zoned-time.ts';
import { testNow } from './start-demo.ts';

export type StaffShop = {
  base: string;
  store: Store;
  handler: Handler;
  /** Places an order of two books at the shop's time; returns its id. */
  placeOrder: (fields?: Partial<Order>) => Promise<string>;
  getOrder: (id: string) => Promise<Order>;
  /** Advances the shop's clock and runs the jobs that are due. */
  advanceHours: (hours: number) => Promise<void>;
  /** `false`: the server answers every request with 503. */
  setServerUp: (isUp: boolean) => void;
  /** `false`: the subscriber refuses every message. */
  setSubscriberUp: (isUp: boolean) => void;
  close: () => Promise<void>;
};

const SHOP_KEY = 'the-staff-of-this-test-shop';
const ASSETS = new URL('../../demo/public/', import.meta.url);

/** Serves the staff's pages of a shop that requires every step and decides cancellations by hand. */
export async function startStaffShop(): Promise<StaffShop> {
  const shop = loadShops(testNow).find(({ id }) => id === 'berlin');
  if (!shop) throw new Error('The demo has no shop in Berlin.');
  const now = (): number => getShopTime(shop);
  const rules = {
    timeZone: shop.timeZone,
    requirePreviousSteps: true,
    stepLimits: [{ after: 'placed', next: 'packed', hours: 24 }],
    actions: { cancel: { mode: 'request', before: 'packed' } },
  } as const;
  const store = await openSqliteStore(':memory:');
  const handler = createHandler({
    store,
    rules,
    now,
    keys: { shop: [SHOP_KEY] },
    authorize: () => ({ caller: 'customer' }),
  });
  let isSubscriberUp = true;
  const handle = async () => (isSubscriberUp ? undefined : { refused: 'no such mailbox' });
  const subscribers = [{ name: 'mail', handle }];
  const jobs = await startJobs({ store, rules, now, subscribers, intervalMs: Infinity, onError: () => undefined });
  const requestAsShop = createShopClient(handler, { key: SHOP_KEY });
  let isServerUp = true;

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://demo.invalid');
    const path = pathname.replace(/^\/berlin\//, '');
    const page = { shop, session: parseSession(shop, searchParams), path };
    const context = { backEnd: { store, requestAsShop }, page, now: now() };
    const pageResponse = !isServerUp
      ? Promise.resolve(createProblemResponse(503, 'internal', 'Down'))
      : pathname.startsWith('/assets/')
        ? readStaticFile(ASSETS, pathname.slice('/assets/'.length))
        : handleStaffRequest(context, request, path, searchParams);
    void pageResponse
      .catch((error: unknown) => {
        console.error(error);
        return createProblemResponse(500, 'internal', 'A fault');
      })
      .then((found) =>
        sendResponse(response, found ?? createProblemResponse(404, 'not-found', 'Not found'), now(), false),
      );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    handler,
    async placeOrder(fields = {}) {
      const id = `b-${randomUUID().slice(0, 8)}`;
      const placedAt = new Date(now()).toISOString();
      const today = toLocalDate('UTC', now());
      await requestAsShop('PUT', `orders/${id}`, {
        number: id.toUpperCase(),
        placedAt,
        currency: 'EUR',
        method: 'pickup',
        place: { name: 'Paketstation Südstern' },
        lineItems: [createLine('1', 'Effi Briest', 1), createLine('2', 'Spazieren in Berlin', 2)],
        promises: [
          {
            id: 'p1',
            window: { from: addDays(today, 2), to: addDays(today, 3) },
            madeAt: placedAt,
            source: 'checkout',
          },
        ],
        ...fields,
      });
      return id;
    },
    async getOrder(id) {
      const order = await store.getOrder(id);
      if (!order) throw new Error(`There is no order ${id}.`);
      return order;
    },
    async advanceHours(hours) {
      shop.clock.elapsedSeconds += (hours * HOUR_MS) / 1000;
      await jobs.runOnce();
    },
    setServerUp(isUp) {
      isServerUp = isUp;
    },
    setSubscriberUp(isUp) {
      isSubscriberUp = isUp;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await jobs.stop();
      await handler.close();
      await store.close();
    },
  };
}

const createLine = (id: string, title: string, quantity: number) => ({
  id,
  title,
  quantity: { original: quantity, total: quantity, fulfilled: 0 },
});
