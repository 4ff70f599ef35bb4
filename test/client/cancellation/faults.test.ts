import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakePage, FakeTabStorage } from './fake-page.ts';
import { FakeShop, type NetworkFault } from './fake-shop.ts';
import { confirmAtShop, isChecking, isStored, kindsOf } from './confirmed-page.ts';

describe('the responses to a cancellation', () => {
  it('201: completed, with the receipt [S07]', async () => {
    const page = await confirmAtShop();
    assert.equal(page.state.kind, 'completed');
    assert.equal('cancellation' in page.state && page.state.cancellation?.receipt?.number, 'R-c1');
    assert.deepEqual([page.server.posts.length, page.server.takenCount, isStored(page)], [1, 1, false]);
  });

  it('202: requested, polled until the order shows the decision, never completed early [S08]', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    assert.equal(page.state.kind, 'requested');
    assert.ok(isStored(page));
    await page.advance(300_000);
    assert.equal(page.state.kind, 'requested');
    const reads = page.server.reads.length;
    assert.ok(reads >= 7 && reads <= 14, `${reads} reads in 5 minutes`);
    page.server.decide(true);
    await page.advance(40_000);
    assert.deepEqual(kindsOf(page), ['idle', 'confirming', 'sending', 'requested', 'completed']);
    assert.ok(!isStored(page));
    const asked = page.server.reads.length;
    await page.advance(300_000);
    assert.equal(page.server.reads.length, asked);
  });

  it('a shop without a route for cancellations: the order is polled [S08]', async () => {
    const page = await confirmAtShop([], (server) => {
      server.mode = 'request';
      server.hasCancellations = false;
    });
    page.server.decide(true);
    await page.advance(40_000);
    assert.equal(page.state.kind, 'completed');
    const reads = page.server.reads.length;
    await page.advance(300_000);
    assert.deepEqual([page.server.reads.length, isStored(page)], [reads, false]);
  });

  it('polls without news change no state [S08]', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'), 120_000);
    assert.ok(page.server.reads.length >= 3);
    assert.deepEqual(kindsOf(page), ['idle', 'confirming', 'sending', 'requested']);
    assert.equal(page.storage.writes, 2);
  });

  it('a failed poll is repeated [S08]', async () => {
    const page = await confirmAtShop([], (server) => {
      server.mode = 'request';
      server.readFaults = ['lost', 'lost', 'lost', 'lost'];
    });
    page.server.decide(true);
    await page.advance(120_000);
    assert.equal(page.state.kind, 'completed');
  });

  it('a 202 whose body says completed is requested [S08]', async () => {
    const body = JSON.stringify({ id: 'c9', status: 'completed', type: 'cancel-items' });
    const page = await confirmAtShop([{ status: 202, body }]);
    assert.equal(page.state.kind, 'requested');
  });

  it('202, later rejected: refused, with the shop’s reason [S09]', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    page.server.decide(false);
    await page.advance(40_000);
    assert.equal(page.state.kind, 'refused');
    assert.equal('cancellation' in page.state && page.state.cancellation?.reason?.text, 'Already packed');
    assert.ok(!isStored(page));
  });

  it('rejected at a shop without a route for cancellations: refused, and polled no more [S09]', async () => {
    const page = await confirmAtShop([], (server) => {
      server.mode = 'request';
      server.hasCancellations = false;
    });
    page.server.decide(false);
    await page.advance(40_000);
    const reads = page.server.reads.length;
    await page.advance(120_000);
    assert.deepEqual([page.state.kind, page.server.reads.length, isStored(page)], ['refused', reads, false]);
  });

  it('a request is accepted and the connection drops: polled until the decision [S10]', async () => {
    const page = await confirmAtShop(['cut'], (server) => (server.mode = 'request'), 5_000);
    assert.equal(page.state.kind, 'requested');
    page.server.decide(true);
    await page.advance(40_000);
    assert.deepEqual([page.state.kind, page.server.posts.length, isStored(page)], ['completed', 1, false]);
  });

  for (const [what, happens] of [
    ['rejected', (server) => server.decide(false)],
    ['shipped', (server) => server.ship()],
  ] as [string, (server: FakeShop) => void][]) {
    it(`no response, then ${what}: the order shows it, and the storage is empty [S10]`, async () => {
      const page = await confirmAtShop([what === 'rejected' ? 'cut' : 'lost'], (server) => {
        server.mode = what === 'rejected' ? 'request' : 'instant';
        server.readFaults = ['lost'];
      });
      happens(page.server);
      await page.advance(5_000);
      assert.deepEqual([page.state.kind, isStored(page)], ['refused', false]);
      const reads = page.server.reads.length;
      await page.advance(120_000);
      assert.equal(page.server.reads.length, reads);
    });
  }

  it('an order older than the intent is inconclusive: it is read again [S10]', async () => {
    const page = await confirmAtShop(
      ['cut'],
      (server) => {
        server.readFaults = [{ status: 200, body: JSON.stringify({ ...server.order, version: 0 }) }];
      },
      1_900,
    );
    assert.deepEqual([page.state.kind, page.server.reads.length], ['sending', 1]);
    await page.advance(200);
    assert.deepEqual([page.state.kind, page.server.reads.length, page.server.posts.length], ['completed', 2, 1]);
  });

  it('committed, then the connection drops: completed, one key, one effect [S10]', async () => {
    const page = await confirmAtShop(['cut'], undefined, 5_000);
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.server.posts.length, page.keys, page.server.takenCount, isStored(page)], [1, 1, 1, false]);
  });

  it('a POST that never arrived is sent again with its key', async () => {
    const page = await confirmAtShop(['lost'], undefined, 10_000);
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.server.posts.length, page.keys, page.server.takenCount], [2, 1, 1]);
    assert.equal(page.server.posts[0]?.body, page.server.posts[1]?.body);
  });

  it('a replayed 500: unconfirmed after four POSTs with one key; a check only reads [S12]', async () => {
    const page = await confirmAtShop(
      Array.from({ length: 50 }, () => ({ status: 500 })),
      undefined,
      200_000,
    );
    assert.equal(page.state.kind, 'unconfirmed');
    assert.deepEqual([page.server.posts.length, page.keys, isStored(page)], [4, 1, true]);
    page.check();
    assert.ok(isChecking(page));
    await page.advance(1_000);
    assert.ok(page.state.kind === 'unconfirmed' && !isChecking(page) && page.state.canRetry);
    assert.equal(page.server.posts.length, 4);
    // Another key needs another confirmation.
    page.server.postFaults = [];
    page.confirm();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.keys, page.server.takenCount], [2, 1]);
  });

  it('at least a second between POSTs [S12]', async () => {
    const page = await confirmAtShop(
      Array.from({ length: 4 }, () => ({ status: 503 })),
      undefined,
      999,
    );
    assert.equal(page.server.posts.length, 1);
    await page.advance(1_100);
    assert.equal(page.server.posts.length, 2);
  });

  it('if no read succeeds either, a minute of reading ends as unconfirmed', async () => {
    const page = await confirmAtShop(
      ['lost'],
      (server) => (server.readFaults = Array.from({ length: 60 }, () => 'lost')),
      25_000,
    );
    assert.deepEqual(kindsOf(page).at(-1), 'sending');
    await page.advance(40_000);
    const reads = page.server.reads.length;
    assert.ok(reads >= 4 && reads <= 20, `${reads} reads`);
    assert.ok(page.state.kind === 'unconfirmed' && !page.state.canRetry);
    assert.deepEqual([page.server.posts.length, isStored(page)], [1, true]);
  });

  it('a check that fails to read stays unconfirmed; one that finds the cancellation completes', async () => {
    const page = await confirmAtShop(
      ['cut'],
      (server) => (server.readFaults = Array.from({ length: 60 }, () => 'lost')),
      70_000,
    );
    assert.equal(page.state.kind, 'unconfirmed');
    page.server.readFaults = ['lost'];
    page.check();
    await page.advance();
    assert.ok(page.state.kind === 'unconfirmed' && !isChecking(page) && !page.state.canRetry);
    page.check();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
    assert.ok(!isStored(page));
  });

  it('409 in progress three times, then 200: completed with one key [S13]', async () => {
    const busy: NetworkFault = { status: 409, code: 'cancel-in-progress' };
    const page = await confirmAtShop([busy, busy, busy], undefined, 1_000 + 2_000);
    assert.equal(page.server.posts.length, 3);
    await page.advance(4_000);
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.server.posts.length, page.keys, page.server.takenCount], [4, 1, 1]);
  });

  it('each wait is twice the last, and none counts as an attempt [S13]', async () => {
    const busy: NetworkFault = { status: 409, code: 'cancel-in-progress' };
    const page = await confirmAtShop(
      [busy, busy, busy, busy, ...Array.from({ length: 50 }, (): NetworkFault => ({ status: 500 }))],
      undefined,
      7_100,
    );
    assert.equal(page.server.posts.length, 4);
    await page.advance(7_800);
    assert.equal(page.server.posts.length, 4);
    await page.advance(200);
    assert.equal(page.server.posts.length, 5);
    await page.advance(200_000);
    assert.deepEqual([page.state.kind, page.server.posts.length, page.keys], ['unconfirmed', 8, 1]);
  });

  it('in progress for ever: six POSTs, then the order decides [S13]', async () => {
    const busy: NetworkFault = { status: 409, code: 'cancel-in-progress', headers: { 'retry-after': '1' } };
    const page = await confirmAtShop([busy, busy, busy, busy, busy, busy], undefined, 5_500);
    assert.equal(page.server.posts.length, 6);
    assert.ok(page.server.reads.length > 0);
    await page.advance(10_000);
    assert.equal(page.state.kind, 'completed');
    assert.equal(page.keys, 1);
  });

  it('409 already canceled: completed [S14]', async () => {
    const page = await confirmAtShop([{ status: 409, code: 'already-canceled' }]);
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.server.posts.length, isStored(page)], [1, false]);
  });

  for (const [name, fault] of [
    ['409 already shipped [S15]', { status: 409, code: 'already-shipped' }],
    ['410', { status: 410 }],
  ] as const) {
    it(`${name}: refused`, async () => {
      const page = await confirmAtShop([fault]);
      assert.ok(
        page.state.kind === 'refused' &&
          page.state.refusalReason === 'shipped' &&
          page.state.code === 'already-shipped',
      );
      // The read shows what the customer can do instead.
      assert.deepEqual([page.server.posts.length, page.server.reads.length, isStored(page)], [1, 1, false]);
    });
  }

  for (const fault of [
    { status: 412, code: 'version-conflict' },
    { status: 428 },
    { status: 409, code: 'quantity-too-great' },
  ] as const) {
    it(`${fault.status}: changed, asked again, a new key`, async () => {
      const page = await confirmAtShop([fault], (server) => (server.readFaults = ['lost']), 3_000);
      assert.equal(page.state.kind, 'changed');
      assert.ok(!isStored(page));
      page.pressConfirm();
      await page.advance();
      assert.equal(page.state.kind, 'completed');
      assert.deepEqual([page.keys, page.server.takenCount], [2, 1]);
    });
  }

  it('412 without a readable order: unconfirmed', async () => {
    const page = await confirmAtShop(
      [{ status: 412 }],
      (server) => (server.readFaults = Array.from({ length: 60 }, () => 'lost')),
      70_000,
    );
    assert.ok(page.state.kind === 'unconfirmed' && !page.state.canRetry);
  });

  it('422: one POST, one read, refused as a fault of the client [S17]', async () => {
    const page = await confirmAtShop([{ status: 422 }], undefined, 60_000);
    assert.ok(
      page.state.kind === 'refused' &&
        page.state.code === 'idempotency-mismatch' &&
        page.state.refusalReason === 'failed',
    );
    assert.deepEqual([page.server.posts.length, page.server.reads.length], [1, 1]);
  });

  it('422 after the shop canceled: completed [S17]', async () => {
    const page = await confirmAtShop([{ done: true, status: 422 }], undefined, 1_000);
    assert.equal(page.state.kind, 'completed');
  });

  it('425: one more POST with the same key [S18]', async () => {
    const page = await confirmAtShop([{ status: 425 }], undefined, 1_100);
    assert.equal(page.state.kind, 'completed');
    assert.deepEqual([page.server.posts.length, page.keys], [2, 1]);
  });

  it('425 twice: the order is read before the next POST [S18]', async () => {
    const page = await confirmAtShop([{ status: 425 }, { status: 425 }], undefined, 1_100);
    assert.deepEqual([page.server.posts.length, page.server.reads.length], [2, 1]);
    await page.advance(10_000);
    assert.equal(page.state.kind, 'completed');
  });

  it('429 with Retry-After 10: waits, with the time in the state, then the same key [S19]', async () => {
    const page = await confirmAtShop([{ status: 429, headers: { 'retry-after': '10' } }], undefined, 9_900);
    assert.ok(page.state.kind === 'sending' && page.state.retryAt !== undefined);
    assert.ok(Math.abs(page.state.retryAt - page.now - 100) < 10);
    assert.equal(page.server.posts.length, 1);
    await page.advance(200);
    assert.equal(page.state.kind, 'completed');
    const retryTimes = page.history.map((state) => 'retryAt' in state && state.retryAt !== undefined);
    assert.deepEqual(retryTimes, [false, false, false, true, false, false]);
    assert.deepEqual([page.server.posts.length, page.keys], [2, 1]);
  });

  it('429 four times, or with too long a wait: refused [S19]', async () => {
    const again = await confirmAtShop(
      Array.from({ length: 4 }, () => ({ status: 429, headers: { 'retry-after': '1' } })),
      undefined,
      3_100,
    );
    assert.ok(again.state.kind === 'refused' && again.state.code === 'rate-limited');
    assert.deepEqual([again.server.posts.length, isStored(again)], [4, false]);
    const long = await confirmAtShop([{ status: 429, headers: { 'retry-after': '301' } }]);
    assert.ok(long.state.kind === 'refused' && long.state.code === 'rate-limited');
    const bearable = await confirmAtShop([{ status: 429, headers: { 'retry-after': '300' } }]);
    assert.equal(bearable.state.kind, 'sending');
  });

  for (const [what, body] of [
    ['empty', ''],
    ['HTML', '<html>Log in</html>'],
    ['another JSON', '{"ok":true}'],
    ['an unlisted status', '{"id":"c1","status":"maybe","type":"cancel-items"}'],
  ]) {
    it(`200 with ${what}: the order decides [S20]`, async () => {
      const lied = await confirmAtShop([{ status: 200, body: body ?? '' }], undefined, 5_000);
      assert.equal(lied.state.kind, 'completed');
      assert.deepEqual([lied.server.posts.length, lied.keys, lied.server.takenCount], [2, 1, 1]);
      const done = await confirmAtShop([{ done: true, status: 200, body: body ?? '' }], undefined, 5_000);
      assert.equal(done.state.kind, 'completed');
      assert.deepEqual([done.server.posts.length, done.server.takenCount], [1, 1]);
    });
  }

  it('two tabs confirm at once: one effect, both completed [S22]', async () => {
    const server = new FakeShop();
    const tabs = [new FakePage(server), new FakePage(server)] as const;
    for (const tab of tabs) tab.confirm();
    for (const tab of tabs) await tab.advance(1_000);
    assert.deepEqual(
      tabs.map(({ state }) => state.kind),
      ['completed', 'completed'],
    );
    assert.deepEqual([tabs[0].keys, tabs[0].server.takenCount], [2, 1]);
  });

  it('two tabs cancel one unit of two: one effect [S22]', async () => {
    const server = new FakeShop(2);
    const tabs = [new FakePage(server), new FakePage(server)] as const;
    for (const tab of tabs) tab.confirm(1);
    for (const tab of tabs) await tab.advance(1_000);
    // The second tab saw a quantity of two; the order with a quantity of one shows its cancellation as done.
    assert.equal(server.total, 1);
    assert.equal(tabs[0].server.takenCount, 1);
  });

  it('shipped between confirm and server: refused [S24]', async () => {
    const server = new FakeShop();
    const page = new FakePage(server);
    page.receiveOrder();
    server.ship();
    page.confirm();
    await page.advance();
    assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'shipped');
    assert.equal(page.server.takenCount, 0);
  });

  it('a response after 25 s: at 20 s the order is read, and nothing is sent twice [S27]', async () => {
    const page = await confirmAtShop(['hang'], undefined, 19_900);
    assert.deepEqual([page.state.kind, page.server.reads.length], ['sending', 0]);
    assert.equal(page.server.posts[0]?.init.signal?.aborted, false);
    await page.advance(200);
    assert.equal(page.state.kind, 'completed');
    assert.equal(page.server.posts[0]?.init.signal?.aborted, true);
    assert.equal(page.server.posts.length, 1);
  });

  it('offline: not sent and not queued; works when online again [S28]', async () => {
    const page = new FakePage(new FakeShop());
    page.browser.isOnline = false;
    page.confirm();
    assert.equal(page.state.kind, 'offline');
    await page.advance(60_000);
    page.browser.signal('online');
    await page.advance(60_000);
    assert.deepEqual([page.server.posts.length, isStored(page)], [0, false]);
    page.pressConfirm();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
  });

  it('the texts of a problem reach no state [S29]', async () => {
    const body = JSON.stringify({ code: 'already-shipped', detail: '<b>call +7…</b>', title: '<b>call</b>' });
    const page = await confirmAtShop([{ status: 409, body }]);
    assert.equal(page.state.kind, 'refused');
    assert.ok(!JSON.stringify(page.history).includes('call'));
  });

  it('blocked storage: memory suffices [S30]', async () => {
    const storage = new FakeTabStorage();
    storage.isBlocked = true;
    const page = new FakePage(new FakeShop(), { storage });
    page.runner.resume();
    page.server.postFaults = ['cut'];
    page.confirm();
    await page.advance(5_000);
    assert.equal(page.state.kind, 'completed');
  });

  for (const [status, why] of [
    [400, 'failed'],
    [404, 'notFound'],
    [401, 'denied'],
    [403, 'denied'],
    [413, 'failed'],
  ] as const) {
    it(`${status}: refused, with a reason of the client`, async () => {
      const page = await confirmAtShop([{ status }]);
      assert.ok(page.state.kind === 'refused');
      assert.equal(page.state.refusalReason, why);
      assert.deepEqual([page.server.posts.length, page.server.reads.length, isStored(page)], [1, 0, false]);
    });
  }

  it('one POST arrives late and the next is refused: the order decides, also afterwards [S24, S10]', async () => {
    for (const [late, kind] of [
      [800, 'completed'],
      [30_000, 'refused'],
    ] as const) {
      const server = new FakeShop();
      const page = new FakePage(server);
      server.later = page.browser.time.setTimer;
      server.postFaults = [{ late }, { status: 404 }];
      page.confirm();
      await page.advance(20_000);
      assert.deepEqual([page.state.kind, server.posts.length, page.keys, isStored(page)], [kind, 2, 1, false]);
      await page.advance(20_000);
      page.receiveOrder();
      assert.deepEqual([page.state.kind, server.takenCount], ['completed', 1]);
    }
  });

  it('a refusal after a POST without a response says nothing about that POST', async () => {
    const page = await confirmAtShop(
      ['lost', { status: 401 }, { status: 401 }],
      (server) => (server.readFaults = []),
      20_000,
    );
    assert.ok(page.state.kind === 'refused' && page.state.code === 'sign-in');
    const server = new FakeShop();
    server.postFaults = ['lost', { status: 401 }];
    const blind = new FakePage(server);
    blind.confirm();
    await blind.advance(500);
    server.readFaults = Array.from({ length: 60 }, () => 'lost');
    await blind.advance(90_000);
    assert.ok(blind.state.kind === 'unconfirmed' && !blind.state.canRetry);
  });
});
