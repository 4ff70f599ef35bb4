import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { jsonResponse, textResponse, StubFetch } from './support/stub-fetch.ts';

const fallback = { children: ['2–3 days'] };
const random = Math.random;
let endpoint = '';
let lastEndpoint = 0;

describe('delivery-estimate: retries of a failed request', () => {
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

  for (const [what, respond] of [
    ['a network failure', () => new TypeError('network')],
    ['503', () => jsonResponse({}, { status: 503 })],
    ['429 without Retry-After', () => jsonResponse({}, { status: 429 })],
    ['an HTML page', () => textResponse('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ['a truncated body', () => textResponse('[{"id":')],
  ] as const) {
    it(`a request is repeated three times, with exponential backoff and jitter: ${what}`, async () => {
      const start = pageClock.now;
      const requestTimes: number[] = [];
      network.respond = () => {
        requestTimes.push(pageClock.now - start);
        return respond();
      };
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(59_000);
      // Half of the longest delays, which are one, two and four seconds.
      assert.deepEqual(requestTimes, [16, 516, 1_516, 3_516]);
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
    });
  }

  it('a successful retry shows the estimate', async () => {
    network.respond = () => jsonResponse({}, { status: 502 });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.respond = () => [createEstimate()];
    await pageClock.pass(1_000);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a minute after the last retry the element sends another request', async () => {
    network.respond = () => jsonResponse({}, { status: 503 });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(10_000);
    assert.lengthOf(network.sent, 4);
    network.respond = () => [createEstimate()];
    await pageClock.pass(61_000);
    assert.lengthOf(network.sent, 5);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a server that is available again after a cut-off gets a request for a new estimate', async () => {
    network.respond = () => [createEstimate({ orderBy: '2026-11-23T12:30:00Z' })];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.respond = () => jsonResponse({}, { status: 503 });
    await pageClock.pass(31 * 60_000);
    assert.equal(visibleText(element), '2–3 days');
    network.respond = () => [createEstimate({ window: { from: '2026-11-26', to: '2026-11-26' } })];
    await pageClock.pass(120_000);
    assert.equal(visibleText(element), 'Arrives Thu 26 November');
  });

  it('an estimate that has not expired stays after a failed request', async () => {
    network.respond = () => [
      createEstimate({ validUntil: '2026-11-23T12:30:00Z' }),
      createEstimate({ id: 'b', orderBy: '2026-11-23T12:10:00Z' }),
    ];
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(20);
    network.respond = () => jsonResponse({}, { status: 503 });
    await pageClock.pass(20 * 60_000);
    assert.include(statesOf(element), 'ready');
    assert.match(textOf(element) ?? '', /^Arrives Wed/);
    await pageClock.pass(20 * 60_000);
    assert.equal(visibleText(element), '2–3 days');
  });

  for (const status of [400, 401, 403, 404, 410, 422]) {
    it(`status ${status} causes no retry`, async () => {
      network.respond = () => jsonResponse({ code: 'validation' }, { status });
      const element = await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(30_000);
      assert.lengthOf(network.sent, 1);
      assert.deepEqual(statesOf(element), ['failed']);
    });
  }

  it('a 429 with Retry-After is repeated after that time, with jitter', async () => {
    network.respond = () => jsonResponse({}, { status: 429, headers: { 'retry-after': '30' } });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(29_900);
    assert.lengthOf(network.sent, 1);
    network.respond = () => [createEstimate()];
    await pageClock.pass(1_600);
    assert.lengthOf(network.sent, 2);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a Retry-After of an hour prevents earlier requests', async () => {
    network.respond = () => jsonResponse({}, { status: 503, headers: { 'retry-after': '3600' } });
    const element = await mount({ sku: 'cup', endpoint }, fallback);
    await pageClock.pass(3_599_000);
    assert.lengthOf(network.sent, 1);
    network.respond = () => [createEstimate()];
    await pageClock.pass(121_000);
    assert.lengthOf(network.sent, 2);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  for (const value of ['-5', 'soon', '', 'NaN']) {
    it(`a Retry-After of "${value}" is ignored`, async () => {
      network.respond = () => jsonResponse({}, { status: 429, headers: { 'retry-after': value } });
      await mount({ sku: 'cup', endpoint }, fallback);
      await pageClock.pass(10_000);
      assert.lengthOf(network.sent, 4);
    });
  }
});
