import type { OrderNews, Store } from '../../store/store.ts';
import { createFollower, type Follower } from './follower.ts';
import { beatFrame, closingFrame, orderFrame, type OrderFrame } from './frames.ts';

export type HubOptions = {
  readonly store: Store;
  readonly now: () => number;
  readonly limits: StreamLimits;
  readonly report: (error: unknown) => void;
};

export type StreamLimits = {
  readonly heartbeatMs: number;
  /** Streams end then and are opened anew, so that access is checked again. */
  readonly longestStreamMs: number;
  readonly streams: number;
  readonly streamsPerOrder: number;
  readonly streamsPerCaller: number;
};

export type StreamRequest = {
  readonly orderId: string;
  readonly caller: string;
  /** Epoch milliseconds; at the latest then `auth` is sent. */
  readonly expiresAt: number;
  readonly cursor: { readonly epoch: string; readonly version: number } | undefined;
  readonly signal: AbortSignal;
};

export type Opened =
  | { readonly kind: 'open'; readonly body: ReadableStream<Uint8Array> }
  | { readonly kind: 'unknown' | 'ended' | 'too-many' };

/** All open streams of this process: one ear at the store, and one look at an order a change. */
export type Hub = {
  /** Rejects with errors of the store. */
  open(request: StreamRequest): Promise<Opened>;
  /** Ends all streams. None can be opened any more. */
  close(): Promise<void>;
  readonly size: number;
};

type Stream = { readonly follower: Follower; readonly caller: string; readonly expiresAt: number; readonly endsAt: number; version: number };

type Room = {
  readonly orderId: string;
  readonly streams: Set<Stream>;
  /** Streams that are being opened. */
  entering: number;
  /** The newest version that was told of. */
  heard: number;
  frame: OrderFrame | undefined;
  isDirty: boolean;
  reading: Promise<void> | undefined;
};

/** A minute, by the heartbeat's usual time. */
const mostMissedBeats = 4;
const readsAtOnce = 8;

