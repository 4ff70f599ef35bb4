import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nextLookAt } from '../../../src/client/live/due.ts';
import { statusOf } from '../../../src/client/live/status.ts';
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
    drive.answer(5);
    assert.deepEqual([drive.version, drive.status], [7, 'live']);
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
    while (drive.status !== 'live') drive.wait(SECOND);
    assert.equal(drive.opens.length, 4);
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

describe('answers', () => {
  for (const status of [403, 404, 410]) {
    it(`S03: ${status} stops everything`, () => {
      const drive = new Drive();
      drive.failRead({ code: 'status', status });
      assert.equal(drive.status, status === 403 ? 'denied' : 'not-found');
      drive.wait(60 * MINUTE);
      assert.equal(drive.reads.length, 1);
      drive.send({ type: 'refresh' });
      drive.goLive(42);
      assert.equal(drive.status, 'live');
    });

    it(`S03: ${status} of the stream alone is for the snapshot to decide`, () => {
      const drive = new Drive();
      drive.answer(42);
      drive.failStream({ code: 'status', status });
      drive.wait(2 * SECOND);
      assert.equal(drive.reads.length, 2);
      drive.failRead({ code: 'status', status });
      drive.wait(60 * MINUTE);
      assert.deepEqual([drive.reads.length, drive.opens.length], [2, 1]);
    });
  }

  it('a shop that only answers GET is polled every 30 s ± 20 %, and asked for a stream every 5 min', () => {
    const drive = new Drive();
    drive.random = seeded(7);
    drive.onRead = () => drive.answer(42);
    drive.onOpen = () => drive.failStream({ code: 'status', status: 404 });
    drive.answer(42);
    drive.wait(10 * SECOND);
    const since = drive.reads.length - 1;
    drive.wait(20 * MINUTE);
    for (const gap of gaps(drive.reads.slice(since))) assert.ok(gap >= 24_000 && gap <= 36_010, `gap ${gap}`);
    for (const gap of gaps(drive.opens)) assert.ok(gap >= 300_000 && gap < 310_000, `gap ${gap}`);
    assert.equal(drive.status, 'polling');
  });

  it('204 of the stream is the last word', () => {
    const drive = new Drive();
    drive.answer(42);
    drive.failStream({ code: 'status', status: 204 });
    assert.equal(drive.status, 'ended');
  });

  for (const [name, retryAfterMs, atLeast, below] of [
    ['30 s', 30_000, 30_000, 31_000],
    ['−5 s', -5_000, 1_000, 2_000],
    ['a day', 86_400_000, 3_600_000, 3_601_000],
    ['nothing', undefined, 0, 1_000],
  ] as const) {
    it(`S04: 429 that asks for ${name}`, () => {
      for (const random of [0, 0.5, 0.99]) {
        const drive = new Drive();
        drive.random = () => random;
        drive.wait(2 * SECOND);
        const failedAt = drive.now;
        drive.failRead({ code: 'status', status: 429, retryAfterMs });
        drive.wait(2 * 60 * MINUTE);
        const wait = (drive.reads[1] ?? 0) - failedAt;
        assert.ok(wait >= atLeast && wait <= below, `waited ${wait}`);
      }
    });
  }

  it('S04: no hint of the browser shortens what the server asked for', () => {
    const drive = new Drive();
    drive.failRead({ code: 'status', status: 429, retryAfterMs: 30_000 });
    drive.wait(5 * SECOND);
    drive.send({ type: 'online' });
    drive.send({ type: 'refresh' });
    drive.wait(20 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.wait(6 * SECOND);
    assert.equal(drive.reads.length, 2);
  });

  it('401 is followed by one new token, then by the same request', () => {
    const drive = new Drive();
    drive.failRead({ code: 'status', status: 401 });
    assert.equal(drive.state.renewal?.of, 'read');
    assert.equal(drive.status, 'connecting');
    drive.wait(2 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.send({ type: 'renewed', id: drive.state.renewal?.id ?? 0 });
    assert.equal(drive.reads.length, 2);
    drive.goLive(42);
    assert.equal(drive.status, 'live');
  });

  it('401 again, or no new token, is the end until someone signs in', () => {
    const again = new Drive();
    again.failRead({ code: 'status', status: 401 });
    again.send({ type: 'renewed', id: again.state.renewal?.id ?? 0 });
    again.wait(2 * SECOND);
    again.failRead({ code: 'status', status: 401 });
    const none = new Drive();
    none.failRead({ code: 'status', status: 401 });
    none.send({ type: 'failed', id: none.state.renewal?.id ?? 0, failure: { code: 'status', status: 401 } });
    for (const drive of [again, none]) {
      assert.deepEqual([drive.status, drive.view.problem?.status], ['denied', 401]);
      drive.wait(60 * MINUTE);
      assert.equal(drive.state.read, undefined);
    }
  });

  it('a token function that fails or hangs is asked again later', () => {
    const drive = new Drive();
    drive.failRead({ code: 'status', status: 401 });
    drive.send({ type: 'failed', id: drive.state.renewal?.id ?? 0, failure: { code: 'token' } });
    assert.equal(drive.status, 'connecting');
    drive.wait(2 * SECOND);
    assert.equal(drive.reads.length, 2);
    drive.failRead({ code: 'status', status: 401 });
    drive.wait(11 * SECOND);
    assert.equal(drive.state.renewal, undefined);
    drive.wait(3 * SECOND);
    assert.equal(drive.reads.length, 3);
  });

  it('S02: a token that expires mid-stream is renewed without a gap', () => {
    const drive = new Drive().goLive(42);
    drive.wait(5 * SECOND);
    const old = drive.streamId;
    drive.hear({ kind: 'auth', id: undefined });
    assert.equal(drive.streamId, old);
    drive.send({ type: 'renewed', id: drive.state.renewal?.id ?? 0 });
    assert.notEqual(drive.streamId, old);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 2]);
    drive.headers();
    drive.hear(order(43));
    assert.deepEqual([drive.status, drive.version, drive.view.arrival], ['live', 43, 'update']);
  });

  it('S02: when the new stream does not come, it is not called live', () => {
    const drive = new Drive().goLive(42);
    drive.wait(5 * SECOND);
    drive.hear({ kind: 'auth', id: undefined });
    drive.send({ type: 'renewed', id: drive.state.renewal?.id ?? 0 });
    drive.failStream();
    assert.equal(drive.status, 'connecting');
  });

  it('401 of the stream is renewed once; after that the snapshot decides', () => {
    const drive = new Drive();
    drive.answer(42);
    drive.failStream({ code: 'status', status: 401 });
    drive.send({ type: 'renewed', id: drive.state.renewal?.id ?? 0 });
    drive.wait(2 * SECOND);
    assert.equal(drive.opens.length, 2);
    drive.failStream({ code: 'status', status: 401 });
    drive.wait(2 * SECOND);
    assert.deepEqual([drive.reads.length, drive.state.renewal], [2, undefined]);
    drive.answer(42);
    assert.equal(drive.status, 'polling');
  });
});

