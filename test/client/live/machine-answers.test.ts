import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Drive, gaps, order, seeded } from './drive.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

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
