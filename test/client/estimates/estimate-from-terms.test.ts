import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { differByProduct, estimateFromTerms } from '../../../src/client/estimates/estimate-from-terms.ts';
import { parseTermsLeniently } from '../../../src/contract/lenient-terms.ts';
import type { EstimateRequest } from '../../../src/contract/estimate.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const clockAt = (instant: string) => ({ latestNow: () => Date.parse(instant) }) as never;

const estimateCup = (terms: unknown, request: Partial<EstimateRequest> = {}, now = '2026-11-23T12:00:00Z') => {
  const destination = { country: 'DE', postal: '80331' };
  return estimateFromTerms(
    parseTermsLeniently(terms),
    { items: [{ sku: 'cup' }], destination, ...request },
    clockAt(now),
  );
};

describe('estimateFromTerms', () => {
  it('takes the time of the server', () => {
    const from = (now: string): string | undefined => {
      const result = estimateCup(berlinShop(), {}, now);
      return result.ok ? result.data[0]?.window?.from : undefined;
    };
    assert.equal(from('2026-11-23T12:00:00Z'), '2026-11-25');
    assert.equal(from('2026-11-23T13:00:00Z'), '2026-11-26');
  });

  it('has `prefer` of the terms', () => {
    assert.equal(estimateCup({ ...berlinShop(), prefer: 'fastest' }).prefer, 'fastest');
  });

  it('names the paths of issues and warnings in the terms', () => {
    const broken = estimateCup({ ...berlinShop(), origins: [] });
    assert.ok(!broken.ok);
    assert.deepEqual(
      broken.issues.map(({ path }) => path),
      ['terms: origins'],
    );
    const nothing = estimateCup(null);
    assert.ok(!nothing.ok);
    assert.equal(nothing.issues[0]?.path, 'terms');
    const partly = estimateCup({ ...berlinShop(), currency: '€' });
    assert.ok(partly.ok);
    assert.deepEqual(
      partly.warnings.map(({ path }) => path),
      ['terms: currency'],
    );
  });

  it('names a method or a place that the terms lack', () => {
    const ids = berlinShop()
      .methods.map(({ id }) => id)
      .join(', ');
    for (const path of ['method', 'place'] as const) {
      const result = estimateCup(berlinShop(), { [path]: 'nope' });
      assert.ok(!result.ok);
      assert.equal(result.issues[0]?.path, path);
      if (path === 'method') assert.equal(result.issues[0]?.message, `expected an id of the terms: ${ids}`);
    }
    // A method that cannot be read may have the id.
    const [method, ...others] = berlinShop().methods;
    assert.ok(
      estimateCup({ ...berlinShop(), methods: [{ ...method, id: 'not an id' }, ...others] }, { method: 'nope' }).ok,
    );
  });
});

describe('differByProduct', () => {
  it('is whether the terms list a product', () => {
    const terms = berlinShop();
    assert.equal(differByProduct({ ...terms, products: undefined }), false);
    assert.equal(differByProduct({ ...terms, products: { '*': {} } }), false);
    assert.equal(differByProduct({ ...terms, products: { '*': {}, mug: {} } }), true);
  });
});
