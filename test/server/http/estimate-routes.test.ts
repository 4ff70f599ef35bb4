import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../../src/contract/estimate.ts';
import { sampleTerms } from '../../support/sample-terms.ts';
import { withHandler } from './handler-harness.ts';
import { terms } from './terms.ts';

describe('GET /estimates', () => {
  it('is cacheable until the estimate may change', async () => {
    await withHandler(
      async (harness) => {
        const get = () => harness.request('GET', '/estimates?sku=mug&country=DE');
        assert.equal((await get()).headers.get('cache-control'), 'public, max-age=3600');
        harness.now = Date.UTC(2026, 10, 23, 12, 59, 30);
        assert.equal((await get()).headers.get('cache-control'), 'public, max-age=30');
      },
      { terms },
    );
  });

  it('is cacheable until the end of the five minutes that goods in a store count from', async () => {
    await withHandler(
      async (harness) => {
        harness.now = Date.UTC(2026, 10, 23, 12, 2, 30);
        const response = await harness.request('GET', '/estimates?sku=mug&country=DE&postal=10115&method=store');
        const { readyAt } = (await response.json()) as Estimate;
        assert.equal(readyAt?.to, '2026-11-23T14:05:00Z');
        assert.equal(response.headers.get('cache-control'), 'public, max-age=150');
      },
      { terms: sampleTerms },
    );
  });

  it('is the estimate of the headline', async () => {
    for (const [prefer, id] of [
      [undefined, 'parcel'],
      ['fastest', 'courier'],
      ['collection', 'store:mitte'],
    ] as const) {
      await withHandler(
        async (harness) => {
          const response = await harness.request('GET', '/estimates?sku=mug&country=DE&postal=10115');
          assert.equal(((await response.json()) as Estimate).id, id);
        },
        { terms: { ...sampleTerms, prefer } },
      );
    }
  });
});

describe('POST /estimates', () => {
  it('has the preference of the terms', async () => {
    for (const prefer of [undefined, 'fastest'] as const) {
      await withHandler(
        async (harness) => {
          const body = { requests: [{ items: [{ sku: 'mug' }], destination: { country: 'DE' } }] };
          const response = await harness.request('POST', '/estimates', { body });
          assert.equal(((await response.json()) as { prefer?: string }).prefer, prefer);
        },
        { terms: { ...sampleTerms, prefer } },
      );
    }
  });
});
