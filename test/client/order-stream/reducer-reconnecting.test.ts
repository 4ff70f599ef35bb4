import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { ReducerDriver, intervals, heartbeatMessage, snapshotMessage } from './support/reducer-driver.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('reconnecting', () => {
  it('resumes at the cursor, without a read, if the stream was fresh [N04]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.receive(snapshotMessage(43));
    drive.advance(12 * SECOND);
    drive.failStream();
    assert.equal(drive.status, 'connecting');
    drive.advance(SECOND);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 2]);
    drive.answerStream();
    drive.receive(snapshotMessage(45));
    assert.deepEqual([drive.version, drive.status, drive.result.updateType], [45, 'live', 'resync']);
  });

  it('waits at least 1 s between streams that delivered events', () => {
    const drive = new ReducerDriver();
    drive.random = () => 0;
    drive.onOpen = () => {
      drive.answerStream();
      drive.receive(heartbeatMessage(42));
      drive.failStream({ code: 'closed' });
    };
    drive.answerRead(42);
    drive.advance(5 * SECOND);
    assert.ok(drive.opens.length >= 4);
    for (const gap of intervals(drive.opens)) assert.ok(gap >= SECOND);
  });

  it('waits at least 1 s between streams without events', () => {
    const drive = new ReducerDriver();
    drive.random = () => 0;
    drive.onOpen = () => drive.failStream({ code: 'closed' });
    drive.onRead = () => drive.answerRead(42);
    drive.answerRead(42);
    drive.advance(MINUTE);
    assert.ok(drive.opens.length >= 2);
    for (const gap of intervals(drive.opens)) assert.ok(gap >= SECOND);
  });

  for (const [name, code] of [
    ['polls after streams that end immediately [N05, N06]', 'closed'],
    ['polls after responses that are not an event stream [S05]', 'not-a-stream'],
  ] as const) {
    it(name, () => {
      const drive = new ReducerDriver();
      drive.random = createSeededRandom(5);
      drive.onRead = () => drive.answerRead(42);
      drive.onOpen = () => {
        if (code === 'closed') drive.answerStream();
        drive.failStream({ code });
      };
      drive.answerRead(42);
      drive.advance(MINUTE);
      assert.equal(drive.opens.length, 3);
      assert.equal(drive.status, 'polling');
      drive.advance(3 * MINUTE);
      assert.equal(drive.opens.length, 3);
      drive.advance(90 * SECOND);
      assert.equal(drive.opens.length, 4);
      assert.equal(drive.status, 'polling');
    });
  }

  it('stops polling after a stream that works [N05]', () => {
    const drive = new ReducerDriver();
    drive.onRead = () => drive.answerRead(42);
    drive.onOpen = () => drive.failStream({ code: 'closed' });
    drive.answerRead(42);
    drive.advance(MINUTE);
    assert.equal(drive.status, 'polling');
    drive.onOpen = () => {
      drive.answerStream();
      drive.receive(heartbeatMessage(42));
    };
    while (drive.opens.length < 4) drive.advance(SECOND);
    const reads = drive.reads.length;
    for (let beat = 0; beat < 20; beat += 1) {
      drive.receive(heartbeatMessage(42));
      drive.advance(15 * SECOND);
    }
    assert.deepEqual([drive.status, drive.reads.length], ['live', reads]);
  });

  it('opens at most 10 streams a minute at a server that ends each after its first event [N05]', () => {
    const drive = new ReducerDriver();
    drive.random = () => 0.001;
    drive.onRead = () => drive.answerRead(42);
    drive.onOpen = () => {
      drive.answerStream();
      drive.receive(heartbeatMessage(42));
      drive.failStream({ code: 'closed' });
    };
    drive.answerRead(42);
    drive.advance(10 * MINUTE);
    for (const start of drive.opens) {
      assert.ok(drive.opens.filter((at) => at >= start && at < start + MINUTE).length <= 10);
    }
    drive.random = () => 0.5;
    const before = drive.opens.length;
    drive.advance(10 * MINUTE);
    assert.ok(drive.opens.length - before <= 21, `${drive.opens.length - before} opens`);
  });

  it('resets the back-off after an event and 10 s', () => {
    const failAfter = (healthMs: number) => {
      const drive = new ReducerDriver().goLive(42);
      drive.onRead = () => drive.answerRead(42);
      for (let failures = 0; failures < 6; failures += 1) {
        drive.failStream({ code: 'closed' });
        while (!drive.state.stream) drive.advance(100);
        drive.answerStream();
        drive.receive(heartbeatMessage(42));
      }
      drive.advance(healthMs);
      drive.failStream({ code: 'closed' });
      return drive.state.openAt - drive.now;
    };
    assert.equal(failAfter(9 * SECOND), 30 * SECOND);
    assert.equal(failAfter(11 * SECOND), SECOND / 2);
  });

  it('limits `retry:` to 1 s … 5 min [N08]', () => {
    for (const [retryMs, expectedMs] of [
      [0, 1_000],
      [5_000, 5_000],
      [99_999_999, 300_000],
    ] as const) {
      const drive = new ReducerDriver().goLive(42);
      drive.random = () => 0.5;
      drive.send({ type: 'messages', id: drive.streamId, messages: [], retryMs });
      drive.advance(11 * SECOND);
      drive.failStream({ code: 'closed' });
      assert.equal(drive.state.openAt - drive.now, expectedMs + 500);
    }
  });

  it('spreads 200 reconnecting clients over the whole window [N14]', () => {
    const random = createSeededRandom(200);
    const waits = Array.from({ length: 200 }, () => {
      const drive = new ReducerDriver().goLive(42);
      drive.advance(12 * SECOND);
      drive.random = random;
      const droppedAt = drive.now;
      drive.failStream();
      drive.advance(2 * SECOND);
      return (drive.opens.at(-1) ?? 0) - droppedAt;
    });
    const bins = new Array<number>(10).fill(0);
    for (const wait of waits) {
      const bin = Math.min(9, Math.floor(wait / 100));
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 20) ** 2 / 20, 0);
    assert.ok(chiSquare < 27.9, `χ² ${chiSquare} of ${bins}`);
  });

  it('retries the stream after polls without a network', () => {
    const drive = new ReducerDriver();
    drive.onRead = () => drive.answerRead(42);
    drive.onOpen = () => drive.failStream();
    drive.answerRead(42);
    drive.advance(20 * SECOND);
    assert.equal(drive.status, 'polling');
    drive.onRead = () => drive.failRead();
    drive.advance(40 * SECOND);
    drive.onRead = () => drive.answerRead(43);
    drive.onOpen = () => {
      drive.answerStream();
      drive.receive(heartbeatMessage(43));
    };
    drive.advance(30 * SECOND);
    assert.equal(drive.status, 'live');
  });

  it('keeps streaming after a short network failure', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.random = createSeededRandom(3);
    drive.advance(12 * SECOND);
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.failStream();
    drive.advance(20 * SECOND);
    drive.onOpen = undefined;
    drive.onRead = () => drive.answerRead(43);
    drive.advance(40 * SECOND);
    drive.answerStream();
    drive.receive(heartbeatMessage(43));
    assert.equal(drive.status, 'live');
  });
});
