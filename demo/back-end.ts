import { randomBytes } from 'node:crypto';
import type { Order } from '../src/contract/index.ts';
import type { AskShop, Handler, Scan, ShopRules, Store, Subscriber, Work } from '../src/server/index.ts';
import type { Built } from './dist.ts';
import type { Shop } from './shops/shop.ts';
import { sceneryOf } from './stories/scenery.ts';
import { clockNow } from './visit.ts';

/** A shop's back end: everything about its orders goes through here. */
export type BackEnd = {
  /** The routes of the contract, below `/{shop}/waybill`. */
  handler: Handler;
  store: Store;
  /**
   * The shop's own systems, and the people who scan: `send('POST', 'orders/b-1/events', scan)`. Rejects with a
   * `ShopSideError` where it is refused.
   */
  send: (method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown) => Promise<unknown>;
  scan: (orderId: string, scan: Scan) => Promise<Order>;
  /** Sends what happened days ago, one after another, while nobody looks whether something in between is late. */
  catchUp: <T>(send: () => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

export type BackEndOptions = {
  store: Store;
  subscribers: readonly Subscriber[];
  /** Of the shop's own systems; one of this run alone where absent. */
  shopKey?: string | undefined;
};

/** What the shop side refused; `code` and `status` are those of the contract's problem. */
export class ShopSideError extends Error {
  readonly code: string;
  readonly status: number;

  constructor({ code, status, title, detail = title }: { code: string; status: number; title: string; detail?: string }) {
    super(detail);
    this.code = code;
    this.status = status;
  }
}

/** Begins to answer for a shop's orders, by the shop's own clock, and to do what time brings about. */
export async function openBackEnd({ server }: Built, shop: Shop, options: BackEndOptions): Promise<BackEnd> {
  const { store, subscribers, shopKey = randomBytes(32).toString('hex') } = options;
  const now = (): number => clockNow(shop);
  const rules = rulesOf(shop);
  const cancel = answerOf(shop);
  const basePath = `/${shop.id}/waybill`;
  const handler = server.createHandler({
    store,
    rules,
    basePath,
    now,
    keys: { shop: [shopKey] },
    cancel,
    // Nobody signs in: the one customer is whoever sits at this machine, and nobody under another name.
    authorize: ({ url }) => (isThisMachine(new URL(url).hostname) ? { caller: 'this machine' } : false),
    limits: { rate: { burst: 600, perSecond: 50 }, streamsPerCaller: 100 },
  });
  // Looks often: where stories let days pass at once, much is due before it was thought to be.
  const start = (): Promise<Work> => server.startWork({ store, rules, cancel, subscribers, now, every: 500 });
  let work = await start();

  async function send(method: 'GET' | 'PUT' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const headers = { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await handler(new Request(`http://localhost${basePath}/${path}`, init));
    const answer: unknown = await response.json();
    if (!response.ok) throw new ShopSideError(answer as ConstructorParameters<typeof ShopSideError>[0]);
    return answer;
  }

  return {
    handler,
    store,
    send,
    scan: async (orderId, scan) => (await send('POST', `orders/${orderId}/events`, scan)) as Order,
    async catchUp(sendAll) {
      await work.stop();
      try {
        return await sendAll();
      } finally {
        work = await start();
      }
    },
    async close() {
      await work.stop();
      await handler.close();
      await store.close();
    },
  };
}

/** What may be canceled is canceled at once, with a number that a person can read out; anything else takes time. */
function answerOf(shop: Shop): AskShop {
  return async ({ order, cancellation: { id, type } }) => {
    if (type !== 'cancel-items' && type !== 'cancel-order') return { status: 'pending' };
    const number = `${order.number ?? order.id}-${id.slice(0, 4).toUpperCase()}`;
    return { status: 'completed', receipt: { number, at: new Date(clockNow(shop)).toISOString() } };
  };
}

/** What the shops decide: canceled is what is not packed yet, and for two weeks a parcel can be said to be missing. */
function rulesOf(shop: Shop): ShopRules {
  return {
    timeZone: shop.timeZone,
    actions: { cancel: { before: 'packed', refund: { days: [3, 5] } }, reportMissing: { days: 14 } },
    missing: { what: sceneryOf(shop, shop.language).says.looksForIt },
  };
}

export function isThisMachine(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
