import * as z from 'zod/mini';
import { formatCursor, parseCursor } from '../../contract/cursor.ts';
import { orderEvents } from '../../contract/order-event.ts';
import { streamData } from '../../contract/stream.ts';
import { redactEvents } from '../validation/raw-data.ts';
import { defineRoute, optionalParameter } from './define-route.ts';
import { ProblemError } from './problem-error.ts';
import { createJsonResponse } from './responses.ts';
import { formatServerTime, type ServerContext } from './server-context.ts';
import type { Principal } from '../auth/authenticator.ts';

/** Sent with `rate-limited` if the stream limits are reached. */
const STREAM_RETRY_MS = 30_000;

export const streamOrder = defineRoute({
  method: 'GET',
  path: '/orders/{orderId}/events',
  operationId: 'streamOrder',
  summary: 'Follow an order as it changes',
  description:
    'Server-sent events: `order` (data: StreamOrder, id `epoch.version`), `heartbeat` (StreamHeartbeat, without id), ' +
    '`gone` (StreamGone), `end` (StreamEnd), `auth` (StreamAuth). With `Accept: application/json`, the events of the ' +
    'order after the cursor: after an event by its id, none after the current version, all after any other cursor.',
  access: 'read',
  headers: {
    'Last-Event-ID': optionalParameter(z.string(), 'Cursor: id of the last event received, `epoch.version`.'),
  },
  query: {
    after: optionalParameter(
      z.string(),
      'Cursor for clients that cannot set headers; takes precedence over Last-Event-ID. For JSON also the id of an event.',
    ),
  },
  responses: {
    200: { description: 'The stream, or the events.', schema: orderEvents, events: streamData },
    204: { description: 'The order is final: do not connect again.' },
  },
  async handle(context) {
    const { broadcaster, request, params, query, headers, principal } = context;
    const after = query.after ?? headers['Last-Event-ID'];
    if (acceptsOnlyJson(request)) return listEvents(context, params.orderId, principal, after);

    const subscription = await broadcaster.subscribe({
      orderId: params.orderId,
      caller: principal.caller,
      expiresAt: principal.expiresAt,
      cursor: parseCursor(after),
      signal: request.signal,
    });
    switch (subscription.kind) {
      case 'unknown':
        throw new ProblemError('order-not-found');
      case 'too-many':
        throw new ProblemError('rate-limited', { detail: 'Too many open streams.', retryAfterMs: STREAM_RETRY_MS });
      case 'ended':
        return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
      case 'open':
        return new Response(subscription.body, {
          status: 200,
          headers: {
            'content-type': 'text/event-stream',
            'cache-control': 'no-store, no-transform',
            // Keeps nginx from buffering the stream.
            'x-accel-buffering': 'no',
          },
        });
    }
  },
});

/** The stream is the default: JSON only if the client accepts JSON and no stream. */
function acceptsOnlyJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? '';
  return /\bapplication\/json\b/i.test(accept) && !/\btext\/event-stream\b/i.test(accept);
}

/** The store does not know which events an older version had: for its cursor all events are sent. */
async function listEvents(
  context: ServerContext,
  orderId: string,
  principal: Principal,
  after: string | undefined,
): Promise<Response> {
  const order = await context.store.getOrder(orderId);
  if (!order) throw new ProblemError('order-not-found');
  const { epoch } = context.store;
  const isCurrent = after === formatCursor({ epoch, version: order.version });
  const index = order.events.findIndex(({ id }) => id === after);
  const events = isCurrent ? [] : order.events.slice(index + 1);
  const visible = principal.kind === 'shop' ? events : redactEvents(events);
  return createJsonResponse({ events: visible, epoch, version: order.version, serverTime: formatServerTime(context) });
}
