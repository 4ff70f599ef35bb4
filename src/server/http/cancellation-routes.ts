import * as z from 'zod/mini';
import { cancellation, cancelRequest } from '../../contract/cancellation.ts';
import { cancellationDecision, parseDecision } from '../cancellations/cancellation-decision.ts';
import { processCancelRequest } from '../cancellations/process-cancel-request.ts';
import { recordDecision } from '../cancellations/record-decision.ts';
import { parseCancelRequestStrictly } from '../validation/request-bodies.ts';
import { defineRoute, optionalParameter, requiredParameter } from './define-route.ts';
import { parseIfMatch } from './etag.ts';
import { ProblemError } from './problem-error.ts';
import { createJsonResponse, createJsonTextResponse } from './responses.ts';
import { formatServerTime } from './server-context.ts';

const IDEMPOTENCY_KEY_FORMAT = 'a header of 1 to 200 visible characters';

/** The IETF draft makes the key a quoted string, but most clients send it bare. Both forms are the same key. */
const idempotencyKey = z.pipe(
  z.pipe(
    z.string(),
    z.transform((header: string) => /^"(.*)"$/.exec(header.trim())?.[1] ?? header.trim()),
  ),
  z
    .string()
    .check(
      z.minLength(1, IDEMPOTENCY_KEY_FORMAT),
      z.maxLength(200, IDEMPOTENCY_KEY_FORMAT),
      z.regex(/^[\x21\x23-\x5b\x5d-\x7e]*$/, IDEMPOTENCY_KEY_FORMAT),
    ),
);

export const createCancellation = defineRoute({
  method: 'POST',
  path: '/orders/{orderId}/cancellations',
  operationId: 'createCancellation',
  summary: 'Request a cancellation, withdrawal, return, new delivery date or missing-parcel report',
  description:
    'The actions of the order list what may be requested. With a session cookie, the Origin header is checked.',
  access: 'cancel',
  headers: {
    'Idempotency-Key': requiredParameter(
      idempotencyKey,
      'One key for each request the customer confirmed. A repetition with the same key has no further effect.',
    ),
    'If-Match': optionalParameter(z.string(), 'ETag of the order the customer saw.'),
  },
  body: { schema: cancelRequest, isStrict: true, limit: 'maxBodyBytes', parse: parseCancelRequestStrictly },
  responses: {
    201: { description: 'Decided.', schema: cancellation, headers: ['Location'] },
    202: { description: 'Received; the shop decides later.', schema: cancellation, headers: ['Location'] },
  },
  problems: [
    'already-shipped',
    'already-canceled',
    'quantity-too-great',
    'cancel-in-progress',
    'version-conflict',
    'idempotency-mismatch',
  ],
  async handle(context) {
    const { store, url, params, headers, body: request } = context;
    const { orderId } = params;
    const ifMatch = parseIfMatch(headers['If-Match']);
    // An ETag of another epoch, or none that this server issues, cannot be the current version.
    if (ifMatch === null || (ifMatch && ifMatch.epoch !== store.epoch)) {
      throw new ProblemError('version-conflict', { version: await store.getOrderVersion(orderId) });
    }
    const { status, body } = await processCancelRequest(store, context.cancellation, {
      orderId,
      idempotencyKey: headers['Idempotency-Key'],
      request,
      expectedVersion: ifMatch?.version,
    });
    const { id, retryAfterMs } = JSON.parse(body) as { id?: string; retryAfterMs?: number };
    return createJsonTextResponse(body, status, {
      ...(status < 300 && id !== undefined && { location: `${url.pathname.replace(/\/$/, '')}/${id}` }),
      ...(retryAfterMs !== undefined && { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
    });
  },
});

export const getCancellation = defineRoute({
  method: 'GET',
  path: '/orders/{orderId}/cancellations/{cancellationId}',
  operationId: 'getCancellation',
  summary: 'Get a cancellation',
  access: 'read',
  responses: { 200: { description: 'The cancellation.', schema: cancellation } },
  async handle(context) {
    const { store, params } = context;
    const stored = await store.getCancellation(params.orderId, params.cancellationId);
    if (!stored) throw new ProblemError('order-not-found', { detail: 'There is no such cancellation.' });
    return createJsonResponse({ ...stored.cancellation, serverTime: formatServerTime(context) });
  },
});

export const createDecision = defineRoute({
  method: 'POST',
  path: '/orders/{orderId}/cancellations/{cancellationId}/decision',
  operationId: 'createDecision',
  summary: 'Decide a pending cancellation',
  description: 'For the shop’s own systems and for pages whose origin is listed as staff.',
  access: 'shop',
  body: { schema: cancellationDecision, isStrict: true, limit: 'maxBodyBytes', parse: parseDecision },
  responses: { 200: { description: 'The cancellation after the decision.', schema: cancellation } },
  problems: ['order-not-found', 'already-decided'],
  async handle({ store, cancellation: cancellationContext, params, body: decision }) {
    const { orderId, cancellationId } = params;
    const { status, body } = await recordDecision(store, cancellationContext, orderId, cancellationId, decision);
    return createJsonTextResponse(body, status);
  },
});
