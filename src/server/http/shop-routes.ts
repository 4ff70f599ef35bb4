import * as z from 'zod/mini';
import { DAY_MS } from '../../dates/zoned-time.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { parseStrictly } from '../validation/issues.ts';
import { replayRequest, tokenRequest } from '../validation/request-bodies.ts';
import { receiveWebhook } from '../webhooks/receive-webhook.ts';
import { defineRoute, optionalParameter } from './define-route.ts';
import { ProblemError } from './problem-error.ts';
import { requireRawBody } from './read-body.ts';
import {
  deadLetterList,
  incidentList,
  orderToken,
  replayAccepted,
  unmatchedScansList,
  webhookResult,
} from './response-schemas.ts';
import { createJsonResponse } from './responses.ts';
import { formatServerTime } from './server-context.ts';

const DEFAULT_LIST_LIMIT = 100;
const MAX_LIST_LIMIT = 500;
const DEFAULT_TOKEN_DAYS = 30;

export const createOrderToken = defineRoute({
  method: 'POST',
  path: '/orders/{orderId}/tokens',
  operationId: 'createOrderToken',
  summary: 'Create a token for a guest’s link',
  access: 'shop',
  body: {
    schema: tokenRequest,
    isStrict: true,
    limit: 'maxBodyBytes',
    parse: (body) => parseStrictly(tokenRequest, body),
  },
  responses: { 201: { description: 'The token.', schema: orderToken } },
  problems: ['order-not-found', 'not-found'],
  async handle(context) {
    const { store, guestTokens, params, body, now } = context;
    const { orderId } = params;
    const { scope, expiresAt = formatPreciseInstant(now() + DEFAULT_TOKEN_DAYS * DAY_MS) } = body;
    if (!guestTokens) throw new ProblemError('not-found', { detail: 'This back end has no keys for guest tokens.' });
    if ((await store.getOrderVersion(orderId)) === undefined) throw new ProblemError('order-not-found');
    if (Date.parse(expiresAt) <= now()) {
      throw new ProblemError('validation', {
        issues: [{ path: 'expiresAt', message: 'expected a time in the future' }],
      });
    }
    const token = await guestTokens.sign({ orderId, scope, expiresAt });
    return createJsonResponse({ token, scope, expiresAt, serverTime: formatServerTime(context) }, 201);
  },
});

export const handleWebhook = defineRoute({
  method: 'POST',
  path: '/webhooks/{source}',
  operationId: 'receiveWebhook',
  summary: 'Receive a webhook of a carrier or platform',
  description: 'Signed by its sender, and parsed by the adapter of the source.',
  access: 'source',
  body: { rawBody: 'As the source sends it.' },
  responses: { 200: { description: 'All scans are stored.', schema: webhookResult } },
  problems: ['validation', 'not-found'],
  async handle(context) {
    const { store, recordScan, now, reportError, webhookSources, request, params, limits } = context;
    const source = Object.hasOwn(webhookSources, params.source) ? webhookSources[params.source] : undefined;
    if (!source) throw new ProblemError('not-found');
    const body = await requireRawBody(request, limits.maxShopBodyBytes);
    const outcome = await receiveWebhook(
      params.source,
      source,
      { headers: request.headers, body },
      { store, recordScan, now, onError: reportError },
    );
    if ('received' in outcome)
      return createJsonResponse({ ...outcome.received, serverTime: formatServerTime(context) });
    throw new ProblemError(outcome.status === 401 ? 'token-invalid' : 'validation', { detail: outcome.problem });
  },
});

const LIMIT_FORMAT = `a number of 1 to ${MAX_LIST_LIMIT}`;

const limit = optionalParameter(
  z.pipe(
    z.pipe(z.string().check(z.regex(/^\d{1,3}$/, LIMIT_FORMAT)), z.transform(Number)),
    z.int().check(z.gte(1, LIMIT_FORMAT), z.lte(MAX_LIST_LIMIT, LIMIT_FORMAT)),
  ),
  `Maximum number of entries; default ${DEFAULT_LIST_LIMIT}.`,
);

export const listIncidents = defineRoute({
  method: 'GET',
  path: '/incidents',
  operationId: 'listIncidents',
  summary: 'List missed deadlines',
  access: 'shop',
  query: {
    limit,
    resolved: optionalParameter(z.string(), '`true` includes incidents that are resolved.'),
  },
  responses: { 200: { description: 'Newest first.', schema: incidentList } },
  problems: ['validation'],
  async handle(context) {
    const { limit: size = DEFAULT_LIST_LIMIT, resolved } = context.query;
    const incidents = await context.store.listIncidents({ limit: size, includeResolved: resolved === 'true' });
    return createJsonResponse({ incidents, serverTime: formatServerTime(context) });
  },
});

export const listUnmatchedScans = defineRoute({
  method: 'GET',
  path: '/unmatched-scans',
  operationId: 'listUnmatchedScans',
  summary: 'List carrier scans that could not be recorded',
  access: 'shop',
  query: { limit },
  responses: { 200: { description: 'Oldest first.', schema: unmatchedScansList } },
  problems: ['validation'],
  async handle(context) {
    const unmatchedScans = await context.store.listUnmatchedScans({ limit: context.query.limit ?? DEFAULT_LIST_LIMIT });
    return createJsonResponse({ unmatchedScans, serverTime: formatServerTime(context) });
  },
});

export const listDeadLetters = defineRoute({
  method: 'GET',
  path: '/dead-letters',
  operationId: 'listDeadLetters',
  summary: 'List messages that a subscriber did not accept',
  access: 'shop',
  query: { limit },
  responses: { 200: { description: 'The messages.', schema: deadLetterList } },
  problems: ['validation'],
  async handle(context) {
    const deadLetters = await context.store.listDeadLetters(context.query.limit ?? DEFAULT_LIST_LIMIT);
    return createJsonResponse({ deadLetters, serverTime: formatServerTime(context) });
  },
});

export const replayDeadLetter = defineRoute({
  method: 'POST',
  path: '/dead-letters/{messageId}/replay',
  operationId: 'replayDeadLetter',
  summary: 'Queue a message again',
  access: 'shop',
  body: {
    schema: replayRequest,
    isStrict: true,
    limit: 'maxBodyBytes',
    parse: (body) => parseStrictly(replayRequest, body),
  },
  responses: { 202: { description: 'Queued.', schema: replayAccepted } },
  problems: ['not-found'],
  async handle(context) {
    const { store, params, body } = context;
    const serverTime = formatServerTime(context);
    const isQueued = await store.replayDelivery(params.messageId, body.subscriber, serverTime);
    if (!isQueued) throw new ProblemError('not-found');
    return createJsonResponse({ serverTime }, 202);
  },
});
