import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { serverClockOf } from '../../src/client/server-clock.ts';
import { askTerms, loadTerms, readTerms } from '../../src/client/terms-source.ts';
import { berlinShop } from '../components/delivery-estimate/support/shop-terms.ts';

const HOUR = 3_600_000;
const realFetch = globalThis.fetch;
let asked = 0;
let answer: () => Promise<Response>;
let lastFile = 0;
let monotonic = 0;
const freshAddress = (): URL => new URL(`https://shop.example/terms-${++lastFile}.json`);
const good = async (): Promise<Response> => new Response(JSON.stringify(berlinShop()));

describe('a shop\'s terms at an address', () => {
  before(() => {
    mock.method(performance, 'now', () => monotonic);
    globalThis.fetch = () => {
      asked += 1;
      return answer();
    };
  });
  after(() => {
    mock.restoreAll();
    globalThis.fetch = realFetch;
  });
  beforeEach(() => {
    asked = 0;
    answer = good;
  });

  it('are read once, and known from then on', async () => {
    const url = freshAddress();
    const both = [loadTerms(url), loadTerms(new URL(url))];
    assert.ok(both.every((terms) => 'then' in terms));
    const [first, second] = await Promise.all(both);
    assert.equal(first, second);
    assert.equal(first?.ok, true);
    assert.equal(loadTerms(url), first, 'at once, without a promise');
    assert.equal(asked, 1);
  });

  it('are read anew after an hour', async () => {
    const url = freshAddress();
    await loadTerms(url);
    monotonic += HOUR - 1;
    await loadTerms(url);
    assert.equal(asked, 1);
    monotonic += 1;
    await loadTerms(url);
    assert.equal(asked, 2);
  });

  it('are asked for again after a failure', async () => {
    const url = freshAddress();
    answer = () => Promise.reject(new TypeError('network'));
    await assert.rejects(async () => loadTerms(url));
    answer = good;
    assert.equal((await loadTerms(url)).ok, true);
    assert.equal(asked, 2);
  });

  it('are asked for again after the clocks have jumped, however many look at them', async () => {
    const url = freshAddress();
    const clock = serverClockOf(url.origin);
    await loadTerms(url);
    monotonic += 60_000;
    assert.equal(clock.checkDrift(), true);
    await Promise.all([loadTerms(url), loadTerms(url)]);
    assert.equal(asked, 2);
    await loadTerms(url);
    assert.equal(asked, 2);
  });

  it('that are wrong are known as wrong', async () => {
    const url = freshAddress();
    answer = async () => new Response('{"origins":[]}');
    const parsed = await loadTerms(url);
    assert.equal(parsed.ok, false);
    await loadTerms(url);
    assert.equal(asked, 1);
  });
});

describe('a shop\'s terms at hand', () => {
  it('are checked once', () => {
    const terms = berlinShop();
    assert.equal(readTerms(terms), readTerms(terms));
    assert.notEqual(readTerms(berlinShop()), readTerms(terms));
  });

  it('answer by the clock that they are given', () => {
    const terms = berlinShop();
    const request = { items: [{ sku: 'cup' }], destination: { country: 'DE', postal: '80331' } };
    const clockAt = (instant: string) => ({ now: () => Date.parse(instant) }) as never;
    assert.deepEqual(askTerms(terms, request, clockAt('2026-11-23T12:00:00Z'))[0]?.window, { from: '2026-11-25', to: '2026-11-25' });
    assert.deepEqual(askTerms(terms, request, clockAt('2026-11-23T13:00:00Z'))[0]?.window, { from: '2026-11-26', to: '2026-11-26' });
  });
});
