import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAuth } from '../../../src/client/http/auth.ts';
import type { HandlerOptions } from '../../../src/server/index.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { waitFor } from '../../support/wait-for.ts';
import { readJson, origin, withHandler, type HandlerHarness } from '../../server/http/handler-harness.ts';
import { parsePost, type Post } from './fake-shop.ts';
import { FakePage, FakeTabStorage, type PageServer } from './fake-page.ts';

/** `lost`: the request never arrives. `cut`, `hang`: it is carried out, and the response is lost or never comes. */
type Loss = 'lost' | 'cut' | 'hang';

/** The real back end with its own store, behind a network that loses requests and responses. */
class RealShop implements PageServer {
  readonly browser = new FakeBrowser();
  readonly posts: Post[] = [];
  readonly statuses: number[] = [];
  losses: Loss[] = [];
  readLosses: Loss[] = [];
  /** How many requests wait for the shop's own systems; time passes all the same. */
  held = 0;
  order: Record<string, unknown> = {};
  readonly #harness: HandlerHarness;
  readonly #token: string;
  #pending = 0;

  constructor(harness: HandlerHarness, token: string) {
    this.#harness = harness;
    this.#token = token;
    harness.now = this.browser.time.wall;
  }

  fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const isPost = init.method === 'POST';
    const loss = (isPost ? this.losses : this.readLosses).shift();
    if (isPost) this.posts.push(parsePost(init));
    const failed = new TypeError('Failed to fetch');
    if (loss === 'lost') throw failed;
    this.#pending += 1;
    try {
      this.#harness.now = this.browser.time.wall;
      const { signal: _, ...kept } = init;
      const response = await this.#harness.handler(new Request(url, kept));
      if (isPost) this.statuses.push(response.status);
      if (loss === undefined) return response;
    } finally {
      this.#pending -= 1;
    }
    if (loss === 'cut') throw failed;
    return new Promise((__, reject) => init.signal?.addEventListener('abort', () => reject(failed)));
  };

  tab(storage = new FakeTabStorage()): FakePage<RealShop> {
    return new FakePage<RealShop>(this, {
      browser: this.browser,
      storage,
      auth: createAuth(this.#token),
      lineItem: 'a',
      endpoint: origin,
    });
  }

  /** Reads the order as a page that loads now. */
  async read(): Promise<void> {
    this.#harness.now = this.browser.time.wall;
    this.order = await readJson(await this.#harness.requestAsShop('GET', '/orders/o1'));
  }

  /** Lets time pass in small steps; all responses arrive before the next step. */
  async pass(ms = 0): Promise<void> {
    for (let passed = 0; ; passed += 250) {
      await this.#quiet();
      if (passed >= ms) return;
      await this.browser.time.advance(Math.min(250, ms - passed));
    }
  }

  /** The shop's staff decide the pending cancellation. */
  async decide(status: 'completed' | 'rejected', more = {}): Promise<void> {
    await this.read();
    const [{ id } = { id: '' }] = this.order['adjustments'] as { id: string }[];
    const answer = await this.#harness.requestAsShop('POST', `/orders/o1/cancellations/${id}/decision`, {
      status,
      ...more,
    });
    assert.equal(answer.status, 200);
  }

  /** The carrier accepts the parcel. */
  async ship(): Promise<void> {
    const scan = { id: 'e1', kind: 'accepted', shipmentId: 's1', shipment: { lineItems: [{ id: 'a', quantity: 1 }] } };
    assert.equal((await this.#harness.requestAsShop('POST', '/orders/o1/events', scan)).status, 201);
  }

  /** Status and quantities of all cancellations in the order. */
  async canceled(): Promise<unknown[]> {
    await this.read();
    const { adjustments = [] } = this.order as {
      adjustments?: { status: string; lineItems: { id: string; quantity: number }[] }[];
    };
    return adjustments.map(({ status, lineItems }) =>
      [status, ...lineItems.map(({ id, quantity }) => `${id} ${quantity}`)].join(' '),
    );
  }

  async #quiet(): Promise<void> {
    for (let calm = 0; calm < 5; calm = this.#pending > this.held ? 0 : calm + 1) await flushTasks();
  }
}

const instant: Partial<HandlerOptions> = { rules: { actions: { cancel: {} } } };
const byRequest: Partial<HandlerOptions> = { rules: { actions: { cancel: { mode: 'request' } } } };

/** A shop with the order o1, and a page that shows it. */
async function withShop(
  options: Partial<HandlerOptions>,
  work: (shop: RealShop, desk: FakePage<RealShop>, harness: HandlerHarness) => Promise<void>,
): Promise<void> {
  await withHandler(async (harness) => {
    harness.now = new FakeBrowser().time.wall;
    await harness.putOrder();
    const shop = new RealShop(harness, await harness.createToken('o1', 'cancel', '2026-12-01T00:00:00Z'));
    await shop.read();
    await work(shop, shop.tab(), harness);
  }, options);
}

const receiptOf = ({ state }: FakePage<RealShop>): string | undefined =>
  'cancellation' in state ? state.cancellation?.receipt?.number : undefined;

describe('a cancellation at the real back end', () => {
  it('is completed, with a receipt and an empty storage [S07]', () =>
    withShop(instant, async (shop, page) => {
      page.confirm();
      await shop.pass();
      assert.equal(page.state.kind, 'completed');
      assert.ok(receiptOf(page));
      assert.deepEqual([shop.statuses, await shop.canceled(), page.storage.items.size], [[201], ['completed a 1'], 0]);
      assert.match(shop.posts[0]?.ifMatch ?? '', /^"[^."]+\.1"$/);
    }));

  for (const [name, status, kind] of [
    ['granted [S08]', 'completed', 'completed'],
    ['rejected [S09]', 'rejected', 'refused'],
  ] as const) {
    it(`${name}: requested, polled until the decision`, () =>
      withShop(byRequest, async (shop, page) => {
        page.confirm();
        await shop.pass(60_000);
        assert.deepEqual([page.state.kind, shop.statuses], ['requested', [202]]);
        await shop.decide(status, status === 'rejected' ? { reason: { code: 'packed', text: 'Already packed' } } : {});
        await shop.pass(40_000);
        const { state } = page;
        assert.equal(state.kind, kind);
        assert.ok(
          status === 'completed' || ('cancellation' in state && state.cancellation?.reason?.text === 'Already packed'),
        );
        assert.deepEqual(
          [shop.statuses, await shop.canceled(), page.storage.items.size],
          [[202], [`${status} a 1`], 0],
        );
      }));
  }

  it('committed, then the connection drops: completed by the order, and nothing is sent twice [S10]', () =>
    withShop(instant, async (shop, page) => {
      shop.losses = ['cut'];
      page.confirm();
      await shop.pass(10_000);
      assert.deepEqual(
        [page.state.kind, shop.statuses, await shop.canceled()],
        ['completed', [201], ['completed a 1']],
      );
    }));

  it('accepted, then the connection drops: requested by the order, then as decided [S10]', () =>
    withShop(byRequest, async (shop, page) => {
      shop.losses = ['cut'];
      page.confirm();
      await shop.pass(10_000);
      assert.deepEqual([page.state.kind, shop.statuses], ['requested', [202]]);
      await shop.decide('completed');
      await shop.pass(40_000);
      assert.deepEqual([page.state.kind, await shop.canceled()], ['completed', ['completed a 1']]);
    }));

  it('the same key in another page: the same response, one effect [S25]', () =>
    withShop(instant, async (shop, page) => {
      page.confirm();
      assert.ok(page.state.kind === 'sending');
      const { idempotencyKey } = page.state.intent;
      await shop.pass();
      const first = receiptOf(page);
      const again = shop.tab();
      again.receiveOrder();
      again.dispatch({ type: 'open' });
      again.pressConfirm(idempotencyKey);
      await shop.pass();
      assert.deepEqual([again.state.kind, receiptOf(again)], ['completed', first]);
      assert.deepEqual([shop.statuses, page.keys, await shop.canceled()], [[201, 201], 1, ['completed a 1']]);
    }));

  it('reloaded while sending: the order is read, and one POST is sent [S25]', () =>
    withShop(instant, async (shop, page) => {
      shop.losses = ['hang'];
      page.confirm();
      await shop.pass();
      page.isClosed = true;
      const after = shop.tab(page.storage);
      after.runner.resume();
      await shop.pass(10_000);
      assert.deepEqual(
        [after.state.kind, shop.statuses, await shop.canceled()],
        ['completed', [201], ['completed a 1']],
      );
    }));

  it('two tabs at once: one effect, both completed [S22]', () =>
    withShop(instant, async (shop, page) => {
      const other = shop.tab();
      page.confirm();
      other.confirm();
      await shop.pass(5_000);
      assert.deepEqual([page.state.kind, other.state.kind], ['completed', 'completed']);
      assert.deepEqual(
        [page.keys, shop.statuses.toSorted(), await shop.canceled()],
        [2, [201, 409], ['completed a 1']],
      );
    }));

  it('two tabs at once, in mode request: both requested, then as decided [S22]', () =>
    withShop(byRequest, async (shop, page) => {
      const other = shop.tab();
      page.confirm();
      other.confirm();
      await shop.pass(120_000);
      assert.deepEqual(
        [page.state.kind, other.state.kind, await shop.canceled()],
        ['requested', 'requested', ['pending a 1']],
      );
      await shop.decide('completed');
      await shop.pass(80_000);
      assert.deepEqual([page.state.kind, other.state.kind], ['completed', 'completed']);
    }));

  it('the shop’s own systems are slow: in progress, the same key, then completed [S13]', () => {
    let decide: (() => void) | undefined;
    const cancel = () =>
      new Promise<{ status: 'completed' }>((resolve) => (decide = () => resolve({ status: 'completed' })));
    return withShop({ ...instant, decideCancellation: cancel }, async (shop, page) => {
      page.confirm();
      await waitFor(() => decide !== undefined, 'the shop is asked');
      // The page is reloaded before the response.
      page.isClosed = true;
      const after = shop.tab(page.storage);
      after.runner.resume();
      shop.held = 1;
      await shop.pass(3_000);
      assert.deepEqual([shop.statuses, after.state.kind], [[409], 'sending']);
      decide?.();
      shop.held = 0;
      await shop.pass(20_000);
      assert.deepEqual([after.state.kind, after.keys, await shop.canceled()], ['completed', 1, ['completed a 1']]);
    });
  });

  it('shipped between confirm and server: refused [S24]', () =>
    withShop(instant, async (shop, page) => {
      page.receiveOrder();
      await shop.ship();
      page.confirm();
      await shop.pass(5_000);
      assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'shipped');
      assert.deepEqual([shop.statuses, await shop.canceled(), page.storage.items.size], [[409], [], 0]);
    }));

  it('lost, then shipped before the next POST: refused, with the reason from the order [S24]', () =>
    withShop(instant, async (shop, page) => {
      shop.losses = ['lost'];
      page.confirm();
      await shop.pass(500);
      await shop.ship();
      await shop.pass(70_000);
      assert.ok(page.state.kind === 'refused' && page.state.refusalReason === 'shipped');
      assert.deepEqual([shop.statuses, await shop.canceled(), page.storage.items.size], [[409], [], 0]);
    }));

  it('changed meanwhile: asked again of the new version, with a new key', () =>
    withShop(instant, async (shop, page, harness) => {
      page.receiveOrder();
      await harness.putOrder('o1', { statusText: 'picking' });
      page.confirm();
      await shop.pass(5_000);
      assert.deepEqual([page.state.kind, shop.statuses], ['changed', [412]]);
      page.pressConfirm();
      await shop.pass();
      assert.deepEqual([page.state.kind, page.keys, await shop.canceled()], ['completed', 2, ['completed a 1']]);
    }));

  it('restored from a backup (another epoch): a new question about the current version', () =>
    withShop(instant, async (shop, page) => {
      shop.order = { ...shop.order, epoch: 'before', version: 40 };
      page.confirm();
      await shop.pass(5_000);
      assert.deepEqual([page.state.kind, shop.statuses], ['changed', [412]]);
      page.pressConfirm();
      await shop.pass();
      assert.deepEqual([page.state.kind, await shop.canceled()], ['completed', ['completed a 1']]);
    }));

  it('who may only read is told that it is not allowed, and someone else’s order is not found', () =>
    withHandler(async (harness) => {
      harness.now = new FakeBrowser().time.wall;
      await harness.putOrder();
      await harness.putOrder('o2');
      for (const [token, why] of [
        [await harness.createToken('o1', 'read'), 'notAllowed'],
        [await harness.createToken('o2', 'cancel'), 'notFound'],
      ] as const) {
        const shop = new RealShop(harness, token);
        await shop.read();
        const page = shop.tab();
        page.confirm();
        await shop.pass(5_000);
        assert.ok(page.state.kind === 'refused');
        assert.equal(page.state.refusalReason, why);
        assert.deepEqual(await shop.canceled(), []);
      }
    }, instant));
});
