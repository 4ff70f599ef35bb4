import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessBy } from '../../../src/client/access.ts';
import { createIntent } from '../../../src/client/cancel/intent.ts';
import { functionPort } from '../../../src/client/cancel/port.ts';
import { soundSending } from '../../../src/client/cancel/sending.ts';
import { Stage } from '../live/stage.ts';
import { CancelServer, type Trouble } from './cancel-server.ts';
import { Desk, readOrder, TabStorage } from './desk.ts';

const kinds = ({ history }: Desk): string[] => history.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1]);

/** A desk whose first requests meet trouble, after the customer confirmed and a moment has passed. */
async function confirmed(troubles: Trouble[] = [], prepare: (server: CancelServer) => void = () => {}, ms = 0): Promise<Desk> {
  const server = new CancelServer();
  prepare(server);
  server.troubles = troubles;
  const desk = new Desk(server);
  desk.confirm();
  return desk.pass(ms);
}

const isStored = ({ storage }: Desk): boolean => storage.items.size > 0;

describe('the answers to a cancellation', () => {
  it('S07 201 with the new state: done, with the receipt', async () => {
    const desk = await confirmed();
    assert.equal(desk.state.kind, 'done');
    assert.equal('cancellation' in desk.state && desk.state.cancellation?.receipt?.number, 'R-c1');
    assert.deepEqual([desk.server.posts.length, desk.server.taken, isStored(desk)], [1, 1, false]);
  });

  it('S08 202: requested, followed until the order decides, never canceled early', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'));
    assert.equal(desk.state.kind, 'requested');
    assert.ok(isStored(desk));
    await desk.pass(300_000);
    assert.equal(desk.state.kind, 'requested');
    const reads = desk.server.reads.length;
    assert.ok(reads >= 7 && reads <= 14, `${reads} reads in 5 minutes`);
    desk.server.decide(true);
    await desk.pass(40_000);
    assert.deepEqual(kinds(desk), ['ready', 'confirming', 'sending', 'requested', 'done']);
    assert.ok(!isStored(desk));
    const asked = desk.server.reads.length;
    await desk.pass(300_000);
    assert.equal(desk.server.reads.length, asked);
  });

  it('S08 a shop without an address for cancellations is followed by the order', async () => {
    const desk = await confirmed([], (server) => {
      server.mode = 'request';
      server.hasCancellations = false;
    });
    desk.server.decide(true);
    await desk.pass(40_000);
    assert.equal(desk.state.kind, 'done');
    const reads = desk.server.reads.length;
    await desk.pass(300_000);
    assert.deepEqual([desk.server.reads.length, isStored(desk)], [reads, false]);
  });

  it('S08 a request is told once, however often it is read', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'), 120_000);
    assert.ok(desk.server.reads.length >= 3);
    assert.equal(desk.events.filter(({ type }) => type === 'answered').length, 1);
  });

  it('S08 what cannot be read is asked again', async () => {
    const desk = await confirmed([], (server) => {
      server.mode = 'request';
      server.readTroubles = ['lost', 'lost', 'lost', 'lost'];
    });
    desk.server.decide(true);
    await desk.pass(120_000);
    assert.equal(desk.state.kind, 'done');
  });

  it('S08 a 202 that calls itself completed is not believed', async () => {
    const body = JSON.stringify({ id: 'c9', status: 'completed', type: 'cancel-items' });
    const desk = await confirmed([{ status: 202, body }]);
    assert.equal(desk.state.kind, 'requested');
  });

  it('S09 202, later rejected: refused, with the shop’s reason', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'));
    desk.server.decide(false);
    await desk.pass(40_000);
    assert.equal(desk.state.kind, 'refused');
    assert.equal('cancellation' in desk.state && desk.state.cancellation?.reason?.text, 'Already packed');
    assert.ok(!isStored(desk));
  });

  it('S09 rejected at a shop without an address for cancellations: refused, and followed no more', async () => {
    const desk = await confirmed([], (server) => {
      server.mode = 'request';
      server.hasCancellations = false;
    });
    desk.server.decide(false);
    await desk.pass(40_000);
    const reads = desk.server.reads.length;
    await desk.pass(120_000);
    assert.deepEqual([desk.state.kind, desk.server.reads.length, isStored(desk)], ['refused', reads, false]);
  });

  it('S10 a request that was taken in, then the connection dropped: followed until it is decided', async () => {
    const desk = await confirmed(['cut'], (server) => (server.mode = 'request'), 5_000);
    assert.equal(desk.state.kind, 'requested');
    desk.server.decide(true);
    await desk.pass(40_000);
    assert.deepEqual([desk.state.kind, desk.server.posts.length, isStored(desk)], ['done', 1, false]);
  });

  for (const [what, happens] of [['rejected', (server) => server.decide(false)], ['shipped', (server) => server.ship()]] as [string, (server: CancelServer) => void][]) {
    it(`S10 a lost answer, then ${what}: the order says so, and nothing is kept`, async () => {
      const desk = await confirmed([what === 'rejected' ? 'cut' : 'lost'], (server) => {
        server.mode = what === 'rejected' ? 'request' : 'instant';
        server.readTroubles = ['lost'];
      });
      happens(desk.server);
      await desk.pass(5_000);
      assert.deepEqual([desk.state.kind, isStored(desk)], ['refused', false]);
      const reads = desk.server.reads.length;
      await desk.pass(120_000);
      assert.equal(desk.server.reads.length, reads);
    });
  }

  it('S10 an order older than the intent says nothing: it is read again', async () => {
    const desk = await confirmed(['cut'], (server) => {
      server.readTroubles = [{ status: 200, body: JSON.stringify({ ...server.order, version: 0 }) }];
    }, 1_900);
    assert.deepEqual([desk.state.kind, desk.server.reads.length], ['sending', 1]);
    await desk.pass(200);
    assert.deepEqual([desk.state.kind, desk.server.reads.length, desk.server.posts.length], ['done', 2, 1]);
  });

  it('S10 committed, then the connection dropped: done, one key, one effect', async () => {
    const desk = await confirmed(['cut'], undefined, 5_000);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.server.posts.length, desk.keys, desk.server.taken, isStored(desk)], [1, 1, 1, false]);
  });

  it('a request that never arrived is sent again with its key', async () => {
    const desk = await confirmed(['lost'], undefined, 10_000);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.server.posts.length, desk.keys, desk.server.taken], [2, 1, 1]);
    assert.equal(desk.server.posts[0]?.body, desk.server.posts[1]?.body);
  });

  it('S12 a stored 500 for ever: not confirmed, four tries with one key, and a check that reads', async () => {
    const desk = await confirmed(Array.from({ length: 50 }, () => ({ status: 500 })), undefined, 200_000);
    assert.equal(desk.state.kind, 'unknown');
    assert.deepEqual([desk.server.posts.length, desk.keys, isStored(desk)], [4, 1, true]);
    desk.check();
    assert.ok('isChecking' in desk.state && desk.state.isChecking);
    await desk.pass(1_000);
    assert.ok(desk.state.kind === 'unknown' && !desk.state.isChecking && desk.state.isOpen);
    assert.equal(desk.server.posts.length, 4);
    // The customer may ask anew, and only then there is another key.
    desk.server.troubles = [];
    desk.confirm();
    await desk.pass();
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.keys, desk.server.taken], [2, 1]);
  });

  it('S12 the tries are not hurried', async () => {
    const desk = await confirmed(Array.from({ length: 4 }, () => ({ status: 503 })), undefined, 999);
    assert.equal(desk.server.posts.length, 1);
    await desk.pass(1_100);
    assert.equal(desk.server.posts.length, 2);
  });

  it('where nothing can be read either, a minute of looking ends in not confirmed', async () => {
    const desk = await confirmed(['lost'], (server) => (server.readTroubles = Array.from({ length: 60 }, () => 'lost')), 25_000);
    assert.deepEqual(kinds(desk).at(-1), 'sending');
    await desk.pass(40_000);
    const reads = desk.server.reads.length;
    assert.ok(reads >= 4 && reads <= 20, `${reads} reads`);
    assert.ok(desk.state.kind === 'unknown' && !desk.state.isOpen);
    assert.deepEqual([desk.server.posts.length, isStored(desk)], [1, true]);
  });

  it('a check that cannot read leaves it not confirmed; one that finds it says done', async () => {
    const desk = await confirmed(['cut'], (server) => (server.readTroubles = Array.from({ length: 60 }, () => 'lost')), 70_000);
    assert.equal(desk.state.kind, 'unknown');
    desk.server.readTroubles = ['lost'];
    desk.check();
    await desk.pass();
    assert.ok(desk.state.kind === 'unknown' && !desk.state.isChecking && !desk.state.isOpen);
    desk.check();
    await desk.pass();
    assert.equal(desk.state.kind, 'done');
    assert.ok(!isStored(desk));
  });

  it('S13 409 in progress three times, then 200: done with one key', async () => {
    const busy: Trouble = { status: 409, code: 'cancel-in-progress' };
    const desk = await confirmed([busy, busy, busy], undefined, 1_000 + 2_000);
    assert.equal(desk.server.posts.length, 3);
    await desk.pass(4_000);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.server.posts.length, desk.keys, desk.server.taken], [4, 1, 1]);
  });

  it('S13 each wait is twice the last, and none is a try', async () => {
    const busy: Trouble = { status: 409, code: 'cancel-in-progress' };
    const desk = await confirmed([busy, busy, busy, busy, ...Array.from({ length: 50 }, (): Trouble => ({ status: 500 }))], undefined, 7_100);
    assert.equal(desk.server.posts.length, 4);
    await desk.pass(7_800);
    assert.equal(desk.server.posts.length, 4);
    await desk.pass(200);
    assert.equal(desk.server.posts.length, 5);
    await desk.pass(200_000);
    assert.deepEqual([desk.state.kind, desk.server.posts.length, desk.keys], ['unknown', 8, 1]);
  });

  it('S13 in progress for ever: six tries, then the order decides', async () => {
    const busy: Trouble = { status: 409, code: 'cancel-in-progress', headers: { 'retry-after': '1' } };
    const desk = await confirmed([busy, busy, busy, busy, busy, busy], undefined, 5_500);
    assert.equal(desk.server.posts.length, 6);
    assert.ok(desk.server.reads.length > 0);
    await desk.pass(10_000);
    assert.equal(desk.state.kind, 'done');
    assert.equal(desk.keys, 1);
  });

  it('S14 409 already canceled is a success', async () => {
    const desk = await confirmed([{ status: 409, code: 'already-canceled' }]);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.server.posts.length, isStored(desk)], [1, false]);
  });

  for (const [name, trouble] of [
    ['S15 409 already shipped', { status: 409, code: 'already-shipped' }],
    ['410', { status: 410 }],
  ] as const) {
    it(`${name}: refused`, async () => {
      const desk = await confirmed([trouble]);
      assert.ok(desk.state.kind === 'refused' && desk.state.why === 'shipped' && desk.state.code === 'already-shipped');
      // The order says what can be done instead.
      assert.deepEqual([desk.server.posts.length, desk.server.reads.length, isStored(desk)], [1, 1, false]);
    });
  }

  for (const trouble of [{ status: 412, code: 'version-conflict' }, { status: 428 }, { status: 409, code: 'quantity-too-great' }] as const) {
    it(`${trouble.status}: changed, asked again, a new key`, async () => {
      const desk = await confirmed([trouble], (server) => (server.readTroubles = ['lost']), 3_000);
      assert.equal(desk.state.kind, 'changed');
      assert.ok(!isStored(desk));
      desk.press();
      await desk.pass();
      assert.equal(desk.state.kind, 'done');
      assert.deepEqual([desk.keys, desk.server.taken], [2, 1]);
    });
  }

  it('412 whose order cannot be read is not confirmed', async () => {
    const desk = await confirmed([{ status: 412 }], (server) => (server.readTroubles = Array.from({ length: 60 }, () => 'lost')), 70_000);
    assert.ok(desk.state.kind === 'unknown' && !desk.state.isOpen);
  });

  it('S17 422: no second try, the order is read, and it is a fault of ours', async () => {
    const desk = await confirmed([{ status: 422 }], undefined, 60_000);
    assert.ok(desk.state.kind === 'refused' && desk.state.code === 'idempotency-mismatch' && desk.state.why === 'failed');
    assert.deepEqual([desk.server.posts.length, desk.server.reads.length], [1, 1]);
  });

  it('S17 422 about something that was done: done', async () => {
    const desk = await confirmed([{ done: true, status: 422 }], undefined, 1_000);
    assert.equal(desk.state.kind, 'done');
  });

  it('S18 425: one more try with the same key', async () => {
    const desk = await confirmed([{ status: 425 }], undefined, 1_100);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual([desk.server.posts.length, desk.keys], [2, 1]);
  });

  it('S18 425 twice: the order is read before the next try', async () => {
    const desk = await confirmed([{ status: 425 }, { status: 425 }], undefined, 1_100);
    assert.deepEqual([desk.server.posts.length, desk.server.reads.length], [2, 1]);
    await desk.pass(10_000);
    assert.equal(desk.state.kind, 'done');
  });

  it('S19 429 with Retry-After 10: waits and says until when, then the same key', async () => {
    const desk = await confirmed([{ status: 429, headers: { 'retry-after': '10' } }], undefined, 9_900);
    assert.ok(desk.state.kind === 'sending' && desk.state.retryAt !== undefined);
    assert.ok(Math.abs(desk.state.retryAt - desk.now - 100) < 10);
    assert.equal(desk.server.posts.length, 1);
    await desk.pass(200);
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual(
      desk.events.filter(({ type }) => type === 'waiting').map((event) => 'until' in event && event.until !== undefined),
      [true, false],
    );
    assert.deepEqual([desk.server.posts.length, desk.keys], [2, 1]);
  });

  it('S19 429 again and again, or for too long: refused, nothing was done', async () => {
    const again = await confirmed(Array.from({ length: 4 }, () => ({ status: 429, headers: { 'retry-after': '1' } })), undefined, 3_100);
    assert.ok(again.state.kind === 'refused' && again.state.code === 'rate-limited');
    assert.deepEqual([again.server.posts.length, isStored(again)], [4, false]);
    const long = await confirmed([{ status: 429, headers: { 'retry-after': '301' } }]);
    assert.ok(long.state.kind === 'refused' && long.state.code === 'rate-limited');
    const bearable = await confirmed([{ status: 429, headers: { 'retry-after': '300' } }]);
    assert.equal(bearable.state.kind, 'sending');
  });

  for (const [what, body] of [['empty', ''], ['HTML', '<html>Log in</html>'], ['another JSON', '{"ok":true}'], ['an unlisted status', '{"id":"c1","status":"maybe","type":"cancel-items"}']]) {
    it(`S20 200 with ${what}: the order decides`, async () => {
      const lied = await confirmed([{ status: 200, body: body ?? '' }], undefined, 5_000);
      assert.equal(lied.state.kind, 'done');
      assert.deepEqual([lied.server.posts.length, lied.keys, lied.server.taken], [2, 1, 1]);
      const done = await confirmed([{ done: true, status: 200, body: body ?? '' }], undefined, 5_000);
      assert.equal(done.state.kind, 'done');
      assert.deepEqual([done.server.posts.length, done.server.taken], [1, 1]);
    });
  }

  it('S22 two tabs confirm at once: one effect, both end done', async () => {
    const server = new CancelServer();
    const tabs = [new Desk(server), new Desk(server)] as const;
    for (const tab of tabs) tab.confirm();
    for (const tab of tabs) await tab.pass(1_000);
    assert.deepEqual(tabs.map(({ state }) => state.kind), ['done', 'done']);
    assert.deepEqual([tabs[0].keys, tabs[0].server.taken], [2, 1]);
  });

  it('S22 two tabs of a line of two: the second is asked again', async () => {
    const server = new CancelServer(2);
    const tabs = [new Desk(server), new Desk(server)] as const;
    for (const tab of tabs) tab.confirm(1);
    for (const tab of tabs) await tab.pass(1_000);
    // By its version the second saw one more than there is; what it wanted is what the order has.
    assert.equal(server.total, 1);
    assert.equal(tabs[0].server.taken, 1);
  });

  it('S24 shipped between confirm and server: refused', async () => {
    const server = new CancelServer();
    const desk = new Desk(server);
    desk.see();
    server.ship();
    desk.confirm();
    await desk.pass();
    assert.ok(desk.state.kind === 'refused' && desk.state.why === 'shipped');
    assert.equal(desk.server.taken, 0);
  });

  it('S27 an answer after 25 s: at 20 s the order is read, and nothing is sent twice', async () => {
    const desk = await confirmed(['hang'], undefined, 19_900);
    assert.deepEqual([desk.state.kind, desk.server.reads.length], ['sending', 0]);
    assert.equal(desk.server.posts[0]?.init.signal?.aborted, false);
    await desk.pass(200);
    assert.equal(desk.state.kind, 'done');
    assert.equal(desk.server.posts[0]?.init.signal?.aborted, true);
    assert.equal(desk.server.posts.length, 1);
  });

  it('S28 offline: told, not sent, not queued; works when online again', async () => {
    const desk = new Desk(new CancelServer());
    desk.stage.isOnline = false;
    desk.confirm();
    assert.equal(desk.state.kind, 'offline');
    await desk.pass(60_000);
    desk.stage.signal('online');
    await desk.pass(60_000);
    assert.deepEqual([desk.server.posts.length, isStored(desk)], [0, false]);
    desk.press();
    await desk.pass();
    assert.equal(desk.state.kind, 'done');
  });

  it('S29 what a problem says in words goes nowhere', async () => {
    const body = JSON.stringify({ code: 'already-shipped', detail: '<b>call +7…</b>', title: '<b>call</b>' });
    const desk = await confirmed([{ status: 409, body }]);
    assert.equal(desk.state.kind, 'refused');
    assert.ok(!JSON.stringify([desk.history, desk.events]).includes('call'));
  });

  it('S30 blocked storage: memory serves', async () => {
    const storage = new TabStorage();
    storage.isBlocked = true;
    const desk = new Desk(new CancelServer(), { storage });
    desk.flow.resume();
    desk.server.troubles = ['cut'];
    desk.confirm();
    await desk.pass(5_000);
    assert.equal(desk.state.kind, 'done');
  });

  for (const [status, why] of [[400, 'failed'], [404, 'notFound'], [401, 'denied'], [403, 'denied'], [413, 'failed']] as const) {
    it(`${status}: refused, in words of its own`, async () => {
      const desk = await confirmed([{ status }]);
      assert.ok(desk.state.kind === 'refused');
      assert.equal(desk.state.why, why);
      assert.deepEqual([desk.server.posts.length, desk.server.reads.length, isStored(desk)], [1, 0, false]);
    });
  }

  it('S24 with S10: a try that arrives late, and a next one that is refused: the order decides, also afterwards', async () => {
    for (const [late, kind] of [[800, 'done'], [30_000, 'refused']] as const) {
      const server = new CancelServer();
      const desk = new Desk(server);
      server.later = desk.stage.time.later;
      server.troubles = [{ late }, { status: 404 }];
      desk.confirm();
      await desk.pass(20_000);
      assert.deepEqual([desk.state.kind, server.posts.length, desk.keys, isStored(desk)], [kind, 2, 1, false]);
      await desk.pass(20_000);
      desk.see();
      assert.deepEqual([desk.state.kind, server.taken], ['done', 1]);
    }
  });

  it('a refusal after a doubtful try says nothing about that try', async () => {
    const desk = await confirmed(['lost', { status: 401 }, { status: 401 }], (server) => (server.readTroubles = []), 20_000);
    assert.ok(desk.state.kind === 'refused' && desk.state.code === 'sign-in');
    const server = new CancelServer();
    server.troubles = ['lost', { status: 401 }];
    const blind = new Desk(server);
    blind.confirm();
    await blind.pass(500);
    server.readTroubles = Array.from({ length: 60 }, () => 'lost');
    await blind.pass(90_000);
    assert.ok(blind.state.kind === 'unknown' && !blind.state.isOpen);
  });
});

