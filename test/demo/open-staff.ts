import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ShopSideError, type BackEnd } from '../../demo/back-end.ts';
import { loadBuilt } from '../../demo/dist.ts';
import { problem, send } from '../../demo/http/answer.ts';
import { file } from '../../demo/http/files.ts';
import { loadShops } from '../../demo/shops/index.ts';
import { answerStaff } from '../../demo/staff/routes.ts';
import { clockNow, readVisit } from '../../demo/visit.ts';
import type { Order } from '../../src/contract/index.ts';
import type { Handler, Store, Work } from '../../src/server/index.ts';
import { machineNow } from './open-demo.ts';

export type OpenStaff = {
  base: string;
  store: Store;
  handler: Handler;
  /** Puts an order of two books there, placed now; its id. */
  place: (fields?: Partial<Order>) => Promise<string>;
  order: (id: string) => Promise<Order>;
  /** Lets hours pass for the shop, and all happen that is due by then. */
  pass: (hours: number) => Promise<void>;
  /** `false`: every question is answered by 503, as by a server in trouble. */
  isUp: (is: boolean) => void;
  /** `false`: whoever is told of what happened takes nothing. */
  isHeard: (is: boolean) => void;
  close: () => Promise<void>;
};

const SHOP_KEY = 'the-staff-of-this-test-shop';
const ASSETS = new URL('../../demo/public/', import.meta.url);

/** The staff's pages of a shop that lets no step be skipped and decides cancellations itself. */
export async function openStaff(): Promise<OpenStaff> {
  const built = await loadBuilt();
  const shop = loadShops(built, machineNow).find(({ id }) => id === 'berlin');
  if (!shop) throw new Error('The demo has no shop in Berlin.');
  const now = (): number => clockNow(shop);
  const rules = {
    timeZone: shop.timeZone,
    strictSteps: true,
    stepWithin: [{ after: 'placed', next: 'packed', hours: 24 }],
    actions: { cancel: { mode: 'request', before: 'packed' } },
  } as const;
  const store = await built.node.openSqliteStore(':memory:');
  const handler = built.server.createHandler({ store, rules, now, keys: { shop: [SHOP_KEY] }, authorize: () => ({ caller: 'customer' }) });
  let isHeard = true;
  const subscribers = [{ name: 'mail', handle: async () => (isHeard ? undefined : { refused: 'no such mailbox' }) }];
  const work: Work = await built.server.startWork({ store, rules, now, subscribers, every: Infinity, onError: () => undefined });
  const backEnd: Pick<BackEnd, 'send' | 'store'> = { store, send: (...asked) => ask(handler, ...asked) };
  let isUp = true;

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://demo.invalid');
    const path = pathname.replace(/^\/berlin\//, '');
    const place = { built, shop, visit: readVisit(shop, searchParams), path };
    const answered = !isUp
      ? Promise.resolve(problem(503, 'internal', 'Down'))
      : pathname.startsWith('/assets/')
        ? file(ASSETS, pathname.slice('/assets/'.length))
        : answerStaff({ backEnd, place, now: now() }, request, path, searchParams);
    void answered
      .catch((error: unknown) => {
        console.error(error);
        return problem(500, 'internal', 'A fault');
      })
      .then((found) => send(response, found ?? problem(404, 'not-found', 'Nothing is here'), now(), false));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    handler,
    async place(fields = {}) {
      const id = `b-${randomUUID().slice(0, 8)}`;
      const placedAt = new Date(now()).toISOString();
      const day = (days: number): string => new Date(now() + days * 86_400_000).toISOString().slice(0, 10);
      await ask(handler, 'PUT', `orders/${id}`, {
        number: id.toUpperCase(),
        placedAt,
        currency: 'EUR',
        method: 'pickup',
        place: { name: 'Paketstation Südstern' },
        lineItems: [line('1', 'Effi Briest', 1), line('2', 'Spazieren in Berlin', 2)],
        promises: [{ id: 'p1', window: { from: day(2), to: day(3) }, madeAt: placedAt, source: 'checkout' }],
        ...fields,
      });
      return id;
    },
    async order(id) {
      const found = await store.order(id);
      if (!found) throw new Error(`There is no order ${id}.`);
      return found;
    },
    async pass(hours) {
      shop.clock.passed += hours * 3600;
      await work.runOnce();
    },
    isUp(is) {
      isUp = is;
    },
    isHeard(is) {
      isHeard = is;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await work.stop();
      await handler.close();
      await store.close();
    },
  };
}

const line = (id: string, title: string, amount: number) => ({ id, title, quantity: { original: amount, total: amount, fulfilled: 0 } });

/** As the shop's own systems ask. */
async function ask(handler: Handler, method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer ${SHOP_KEY}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await handler(new Request(`http://shop.invalid/${path}`, init));
  const answer: unknown = await response.json();
  if (!response.ok) throw new ShopSideError(answer as ConstructorParameters<typeof ShopSideError>[0]);
  return answer;
}
