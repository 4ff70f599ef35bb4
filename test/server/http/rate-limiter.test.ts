import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRateLimiter } from '../../../src/server/http/rate-limiter.ts';
import { readJson, formatProblem, withHandler } from './handler-harness.ts';

describe('the rate limit', () => {
  it('holds for each caller separately', async () => {
    await withHandler(
      async (harness) => {
        await harness.putOrder();
        const [one, other] = [await harness.createToken('o1'), await harness.createToken('o1', 'cancel')];
        const get = (token: string) =>
          harness.request('GET', '/orders/o1', { headers: { authorization: `Bearer ${token}` }, address: '192.0.2.1' });
        assert.equal((await get(one)).status, 200);
        assert.equal((await get(one)).status, 200);
        const refused = await get(one);
        assert.equal(refused.headers.get('retry-after'), '2');
        assert.equal((await readJson(refused.clone()))['retryAfterMs'], 2000);
        assert.equal(await formatProblem(refused), '429 rate-limited');
        assert.equal((await get(other)).status, 200);
        harness.now += 2000;
        assert.equal((await get(one)).status, 200);
      },
      { limits: { rateLimit: { burst: 2, perSecond: 0.5 } } },
    );
  });

  it('holds for the address of failed authentications', async () => {
    await withHandler(
      async (harness) => {
        const guess = (address: string, token: string) =>
          harness.request('GET', '/orders/o1', { headers: { authorization: `Bearer ${token}` }, address });
        assert.equal((await guess('192.0.2.1', 'a')).status, 401);
        assert.equal((await guess('192.0.2.1', 'b')).status, 429);
        assert.equal((await guess('192.0.2.2', 'c')).status, 401);
      },
      { limits: { rateLimit: { burst: 1, perSecond: 0.1 } } },
    );
  });

  it('tracks at most `maxBuckets` callers', () => {
    let now = 0;
    const limiter = createRateLimiter(2, () => now);
    const rate = { burst: 1, perSecond: 1 };
    assert.deepEqual(
      ['a', 'b', 'a', 'b'].map((caller) => limiter.take(caller, rate)),
      [0, 0, 1000, 1000],
    );
    assert.equal(limiter.take('c', rate), 0);
    assert.equal(limiter.take('a', rate), 0, 'the least recent caller is dropped');
    now = -5000;
    assert.equal(limiter.take('a', rate), 1000, 'a clock that is set back adds no tokens');
  });
});
