import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nextTickAt } from '../../../src/client/order-stream/selectors.ts';
import { ReducerDriver, intervals, heartbeatMessage, snapshotMessage } from './support/reducer-driver.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('online and offline events', () => {
  it('keeps a working stream while offline [N09]', () => {
    const drive = new ReducerDriver().goLive(42);
    const { streamId } = drive;
    drive.send({ type: 'offline' });
    assert.deepEqual([drive.status, drive.streamId], ['live', streamId]);
    drive.receive(snapshotMessage(43));
    drive.send({ type: 'online' });
    assert.deepEqual([drive.status, drive.streamId, drive.reads.length], ['live', streamId, 1]);
  });

  it('reads once and opens one stream within 2 s after 10 min offline [N10]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.advance(12 * SECOND);
    drive.receive(heartbeatMessage(42));
    const { checkedAt } = drive.result;
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.send({ type: 'offline' });
    drive.failStream();
    drive.advance(10 * MINUTE);
    assert.equal(drive.status, 'offline');
    assert.equal(drive.result.checkedAt, checkedAt);
    drive.onRead = () => drive.answerRead(50);
    drive.onOpen = () => {
      drive.answerStream();
      drive.receive(heartbeatMessage(50));
    };
    const [reads, opens] = [drive.reads.length, drive.opens.length];
    drive.send({ type: 'online' });
    drive.advance(2 * SECOND);
    assert.deepEqual([drive.status, drive.version, drive.result.updateType], ['live', 50, 'resync']);
    assert.deepEqual([drive.reads.length - reads, drive.opens.length - opens], [1, 1]);
  });

  it('online: reads once from a shop without a stream', () => {
    const drive = new ReducerDriver();
    drive.answerRead(1);
    drive.failStream({ code: 'http-status', status: 404 });
    drive.onRead = () => drive.answerRead(1);
    drive.advance(MINUTE);
    drive.onOpen = () => drive.failStream({ code: 'http-status', status: 404 });
    drive.send({ type: 'offline' });
    const [reads, opens] = [drive.reads.length, drive.opens.length];
    drive.send({ type: 'online' });
    drive.advance(10 * SECOND);
    assert.deepEqual([drive.status, drive.reads.length - reads, drive.opens.length - opens], ['polling', 1, 0]);
    drive.advance(5 * MINUTE);
    assert.equal(drive.opens.length - opens, 1, 'the stream is retried later');
  });

  it('backs off the same without an offline event [N11]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.onRead = () => drive.failRead();
    drive.onOpen = () => drive.failStream();
    drive.failStream();
    drive.advance(10 * MINUTE);
    assert.equal(drive.status, 'stale');
    assert.ok(drive.reads.length < 40);
  });
});

