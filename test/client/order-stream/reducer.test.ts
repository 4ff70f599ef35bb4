import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextTickAt } from '../../../src/client/order-stream/selectors.ts';
import { ReducerDriver, intervals, heartbeatMessage, snapshotMessage } from './support/reducer-driver.ts';
import { createEnvelope, createTestOrder } from '../support/test-order.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('first load', () => {
  it('reads a snapshot, then opens a stream, and is live after the first event', () => {
    const drive = new ReducerDriver();
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['connecting', 1, 0]);
    drive.answerRead(42);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['connecting', 1, 1]);
    drive.answerStream();
    assert.equal(drive.status, 'connecting');
    drive.receive(heartbeatMessage(42));
    assert.deepEqual([drive.status, drive.version, drive.result.updateType], ['live', 42, 'initial']);
  });

  it('retries with growing, jittered waits [N01]', () => {
    const drive = new ReducerDriver();
    drive.random = createSeededRandom(1);
    drive.onRead = () => drive.failRead();
    drive.failRead();
    drive.advance(10 * MINUTE);
    const waits = intervals(drive.reads);
    waits.forEach((wait, failures) => {
      assert.ok(wait >= SECOND - 1, `wait ${wait}`);
      assert.ok(wait <= Math.max(SECOND, Math.min(60, 2 ** failures) * SECOND) + 2, `wait ${failures}: ${wait}`);
    });
    const mean = (list: number[]) => list.reduce((sum, wait) => sum + wait, 0) / list.length;
    assert.ok(mean(waits.slice(6)) > 4 * mean(waits.slice(0, 4)));
    assert.ok(new Set(waits.slice(6)).size > 3);
    assert.ok(drive.reads.length < 40);
    assert.equal(drive.opens.length, 0);
    assert.equal(drive.status, 'unreachable');
    assert.equal(drive.result.lastFailure?.code, 'network');
  });

  it('reports bad data and retries later [D01]', () => {
    const drive = new ReducerDriver();
    drive.failRead({ code: 'bad-data', issues: [{ path: 'id', message: 'expected string' }] });
    assert.equal(drive.status, 'bad-data');
    assert.equal(drive.result.lastFailure?.issues?.[0]?.path, 'id');
    drive.advance(2 * SECOND);
    drive.goLive();
    assert.equal(drive.status, 'live');
    assert.equal(drive.result.lastFailure, undefined);
  });

  it('opens no stream in a hidden page', () => {
    const drive = new ReducerDriver({ isVisible: false });
    drive.answerRead(42);
    drive.advance(10 * MINUTE);
    assert.equal(drive.opens.length, 0);
    assert.ok(drive.reads.length <= 2);
    assert.equal(nextTickAt(drive.state, drive.now), Infinity);
    drive.send({ type: 'visible' });
    drive.goLive(43);
    assert.deepEqual([drive.status, drive.opens.length], ['live', 1]);
  });

  it('times out after 10 s without response headers', () => {
    const drive = new ReducerDriver();
    drive.advance(9 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.advance(2 * SECOND);
    assert.equal(drive.result.lastFailure?.code, 'timeout');
    drive.advance(2 * SECOND);
    assert.equal(drive.reads.length, 2);
    drive.answerRead(42);
    drive.advance(11 * SECOND);
    assert.equal(drive.result.lastFailure?.code, 'timeout');
  });
});

