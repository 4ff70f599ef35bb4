import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommittedChange } from '../../../src/server/change-feed/change-notification.ts';
import { DeliveredChanges, type ReadAfter } from '../../../src/server/change-feed/delivered-changes.ts';

/** A write takes at most ten units of time. Tests commit changes in any order of positions. */
function begin(): {
  told: DeliveredChanges;
  commit: (orderId: string, version: number, position: number) => void;
  look: () => Promise<string[]>;
  at: (time: number) => void;
  reads: number[];
} {
  let time = 0;
  const rows = new Map<string, CommittedChange>();
  const reads: number[] = [];
  const told = new DeliveredChanges({ maxWriteMs: 10, position: 100, now: () => time });
  const read: ReadAfter = async (position) => {
    reads.push(position);
    return [...rows.values()].filter((row) => row.position > position).toSorted((a, b) => a.position - b.position);
  };
  return {
    told,
    reads,
    commit: (orderId, version, position) => void rows.set(orderId, { orderId, version, position }),
    look: async () => (await told.poll(read)).map(({ orderId, version }) => `${orderId} ${version}`),
    at: (next) => void (time = next),
  };
}

describe('DeliveredChanges', () => {
  it('finds changes once, also if a commit with an early position comes late', async () => {
    const { commit, look, at } = begin();
    commit('a', 1, 120);
    assert.deepEqual(await look(), ['a 1']);
    at(9);
    commit('b', 1, 110);
    assert.deepEqual(await look(), ['b 1']);
    for (const time of [10, 12, 25, 26, 40, 60]) {
      at(time);
      assert.deepEqual(await look(), []);
    }
    commit('a', 2, 130);
    assert.deepEqual(await look(), ['a 2']);
  });

  it('does not find delivered changes', async () => {
    const { told, commit, look, at } = begin();
    const change = { orderId: 'a', version: 1, position: 120 };
    commit('a', 1, 120);
    assert.equal(told.markDelivered(change), true);
    for (let time = 0; time < 60; time += 3) {
      at(time);
      assert.deepEqual(await look(), []);
      if (time < 10) assert.equal(told.markDelivered(change), false);
    }
    assert.equal(told.markDelivered({ orderId: 'a', version: 2, position: 130 }), true);
  });

  it('polls from the end of a poll older than the longest write', async () => {
    const { commit, look, at, reads } = begin();
    for (const [time, position] of [
      [0, 120],
      [5, 130],
      [10, 140],
      [15, 150],
      [40, 160],
    ] as const) {
      at(time);
      commit('a', position, position);
      await look();
    }
    assert.deepEqual(reads, [100, 100, 120, 130, 150]);
  });

  it('delivers changes of a recreated order, whatever arrives late from before', () => {
    const { told } = begin();
    const first = { orderId: 'a', version: 1, position: 120 };
    const gone = { orderId: 'a', version: 2, position: 120, isDeleted: true };
    const again = { orderId: 'a', version: 1, position: 130 };
    assert.deepEqual(
      [first, gone, first, again, gone, again, first].map((each) => told.markDelivered(each)),
      [true, true, false, true, false, false, false],
    );
  });
});
