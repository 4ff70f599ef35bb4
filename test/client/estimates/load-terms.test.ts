import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { getServerClock } from '../../../src/client/http/server-clock.ts';
import { loadTerms, parseTermsOnce } from '../../../src/client/estimates/load-terms.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const HOUR = 3_600_000;
const realFetch = globalThis.fetch;
let requestCount = 0;
let respond: () => Promise<Response>;
let urlCount = 0;
let monotonic = 0;
const createUrl = (): URL => new URL(`https://shop.example/terms-${++urlCount}.json`);
const respondWithTerms = async (): Promise<Response> => new Response(JSON.stringify(berlinShop()));

describe('loadTerms', () => {
  before(() => {
    mock.method(performance, 'now', () => monotonic);
    globalThis.fetch = () => {
      requestCount += 1;
      return respond();
    };
  });
  after(() => {
    mock.restoreAll();
    globalThis.fetch = realFetch;
  });
  beforeEach(() => {
    requestCount = 0;
    respond = respondWithTerms;
  });

  it('requests a URL once and then returns the terms synchronously', async () => {
    const url = createUrl();
    const both = [loadTerms(url), loadTerms(new URL(url))];
    assert.ok(both.every((terms) => 'then' in terms));
    const [first, second] = await Promise.all(both);
    assert.equal(first, second);
    assert.equal(first?.ok, true);
    assert.equal(loadTerms(url), first, 'without a promise');
    assert.equal(requestCount, 1);
  });

  it('requests the terms again after an hour', async () => {
    const url = createUrl();
    await loadTerms(url);
    monotonic += HOUR - 1;
    await loadTerms(url);
    assert.equal(requestCount, 1);
    monotonic += 1;
    await loadTerms(url);
    assert.equal(requestCount, 2);
  });

  it('requests the terms again after a failure', async () => {
    const url = createUrl();
    respond = () => Promise.reject(new TypeError('network'));
    await assert.rejects(async () => loadTerms(url));
    respond = respondWithTerms;
    assert.equal((await loadTerms(url)).ok, true);
    assert.equal(requestCount, 2);
  });

  it('requests the terms once more after a clock jump', async () => {
    const url = createUrl();
    const clock = getServerClock(url.origin);
    await loadTerms(url);
    monotonic += 60_000;
    assert.equal(clock.detectClockJump(), true);
    await Promise.all([loadTerms(url), loadTerms(url)]);
    assert.equal(requestCount, 2);
    await loadTerms(url);
    assert.equal(requestCount, 2);
  });

  it('caches invalid terms', async () => {
    const url = createUrl();
    respond = async () => new Response('{"origins":[]}');
    const parsed = await loadTerms(url);
    assert.equal(parsed.ok, false);
    await loadTerms(url);
    assert.equal(requestCount, 1);
  });
});

describe('terms of a property', () => {
  it('are parsed once for each object', () => {
    const terms = berlinShop();
    assert.equal(parseTermsOnce(terms), parseTermsOnce(terms));
    assert.notEqual(parseTermsOnce(berlinShop()), parseTermsOnce(terms));
  });
});
