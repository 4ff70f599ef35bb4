import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Estimate } from '../../src/contract/estimate.ts';
import { deriveExpiry } from '../../src/estimate/validity.ts';
import { estimateSkus, findEstimate, monday, termsWith } from '../support/sample-terms.ts';

const base: Estimate = { id: 'parcel', kind: 'delivery', window: { from: '2026-11-24', to: '2026-11-25' } };

describe('deriveExpiry', () => {
  const [at12, at13, at14] = ['2026-11-23T12:00:00Z', '2026-11-23T13:00:00Z', '2026-11-23T14:00:00Z'];
  const readyAt = (to: string): Estimate['readyAt'] => ({ from: '2026-11-23T10:00:00Z', to });
  const expiries: [name: string, fields: Partial<Estimate>, expected: string][] = [
    ['validUntil', { validUntil: at12, orderBy: at13, readyAt: readyAt(at14) }, at12],
    [
      'orderBy, which changes the dates when it passes',
      { validUntil: at13, orderBy: at12, readyAt: readyAt(at14) },
      at12,
    ],
    [
      'the end of readyAt, after which nobody who orders can collect',
      { validUntil: at14, readyAt: readyAt(at13) },
      at13,
    ],
    ['the end of readyAt without validUntil', { readyAt: readyAt(at13) }, at13],
    ['an instant with an offset', { validUntil: '2026-11-23T13:00:00+01:00', orderBy: at13 }, at12],
  ];
  for (const [name, fields, expected] of expiries) {
    it(`is the earliest instant: ${name}`, () => {
      assert.equal(deriveExpiry({ ...base, ...fields }), Date.parse(expected));
    });
  }

  it('is Infinity for an estimate without validUntil, orderBy and readyAt', () => {
    assert.equal(deriveExpiry(base), Infinity);
  });

  it('is validUntil for goods in a store: the estimate counts from the end of its five minutes', () => {
    const estimate = findEstimate('store:mitte', estimateSkus(termsWith(), 'mug', {}, monday));
    assert.ok(estimate.readyAt);
    assert.equal(deriveExpiry(estimate), Date.parse('2026-11-23T09:05:00Z'));
  });
});
