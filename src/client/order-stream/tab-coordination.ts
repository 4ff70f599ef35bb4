/*
 * Over HTTP/1.1 a browser opens at most six connections to an origin, shared by all tabs: six streams would block
 * every other request. So a page, or optionally all tabs of a browser, hold one stream per origin. The other order
 * streams poll until they receive the lock.
 */

/** The right to hold a stream. `request` calls `onGranted` once, never synchronously, and returns a release function. */
export type StreamLock = { request(onGranted: () => void): () => void };

/** Creates a lock of one page. Waiting requests are granted in order. */
export function createStreamLock(): StreamLock {
  const queue: (() => void)[] = [];
  const grantFirst = () => {
    const [first] = queue;
    // Asynchronous; the first request may be released before it is granted.
    queueMicrotask(() => first && first === queue[0] && first());
  };
  return {
    request(onGranted) {
      const entry = () => onGranted();
      queue.push(entry);
      if (queue.length === 1) grantFirst();
      return () => {
        const index = queue.indexOf(entry);
        if (index < 0) return;
        queue.splice(index, 1);
        if (index === 0) grantFirst();
      };
    },
  };
}

/**
 * Creates a lock of all tabs: the page's lock first, then a Web Lock. Without Web Locks, e.g. in a sandboxed frame,
 * only the page's lock is used.
 */
export function shareStreamLock(
  pageLock: StreamLock,
  name: string,
  locks: Pick<LockManager, 'request'> | undefined,
): StreamLock {
  if (!locks) return pageLock;
  return {
    request(onGranted) {
      const controller = new AbortController();
      const { signal } = controller;
      const released = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      const grant = () => {
        if (!signal.aborted) onGranted();
        return released;
      };
      const release = pageLock.request(() => {
        Promise.resolve()
          .then(() => locks.request(name, { signal }, grant))
          .catch(grant);
      });
      return () => {
        controller.abort();
        release();
      };
    },
  };
}

const streamLocks = new Map<string, StreamLock>();

/** Returns the page's lock for an origin. */
export function getStreamLock(origin: string): StreamLock {
  const streamLock = streamLocks.get(origin) ?? createStreamLock();
  streamLocks.set(origin, streamLock);
  return streamLock;
}

/** Announces new versions of an order to other tabs. Only the version is sent, never the order. */
export type TabChannel = { postVersion(version: number): void; close(): void };

const noopChannel: TabChannel = { postVersion: () => undefined, close: () => undefined };

/**
 * Opens a channel between the tabs that show the same order. Without `BroadcastChannel`, nothing is sent.
 *
 * @param name equal in all tabs that show the same order
 * @param onVersion called with a version from another tab; any script of the same origin may have sent it
 */
export function openTabChannel(name: string, onVersion: (version: number) => void): TabChannel {
  let channel: BroadcastChannel;
  try {
    channel = new BroadcastChannel(name);
  } catch {
    return noopChannel;
  }
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (Number.isSafeInteger(data)) onVersion(data as number);
  };
  return {
    postVersion: (version) => channel.postMessage(version),
    close: () => channel.close(),
  };
}
