import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accessBy } from '../../../src/client/access.ts';
import { openLiveSource, type LiveHandle } from '../../../src/client/live/open.ts';
import type { LiveView } from '../../../src/client/live/status.ts';
import { seeded, type Thing } from './drive.ts';
import { ModelServer } from './model-server.ts';
import { parseThing, settle, Stage } from './stage.ts';

/** A page with one source, or with two elements that share it, against a server whose truth is known. */
class Play {
  readonly stage = new Stage();
  readonly server = new ModelServer();
  #handles: LiveHandle<Thing>[] = [];
  #shown: { epoch: string | undefined; version: number } | undefined;

  constructor(seed: number) {
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
    for (const signal of ['thawed', 'shown', 'online'] as const) stage.signal(signal);
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
    if (status === 'live') assert.ok(now - (checkedAt ?? 0) < 60_000, `live, but checked ${now - (checkedAt ?? 0)} ms ago`);
    if (version === undefined) return;
    const before = this.#shown;
    assert.ok(!before || before.epoch !== epoch || version >= before.version, 'the version fell');
    assert.ok(epoch !== this.server.epoch || version <= this.server.version, 'a version that never was');
    this.#shown = { epoch, version };
  }
}

type Command = { name: string; run: (play: Play) => void | Promise<void> };

const command = (name: string, run: Command['run']): Command => ({ name, run });
const signals = ['shown', 'hidden', 'online', 'offline', 'frozen', 'thawed'] as const;

const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90_000 }).map((ms) => command(`wait ${ms}`, ({ stage }) => stage.time.pass(ms))) },
  { weight: 5, arbitrary: fc.boolean().map((isLost) => command(isLost ? 'lose a change' : 'change', ({ server }) => server.change(isLost))) },
  { weight: 2, arbitrary: fc.constant(command('beat', ({ server }) => server.beat())) },
  { weight: 3, arbitrary: fc.boolean().map((isClean) => command(isClean ? 'end' : 'drop', ({ server }) => server.drop(isClean))) },
  { weight: 4, arbitrary: fc.constantFrom(...signals).map((signal) => command(signal, ({ stage }) => stage.signal(signal))) },
  { weight: 1, arbitrary: fc.constant(command('new epoch', ({ server }) => server.startEpoch())) },
  { weight: 1, arbitrary: fc.nat(9).map((version) => command(`repeat ${version}`, ({ server }) => server.repeat(version + 1))) },
  { weight: 2, arbitrary: fc.boolean().map((isDown) => command(isDown ? 'down' : 'up', ({ server }) => { server.isDown = isDown; })) },
  { weight: 1, arbitrary: fc.boolean().map((isOn) => command(isOn ? 'buffer' : 'flow', ({ server }) => { server.isBuffering = isOn; })) },
  { weight: 1, arbitrary: fc.constantFrom(500, 503, 429).map((status) => command(`answer ${status}`, ({ server }) => { server.statuses.push(status); })) },
  { weight: 1, arbitrary: fc.integer({ min: 11_000, max: 9_000_000 }).map((ms) => command(`sleep ${ms}`, ({ stage }) => stage.time.sleep(ms))) },
  { weight: 1, arbitrary: fc.constantFrom('add', 'removeOne', 'move').map((name) => command(name, (play) => play[name as 'add']())) },
);

describe('any interleaving of events, drops, hides, shows and reconnects', () => {
  for (const way of ['stream', 'polling']) {
    it(`ends with what is true, with one stream at most, and no version ever falls (${way})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(commands, { maxLength: 40, size: 'max' }), fc.nat(), async (happenings, seed) => {
          const play = new Play(seed);
          play.server.hasStream = way === 'stream';
          try {
            for (const { run } of happenings) {
              await run(play);
              await settle();
            }
            await play.calmDown();
          } finally {
            await play.end();
          }
        }),
        { numRuns: 150 },
      );
    });
  }
});