export function createHub({ store, now, limits, report }: HubOptions): Hub {
  const rooms = new Map<string, Room>();
  const callers = new Map<string, number>();
  let size = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let ear: Promise<() => Promise<void>> | undefined;
  let isClosed = false;

  /** From the first stream on, once for all of them. */
  async function listen(): Promise<void> {
    ear ??= store.listen(onNews, () => void catchUp([...rooms.values()]));
    try {
      await ear;
    } catch (error) {
      ear = undefined;
      throw error;
    }
  }

  function onNews({ orderId, version }: OrderNews): void {
    const room = rooms.get(orderId);
    if (!room || version <= room.heard) return;
    room.heard = version;
    refresh(room).catch(report);
  }

  /** What was told of meanwhile was not heard. */
  async function catchUp(missed: readonly Room[]): Promise<void> {
    const queue = [...missed];
    const work = async (): Promise<void> => {
      for (let room = queue.shift(); room; room = queue.shift()) {
        try {
          const version = await store.version(room.orderId);
          if (version !== room.frame?.version) await refresh(room);
        } catch (error) {
          room.isDirty = true;
          report(error);
        }
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, work));
  }

  function refresh(room: Room): Promise<void> {
    room.isDirty = true;
    return (room.reading ??= read(room));
  }

  /** However much is told of while it reads, it reads once more. After an error it stays dirty until the next beat. */
  async function read(room: Room): Promise<void> {
    try {
      while (room.isDirty) {
        room.isDirty = false;
        const order = await store.order(room.orderId);
        room.frame = order && orderFrame(order, store.epoch, now());
        // What was told of meanwhile made it dirty. An order that was forgotten begins anew at its first version.
        room.heard = room.frame?.version ?? 0;
        for (const stream of room.streams) deliver(stream, room.frame);
      }
    } catch (error) {
      room.isDirty = true;
      throw error;
    } finally {
      room.reading = undefined;
    }
  }

  function deliver(stream: Stream, frame: OrderFrame | undefined): void {
    const { follower, expiresAt } = stream;
    if (!frame) return follower.finish(closingFrame('gone', now()));
    if (now() >= expiresAt) return follower.finish(closingFrame('auth', now()));
    if (frame.version > stream.version) {
      stream.version = frame.version;
      follower.sendOrder(frame.bytes);
    }
    if (frame.isFinal) follower.finish(closingFrame('end', now()));
  }

  function beat(): void {
    const dirty = [...rooms.values()].filter((room) => room.isDirty && !room.reading);
    void catchUp(dirty);
    for (const room of rooms.values()) {
      const bytes = beatFrame(store.epoch, Math.max(room.heard, room.frame?.version ?? 0), now());
      for (const stream of room.streams) {
        if (stream.follower.missedBeats >= mostMissedBeats) stream.follower.cut();
        else if (now() >= stream.expiresAt) stream.follower.finish(closingFrame('auth', now()));
        else if (now() >= stream.endsAt) stream.follower.finish();
        else stream.follower.sendBeat(bytes);
      }
    }
  }

  function enter(orderId: string): Room {
    const room = rooms.get(orderId) ?? {
      orderId,
      streams: new Set(),
      entering: 0,
      heard: -1,
      frame: undefined,
      isDirty: false,
      reading: undefined,
    };
    rooms.set(orderId, room);
    room.entering += 1;
    return room;
  }

  function leave(room: Room): void {
    if (room.streams.size === 0 && room.entering === 0) rooms.delete(room.orderId);
  }

  function start(room: Room, { caller, expiresAt, cursor, signal }: StreamRequest, frame: OrderFrame): ReadableStream<Uint8Array> {
    const follower = createFollower(() => {
      signal.removeEventListener('abort', follower.cut);
      room.streams.delete(stream);
      leave(room);
      size -= 1;
      const left = (callers.get(caller) ?? 1) - 1;
      if (left > 0) callers.set(caller, left);
      else callers.delete(caller);
      if (size > 0) return;
      clearInterval(timer);
      timer = undefined;
    });
    const seen = cursor?.epoch === store.epoch ? cursor.version : -1;
    // Those that were opened together are not to come again together.
    const endsAt = now() + limits.longestStreamMs * (1 - Math.random() / 5);
    const stream: Stream = { follower, caller, expiresAt, endsAt, version: seen };
    room.streams.add(stream);
    size += 1;
    callers.set(caller, (callers.get(caller) ?? 0) + 1);
    timer ??= setInterval(beat, limits.heartbeatMs);
    signal.addEventListener('abort', follower.cut);
    deliver(stream, frame);
    follower.sendBeat(beatFrame(store.epoch, frame.version, now()));
    return follower.body;
  }

  return {
    async open(request) {
      const { orderId, caller, cursor } = request;
      await listen();
      const room = enter(orderId);
      try {
        // Heard of from here on; so what is read now misses nothing.
        const version = await store.version(orderId);
        if (version === undefined) return { kind: 'unknown' };
        if (room.frame?.version !== version) await refresh(room);
        const { frame } = room;
        if (!frame) return { kind: 'unknown' };
        if (frame.isFinal && cursor?.epoch === store.epoch && cursor.version >= frame.version) return { kind: 'ended' };
        const isFull =
          size >= limits.streams ||
          room.streams.size >= limits.streamsPerOrder ||
          (callers.get(caller) ?? 0) >= limits.streamsPerCaller;
        if (isFull || isClosed || request.signal.aborted) return { kind: 'too-many' };
        return { kind: 'open', body: start(room, request, frame) };
      } finally {
        room.entering -= 1;
        leave(room);
      }
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      for (const room of [...rooms.values()]) {
        for (const { follower } of [...room.streams]) follower.finish();
      }
      const stop = await ear?.catch(() => undefined);
      ear = undefined;
      await stop?.();
    },
    get size() {
      return size;
    },
  };
}
