import * as z from 'zod/mini';
import { order, type Order } from '../../contract/order.ts';
import { applyScan } from '../orders/apply-scan.ts';
import { isRefusal, type OrderUpdate, type Refusal } from '../orders/order-state.ts';
import { redactOrder } from '../validation/raw-data.ts';
import { scan } from '../orders/scan.ts';
import { upsertOrder } from '../orders/upsert-order.ts';
import type { LockedOrder } from '../store/store.ts';
import { orderSnapshot, parseOrderSnapshot } from '../validation/order-snapshot.ts';
import { parseScan } from '../validation/request-bodies.ts';
import { defineRoute, optionalParameter } from './define-route.ts';
import { formatEtag, hasMatchingEtag, parseIfMatch } from './etag.ts';
import { ProblemError } from './problem-error.ts';
import { createJsonResponse } from './responses.ts';
import { formatServerTime, type ServerContext } from './server-context.ts';

export const getOrder = defineRoute({
  method: 'GET',
  path: '/orders/{orderId}',
  operationId: 'getOrder',
  summary: 'Get an order',
  access: 'read',
  headers: { 'If-None-Match': optionalParameter(z.string(), 'ETag of the version the client already has.') },
  responses: {
    200: { description: 'The order.', schema: order, headers: ['ETag'] },
    304: { description: 'The order still has the version of If-None-Match.', headers: ['ETag'] },
  },
  async handle(context) {
    const { store, params, headers, principal } = context;
    const found = await store.getOrder(params.orderId);
    if (!found) throw new ProblemError('order-not-found');
    const etag = formatEtag({ epoch: store.epoch, version: found.version });
    if (hasMatchingEtag(headers['If-None-Match'], etag)) {
      return new Response(null, { status: 304, headers: { etag, 'cache-control': 'private, no-store' } });
    }
    return createOrderResponse(context, principal.kind === 'shop' ? found : redactOrder(found), 200);
  },
});

export const putOrder = defineRoute({
  method: 'PUT',
  path: '/orders/{orderId}',
  operationId: 'putOrder',
  summary: 'Create or replace an order',
  description:
    'For the shop’s own systems, never from a browser. Stored events, promises, parcels and adjustments that the ' +
    'snapshot does not contain are kept.',
  access: 'shop',
  headers: {
    'If-Match': optionalParameter(
      z.string(),
      'ETag of the version that the snapshot replaces; `version` in the body means the same.',
    ),
  },
  body: {
    schema: orderSnapshot,
    isStrict: true,
    limit: 'maxShopBodyBytes',
    parse: (body, { params, rawData }) => parseOrderSnapshot(body, params['orderId'] ?? '', rawData),
  },
  responses: {
    200: { description: 'Replaced, or unchanged.', schema: order, headers: ['ETag'] },
    201: { description: 'Created.', schema: order, headers: ['ETag'] },
  },
  problems: ['version-conflict'],
  async handle(context) {
    const { store, params, headers, body, cancellation, now } = context;
    const ifMatch = parseIfMatch(headers['If-Match']);
    const hasOtherEpoch =
      ifMatch === null || [ifMatch?.epoch, body.epoch].some((epoch) => epoch !== undefined && epoch !== store.epoch);
    if (hasOtherEpoch) {
      throw new ProblemError('version-conflict', { version: await store.getOrderVersion(params.orderId) });
    }
    const snapshot = ifMatch ? { ...body.snapshot, version: ifMatch.version } : body.snapshot;
    return updateOrder(
      context,
      params.orderId,
      (locked) => upsertOrder(locked, snapshot, { now: now(), rules: cancellation.rules }, body.warnings),
      (before) => (before ? 200 : 201),
    );
  },
});

export const addOrderEvent = defineRoute({
  method: 'POST',
  path: '/orders/{orderId}/events',
  operationId: 'addOrderEvent',
  summary: 'Record a scan, such as packed, accepted, ready_for_pickup or delivered',
  description: 'For the shop’s own systems, never from a browser. A repeated id changes nothing.',
  access: 'shop',
  body: {
    schema: scan,
    isStrict: true,
    limit: 'maxShopBodyBytes',
    parse: (body, { rawData }) => parseScan(body, rawData),
  },
  responses: {
    200: { description: 'Already recorded.', schema: order, headers: ['ETag'] },
    201: { description: 'Recorded.', schema: order, headers: ['ETag'] },
  },
  problems: ['order-not-found', 'step-missing', 'quantity-too-great'],
  async handle(context) {
    const { params, body, cancellation, now } = context;
    const scanContext = { now: now(), rules: cancellation.rules, source: 'shop' } as const;
    return updateOrder(
      context,
      params.orderId,
      (locked) => applyScan(locked, body, scanContext),
      () => 201,
    );
  },
});

type UpdateOutcome = OrderUpdate | 'unchanged' | Refusal;

/** Saves what `derive` returns under the lock of the order. The response contains the order after the update. */
async function updateOrder(
  context: ServerContext,
  orderId: string,
  derive: (locked: LockedOrder) => UpdateOutcome,
  getStatus: (before: Order | undefined) => number,
): Promise<Response> {
  return context.store.withLockedOrder(orderId, async (locked) => {
    const before = locked.order;
    const outcome = derive(locked);
    if (outcome === 'unchanged') {
      if (!before) throw new ProblemError('order-not-found');
      return createOrderResponse(context, before, 200);
    }
    if (isRefusal(outcome)) {
      const { refused, detail } = outcome;
      const version = refused === 'version-conflict' ? before?.version : undefined;
      throw new ProblemError(refused, { detail, version });
    }
    await locked.save(outcome);
    for (const warning of outcome.warnings ?? []) context.onWarning(warning, orderId);
    return createOrderResponse(context, outcome.order, getStatus(before));
  });
}

function createOrderResponse(context: ServerContext, found: Order, status: number): Response {
  const { epoch } = context.store;
  const headers = { etag: formatEtag({ epoch, version: found.version }), 'cache-control': 'private, no-store' };
  return createJsonResponse({ ...found, epoch, serverTime: formatServerTime(context) }, status, headers);
}
