import { assert } from '@open-wc/testing';
import { allowOrigins, resolveAddress } from '../../src/client/endpoint.ts';
import { askEndpoint } from '../../src/client/estimate-batch.ts';
import { serverClockOf } from '../../src/client/server-clock.ts';
import type { Received } from '../server/estimate-endpoint.ts';

/* What a browser really sends and receives. What is asked when, and kept how long, is tested with the element. */

/** The same server under the other name of this machine, which makes it another origin. */
const elsewhere = location.origin.replace(/localhost|127\.0\.0\.1/, (name) =>
  name === 'localhost' ? '127.0.0.1' : 'localhost',
);
const random = Math.random;
const request = { items: [{ sku: 'cup' }], language: 'en' };
let lastScene = 0;

function sceneOf(behaviour: string, origin = location.origin): { endpoint: URL; received: () => Promise<Received[]> } {
  const run = Math.floor(random() * 1e9).toString(36);
  const endpoint = new URL(`/estimate-server/${behaviour}-${run}-${++lastScene}`, origin);
  return { endpoint, received: async () => (await fetch(`${endpoint.href}/received`)).json() };
}

async function statusOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(() => 'answered', (error: { status: number }) => error.status);
}

describe('asking an endpoint', () => {
  // Retries come at once: how long they wait is tested with the element.
  beforeEach(() => {
    Math.random = () => 0;
  });
  afterEach(() => {
    Math.random = random;
  });

  it('sends one POST of JSON, without a referrer', async () => {
    const { endpoint, received } = sceneOf('good');
    const answers = await Promise.all([askEndpoint(endpoint, request), askEndpoint(endpoint, { ...request, items: [{ sku: 'table' }] })]);
    const sent = await received();
    assert.lengthOf(sent, 1);
    assert.equal(sent[0]?.method, 'POST');
    assert.include(sent[0]?.headers, { 'content-type': 'application/json', accept: 'application/json' });
    assert.isUndefined(sent[0]?.headers['referer']);
    assert.deepEqual(JSON.parse(sent[0]?.body ?? ''), {
      requests: [{ ...request, id: '0' }, { items: [{ sku: 'table' }], language: 'en', id: '1' }],
    });
    assert.isTrue(answers.every((answer) => answer.ok && answer.data.length === 1));
  });

  it('sends bytes that no page library has changed', async () => {
    Reflect.set(Array.prototype, 'toJSON', () => 'mangled');
    try {
      const { endpoint, received } = sceneOf('good');
      const answer = await askEndpoint(endpoint, { items: [{ sku: '“Ünïcode” 📦 \u2028' }] });
      assert.isTrue(answer.ok);
      Reflect.deleteProperty(Array.prototype, 'toJSON');
      assert.equal((await received())[0]?.body, `{"requests":[{"items":[{"sku":"“Ünïcode” 📦 \u2028"}],"id":"0"}]}`);
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON');
    }
  });

  it('reads an answer that comes in pieces', async () => {
    const answer = await askEndpoint(sceneOf('drip').endpoint, request);
    assert.equal(answer.ok && answer.data[0]?.method?.name, 'Mügge 📦 Доставка');
  });

  it('asks again where it is asked to wait', async () => {
    const { endpoint, received } = sceneOf('busy');
    assert.isTrue((await askEndpoint(endpoint, request)).ok);
    assert.lengthOf(await received(), 2);
  });

  for (const [behaviour, status] of [['html', 0], ['cut', 0], ['trouble', 503]] as const) {
    it(`gives up in the end: ${behaviour}`, async () => {
      const { endpoint, received } = sceneOf(behaviour);
      assert.equal(await statusOf(askEndpoint(endpoint, request)), status);
      assert.lengthOf(await received(), 4);
    });
  }

  it('asks another origin that the page has named, without credentials', async () => {
    assert.isUndefined(resolveAddress(elsewhere));
    allowOrigins(elsewhere);
    assert.equal(resolveAddress(elsewhere)?.origin, elsewhere);
    const { endpoint, received } = sceneOf('good', elsewhere);
    assert.isTrue((await askEndpoint(endpoint, request)).ok);
    const sent = await received();
    const [preflight, post] = [sent.find(({ method }) => method === 'OPTIONS'), sent.find(({ method }) => method === 'POST')];
    assert.equal(preflight?.headers['access-control-request-headers'], 'content-type');
    assert.equal(post?.headers.origin, location.origin);
    assert.isUndefined(post?.headers.cookie);
    assert.isUndefined(post?.headers['referer']);
  });

  it('an origin that does not want this one is a failed request', async () => {
    const { endpoint } = sceneOf('closed', elsewhere);
    assert.equal(await statusOf(askEndpoint(endpoint, request)), 0);
  });

  it('learns the server\'s time: here from the header, elsewhere from the body', async () => {
    for (const [origin, name, ahead] of [[location.origin, 'good', 0], [elsewhere, 'ahead', 3_600_000]] as const) {
      const before = Date.now();
      await askEndpoint(sceneOf(name, origin).endpoint, request);
      const clock = serverClockOf(origin);
      assert.isTrue(clock.isKnown);
      // The header says whole seconds, at some time while it was asked.
      const took = Date.now() - before;
      assert.isAtLeast(clock.now() - ahead, before - 1_000);
      assert.isAtMost(clock.now() - ahead, before + 2 * took + 1_000);
    }
  });
});