describe('page lifecycle', () => {
  it('closes the stream after 30 s hidden; reads once and opens one stream when visible [L04]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.advance(10 * SECOND);
    drive.send({ type: 'hidden' });
    drive.advance(29 * SECOND);
    assert.notEqual(drive.state.stream, undefined);
    drive.advance(2 * SECOND);
    assert.equal(drive.state.stream, undefined);
    assert.equal(nextTickAt(drive.state, drive.now), Infinity);
    drive.advance(60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.opens.length], [1, 1]);
    drive.send({ type: 'visible' });
    assert.equal(drive.status, 'stale');
    drive.goLive(50);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 2, 2]);
    assert.equal(drive.result.updateType, 'resync');
  });

  it('stops polling while hidden [L04]', () => {
    const drive = new ReducerDriver({ hasStreamLock: false });
    drive.onRead = () => drive.answerRead(42);
    drive.answerRead(42);
    drive.send({ type: 'hidden' });
    drive.advance(60 * MINUTE);
    const reads = drive.reads.length;
    assert.ok(reads <= 3);
    drive.send({ type: 'visible' });
    assert.equal(drive.reads.length, reads + 1);
    assert.equal(drive.status, 'polling');
  });

  it('repeats a read that was canceled by hiding [L04]', () => {
    const drive = new ReducerDriver({ hasStreamLock: false });
    drive.answerRead(42);
    drive.send({ type: 'hidden' });
    drive.advance(20 * SECOND);
    drive.send({ type: 'tab-message' });
    drive.answerRead(42);
    drive.advance(9_500);
    drive.send({ type: 'tab-message' });
    drive.advance(1_500);
    const before = drive.reads.length;
    drive.send({ type: 'visible' });
    assert.equal(drive.reads.length, before + 1);
  });

  it('a short look away costs nothing', () => {
    const drive = new ReducerDriver().goLive(42);
    for (let look = 0; look < 20; look += 1) {
      drive.send({ type: 'hidden' });
      drive.advance(SECOND);
      drive.send({ type: 'visible' });
      drive.receive(heartbeatMessage(42));
    }
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 1]);
  });

  it('a restored page is stale until a read [L06]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.send({ type: 'frozen' });
    assert.deepEqual([drive.state.stream, drive.state.read], [undefined, undefined]);
    assert.equal(nextTickAt(drive.state, drive.now), Infinity);
    drive.advance(2 * SECOND);
    drive.send({ type: 'resumed' });
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['stale', 2, 1]);
    drive.answerRead(43);
    assert.deepEqual([drive.status, drive.opens.length], ['connecting', 2]);
  });

  it('ignores `resumed` without `frozen`, as on every page load', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.send({ type: 'resumed' });
    assert.deepEqual([drive.status, drive.reads.length], ['live', 1]);
  });

  it('after sleep, is stale with the true age, and reads again [L07]', () => {
    const drive = new ReducerDriver().goLive(42);
    const { checkedAt = 0 } = drive.result;
    drive.advance(5 * SECOND);
    drive.send({ type: 'clock-jumped', ms: 8 * 60 * MINUTE });
    assert.equal(drive.status, 'stale');
    assert.equal(drive.result.checkedAt, checkedAt - 8 * 60 * MINUTE);
    assert.deepEqual([drive.reads.length, drive.state.stream], [2, undefined]);
    drive.goLive(60);
    assert.equal(drive.status, 'live');
  });

  it('ticks at least every 15 s, so that no timer overflows and sleep is detected [K09]', () => {
    const drive = new ReducerDriver().goLive(42);
    assert.ok(nextTickAt(drive.state, drive.now) - drive.now <= 15 * SECOND);
  });

  it('without subscribers, starts nothing and cancels unanswered operations [L08]', () => {
    const drive = new ReducerDriver();
    drive.send({ type: 'unsubscribed' });
    assert.equal(drive.state.read, undefined);
    drive.advance(MINUTE);
    assert.equal(drive.reads.length, 1);
    drive.send({ type: 'subscribed' });
    assert.equal(drive.reads.length, 2);
  });

  it('keeps an established stream while there are no subscribers [L02]', () => {
    const drive = new ReducerDriver().goLive(42);
    const { streamId } = drive;
    drive.send({ type: 'unsubscribed' });
    drive.send({ type: 'subscribed' });
    assert.deepEqual([drive.streamId, drive.status], [streamId, 'live']);
  });
});

describe('messages of other tabs', () => {
  it('cause at most one read in 5 s [X11]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.onRead = () => drive.answerRead(42);
    const before = drive.reads.length;
    for (let tenth = 0; tenth < 300; tenth += 1) {
      drive.send({ type: 'tab-message' });
      drive.advance(100);
    }
    const reads = drive.reads.slice(before - 1);
    assert.ok(reads.length - 1 >= 5 && reads.length - 1 <= 6, `${reads.length - 1} reads`);
    for (const gap of intervals(reads)) assert.ok(gap >= 5 * SECOND);
    assert.equal(drive.version, 42);
  });

  it('polls without the stream lock, and streams after receiving the lock [L16]', () => {
    const drive = new ReducerDriver({ hasStreamLock: false });
    drive.onRead = () => drive.answerRead(42);
    drive.answerRead(42);
    for (let minute = 0; minute < 30; minute += 1) {
      drive.advance(MINUTE);
      assert.equal(drive.status, 'polling');
      assert.ok(drive.now - (drive.result.checkedAt ?? 0) < MINUTE);
    }
    drive.send({ type: 'lock-changed', hasStreamLock: true });
    drive.advance(SECOND);
    drive.answerStream();
    drive.receive(heartbeatMessage(42));
    assert.equal(drive.status, 'live');
    drive.send({ type: 'lock-changed', hasStreamLock: false });
    assert.equal(drive.state.stream, undefined);
  });
});
