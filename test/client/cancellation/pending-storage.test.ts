import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelIntent } from '../../../src/client/cancellation/intent.ts';
import {
  createPendingStorage,
  type PendingCancellation,
  type PendingStorage,
} from '../../../src/client/cancellation/pending-storage.ts';
import { FakeBrowser } from '../support/fake-browser.ts';
import { FakeTabStorage } from './fake-page.ts';

const intent: CancelIntent = {
  type: 'cancel-items',
  lineItems: [{ id: 'a', quantity: 2 }],
  version: 3,
  idempotencyKey: 'k',
  epoch: 'e1',
  baseline: { totals: [{ id: 'a', total: 3 }], adjustments: ['x'] },
};

function open(): {
  pendingStorage: PendingStorage;
  storage: FakeTabStorage;
  browser: FakeBrowser;
  pending: PendingCancellation;
} {
  const browser = new FakeBrowser();
  const storage = new FakeTabStorage();
  const pending = { intent, canResend: true, attempts: 2, confirmedAt: browser.clock.now(), cancellation: undefined };
  return {
    browser,
    storage,
    pending,
    pendingStorage: createPendingStorage('name', { storage: () => storage, clock: browser.clock }),
  };
}

describe('the stored cancellation', () => {
  it('is loaded as it was saved', () => {
    const { pendingStorage, pending } = open();
    for (const each of [
      pending,
      { ...pending, intent: { ...intent, epoch: undefined, reason: { code: 'late' } } },
      { ...pending, canResend: false, attempts: 0 },
    ]) {
      pendingStorage.save(each);
      assert.deepEqual(pendingStorage.load(), each);
    }
    pendingStorage.save(undefined);
    assert.equal(pendingStorage.load(), undefined);
  });

  it('has none of the customer’s own words, and cannot be sent again without them', () => {
    const { pendingStorage, storage, pending } = open();
    pendingStorage.save({ ...pending, intent: { ...intent, reason: { code: 'other', text: 'a secret' } } });
    assert.ok(!storage.items.get('name')?.includes('secret'));
    const { canResend, intent: kept } = pendingStorage.load() ?? {};
    assert.deepEqual([canResend, kept?.reason], [false, { code: 'other' }]);
  });

  it('has only the identifying fields of an accepted request', () => {
    const { pendingStorage, storage, pending } = open();
    const answerBy = '2026-11-24T12:00:00Z';
    pendingStorage.save({
      ...pending,
      cancellation: {
        id: 'c1',
        status: 'pending',
        type: 'cancel-items',
        lineItems: [],
        answerBy,
        reason: { code: 'x', text: 'a secret' },
      },
    });
    assert.ok(!storage.items.get('name')?.includes('secret'));
    const { id, status, answerBy: kept } = pendingStorage.load()?.cancellation ?? {};
    assert.deepEqual([id, status, kept], ['c1', 'pending', answerBy]);
  });

  it('is dropped after a day', () => {
    const { pendingStorage, pending, browser } = open();
    pendingStorage.save(pending);
    browser.time.wall += 86_399_000;
    browser.time.monotonic += 86_399_000;
    assert.ok(pendingStorage.load());
    browser.time.wall += 2_000;
    browser.time.monotonic += 2_000;
    assert.equal(pendingStorage.load(), undefined);
  });

  it('is ignored if a field is not valid', () => {
    const { pendingStorage, storage, pending } = open();
    pendingStorage.save(pending);
    const valid = JSON.parse(storage.items.get('name') ?? '') as Record<string, unknown>;
    const baseline = valid['baseline'] as object;
    for (const [field, value] of [
      ['request', undefined],
      ['request', { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 0 }], version: 3 }],
      ['idempotencyKey', undefined],
      ['idempotencyKey', 5],
      ['epoch', 5],
      ['epoch', null],
      ['attempts', undefined],
      ['attempts', 1.5],
      ['attempts', '2'],
      ['confirmedAt', undefined],
      ['confirmedAt', '5'],
      ['baseline', undefined],
      ['baseline', []],
      ['baseline', { ...baseline, totals: undefined }],
      ['baseline', { ...baseline, totals: [{ id: 'a' }] }],
      ['baseline', { ...baseline, totals: [{ total: 1 }] }],
      ['baseline', { ...baseline, totals: [{ id: 'a', total: 1.5 }] }],
      ['baseline', { ...baseline, totals: [null] }],
      ['baseline', { ...baseline, totals: 'every' }],
      ['baseline', { ...baseline, adjustments: undefined }],
      ['baseline', { ...baseline, adjustments: [5] }],
      ['baseline', { ...baseline, adjustments: ['x', 5] }],
    ] as const) {
      storage.items.set('name', JSON.stringify({ ...valid, [field]: value }));
      assert.equal(pendingStorage.load(), undefined, `${field}: ${JSON.stringify(value)}`);
    }
    storage.items.set('name', JSON.stringify({ ...valid, canResend: 1, cancellation: { id: 5 } }));
    assert.deepEqual([pendingStorage.load()?.canResend, pendingStorage.load()?.cancellation], [false, undefined]);
  });

  it('is missing if the storage throws [S30]', () => {
    const { pendingStorage, pending, storage } = open();
    storage.isBlocked = true;
    pendingStorage.save(pending);
    pendingStorage.save(undefined);
    assert.equal(pendingStorage.load(), undefined);
  });
});
