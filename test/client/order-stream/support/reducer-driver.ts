import { createEnvelope } from '../../support/test-order.ts';
import { nextTickAt, selectStatus, selectResult } from '../../../../src/client/order-stream/selectors.ts';
import { reduce, type OrderStreamEvent } from '../../../../src/client/order-stream/reducer.ts';
import type { OrderStreamMessage } from '../../../../src/client/order-stream/message-parser.ts';
import { initialState, type StreamFailure, type OrderStreamState } from '../../../../src/client/order-stream/state.ts';

export const snapshotMessage = (version: number, epoch = 'k1'): OrderStreamMessage => ({
  kind: 'snapshot',
  id: `${epoch}.${version}`,
  ...createEnvelope(version, epoch),
});

export const heartbeatMessage = (version: number | undefined, epoch?: string): OrderStreamMessage => ({
  kind: 'heartbeat',
  id: undefined,
  epoch,
  version,
  serverTime: undefined,
});

/** Drives the reducer without effects. Time passes only in `advance`, which sends every tick when it is due. */
export class ReducerDriver {
  state: OrderStreamState;
  now = 1_000_000;
  random: () => number = () => 0.5;
  /** When reads and streams were started, by the performance clock. */
  readonly reads: number[] = [];
  readonly opens: number[] = [];
  /** Called for every started read or stream, to respond at once. */
  onRead: (() => void) | undefined;
  onOpen: (() => void) | undefined;

  constructor({ isVisible = true, isOnline = true, hasStreamLock = true } = {}) {
    this.state = initialState(this.now, { isVisible, isOnline });
    this.send({ type: 'lock-changed', hasStreamLock });
  }

  send(event: OrderStreamEvent): void {
    const before = this.state;
    this.state = reduce(before, event, { now: this.now, random: this.random() });
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

  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = Math.max(this.now, nextTickAt(this.state, this.now));
      if (next > end) break;
      this.now = next === this.now ? next + 1 : next;
      this.send({ type: 'tick' });
    }
    this.now = Math.max(this.now, end);
    this.send({ type: 'tick' });
  }

  answerRead(version: number, epoch: string | undefined = 'k1'): void {
    this.send({
      type: 'snapshot',
      id: this.readId,
      envelope: createEnvelope(version, epoch),
      etag: undefined,
      ageMs: 0,
    });
  }

  failRead(failure: StreamFailure = { code: 'network' }): void {
    this.send({ type: 'failed', id: this.readId, failure });
  }

  answerStream(): void {
    this.send({ type: 'headers', id: this.streamId });
  }

  receive(...messages: OrderStreamMessage[]): void {
    this.send({ type: 'messages', id: this.streamId, messages, retryMs: undefined });
  }

  failStream(failure: StreamFailure = { code: 'network' }): void {
    this.send({ type: 'failed', id: this.streamId, failure });
  }

  /** Responds to the first read and the first stream, until the status is live. */
  goLive(version = 42): this {
    this.answerRead(version);
    this.answerStream();
    this.receive(heartbeatMessage(version));
    return this;
  }

  get readId(): number {
    return this.state.read?.id ?? -1;
  }

  get streamId(): number {
    return this.state.stream?.id ?? -1;
  }

  get status() {
    return selectStatus(this.state, this.now);
  }

  get result() {
    return selectResult(this.state, this.now);
  }

  get version() {
    return this.result.snapshot?.version;
  }
}

/** Returns the time between consecutive times. */
export function intervals(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}