describe('a cancellation over time', () => {
  it('S25 reload during sending: what was left is looked after, not sent twice', async () => {
    const desk = await confirmed(['hang']);
    desk.isClosed = true;
    const after = new Desk(desk.server, { storage: desk.storage });
    after.flow.resume();
    await after.pass(1_000);
    after.see();
    assert.deepEqual(kinds(after), ['sending', 'done']);
    assert.deepEqual([after.keys, after.server.taken, after.storage.items.size], [1, 1, 0]);
  });

  it('S25 reload before it arrived: sent again with its key, up to its tries', async () => {
    const desk = await confirmed(['lost'], (server) => (server.readTroubles = ['hang']));
    desk.isClosed = true;
    const after = new Desk(desk.server, { storage: desk.storage });
    after.flow.resume();
    await after.pass(10_000);
    assert.equal(after.state.kind, 'done');
    assert.deepEqual([after.keys, after.server.taken], [1, 1]);
  });

  it('S25 what is ten minutes old is looked after and not sent any more', async () => {
    const desk = await confirmed(['lost'], (server) => (server.readTroubles = ['hang']));
    desk.isClosed = true;
    const stage = new Stage();
    stage.time.wall += 601_000;
    const after = new Desk(desk.server, { storage: desk.storage, stage });
    after.flow.resume();
    await after.pass(20_000);
    assert.ok(after.state.kind === 'unknown' && after.state.isOpen);
    assert.equal(after.server.posts.length, 1);
  });

  it('S25 what is a day old is forgotten', async () => {
    const desk = await confirmed(['lost'], (server) => (server.readTroubles = ['hang']));
    const stage = new Stage();
    stage.time.wall += 86_401_000;
    const after = new Desk(desk.server, { storage: desk.storage, stage });
    after.flow.resume();
    await after.pass(20_000);
    assert.deepEqual([after.state.kind, after.server.reads.length], ['ready', 1]);
  });

  it('S25 a request with the customer’s own words is not sent again without them, and not kept with them', async () => {
    const server = new CancelServer();
    server.troubles = ['lost', 'lost'];
    server.readTroubles = ['hang', 'hang'];
    const desk = new Desk(server);
    desk.confirm();
    const { state } = desk;
    assert.ok(state.kind === 'sending');
    const other = new Desk(server);
    other.flow.send({ ...state.intent, key: 'k', reason: { code: 'other', text: 'a secret' } });
    await other.pass();
    assert.ok(!JSON.stringify([...other.storage.items]).includes('secret'));
    const after = new Desk(new CancelServer(), { storage: other.storage });
    after.flow.resume();
    await after.pass(10_000);
    assert.equal(after.server.posts.length, 0);
    assert.ok(after.state.kind === 'unknown' && after.state.isOpen);
  });

  it('S25 a request that was taken in is followed after a reload', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'));
    desk.isClosed = true;
    const after = new Desk(desk.server, { storage: desk.storage });
    after.flow.resume();
    assert.deepEqual(kinds(after), ['requested']);
    desk.server.decide(true);
    await after.pass(10);
    const { state: done } = after;
    assert.ok(done.kind === 'done');
    // By the cancellation itself, which says more than the order.
    assert.equal(done.cancellation?.receipt?.number, 'R-c1');
    assert.equal(after.server.posts.length, 1);
  });

  it('S25 what a page knows it needs no storage for', async () => {
    const storage = new TabStorage();
    storage.isBlocked = true;
    const server = new CancelServer();
    server.mode = 'request';
    const desk = new Desk(server, { storage });
    desk.confirm();
    await desk.pass();
    desk.flow.release();
    await desk.pass(120_000);
    assert.deepEqual([server.reads.length, desk.stage.time.timers], [0, 0]);
    server.decide(true);
    desk.flow.resume();
    await desk.pass(10);
    assert.equal(desk.state.kind, 'done');
  });

  it('what stands in the storage by another hand is not trusted', async () => {
    for (const value of ['', '{', '[]', '{"key":"k"}', '{"key":1,"before":{"totals":[],"adjustments":[]}}']) {
      const storage = new TabStorage();
      storage.items.set('waybill-cancel shop o1 cancel-items l1', value);
      const desk = new Desk(new CancelServer(), { storage });
      desk.flow.resume();
      await desk.pass(10_000);
      assert.deepEqual([desk.state.kind, desk.server.posts.length, desk.server.reads.length], ['ready', 0, 0], value);
    }
  });

  it('the latch: a second intent is not taken while one is on its way', async () => {
    const desk = new Desk(new CancelServer());
    desk.confirm();
    assert.ok(desk.state.kind === 'sending');
    assert.equal(desk.flow.send({ ...desk.state.intent, key: 'other' }), false);
    desk.flow.resume();
    desk.flow.check();
    await desk.pass();
    assert.deepEqual([desk.keys, desk.server.reads.length], [1, 0]);
  });

  it('L09 released while sending: the result is still reported, and nothing is followed after', async () => {
    const server = new CancelServer();
    server.mode = 'request';
    const desk = new Desk(server);
    desk.confirm();
    desk.flow.release();
    await desk.pass(120_000);
    assert.equal(desk.state.kind, 'requested');
    assert.deepEqual([server.reads.length, desk.stage.time.timers], [0, 0]);
    desk.flow.resume();
    server.decide(true);
    await desk.pass(10);
    assert.equal(desk.state.kind, 'done');
    assert.equal(desk.stage.time.timers, 0);
  });

  it('a hidden page does not ask', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'));
    desk.stage.isVisible = false;
    await desk.pass(120_000);
    assert.equal(desk.server.reads.length, 0);
    desk.stage.isVisible = true;
    await desk.pass(40_000);
    assert.equal(desk.server.reads.length, 1);
  });

  it('looking holds up nobody who sends, and what it finds then is nobody’s', async () => {
    const desk = new Desk(new CancelServer(2));
    desk.server.troubles = [{ status: 412 }];
    desk.confirm(1);
    await desk.pass();
    desk.server.readTroubles = ['hang'];
    desk.flow.check();
    desk.press();
    await desk.pass(20_000);
    assert.equal(desk.state.kind, 'done');
    assert.ok(!desk.events.some(({ type }) => type === 'unconfirmed'));
  });

  it('one look at a time, whoever asks for it', async () => {
    const desk = await confirmed([], (server) => (server.mode = 'request'));
    desk.server.readTroubles = ['hang'];
    desk.flow.resume();
    desk.flow.resume();
    await desk.pass(10);
    desk.flow.check();
    desk.flow.resume();
    await desk.pass(9_900);
    assert.equal(desk.server.reads.length, 1);
    // What the cancellation's address did not say is asked of the order, and then it is followed on, by one.
    await desk.pass(100);
    assert.equal(desk.server.reads.length, 2);
    desk.flow.resume();
    desk.flow.resume();
    await desk.pass(10);
    assert.equal(desk.server.reads.length, 3);
  });

  it('nothing is followed while something is on its way', async () => {
    const wait: Trouble = { status: 429, headers: { 'retry-after': '200' } };
    for (const isLooking of [false, true]) {
      const desk = await confirmed([], (server) => (server.mode = 'request'), 15_000);
      const { state, server, flow } = desk;
      assert.ok(state.kind === 'requested');
      server.troubles = [wait];
      server.readTroubles = ['hang'];
      if (isLooking) flow.resume();
      await desk.pass(10);
      assert.ok(flow.send({ ...state.intent, key: 'second' }));
      await desk.pass(100_000);
      // A look that was under way comes to its end, of the order too, and is the last.
      assert.equal(server.reads.length, isLooking ? 2 : 0);
    }
  });

  it('a check before anything was sent does nothing', async () => {
    const desk = new Desk(new CancelServer());
    desk.flow.check();
    desk.flow.resume();
    await desk.pass(1_000);
    assert.deepEqual([desk.events.length, desk.server.reads.length], [0, 0]);
  });
});

