import { cancelItems, decideCancellation } from '../cancel/index.ts';
import { readCancelRequest } from '../intake/cancel-request.ts';
import { readDecision } from '../intake/small-bodies.ts';
import { readJson } from './bodies.ts';
import { Failure, json, jsonText, must, serverTime, type Call, type Desk } from './desk.ts';
import { readIfMatch } from './versions.ts';

/** `POST /orders/{id}/cancellations` */
export async function cancel(desk: Desk, { request, url, path }: Call): Promise<Response> {
  const orderId = path['id'] ?? '';
  const key = keyOf(request);
  const asked = must(readCancelRequest(await readJson(request, desk.limits.body)));
  const match = readIfMatch(request.headers.get('if-match'));
  // An ETag of another run of versions, or none of ours at all.
  if (match === null || (match && match.epoch !== desk.store.epoch)) {
    throw new Failure('version-conflict', { version: await desk.store.version(orderId) });
  }
  const { status, body } = await cancelItems(desk.store, desk.shop, { orderId, key, request: asked, ifMatch: match?.version });
  const { id, retryAfterMs } = JSON.parse(body) as { id?: string; retryAfterMs?: number };
  return jsonText(body, status, {
    ...(status < 300 && id !== undefined && { location: `${url.pathname.replace(/\/$/, '')}/${id}` }),
    ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  });
}

/** `GET /orders/{id}/cancellations/{cid}` */
export async function getCancellation(desk: Desk, { path }: Call): Promise<Response> {
  const found = await desk.store.cancellation(path['id'] ?? '', path['cid'] ?? '');
  if (!found) throw new Failure('order-not-found', { detail: 'There is no such cancellation.' });
  return json({ ...found.cancellation, serverTime: serverTime(desk) });
}

/** `POST /orders/{id}/cancellations/{cid}/decision` */
export async function decide(desk: Desk, { request, path }: Call): Promise<Response> {
  const decision = must(readDecision(await readJson(request, desk.limits.body)));
  const { status, body } = await decideCancellation(desk.store, desk.shop, path['id'] ?? '', path['cid'] ?? '', decision);
  return jsonText(body, status);
}

/** Of the draft it is a quoted string; most send it bare. Both are taken, and are the same key. */
function keyOf(request: Request): string {
  const header = request.headers.get('idempotency-key')?.trim() ?? '';
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/.test(key)) return key;
  throw new Failure('validation', { issues: [{ path: 'Idempotency-Key', message: 'expected a header of 1 to 200 visible characters' }] });
}
