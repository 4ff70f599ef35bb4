import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { decideCancellation, isAlreadyCanceled } from './decide-cancellation.ts';
import { FaultyBody, type ResponseFault } from './faulty-body.ts';
import {
  createDefaultSettings,
  type RequestKind,
  type RecordedRequest,
  type FakeOrderSettings,
  type RequestStatistics,
} from './fake-order-settings.ts';
import { FakeOrderHistory, type WireOrder } from './fake-order-history.ts';
import type { ResponseProgress } from './request-tracker.ts';

type OpenStream = { history: FakeOrderHistory; body: FaultyBody; response: ServerResponse };

/** A response to a page of a browser test. `body` is set once the body has begun. */
type WatchedResponse = { response: ServerResponse; isHeld: boolean; body?: FaultyBody };

/** The orders, faults and recorded requests of one test. */
export class FakeOrderScenario {
  settings: FakeOrderSettings = createDefaultSettings();
  readonly #histories = new Map<string, FakeOrderHistory>();
  readonly #streams = new Set<OpenStream>();
  readonly #requests: RecordedRequest[] = [];
  readonly #watchedResponses = new Map<string, WatchedResponse>();
  #held: (() => void)[] = [];
  #testTime: number | undefined;
  #maxOpenStreams = 0;

  /** Sets the server's clock, for a test with a simulated clock. */
  setTime(time: string | null): void {
    if (time !== null) this.#testTime = Number(time);
  }

  getHistory(id: string): FakeOrderHistory {
    const history = this.#histories.get(id) ?? new FakeOrderHistory(id);
    this.#histories.set(id, history);
    return history;
  }

