import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancellationState } from '../../../src/client/cancellation/state.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { FakeShop, type NetworkFault } from './fake-shop.ts';
import { FakePage, FakeTabStorage } from './fake-page.ts';

/** A customer with two tabs, and a shop whose cancellations are known. */
class TwoTabSimulation {
  readonly server: FakeShop;
  readonly browser = new FakeBrowser();
  readonly #storages = [new FakeTabStorage(), new FakeTabStorage()];
  readonly tabs: FakePage[] = [];
  readonly #keys = new Set<string>();
  readonly #violations: string[] = [];

  constructor(seed: number, mode: 'instant' | 'request') {
    this.server = new FakeShop(1 + (seed % 3));
    this.server.mode = mode;
    this.server.hasCancellations = seed % 2 === 0;
    this.server.later = this.browser.time.setTimer;
    this.browser.random = createSeededRandom(seed);
    for (const index of this.#storages.keys()) this.load(index);
  }

  /** Loads or reloads the page of a tab; the order is in the page or comes later. */
  load(index: number, hasOrder = true): void {
    const last = this.tabs[index];
    if (last) {
      last.isClosed = true;
      last.runner.suspend();
    }
    const page = new FakePage(this.server, {
      browser: this.browser,
      storage: this.#storages[index] ?? new FakeTabStorage(),
      onChange: (state) => this.#recordViolations(state),
    });
    this.tabs[index] = page;
    if (hasOrder) page.receiveOrder();
    page.runner.resume();
  }

  async pass(ms: number): Promise<void> {
    await this.browser.time.advance(ms);
    await flushTasks();
  }

  /** No more faults: at the end the tabs must show what the shop has. */
  async calmDown(): Promise<void> {
    this.server.postFaults = [];
    this.server.readFaults = [];
    this.browser.isOnline = true;
    await this.pass(400_000);
    for (const tab of this.tabs) if (tab.state.kind === 'unconfirmed') tab.check();
    await this.pass(60_000);
    for (const tab of this.tabs) tab.receiveOrder();
    await this.pass(60_000);
    assert.deepEqual(this.#violations, []);
    for (const { state } of this.tabs) this.#assertFinal(state);
    for (const { key } of this.server.posts) assert.ok(this.#keys.has(key), 'a key without a confirmation');
    for (const [key, effects] of this.server.effects) assert.equal(effects, 1, `${key} took effect ${effects} times`);
  }

  /** A state must be true when it is shown. Violations are collected: an error in `onChange` would change the run. */
  #recordViolations(state: CancellationState): void {
    const { effects, cancellations } = this.server;
    if (state.kind === 'sending') this.#keys.add(state.intent.idempotencyKey);
    if (state.kind === 'completed' && !this.#isCanceled(state))
      this.#violations.push('completed before the shop canceled');
    if (state.kind === 'requested' && !this.#isCanceled(state) && cancellations.size === 0)
      this.#violations.push('requested before the shop accepted it');
    if (state.kind !== 'refused') return;
    const { idempotencyKey } = state.intent;
    if (effects.has(idempotencyKey) || cancellations.get(idempotencyKey)?.status === 'pending')
      this.#violations.push('refused, but canceled or pending');
  }

  #assertFinal(state: CancellationState): void {
    assert.notEqual(state.kind, 'sending');
    assert.ok(state.kind !== 'unconfirmed' || !state.operation, 'a check that never ends');
    if (state.kind === 'requested') {
      assert.ok(
        [...this.server.cancellations.values()].some(({ status }) => status === 'pending'),
        'requested, but nothing is pending',
      );
    }
    if (state.kind !== 'refused' && state.kind !== 'unconfirmed') return;
    assert.ok(!this.server.effects.has(state.intent.idempotencyKey), `${state.kind}, but canceled`);
    assert.notEqual(
      this.server.cancellations.get(state.intent.idempotencyKey)?.status,
      'pending',
      `${state.kind}, but pending`,
    );
  }

  #isCanceled({ intent }: Extract<CancellationState, { kind: 'completed' | 'requested' }>): boolean {
    const { effects, total } = this.server;
    const before = intent.baseline.totals[0]?.total ?? 0;
    return effects.has(intent.idempotencyKey) || total <= before - (intent.lineItems[0]?.quantity ?? 0) || total === 0;
  }
}

type Action = { name: string; run: (simulation: TwoTabSimulation) => void | Promise<void> };

function createAction<T>(
  weight: number,
  name: string,
  values: fc.Arbitrary<T>,
  run: (simulation: TwoTabSimulation, value: T) => void | Promise<void>,
): { weight: number; arbitrary: fc.Arbitrary<Action> } {
  return {
    weight,
    arbitrary: values.map((value) => ({
      name: `${name} ${JSON.stringify(value)}`,
      run: (simulation) => run(simulation, value),
    })),
  };
}

const tab = fc.nat({ max: 1 });
const postFaults: NetworkFault[] = [
  'lost',
  { late: 800 },
  { late: 3_000 },
  { late: 300_000 },
  'cut',
  'hang',
  { status: 500 },
  { status: 503 },
  { done: true, status: 500 },
  { done: true, status: 200, body: '<html>' },
  { status: 200, body: '' },
  { status: 409, code: 'cancel-in-progress' },
  { status: 425 },
  { status: 429, headers: { 'retry-after': '10' } },
  { status: 412 },
  { status: 401 },
  { status: 404 },
  { status: 403, code: 'action-not-allowed' },
  { status: 422 },
  { done: true, status: 409 },
];
const readFaults: NetworkFault[] = [
  'lost',
  'hang',
  { status: 500 },
  { status: 200, body: '<html>' },
  { status: 429 },
  { status: 401 },
];
const steps = ['open', 'pressConfirm', 'dismiss', 'check', 'receiveOrder'] as const;

const actions = fc.oneof(
  createAction(
    8,
    'customer',
    fc.tuple(tab, fc.constantFrom('confirm', ...steps), fc.nat({ max: 3 })),
    ({ tabs }, [index, step, quantity]) => {
      const page = tabs[index];
      if (step === 'confirm') page?.confirm(quantity);
      else if (step === 'open' || step === 'dismiss') page?.dispatch({ type: step });
      else page?.[step]();
    },
  ),
  createAction(6, 'wait', fc.integer({ min: 1, max: 40_000 }), (simulation, ms) => simulation.pass(ms)),
  createAction(
    6,
    'POST faults',
    fc.array(fc.constantFrom(...postFaults), { minLength: 1, maxLength: 3 }),
    ({ server }, faults) => void server.postFaults.push(...faults),
  ),
  createAction(
    4,
    'read fault',
    fc.constantFrom(...readFaults),
    ({ server }, fault) => void server.readFaults.push(fault),
  ),
  createAction(3, 'reload', fc.tuple(tab, fc.boolean()), (simulation, [index, hasOrder]) =>
    simulation.load(index, hasOrder),
  ),
  createAction(1, 'ship', fc.constant(''), ({ server }) => server.ship()),
  createAction(1, 'change', fc.constant(''), ({ server }) => server.bumpVersion()),
  createAction(2, 'decide', fc.boolean(), ({ server }, isGranted) => server.decide(isGranted)),
  createAction(1, 'online', fc.boolean(), ({ browser }, isOnline) => browser.signal(isOnline ? 'online' : 'offline')),
);

describe('a cancellation under any interleaving of clicks, faults, responses, shipping, reloads and tabs', () => {
  for (const mode of ['instant', 'request'] as const) {
    it(`no intent takes effect twice, no state is shown early, and the last state is true (${mode})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(actions, { maxLength: 40, size: 'max' }), fc.nat(), async (run, seed) => {
          const simulation = new TwoTabSimulation(seed, mode);
          for (const action of run) {
            await action.run(simulation);
            await flushTasks();
          }
          await simulation.calmDown();
        }),
        { numRuns: runs(200) },
      );
    });
  }
});
