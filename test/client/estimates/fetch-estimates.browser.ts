import { assert } from '@open-wc/testing';
import { allowOrigins, resolveAllowedUrl } from '../../../src/client/http/allowed-origins.ts';
import { fetchEstimates } from '../../../src/client/estimates/fetch-estimates.ts';
import { getServerClock } from '../../../src/client/http/server-clock.ts';
import type { RecordedRequest } from '../../fakes/fake-estimate-endpoint.ts';

/* Requests and responses in a browser. Batching and caching are tested with the element. */

/** The same server under the other name of this machine: another origin. */
const otherOrigin = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);
const originalRandom = Math.random;
const request = { items: [{ sku: 'cup' }], language: 'en' };
let endpointCount = 0;

function createEndpoint(
  behaviour: string,
  origin = location.origin,
): { endpoint: URL; received: () => Promise<RecordedRequest[]> } {
  const run = Math.floor(originalRandom() * 1e9).toString(36);
  const endpoint = new URL(`/fake-estimates/${behaviour}-${run}-${++endpointCount}`, origin);
  return { endpoint, received: async () => (await fetch(`${endpoint.href}/received`)).json() };
}

async function getFailureStatus(estimates: Promise<unknown>): Promise<unknown> {
  return estimates.then(
    () => 'fulfilled',
    (error: { status: number }) => error.status,
  );
}

describe('fetchEstimates in a browser', () => {
  // Retries are immediate: their delay is tested with the element.
  beforeEach(() => {
    Math.random = () => 0;
  });
  afterEach(() => {
    Math.random = originalRandom;
  });

  it('sends one POST of JSON, without a referrer', async () => {
    const { endpoint, received } = createEndpoint('good');
    const results = await Promise.all([
      fetchEstimates(endpoint, request),
      fetchEstimates(endpoint, { ...request, items: [{ sku: 'table' }] }),
    ]);
    const sent = await received();
    assert.lengthOf(sent, 1);
    assert.equal(sent[0]?.method, 'POST');
    assert.include(sent[0]?.headers, { 'content-type': 'application/json', accept: 'application/json' });
    assert.isUndefined(sent[0]?.headers['referer']);
    assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), {
      requests: [
        { ...request, id: '0' },
        { items: [{ sku: 'table' }], language: 'en', id: '1' },
      ],
    });
    assert.isTrue(results.every((result) => result.ok && result.data.length === 1));
  });

  it('sends a body that page libraries cannot change', async () => {
    Reflect.set(Array.prototype, 'toJSON', () => 'mangled');
    try {
      const { endpoint, received } = createEndpoint('good');
      const result = await fetchEstimates(endpoint, { items: [{ sku: '“Ünïcode” 📦 \u2028' }] });
      assert.isTrue(result.ok);
      Reflect.deleteProperty(Array.prototype, 'toJSON');
      assert.equal((await received())[0]?.body, `{"requests":[{"items":[{"sku":"“Ünïcode” 📦 \u2028"}],"id":"0"}]}`);
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
    }
  });

  it('reads a response that arrives in pieces', async () => {
    const result = await fetchEstimates(createEndpoint('drip').endpoint, request);
    assert.equal(result.ok && result.data[0]?.method?.name, 'Mügge 📦 Доставка');
  });

  it('retries after Retry-After', async () => {
    const { endpoint, received } = createEndpoint('busy');
    assert.isTrue((await fetchEstimates(endpoint, request)).ok);
    assert.lengthOf(await received(), 2);
  });

  for (const [behaviour, status] of [
    ['html', 0],
    ['cut', 0],
    ['trouble', 503],
  ] as const) {
    it(`rejects after three retries: ${behaviour}`, async () => {
      const { endpoint, received } = createEndpoint(behaviour);
      assert.equal(await getFailureStatus(fetchEstimates(endpoint, request)), status);
      assert.lengthOf(await received(), 4);
    });
  }

  it('fetches from an allowed origin without credentials', async () => {
    assert.isUndefined(resolveAllowedUrl(otherOrigin));
    allowOrigins(otherOrigin);
    assert.equal(resolveAllowedUrl(otherOrigin)?.origin, otherOrigin);
    const { endpoint, received } = createEndpoint('good', otherOrigin);
    assert.isTrue((await fetchEstimates(endpoint, request)).ok);
    const sent = await received();
    const [preflight, post] = [
      sent.find(({ method }) => method === 'OPTIONS'),
      sent.find(({ method }) => method === 'POST'),
    ];
    assert.equal(preflight?.headers['access-control-request-headers'], 'content-type');
    assert.equal(post?.headers.origin, location.origin);
    assert.isUndefined(post?.headers.cookie);
    assert.isUndefined(post?.headers['referer']);
  });

  it('rejects with status 0 if another origin forbids the request', async () => {
    const { endpoint } = createEndpoint('closed', otherOrigin);
    assert.equal(await getFailureStatus(fetchEstimates(endpoint, request)), 0);
  });

  it('reads the server time from the header, or from the body of another origin', async () => {
    for (const [origin, name, ahead] of [
      [location.origin, 'good', 0],
      [otherOrigin, 'ahead', 3_600_000],
    ] as const) {
      const before = Date.now();
      await fetchEstimates(createEndpoint(name, origin).endpoint, request);
      const clock = getServerClock(origin);
      // The header has whole seconds, at some instant during the request.
      const duration = Date.now() - before;
      assert.isAtLeast(clock.now() - ahead, before - 1_000);
      assert.isAtMost(clock.now() - ahead, before + 2 * duration + 1_000);
    }
  });
});
