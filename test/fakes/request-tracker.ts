import { FakeOrderControl } from './fake-order-control.ts';

type Fetch = (input: URL | RequestInfo, init?: RequestInit) => Promise<Response>;

/** How much of one response has reached the page. */
type TrackedRequest = {
  /** Controls the server of the request. */
  control: FakeOrderControl;
  hasHeaders: boolean;
  /** Whether the page reads the body. */
  isRead: boolean;
  /** Received bytes of a streamed body. */
  bytes: number | undefined;
};

/** Shared between trackers: several pages of one test may use one server. */
let lastId = 0;
const streams = new Map<string, { open: number; max: number }>();

/**
 * The largest number of streams that the pages had open at a time. The server's own count can be larger: a new stream
 * and the end of the old one arrive over two connections, in any order.
 */
export const getMaxOpenStreams = ({ endpoint }: FakeOrderControl): number => streams.get(endpoint.href)?.max ?? 0;

/**
 * Tracks the requests of a page to the fake order server. What the page received and what the server sent show together
 * when the network is idle, so that a test does not guess how long that takes on a busy machine.
 */
export class RequestTracker {
  readonly #now: () => number;
  /** Unfinished requests, by id. */
  readonly #requests = new Map<number, TrackedRequest>();

  /** @param now the clock of the page and of the server, in milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Wraps `fetch`. Each request tells the server the time. */
  trackFetch(fetch: Fetch): Fetch {
    return async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, globalThis.location?.href);
      const [, base, scenario] =
        /^(.*)\/([^/]+)\/orders\/[^/]+(?:\/events|\/cancellations)?$/.exec(url.origin + url.pathname) ?? [];
      if (base === undefined || scenario === undefined) return fetch(input, init);
      const id = (lastId += 1);
      const request: TrackedRequest = {
        control: new FakeOrderControl(base, scenario),
        hasHeaders: false,
        isRead: false,
        bytes: undefined,
      };
      const count = url.pathname.endsWith('/events') ? countStream(request.control) : undefined;
      const end = (): void => {
        if (this.#requests.delete(id) && count) count.open -= 1;
      };
      this.#requests.set(id, request);
      init?.signal?.addEventListener('abort', end);
      url.searchParams.set('n', String(id));
      url.searchParams.set('at', String(this.#now()));
      try {
        const response = await fetch(url, init);
        request.hasHeaders = true;
        if (!response.body) end();
        return trackBody(response, request, end);
      } catch (error) {
        end();
        throw error;
      }
    };
  }

  /** Waits until all requests have received what the server sends by itself. */
  async waitUntilIdle(settle: () => Promise<void>): Promise<void> {
    for (;;) {
      await settle();
      const open = [...this.#requests];
      if (open.length === 0) return;
      const areIdle = await Promise.all(open.map(([id, request]) => this.#isIdle(id, request)));
      await settle();
      const hasNewRequest = [...this.#requests.keys()].some((id) => !open.some(([openId]) => openId === id));
      if (!hasNewRequest && areIdle.every(Boolean)) return;
    }
  }

  async #isIdle(id: number, request: TrackedRequest): Promise<boolean> {
    const { responses } = await request.control.statistics();
    return !this.#requests.has(id) || hasReceived(request, responses[id]);
  }
}

function countStream({ endpoint }: FakeOrderControl): { open: number } {
  const count = streams.get(endpoint.href) ?? { open: 0, max: 0 };
  streams.set(endpoint.href, count);
  count.open += 1;
  count.max = Math.max(count.max, count.open);
  return count;
}

/** The server's view of a response. */
export type ResponseProgress = {
  /** Held until `control/release`. */
  isHeld: boolean;
  hasHeaders: boolean;
  sentBytes: number;
  /** More bytes come by themselves. */
  isBusy: boolean;
  /** Ended or broken. */
  isOver: boolean;
};

/** Whether the page has received all bytes that the server sends by itself. */
function hasReceived({ hasHeaders, isRead, bytes }: TrackedRequest, progress: ResponseProgress | undefined): boolean {
  if (!progress) return false;
  if (progress.isHeld) return true;
  if (hasHeaders && !isRead) return true;
  if (progress.isBusy || progress.isOver) return false;
  // Firefox resolves `fetch` only with the first byte of the body.
  if (!hasHeaders) return progress.hasHeaders && progress.sentBytes === 0;
  // A body that is read as a whole arrives with its end.
  return bytes === undefined || bytes === progress.sentBytes;
}

/** Calls `end` when the body has been read, canceled or broken. */
function trackBody(response: Response, request: TrackedRequest, end: () => void): Response {
  const { body } = response;
  if (!body) return response;
  const text = (): Promise<string> => {
    request.isRead = true;
    return Response.prototype.text.call(response).finally(end);
  };
  const getReader = (): ReadableStreamDefaultReader<Uint8Array> => {
    const reader = body.getReader();
    request.isRead = true;
    request.bytes = 0;
    const read = async (): ReturnType<typeof reader.read> => {
      try {
        const piece = await reader.read();
        request.bytes = (request.bytes ?? 0) + (piece.value?.length ?? 0);
        if (piece.done) end();
        return piece;
      } catch (error) {
        end();
        throw error;
      }
    };
    const cancel = (reason?: unknown): Promise<void> => (end(), reader.cancel(reason));
    return { closed: reader.closed, read, releaseLock: () => reader.releaseLock(), cancel };
  };
  Object.defineProperties(response, {
    text: { value: text },
    json: { value: async () => JSON.parse(await text()) as unknown },
    body: { value: { getReader, cancel: (reason?: unknown) => (end(), body.cancel(reason)) } },
  });
  return response;
}
