import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Drive, gaps, heartbeat, order, seeded } from './drive.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('reconnecting', () => {
  it('N04: goes on by the cursor, without a snapshot, when the stream was fresh', () => {
    const drive = new Drive().goLive(42);
    drive.hear(order(43));
    drive.wait(12 * SECOND);
    drive.failStream();
    assert.equal(drive.status, 'connecting');
    drive.wait(SECOND);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 2]);
    drive.headers();
    drive.hear(order(45));
    assert.deepEqual([drive.version, drive.status, drive.view.arrival], [45, 'live', 'resync']);
  });

  it('leaves at least 1 s between opens, also when the stream was good', () => {
    const drive = new Drive();
    drive.random = () => 0;
    drive.onOpen = () => {
      drive.headers();
      drive.hear(heartbeat(42));
      drive.failStream({ code: 'closed' });
    };
    drive.answer(42);
    drive.wait(5 * SECOND);
    assert.ok(drive.opens.length >= 4);
    for (const gap of gaps(drive.opens)) assert.ok(gap >= SECOND);
  });

  it('leaves at least 1 s between opens', () => {
    const drive = new Drive();
    drive.random = () => 0;
    drive.onOpen = () => drive.failStream({ code: 'closed' });
    drive.onRead = () => drive.answer(42);
    drive.answer(42);
    drive.wait(MINUTE);
    assert.ok(drive.opens.length >= 2);
    for (const gap of gaps(drive.opens)) assert.ok(gap >= SECOND);
  });

  for (const [id, code] of [['N05', 'closed'], ['N06', 'closed'], ['S05', 'not-a-stream']] as const) {
    it(`${id}: a stream that ends as soon as it opened (${code}) is given up for polling`, () => {
      const drive = new Drive();
      drive.random = seeded(5);
      drive.onRead = () => drive.answer(42);
      drive.onOpen = () => {
        if (code === 'closed') drive.headers();
        drive.failStream({ code });
      };
      drive.answer(42);
      drive.wait(MINUTE);
      assert.equal(drive.opens.length, 3);
      assert.equal(drive.status, 'polling');
      drive.wait(3 * MINUTE);
      assert.equal(drive.opens.length, 3);
      drive.wait(90 * SECOND);
      assert.equal(drive.opens.length, 4);
      assert.equal(drive.status, 'polling');
    });
  }

  it('N05: a stream that works in the end takes the place of polling', () => {
    const drive = new Drive();
    drive.onRead = () => drive.answer(42);
    drive.onOpen = () => drive.failStream({ code: 'closed' });
    drive.answer(42);
    drive.wait(MINUTE);
    assert.equal(drive.status, 'polling');
    drive.onOpen = () => {
      drive.headers();
      drive.hear(heartbeat(42));
    };
    while (drive.opens.length < 4) drive.wait(SECOND);
    const reads = drive.reads.length;
    for (let beat = 0; beat < 20; beat += 1) {
      drive.hear(heartbeat(42));
      drive.wait(15 * SECOND);
    }
    assert.deepEqual([drive.status, drive.reads.length], ['live', reads]);
  });

  it('N05: a server that greets and hangs up for ever is opened 10 times a minute at most, ever less often', () => {
    const drive = new Drive();
    drive.random = () => 0.001;
    drive.onRead = () => drive.answer(42);
    drive.onOpen = () => {
      drive.headers();
      drive.hear(heartbeat(42));
      drive.failStream({ code: 'closed' });
    };
    drive.answer(42);
    drive.wait(10 * MINUTE);
    for (const start of drive.opens) {
      assert.ok(drive.opens.filter((at) => at >= start && at < start + MINUTE).length <= 10);
    }
    drive.random = () => 0.5;
    const before = drive.opens.length;
    drive.wait(10 * MINUTE);
    assert.ok(drive.opens.length - before <= 21, `${drive.opens.length - before} opens`);
  });

  it('starts the back-off anew only after an event and 10 s of health', () => {
    const failAfter = (healthMs: number) => {
      const drive = new Drive().goLive(42);
      drive.onRead = () => drive.answer(42);
      for (let failures = 0; failures < 6; failures += 1) {
        drive.failStream({ code: 'closed' });
        while (!drive.state.stream) drive.wait(100);
        drive.headers();
        drive.hear(heartbeat(42));
      }
      drive.wait(healthMs);
      drive.failStream({ code: 'closed' });
      return drive.state.openAt - drive.now;
    };
    assert.equal(failAfter(9 * SECOND), 30 * SECOND);
    assert.equal(failAfter(11 * SECOND), SECOND / 2);
  });

  it('N08: `retry:` is honoured between 1 s and 5 min', () => {
    for (const [retryMs, waited] of [[0, 1_000], [5_000, 5_000], [99_999_999, 300_000]] as const) {
      const drive = new Drive().goLive(42);
      drive.random = () => 0.5;
      drive.send({ type: 'heard', id: drive.streamId, messages: [], retryMs });
      drive.wait(11 * SECOND);
      drive.failStream({ code: 'closed' });
      assert.equal(drive.state.openAt - drive.now, waited + 500);
    }
  });

  it('N14: 200 clients dropped together spread over the whole window', () => {
    const random = seeded(200);
    const waits = Array.from({ length: 200 }, () => {
      const drive = new Drive().goLive(42);
      drive.wait(12 * SECOND);
      drive.random = random;
      const droppedAt = drive.now;
      drive.failStream();
      drive.wait(2 * SECOND);
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

  it('a poll that finds no network leads back to the stream once there is one', () => {
    const drive = new Drive();
    drive.onRead = () => drive.answer(42);
    drive.onOpen = () => drive.failStream();
    drive.answer(42);
    drive.wait(20 * SECOND);
    assert.equal(drive.status, 'polling');
    drive.onRead = () => drive.failRead();
    drive.wait(40 * SECOND);
    drive.onRead = () => drive.answer(43);
    drive.onOpen = () => {
      drive.headers();
      drive.hear(heartbeat(43));
    };
    drive.wait(30 * SECOND);
    assert.equal(drive.status, 'live');
  });

  it('a blip of the network does not cost the stream', () => {
    const drive = new Drive().goLive(42);
    drive.random = seeded(3);
    drive.wait(12 * SECOND);
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.failStream();
    drive.wait(20 * SECOND);
    drive.onOpen = undefined;
    drive.onRead = () => drive.answer(43);
    drive.wait(40 * SECOND);
    drive.headers();
    drive.hear(heartbeat(43));
    assert.equal(drive.status, 'live');
  });
});