describe('events', () => {
  it('keeps version 44 after 42, 44, 43 [D05]', () => {
    const drive = new ReducerDriver().goLive(41);
    const versions = [42, 44, 43].map((version) => {
      drive.receive(snapshotMessage(version));
      return drive.version;
    });
    assert.deepEqual(versions, [42, 44, 44]);
    assert.equal(drive.status, 'live');
  });

  it('keeps version 7 of an event after a read with version 5 [D06]', () => {
    const drive = new ReducerDriver().goLive(4);
    drive.send({ type: 'refresh' });
    drive.advance(2 * SECOND);
    drive.receive(snapshotMessage(7));
    const { checkedAt } = drive.result;
    drive.advance(SECOND);
    drive.answerRead(5);
    assert.deepEqual([drive.version, drive.status, drive.result.checkedAt], [7, 'live', checkedAt]);
  });

  it('accepts version 1 of a new epoch, and its next versions [D07]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive(snapshotMessage(1, 'k2'));
    assert.deepEqual([drive.version, drive.result.epoch], [1, 'k2']);
    drive.receive(snapshotMessage(2, 'k2'));
    assert.equal(drive.version, 2);
  });

  it('accepts a new epoch while polling [D07]', () => {
    const drive = new ReducerDriver({ hasStreamLock: false });
    drive.answerRead(42);
    drive.advance(31 * SECOND);
    drive.answerRead(1, 'k2');
    assert.deepEqual([drive.version, drive.result.epoch], [1, 'k2']);
  });

  it('reads within 2 s after a heartbeat that is three versions ahead [D08]', () => {
    for (const random of [0, 0.5, 0.999]) {
      const drive = new ReducerDriver().goLive(42);
      drive.random = () => random;
      drive.advance(14 * SECOND);
      const before = drive.reads.length;
      drive.receive(heartbeatMessage(45));
      drive.advance(2 * SECOND);
      assert.equal(drive.reads.length, before + 1);
      drive.answerRead(45);
      assert.deepEqual([drive.version, drive.status, drive.result.updateType], [45, 'live', 'update']);
      drive.advance(10 * SECOND);
      assert.equal(drive.reads.length, before + 1);
    }
  });

  it('is not live while behind, and slows its reads down [D08]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.onRead = () => drive.answerRead(42);
    const before = drive.reads.length;
    for (let beat = 0; beat < 40; beat += 1) {
      drive.receive(heartbeatMessage(45 + beat));
      drive.advance(15 * SECOND);
    }
    assert.notEqual(drive.status, 'live');
    const reads = drive.reads.length - before;
    assert.ok(reads > 5 && reads < 60, `${reads} reads in 10 minutes`);
    drive.receive(heartbeatMessage(42));
    assert.equal(drive.status, 'live');
  });

  it('moves the cursor and reads after an unknown event [D03]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive({ kind: 'unknown', id: 'k1.43' });
    assert.equal(drive.state.snapshotState?.cursor, 'k1.43');
    const before = drive.reads.length;
    drive.advance(2 * SECOND);
    assert.equal(drive.reads.length, before + 1);
    drive.answerRead(42);
    drive.advance(10 * SECOND);
    assert.equal(drive.reads.length, before + 1);
  });

  it('keeps the snapshot, reports bad data and reads after an invalid event [D18]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive({ kind: 'invalid', id: 'k1.43', issues: [{ path: 'version', message: 'expected a number' }] });
    assert.deepEqual([drive.version, drive.result.lastFailure?.code], [42, 'bad-data']);
    drive.advance(2 * SECOND);
    drive.answerRead(43);
    assert.deepEqual([drive.version, drive.result.lastFailure], [43, undefined]);
  });

  it('reports an event of another order as bad data', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive({ kind: 'snapshot', id: 'k1.43', ...createEnvelope(43), snapshot: createTestOrder(43, 'o2') });
    assert.deepEqual([drive.result.snapshot, drive.result.lastFailure?.code], [{ id: 'o1', version: 42 }, 'bad-data']);
  });

  it('`gone` drops the cursor and causes a read', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive({ kind: 'gone', id: undefined, retryAfterMs: undefined });
    assert.equal(drive.state.snapshotState?.cursor, undefined);
    drive.advance(2 * SECOND);
    drive.answerRead(44);
    assert.deepEqual([drive.version, drive.state.snapshotState?.cursor], [44, 'k1.44']);
  });

  it('`gone` may delay the read', () => {
    const drive = new ReducerDriver().goLive(42);
    const before = drive.reads.length;
    drive.receive({ kind: 'gone', id: undefined, retryAfterMs: 20_000 });
    drive.advance(19 * SECOND);
    assert.equal(drive.reads.length, before);
    drive.advance(2 * SECOND);
    assert.equal(drive.reads.length, before + 1);
  });

  it('`end` stops all requests', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive(snapshotMessage(43), { kind: 'end', id: undefined }, snapshotMessage(44));
    assert.deepEqual([drive.status, drive.version, drive.state.stream], ['ended', 43, undefined]);
    drive.send({ type: 'online' });
    drive.send({ type: 'hidden' });
    drive.send({ type: 'visible' });
    drive.send({ type: 'clock-jumped', ms: 0 });
    drive.advance(60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 1]);
    assert.equal(nextTickAt(drive.state, drive.now), Infinity);
  });
});

describe('heartbeats', () => {
  it('is stale after 40 s without an event, and reconnects [N03]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.advance(39 * SECOND);
    assert.equal(drive.status, 'live');
    drive.advance(2 * SECOND);
    assert.equal(drive.status, 'stale');
    assert.equal(drive.result.lastFailure?.code, 'idle-timeout');
    drive.advance(2 * SECOND);
    drive.answerRead(43);
    assert.equal(drive.opens.length, 2);
    assert.equal(drive.state.snapshotState?.cursor, 'k1.43');
    assert.equal(drive.status, 'connecting');
    drive.answerStream();
    drive.receive(heartbeatMessage(43));
    assert.deepEqual([drive.status, drive.result.updateType], ['live', 'resync']);
  });

  it('times out on bytes without an event [N18]', () => {
    const drive = new ReducerDriver();
    drive.answerRead(42);
    drive.answerStream();
    for (let second = 0; second < 39; second += 1) {
      drive.receive();
      drive.advance(SECOND);
    }
    assert.equal(drive.opens.length, 1);
    drive.advance(2 * SECOND);
    assert.equal(drive.result.lastFailure?.code, 'idle-timeout');
  });

  it('stays live for hours', () => {
    const drive = new ReducerDriver().goLive(42);
    for (let beat = 0; beat < 1_000; beat += 1) {
      drive.advance(15 * SECOND);
      drive.receive(heartbeatMessage(42));
    }
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 1]);
    assert.equal(drive.result.checkedAt, drive.now);
  });
});
