/*
 * One open stream. A reader that is slow holds no more than one chunk that is on its way, the newest
 * order and one heartbeat: orders are whole, so that whoever skips one misses nothing.
 */
export type Follower = {
  readonly body: ReadableStream<Uint8Array>;
  /** Replaces an order that was not taken yet. */
  sendOrder(bytes: Uint8Array): void;
  sendBeat(bytes: Uint8Array): void;
  /** Ends after what is still to be taken, and after these last words. */
  finish(lastWords?: Uint8Array): void;
  /** Ends at once. */
  cut(): void;
  /** Heartbeats in a row that found the one before them not taken. */
  readonly missedBeats: number;
};

/** `onEnd` is called once, when the reader has left or all was said. */
export function createFollower(onEnd: () => void): Follower {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let order: Uint8Array | undefined;
  let beat: Uint8Array | undefined;
  let lastWords: Uint8Array | undefined;
  let isFinishing = false;
  let hasEnded = false;
  let missedBeats = 0;

  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
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
    const next = order ?? beat ?? lastWords;
    if (order) order = undefined;
    else if (beat) [beat, missedBeats] = [undefined, 0];
    else lastWords = undefined;
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
    sendBeat(bytes) {
      if (isFinishing) return;
      if (beat) missedBeats += 1;
      beat = bytes;
      flush();
    },
    finish(bytes) {
      if (isFinishing) return;
      isFinishing = true;
      lastWords = bytes;
      flush();
    },
    cut() {
      if (hasEnded) return;
      controller?.error(new Error('The reader has not read for too long'));
      end();
    },
    get missedBeats() {
      return missedBeats;
    },
  };
}
