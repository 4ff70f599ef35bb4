import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { accessBy } from '../../../src/client/access.ts';
import { openLiveSource, type LiveHandle } from '../../../src/client/live/open.ts';
import type { LiveView } from '../../../src/client/live/status.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { seeded, type Thing } from './drive.ts';
import { ModelServer } from './model-server.ts';
import { parseThing, settle, Stage } from './stage.ts';

/** A page with one source, or with two elements that share it, against a server whose truth is known. */
class Play {
  readonly stage = new Stage();
  readonly server = new ModelServer();
  #handles: LiveHandle<Thing>[] = [];
  #shown: { epoch: string | undefined; version: number } | undefined;

  readonly #hasHint: boolean;

  constructor(seed: number) {
    this.#hasHint = seed % 2 === 0;
    this.stage.random = seeded(seed);
    this.stage.fetch = this.server.fetch;
    this.add();
  }

  add(): void {
    const handle = openLiveSource(
      {
        endpoint: new URL('https://shop.example/api'),
        orderId: 'o1',
        access: accessBy(undefined),
        parse: parseThing,
        onChange: (view) => this.#check(view),
      },
      this.stage.environment,
    );
    if (handle) this.#handles.push(handle);
  }

  removeOne(): void {
    if (this.#handles.length > 1) this.#handles.pop()?.close();
  }

  /** The element is moved: closed and opened in one go. */
  move(): void {
    this.#handles.pop()?.close();
    this.add();
  }

  /** Everything is well again and stays so: then what is shown must be what is true. */
  async calmDown(): Promise<void> {
    const { stage, server } = this;
    server.isDown = false;
    server.isBuffering = false;
    server.statuses = [];
    for (const signal of ['thawed', 'shown'] as const) stage.signal(signal);
    // The browser need not notice that the network is back.
    if (this.#hasHint) stage.signal('online');
    for (let passed = 0; passed < 24; passed += 1) {
      await stage.time.pass(15_000);
      server.beat();
      await settle();
    }
    const view = this.#handles[0]?.view;
    assert.equal(view?.version, server.version);
    assert.equal(view?.epoch, server.epoch);
    assert.equal(view?.status, server.hasStream ? 'live' : 'polling');
  }

  async end(): Promise<void> {
    for (const handle of this.#handles) handle.close();
    await settle();
    await this.stage.time.pass(1_000);
    const { time, listeners, hasTwoStreams, reported } = this.stage;
    assert.deepEqual([this.server.open, time.timers, listeners, hasTwoStreams, reported], [0, 0, 0, false, []]);
    assert.ok(this.server.most <= 1);
  }

  #check({ epoch, version, status, checkedAt }: LiveView<Thing>): void {
    const { now } = this.stage.time;
    assert.ok(checkedAt === undefined || checkedAt <= now);
    if (status === 'live') assert.ok(now - (checkedAt ?? 0) < 60_000, 'live, and not checked for a minute');
    if (version === undefined) return;
    const before = this.#shown;
    assert.ok(!before || before.epoch !== epoch || version >= before.version, 'the version fell');
    assert.ok(epoch !== this.server.epoch || version <= this.server.version, 'a version that never was');
    this.#shown = { epoch, version };
  }
}

/** Something that happens; its name is what a failing run prints. */
type Happening = { name: string; run: (play: Play) => void | Promise<void> };

const signals = ['shown', 'hidden', 'online', 'offline', 'frozen', 'thawed'] as const;
const toggle = ['isDown', 'isBuffering'] as const;

/** So many times as often as the others, values of a kind, and what each of them does. */
function happen<T>(
  weight: number,
  name: string,
  values: fc.Arbitrary<T>,
  run: (play: Play, value: T) => void | Promise<void>,
): { weight: number; arbitrary: fc.Arbitrary<Happening> } {
  const happening = (value: T): Happening => ({ name: `${name} ${String(value)}`, run: (play) => run(play, value) });
  return { weight, arbitrary: values.map(happening) };
}

const happenings = fc.oneof(
  happen(6, 'wait', fc.integer({ min: 1, max: 90_000 }), ({ stage }, ms) => stage.time.pass(ms)),
  happen(5, 'change, lost:', fc.boolean(), ({ server }, isLost) => server.change(isLost)),
  happen(2, 'beat', fc.constant(''), ({ server }) => server.beat()),
  happen(3, 'drop, clean:', fc.boolean(), ({ server }, isClean) => server.drop(isClean)),
  happen(4, 'page', fc.constantFrom(...signals), ({ stage }, signal) => stage.signal(signal)),
  happen(1, 'new epoch', fc.constant(''), ({ server }) => server.startEpoch()),
  happen(1, 'repeat', fc.integer({ min: 1, max: 10 }), ({ server }, version) => server.repeat(version)),
  happen(3, 'server', fc.tuple(fc.constantFrom(...toggle), fc.boolean()), ({ server }, [name, isOn]) => {
    server[name] = isOn;
  }),
  happen(1, 'answer', fc.constantFrom(500, 503, 429), ({ server }, status) => {
    server.statuses.push(status);
  }),
  happen(1, 'sleep', fc.integer({ min: 11_000, max: 9_000_000 }), ({ stage }, ms) => stage.time.sleep(ms)),
  happen(1, 'element', fc.constantFrom('add', 'removeOne', 'move'), (play, name) => play[name]()),
);

describe('any interleaving of events, drops, hides, shows and reconnects', () => {
  for (const way of ['stream', 'polling']) {
    it(`ends with what is true, with one stream at most, and no version ever falls (${way})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(happenings, { maxLength: 40, size: 'max' }), fc.nat(), async (story, seed) => {
          const play = new Play(seed);
          play.server.hasStream = way === 'stream';
          try {
            for (const { run } of story) {
              await run(play);
              await settle();
            }
            await play.calmDown();
          } finally {
            await play.end();
          }
        }),
        { numRuns: runs(150) },
      );
    });
  }
});