describe('what is sent', () => {
  it('one key, the version in body and If-Match, nothing to third parties, and what survives the page', async () => {
    const server = new CancelServer();
    const desk = new Desk(server);
    desk.go({ type: 'order-seen', order: readOrder({ ...server.order, epoch: 'k3' }), now: desk.now });
    desk.confirm();
    await desk.pass();
    const [post] = server.posts;
    const { method, keepalive, cache, referrerPolicy, redirect, credentials } = post?.init ?? {};
    assert.deepEqual({ method, keepalive, cache, referrerPolicy, redirect, credentials }, {
      method: 'POST', keepalive: true, cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'follow', credentials: 'same-origin',
    });
    assert.equal(post?.body, '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":1}');
    assert.equal(post?.ifMatch, '"k3.1"');
    const headers = new Headers(post?.init.headers);
    assert.deepEqual([headers.get('content-type'), headers.get('accept')], ['application/json', 'application/json']);
  });

  it('no If-Match where the order names no epoch', async () => {
    const desk = await confirmed();
    assert.equal(desk.server.posts[0]?.ifMatch, null);
  });

  it('X07 a token goes to the endpoint as Bearer, without redirects, and is renewed once with the same key', async () => {
    const server = new CancelServer();
    server.validToken = 'new';
    const tokens = ['old', 'new'];
    const desk = new Desk(server, { access: accessBy(() => tokens.shift()) });
    desk.confirm();
    await desk.pass();
    assert.equal(desk.state.kind, 'done');
    assert.deepEqual(server.posts.map(({ authorization }) => authorization), ['Bearer old', 'Bearer new']);
    assert.deepEqual([desk.keys, server.posts[0]?.init.redirect], [1, 'error']);
    assert.ok(!JSON.stringify([desk.events, desk.history, [...desk.storage.items]]).includes('Bearer'));
  });

  it('a token that stays refused, or cannot be had: sign in again', async () => {
    for (const source of [() => 'old', () => Promise.reject(new Error('no'))]) {
      const server = new CancelServer();
      server.validToken = 'new';
      const desk = new Desk(server, { access: accessBy(source) });
      desk.confirm();
      await desk.pass();
      assert.ok(desk.state.kind === 'refused' && desk.state.why === 'denied');
      assert.equal(desk.server.taken, 0);
    }
  });

  it('403 without the right is no matter of tokens', async () => {
    const tokens = ['a', 'b'];
    const server = new CancelServer();
    server.troubles = [{ status: 403, code: 'action-not-allowed' }];
    const desk = new Desk(server, { access: accessBy(() => tokens.shift()) });
    desk.confirm();
    await desk.pass();
    assert.ok(desk.state.kind === 'refused' && desk.state.why === 'notAllowed');
    // The order says what may be done.
    assert.deepEqual([server.posts.length, server.reads.length], [1, 1]);
  });

  it('P07 page libraries that patch toJSON change nothing', () => {
    const intent = createIntent(readOrder(new CancelServer().order), { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }] }, 'k');
    const prototypes = [Array.prototype, String.prototype, Object.prototype] as { toJSON?: () => unknown }[];
    try {
      for (const prototype of prototypes) {
        Object.defineProperty(prototype, 'toJSON', { value: () => 'mangled', configurable: true, enumerable: true, writable: true });
      }
      assert.equal(soundSending(intent)?.body, '{"type":"cancel-items","lineItems":[{"id":"l1","quantity":1}],"version":1}');
    } finally {
      for (const prototype of prototypes) delete prototype.toJSON;
    }
  });

  it('P07 where the text comes out as something else, nothing is sent', (context) => {
    const intent = createIntent(readOrder(new CancelServer().order), { type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }] }, 'k');
    const stringify = JSON.stringify;
    context.mock.method(JSON, 'stringify', (value: unknown) => (value === 'l1' ? '"l2' : stringify(value)));
    assert.equal(soundSending(intent), undefined);
  });

  it('D20 what cannot be right is refused before it is sent', async () => {
    for (const quantity of [0, -1, 1.5]) {
      const desk = new Desk(new CancelServer());
      desk.confirm();
      assert.ok(desk.state.kind === 'sending');
      const { intent } = desk.state;
      const other = new Desk(desk.server);
      assert.equal(other.flow.send({ ...intent, lineItems: [{ id: 'l1', quantity }] }), true);
      assert.deepEqual(other.events, [{ type: 'refused', key: intent.key, code: 'validation' }]);
      await other.pass();
      assert.equal(other.storage.items.size, 0);
    }
  });
});