describe('network hints', () => {
  it('N09: offline does not close a stream that works', () => {
    const drive = new Drive().goLive(42);
    const { streamId } = drive;
    drive.send({ type: 'offline' });
    assert.deepEqual([drive.status, drive.streamId], ['live', streamId]);
    drive.hear(order(43));
    drive.send({ type: 'online' });
    assert.deepEqual([drive.status, drive.streamId, drive.reads.length], ['live', streamId, 1]);
  });

  it('N10: offline for 10 min, then online: one snapshot, then a stream, within 2 s', () => {
    const drive = new Drive().goLive(42);
    drive.wait(12 * SECOND);
    drive.hear(heartbeat(42));
    const { checkedAt } = drive.view;
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.send({ type: 'offline' });
    drive.failStream();
    drive.wait(10 * MINUTE);
    assert.equal(drive.status, 'offline');
    assert.equal(drive.view.checkedAt, checkedAt);
    drive.onRead = () => drive.answer(50);
    drive.onOpen = () => {
      drive.headers();
      drive.hear(heartbeat(50));
    };
    const [reads, opens] = [drive.reads.length, drive.opens.length];
    drive.send({ type: 'online' });
    drive.wait(2 * SECOND);
    assert.deepEqual([drive.status, drive.version, drive.view.arrival], ['live', 50, 'resync']);
    assert.deepEqual([drive.reads.length - reads, drive.opens.length - opens], [1, 1]);
  });

  it('N11: without a network that the browser knows of, the back-off is the same', () => {
    const drive = new Drive().goLive(42);
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.failStream();
    drive.wait(10 * MINUTE);
    assert.equal(drive.status, 'stale');
    assert.ok(drive.reads.length < 40);
  });
});

