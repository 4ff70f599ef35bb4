/**
 * One open stream with back pressure. For a slow client it buffers at most one chunk, the latest order and one heartbeat:
 * each order is complete, so a client that skips one misses nothing.
 */
export type SseConnection = {
  readonly body: ReadableStream<Uint8Array>;
  /** Replaces an order that the client has not read yet. */
  sendOrder(bytes: Uint8Array): void;
  sendHeartbeat(bytes: Uint8Array): void;
  /** Ends the stream after the buffered data and a closing event. */
  finish(closingFrame?: Uint8Array): void;
  /** Ends the stream at once with an error. */
  abort(): void;
  /** Consecutive heartbeats that replaced an unread one. */
  readonly missedHeartbeats: number;
};

/** `onEnd` is called once, when the client disconnects or the stream has ended. */
export function createSseConnection(onEnd: () => void): SseConnection {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let order: Uint8Array | undefined;
  let heartbeat: Uint8Array | undefined;
  let closingFrame: Uint8Array | undefined;
  let isFinishing = false;
  let hasEnded = false;
  let missedHeartbeats = 0;

  const body = new ReadableStream<Uint8Array>({
    start(streamController) {
      controller = streamController;
    },
    pull: flush,
    cancel: end,
  });

  function flush(): void {
    while (!hasEnded && hasRoom()) {
      const next = takeNext();
      if (next) {
        controller?.enqueue(next);
        continue;
      }
      if (isFinishing) {
        controller?.close();
        end();
      }
      return;
    }
  }

  const hasRoom = (): boolean => (controller?.desiredSize ?? 0) > 0;

  function takeNext(): Uint8Array | undefined {
    const next = order ?? heartbeat ?? closingFrame;
    if (order) order = undefined;
    else if (heartbeat) [heartbeat, missedHeartbeats] = [undefined, 0];
    else closingFrame = undefined;
    return next;
  }

  function end(): void {
    if (hasEnded) return;
    hasEnded = true;
    onEnd();
  }

  return {
    body,
    sendOrder(bytes) {
      if (isFinishing) return;
      order = bytes;
      flush();
    },
    sendHeartbeat(bytes) {
      if (isFinishing) return;
      if (heartbeat) missedHeartbeats += 1;
      heartbeat = bytes;
      flush();
    },
    finish(bytes) {
      if (isFinishing) return;
      isFinishing = true;
      closingFrame = bytes;
      flush();
    },
    abort() {
      if (hasEnded) return;
      controller?.error(new Error('The client has not read for too long'));
      end();
    },
    get missedHeartbeats() {
      return missedHeartbeats;
    },
  };
}
