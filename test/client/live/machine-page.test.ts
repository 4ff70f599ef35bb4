import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextLookAt } from '../../../src/client/live/due.ts';
import { Drive, gaps, heartbeat, order } from './drive.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

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

  it('online: a shop that only answers GET is asked once', () => {
    const drive = new Drive();
    drive.answer(1);
    drive.failStream({ code: 'status', status: 404 });
    drive.onRead = () => drive.answer(1);
    drive.wait(MINUTE);
    drive.onOpen = () => drive.failStream({ code: 'status', status: 404 });
    drive.send({ type: 'offline' });
    const [reads, opens] = [drive.reads.length, drive.opens.length];
    drive.send({ type: 'online' });
    drive.wait(10 * SECOND);
    assert.deepEqual([drive.status, drive.reads.length - reads, drive.opens.length - opens], ['polling', 1, 0]);
    drive.wait(5 * MINUTE);
    assert.equal(drive.opens.length - opens, 1, 'a stream may come to it later');
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

  it('L04: a read that hiding cut off is made up for', () => {
    const drive = new Drive({ mayStream: false });
    drive.answer(42);
    drive.send({ type: 'hidden' });
    drive.wait(20 * SECOND);
    drive.send({ type: 'poked' });
    drive.answer(42);
    drive.wait(9_500);
    drive.send({ type: 'poked' });
    drive.wait(1_500);
    const before = drive.reads.length;
    drive.send({ type: 'shown' });
    assert.equal(drive.reads.length, before + 1);
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
