import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent } from '../../../src/client/cancel/intent.ts';
import { recordKeeper, type CancelRecord, type RecordKeeper } from '../../../src/client/cancel/record.ts';
import { Stage } from '../live/stage.ts';
import { TabStorage } from './desk.ts';

const intent: Intent = {
  type: 'cancel-items',
  lineItems: [{ id: 'a', quantity: 2 }],
  version: 3,
  key: 'k',
  epoch: 'e1',
  before: { totals: [{ id: 'a', total: 3 }], adjustments: ['x'] },
};

function open(): { keeper: RecordKeeper; storage: TabStorage; stage: Stage; record: CancelRecord } {
  const stage = new Stage();
  const storage = new TabStorage();
  const record = { intent, isWhole: true, sends: 2, at: stage.clock.now(), cancellation: undefined };
  return { stage, storage, record, keeper: recordKeeper('name', { storage: () => storage, clock: stage.clock }) };
}

describe('what is kept of a cancellation', () => {
  it('comes back as it was', () => {
    const { keeper, record } = open();
    for (const each of [record, { ...record, intent: { ...intent, epoch: undefined, reason: { code: 'late' } } }, { ...record, isWhole: false, sends: 0 }]) {
      keeper.save(each);
      assert.deepEqual(keeper.load(), each);
    }
    keeper.clear();
    assert.equal(keeper.load(), undefined);
  });

  it('has nothing of the customer’s own words, and says that they are missing', () => {
    const { keeper, storage, record } = open();
    keeper.save({ ...record, intent: { ...intent, reason: { code: 'other', text: 'a secret' } } });
    assert.ok(!storage.items.get('name')?.includes('secret'));
    const { isWhole, intent: kept } = keeper.load() ?? {};
    assert.deepEqual([isWhole, kept?.reason], [false, { code: 'other' }]);
  });

  it('has of what the shop took in only what names it', () => {
    const { keeper, storage, record } = open();
    const answerBy = '2026-11-24T12:00:00Z';
    keeper.save({ ...record, cancellation: { id: 'c1', status: 'pending', type: 'cancel-items', lineItems: [], answerBy, reason: { code: 'x', text: 'a secret' } } });
    assert.ok(!storage.items.get('name')?.includes('secret'));
    const { id, status, answerBy: kept } = keeper.load()?.cancellation ?? {};
    assert.deepEqual([id, status, kept], ['c1', 'pending', answerBy]);
  });

  it('is forgotten after a day', () => {
    const { keeper, record, stage } = open();
    keeper.save(record);
    stage.time.wall += 86_399_000;
    stage.time.now += 86_399_000;
    assert.ok(keeper.load());
    stage.time.wall += 2_000;
    stage.time.now += 2_000;
    assert.equal(keeper.load(), undefined);
  });

  it('is not believed where a part of it is of another hand', () => {
    const { keeper, storage, record } = open();
    keeper.save(record);
    const sound = JSON.parse(storage.items.get('name') ?? '') as Record<string, unknown>;
    const before = sound['before'] as object;
    for (const [field, value] of [
      ['request', undefined], ['request', { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 0 }], version: 3 }],
      ['key', undefined], ['key', 5], ['epoch', 5], ['epoch', null], ['sends', undefined], ['sends', 1.5], ['sends', '2'],
      ['at', undefined], ['at', '5'], ['before', undefined], ['before', []],
      ['before', { ...before, totals: undefined }], ['before', { ...before, totals: [{ id: 'a' }] }], ['before', { ...before, totals: [{ total: 1 }] }],
      ['before', { ...before, totals: [{ id: 'a', total: 1.5 }] }], ['before', { ...before, totals: [null] }], ['before', { ...before, totals: 'every' }],
      ['before', { ...before, adjustments: undefined }], ['before', { ...before, adjustments: [5] }], ['before', { ...before, adjustments: ['x', 5] }],
    ] as const) {
      storage.items.set('name', JSON.stringify({ ...sound, [field]: value }));
      assert.equal(keeper.load(), undefined, `${field}: ${JSON.stringify(value)}`);
    }
    storage.items.set('name', JSON.stringify({ ...sound, isWhole: 1, cancellation: { id: 5 } }));
    assert.deepEqual([keeper.load()?.isWhole, keeper.load()?.cancellation], [false, undefined]);
  });

  it('S30 storage that throws is as good as none', () => {
    const { keeper, record, storage } = open();
    storage.isBlocked = true;
    keeper.save(record);
    keeper.clear();
    assert.equal(keeper.load(), undefined);
  });
});
