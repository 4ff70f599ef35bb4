import type { IncomingMessage, ServerResponse } from 'node:http';
// Real time: see below.
import { setTimeout as pause } from 'node:timers/promises';
import type { Context, Middleware } from './middleware-context.ts';

const PREFIX = '/estimate-server/';

/** A request as it came in. */
export type Received = { method: string; headers: Record<string, string | string[] | undefined>; body: string };

type Scene = { received: Received[] };
type Answer = (response: ServerResponse, body: string, scene: Scene) => Promise<void> | void;

const scenes = new Map<string, Scene>();

/** How the server behaves, by the first part of a scene's name: `/estimate-server/busy-7/estimates`. */
const behaviours: Record<string, Answer> = {
  good: (response, body) => sendJson(response, answer(body)),
  /** Too many requests, once. */
  busy: (response, body, { received }) => {
    if (received.filter(({ method }) => method === 'POST').length > 1) return sendJson(response, answer(body));
    response.writeHead(429, { 'retry-after': '0' }).end();
  },
  /** A clock an hour ahead, told in the body. */
  ahead: (response, body) =>
    sendJson(response, { serverTime: new Date(Date.now() + 3_600_000).toISOString(), estimates: answer(body) }),
  /** In pieces that end within a character. */
  drip: async (response, body) => {
    const bytes = Buffer.from(JSON.stringify(answer(body)));
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let start = 0; start < bytes.length; start += 41) {
      response.write(bytes.subarray(start, start + 41));
      // Real time: written at once, the pieces would leave as one.
      await pause(2);
    }
    response.end();
  },
  html: (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>'),
  trouble: (response) => void response.writeHead(503, { 'content-type': 'text/html' }).end('<!doctype html>'),
  cut: (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('[{"id":');
    response.socket?.destroySoon();
  },
  /** Knows no other origins. */
  closed: (response, body) => sendJson(response, answer(body)),
};

/** A shop's endpoint for estimates that misbehaves on command; `GET …/received` tells what came in. */
export const estimateEndpoint: Middleware = async (context, next) => {
  const [, name = '', route = ''] = new RegExp(`^${PREFIX}([\\w-]+)/(\\w+)$`).exec(context.path) ?? [];
  const answerer = behaviours[name.split('-')[0] ?? ''];
  if (!answerer) return next();
  const raw = context as Context & { req: IncomingMessage; res: ServerResponse; respond: boolean };
  raw.respond = false;
  const { req: request, res: response } = raw;
  response.statusCode = 200;
  const scene = scenes.get(name) ?? { received: [] };
  scenes.set(name, scene);
  if (!name.startsWith('closed') || route === 'received') {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type');
  }
  if (route === 'received') return sendJson(response, scene.received);
  const body = await read(request);
  scene.received.push({ method: request.method ?? '', headers: request.headers, body });
  if (request.method === 'OPTIONS') return void response.writeHead(204).end();
  return answerer(response, body, scene);
};

/** Every question gets a day with words in several scripts. */
function answer(body: string): object[] {
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
