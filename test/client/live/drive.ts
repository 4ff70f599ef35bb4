import { nextLookAt } from '../../../src/client/live/due.ts';
import { step, type LiveEvent } from '../../../src/client/live/machine.ts';
import type { Message } from '../../../src/client/live/messages.ts';
import { initialState, type Failure, type LiveState } from '../../../src/client/live/state.ts';
import { statusOf, viewOf } from '../../../src/client/live/status.ts';

export type Thing = { id: string; version: number };

export const thing = (version: number, epoch: string | undefined = 'k1') => ({
  snapshot: { id: 'o1', version },
  warnings: [],
  epoch,
  serverTime: undefined,
});

export const order = (version: number, epoch = 'k1'): Message<Thing> => ({
  kind: 'snapshot',
  id: `${epoch}.${version}`,
  ...thing(version, epoch),
});

export const heartbeat = (version: number | undefined, epoch?: string): Message<Thing> => ({
  kind: 'heartbeat',
  id: undefined,
  epoch,
  version,
  serverTime: undefined,
});

/** Drives the machine by hand: time passes only in `wait`, and every look at the state happens when it is due. */
export class Drive {
  state: LiveState<Thing>;
  now = 1_000_000;
  random: () => number = () => 0.5;
  /** Performance-clock times at which reads and streams were started. */
  readonly reads: number[] = [];
  readonly opens: number[] = [];
  /** Answers what is started, if the test wants it to answer by itself. */
  onRead: (() => void) | undefined;
  onOpen: (() => void) | undefined;

  constructor({ isVisible = true, isOnline = true, mayStream = true } = {}) {
    this.state = initialState<Thing>(this.now, { isVisible, isOnline });
    this.send({ type: 'permitted', mayStream });
  }

  send(event: LiveEvent<Thing>): void {
    const before = this.state;
    this.state = step(before, event, { now: this.now, random: this.random() });
    const { read, stream } = this.state;
    if (read && read.id !== before.read?.id) {
      this.reads.push(this.now);
      this.onRead?.();
    }
    if (stream && stream.id !== before.stream?.id) {
      this.opens.push(this.now);
      this.onOpen?.();
    }
  }

  wait(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = Math.max(this.now, nextLookAt(this.state, this.now));
      if (next > end) break;
      this.now = next === this.now ? next + 1 : next;
      this.send({ type: 'tick' });
    }
    this.now = Math.max(this.now, end);
    this.send({ type: 'tick' });
  }

  answer(version: number, epoch: string | undefined = 'k1'): void {
    this.send({ type: 'snapshot', id: this.readId, answer: thing(version, epoch), etag: undefined, ageMs: 0 });
  }

  failRead(failure: Failure = { code: 'network' }): void {
    this.send({ type: 'failed', id: this.readId, failure });
  }

  headers(): void {
    this.send({ type: 'headers', id: this.streamId });
  }

  hear(...messages: Message<Thing>[]): void {
    this.send({ type: 'heard', id: this.streamId, messages, retryMs: undefined });
  }

  failStream(failure: Failure = { code: 'network' }): void {
    this.send({ type: 'failed', id: this.streamId, failure });
  }

  /** From nothing to live at this version. */
  goLive(version = 42): this {
    this.answer(version);
    this.headers();
    this.hear(heartbeat(version));
    return this;
  }

  get readId(): number {
    return this.state.read?.id ?? -1;
  }

  get streamId(): number {
    return this.state.stream?.id ?? -1;
  }

  get status() {
    return statusOf(this.state, this.now);
  }

  get view() {
    return viewOf(this.state, this.now);
  }

  get version() {
    return this.view.version;
  }
}

/** The waits between times. */
export function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

/** Numbers from 0 up to 1 that are the same every time. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
