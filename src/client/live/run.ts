import type { LiveEnvironment, Target } from './environment.ts';
import { createEventReader } from './event-bytes.ts';
import { discard, epochIn, failureOf, requestInit } from './http.ts';
import type { LiveEvent } from './machine.ts';
import { readMessages, readSnapshot, type Versioned } from './messages.ts';
import type { Failure } from './state.ts';

/** What the requests of one source share. `lastToken` is what was sent last, should it be refused. */
export type RunContext<T extends Versioned> = {
  readonly target: Target<T>;
  readonly environment: LiveEnvironment;
  readonly advance: (event: LiveEvent<T>) => void;
  lastToken: string | undefined;
};

/** An answer said to be older than this when it arrives came out of a cache. */
const CACHED_MS = 2_000;

/* Each of these ends in an event of its own id. Should it have been given up meanwhile, that is ignored. */

/** Asks for the snapshot. */
export async function runRead<T extends Versioned>(
  context: RunContext<T>,
  id: number,
  signal: AbortSignal,
  etag: string | undefined,
): Promise<void> {
  const { target, environment, advance } = context;
  const headers = { accept: 'application/json', ...(etag !== undefined && { 'if-none-match': etag }) };
  await attempt(context, id, async (token) => {
    const startedAt = environment.now();
    const response = await environment.fetch(target.snapshotUrl, requestInit(token, headers, signal));
    const roundTripMs = environment.now() - startedAt;
    advance({ type: 'headers', id });
    if (response.status === 304 && etag !== undefined) {
      discard(response);
      ageOf(response, undefined, roundTripMs, context);
      return { type: 'unchanged', id };
    }
    if (!response.ok) return { type: 'failed', id, failure: await failureOf(response, environment.clock) };
    const parsed = readSnapshot(await response.text(), target.parse);
    if (!parsed.ok) return { type: 'failed', id, failure: { code: 'bad-data', issues: parsed.issues } };
    const { headers: answered } = response;
    const answer = { ...parsed.data, epoch: parsed.data.epoch ?? epochIn(answered) };
    const ageMs = ageOf(response, answer.serverTime, roundTripMs, context);
    return { type: 'snapshot', id, answer, etag: answered.get('etag') ?? undefined, ageMs };
  });
}

/** Opens the stream and follows it to its end. */
export async function runStream<T extends Versioned>(
  context: RunContext<T>,
  id: number,
  signal: AbortSignal,
  cursor: string | undefined,
): Promise<void> {
  const { target, environment, advance } = context;
  const url = new URL(target.streamUrl);
  // In the address rather than in Last-Event-ID, which would cost a preflight across origins.
  if (cursor !== undefined) url.searchParams.set('after', cursor);
  await attempt(context, id, async (token) => {
    const response = await environment.fetch(url, requestInit(token, { accept: 'text/event-stream' }, signal));
    const failed = (failure: Failure) => ({ type: 'failed', id, failure }) as const;
    if (!response.ok || response.status === 204) return failed(await failureOf(response, environment.clock));
    if (!response.body || !/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
      discard(response);
      return failed({ code: 'not-a-stream' });
    }
    advance({ type: 'headers', id });
    const read = createEventReader();
    const reader = response.body.getReader();
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one piece comes after the other
      const { done, value } = await reader.read();
      if (done) return failed({ code: 'closed' });
      const { events, retryMs, isTooLarge } = read(value);
      const messages = readMessages(events, target.parse);
      for (const message of messages) {
        if ('serverTime' in message) environment.clock.observe(message.serverTime ?? NaN, Infinity);
      }
      if (messages.length > 0 || retryMs !== undefined) advance({ type: 'heard', id, messages, retryMs });
      if (isTooLarge) {
        reader.cancel().catch(() => undefined);
        return failed({ code: 'too-large' });
      }
    }
  });
}

/** Asks for a token other than the last. */
export async function runRenewal<T extends Versioned>(context: RunContext<T>, id: number): Promise<void> {
  const { target, advance } = context;
  try {
    const isNew = await target.access.renew(context.lastToken);
    advance(isNew ? { type: 'renewed', id } : { type: 'failed', id, failure: { code: 'status', status: 401 } });
  } catch {
    advance({ type: 'failed', id, failure: { code: 'token' } });
  }
}

async function attempt<T extends Versioned>(
  context: RunContext<T>,
  id: number,
  request: (token: string | undefined) => Promise<LiveEvent<T>>,
): Promise<void> {
  let failure: Failure = { code: 'token' };
  let event: LiveEvent<T>;
  try {
    const token = await context.target.access.token();
    context.lastToken = token;
    failure = { code: 'network' };
    event = await request(token);
  } catch {
    // What was thrown may quote addresses and tokens, and browsers word it each in their own way.
    event = { type: 'failed', id, failure };
  }
  context.advance(event);
}

/** Reads the server's clock off an answer, and how old the answer is by that clock. */
function ageOf<T extends Versioned>(
  response: Response,
  serverTime: number | undefined,
  roundTripMs: number,
  { environment: { clock } }: RunContext<T>,
): number {
  const time = serverTime ?? Date.parse(response.headers.get('date') ?? '');
  clock.observe(time, roundTripMs);
  const age = clock.now() - time - roundTripMs;
  return age > CACHED_MS ? age : 0;
}
