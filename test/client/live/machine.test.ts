import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextLookAt } from '../../../src/client/live/due.ts';
import { Drive, gaps, heartbeat, order, seeded, thing } from './drive.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('first load', () => {
  it('is a snapshot, then a stream, and live only with the first event', () => {
    const drive = new Drive();
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['connecting', 1, 0]);
    drive.answer(42);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['connecting', 1, 1]);
    drive.headers();
    assert.equal(drive.status, 'connecting');
    drive.hear(heartbeat(42));
    assert.deepEqual([drive.status, drive.version, drive.view.arrival], ['live', 42, 'load']);
  });

  it('N01: tries again with growing, jittered waits and no burst', () => {
    const drive = new Drive();
    drive.random = seeded(1);
    drive.onRead = () => drive.failRead();
    drive.failRead();
    drive.wait(10 * MINUTE);
    const waits = gaps(drive.reads);
    waits.forEach((wait, failures) => {
      assert.ok(wait >= SECOND - 1, `wait ${wait}`);
      assert.ok(wait <= Math.max(SECOND, Math.min(60, 2 ** failures) * SECOND) + 2, `wait ${failures}: ${wait}`);
    });
    const mean = (list: number[]) => list.reduce((sum, wait) => sum + wait, 0) / list.length;
    assert.ok(mean(waits.slice(6)) > 4 * mean(waits.slice(0, 4)));
    assert.ok(new Set(waits.slice(6)).size > 3);
    assert.ok(drive.reads.length < 40);
    assert.equal(drive.opens.length, 0);
    assert.equal(drive.status, 'connecting');
    assert.equal(drive.view.problem?.code, 'network');
  });

  it('D01: bad data is said, and tried again later', () => {
    const drive = new Drive();
    drive.failRead({ code: 'bad-data', issues: [{ path: 'id', message: 'expected string' }] });
    assert.equal(drive.status, 'bad-data');
    assert.equal(drive.view.problem?.issues?.[0]?.path, 'id');
    drive.wait(2 * SECOND);
    drive.goLive();
    assert.equal(drive.status, 'live');
    assert.equal(drive.view.problem, undefined);
  });

  it('in a hidden page is a snapshot without a stream', () => {
    const drive = new Drive({ isVisible: false });
    drive.answer(42);
    drive.wait(10 * MINUTE);
    assert.equal(drive.opens.length, 0);
    assert.ok(drive.reads.length <= 2);
    assert.equal(nextLookAt(drive.state, drive.now), Infinity);
    drive.send({ type: 'shown' });
    drive.goLive(43);
    assert.deepEqual([drive.status, drive.opens.length], ['live', 1]);
  });

  it('gives up on headers that take more than 10 s', () => {
    const drive = new Drive();
    drive.wait(9 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.wait(2 * SECOND);
    assert.equal(drive.view.problem?.code, 'timeout');
    drive.wait(2 * SECOND);
    assert.equal(drive.reads.length, 2);
    drive.answer(42);
    drive.wait(11 * SECOND);
    assert.equal(drive.view.problem?.code, 'timeout');
  });
});