describe('the page', () => {
  it('L04: hidden for 30 s closes the stream, visible again is one snapshot and one stream', () => {
    const drive = new Drive().goLive(42);
    drive.wait(10 * SECOND);
    drive.send({ type: 'hidden' });
    drive.wait(29 * SECOND);
    assert.notEqual(drive.state.stream, undefined);
    drive.wait(2 * SECOND);
    assert.equal(drive.state.stream, undefined);
    assert.equal(nextLookAt(drive.state, drive.now), Infinity);
    drive.wait(60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 1]);
    drive.send({ type: 'shown' });
    assert.equal(drive.status, 'stale');
    drive.goLive(50);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 2, 2]);
    assert.equal(drive.view.arrival, 'resync');
  });

  it('L04: with polling too', () => {
    const drive = new Drive({ mayStream: false });
    drive.onRead = () => drive.answer(42);
    drive.answer(42);
    drive.send({ type: 'hidden' });
    drive.wait(60 * MINUTE);
    const reads = drive.reads.length;
    assert.ok(reads <= 3);
    drive.send({ type: 'shown' });
    assert.equal(drive.reads.length, reads + 1);
    assert.equal(drive.status, 'polling');
  });

  it('a short look away costs nothing', () => {
    const drive = new Drive().goLive(42);
    for (let look = 0; look < 20; look += 1) {
      drive.send({ type: 'hidden' });
      drive.wait(SECOND);
      drive.send({ type: 'shown' });
      drive.hear(heartbeat(42));
    }
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 1]);
  });

  it('L06: a restored page reads before it is called live', () => {
    const drive = new Drive().goLive(42);
    drive.send({ type: 'frozen' });
    assert.deepEqual([drive.state.stream, drive.state.read], [undefined, undefined]);
    assert.equal(nextLookAt(drive.state, drive.now), Infinity);
    drive.wait(2 * SECOND);
    drive.send({ type: 'thawed' });
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['stale', 2, 1]);
    drive.answer(43);
    assert.deepEqual([drive.status, drive.opens.length], ['connecting', 2]);
  });

  it('`thawed` without having been frozen, as on every load, is nothing', () => {
    const drive = new Drive().goLive(42);
    drive.send({ type: 'thawed' });
    assert.deepEqual([drive.status, drive.reads.length], ['live', 1]);
  });

  it('L07: after sleep it is stale at once, as old as it truly is, and read anew', () => {
    const drive = new Drive().goLive(42);
    const { checkedAt = 0 } = drive.view;
    drive.wait(5 * SECOND);
    drive.send({ type: 'woke', ms: 8 * 60 * MINUTE });
    assert.equal(drive.status, 'stale');
    assert.equal(drive.view.checkedAt, checkedAt - 8 * 60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.state.stream], [2, undefined]);
    drive.goLive(60);
    assert.equal(drive.status, 'live');
  });

  it('K09: looks at itself every 15 s at least, so that no timer overflows and sleep is noticed', () => {
    const drive = new Drive().goLive(42);
    assert.ok(nextLookAt(drive.state, drive.now) - drive.now <= 15 * SECOND);
  });

  it('L08: without a user nothing is started, and what was not answered is given up', () => {
    const drive = new Drive();
    drive.send({ type: 'unused' });
    assert.equal(drive.state.read, undefined);
    drive.wait(MINUTE);
    assert.equal(drive.reads.length, 1);
    drive.send({ type: 'used' });
    assert.equal(drive.reads.length, 2);
  });

  it('L02: an established stream outlives the moment without a user', () => {
    const drive = new Drive().goLive(42);
    const { streamId } = drive;
    drive.send({ type: 'unused' });
    drive.send({ type: 'used' });
    assert.deepEqual([drive.streamId, drive.status], [streamId, 'live']);
  });
});

