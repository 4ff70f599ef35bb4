import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { json, reply, StubFetch } from './support/stub-fetch.ts';

const fallback = { children: ['2–3 days'] };
const random = Math.random;
let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: an endpoint in trouble', () => {
  let network: StubFetch;
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    network = new StubFetch();
    endpoint = `/retry-${++lastEndpoint}`;
    Math.random = () => 0.5;
  });
  afterEach(async () => {
    Math.random = random;
    removeMounted();
    network.restore();
    await settle();
  });

  for (const [what, answer] of [
    ['a network that fails', () => new TypeError('network')],
    ['503', () => json({}, { status: 503 })],
    ['429 without more', () => json({}, { status: 429 })],
    ['an HTML page', () => reply('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['half an answer', () => reply('[{"id":')],
  ] as const) {
    it(`is asked again with growing, jittered gaps, then left in peace: ${what}`, async () => {
      const start = pageClock.now;
      const at: number[] = [];
      network.answer = () => {
        at.push(pageClock.now - start);
        return answer();
      };
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(59_000);
      // Half of what the jitter allows: up to one second, two, four.
      assert.deepEqual(at, [16, 516, 1_516, 3_516]);
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
    });
  }

  it('recovers while the customer waits', async () => {
    network.answer = () => json({}, { status: 502 });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.answer = () => [estimateOf()];
    await pageClock.pass(1_000);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('is asked again a minute after it was given up', async () => {
    network.answer = () => json({}, { status: 503 });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(10_000);
    assert.lengthOf(network.sent, 4);
    network.answer = () => [estimateOf()];
    await pageClock.pass(61_000);
    assert.lengthOf(network.sent, 5);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a cut-off that passes while the server is away is caught up with', async () => {
    network.answer = () => [estimateOf({ orderBy: '2026-11-23T12:30:00Z' })];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.answer = () => json({}, { status: 503 });
    await pageClock.pass(31 * 60_000);
    assert.equal(visibleText(element), '2–3 days');
    network.answer = () => [estimateOf({ window: { from: '2026-11-26', to: '2026-11-26' } })];
    await pageClock.pass(120_000);
    assert.equal(visibleText(element), 'Arrives Thu, November 26');
  });

  it('an answer that still holds outlives a failure', async () => {
    network.answer = () => [estimateOf({ validUntil: '2026-11-23T12:30:00Z' }), estimateOf({ id: 'b', orderBy: '2026-11-23T12:10:00Z' })];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.answer = () => json({}, { status: 503 });
    await pageClock.pass(20 * 60_000);
    assert.include(statesOf(element), 'ready');
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
    await pageClock.pass(20 * 60_000);
    assert.equal(visibleText(element), '2–3 days');
  });

  for (const status of [400, 401, 403, 404, 410, 422]) {
    it(`${status} is not asked again at once`, async () => {
      network.answer = () => json({ code: 'validation' }, { status });
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(30_000);
      assert.lengthOf(network.sent, 1);
      assert.deepEqual(statesOf(element), ['failed']);
    });
  }

  it('429 with Retry-After is asked again then, with some jitter', async () => {
    network.answer = () => json({}, { status: 429, headers: { 'retry-after': '30' } });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(29_900);
    assert.lengthOf(network.sent, 1);
    network.answer = () => [estimateOf()];
    await pageClock.pass(1_600);
    assert.lengthOf(network.sent, 2);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a Retry-After of an hour is not asked again sooner', async () => {
    network.answer = () => json({}, { status: 503, headers: { 'retry-after': '3600' } });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(3_599_000);
    assert.lengthOf(network.sent, 1);
    network.answer = () => [estimateOf()];
    await pageClock.pass(121_000);
    assert.lengthOf(network.sent, 2);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  for (const value of ['-5', 'soon', '', 'NaN']) {
    it(`a Retry-After of "${value}" is as good as none`, async () => {
      network.answer = () => json({}, { status: 429, headers: { 'retry-after': value } });
      await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(10_000);
      assert.lengthOf(network.sent, 4);
    });
  }

});
