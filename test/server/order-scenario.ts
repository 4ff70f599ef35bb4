import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerCancel, isGone } from './order-cancel-answer.ts';
import { Outlet, type Fault } from './order-faults.ts';
import { plainSettings, type Kind, type Seen, type Settings, type Statistics } from './order-settings.ts';
import { OrderWorld, type WireOrder } from './order-world.ts';
import type { Answer } from './traffic.ts';

type OpenStream = { world: OrderWorld; outlet: Outlet; response: ServerResponse };

/** One answer of a watched page. `outlet` is there once its body has begun. */
type Watched = { response: ServerResponse; isHeld: boolean; outlet?: Outlet };

export class Scenario {
  settings: Settings = plainSettings();
  readonly #worlds = new Map<string, OrderWorld>();
  readonly #streams = new Set<OpenStream>();
  readonly #requests: Seen[] = [];
  readonly #watched = new Map<string, Watched>();
  #held: (() => void)[] = [];
  #toldTime: number | undefined;
  #most = 0;

  /** What time it is, where a test holds the clock. */
  hear(time: string | null): void {
    if (time !== null) this.#toldTime = Number(time);
  }

  world(id: string): OrderWorld {
    const world = this.#worlds.get(id) ?? new OrderWorld(id);
    this.#worlds.set(id, world);
    return world;
  }