describe('other tabs', () => {
  it('X11: any number of pokes is one read in 5 s', () => {
    const drive = new Drive().goLive(42);
    drive.onRead = () => drive.answer(42);
    const before = drive.reads.length;
    for (let tenth = 0; tenth < 300; tenth += 1) {
      drive.send({ type: 'poked' });
      drive.wait(100);
    }
    const reads = drive.reads.slice(before - 1);
    assert.ok(reads.length - 1 >= 5 && reads.length - 1 <= 6, `${reads.length - 1} reads`);
    for (const gap of gaps(reads)) assert.ok(gap >= 5 * SECOND);
    assert.equal(drive.version, 42);
  });

  it('L16: whoever may not stream is fresh within 60 s, and streams once the turn comes', () => {
    const drive = new Drive({ mayStream: false });
    drive.onRead = () => drive.answer(42);
    drive.answer(42);
    for (let minute = 0; minute < 30; minute += 1) {
      drive.wait(MINUTE);
      assert.equal(drive.status, 'polling');
      assert.ok(drive.now - (drive.view.checkedAt ?? 0) < MINUTE);
    }
    drive.send({ type: 'permitted', mayStream: true });
    drive.wait(SECOND);
    drive.headers();
    drive.hear(heartbeat(42));
    assert.equal(drive.status, 'live');
    drive.send({ type: 'permitted', mayStream: false });
    assert.equal(drive.state.stream, undefined);
  });
});

describe('at any moment', () => {
  it('the machine never stalls, never spins, and never reads or opens twice within a second', () => {
    const happening = fc.oneof(
      { weight: 4, arbitrary: fc.record({ wait: fc.integer({ min: 0, max: 50_000 }) }) },
      { weight: 3, arbitrary: fc.record({ read: fc.constantFrom('ok', 'network', 'timeout', 'bad-data', 429, 503, 401) }) },
      { weight: 3, arbitrary: fc.record({ stream: fc.constantFrom('headers', 'beat', 'order', 'ahead', 'closed', 'network', 503, 401) }) },
      { weight: 2, arbitrary: fc.record({ signal: fc.constantFrom('shown', 'hidden', 'online', 'offline', 'frozen', 'thawed', 'poked', 'refresh', 'used', 'unused') }) },
      { weight: 1, arbitrary: fc.record({ renewal: fc.boolean() }) },
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), fc.nat(), (happenings, seed) => {
        const drive = new Drive();
        drive.random = seeded(seed);
        let version = 42;
        for (const one of happenings) {
          if ('wait' in one) drive.wait(one.wait);
          else if ('signal' in one) drive.send({ type: one.signal as 'shown' });
          else if ('renewal' in one) {
            const id = drive.state.renewal?.id ?? -1;
            drive.send(one.renewal ? { type: 'renewed', id } : { type: 'failed', id, failure: { code: 'token' } });
          } else if ('read' in one) {
            if (one.read === 'ok') drive.answer(version);
            else drive.failRead(typeof one.read === 'number' ? { code: 'status', status: one.read } : { code: one.read as 'network' });
          } else if (one.stream === 'headers') drive.headers();
          else if (one.stream === 'beat') drive.hear(heartbeat(version));
          else if (one.stream === 'order') drive.hear(order((version += 1)));
          else if (one.stream === 'ahead') drive.hear(heartbeat(version + 3));
          else drive.failStream(typeof one.stream === 'number' ? { code: 'status', status: one.stream } : { code: one.stream as 'network' });

          const { state, now } = drive;
          assert.ok(!(state.stream && state.isFrozen));
          assert.ok(statusOf(state, now) !== 'live' || now - state.heardAt < 40_000);
          assert.ok(nextLookAt(state, now) > now, 'due in the past');
        }
        for (const times of [drive.reads, drive.opens]) {
          for (const gap of gaps(times)) assert.ok(gap >= 1_000, `gap ${gap}`);
        }
        // Whatever happened, with a page that is shown and a server that answers it becomes live.
        for (const type of ['used', 'thawed', 'shown', 'online', 'refresh'] as const) drive.send({ type });
        drive.onRead = () => drive.answer(version);
        drive.onOpen = () => {
          drive.headers();
          drive.hear(heartbeat(version));
        };
        if (drive.state.read) drive.onRead();
        if (drive.state.renewal) drive.send({ type: 'renewed', id: drive.state.renewal.id });
        if (drive.state.stream) drive.onOpen();
        drive.wait(5 * MINUTE);
        for (let beat = 0; beat < 4; beat += 1) {
          drive.hear(heartbeat(version));
          drive.wait(15 * SECOND);
        }
        assert.equal(drive.status, 'live');
        assert.equal(drive.version, version);
      }),
      { numRuns: 300 },
    );
  });
});
