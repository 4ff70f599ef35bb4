import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Announcement } from '../../../src/server/store/database.ts';
import { ToldNews, type ReadAfter } from '../../../src/server/store/told-news.ts';

/** Ten units of time for a write; commits are made by hand, in any order of their positions. */
function begin(): { told: ToldNews; commit: (orderId: string, version: number, position: number) => void; look: () => Promise<string[]>; at: (time: number) => void; reads: number[] } {
  let time = 0;
  const rows = new Map<string, Announcement>();
  const reads: number[] = [];
  const told = new ToldNews({ longestWrite: 10, position: 100, now: () => time });
  const read: ReadAfter = async (position) => {
    reads.push(position);
    return [...rows.values()].filter((row) => row.position > position).toSorted((a, b) => a.position - b.position);
  };
  return {
    told,
    reads,
    commit: (orderId, version, position) => void rows.set(orderId, { orderId, version, position }),
    look: async () => (await told.look(read)).map(({ orderId, version }) => `${orderId} ${version}`),
    at: (next) => void (time = next),
  };
}

describe('told news', () => {
  it('are found once, also where a commit comes late with an early position', async () => {
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

  it('are not found where they were told, whenever that was', async () => {
    const { told, commit, look, at } = begin();
    const news = { orderId: 'a', version: 1, position: 120 };
    commit('a', 1, 120);
    assert.equal(told.take(news), true);
    for (let time = 0; time < 60; time += 3) {
      at(time);
      assert.deepEqual(await look(), []);
      if (time < 10) assert.equal(told.take(news), false);
    }
    assert.equal(told.take({ orderId: 'a', version: 2, position: 130 }), true);
  });

  it('are looked for from where a look of so long ago ended', async () => {
    const { commit, look, at, reads } = begin();
    for (const [time, position] of [[0, 120], [5, 130], [10, 140], [15, 150], [40, 160]] as const) {
      at(time);
      commit('a', position, position);
      await look();
    }
    assert.deepEqual(reads, [100, 100, 120, 130, 150]);
  });

  it('are told anew of an order that was gone, whatever comes late of the one before', () => {
    const { told } = begin();
    const first = { orderId: 'a', version: 1, position: 120 };
    const gone = { orderId: 'a', version: 2, position: 120, isLast: true };
    const again = { orderId: 'a', version: 1, position: 130 };
    assert.deepEqual([first, gone, first, again, gone, again, first].map((each) => told.take(each)), [true, true, false, true, false, false, false]);
  });
});
