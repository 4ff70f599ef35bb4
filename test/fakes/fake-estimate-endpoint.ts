import type { IncomingMessage, ServerResponse } from 'node:http';
// Real time: see below.
import { setTimeout as pause } from 'node:timers/promises';
import type { KoaContext, KoaMiddleware } from './koa-context.ts';

const PREFIX = '/fake-estimates/';

export type RecordedRequest = { method: string; headers: Record<string, string | string[] | undefined>; body: string };

type Behavior = (response: ServerResponse, body: string, received: readonly RecordedRequest[]) => Promise<void> | void;

const recordings = new Map<string, RecordedRequest[]>();

/** Behaviors by the first word of the scenario's name: `/fake-estimates/busy-7/estimates`. */
const behaviors: Record<string, Behavior> = {
  good: (response, body) => sendJson(response, createEstimates(body)),
  /** Answers 429 once. */
  busy: (response, body, received) => {
    if (received.filter(({ method }) => method === 'POST').length > 1) return sendJson(response, createEstimates(body));
    response.writeHead(429, { 'retry-after': '0' }).end();
  },
  /** The server's clock is an hour ahead, in the body. */
  ahead: (response, body) =>
    sendJson(response, {
      serverTime: new Date(Date.now() + 3_600_000).toISOString(),
      estimates: createEstimates(body),
    }),
  /** Sends pieces that end inside a character. */
  drip: async (response, body) => {
    const bytes = Buffer.from(JSON.stringify(createEstimates(body)));
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let start = 0; start < bytes.length; start += 41) {
      response.write(bytes.subarray(start, start + 41));
      // Real time: without a pause the pieces would leave as one.
      await pause(2);
    }
    response.end();
  },
  html: (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
  trouble: (response) => void response.writeHead(503, { 'content-type': 'text/html' }).end('<!doctype html>'),
  cut: (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('[{"id":');
    response.socket?.destroySoon();
  },
  /** Without CORS headers. */
  closed: (response, body) => sendJson(response, createEstimates(body)),
};

/** An endpoint for estimates that misbehaves on command; `GET …/received` returns the recorded requests. */
export const fakeEstimateEndpoint: KoaMiddleware = async (context, next) => {
  const [, name = '', route = ''] = new RegExp(`^${PREFIX}([\\w-]+)/(\\w+)$`).exec(context.path) ?? [];
  const behave = behaviors[name.split('-')[0] ?? ''];
  if (!behave) return next();
  const raw = context as KoaContext & { req: IncomingMessage; res: ServerResponse; respond: boolean };
  raw.respond = false;
  const { req: request, res: response } = raw;
  response.statusCode = 200;
  const received = recordings.get(name) ?? [];
  recordings.set(name, received);
  if (!name.startsWith('closed') || route === 'received') {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
  }
  if (route === 'received') return sendJson(response, received);
  const body = await read(request);
  received.push({ method: request.method ?? '', headers: request.headers, body });
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  return behave(response, body, received);
};

/** One estimate per request, with a text in several scripts. */
function createEstimates(body: string): object[] {
  const { requests } = JSON.parse(body) as { requests: { id: string }[] };
  return requests.map(({ id }) => ({
    id: 'standard',
    request: id,
    kind: 'delivery',
    window: { from: '2199-12-30', to: '2199-12-31' },
    method: { id: 'standard', name: 'Mügge 📦 Доставка' },
  }));
}

function sendJson(response: ServerResponse, data: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(data));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