describe('a function of the page in place of the endpoint', () => {
  const cancellation = { id: 'c1', status: 'completed', type: 'cancel-items', lineItems: [] } as const;

  function desk(cancel: Parameters<typeof functionPort>[0]): Desk {
    return new Desk(new CancelServer(), { port: functionPort(cancel) });
  }

  it('gets the request and the key, and its answer counts', async () => {
    const calls: unknown[] = [];
    const page = desk(async (request, { key, signal }) => {
      calls.push(request, key.length > 0, signal.aborted);
      return cancellation;
    });
    page.confirm();
    await page.pass();
    assert.equal(page.state.kind, 'done');
    assert.deepEqual(calls, [{ type: 'cancel-items', lineItems: [{ id: 'l1', quantity: 1 }], version: 1 }, true, false]);
  });

  it('an error with a code of the contract is read like a problem', async () => {
    const page = desk(() => Promise.reject(Object.assign(new Error('x'), { code: 'already-shipped' })));
    page.confirm();
    await page.pass();
    assert.ok(page.state.kind === 'refused' && page.state.why === 'shipped');
  });

  it('anything else is not confirmed, and nothing is sent again unread', async () => {
    for (const cancel of [() => Promise.reject(new Error('x')), () => Promise.resolve(undefined), () => { throw new Error('x'); }]) {
      let calls = 0;
      const page = desk(() => ((calls += 1), cancel()));
      page.confirm();
      await page.pass(120_000);
      assert.ok(page.state.kind === 'unknown' && !page.state.isOpen);
      assert.equal(calls, 1);
    }
  });

  it('one that never answers is not waited for, and is told so', async () => {
    let isAborted = false;
    const page = desk((_, { signal }) => new Promise(() => signal.addEventListener('abort', () => (isAborted = true))));
    page.confirm();
    await page.pass(20_100);
    assert.deepEqual([page.state.kind, isAborted], ['unknown', true]);
  });

  it('a conflict is asked again by the order that the page brings', async () => {
    const page = desk(() => Promise.reject(Object.assign(new Error('x'), { code: 'version-conflict' })));
    page.confirm();
    await page.pass();
    assert.equal(page.state.kind, 'changed');
  });
});
