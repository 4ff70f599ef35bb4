import type { Order } from '../../contract/order.ts';
import { readScan } from '../intake/scan.ts';
import { readOrderSnapshot } from '../intake/order-snapshot.ts';
import { applyScan, isRefusal, placeSnapshot, type Refusal } from '../domain/index.ts';
import type { Change } from '../model.ts';
import type { LockedOrder } from '../store/store.ts';
import { readJson } from './bodies.ts';
import { Failure, json, must, serverTime, type Call, type Desk } from './desk.ts';
import { forCustomer } from './for-customer.ts';
import { etagOf, isKnown, readIfMatch } from './versions.ts';

/** `GET /orders/{id}` */
export async function getOrder(desk: Desk, { request, path, admitted }: Call): Promise<Response> {
  const order = await desk.store.order(path['id'] ?? '');
  if (!order) throw new Failure('order-not-found');
  const etag = etagOf(desk.store.epoch, order.version);
  if (isKnown(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers: { etag, 'cache-control': 'private, no-store' } });
  }
  return orderAnswer(desk, admitted.kind === 'shop' ? order : forCustomer(order), 200);
}

/** `PUT /orders/{id}` */
export async function putOrder(desk: Desk, { request, path }: Call): Promise<Response> {
  const id = path['id'] ?? '';
  const body = await readJson(request, desk.limits.shopBody);
  const { snapshot, epoch } = must(readOrderSnapshot(body, id, desk.raw));
  const match = readIfMatch(request.headers.get('if-match'));
  const isOfAnother = match === null || [match?.epoch, epoch].some((each) => each !== undefined && each !== desk.store.epoch);
  if (isOfAnother) throw new Failure('version-conflict', { version: await desk.store.version(id) });
  const based = match ? { ...snapshot, version: match.version } : snapshot;
  return change(desk, id, (locked) => placeSnapshot(locked, based, { now: desk.now(), rules: desk.shop.rules }), {
    changed: (before) => (before ? 200 : 201),
  });
}

/** `POST /orders/{id}/events`: a scan. */
export async function addEvent(desk: Desk, { request, path }: Call): Promise<Response> {
  const scan = must(readScan(await readJson(request, desk.limits.shopBody), desk.raw));
  const context = { now: desk.now(), rules: desk.shop.rules, source: 'shop' } as const;
  return change(desk, path['id'] ?? '', (locked) => applyScan(locked, scan, context), { changed: () => 201 });
}

type Outcome = Change | 'unchanged' | Refusal;

/** Applies a rule under the order's lock and answers with the order as it is then. */
async function change(
  desk: Desk,
  orderId: string,
  rule: (locked: LockedOrder) => Outcome,
  status: { changed: (before: Order | undefined) => number },
): Promise<Response> {
  return desk.store.locked(orderId, async (locked) => {
    const before = locked.order;
    const outcome = rule(locked);
    if (outcome !== 'unchanged' && isRefusal(outcome)) {
      const { refused, detail } = outcome;
      throw new Failure(refused, { detail, version: refused === 'version-conflict' ? before?.version : undefined });
    }
    if (outcome !== 'unchanged') {
      await locked.save(outcome);
      return orderAnswer(desk, outcome.order, status.changed(before));
    }
    if (!before) throw new Failure('order-not-found');
    return orderAnswer(desk, before, 200);
  });
}

function orderAnswer(desk: Desk, order: Order, status: number): Response {
  const { epoch } = desk.store;
  const headers = { etag: etagOf(epoch, order.version), 'cache-control': 'private, no-store' };
  return json({ ...order, epoch, serverTime: serverTime(desk) }, status, headers);
}
