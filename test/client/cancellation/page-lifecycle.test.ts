import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeBrowser } from '../support/fake-browser.ts';
import { confirmAtShop, isChecking, isStored, kindsOf } from './confirmed-page.ts';
import { FakePage, FakeTabStorage, parseOrderOrThrow } from './fake-page.ts';
import { FakeShop } from './fake-shop.ts';

describe('a cancellation over time', () => {
  it('reload while sending: the order is read, and nothing is sent twice [S25]', async () => {
    const page = await confirmAtShop(['hang']);
    page.isClosed = true;
    const after = new FakePage(page.server, { storage: page.storage });
    after.runner.resume();
    await after.advance(1_000);
    after.receiveOrder();
    assert.deepEqual(kindsOf(after), ['sending', 'completed']);
    assert.deepEqual([after.keys, after.server.takenCount, after.storage.items.size], [1, 1, 0]);
  });

  it('reload before the POST arrived: sent again with its key [S25]', async () => {
    const page = await confirmAtShop(['lost'], (server) => (server.readFaults = ['hang']));
    page.isClosed = true;
    const after = new FakePage(page.server, { storage: page.storage });
    after.runner.resume();
    await after.advance(10_000);
    assert.equal(after.state.kind, 'completed');
    assert.deepEqual([after.keys, after.server.takenCount], [1, 1]);
  });

  it('a ten minutes old intent is checked and not sent again [S25]', async () => {
    const page = await confirmAtShop(['lost'], (server) => (server.readFaults = ['hang']));
    page.isClosed = true;
    const browser = new FakeBrowser();
    browser.time.wall += 601_000;
    const after = new FakePage(page.server, { storage: page.storage, browser });
    after.runner.resume();
    await after.advance(20_000);
    assert.ok(after.state.kind === 'unconfirmed' && after.state.canRetry);
    assert.equal(after.server.posts.length, 1);
  });

  it('a day old intent is dropped [S25]', async () => {
    const page = await confirmAtShop(['lost'], (server) => (server.readFaults = ['hang']));
    const browser = new FakeBrowser();
    browser.time.wall += 86_401_000;
    const after = new FakePage(page.server, { storage: page.storage, browser });
    after.runner.resume();
    await after.advance(20_000);
    assert.deepEqual([after.state.kind, after.server.reads.length], ['idle', 1]);
  });

  it('the customer’s own words are not stored, and after a reload the request is not sent without them [S25]', async () => {
    const server = new FakeShop();
    server.postFaults = ['lost', 'lost'];
    server.readFaults = ['hang', 'hang'];
    const page = new FakePage(server);
    const { actions, ...order } = parseOrderOrThrow(server.order);
    page.dispatch({
      type: 'order-received',
      order: { ...order, actions: actions.map((action) => ({ ...action, asksText: true })) },
    });
    page.dispatch({ type: 'open' });
    page.dispatch({ type: 'choose', choice: { reason: 'other', text: 'a secret' } });
    page.pressConfirm();
    await page.advance();
    assert.match(server.posts[0]?.body ?? '', /a secret/);
    assert.ok(!JSON.stringify([...page.storage.items]).includes('secret'));
    page.isClosed = true;
    const after = new FakePage(new FakeShop(), { storage: page.storage });
    after.runner.resume();
    await after.advance(10_000);
    assert.equal(after.server.posts.length, 0);
    assert.ok(after.state.kind === 'unconfirmed' && after.state.canRetry);
  });

  it('an accepted request is polled after a reload [S25]', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    page.isClosed = true;
    const after = new FakePage(page.server, { storage: page.storage });
    after.runner.resume();
    assert.deepEqual(kindsOf(after), ['requested']);
    page.server.decide(true);
    await after.advance(10);
    const { state: done } = after;
    assert.ok(done.kind === 'completed');
    // The cancellation itself is read first: it has more fields than the order.
    assert.equal(done.cancellation?.receipt?.number, 'R-c1');
    assert.equal(after.server.posts.length, 1);
  });

  it('a page that was suspended continues without storage [S25]', async () => {
    const storage = new FakeTabStorage();
    storage.isBlocked = true;
    const server = new FakeShop();
    server.mode = 'request';
    const page = new FakePage(server, { storage });
    page.confirm();
    await page.advance();
    page.runner.suspend();
    await page.advance(120_000);
    assert.deepEqual([server.reads.length, page.browser.time.timerCount], [0, 0]);
    server.decide(true);
    page.runner.resume();
    await page.advance(10);
    assert.equal(page.state.kind, 'completed');
  });

  it('invalid values in the storage are ignored', async () => {
    for (const value of ['', '{', '[]', '{"key":"k"}', '{"key":1,"before":{"totals":[],"adjustments":[]}}']) {
      const storage = new FakeTabStorage();
      storage.items.set('waybill-cancel shop o1 cancel-items l1', value);
      const page = new FakePage(new FakeShop(), { storage });
      page.runner.resume();
      await page.advance(10_000);
      assert.deepEqual([page.state.kind, page.server.posts.length, page.server.reads.length], ['idle', 0, 0], value);
    }
  });

  it('a second confirmation has no effect while a request is on its way', async () => {
    const page = new FakePage(new FakeShop());
    page.confirm();
    const { state } = page;
    page.confirm();
    page.runner.resume();
    page.check();
    assert.equal(page.state, state);
    await page.advance();
    assert.deepEqual([page.keys, page.server.reads.length], [1, 0]);
  });

  it('suspended while sending: the response still counts, and nothing is polled [L09]', async () => {
    const server = new FakeShop();
    server.mode = 'request';
    const page = new FakePage(server);
    page.confirm();
    page.runner.suspend();
    await page.advance(120_000);
    assert.equal(page.state.kind, 'requested');
    assert.deepEqual([server.reads.length, page.browser.time.timerCount], [0, 0]);
    page.runner.resume();
    server.decide(true);
    await page.advance(10);
    assert.equal(page.state.kind, 'completed');
    assert.equal(page.browser.time.timerCount, 0);
  });

  it('a hidden page does not poll', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    page.browser.isVisible = false;
    await page.advance(120_000);
    assert.equal(page.server.reads.length, 0);
    page.browser.isVisible = true;
    await page.advance(40_000);
    assert.equal(page.server.reads.length, 1);
  });

  it('a request is polled by one read at a time, however often the element is connected', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    page.server.readFaults = ['hang'];
    page.runner.resume();
    page.runner.resume();
    await page.advance(10);
    page.check();
    page.runner.resume();
    await page.advance(9_900);
    assert.equal(page.server.reads.length, 1);
    // After the timeout of the cancellation's own route, the order is read.
    await page.advance(100);
    assert.equal(page.server.reads.length, 2);
    page.runner.resume();
    page.runner.resume();
    await page.advance(10);
    assert.equal(page.server.reads.length, 3);
  });

  it('a read that a newer order makes useless is aborted, and its result is dropped', async () => {
    const page = await confirmAtShop([], (server) => (server.mode = 'request'));
    const signals: (AbortSignal | null | undefined)[] = [];
    const { fetch } = page.server;
    page.server.fetch = (url, init) => (signals.push(init.signal), fetch(url, init));
    page.server.readFaults = ['hang'];
    page.runner.resume();
    await page.advance();
    page.server.decide(true);
    page.receiveOrder();
    assert.deepEqual([page.state.kind, signals.map((signal) => signal?.aborted)], ['completed', [true]]);
    const { state } = page;
    await page.advance(60_000);
    assert.equal(page.state, state);
  });

  it('a check without anything confirmed does nothing', async () => {
    const page = new FakePage(new FakeShop());
    page.check();
    page.runner.resume();
    await page.advance(1_000);
    assert.deepEqual([page.history.length, page.server.reads.length], [0, 0]);
  });

  /** Unconfirmed, because every read failed. */
  const unconfirmed = (): Promise<FakePage> =>
    confirmAtShop(['cut'], (server) => (server.readFaults = Array.from({ length: 60 }, () => 'lost')), 70_000);

  it('a check during a running check starts no second read, and the check ends', async () => {
    const page = await unconfirmed();
    const reads = page.server.reads.length;
    page.server.readFaults = ['hang'];
    page.check();
    page.check();
    page.runner.resume();
    await page.advance(9_900);
    assert.deepEqual([page.server.reads.length - reads, isChecking(page)], [1, true]);
    await page.advance(200);
    assert.deepEqual([page.state.kind, isChecking(page)], ['unconfirmed', false]);
    page.check();
    await page.advance();
    assert.equal(page.state.kind, 'completed');
  });

  it('a check ends even if the transport cannot read, throws or never responds', async () => {
    for (const readOrder of [undefined, () => Promise.reject(new Error('x')), () => new Promise<never>(() => {})]) {
      const send = (): Promise<{ status: number }> => Promise.resolve({ status: 0 });
      const page = new FakePage(new FakeShop(), { transport: { send, readOrder } });
      page.confirm();
      await page.advance(120_000);
      assert.deepEqual([page.state.kind, isChecking(page)], ['unconfirmed', false]);
      page.check();
      assert.ok(isChecking(page));
      await page.advance(10_100);
      assert.deepEqual([page.state.kind, isChecking(page), page.browser.time.timerCount], ['unconfirmed', false, 0]);
    }
  });

  it('a check ends in a runner that sent nothing itself (a declined check left the element checking for ever)', async () => {
    const { state } = await unconfirmed();
    assert.ok(state.kind === 'unconfirmed');
    const page = new FakePage(new FakeShop(), { state });
    page.check();
    assert.ok(isChecking(page));
    await page.advance(20_000);
    assert.ok(!isChecking(page));
  });

  it('a POST that rejects or never responds ends like one without a response', async () => {
    for (const send of [() => Promise.reject(new Error('x')), () => new Promise<never>(() => {})]) {
      const page = new FakePage(new FakeShop(), { transport: { send } });
      page.confirm();
      await page.advance(20_100);
      assert.deepEqual([page.state.kind, isStored(page), page.browser.time.timerCount], ['unconfirmed', true, 0]);
    }
  });

  it('the key is stored before the request leaves the page', async () => {
    const stored: boolean[] = [];
    const page: FakePage = new FakePage(new FakeShop(), {
      transport: { send: () => (stored.push(isStored(page)), Promise.resolve({ status: 400 })) },
    });
    page.confirm();
    await page.advance();
    assert.deepEqual([stored, page.state.kind, isStored(page)], [[true], 'refused', false]);
  });

  it('an outcome that only the page’s order shows clears the storage', async () => {
    const page = await unconfirmed();
    assert.ok(isStored(page));
    page.receiveOrder();
    assert.deepEqual([page.state.kind, isStored(page)], ['completed', false]);
  });
});