describe('events', () => {
  it('D05: 42, 44, 43 show 44, and nothing flickers', () => {
    const drive = new Drive().goLive(41);
    const shown = [42, 44, 43].map((version) => {
      drive.hear(order(version));
      return drive.version;
    });
    assert.deepEqual(shown, [42, 44, 44]);
    assert.equal(drive.status, 'live');
  });

  it('D06: a snapshot of version 5 after the event of version 7 stays at 7', () => {
    const drive = new Drive().goLive(4);
    drive.send({ type: 'refresh' });
    drive.wait(2 * SECOND);
    drive.hear(order(7));
    const { checkedAt } = drive.view;
    drive.wait(SECOND);
    drive.answer(5);
    assert.deepEqual([drive.version, drive.status, drive.view.checkedAt], [7, 'live', checkedAt]);
  });

  it('D07: a new epoch with version 1 is taken, and its next versions too', () => {
    const drive = new Drive().goLive(42);
    drive.hear(order(1, 'k2'));
    assert.deepEqual([drive.version, drive.view.epoch], [1, 'k2']);
    drive.hear(order(2, 'k2'));
    assert.equal(drive.version, 2);
  });

  it('D07: polling finds the new epoch too', () => {
    const drive = new Drive({ mayStream: false });
    drive.answer(42);
    drive.wait(31 * SECOND);
    drive.answer(1, 'k2');
    assert.deepEqual([drive.version, drive.view.epoch], [1, 'k2']);
  });

  it('D08: a heartbeat three versions ahead is followed by a read within 2 s', () => {
    for (const random of [0, 0.5, 0.999]) {
      const drive = new Drive().goLive(42);
      drive.random = () => random;
      drive.wait(14 * SECOND);
      const before = drive.reads.length;
      drive.hear(heartbeat(45));
      drive.wait(2 * SECOND);
      assert.equal(drive.reads.length, before + 1);
      drive.answer(45);
      assert.deepEqual([drive.version, drive.status, drive.view.arrival], [45, 'live', 'update']);
      drive.wait(10 * SECOND);
      assert.equal(drive.reads.length, before + 1);
    }
  });

  it('D08: who cannot catch up is not live, and does not hammer', () => {
    const drive = new Drive().goLive(42);
    drive.onRead = () => drive.answer(42);
    const before = drive.reads.length;
    for (let beat = 0; beat < 40; beat += 1) {
      drive.hear(heartbeat(45 + beat));
      drive.wait(15 * SECOND);
    }
    assert.notEqual(drive.status, 'live');
    const reads = drive.reads.length - before;
    assert.ok(reads > 5 && reads < 60, `${reads} reads in 10 minutes`);
    drive.hear(heartbeat(42));
    assert.equal(drive.status, 'live');
  });

  it('D03: an event of an unknown kind moves the cursor and is looked into', () => {
    const drive = new Drive().goLive(42);
    drive.hear({ kind: 'unknown', id: 'k1.43' });
    assert.equal(drive.state.known?.cursor, 'k1.43');
    const before = drive.reads.length;
    drive.wait(2 * SECOND);
    assert.equal(drive.reads.length, before + 1);
    drive.answer(42);
    drive.wait(10 * SECOND);
    assert.equal(drive.reads.length, before + 1);
  });

  it('D18: an event that cannot be read changes nothing, is said, and is looked into', () => {
    const drive = new Drive().goLive(42);
    drive.hear({ kind: 'bad', id: 'k1.43', issues: [{ path: 'version', message: 'expected a number' }] });
    assert.deepEqual([drive.version, drive.view.problem?.code], [42, 'bad-data']);
    drive.wait(2 * SECOND);
    drive.answer(43);
    assert.deepEqual([drive.version, drive.view.problem], [43, undefined]);
  });

  it('an event of another order is bad data', () => {
    const drive = new Drive().goLive(42);
    drive.hear({ kind: 'snapshot', id: 'k1.43', ...thing(43), snapshot: { id: 'o2', version: 43 } });
    assert.deepEqual([drive.view.snapshot, drive.view.problem?.code], [{ id: 'o1', version: 42 }, 'bad-data']);
  });

  it('`gone` is followed by a read, without a cursor to go on from', () => {
    const drive = new Drive().goLive(42);
    drive.hear({ kind: 'gone', id: undefined, retryAfterMs: undefined });
    assert.equal(drive.state.known?.cursor, undefined);
    drive.wait(2 * SECOND);
    drive.answer(44);
    assert.deepEqual([drive.version, drive.state.known?.cursor], [44, 'k1.44']);
  });

  it('`gone` may ask for a wait', () => {
    const drive = new Drive().goLive(42);
    const before = drive.reads.length;
    drive.hear({ kind: 'gone', id: undefined, retryAfterMs: 20_000 });
    drive.wait(19 * SECOND);
    assert.equal(drive.reads.length, before);
    drive.wait(2 * SECOND);
    assert.equal(drive.reads.length, before + 1);
  });

  it('`end` is the last word', () => {
    const drive = new Drive().goLive(42);
    drive.hear(order(43), { kind: 'end', id: undefined }, order(44));
    assert.deepEqual([drive.status, drive.version, drive.state.stream], ['ended', 43, undefined]);
    drive.send({ type: 'online' });
    drive.send({ type: 'hidden' });
    drive.send({ type: 'shown' });
    drive.send({ type: 'woke', ms: 0 });
    drive.wait(60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 1]);
    assert.equal(nextLookAt(drive.state, drive.now), Infinity);
  });
});

describe('heartbeats', () => {
  it('N03: 40 s without an event is not live any more, and the stream is opened anew', () => {
    const drive = new Drive().goLive(42);
    drive.wait(39 * SECOND);
    assert.equal(drive.status, 'live');
    drive.wait(2 * SECOND);
    assert.equal(drive.status, 'stale');
    assert.equal(drive.view.problem?.code, 'silent');
    drive.wait(2 * SECOND);
    drive.answer(43);
    assert.equal(drive.opens.length, 2);
    assert.equal(drive.state.known?.cursor, 'k1.43');
    assert.equal(drive.status, 'connecting');
    drive.headers();
    drive.hear(heartbeat(43));
    assert.deepEqual([drive.status, drive.view.arrival], ['live', 'resync']);
  });

  it('N18: bytes that never become an event do not keep a stream alive', () => {
    const drive = new Drive();
    drive.answer(42);
    drive.headers();
    for (let second = 0; second < 39; second += 1) {
      drive.hear();
      drive.wait(SECOND);
    }
    assert.equal(drive.opens.length, 1);
    drive.wait(2 * SECOND);
    assert.equal(drive.view.problem?.code, 'silent');
  });

  it('keep a stream live for hours', () => {
    const drive = new Drive().goLive(42);
    for (let beat = 0; beat < 1_000; beat += 1) {
      drive.wait(15 * SECOND);
      drive.hear(heartbeat(42));
    }
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 1]);
    assert.equal(drive.view.checkedAt, drive.now);
  });
});
