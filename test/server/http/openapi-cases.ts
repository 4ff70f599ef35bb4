import assert from 'node:assert/strict';
import type { HandlerOptions } from '../../../src/server/index.ts';
import { routes } from '../../../src/server/http/routes.ts';
import { origin, shopKey, snapshot, type HandlerHarness, type RequestOptions } from './handler-harness.ts';
import { terms } from './terms.ts';

/* Requests that bring about each response of the OpenAPI document. */

const getMethod = (operationId: string): string =>
  routes.find((route) => route.operationId === operationId)?.method ?? assert.fail(operationId);

const cancelOffer = { actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
const requestOffer = { actions: [{ type: 'cancel-items', mode: 'request', lineItems: [{ id: 'a', maxQuantity: 1 }] }] };
export const cancelBody = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1 };
const asShop = { authorization: `Bearer ${shopKey}` };
const scan = { id: 'e1', kind: 'packed', at: '2026-11-23T08:00:00Z', shipmentId: 's1' };

/** A valid request of each operation. `prepare` creates the data it needs. */
export const validRequests: Record<
  string,
  { path: string; prepare?: (harness: HandlerHarness) => Promise<unknown> } & RequestOptions
> = {
  createEstimates: {
    path: '/estimates',
    body: { requests: [{ items: [{ sku: 'mug' }], destination: { country: 'DE' } }] },
  },
  getEstimate: { path: '/estimates?sku=mug&country=DE' },
  getOrder: { path: '/orders/o1', headers: asShop, prepare: (harness) => harness.putOrder() },
  putOrder: { path: '/orders/o1', headers: asShop, body: snapshot },
  streamOrder: {
    path: '/orders/o1/events',
    headers: { ...asShop, accept: 'application/json' },
    prepare: (harness) => harness.putOrder(),
  },
  addOrderEvent: { path: '/orders/o1/events', headers: asShop, body: scan, prepare: (harness) => harness.putOrder() },
  createCancellation: {
    path: '/orders/o1/cancellations',
    headers: { ...asShop, 'idempotency-key': 'k1' },
    body: cancelBody,
    prepare: (harness) => harness.putOrder('o1', cancelOffer),
  },
  getCancellation: {
    path: '/orders/o1/cancellations/c1',
    headers: asShop,
    prepare: (harness) => harness.putOrder('o1', cancelOffer),
  },
  createDecision: {
    path: '/orders/o1/cancellations/c1/decision',
    headers: asShop,
    body: { status: 'rejected', reason: { code: 'packed' } },
    prepare: (harness) => harness.putOrder('o1', requestOffer),
  },
  createOrderToken: {
    path: '/orders/o1/tokens',
    headers: asShop,
    body: { scope: 'cancel' },
    prepare: (harness) => harness.putOrder(),
  },
  receiveWebhook: {
    path: '/webhooks/courier',
    headers: { 'x-signed': 'yes' },
    body: [scan],
    prepare: (harness) => harness.putOrder(),
  },
  listIncidents: { path: '/incidents?limit=10', headers: asShop },
  listUnmatchedScans: { path: '/unmatched-scans', headers: asShop },
  listDeadLetters: { path: '/dead-letters', headers: asShop },
  replayDeadLetter: { path: '/dead-letters/m%3A1/replay', headers: asShop, body: { subscriber: 'mail' } },
};

export const options: Partial<HandlerOptions> = {
  terms,
  webhookSources: {
    courier: {
      verify: ({ headers }) => headers.get('x-signed') === 'yes' && { id: 'm1' },
      parse: (payload) => {
        if (!Array.isArray(payload)) throw new Error('unknown payload');
        return payload.map((each) => ({ orderId: 'o1', scan: each as unknown }));
      },
    },
  },
};

type SendRequest = (harness: HandlerHarness) => Promise<Response>;
export type ResponseCase = { send: SendRequest; options?: Partial<HandlerOptions>; isFailing?: boolean };

/** Sends the valid request with some changes. */
const send =
  (operationId: string, change: Partial<RequestOptions> & { path?: string } = {}): SendRequest =>
  async (harness) => {
    const { path, prepare, ...request } = validRequests[operationId] ?? assert.fail(operationId);
    await prepare?.(harness);
    const headers = { ...request.headers, ...change.headers };
    return harness.request(getMethod(operationId), change.path ?? path, { ...request, ...change, headers });
  };

async function createPendingCancellation(harness: HandlerHarness): Promise<string> {
  await harness.putOrder('o1', requestOffer);
  const response = await harness.requestAsShop('POST', '/orders/o1/cancellations', cancelBody, {
    'idempotency-key': 'k1',
  });
  assert.equal(response.status, 202);
  return new URL(response.headers.get('location') ?? '', origin).pathname;
}

