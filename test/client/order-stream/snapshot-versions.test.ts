import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import {
  mergeSnapshot,
  isBehind,
  advanceCursor,
  type SnapshotState,
} from '../../../src/client/order-stream/snapshot-versions.ts';
import fc from '../../support/fast-check.ts';
import { createEnvelope, createTestOrder } from '../support/test-order.ts';

const byStream = (id?: string) => ({ by: 'stream', id }) as const;
const byRead = (epochChanges = 0, etag?: string) => ({ by: 'read', epochChanges, etag }) as const;

function createState(version: number, epoch: string | undefined = 'k1'): SnapshotState {
  return mergeSnapshot(undefined, createEnvelope(version, epoch), byRead(0, '"e"')).next;
}

describe('mergeSnapshot', () => {
  it('versions 42, 44, 43 keep 44 [D05]', () => {
    let state = createState(42);
    const comparisons = [44, 43].map((version) => {
      const { next, comparison } = mergeSnapshot(state, createEnvelope(version), byStream(`k1.${version}`));
      state = next;
      return comparison;
    });
    assert.deepEqual(comparisons, ['newer', 'older']);
    assert.equal(state.snapshot.version, 44);
    assert.equal(state.cursor, 'k1.44');
  });

  it('a read with version 5 after an event with version 7 changes nothing [D06]', () => {
    const state = mergeSnapshot(createState(4), createEnvelope(7), byStream('k1.7')).next;
    assert.deepEqual(mergeSnapshot(state, createEnvelope(5), byRead()), { next: state, comparison: 'older' });
  });

  it('version 1 of a new epoch is newer than version 42 [D07]', () => {
    const { next, comparison } = mergeSnapshot(createState(42), createEnvelope(1, 'k2'), byStream('k2.1'));
    assert.equal(comparison, 'newer');
    assert.equal(next.snapshot.version, 1);
    assert.deepEqual(next.retiredEpochs, ['k1']);
  });

  it('an event from a retired epoch must be confirmed by a read [D07]', () => {
    const next = mergeSnapshot(createState(42), createEnvelope(1, 'k2'), byStream()).next;
    assert.equal(mergeSnapshot(next, createEnvelope(43, 'k1'), byStream()).comparison, 'stale-epoch');
    const back = mergeSnapshot(next, createEnvelope(43, 'k1'), byRead(1));
    assert.equal(back.comparison, 'newer');
    assert.deepEqual(back.next.retiredEpochs, ['k2']);
  });

  it('a read that started before the epoch changed is older, with or without an epoch [D07]', () => {
    const next = mergeSnapshot(createState(42), createEnvelope(1, 'k2'), byStream()).next;
    assert.equal(mergeSnapshot(next, createEnvelope(43, 'k1'), byRead(0)).comparison, 'older');
    assert.equal(mergeSnapshot(next, { ...createEnvelope(43), epoch: undefined }, byRead(0)).comparison, 'older');
    assert.equal(mergeSnapshot(next, createEnvelope(2, 'k2'), byRead(0)).comparison, 'newer');
  });

  it('a cached response of another epoch is older [N21]', () => {
    const state = mergeSnapshot(undefined, { ...createEnvelope(1, 'k2'), serverTime: 100_000 }, byRead()).next;
    assert.equal(
      mergeSnapshot(state, { ...createEnvelope(42, 'k1'), serverTime: 90_000 }, byRead(0)).comparison,
      'older',
    );
    assert.equal(
      mergeSnapshot(state, { ...createEnvelope(42, 'k1'), serverTime: 99_000 }, byRead(0)).comparison,
      'newer',
    );
  });

  it('stores the epoch when it first arrives', () => {
    const state = { ...createState(42, undefined), epoch: undefined };
    assert.equal(mergeSnapshot(state, createEnvelope(41, 'k1'), byStream()).comparison, 'older');
    const { next, comparison } = mergeSnapshot(state, createEnvelope(42, 'k1'), byStream('k1.42'));
    assert.deepEqual([comparison, next.epoch, next.cursor], ['same', 'k1', 'k1.42']);
  });

  it('rejects another order', () => {
    const other = { ...createEnvelope(43), snapshot: createTestOrder(43, 'o2') };
    assert.equal(mergeSnapshot(createState(42), other, byRead()).comparison, 'wrong-resource');
  });

  it('keeps an ETag only for its own snapshot', () => {
    const state = createState(42);
    assert.equal(state.etag, '"e"');
    assert.equal(mergeSnapshot(state, createEnvelope(42), byStream()).next.etag, '"e"');
    assert.equal(mergeSnapshot(state, createEnvelope(43), byStream()).next.etag, undefined);
  });

  it('never lowers the version within an epoch', () => {
    const step = fc.record({ version: fc.nat(20), byStream: fc.boolean(), epoch: fc.constantFrom('k1', undefined) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let state = createState(5);
        for (const { version, byStream: isStream, epoch } of steps) {
          const previous = state.snapshot.version;
          const source = isStream ? byStream() : byRead();
          state = mergeSnapshot(state, { ...createEnvelope(version), epoch }, source).next;
          assert.equal(state.snapshot.version, Math.max(previous, version));
        }
      }),
    );
  });
});

describe('advanceCursor', () => {
  it('moves forward with unknown events, never back [D03]', () => {
    const state = createState(42);
    assert.equal(advanceCursor(state, 'k1.43').cursor, 'k1.43');
    assert.equal(advanceCursor(state, 'k1.41').cursor, 'k1.42');
    assert.equal(advanceCursor(state, undefined).cursor, 'k1.42');
    assert.equal(advanceCursor(state, 'opaque').cursor, 'opaque');
    assert.equal(advanceCursor({ ...state, retiredEpochs: ['k0'] }, 'k0.99').cursor, 'k1.42');
  });
});

describe('isBehind', () => {
  it('compares the snapshot with an announced version [D08]', () => {
    const state = { ...createState(42), retiredEpochs: ['k0'] };
    assert.equal(isBehind(state, undefined, 45), true);
    assert.equal(isBehind(state, 'k1', 42), false);
    assert.equal(isBehind(state, 'k2', 1), true);
    assert.equal(isBehind(state, 'k0', 99), false);
  });
});
