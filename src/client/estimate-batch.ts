import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import { parseEstimatesResponse } from '../contract/parse.ts';
import { routeOf } from './endpoint.ts';
import { RequestError, requestJson } from './request-json.ts';
import { serialize } from './serialize.ts';
import { serverClockOf, type ServerClock } from './server-clock.ts';

/** What is asked within one frame goes in one request. */
const GATHER_MS = 16;

/** The contract's limit of questions a request. */
const LARGEST_BATCH = 1000;

/** An answer that came without `validUntil`, or has passed it already, is kept this long. */
const SHORTEST_KEEP_MS = 60_000;

const RETRIES = 3;
const FIRST_BACKOFF_MS = 1000;
const LONGEST_RETRY_AFTER_MS = 60_000;

type Answer = Promise<Estimate[]>;
type Question = { request: EstimateRequest; resolve: (estimates: Estimate[]) => void; reject: (error: unknown) => void };

const gathering = new Map<string, Question[]>();
const watchedClocks = new WeakSet<ServerClock>();
const answers = new Map<string, { answer: Answer; keepUntil: number }>();

/**
 * Asks a shop's endpoint, together with everything else the page asks in this frame; the same
 * question is asked once and its answer kept until it is no longer valid.
 *
 * @throws RequestError, also where the answer cannot be read
 */
export function askEndpoint(endpoint: URL, request: EstimateRequest): Answer {
  const key = `${endpoint.href} ${serialize(request)}`;
  const clock = serverClockOf(endpoint.origin);
  if (!watchedClocks.has(clock)) {
    watchedClocks.add(clock);
    // After a jump of the clocks nothing kept is trusted; the next answer brings the server's time.
    clock.onDrift(() => answers.clear());
  }
  const known = answers.get(key);
  if (known && clock.now() < known.keepUntil) return known.answer;

  const answer = new Promise<Estimate[]>((resolve, reject) => gather(endpoint, { request, resolve, reject }));
  answers.set(key, { answer, keepUntil: Infinity });
  answer.then(
    (estimates) => answers.set(key, { answer, keepUntil: validUntil(estimates, clock.now()) }),
    () => answers.delete(key),
  );
  return answer;
}

/** Until when a list of estimates may be shown without asking again, in milliseconds since the epoch. */
function validUntil(estimates: readonly Estimate[], now: number): number {
  const soonest = Math.min(...estimates.map((estimate) => Date.parse(estimate.validUntil ?? '') || Infinity));
  // A device whose clock is days ahead would otherwise ask again at once, for ever.
  return Math.max(Number.isFinite(soonest) ? soonest : now, now + SHORTEST_KEEP_MS);
}

function gather(endpoint: URL, question: Question): void {
  const questions = gathering.get(endpoint.href);
  if (questions) {
    questions.push(question);
    return;
  }
  gathering.set(endpoint.href, [question]);
  setTimeout(() => {
    const gathered = gathering.get(endpoint.href) ?? [];
    gathering.delete(endpoint.href);
    for (let start = 0; start < gathered.length; start += LARGEST_BATCH) {
      void send(endpoint, gathered.slice(start, start + LARGEST_BATCH));
    }
  }, GATHER_MS);
}

async function send(endpoint: URL, questions: readonly Question[]): Promise<void> {
  const requests = questions.map(({ request }, index) => ({ ...request, id: String(index) }));
  try {
    const { estimates, serverTime } = await post(endpoint, serialize({ requests }));
    if (serverTime !== undefined) serverClockOf(endpoint.origin).observe(Date.parse(serverTime), Infinity);
    questions.forEach(({ resolve }, index) => resolve(answerTo(index, estimates, questions.length)));
  } catch (error) {
    for (const { reject } of questions) reject(error);
  }
}

/** By `request`, the echoed id; a server that does not echo answers one question, or each with one in order. */
function answerTo(index: number, estimates: readonly Estimate[], questions: number): Estimate[] {
  if (estimates.some(({ request }) => request !== undefined)) {
    return estimates.filter(({ request }) => request === String(index));
  }
  if (questions === 1) return [...estimates];
  const own = estimates.length === questions ? estimates[index] : undefined;
  return own ? [own] : [];
}

async function post(endpoint: URL, body: string, attempt = 0): ReturnType<typeof postOnce> {
  try {
    return await postOnce(endpoint, body);
  } catch (error) {
    if (!(error instanceof RequestError) || attempt === RETRIES || !isPassing(error.status)) throw error;
    await pause(error.retryAfterMs ?? Math.random() * FIRST_BACKOFF_MS * 2 ** attempt);
    return post(endpoint, body, attempt + 1);
  }
}

async function postOnce(endpoint: URL, body: string) {
  const headers = { 'content-type': 'application/json' };
  const answer = parseEstimatesResponse(
    await requestJson(routeOf(endpoint, 'estimates'), { method: 'POST', body, headers, cache: 'no-store' }),
  );
  if (!answer.ok) throw new RequestError(422);
  return answer.data;
}

/** No answer, too many requests, or a server in trouble: worth another try. */
function isPassing(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_RETRY_AFTER_MS)));
}
