import { readStrictly } from '../intake/issues.ts';
import { replayRequest, tokenRequest } from '../intake/small-bodies.ts';
import { receiveWebhook } from '../webhooks/incoming.ts';
import { readJson, readRaw } from './bodies.ts';
import { Failure, json, must, serverTime, type Call, type Desk } from './desk.ts';

const mostListed = 500;
const defaultListed = 100;
const dayMs = 86_400_000;
const tokenDays = 30;

/** `POST /orders/{id}/tokens`: what goes into a guest's link. */
export async function mintToken(desk: Desk, { request, path }: Call): Promise<Response> {
  const orderId = path['id'] ?? '';
  const asked = must(readStrictly(tokenRequest, await readJson(request, desk.limits.body)));
  if (!desk.guestTokens) throw new Failure('not-found', { detail: 'This back end has no keys for guest tokens.' });
  if ((await desk.store.version(orderId)) === undefined) throw new Failure('order-not-found');
  const expiresAt = asked.expiresAt ?? new Date(desk.now() + tokenDays * dayMs).toISOString();
  if (Date.parse(expiresAt) <= desk.now()) {
    throw new Failure('validation', { issues: [{ path: 'expiresAt', message: 'expected a time that is to come' }] });
  }
  const token = await desk.guestTokens.mint({ orderId, scope: asked.scope, expiresAt });
  return json({ token, scope: asked.scope, expiresAt, serverTime: serverTime(desk) }, 201);
}

/** `POST /hooks/{source}`: of a carrier or platform, signed by it. */
export async function receiveHook(desk: Desk, { request, path }: Call): Promise<Response> {
  const name = path['source'] ?? '';
  const source = Object.hasOwn(desk.sources, name) ? desk.sources[name] : undefined;
  if (!source) throw new Failure('not-found');
  const body = await readRaw(request, desk.limits.shopBody);
  const { store, record, now, report } = desk;
  const answer = await receiveWebhook(name, source, { headers: request.headers, body }, { store, record, now, onError: report });
  if ('received' in answer) return json({ ...answer.received, serverTime: serverTime(desk) });
  throw new Failure(answer.status === 401 ? 'token-invalid' : 'validation', { detail: answer.problem });
}

/** `GET /incidents` */
export async function listIncidents(desk: Desk, { url }: Call): Promise<Response> {
  const includeResolved = url.searchParams.get('resolved') === 'true';
  const incidents = await desk.store.incidents({ most: listedOf(url), includeResolved });
  return json({ incidents, serverTime: serverTime(desk) });
}

/** `GET /strays` */
export async function listStrays(desk: Desk, { url }: Call): Promise<Response> {
  const strays = await desk.store.strays({ most: listedOf(url) });
  return json({ strays, serverTime: serverTime(desk) });
}

/** `GET /dead-letters` */
export async function listDeadLetters(desk: Desk, { url }: Call): Promise<Response> {
  const deadLetters = await desk.store.deadLetters(listedOf(url));
  return json({ deadLetters, serverTime: serverTime(desk) });
}

/** `POST /dead-letters/{id}/replay` */
export async function replayDeadLetter(desk: Desk, { request, path }: Call): Promise<Response> {
  const { subscriber } = must(readStrictly(replayRequest, await readJson(request, desk.limits.body)));
  const isQueued = await desk.store.replay(path['message'] ?? '', subscriber, serverTime(desk));
  if (!isQueued) throw new Failure('not-found');
  return json({ serverTime: serverTime(desk) }, 202);
}

function listedOf(url: URL): number {
  const most = url.searchParams.get('most');
  if (most === null) return defaultListed;
  if (!/^\d{1,3}$/.test(most) || Number(most) < 1 || Number(most) > mostListed) {
    throw new Failure('validation', { issues: [{ path: 'most', message: `expected a number of 1 to ${mostListed}` }] });
  }
  return Number(most);
}
