import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { createAuth } from '../../../src/client/http/auth.ts';
import { openOrderStream, type OrderStream } from '../../../src/client/order-stream/open-order-stream.ts';
import type { OrderStreamResult } from '../../../src/client/order-stream/selectors.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';
import { InMemoryOrderServer } from './support/in-memory-order-server.ts';
import { flushTasks, FakeBrowser } from '../support/fake-browser.ts';
import { parseTestOrder } from '../support/test-order.ts';

/** A page whose elements share one order stream, and an in-memory server to compare with. */
class SharedStreamModel {
  readonly browser = new FakeBrowser();
  readonly server = new InMemoryOrderServer();
  #streams: OrderStream[] = [];
  #shown: { epoch: string | undefined; version: number } | undefined;

  readonly #hasOnlineEvent: boolean;

  constructor(seed: number) {
    this.#hasOnlineEvent = seed % 2 === 0;
    this.browser.random = createSeededRandom(seed);
    this.browser.fetch = this.server.fetch;
    this.add();
  }

  add(): void {
    const stream = openOrderStream(
      {
        endpoint: new URL('https://shop.example/api'),
        orderId: 'o1',
        auth: createAuth(undefined),
        parse: parseTestOrder,
        onChange: (result) => this.#check(result),
      },
      this.browser.environment,
    );
    if (stream) this.#streams.push(stream);
  }

  removeOne(): void {
    if (this.#streams.length > 1) this.#streams.pop()?.close();
  }

  /** Moves an element: closes and opens its stream in one task. */
  move(): void {
    this.#streams.pop()?.close();
    this.add();
  }

  /** Ends all faults; then the result must match the server. */
  async recover(): Promise<void> {
    const { browser, server } = this;
    server.isDown = false;
    server.isBuffering = false;
    server.statuses = [];
    for (const signal of ['resumed', 'visible'] as const) browser.signal(signal);
    // A browser may miss that the network is back.
    if (this.#hasOnlineEvent) browser.signal('online');
    for (let passed = 0; passed < 24; passed += 1) {
      await browser.time.advance(15_000);
      server.sendHeartbeat();
      await flushTasks();
    }
    const result = this.#streams[0]?.result;
    assert.equal(result?.snapshot?.version, server.version);
    assert.equal(result?.epoch, server.epoch);
    assert.equal(result?.status, server.hasStream ? 'live' : 'polling');
  }

  async end(): Promise<void> {
    for (const stream of this.#streams) stream.close();
    await flushTasks();
    await this.browser.time.advance(1_000);
    const { time, listenerCount, hasParallelStreams, reportedErrors } = this.browser;
    assert.deepEqual(
      [this.server.openStreams, time.timerCount, listenerCount, hasParallelStreams, reportedErrors],
      [0, 0, 0, false, []],
    );
    assert.ok(this.server.maxOpenStreams <= 1);
  }

  #check({ epoch, snapshot, status, checkedAt }: OrderStreamResult): void {
    const version = snapshot?.version;
    const { monotonic } = this.browser.time;
    assert.ok(checkedAt === undefined || checkedAt <= monotonic);
    if (status === 'live') assert.ok(monotonic - (checkedAt ?? 0) < 60_000, 'live, but not confirmed for a minute');
    if (version === undefined) return;
    const before = this.#shown;
    assert.ok(!before || before.epoch !== epoch || version >= before.version, 'the version decreased');
    assert.ok(epoch !== this.server.epoch || version <= this.server.version, 'a version that the server never had');
    this.#shown = { epoch, version };
  }
}

/** A step of a run. A failing run prints the names of its steps. */
type Step = { name: string; run: (model: SharedStreamModel) => void | Promise<void> };

const signals = ['visible', 'hidden', 'online', 'offline', 'frozen', 'resumed'] as const;
const toggle = ['isDown', 'isBuffering'] as const;

/** Returns a step for every value, drawn `weight` times as often as a step of weight 1. */
function weighted<T>(
  weight: number,
  name: string,
  values: fc.Arbitrary<T>,
  run: (model: SharedStreamModel, value: T) => void | Promise<void>,
): { weight: number; arbitrary: fc.Arbitrary<Step> } {
  const createStep = (value: T): Step => ({ name: `${name} ${String(value)}`, run: (model) => run(model, value) });
  return { weight, arbitrary: values.map(createStep) };
}

const steps = fc.oneof(
  weighted(6, 'wait', fc.integer({ min: 1, max: 90_000 }), ({ browser }, ms) => browser.time.advance(ms)),
  weighted(5, 'change, lost:', fc.boolean(), ({ server }, isLost) => server.change(isLost)),
  weighted(2, 'heartbeat', fc.constant(''), ({ server }) => server.sendHeartbeat()),
  weighted(3, 'drop, clean:', fc.boolean(), ({ server }, isClean) => server.drop(isClean)),
  weighted(4, 'page', fc.constantFrom(...signals), ({ browser }, signal) => browser.signal(signal)),
  weighted(1, 'new epoch', fc.constant(''), ({ server }) => server.startEpoch()),
  weighted(1, 'repeat', fc.integer({ min: 1, max: 10 }), ({ server }, version) => server.resend(version)),
  weighted(3, 'server', fc.tuple(fc.constantFrom(...toggle), fc.boolean()), ({ server }, [name, isOn]) => {
    server[name] = isOn;
  }),
  weighted(1, 'response', fc.constantFrom(500, 503, 429), ({ server }, status) => {
    server.statuses.push(status);
  }),
  weighted(1, 'sleep', fc.integer({ min: 11_000, max: 9_000_000 }), ({ browser }, ms) => browser.time.sleep(ms)),
  weighted(1, 'element', fc.constantFrom('add', 'removeOne', 'move'), (model, name) => model[name]()),
);

describe('any interleaving of events, connection losses, page events and reconnects', () => {
  for (const transport of ['stream', 'polling']) {
    it(`ends with the server’s version, opens one stream at a time, and never lowers the version (${transport})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { maxLength: 40, size: 'max' }), fc.nat(), async (sequence, seed) => {
          const model = new SharedStreamModel(seed);
          model.server.hasStream = transport === 'stream';
          try {
            for (const { run } of sequence) {
              await run(model);
              await flushTasks();
            }
            await model.recover();
          } finally {
            await model.end();
          }
        }),
        { numRuns: runs(150) },
      );
    });
  }
});