  get statistics(): Statistics {
    const count = (kind: Kind) => this.#requests.filter((seen) => seen.kind === kind).length;
    return {
      open: this.#streams.size,
      most: this.#most,
      streams: count('stream'),
      snapshots: count('snapshot'),
      keys: [...new Set(this.#requests.flatMap(({ key }) => (key === undefined ? [] : [key])))],
      requests: this.#requests,
      answers: Object.fromEntries([...this.#watched].map(([n, watched]) => [n, answerOf(watched)])),
    };
  }

  /** What a test asks for besides the contract; the answer's body, or `undefined` for what there is not. */
  control(action: string, id: string, body: Record<string, unknown>): unknown {
    const world = this.world(id);
    switch (action) {
      case 'settings': {
        const { next, always, ...rest } = body as Partial<Settings>;
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
      case 'change': {
        const order = world.change(body);
        this.#tell(world, (outlet) => outlet.write(this.#orderEvent(world, order)));
        return order;
      }
      case 'silent-change':
        return world.change(body);
      case 'epoch': {
        const order = world.startEpoch(String(body.epoch));
        this.#tell(world, (outlet) => outlet.write(this.#orderEvent(world, order)));
        return order;
      }
      case 'beat':
        this.#tell(world, (outlet) => outlet.write(this.#heartbeat(world, Number(body.ahead ?? 0))));
        return {};
      case 'write':
        this.#tell(world, (outlet) => outlet.write(String(body.text)));
        return {};
      case 'drop':
        this.#tell(world, (_, response) => response.destroy());
        return {};
      case 'release':
        for (const release of this.#held.splice(0)) release();
        return {};
      case 'end':
        this.#tell(world, (outlet) => outlet.end());
        return {};
      default:
        return undefined;
    }
  }

  /** Answers a request of the contract's. */
  async answer(
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
    const [, id, rest] = /^\/orders\/([^/]+)(\/events|\/cancellations)?$/.exec(path) ?? [];
    if (id === undefined) return sendJson(response, 404, { code: 'order-not-found' });
    const kind: Kind = rest === '/events' ? 'stream' : rest === '/cancellations' ? 'cancel' : 'snapshot';
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
    const watched: Watched = { response, isHeld: false };
    this.#watched.set(query.get('n') ?? '', watched);

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
    const world = this.world(id);
    if (kind === 'snapshot') this.#answerSnapshot(request, watched, world, fault);
    else if (kind === 'stream') this.#answerStream(watched, world, fault, query.get('after'));
    else this.#answerCancel(request, response, world, fault, body || '{}');
  }

  close(): void {
    for (const { response } of this.#streams) response.destroy();
  }

  #answerSnapshot(request: IncomingMessage, watched: Watched, world: OrderWorld, fault: Fault): void {
    const { response } = watched;
    const { epoch, order } = world;
    const { hasEtag, hasEpoch } = this.settings;
    const etag = `"${epoch}.${order.version}"`;
    if (hasEtag) response.setHeader('etag', etag);
    if (hasEtag && request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': fault.type ?? 'application/json' });
    // Not only with the first of the body, which some faults never send.
    response.flushHeaders();
    const outlet = (watched.outlet = new Outlet(response, fault));
    outlet.write(JSON.stringify({ ...order, ...(hasEpoch && { epoch }), serverTime: this.#serverTime() }));
    if (!fault.isSilent && !response.writableEnded && fault.cutAfter === undefined) outlet.end();
  }

  #answerStream(watched: Watched, world: OrderWorld, fault: Fault, after: string | null): void {
    const { response } = watched;
    if (!this.settings.hasStream) return sendJson(response, 404, { code: 'order-not-found' });
    response.writeHead(200, { 'content-type': fault.type ?? 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const outlet = (watched.outlet = new Outlet(response, fault));
    const stream = { world, outlet, response };
    this.#streams.add(stream);
    this.#most = Math.max(this.#most, this.#streams.size);
    // Real time: for whole pages, whose own clocks are real.
    const beat = setInterval(() => outlet.write(this.#heartbeat(world, 0)), this.settings.heartbeatMs || 2 ** 31 - 1);
    response.on('close', () => {
      clearInterval(beat);
      this.#streams.delete(stream);
    });

    if (fault.prefix !== undefined) outlet.write(fault.prefix);
    if (fault.flood !== undefined) return outlet.flood(fault.flood);
    const missed = fault.isReplay ? world.history : world.since(after);
    const first = missed ? this.#arrange(world, missed, fault) : [event('gone', {})];
    for (const part of first) outlet.write(part);
    if (this.settings.isGreeting) outlet.write(this.#heartbeat(world, 0));
  }

  #arrange(world: OrderWorld, orders: WireOrder[], fault: Fault): string[] {
    const kept = orders.slice(fault.gap ?? 0);
    const turned = fault.isReversed ? kept.toReversed() : kept;
    return turned.flatMap((order) => new Array<string>(fault.isDoubled ? 2 : 1).fill(this.#orderEvent(world, order)));
  }

  #answerCancel(request: IncomingMessage, response: ServerResponse, world: OrderWorld, fault: Fault, json: string): void {
    const key = header(request, 'idempotency-key') ?? '';
    const body = JSON.parse(json) as Record<string, unknown>;
    const known = world.cancellations.get(key);
    if (!known && isGone(world.order, body)) return sendJson(response, 409, { code: 'already-canceled' });
    const id = `c${world.cancellations.size + 1}`;
    const decided = answerCancel(world.order, body, id, this.#serverTime());
    const answer = known ?? { status: decided.status, body: decided.body };
    if (!known) {
      world.cancellations.set(key, answer);
      const order = world.change(decided.patch);
      this.#tell(world, (outlet) => outlet.write(this.#orderEvent(world, order)));
    }
    if (fault.isCommitThenDrop) request.socket.destroy();
    else sendJson(response, answer.status, answer.body);
  }

  #tell(world: OrderWorld, tell: (outlet: Outlet, response: ServerResponse) => void): void {
    for (const stream of this.#streams) {
      if (stream.world === world) tell(stream.outlet, stream.response);
    }
  }

  #orderEvent({ epoch }: OrderWorld, order: WireOrder): string {
    const { version } = order;
    return event('order', { epoch, version, serverTime: this.#serverTime(), order }, `${epoch}.${version}`);
  }

  #heartbeat({ epoch, order }: OrderWorld, ahead: number): string {
    return event('heartbeat', { epoch, version: order.version + ahead, serverTime: this.#serverTime() });
  }

  #now(): number {
    return (this.#toldTime ?? Date.now()) + this.settings.skewMs;
  }

  #serverTime(): string {
    return new Date(this.#now()).toISOString();
  }
}

function event(name: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

function answerOf({ response, isHeld, outlet }: Watched): Answer {
  const { headersSent, writableEnded, destroyed } = response;
  const isOver = writableEnded || destroyed;
  return { isHeld, hasHeaders: headersSent, sent: outlet?.sent ?? 0, isBusy: !isOver && (outlet?.isBusy ?? true), isOver };
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
