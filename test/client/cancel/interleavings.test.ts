import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelState } from '../../../src/components/cancel-item/cancel-item.state.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { seeded } from '../live/drive.ts';
import { settle, Stage } from '../live/stage.ts';
import { CancelServer, type Trouble } from './cancel-server.ts';
import { Desk, TabStorage } from './desk.ts';

/** A customer with two tabs, and a shop whose truth is known. */
class Play {
  readonly server: CancelServer;
  readonly stage = new Stage();
  readonly #storages = [new TabStorage(), new TabStorage()];
  readonly tabs: Desk[] = [];
  readonly #keys = new Set<string>();
  readonly #wrongs: string[] = [];

  constructor(seed: number, mode: 'instant' | 'request') {
    this.server = new CancelServer(1 + (seed % 3));
    this.server.mode = mode;
    this.server.hasCancellations = seed % 2 === 0;
    this.server.later = this.stage.time.later;
    this.stage.random = seeded(seed);
    for (const index of this.#storages.keys()) this.load(index);
  }

  /** The page of a tab loads, or loads again; the order is in it or comes later. */
  load(index: number, hasOrder = true): void {
    const last = this.tabs[index];
    if (last) {
      last.isClosed = true;
      last.flow.release();
    }
    const desk = new Desk(this.server, { stage: this.stage, storage: this.#storages[index] ?? new TabStorage() });
    const go = desk.go.bind(desk);
    desk.go = (event) => {
      const before = desk.state;
      go(event);
      if (desk.state !== before) this.#check(desk.state);
    };
    this.tabs[index] = desk;
    if (hasOrder) desk.see();
    desk.flow.resume();
  }

  async pass(ms: number): Promise<void> {
    await this.stage.time.pass(ms);
    await settle();
  }

  /** All is well from now on: what is shown must be what is true. */
  async calmDown(): Promise<void> {
    this.server.troubles = [];
    this.server.readTroubles = [];
    this.stage.isOnline = true;
    await this.pass(400_000);
    for (const tab of this.tabs) if (tab.state.kind === 'unknown') tab.check();
    await this.pass(60_000);
    for (const tab of this.tabs) tab.see();
    await this.pass(60_000);
    assert.deepEqual(this.#wrongs, []);
    for (const { state } of this.tabs) this.#compare(state);
    for (const { key } of this.server.posts) assert.ok(this.#keys.has(key), 'a key that nobody confirmed');
    for (const [key, effects] of this.server.effects) assert.equal(effects, 1, `${key} took effect ${effects} times`);
  }

  /** What is said must be so, whenever it is said. What is not is kept for the end: nothing may be thrown in between. */
  #check(state: CancelState): void {
    const { effects, kept } = this.server;
    if (state.kind === 'sending') this.#keys.add(state.intent.key);
    if (state.kind === 'done' && !this.#isCanceled(state)) this.#wrongs.push('called canceled before it was');
    if (state.kind === 'requested' && !this.#isCanceled(state) && kept.size === 0) this.#wrongs.push('called requested before it was');
    if (state.kind !== 'refused') return;
    const { key } = state.intent;
    if (effects.has(key) || kept.get(key)?.status === 'pending') this.#wrongs.push('called refused, and was not');
  }

  #compare(state: CancelState): void {
    assert.notEqual(state.kind, 'sending');
    if (state.kind === 'requested') {
      assert.ok([...this.server.kept.values()].some(({ status }) => status === 'pending'), 'requested, and nothing is pending');
    }
    if (state.kind !== 'refused' && state.kind !== 'unknown') return;
    assert.ok(!this.server.effects.has(state.intent.key), `${state.kind}, and it is canceled`);
    assert.notEqual(this.server.kept.get(state.intent.key)?.status, 'pending', `${state.kind}, and it is pending`);
  }

  #isCanceled({ intent }: Extract<CancelState, { kind: 'done' | 'requested' }>): boolean {
    const { effects, total } = this.server;
    const before = intent.before.totals[0]?.total ?? 0;
    return effects.has(intent.key) || total <= before - (intent.lineItems[0]?.quantity ?? 0) || total === 0;
  }
}

type Happening = { name: string; run: (play: Play) => void | Promise<void> };

function happen<T>(
  weight: number,
  name: string,
  values: fc.Arbitrary<T>,
  run: (play: Play, value: T) => void | Promise<void>,
): { weight: number; arbitrary: fc.Arbitrary<Happening> } {
  return { weight, arbitrary: values.map((value) => ({ name: `${name} ${JSON.stringify(value)}`, run: (play) => run(play, value) })) };
}

const tab = fc.nat({ max: 1 });
const troubles: Trouble[] = [
  'lost', { late: 800 }, { late: 3_000 }, { late: 300_000 }, 'cut', 'hang', { status: 500 }, { status: 503 }, { done: true, status: 500 }, { done: true, status: 200, body: '<html>' },
  { status: 200, body: '' }, { status: 409, code: 'cancel-in-progress' }, { status: 425 }, { status: 429, headers: { 'retry-after': '10' } },
  { status: 412 }, { status: 401 }, { status: 404 },
  { status: 403, code: 'action-not-allowed' }, { status: 422 }, { done: true, status: 409 },
];
const readTroubles: Trouble[] = ['lost', 'hang', { status: 500 }, { status: 200, body: '<html>' }, { status: 429 }, { status: 401 }];
const keys = ['open', 'press', 'keep', 'check', 'see'] as const;

const happenings = fc.oneof(
  happen(8, 'customer', fc.tuple(tab, fc.constantFrom('confirm', ...keys), fc.nat({ max: 3 })), ({ tabs }, [index, what, quantity]) => {
    const desk = tabs[index];
    if (what === 'confirm') desk?.confirm(quantity);
    else if (what === 'open') desk?.go({ type: 'open', now: desk.now });
    else if (what === 'keep') desk?.go({ type: 'keep' });
    else desk?.[what]();
  }),
  happen(6, 'wait', fc.integer({ min: 1, max: 40_000 }), (play, ms) => play.pass(ms)),
  happen(6, 'trouble', fc.array(fc.constantFrom(...troubles), { minLength: 1, maxLength: 3 }), ({ server }, some) => void server.troubles.push(...some)),
  happen(4, 'trouble reading', fc.constantFrom(...readTroubles), ({ server }, trouble) => void server.readTroubles.push(trouble)),
  happen(3, 'reload', fc.tuple(tab, fc.boolean()), (play, [index, hasOrder]) => play.load(index, hasOrder)),
  happen(1, 'ship', fc.constant(''), ({ server }) => server.ship()),
  happen(1, 'change', fc.constant(''), ({ server }) => server.touch()),
  happen(2, 'decide', fc.boolean(), ({ server }, isGranted) => server.decide(isGranted)),
  happen(1, 'online', fc.boolean(), ({ stage }, isOnline) => stage.signal(isOnline ? 'online' : 'offline')),
);

describe('any interleaving of clicks, drops, answers, shipping, reloads and tabs', () => {
  for (const mode of ['instant', 'request'] as const) {
    it(`no intent takes effect twice, nothing is called canceled early, and in the end what is shown is so (${mode})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(happenings, { maxLength: 40, size: 'max' }), fc.nat(), async (story, seed) => {
          const play = new Play(seed, mode);
          for (const { run } of story) {
            await run(play);
            await settle();
          }
          await play.calmDown();
        }),
        { numRuns: runs(200) },
      );
    });
  }
});
