import { OrderControl } from './order-control.ts';

type Fetch = (input: URL | RequestInfo, init?: RequestInit) => Promise<Response>;

/** What has reached the page of one answer. */
type Received = {
  /** Of the server that is asked. */
  control: OrderControl;
  hasHeaders: boolean;
  /** Somebody waits for the body. */
  isRead: boolean;
  /** Of a body that is read piece by piece. */
  bytes: number | undefined;
};

/** Pages of one test may ask one server. */
let last = 0;
const streams = new Map<string, { open: number; most: number }>();

/**
 * The most streams at a time, by the pages that opened them. The server may hear of a new one before it hears that
 * the old one was given up: they come over two connections.
 */
export const mostStreams = ({ endpoint }: OrderControl): number => streams.get(endpoint.href)?.most ?? 0;

/**
 * What a page asks of the misbehaving server, and what has reached it. The server knows what it has sent. Both
 * together say when the network has nothing left to do: a test need not guess how long that takes on a busy machine.
 */
export class Traffic {
  readonly #now: () => number;
  /** Those that are not over. */
  readonly #requests = new Map<number, Received>();

  /** @param now what time it is for the page and for the server, milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The same fetch, watched. The server hears what time it is. */
  watch(fetch: Fetch): Fetch {
    return async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, globalThis.location?.href);
      const [, base, scenario] = /^(.*)\/([^/]+)\/orders\/[^/]+(?:\/events|\/cancellations)?$/.exec(url.origin + url.pathname) ?? [];
      if (base === undefined || scenario === undefined) return fetch(input, init);
      const id = (last += 1);
      const request: Received = { control: new OrderControl(base, scenario), hasHeaders: false, isRead: false, bytes: undefined };
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
        return watchBody(response, request, end);
      } catch (error) {
        end();
        throw error;
      }
    };
  }

  /** Waits until all that was asked is answered, as far as the server means to answer it. */
  async quiet(settle: () => Promise<void>): Promise<void> {
    for (;;) {
      await settle();
      const open = [...this.#requests];
      if (open.length === 0) return;
      const isQuiet = await Promise.all(open.map(([id, request]) => this.#isQuiet(id, request)));
      await settle();
      const isAsked = [...this.#requests.keys()].some((id) => !open.some(([known]) => known === id));
      if (!isAsked && isQuiet.every(Boolean)) return;
    }
  }

  async #isQuiet(id: number, request: Received): Promise<boolean> {
    const { answers } = await request.control.statistics();
    return !this.#requests.has(id) || hasReached(request, answers[id]);
  }
}

function countStream({ endpoint }: OrderControl): { open: number } {
  const count = streams.get(endpoint.href) ?? { open: 0, most: 0 };
  streams.set(endpoint.href, count);
  count.open += 1;
  count.most = Math.max(count.most, count.open);
  return count;
}

/** How far the server is with an answer. */
export type Answer = {
  /** Held back as a whole until it is let go. */
  isHeld: boolean;
  hasHeaders: boolean;
  /** Bytes of the body. */
  sent: number;
  /** More is on its way by itself. */
  isBusy: boolean;
  /** Ended or broken off. */
  isOver: boolean;
};

/** Whether the page has what the server sent, and no more comes. */
function hasReached({ hasHeaders, isRead, bytes }: Received, answer: Answer | undefined): boolean {
  if (!answer) return false;
  if (answer.isHeld) return true;
  if (hasHeaders && !isRead) return true;
  if (answer.isBusy || answer.isOver) return false;
  // Firefox tells of an answer only with the first of its body.
  if (!hasHeaders) return answer.hasHeaders && answer.sent === 0;
  // A body that is read in one piece comes when it is over.
  return bytes === undefined || bytes === answer.sent;
}

/** The request is over when its body has been read, given up or broken. */
function watchBody(response: Response, request: Received, end: () => void): Response {
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
