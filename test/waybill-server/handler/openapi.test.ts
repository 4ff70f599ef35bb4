import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HandlerOptions } from '../../../src/server/index.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { describeApi } from '../../../tools/schema/openapi.ts';
import { isValid } from '../../contract/validate.ts';
import { origin, shopKey, snapshot, withBench, type Bench, type Question } from './bench.ts';
import { terms } from './terms.ts';

/* Every answer that the document names is brought about, and every answer is as the document says. */

type Schema = Record<string, unknown>;
type Described = { headers?: Schema; content?: Record<string, { schema: Schema }> };
type Operation = { operationId: string; responses: Record<string, Described & { $ref?: string }>; requestBody?: { content: Record<string, { schema: Schema }> } };
type Api = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema>; responses: Record<string, Described> } };

const api = describeApi('1.0.0') as unknown as Api;
const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) => (operation.operationId ? [{ ...operation, path, method: method.toUpperCase() }] : [])),
);
const schemaOf = (reference: string): Schema => api.components.schemas[reference.replace('#/components/schemas/', '')] ?? assert.fail(reference);
const fits = (schema: Schema, value: unknown): boolean => isValid(schema, value, schemaOf);

const cancelOffer = { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
const requestOffer = { actions: [{ type: 'cancel-items', mode: 'request', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
const cancelBody = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
const asShop = { authorization: `Bearer ${shopKey}` };
const scan = { id: 'e1', kind: 'packed', at: '2026-11-23T08:00:00Z', shipmentId: 's1' };

/** A good request of each operation. `ready` makes what it needs. */
const good: Record<string, { path: string; ready?: (bench: Bench) => Promise<unknown> } & Question> = {
  estimateAll: { path: '/estimates', body: { requests: [{ items: [{ sku: 'mug' }], destination: { country: 'DE' } }] } },
  estimateOne: { path: '/estimates?sku=mug&country=DE' },
  getOrder: { path: '/orders/o1', headers: asShop, ready: (bench) => bench.put() },
  putOrder: { path: '/orders/o1', headers: asShop, body: snapshot },
  followOrder: { path: '/orders/o1/events', headers: { ...asShop, accept: 'application/json' }, ready: (bench) => bench.put() },
  addEvent: { path: '/orders/o1/events', headers: asShop, body: scan, ready: (bench) => bench.put() },
  cancel: { path: '/orders/o1/cancellations', headers: { ...asShop, 'idempotency-key': 'k1' }, body: cancelBody, ready: (bench) => bench.put('o1', cancelOffer) },
  getCancellation: { path: '/orders/o1/cancellations/c1', headers: asShop, ready: (bench) => bench.put('o1', cancelOffer) },
  decideCancellation: { path: '/orders/o1/cancellations/c1/decision', headers: asShop, body: { status: 'rejected', reason: { code: 'packed' } }, ready: (bench) => bench.put('o1', requestOffer) },
  mintToken: { path: '/orders/o1/tokens', headers: asShop, body: { scope: 'cancel' }, ready: (bench) => bench.put() },
  receiveWebhook: { path: '/hooks/courier', headers: { 'x-signed': 'yes' }, body: [scan], ready: (bench) => bench.put() },
  listIncidents: { path: '/incidents?most=10', headers: asShop },
  listStrays: { path: '/strays', headers: asShop },
  listDeadLetters: { path: '/dead-letters', headers: asShop },
  replayDeadLetter: { path: '/dead-letters/m%3A1/replay', headers: asShop, body: { subscriber: 'mail' } },
};

const options: Partial<HandlerOptions> = {
  terms,
  sources: {
    courier: {
      verify: ({ headers }) => headers.get('x-signed') === 'yes' && { id: 'm1' },
      read: (payload) => {
        if (!Array.isArray(payload)) throw new Error('what is this');
        return payload.map((each) => ({ orderId: 'o1', scan: each as unknown }));
      },
    },
  },
};

type Ask = (bench: Bench) => Promise<Response>;
type Exercise = { ask: Ask; options?: Partial<HandlerOptions>; isFailing?: boolean };

const methodOf = (operationId: string): string => operations.find((each) => each.operationId === operationId)?.method ?? '';

/** The good request, with some of it otherwise. */
const ask =
  (operationId: string, change: Partial<Question> & { path?: string } = {}): Ask =>
  async (bench) => {
    const { path, ready, ...question } = good[operationId] ?? assert.fail(operationId);
    await ready?.(bench);
    const headers = { ...question.headers, ...change.headers };
    return bench.ask(methodOf(operationId), change.path ?? path, { ...question, ...change, headers });
  };

async function decidable(bench: Bench): Promise<string> {
  await bench.put('o1', requestOffer);
  const response = await bench.shop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
  assert.equal(response.status, 202);
  return new URL(response.headers.get('location') ?? '', origin).pathname;
}

async function makeDeadLetter(bench: Bench): Promise<string> {
  const { store, now } = bench;
  await store.setSubscribers(['mail']);
  await bench.put();
  const at = new Date(now).toISOString();
  const [taken] = await store.takeDeliveries(at, at, 1);
  assert.ok(taken);
  await store.settleDelivery(taken.message.id, 'mail', { state: 'dead', error: 'answered 410' });
  return taken.message.id;
}

async function makeIncident(bench: Bench): Promise<void> {
  await bench.put();
  const at = new Date(bench.now).toISOString();
  await bench.store.locked('o1', async (locked) => {
    const order = locked.order ?? assert.fail();
    const incident = { id: 'p1', orderId: 'o1', kind: 'promise', dueAt: at, raisedAt: at, promiseId: 'p1' } as const;
    await locked.save({ order: { ...order, version: order.version + 1 }, messages: [], deadlines: [], incidents: [incident] });
  });
}

/** What is peculiar to an operation, by `operationId status`. */
const peculiar: Record<string, Exercise> = {
  'estimateOne 400': { ask: ask('estimateOne', { path: '/estimates' }) },
  'estimateAll 400': { ask: ask('estimateAll', { body: { requests: [] } }) },
  'estimateAll 404': { ask: ask('estimateAll'), options: { terms: undefined as never } },
  'estimateOne 404': { ask: ask('estimateOne'), options: { terms: undefined as never } },
  'estimateAll 500': { ask: ask('estimateAll'), options: { terms: {} as never }, isFailing: true },
  'estimateOne 500': { ask: ask('estimateOne'), options: { terms: {} as never }, isFailing: true },
  'estimateAll 502': { ask: ask('estimateAll'), options: { terms: () => Promise.reject(new Error('down')) }, isFailing: true },
  'estimateOne 502': { ask: ask('estimateOne'), options: { terms: () => Promise.reject(new Error('down')) }, isFailing: true },
  'getOrder 304': {
    ask: async (bench) => {
      const etag = (await bench.put()).headers.get('etag') ?? '';
      return bench.shop('GET', '/orders/o1', undefined, { 'if-none-match': `"x", W/${etag}` });
    },
  },
  'putOrder 200': {
    ask: async (bench) => {
      await bench.put();
      return bench.shop('PUT', '/orders/o1', { ...snapshot, total: { amount: 3000, currency: 'EUR' } });
    },
  },
  'putOrder 201': { ask: ask('putOrder') },
  'putOrder 400': { ask: ask('putOrder', { body: { ...snapshot, customer: { email: 'a@b.example' } } }) },
  'putOrder 412': { ask: ask('putOrder', { headers: { 'if-match': '"other.1"' } }) },
  'followOrder 204': {
    ask: async (bench) => {
      const lineItems = snapshot.lineItems.map((line) => ({ ...line, quantity: { original: 1, total: 0, fulfilled: 0 } }));
      const etag = (await bench.put('o1', { lineItems })).headers.get('etag') ?? '';
      return bench.shop('GET', `/orders/o1/events?after=${etag.slice(1, -1)}`);
    },
  },
  'addEvent 200': {
    ask: async (bench) => {
      await bench.put();
      assert.equal((await bench.shop('POST', '/orders/o1/events', scan)).status, 201);
      return bench.shop('POST', '/orders/o1/events', scan);
    },
  },
  'addEvent 201': { ask: ask('addEvent') },
  'addEvent 400': { ask: ask('addEvent', { body: { ...scan, recipient: 'Ada' } }) },
  'addEvent 409': { ask: ask('addEvent', { body: { ...scan, kind: 'delivered', shipment: {} } }), options: { rules: { strictSteps: true } } },
  'cancel 201': { ask: ask('cancel') },
  'cancel 202': {
    ask: async (bench) => {
      await bench.put('o1', requestOffer);
      return bench.shop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
    },
  },
  'cancel 400': { ask: ask('cancel', { body: { ...cancelBody, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] } }) },
  'cancel 409': {
    ask: async (bench) => {
      await bench.put('o1', cancelOffer);
      await bench.shop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
      return bench.shop('POST', '/orders/o1/cancellations', { ...cancelBody, version: 2 }, { 'idempotency-key': 'k2' });
    },
  },
  'cancel 412': { ask: ask('cancel', { body: { ...cancelBody, version: 0 } }) },
  'cancel 422': {
    ask: async (bench) => {
      await bench.put('o1', cancelOffer);
      await bench.shop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
      return bench.shop('POST', '/orders/o1/cancellations', { ...cancelBody, version: 2 }, { 'idempotency-key': 'k1' });
    },
  },
  'getCancellation 200': { ask: async (bench) => bench.shop('GET', await decidable(bench)) },
  'decideCancellation 200': { ask: async (bench) => bench.shop('POST', `${await decidable(bench)}/decision`, { status: 'rejected' }) },
  'decideCancellation 409': {
    ask: async (bench) => {
      const path = await decidable(bench);
      await bench.shop('POST', `${path}/decision`, { status: 'rejected' });
      return bench.shop('POST', `${path}/decision`, { status: 'completed' });
    },
  },
  'decideCancellation 400': { ask: ask('decideCancellation', { body: { status: 'rejected', refund: { amount: 1, currency: 'EUR' } } }) },
  'mintToken 400': { ask: ask('mintToken', { body: { scope: 'all' } }) },
  'receiveWebhook 400': { ask: ask('receiveWebhook', { body: 'not mine' }), isFailing: true },
  'receiveWebhook 401': { ask: ask('receiveWebhook', { headers: { 'x-signed': 'no' } }) },
  'receiveWebhook 404': { ask: ask('receiveWebhook', { path: '/hooks/toString' }) },
  'listIncidents 200': { ask: async (bench) => makeIncident(bench).then(() => bench.shop('GET', '/incidents')) },
  'listIncidents 400': { ask: ask('listIncidents', { path: '/incidents?most=0' }) },
  'listStrays 200': {
    ask: async (bench) => {
      await bench.ask('POST', '/hooks/courier', { headers: { 'x-signed': 'yes' }, body: [scan] });
      const response = await bench.shop('GET', '/strays');
      const { strays } = (await response.clone().json()) as { strays: { reason: string; scans: unknown[] }[] };
      assert.deepEqual([strays[0]?.reason, strays[0]?.scans], ['unknown-order', [scan]]);
      return response;
    },
  },
  'listStrays 400': { ask: ask('listStrays', { path: '/strays?most=501' }) },
  'listDeadLetters 200': { ask: async (bench) => makeDeadLetter(bench).then(() => bench.shop('GET', '/dead-letters')) },
  'listDeadLetters 400': { ask: ask('listDeadLetters', { path: '/dead-letters?most=x' }) },
  'replayDeadLetter 202': {
    ask: async (bench) => {
      const id = await makeDeadLetter(bench);
      return bench.shop('POST', `/dead-letters/${encodeURIComponent(id)}/replay`, { subscriber: 'mail' });
    },
  },
  'replayDeadLetter 404': { ask: ask('replayDeadLetter') },
};

/** What comes of the same cause everywhere. */
function common(operationId: string, status: string): Exercise {
  const { path } = good[operationId] ?? assert.fail(operationId);
  const none = { burst: 0, perSecond: 1 };
  switch (status) {
    case '400':
      return { ask: ask(operationId, { body: { nonsense: 1 } }) };
    case '401':
      return { ask: ask(operationId, { headers: { authorization: 'Bearer nobody' } }) };
    case '403':
      return { ask: ask(operationId, { headers: { origin: 'https://evil.example' } }) };
    case '404':
      return { ask: ask(operationId, { path: path.replace('/o1', '/unknown') }) };
    case '413':
      return { ask: async (bench) => bench.ask(methodOf(operationId), path, { ...good[operationId], body: ' '.repeat(2000) }), options: { limits: { body: 1000, shopBody: 1000 } } };
    case '415':
      return { ask: ask(operationId, { headers: { 'content-type': 'text/plain' } }) };
    case '429':
      return {
        ask: (bench) => bench.ask(methodOf(operationId), path, { ...good[operationId], address: '192.0.2.1' }),
        options: { limits: { rate: none, shopRate: none } },
      };
    case '500':
      return { ask: (bench) => bench.ask(methodOf(operationId), path, good[operationId]), isFailing: true };
    case '502':
      return { ask: ask(operationId, { headers: { authorization: '', origin } }), options: { authorize: () => Promise.reject(new Error('down')) }, isFailing: true };
    default:
      return { ask: ask(operationId) };
  }
}

/** A database that is gone. */
const brokenStore = new Proxy({} as Store, {
  get: (_, name) => (name === 'epoch' ? 'k1' : () => Promise.reject(new Error('the secret database is gone'))),
});

async function checkAnswer(operation: Operation, response: Response): Promise<void> {
  const described = operation.responses[response.status];
  const found = described?.$ref ? api.components.responses[described.$ref.replace('#/components/responses/', '')] : described;
  assert.ok(found, `${operation.operationId} does not describe ${response.status}: ${await response.clone().text()}`);
  for (const name of Object.keys(found.headers ?? {})) assert.ok(response.headers.has(name), `${operation.operationId} ${response.status} has no ${name}`);
  for (const name of ['etag', 'location', 'retry-after', 'www-authenticate']) {
    const isDescribed = Object.keys(found.headers ?? {}).some((each) => each.toLowerCase() === name);
    const isOptional = name === 'retry-after' && response.status >= 400;
    assert.ok(isDescribed || isOptional || !response.headers.has(name), `${operation.operationId} ${response.status} has ${name}`);
  }
  const text = await response.text();
  assert.doesNotMatch(text, /secret/);
  const type = response.headers.get('content-type');
  if (!found.content) return assert.equal(text, '');
  const schema = found.content[type ?? '']?.schema;
  assert.ok(schema, `${operation.operationId} ${response.status} is sent as ${type}`);
  assert.ok(fits(schema, JSON.parse(text)), `${operation.operationId} ${response.status} is not as described: ${text}`);
}

describe('the handler does what the OpenAPI document says', () => {
  for (const operation of operations) {
    for (const status of Object.keys(operation.responses)) {
      const { operationId } = operation;
      it(`${operationId} ${status}`, async () => {
        const exercise = peculiar[`${operationId} ${status}`] ?? common(operationId, status);
        await withBench(async (bench) => {
          const isStoreBroken = status === '500' && !exercise.options;
          const response = await exercise.ask(isStoreBroken ? bench.over(brokenStore) : bench);
          assert.equal(response.status, Number(status), await response.clone().text());
          await checkAnswer(operation, response);
          if (exercise.isFailing) assert.equal(bench.errors.splice(0).length, 1);
        }, { ...options, ...exercise.options });
      });
    }
  }

  it('nothing peculiar is tested that is not described', () => {
    const described = operations.flatMap(({ operationId, responses }) => Object.keys(responses).map((status) => `${operationId} ${status}`));
    assert.deepEqual(Object.keys(peculiar).filter((name) => !described.includes(name)), []);
  });

  it('what it takes is as described, and what it refuses is not', () => {
    for (const { operationId, requestBody } of operations) {
      const schema = requestBody?.content['application/json']?.schema;
      if (!schema || operationId === 'receiveWebhook') continue;
      assert.ok(fits(schema, good[operationId]?.body), operationId);
      const refused = peculiar[`${operationId} 400`] ? undefined : { nonsense: 1 };
      if (refused) assert.ok(!fits(schema, refused), operationId);
    }
    const cancelSchema = api.components.schemas['CancelRequest'] ?? assert.fail();
    assert.ok(!fits(cancelSchema, { ...cancelBody, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] }));
    const sent = operations.find(({ operationId }) => operationId === 'putOrder')?.requestBody?.content['application/json']?.schema ?? {};
    assert.ok(!fits(sent, { ...snapshot, customer: { email: 'a@b.example' } }));
    assert.ok(!fits(sent, { ...snapshot, lineItems: [{ ...snapshot.lineItems[0], giftFor: 'Ada' }] }));
  });
});

describe('around the routes', () => {
  it('405 names what can be done, 404 says that there is nothing', async () => {
    await withBench(async (bench) => {
      const refused = await bench.ask('DELETE', '/orders/o1');
      assert.equal(refused.status, 405);
      assert.equal(refused.headers.get('allow'), 'GET, PUT');
      for (const path of ['/', '/order', '/orders', '/orders/', '/orders/o1/x', '/orders/a%2Fb', '/orders/a%0Ab', `/orders/${'x'.repeat(65)}`, '/orders/%']) {
        const response = await bench.ask('GET', path);
        assert.equal(response.status, 404, path);
        assert.equal(response.headers.get('content-type'), 'application/problem+json');
      }
    });
  });
});