async function createDeadLetter(harness: HandlerHarness): Promise<string> {
  const { store, now } = harness;
  await store.setSubscribers(['mail']);
  await harness.putOrder();
  const at = new Date(now).toISOString();
  const [claimed] = await store.claimDeliveries(at, at, 1);
  assert.ok(claimed);
  await store.recordDeliveryOutcome(claimed.message.id, 'mail', { state: 'dead', error: 'gone (410)' });
  return claimed.message.id;
}

async function createIncident(harness: HandlerHarness): Promise<void> {
  await harness.putOrder();
  const at = new Date(harness.now).toISOString();
  await harness.store.withLockedOrder('o1', async (locked) => {
    const order = locked.order ?? assert.fail();
    const incident = { id: 'p1', orderId: 'o1', kind: 'promise', dueAt: at, raisedAt: at, promiseId: 'p1' } as const;
    await locked.save({
      order: { ...order, version: order.version + 1 },
      messages: [],
      deadlines: [],
      incidents: [incident],
    });
  });
}

/** Responses that need a special request, by `operationId status`. */
export const specialCases: Record<string, ResponseCase> = {
  'getEstimate 400': { send: send('getEstimate', { path: '/estimates' }) },
  'createEstimates 400': { send: send('createEstimates', { body: { requests: [] } }) },
  'createEstimates 404': { send: send('createEstimates'), options: { terms: undefined as never } },
  'getEstimate 404': { send: send('getEstimate'), options: { terms: undefined as never } },
  'createEstimates 500': { send: send('createEstimates'), options: { terms: {} as never }, isFailing: true },
  'getEstimate 500': { send: send('getEstimate'), options: { terms: {} as never }, isFailing: true },
  'createEstimates 502': {
    send: send('createEstimates'),
    options: { terms: () => Promise.reject(new Error('down')) },
    isFailing: true,
  },
  'getEstimate 502': {
    send: send('getEstimate'),
    options: { terms: () => Promise.reject(new Error('down')) },
    isFailing: true,
  },
  'getOrder 400': { send: send('getOrder', { path: '/orders/%E0%A4' }) },
  'streamOrder 400': { send: send('streamOrder', { path: '/orders/a%0Ab/events' }) },
  'getCancellation 400': { send: send('getCancellation', { path: `/orders/o1/cancellations/${'x'.repeat(129)}` }) },
  'getOrder 304': {
    send: async (harness) => {
      const etag = (await harness.putOrder()).headers.get('etag') ?? '';
      return harness.requestAsShop('GET', '/orders/o1', undefined, { 'if-none-match': `"x", W/${etag}` });
    },
  },
  'putOrder 200': {
    send: async (harness) => {
      await harness.putOrder();
      return harness.requestAsShop('PUT', '/orders/o1', { ...snapshot, total: { amount: 3000, currency: 'EUR' } });
    },
  },
  'putOrder 201': { send: send('putOrder') },
  'putOrder 400': { send: send('putOrder', { body: { ...snapshot, customer: { email: 'a@b.example' } } }) },
  'putOrder 412': { send: send('putOrder', { headers: { 'if-match': '"other.1"' } }) },
  'streamOrder 204': {
    send: async (harness) => {
      const lineItems = snapshot.lineItems.map((line) => ({
        ...line,
        quantity: { original: 1, total: 0, fulfilled: 0 },
      }));
      const etag = (await harness.putOrder('o1', { lineItems })).headers.get('etag') ?? '';
      return harness.requestAsShop('GET', `/orders/o1/events?after=${etag.slice(1, -1)}`);
    },
  },
  'addOrderEvent 200': {
    send: async (harness) => {
      await harness.putOrder();
      assert.equal((await harness.requestAsShop('POST', '/orders/o1/events', scan)).status, 201);
      return harness.requestAsShop('POST', '/orders/o1/events', scan);
    },
  },
  'addOrderEvent 201': { send: send('addOrderEvent') },
  'addOrderEvent 400': { send: send('addOrderEvent', { body: { ...scan, recipient: 'Ada' } }) },
  'addOrderEvent 409': {
    send: send('addOrderEvent', { body: { ...scan, kind: 'delivered', shipment: {} } }),
    options: { rules: { requirePreviousSteps: true } },
  },
  'createCancellation 201': { send: send('createCancellation') },
  'createCancellation 202': {
    send: async (harness) => {
      await harness.putOrder('o1', requestOffer);
      return harness.requestAsShop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
    },
  },
  'createCancellation 400': {
    send: send('createCancellation', {
      body: { ...cancelBody, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] },
    }),
  },
  'createCancellation 409': {
    send: async (harness) => {
      await harness.putOrder('o1', cancelOffer);
      await harness.requestAsShop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
      return harness.requestAsShop(
        'POST',
        '/orders/o1/cancellations',
        { ...cancelBody, version: 2 },
        { 'idempotency-key': 'k2' },
      );
    },
  },
  'createCancellation 412': { send: send('createCancellation', { body: { ...cancelBody, version: 0 } }) },
  'createCancellation 422': {
    send: async (harness) => {
      await harness.putOrder('o1', cancelOffer);
      await harness.requestAsShop('POST', '/orders/o1/cancellations', cancelBody, { 'idempotency-key': 'k1' });
      return harness.requestAsShop(
        'POST',
        '/orders/o1/cancellations',
        { ...cancelBody, version: 2 },
        { 'idempotency-key': 'k1' },
      );
    },
  },
  'getCancellation 200': {
    send: async (harness) => harness.requestAsShop('GET', await createPendingCancellation(harness)),
  },
  'createDecision 200': {
    send: async (harness) =>
      harness.requestAsShop('POST', `${await createPendingCancellation(harness)}/decision`, { status: 'rejected' }),
  },
  'createDecision 409': {
    send: async (harness) => {
      const path = await createPendingCancellation(harness);
      await harness.requestAsShop('POST', `${path}/decision`, { status: 'rejected' });
      return harness.requestAsShop('POST', `${path}/decision`, { status: 'completed' });
    },
  },
  'createDecision 400': {
    send: send('createDecision', { body: { status: 'rejected', refund: { amount: 1, currency: 'EUR' } } }),
  },
  'createOrderToken 400': { send: send('createOrderToken', { body: { scope: 'all' } }) },
  'receiveWebhook 400': { send: send('receiveWebhook', { body: 'not mine' }), isFailing: true },
  'receiveWebhook 401': { send: send('receiveWebhook', { headers: { 'x-signed': 'no' } }) },
  'receiveWebhook 404': { send: send('receiveWebhook', { path: '/webhooks/toString' }) },
  'listIncidents 200': {
    send: async (harness) => createIncident(harness).then(() => harness.requestAsShop('GET', '/incidents')),
  },
  'listIncidents 400': { send: send('listIncidents', { path: '/incidents?limit=0' }) },
  'listUnmatchedScans 200': {
    send: async (harness) => {
      await harness.request('POST', '/webhooks/courier', { headers: { 'x-signed': 'yes' }, body: [scan] });
      const response = await harness.requestAsShop('GET', '/unmatched-scans');
      const { unmatchedScans } = (await response.clone().json()) as {
        unmatchedScans: { reason: string; scans: unknown[] }[];
      };
      assert.deepEqual([unmatchedScans[0]?.reason, unmatchedScans[0]?.scans], ['unknown-order', [scan]]);
      return response;
    },
  },
  'listUnmatchedScans 400': { send: send('listUnmatchedScans', { path: '/unmatched-scans?limit=501' }) },
  'listDeadLetters 200': {
    send: async (harness) => createDeadLetter(harness).then(() => harness.requestAsShop('GET', '/dead-letters')),
  },
  'listDeadLetters 400': { send: send('listDeadLetters', { path: '/dead-letters?limit=x' }) },
  'replayDeadLetter 202': {
    send: async (harness) => {
      const id = await createDeadLetter(harness);
      return harness.requestAsShop('POST', `/dead-letters/${encodeURIComponent(id)}/replay`, { subscriber: 'mail' });
    },
  },
  'replayDeadLetter 404': { send: send('replayDeadLetter') },
};

