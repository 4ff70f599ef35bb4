import assert from 'node:assert/strict';
import {
  createGuestTokens,
  createHandler,
  type Handler,
  type HandlerOptions,
  type Scope,
} from '../../../src/server/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/server/store/store.ts';

export const origin = 'https://shop.example';
export const shopKey = 'shop-key-of-these-tests-0001';
const guestKeys = [{ id: 'g1', secret: 'a secret of more than thirty-two characters' }];
const startedAt = Date.UTC(2026, 10, 23, 9);

/** A handler with a real store in memory. The clock only changes when `now` is set. */
export class HandlerHarness {
  now = startedAt;
  readonly errors: unknown[] = [];
  readonly store: Store;
  readonly handler: Handler;
  readonly #options: Partial<HandlerOptions>;

  constructor(store: Store, options: Partial<HandlerOptions> = {}) {
    this.store = store;
    this.#options = options;
    this.handler = createHandler({
      store,
      keys: { shop: [shopKey], guest: guestKeys },
      now: () => this.now,
      onError: (error) => this.errors.push(error),
      ...options,
    });
  }

  /** The same handler with another store. */
  withStore(store: Store): HandlerHarness {
    return new HandlerHarness(store, { ...this.#options, onError: (error) => this.errors.push(error) });
  }

  request(method: string, path: string, { headers = {}, body, address }: RequestOptions = {}): Promise<Response> {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    return this.handler(
      new Request(`${origin}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: isText ? (body as string) : JSON.stringify(body) }),
      }),
      { remoteAddress: address },
    );
  }

  /** Sends a request with a shop key. */
  requestAsShop(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.request(method, path, { body, headers: { authorization: `Bearer ${shopKey}`, ...headers } });
  }

  /** Sends a request with a guest token for the order of the path. */
  async requestAsGuest(
    method: string,
    path: string,
    { headers = {}, ...options }: RequestOptions = {},
    scope: Scope = 'read',
  ): Promise<Response> {
    const [, orderId = ''] = /^\/orders\/([^/?]+)/.exec(path) ?? [];
    return this.request(method, path, {
      ...options,
      headers: { authorization: `Bearer ${await this.createToken(orderId, scope)}`, ...headers },
    });
  }

  createToken(
    orderId: string,
    scope: Scope = 'read',
    expiresAt = new Date(this.now + 3_600_000).toISOString(),
  ): Promise<string> {
    return createGuestTokens({ keys: guestKeys, now: () => this.now }).sign({ orderId, scope, expiresAt });
  }

  async putOrder(orderId = 'o1', more: Record<string, unknown> = {}): Promise<Response> {
    const response = await this.requestAsShop('PUT', `/orders/${orderId}`, { ...snapshot, ...more });
    assert.ok(response.ok, `${response.status} ${await response.clone().text()}`);
    return response;
  }
}

export type RequestOptions = { headers?: Record<string, string>; body?: unknown; address?: string };

/** Opens a store and a handler for one test, and closes both after it. */
export async function withHandler(
  work: (bench: HandlerHarness) => Promise<void>,
  options: Partial<HandlerOptions> = {},
): Promise<void> {
  const store = await openSqliteStore(':memory:');
  const bench = new HandlerHarness(store, options);
  try {
    await work(bench);
    assert.deepEqual(bench.errors, []);
  } finally {
    await bench.handler.close();
    await store.close();
  }
}

/** Body of `PUT /orders/o1` with two books. */
export const snapshot = {
  number: 'W-1001',
  placedAt: '2026-11-20T10:00:00Z',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  lineItems: [
    {
      id: 'a',
      title: 'Book A',
      unitPrice: { amount: 1200, currency: 'EUR' },
      quantity: { original: 1, total: 1, fulfilled: 0 },
    },
    {
      id: 'b',
      title: 'Book B',
      unitPrice: { amount: 900, currency: 'EUR' },
      quantity: { original: 2, total: 2, fulfilled: 0 },
    },
  ],
  promises: [
    { id: 'p1', window: { from: '2026-11-25', to: '2026-11-26' }, madeAt: '2026-11-20T10:00:00Z', source: 'checkout' },
  ],
};

export async function readJson(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

/** Status and code of a problem response. Asserts its shape. */
export async function formatProblem(response: Response): Promise<string> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const body = await readJson(response);
  assert.equal(body['status'], response.status);
  assert.ok(typeof body['serverTime'] === 'string');
  return `${response.status} ${String(body['code'])}`;
}