  get statistics(): RequestStatistics {
    const count = (kind: RequestKind) => this.#requests.filter((request) => request.kind === kind).length;
    return {
      openStreams: this.#streams.size,
      maxOpenStreams: this.#maxOpenStreams,
      streamRequests: count('stream'),
      snapshotRequests: count('snapshot'),
      idempotencyKeys: [...new Set(this.#requests.flatMap(({ key }) => (key === undefined ? [] : [key])))],
      requests: this.#requests,
      responses: Object.fromEntries([...this.#watchedResponses].map(([n, watched]) => [n, deriveProgress(watched)])),
    };
  }

  /** Performs a command of a test. Returns the response's body; `undefined` for an unknown command. */
  handleControl(action: string, id: string, body: Record<string, unknown>): unknown {
    const history = this.getHistory(id);
    switch (action) {
      case 'settings': {
        const { next, always, ...rest } = body as Partial<FakeOrderSettings>;
        this.settings = {
          ...this.settings,
          ...rest,
          next: { ...this.settings.next, ...next },
          always: { ...this.settings.always, ...always },
        };
        return {};
      }
      case 'statistics':
        return this.statistics;
      case 'update': {
        const order = history.update(body);
        this.#forEachStream(history, (stream) => stream.write(this.#orderEvent(history, order)));
        return order;
      }
      case 'silent-update':
        return history.update(body);
      case 'epoch': {
        const order = history.startEpoch(String(body.epoch));
        this.#forEachStream(history, (stream) => stream.write(this.#orderEvent(history, order)));
        return order;
      }
      case 'heartbeat':
        this.#forEachStream(history, (stream) =>
          stream.write(this.#heartbeat(history, Number(body.versionsAhead ?? 0))),
        );
        return {};
      case 'write':
        this.#forEachStream(history, (stream) => stream.write(String(body.text)));
        return {};
      case 'drop':
        this.#forEachStream(history, (_stream, response) => response.destroy());
        return {};
      case 'release':
        for (const release of this.#held.splice(0)) release();
        return {};
      case 'end':
        this.#forEachStream(history, (stream) => stream.end());
        return {};
      default:
        return undefined;
    }
  }

  /** Answers a route of the contract, with the fault that the test has set for it. */
  async handleRequest(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    if (this.settings.hasCors) allowOrigin(response, request);
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const [, segment, rest] = /^\/orders\/([^/]+)(\/events|\/cancellations)?$/.exec(path) ?? [];
    if (segment === undefined) return sendJson(response, 404, { code: 'order-not-found' });
    const id = decodeURIComponent(segment);
    const kind: RequestKind = rest === '/events' ? 'stream' : rest === '/cancellations' ? 'cancel' : 'snapshot';
    const { authorization, referer } = request.headers;
    const body = kind === 'cancel' ? await text(request) : undefined;
    this.#requests.push({
      kind,
      order: id,
      body,
      after: query.get('after'),
      authorization,
      referer,
      ifNoneMatch: request.headers['if-none-match'],
      key: header(request, 'idempotency-key'),
    });
    const watched: WatchedResponse = { response, isHeld: false };
    this.#watchedResponses.set(query.get('n') ?? '', watched);

    const fault = this.settings.next[kind].shift() ?? this.settings.always[kind];
    if (fault.isHeld) {
      watched.isHeld = true;
      await new Promise<void>((resolve) => this.#held.push(resolve));
      watched.isHeld = false;
    }
    if (fault.refuse) return void request.socket.destroy();
    response.setHeader('date', new Date(this.#now()).toUTCString());
    for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
    if (fault.status !== undefined || fault.body !== undefined) {
      response.writeHead(fault.status ?? 200, { 'content-type': fault.type ?? 'application/json' });
      return void response.end(fault.body ?? '');
    }
    const { tokens } = this.settings;
    if (tokens.length > 0 && !tokens.includes(authorization?.replace('Bearer ', '') ?? '')) {
      return sendJson(response, 401, { code: 'token-invalid' });
    }
    const history = this.getHistory(id);
    if (kind === 'snapshot') this.#answerSnapshot(request, watched, history, fault);
    else if (kind === 'stream') this.#answerStream(watched, history, fault, query.get('after'));
    else this.#answerCancel(request, response, history, fault, body || '{}');
  }

  close(): void {
    for (const { response } of this.#streams) response.destroy();
  }

  #answerSnapshot(
    request: IncomingMessage,
    watched: WatchedResponse,
    history: FakeOrderHistory,
    fault: ResponseFault,
  ): void {
    const { response } = watched;
    const { epoch, order } = history;
    const { hasEtag, hasEpoch } = this.settings;
    const etag = `"${epoch}.${order.version}"`;
    if (hasEtag) response.setHeader('etag', etag);
    if (hasEtag && request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': fault.type ?? 'application/json' });
    // Some faults never send a body.
    response.flushHeaders();
    const body = (watched.body = new FaultyBody(response, fault));
    body.write(JSON.stringify({ ...order, ...(hasEpoch && { epoch }), serverTime: this.#serverTime() }));
    if (!fault.isSilent && !response.writableEnded && fault.cutAfter === undefined) body.end();
  }

  #answerStream(watched: WatchedResponse, history: FakeOrderHistory, fault: ResponseFault, after: string | null): void {
    const { response } = watched;
    if (!this.settings.hasStream) return sendJson(response, 404, { code: 'order-not-found' });
    response.writeHead(200, { 'content-type': fault.type ?? 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const body = (watched.body = new FaultyBody(response, fault));
    const stream = { history: history, body: body, response };
    this.#streams.add(stream);
    this.#maxOpenStreams = Math.max(this.#maxOpenStreams, this.#streams.size);
    // Real time: whole-page tests have real clocks.
    const heartbeat = setInterval(
      () => body.write(this.#heartbeat(history, 0)),
      this.settings.heartbeatMs || 2 ** 31 - 1,
    );
    response.on('close', () => {
      clearInterval(heartbeat);
      this.#streams.delete(stream);
    });

    if (fault.prefix !== undefined) body.write(fault.prefix);
    if (fault.flood !== undefined) return body.flood(fault.flood);
    const missed = fault.replaysAll ? history.orders : history.since(after);
    const first = missed ? this.#orderReplay(history, missed, fault) : [formatSseEvent('gone', {})];
    for (const part of first) body.write(part);
    if (this.settings.hasInitialHeartbeat) body.write(this.#heartbeat(history, 0));
  }

  #orderReplay(history: FakeOrderHistory, orders: WireOrder[], fault: ResponseFault): string[] {
    const kept = orders.slice(fault.gap ?? 0);
    const ordered = fault.isReversed ? kept.toReversed() : kept;
    return ordered.flatMap((order) =>
      new Array<string>(fault.isDoubled ? 2 : 1).fill(this.#orderEvent(history, order)),
    );
  }

  #answerCancel(
    request: IncomingMessage,
    response: ServerResponse,
    history: FakeOrderHistory,
    fault: ResponseFault,
    json: string,
  ): void {
    const key = header(request, 'idempotency-key') ?? '';
    const body = JSON.parse(json) as Record<string, unknown>;
    const stored = history.cancellations.get(key);
    if (!stored && isAlreadyCanceled(history.order, body)) return sendJson(response, 409, { code: 'already-canceled' });
    const id = `c${history.cancellations.size + 1}`;
    const decision = decideCancellation(history.order, body, id, this.#serverTime());
    const answer = stored ?? { status: decision.status, body: decision.body };
    if (!stored) {
      history.cancellations.set(key, answer);
      const order = history.update(decision.patch);
      this.#forEachStream(history, (stream) => stream.write(this.#orderEvent(history, order)));
    }
    if (fault.isCommitThenDrop) request.socket.destroy();
    else sendJson(response, answer.status, answer.body);
  }

  #forEachStream(history: FakeOrderHistory, send: (body: FaultyBody, response: ServerResponse) => void): void {
    for (const stream of this.#streams) {
      if (stream.history === history) send(stream.body, stream.response);
    }
  }

  #orderEvent({ epoch }: FakeOrderHistory, order: WireOrder): string {
    const { version } = order;
    return formatSseEvent('order', { epoch, version, serverTime: this.#serverTime(), order }, `${epoch}.${version}`);
  }

  #heartbeat({ epoch, order }: FakeOrderHistory, versionsAhead: number): string {
    return formatSseEvent('heartbeat', {
      epoch,
      version: order.version + versionsAhead,
      serverTime: this.#serverTime(),
    });
  }

  #now(): number {
    return (this.#testTime ?? Date.now()) + this.settings.skewMs;
  }

  #serverTime(): string {
    return new Date(this.#now()).toISOString();
  }
}

function formatSseEvent(name: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function deriveProgress({ response, isHeld, body }: WatchedResponse): ResponseProgress {
  const { headersSent, writableEnded, destroyed } = response;
  const isOver = writableEnded || destroyed;
  return {
    isHeld,
    hasHeaders: headersSent,
    sentBytes: body?.sentBytes ?? 0,
    isBusy: !isOver && (body?.isBusy ?? true),
    isOver,
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function allowOrigin(response: ServerResponse, request: IncomingMessage): void {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  const allowed = 'authorization, content-type, if-none-match, if-match, idempotency-key';
  response.setHeader('access-control-allow-headers', allowed);
  response.setHeader('access-control-allow-methods', 'GET, POST, PUT');
  response.setHeader('access-control-expose-headers', 'etag, date, retry-after');
}