/** Responses that every operation can have for the same reason. */
export function createCommonCase(operationId: string, status: string): ResponseCase {
  const { path } = validRequests[operationId] ?? assert.fail(operationId);
  const none = { burst: 0, perSecond: 1 };
  switch (status) {
    case '400':
      return { send: send(operationId, { body: { nonsense: 1 } }) };
    case '401':
      return { send: send(operationId, { headers: { authorization: 'Bearer nobody' } }) };
    case '403':
      return { send: send(operationId, { headers: { origin: 'https://evil.example' } }) };
    case '404':
      return { send: send(operationId, { path: path.replace('/o1', '/unknown') }) };
    case '413':
      return {
        send: async (harness) =>
          harness.request(getMethod(operationId), path, { ...validRequests[operationId], body: ' '.repeat(2000) }),
        options: { limits: { maxBodyBytes: 1000, maxShopBodyBytes: 1000 } },
      };
    case '415':
      return { send: send(operationId, { headers: { 'content-type': 'text/plain' } }) };
    case '429':
      return {
        send: (harness) =>
          harness.request(getMethod(operationId), path, { ...validRequests[operationId], address: '192.0.2.1' }),
        options: { limits: { rateLimit: none, shopRateLimit: none } },
      };
    case '500':
      return {
        send: (harness) => harness.request(getMethod(operationId), path, validRequests[operationId]),
        isFailing: true,
      };
    case '502':
      return {
        send: send(operationId, { headers: { authorization: '', origin } }),
        options: { authorize: () => Promise.reject(new Error('down')) },
        isFailing: true,
      };
    default:
      return { send: send(operationId) };
  }
}
