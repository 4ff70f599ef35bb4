import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy, type Access } from '../../../src/client/access.ts';
import { openLiveSource } from '../../../src/client/live/open.ts';
import { useOrderServer } from './lines.ts';
import { Scene } from './scene.ts';
import { parseThing } from './stage.ts';

/* Lines of the fault catalogue, each against a real server that misbehaves as the line says. */

const { line, lineEachWay, origin } = useOrderServer();

describe('S: answers', () => {
  line('S02: a token that expires mid-stream', async (scene) => {
    await scene.control.set({ tokens: ['token-1'] });
    await scene.run();
    await scene.pass(3_000);
    await scene.control.set({ tokens: ['token-2'] });
    const before = scene.views.length;
    await scene.control.write('event: auth\ndata: {}\n\n');
    await scene.waitFor(() => scene.stage.requests.length === 3, 'a second stream');
    await scene.control.change();
    await scene.shows(2);
    assert.ok(scene.views.slice(before).every(({ status }) => status === 'live'));
    const { requests } = await scene.control.statistics();
    assert.deepEqual(
      requests.map(({ authorization, after: cursor }) => [authorization, cursor]),
      [['Bearer token-1', null], ['Bearer token-1', 'k1.1'], ['Bearer token-2', 'k1.1']],
    );
  }, 'stream', () => countingAccess());

  lineEachWay('401: one renewal, then the same again', async (scene) => {
    await scene.control.set({ tokens: ['token-2'] });
    await scene.run();
    const { requests } = await scene.control.statistics();
    const sent = requests.slice(0, 2).map(({ authorization }) => authorization);
    assert.deepEqual(sent, ['Bearer token-1', 'Bearer token-2']);
  }, countingAccess);

  lineEachWay('401: after one renewal, sign in again', async (scene) => {
    await scene.control.set({ tokens: ['token-9'] });
    await scene.open();
    await scene.reaches('denied');
    await scene.pass(120_000, 10_000);
    assert.equal((await scene.control.statistics()).requests.length, 2);
    await scene.control.set({ tokens: [] });
    scene.refresh();
    await scene.settled();
  }, countingAccess);

  for (const status of [403, 404, 410]) {
    lineEachWay(`S03: ${status}`, async (scene) => {
      await scene.control.set({ always: { snapshot: { status }, stream: { status } } });
      await scene.open();
      await scene.reaches(status === 403 ? 'denied' : 'not-found');
      await scene.pass(600_000, 60_000);
      assert.equal((await scene.control.statistics()).requests.length, 1);
    });
  }

  for (const [value, least, most] of [
    ['30', 30_000, 31_500],
    ['-5', 1_000, 2_500],
    ['soon', 0, 1_500],
    ['a date', 29_000, 31_500],
  ] as const) {
    lineEachWay(`S04: 429 with Retry-After: ${value}`, async (scene) => {
      // By the server's clock, which is a day behind.
      const skewMs = -86_400_000;
      const retryAfter = value === 'a date' ? new Date(scene.stage.time.time + skewMs + 30_999).toUTCString() : value;
      const limited = { status: 429, headers: { 'retry-after': retryAfter }, body: '{}' };
      await scene.control.set({ skewMs, next: { snapshot: [limited] } });
      await scene.open();
      await scene.waitFor(() => scene.stage.requests.length > 1, 'another try');
      const [refused, next] = scene.stage.requests;
      const wait = (next?.at ?? NaN) - (refused?.at ?? NaN);
      assert.ok(wait >= least && wait <= most, `waited ${wait}`);
    });
  }

  line('S04: 429 that says how long in its body alone, as across origins', async (scene) => {
    const limited = { status: 429, body: '{"retryAfterMs":20000}', type: 'application/problem+json' };
    await scene.control.set({ next: { snapshot: [limited] } });
    await scene.open();
    await scene.waitFor(() => scene.view.problem?.status === 429, '429');
    await scene.pass(19_000);
    assert.equal(scene.stage.requests.length, 1);
    await scene.pass(2_000);
    await scene.reaches('live');
  });

  line('204 on the stream, or `end`, is the last word', async (scene) => {
    await scene.run();
    await scene.control.write('event: end\ndata: {}\n\n');
    await scene.reaches('ended');
    await scene.isQuiet();
    await scene.control.set({ always: { stream: { status: 204 } } });
    scene.refresh();
    await scene.reaches('connecting');
    await scene.reaches('ended');
  });

  line('polls with If-None-Match, and takes 304 for fresh', async (scene) => {
    await scene.run();
    await scene.pass(65_000, 5_000);
    const { requests } = await scene.control.statistics();
    const polls = requests.filter(({ kind }) => kind === 'snapshot');
    assert.ok(polls.length >= 3);
    assert.deepEqual(new Set(polls.slice(1).map(({ ifNoneMatch }) => ifNoneMatch)), new Set(['"k1.1"']));
    assert.equal(scene.view.status, 'polling');
    assert.ok(scene.stage.time.now - (scene.view.checkedAt ?? 0) < 36_000);
  }, 'polling');

  lineEachWay('works without ETag, epoch and Retry-After, as in the plainest shop', async (scene) => {
    await scene.control.set({ hasEtag: false, hasEpoch: false });
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
  });
});

describe('K: clocks', () => {
  for (const skewMs of [3 * 86_400_000, -3_652 * 86_400_000]) {
    lineEachWay(`K01: the server's clock is apart by ${skewMs / 86_400_000} days`, async (scene) => {
      await scene.control.set({ skewMs });
      const serverStart = scene.stage.time.time + skewMs;
      await scene.run();
      assert.ok(scene.stage.clock.isKnown);
      assert.ok(Math.abs(scene.stage.clock.now() - serverStart) < 60_000);
      await scene.control.change();
      await scene.shows(2);
    });
  }
});

describe('X: security', () => {
  lineEachWay('X07: the token is in no address, no view, no referrer', async (scene) => {
    await scene.control.set({ next: { snapshot: [{ status: 500, body: 'secret-token' }] } });
    await scene.run();
    await scene.control.change();
    await scene.shows(2);
    for (const { url, init } of scene.stage.requests) {
      assert.ok(!url.href.includes('secret'));
      assert.equal(init.referrerPolicy, 'no-referrer');
      assert.deepEqual([init.redirect, init.credentials], ['error', 'same-origin']);
    }
    assert.ok(!JSON.stringify(scene.views).includes('secret'));
    for (const { referer } of (await scene.control.statistics()).requests) assert.equal(referer, undefined);
  }, () => accessBy('secret-token'));

  it('X14: an id that is none is not asked for', () => {
    for (const orderId of ['', '../o1', 'o1?x', 'o1#x', 'o1\r\nX: y', 'o 1', 'a'.repeat(65), 'ö']) {
      const scene = new Scene(origin());
      const { endpoint } = scene.control;
      const options = { endpoint, orderId, access: accessBy(undefined), parse: parseThing, onChange: () => {} };
      assert.equal(openLiveSource(options, scene.stage.environment), undefined);
      assert.equal(scene.stage.requests.length, 0);
    }
  });
});

function countingAccess(): Access {
  let asked = 0;
  return accessBy(() => `token-${(asked += 1)}`);
}
