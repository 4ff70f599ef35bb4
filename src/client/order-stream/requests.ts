import type { Auth } from '../http/auth.ts';
import { parseRetryDelay } from '../http/back-off.ts';
import type { NetworkEnvironment } from '../http/environment.ts';
import { parseJson } from '../http/json.ts';
import { parseEpochHeader, parseOrderEnvelope, type ParseOrder } from '../http/order-envelope.ts';
import { createRequestInit, discardBody } from '../http/send-request.ts';
import { parseDateHeader, type ServerClock } from '../http/server-clock.ts';
import { parseMessages } from './message-parser.ts';
import type { OrderStreamEvent } from './reducer.ts';
import { createSseParser } from './sse-parser.ts';
import type { StreamFailure } from './state.ts';

/** An order at an endpoint. */
export type OrderResource = {
  readonly snapshotUrl: URL;
  readonly streamUrl: URL;
  readonly auth: Auth;
  readonly parse: ParseOrder;
};

/** Shared by the operations of one runner. `lastToken` is the token to renew. */
export type OperationContext = {
  readonly resource: OrderResource;
  readonly environment: NetworkEnvironment;
  readonly dispatch: (event: OrderStreamEvent) => void;
  lastToken: string | undefined;
};

/** A response that is older than this on arrival came out of a cache. */
const MIN_CACHED_AGE_MS = 2_000;

/* Each operation ends with an event of its id. The reducer ignores the events of aborted operations. */

/** Reads the snapshot; conditionally if there is an ETag. */
export async function fetchSnapshot(
  context: OperationContext,
  id: number,
  signal: AbortSignal,
  etag: string | undefined,
): Promise<void> {
  const { resource, environment, dispatch } = context;
  const { now, clock } = environment;
  const requestHeaders = { accept: 'application/json', ...(etag !== undefined && { 'if-none-match': etag }) };
  await runOperation(context, id, async (token) => {
    const startedAt = now();
    const response = await environment.fetch(resource.snapshotUrl, createRequestInit(token, requestHeaders, signal));
    const roundTripMs = now() - startedAt;
    const { headers } = response;
    dispatch({ type: 'headers', id });
    if (response.status === 304 && etag !== undefined) {
      discardBody(response);
      observeResponse(clock, parseDateHeader(headers), roundTripMs);
      return { type: 'not-modified', id };
    }
    if (!response.ok) return { type: 'failed', id, failure: await parseFailure(response, clock) };
    const parsed = parseOrderEnvelope(parseJson(await response.text()), resource.parse);
    if (!parsed.ok) return { type: 'failed', id, failure: { code: 'bad-data', issues: parsed.issues } };
    const envelope = { ...parsed.data, epoch: parsed.data.epoch ?? parseEpochHeader(headers) };
    const ageMs = observeResponse(clock, envelope.serverTime ?? parseDateHeader(headers), roundTripMs);
    return { type: 'snapshot', id, envelope, etag: headers.get('etag') ?? undefined, ageMs };
  });
}

/** Opens the stream and dispatches its messages until it ends. */
export async function consumeStream(
  context: OperationContext,
  id: number,
  signal: AbortSignal,
  cursor: string | undefined,
): Promise<void> {
  const { resource, environment, dispatch } = context;
  const { clock } = environment;
  const url = new URL(resource.streamUrl);
  // A query parameter, because a Last-Event-ID header would need a preflight across origins.
  if (cursor !== undefined) url.searchParams.set('after', cursor);
  await runOperation(context, id, async (token) => {
    const response = await environment.fetch(url, createRequestInit(token, { accept: 'text/event-stream' }, signal));
    const failed = (failure: StreamFailure) => ({ type: 'failed', id, failure }) as const;
    if (!response.ok || response.status === 204) return failed(await parseFailure(response, clock));
    if (!response.body || !/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
      discardBody(response);
      return failed({ code: 'not-a-stream' });
    }
    dispatch({ type: 'headers', id });
    const parseChunk = createSseParser();
    const reader = response.body.getReader();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- chunks arrive one after the other
      const { done, value } = await reader.read();
      if (done) return failed({ code: 'closed' });
      const { events, retryMs, isTooLarge } = parseChunk(value);
      const messages = parseMessages(events, resource.parse);
      for (const message of messages) {
        if ('serverTime' in message) clock.observe(message.serverTime ?? NaN, Infinity);
      }
      if (messages.length > 0 || retryMs !== undefined) dispatch({ type: 'messages', id, messages, retryMs });
      if (isTooLarge) {
        reader.cancel().catch(() => undefined);
        return failed({ code: 'too-large' });
      }
    }
  });
}

/** Requests a token that differs from the last one. */
export async function renewToken(context: OperationContext, id: number): Promise<void> {
  const { resource, dispatch } = context;
  try {
    const isNew = await resource.auth.renewToken(context.lastToken);
    dispatch(
      isNew ? { type: 'token-renewed', id } : { type: 'failed', id, failure: { code: 'http-status', status: 401 } },
    );
  } catch {
    dispatch({ type: 'failed', id, failure: { code: 'token' } });
  }
}

async function runOperation(
  context: OperationContext,
  id: number,
  request: (token: string | undefined) => Promise<OrderStreamEvent>,
): Promise<void> {
  let failure: StreamFailure = { code: 'token' };
  let event: OrderStreamEvent;
  try {
    const token = await context.resource.auth.getToken();
    context.lastToken = token;
    failure = { code: 'network' };
    event = await request(token);
  } catch {
    // The error is dropped: it may quote URLs and tokens, and its text differs between browsers.
    event = { type: 'failed', id, failure };
  }
  context.dispatch(event);
}

async function parseFailure(response: Response, clock: ServerClock): Promise<StreamFailure> {
  const { status, headers } = response;
  const isJson = /\bjson\b/.test(headers.get('content-type') ?? '');
  if (!isJson) discardBody(response);
  const body = isJson ? parseJson(await response.text()) : undefined;
  return { code: 'http-status', status, retryAfterMs: parseRetryDelay(headers, body, clock) };
}

/** Updates the server's clock and returns the age of the response in milliseconds; 0 unless it was cached. */
function observeResponse(clock: ServerClock, serverTime: number, roundTripMs: number): number {
  clock.observe(serverTime, roundTripMs);
  const ageMs = clock.now() - serverTime - roundTripMs;
  return ageMs > MIN_CACHED_AGE_MS ? ageMs : 0;
}
