import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessBy } from '../../../src/client/access.ts';
import type { HandlerOptions } from '../../../src/server/index.ts';
import { settle, Stage, until } from '../live/stage.ts';
import { json, origin, withBench, type Bench } from '../../waybill-server/handler/bench.ts';
import { postOf, type Post } from './cancel-server.ts';
import { Desk, TabStorage, type DeskServer } from './desk.ts';

/** What happens to a request on its way: it never arrives, or it is done and its answer is lost or stays out. */
type Loss = 'lost' | 'cut' | 'hang';

/** The back end on its own store, by way of a network that loses what it is told to. */
class RealShop implements DeskServer {
  readonly stage = new Stage();
  readonly posts: Post[] = [];
  readonly statuses: number[] = [];
  losses: Loss[] = [];
  readLosses: Loss[] = [];
  /** How many requests wait for the shop's own systems: time passes over those. */
  held = 0;
  order: Record<string, unknown> = {};
  readonly #bench: Bench;
  readonly #token: string;
  #pending = 0;

  constructor(bench: Bench, token: string) {
    this.#bench = bench;
    this.#token = token;
    bench.now = this.stage.time.wall;
  }

  fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    const isPost = init.method === 'POST';
    const loss = (isPost ? this.losses : this.readLosses).shift();
    if (isPost) this.posts.push(postOf(init));
    const failed = new TypeError('Failed to fetch');
    if (loss === 'lost') throw failed;
    this.#pending += 1;
    try {
      this.#bench.now = this.stage.time.wall;
      const { signal: _, ...kept } = init;
      const response = await this.#bench.handler(new Request(url, kept));
      if (isPost) this.statuses.push(response.status);
      if (loss === undefined) return response;
    } finally {
      this.#pending -= 1;
    }
    if (loss === 'cut') throw failed;
    return new Promise((__, reject) => init.signal?.addEventListener('abort', () => reject(failed)));
  };

  tab(storage = new TabStorage()): Desk<RealShop> {
    return new Desk<RealShop>(this, { stage: this.stage, storage, access: accessBy(this.#token), line: 'a', endpoint: origin });
  }

  /** What a page that loads now has of the order. */
  async read(): Promise<void> {
    this.#bench.now = this.stage.time.wall;
    this.order = await json(await this.#bench.shop('GET', '/orders/o1'));
  }

  /** Lets time pass in small steps, and every answer come before the next. */
  async pass(ms = 0): Promise<void> {
    for (let passed = 0; ; passed += 250) {
      await this.#quiet();
      if (passed >= ms) return;
      await this.stage.time.pass(Math.min(250, ms - passed));
    }
  }

  /** The shop's people decide what is pending. */
  async decide(status: 'completed' | 'rejected', more = {}): Promise<void> {
    await this.read();
    const [{ id } = { id: '' }] = this.order['adjustments'] as { id: string }[];
    const answer = await this.#bench.shop('POST', `/orders/o1/cancellations/${id}/decision`, { status, ...more });
    assert.equal(answer.status, 200);
  }

  /** The carrier takes the book. */
  async ship(): Promise<void> {
    const scan = { id: 'e1', kind: 'accepted', shipmentId: 's1', shipment: { lineItems: [{ id: 'a', quantity: 1 }] } };
    assert.equal((await this.#bench.shop('POST', '/orders/o1/events', scan)).status, 201);
  }

  /** Status and pieces of all cancellations in the order. */
  async canceled(): Promise<unknown[]> {
    await this.read();
    const { adjustments = [] } = this.order as { adjustments?: { status: string; lineItems: { id: string; quantity: number }[] }[] };
    return adjustments.map(({ status, lineItems }) => [status, ...lineItems.map(({ id, quantity }) => `${id} ${quantity}`)].join(' '));
  }

  async #quiet(): Promise<void> {
    for (let calm = 0; calm < 5; calm = this.#pending > this.held ? 0 : calm + 1) await settle();
  }
}

const instant: Partial<HandlerOptions> = { rules: { actions: { cancel: {} } } };
const byRequest: Partial<HandlerOptions> = { rules: { actions: { cancel: { mode: 'request' } } } };

/** A shop with the order o1, and a page that shows it. */
async function withShop(options: Partial<HandlerOptions>, work: (shop: RealShop, desk: Desk<RealShop>, bench: Bench) => Promise<void>): Promise<void> {
  await withBench(async (bench) => {
    bench.now = new Stage().time.wall;
    await bench.put();
    const shop = new RealShop(bench, await bench.token('o1', 'cancel', '2026-12-01T00:00:00Z'));
    await shop.read();
    await work(shop, shop.tab(), bench);
  }, options);
}

const receiptOf = ({ state }: Desk<RealShop>): string | undefined =>
  'cancellation' in state ? state.cancellation?.receipt?.number : undefined;

describe('a cancellation at the back end itself', () => {
  it('S07 is done, with a receipt, and gone from what is kept', () =>
    withShop(instant, async (shop, desk) => {
      desk.confirm();
      await shop.pass();
      assert.equal(desk.state.kind, 'done');
      assert.ok(receiptOf(desk));
      assert.deepEqual([shop.statuses, await shop.canceled(), desk.storage.items.size], [[201], ['completed a 1'], 0]);
      assert.match(shop.posts[0]?.ifMatch ?? '', /^"[^."]+\.1"$/);
    }));

  for (const [name, status, kind] of [['S08 granted', 'completed', 'done'], ['S09 rejected', 'rejected', 'refused']] as const) {
    it(`${name}: requested, followed until it is decided`, () =>
      withShop(byRequest, async (shop, desk) => {
        desk.confirm();
        await shop.pass(60_000);
        assert.deepEqual([desk.state.kind, shop.statuses], ['requested', [202]]);
        await shop.decide(status, status === 'rejected' ? { reason: { code: 'packed', text: 'Already packed' } } : {});
        await shop.pass(40_000);
        const { state } = desk;
        assert.equal(state.kind, kind);
        assert.ok(status === 'completed' || ('cancellation' in state && state.cancellation?.reason?.text === 'Already packed'));
        assert.deepEqual([shop.statuses, await shop.canceled(), desk.storage.items.size], [[202], [`${status} a 1`], 0]);
      }));
  }

  it('S10 committed, then the connection dropped: the order says done, and nothing is sent twice', () =>
    withShop(instant, async (shop, desk) => {
      shop.losses = ['cut'];
      desk.confirm();
      await shop.pass(10_000);
      assert.deepEqual([desk.state.kind, shop.statuses, await shop.canceled()], ['done', [201], ['completed a 1']]);
    }));

  it('S10 what is decided later, and its answer dropped: requested by the order, then as it is decided', () =>
    withShop(byRequest, async (shop, desk) => {
      shop.losses = ['cut'];
      desk.confirm();
      await shop.pass(10_000);
      assert.deepEqual([desk.state.kind, shop.statuses], ['requested', [202]]);
      await shop.decide('completed');
      await shop.pass(40_000);
      assert.deepEqual([desk.state.kind, await shop.canceled()], ['done', ['completed a 1']]);
    }));

  it('S25 the same key after a reload is answered the same, and done once', () =>
    withShop(instant, async (shop, desk) => {
      desk.confirm();
      assert.ok(desk.state.kind === 'sending');
      await shop.pass();
      const first = receiptOf(desk);
      const again = shop.tab();
      again.go({ type: 'resumed', intent: desk.state.intent, cancellation: undefined });
      assert.ok(again.flow.send(desk.state.intent));
      await shop.pass();
      assert.deepEqual([again.state.kind, receiptOf(again)], ['done', first]);
      assert.deepEqual([shop.statuses, desk.keys, await shop.canceled()], [[201, 201], 1, ['completed a 1']]);
    }));

  it('S25 reloaded while it was under way: looked after, and sent once', () =>
    withShop(instant, async (shop, desk) => {
      shop.losses = ['hang'];
      desk.confirm();
      await shop.pass();
      desk.isClosed = true;
      const after = shop.tab(desk.storage);
      after.flow.resume();
      await shop.pass(10_000);
      assert.deepEqual([after.state.kind, shop.statuses, await shop.canceled()], ['done', [201], ['completed a 1']]);
    }));

  it('S22 two tabs at once: one effect, both end done', () =>
    withShop(instant, async (shop, desk) => {
      const other = shop.tab();
      desk.confirm();
      other.confirm();
      await shop.pass(5_000);
      assert.deepEqual([desk.state.kind, other.state.kind], ['done', 'done']);
      assert.deepEqual([desk.keys, shop.statuses.toSorted(), await shop.canceled()], [2, [201, 409], ['completed a 1']]);
    }));

  it('S22 two tabs at once at a shop that decides later: both end requested, then as it is decided', () =>
    withShop(byRequest, async (shop, desk) => {
      const other = shop.tab();
      desk.confirm();
      other.confirm();
      await shop.pass(120_000);
      assert.deepEqual([desk.state.kind, other.state.kind, await shop.canceled()], ['requested', 'requested', ['pending a 1']]);
      await shop.decide('completed');
      await shop.pass(80_000);
      assert.deepEqual([desk.state.kind, other.state.kind], ['done', 'done']);
    }));

  it('S13 the shop’s own systems are still being asked: in progress, the same key, then done', () => {
    let decide: (() => void) | undefined;
    const cancel = () => new Promise<{ status: 'completed' }>((resolve) => (decide = () => resolve({ status: 'completed' })));
    return withShop({ ...instant, cancel }, async (shop, desk) => {
      desk.confirm();
      await until(() => decide !== undefined, 'the shop is asked');
      // Its answer is not there yet when the page is loaded again.
      desk.isClosed = true;
      const after = shop.tab(desk.storage);
      after.flow.resume();
      shop.held = 1;
      await shop.pass(3_000);
      assert.deepEqual([shop.statuses, after.state.kind], [[409], 'sending']);
      decide?.();
      shop.held = 0;
      await shop.pass(20_000);
      assert.deepEqual([after.state.kind, after.keys, await shop.canceled()], ['done', 1, ['completed a 1']]);
    });
  });

  it('S24 shipped between confirm and server: refused', () =>
    withShop(instant, async (shop, desk) => {
      desk.see();
      await shop.ship();
      desk.confirm();
      await shop.pass(5_000);
      assert.ok(desk.state.kind === 'refused' && desk.state.why === 'shipped');
      assert.deepEqual([shop.statuses, await shop.canceled(), desk.storage.items.size], [[409], [], 0]);
    }));

  it('S24 lost, then shipped before the next try: that one is refused, and the order says why', () =>
    withShop(instant, async (shop, desk) => {
      shop.losses = ['lost'];
      desk.confirm();
      await shop.pass(500);
      await shop.ship();
      await shop.pass(70_000);
      assert.ok(desk.state.kind === 'refused' && desk.state.why === 'shipped');
      assert.deepEqual([shop.statuses, await shop.canceled(), desk.storage.items.size], [[409], [], 0]);
    }));

  it('changed meanwhile: asked again of the new version, with a new key', () =>
    withShop(instant, async (shop, desk, bench) => {
      desk.see();
      await bench.put('o1', { statusText: 'picking' });
      desk.confirm();
      await shop.pass(5_000);
      assert.deepEqual([desk.state.kind, shop.statuses], ['changed', [412]]);
      desk.press();
      await shop.pass();
      assert.deepEqual([desk.state.kind, desk.keys, await shop.canceled()], ['done', 2, ['completed a 1']]);
    }));

  it('restored from a backup meanwhile: asked again of the versions that hold now', () =>
    withShop(instant, async (shop, desk) => {
      shop.order = { ...shop.order, epoch: 'before', version: 40 };
      desk.confirm();
      await shop.pass(5_000);
      assert.deepEqual([desk.state.kind, shop.statuses], ['changed', [412]]);
      desk.press();
      await shop.pass();
      assert.deepEqual([desk.state.kind, await shop.canceled()], ['done', ['completed a 1']]);
    }));

  it('who may only read is told that it is not allowed, and someone else’s order is not found', () =>
    withBench(async (bench) => {
      bench.now = new Stage().time.wall;
      await bench.put();
      await bench.put('o2');
      for (const [token, why] of [[await bench.token('o1', 'read'), 'notAllowed'], [await bench.token('o2', 'cancel'), 'notFound']] as const) {
        const shop = new RealShop(bench, token);
        await shop.read();
        const desk = shop.tab();
        desk.confirm();
        await shop.pass(5_000);
        assert.ok(desk.state.kind === 'refused');
        assert.equal(desk.state.why, why);
        assert.deepEqual(await shop.canceled(), []);
      }
    }, instant));
});
