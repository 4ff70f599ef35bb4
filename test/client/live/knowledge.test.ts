import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { absorb, isBehind, moveCursor, type Known } from '../../../src/client/live/knowledge.ts';
import fc from '../../support/fast-check.ts';
import { thing, type Thing } from './drive.ts';

const byStream = (id?: string) => ({ by: 'stream', id }) as const;
const byRead = (epochChanges = 0, etag?: string) => ({ by: 'read', epochChanges, etag }) as const;

function known(version: number, epoch: string | undefined = 'k1'): Known<Thing> {
  return absorb(undefined, thing(version, epoch), byRead(0, '"e"')).known;
}

describe('knowledge', () => {
  it('D05: of 42, 44, 43 the 44 stays', () => {
    let now = known(42);
    const standings = [44, 43].map((version) => {
      const taken = absorb(now, thing(version), byStream(`k1.${version}`));
      now = taken.known;
      return taken.standing;
    });
    assert.deepEqual(standings, ['newer', 'older']);
    assert.equal(now.snapshot.version, 44);
    assert.equal(now.cursor, 'k1.44');
  });

  it('D06: a read of version 5 after the event of version 7 changes nothing', () => {
    const seven = absorb(known(4), thing(7), byStream('k1.7')).known;
    assert.deepEqual(absorb(seven, thing(5), byRead()), { known: seven, standing: 'older' });
  });

  it('D07: a new epoch with version 1 after 42 is new', () => {
    const { known: next, standing } = absorb(known(42), thing(1, 'k2'), byStream('k2.1'));
    assert.equal(standing, 'newer');
    assert.equal(next.snapshot.version, 1);
    assert.deepEqual(next.retired, ['k1']);
  });

  it('D07: what a stream still says of the old epoch only a read can settle', () => {
    const next = absorb(known(42), thing(1, 'k2'), byStream()).known;
    assert.equal(absorb(next, thing(43, 'k1'), byStream()).standing, 'doubtful');
    const back = absorb(next, thing(43, 'k1'), byRead(1));
    assert.equal(back.standing, 'newer');
    assert.deepEqual(back.known.retired, ['k2']);
  });

  it('D07: a read that was asked for before the epoch changed is older, with its epoch or without', () => {
    const next = absorb(known(42), thing(1, 'k2'), byStream()).known;
    assert.equal(absorb(next, thing(43, 'k1'), byRead(0)).standing, 'older');
    assert.equal(absorb(next, { ...thing(43), epoch: undefined }, byRead(0)).standing, 'older');
    assert.equal(absorb(next, thing(2, 'k2'), byRead(0)).standing, 'newer');
  });

  it('N21: another epoch out of an old cache is older', () => {
    const now = absorb(undefined, { ...thing(1, 'k2'), serverTime: 100_000 }, byRead()).known;
    assert.equal(absorb(now, { ...thing(42, 'k1'), serverTime: 90_000 }, byRead(0)).standing, 'older');
    assert.equal(absorb(now, { ...thing(42, 'k1'), serverTime: 99_000 }, byRead(0)).standing, 'newer');
  });

  it('learns the epoch when it is first named', () => {
    const plain = known(42, undefined);
    const plainer = { ...plain, epoch: undefined };
    assert.equal(absorb(plainer, thing(41, 'k1'), byStream()).standing, 'older');
    const taken = absorb(plainer, thing(42, 'k1'), byStream('k1.42'));
    assert.deepEqual([taken.standing, taken.known.epoch, taken.known.cursor], ['same', 'k1', 'k1.42']);
  });

  it('refuses another resource', () => {
    const other = { ...thing(43), snapshot: { id: 'o2', version: 43 } };
    assert.equal(absorb(known(42), other, byRead()).standing, 'foreign');
  });

  it('keeps an ETag with the snapshot it came with', () => {
    const now = known(42);
    assert.equal(now.etag, '"e"');
    assert.equal(absorb(now, thing(42), byStream()).known.etag, '"e"');
    assert.equal(absorb(now, thing(43), byStream()).known.etag, undefined);
  });

  it('the version never falls within an epoch, however it came', () => {
    const step = fc.record({ version: fc.nat(20), byStream: fc.boolean(), epoch: fc.constantFrom('k1', undefined) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let now = known(5);
        for (const { version, byStream: isStream, epoch } of steps) {
          const before = now.snapshot.version;
          now = absorb(now, { ...thing(version), epoch }, isStream ? byStream() : byRead()).known;
          assert.ok(now.snapshot.version >= before);
          assert.equal(now.snapshot.version, Math.max(before, version));
        }
      }),
    );
  });
});

describe('cursor', () => {
  it('D03: moves on with events that mean nothing to us, never back', () => {
    const now = known(42);
    assert.equal(moveCursor(now, 'k1.43').cursor, 'k1.43');
    assert.equal(moveCursor(now, 'k1.41').cursor, 'k1.42');
    assert.equal(moveCursor(now, undefined).cursor, 'k1.42');
    assert.equal(moveCursor(now, 'opaque').cursor, 'opaque');
    assert.equal(moveCursor({ ...now, retired: ['k0'] }, 'k0.99').cursor, 'k1.42');
  });
});

describe('being behind', () => {
  it('D08: is knowing less than the server speaks of', () => {
    const now = { ...known(42), retired: ['k0'] };
    assert.equal(isBehind(now, undefined, 45), true);
    assert.equal(isBehind(now, 'k1', 42), false);
    assert.equal(isBehind(now, 'k2', 1), true);
    assert.equal(isBehind(now, 'k0', 99), false);
  });
});
