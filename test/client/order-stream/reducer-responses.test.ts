import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { ReducerDriver, intervals, snapshotMessage } from './support/reducer-driver.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const SECOND = 1_000;
const MINUTE = 60_000;

describe('responses', () => {
  for (const status of [403, 404, 410]) {
    it(`${status} of a read stops all requests [S03]`, () => {
      const drive = new ReducerDriver();
      drive.failRead({ code: 'http-status', status });
      assert.equal(drive.status, status === 403 ? 'denied' : 'not-found');
      drive.advance(60 * MINUTE);
      assert.equal(drive.reads.length, 1);
      drive.send({ type: 'refresh' });
      drive.goLive(42);
      assert.equal(drive.status, 'live');
    });

    it(`${status} of the stream causes a read, whose status counts [S03]`, () => {
      const drive = new ReducerDriver();
      drive.answerRead(42);
      drive.failStream({ code: 'http-status', status });
      drive.advance(2 * SECOND);
      assert.equal(drive.reads.length, 2);
      drive.failRead({ code: 'http-status', status });
      drive.advance(60 * MINUTE);
      assert.deepEqual([drive.reads.length, drive.opens.length], [2, 1]);
    });
  }

  it('polls a shop without a stream every 30 s ± 20 %, and tries a stream every 5 min', () => {
    const drive = new ReducerDriver();
    drive.random = createSeededRandom(7);
    drive.onRead = () => drive.answerRead(42);
    drive.onOpen = () => drive.failStream({ code: 'http-status', status: 404 });
    drive.answerRead(42);
    drive.advance(10 * SECOND);
    const since = drive.reads.length - 1;
    drive.advance(20 * MINUTE);
    for (const gap of intervals(drive.reads.slice(since))) assert.ok(gap >= 24_000 && gap <= 36_010, `gap ${gap}`);
    for (const gap of intervals(drive.opens)) assert.ok(gap >= 300_000 && gap < 310_000, `gap ${gap}`);
    assert.equal(drive.status, 'polling');
  });

  it('204 of the stream stops all requests', () => {
    const drive = new ReducerDriver();
    drive.answerRead(42);
    drive.failStream({ code: 'http-status', status: 204 });
    assert.equal(drive.status, 'ended');
  });

  for (const [name, retryAfterMs, atLeast, below] of [
    ['30 s', 30_000, 30_000, 31_000],
    ['−5 s', -5_000, 1_000, 2_000],
    ['a day', 86_400_000, 3_600_000, 3_601_000],
    ['nothing', undefined, 0, 1_000],
  ] as const) {
    it(`429 with Retry-After: ${name} [S04]`, () => {
      for (const random of [0, 0.5, 0.99]) {
        const drive = new ReducerDriver();
        drive.random = () => random;
        drive.advance(2 * SECOND);
        const failedAt = drive.now;
        drive.failRead({ code: 'http-status', status: 429, retryAfterMs });
        drive.advance(2 * 60 * MINUTE);
        const wait = (drive.reads[1] ?? 0) - failedAt;
        assert.ok(wait >= atLeast && wait <= below, `waited ${wait}`);
      }
    });
  }

  it('page events do not shorten Retry-After [S04]', () => {
    const drive = new ReducerDriver();
    drive.failRead({ code: 'http-status', status: 429, retryAfterMs: 30_000 });
    drive.advance(5 * SECOND);
    drive.send({ type: 'online' });
    drive.send({ type: 'refresh' });
    drive.advance(20 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.advance(6 * SECOND);
    assert.equal(drive.reads.length, 2);
  });

  it('401 renews the token once, then repeats the request', () => {
    const drive = new ReducerDriver();
    drive.failRead({ code: 'http-status', status: 401 });
    assert.equal(drive.state.tokenRenewal?.trigger, 'read');
    assert.equal(drive.status, 'connecting');
    drive.advance(2 * SECOND);
    assert.equal(drive.reads.length, 1);
    drive.send({ type: 'token-renewed', id: drive.state.tokenRenewal?.id ?? 0 });
    assert.equal(drive.reads.length, 2);
    drive.goLive(42);
    assert.equal(drive.status, 'live');
  });

  it('a second 401, or no new token, stops all requests until a refresh', () => {
    const refusedTwice = new ReducerDriver();
    refusedTwice.failRead({ code: 'http-status', status: 401 });
    refusedTwice.send({ type: 'token-renewed', id: refusedTwice.state.tokenRenewal?.id ?? 0 });
    refusedTwice.advance(2 * SECOND);
    refusedTwice.failRead({ code: 'http-status', status: 401 });
    const notRenewed = new ReducerDriver();
    notRenewed.failRead({ code: 'http-status', status: 401 });
    notRenewed.send({
      type: 'failed',
      id: notRenewed.state.tokenRenewal?.id ?? 0,
      failure: { code: 'http-status', status: 401 },
    });
    for (const drive of [refusedTwice, notRenewed]) {
      assert.deepEqual([drive.status, drive.result.lastFailure?.status], ['denied', 401]);
      drive.advance(60 * MINUTE);
      assert.equal(drive.state.read, undefined);
    }
  });

  it('retries a token function that failed or timed out', () => {
    const drive = new ReducerDriver();
    drive.failRead({ code: 'http-status', status: 401 });
    drive.send({ type: 'failed', id: drive.state.tokenRenewal?.id ?? 0, failure: { code: 'token' } });
    assert.equal(drive.status, 'connecting');
    drive.advance(2 * SECOND);
    assert.equal(drive.reads.length, 2);
    drive.failRead({ code: 'http-status', status: 401 });
    drive.advance(11 * SECOND);
    assert.equal(drive.state.tokenRenewal, undefined);
    drive.advance(3 * SECOND);
    assert.equal(drive.reads.length, 3);
  });

  it('`auth` renews the token and replaces the stream without a gap [S02]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.advance(5 * SECOND);
    const old = drive.streamId;
    drive.receive({ kind: 'auth', id: undefined });
    assert.equal(drive.streamId, old);
    drive.send({ type: 'token-renewed', id: drive.state.tokenRenewal?.id ?? 0 });
    assert.notEqual(drive.streamId, old);
    assert.deepEqual([drive.status, drive.reads.length, drive.opens.length], ['live', 1, 2]);
    drive.answerStream();
    drive.receive(snapshotMessage(43));
    assert.deepEqual([drive.status, drive.version, drive.result.updateType], ['live', 43, 'update']);
  });

  it('is not live if the new stream fails [S02]', () => {
    const drive = new ReducerDriver().goLive(42);
    drive.advance(5 * SECOND);
    drive.receive({ kind: 'auth', id: undefined });
    drive.send({ type: 'token-renewed', id: drive.state.tokenRenewal?.id ?? 0 });
    drive.failStream();
    assert.equal(drive.status, 'connecting');
  });

  it('401 of the stream renews the token once; after that, the status of a read counts', () => {
    const drive = new ReducerDriver();
    drive.answerRead(42);
    drive.failStream({ code: 'http-status', status: 401 });
    drive.send({ type: 'token-renewed', id: drive.state.tokenRenewal?.id ?? 0 });
    drive.advance(2 * SECOND);
    assert.equal(drive.opens.length, 2);
    drive.failStream({ code: 'http-status', status: 401 });
    drive.advance(2 * SECOND);
    assert.deepEqual([drive.reads.length, drive.state.tokenRenewal], [2, undefined]);
    drive.answerRead(42);
    assert.equal(drive.status, 'polling');
  });
});
