import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import { parseEstimates, type Parsed } from '../contract/parse.ts';
import { routeOf } from './endpoint.ts';
import { requestJson, type RequestError } from './request-json.ts';
import { serialize } from './serialize.ts';
import { serverClockOf, type ServerClock } from './server-clock.ts';
import { endOf } from './validity.ts';

/** What is asked within one frame goes in one request. */
const GATHER_MS = 16;

/** The contract's limit of questions a request. */
const LARGEST_BATCH = 1000;

/** An answer that has no end, or has passed it already, is kept this long. */
const SHORTEST_KEEP_MS = 60_000;

const RETRIES = 3;
const FIRST_BACKOFF_MS = 1000;
/** Whoever asks to wait longer is not waited for: the question is asked again another time. */
const LONGEST_RETRY_AFTER_MS = 60_000;

type Answer = Promise<Parsed<Estimate[]>>;
type Question = { request: EstimateRequest; resolve: (estimates: Parsed<Estimate[]>) => void; reject: (error: unknown) => void };

const gathering = new Map<string, Question[]>();
const watchedClocks = new WeakSet<ServerClock>();
const answers = new Map<string, { answer: Answer; keepUntil: number }>();

/**
 * Asks a shop's endpoint, together with everything else the page asks in this frame; the same
 * question is asked once and its answer kept until it is no longer valid. An answer that cannot be read
 * spoils no other.
 *
 * @throws RequestError, as a rejection
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

  const answer = new Promise<Parsed<Estimate[]>>((resolve, reject) => gather(endpoint, { request, resolve, reject }));
  answers.set(key, { answer, keepUntil: Infinity });
  answer.then(
    (parsed) => answers.set(key, { answer, keepUntil: keepUntil(parsed, clock.now()) }),
    ({ retryAfterMs = 0 }: RequestError) => answers.set(key, { answer, keepUntil: clock.now() + retryAfterMs }),
  );
  return answer;
}

/** Until when a list of estimates may be shown without asking again, in milliseconds since the epoch. */
function keepUntil(parsed: Parsed<Estimate[]>, now: number): number {
  if (!parsed.ok) return now;
  const end = Math.min(...parsed.data.map(endOf));
  // A device whose clock is days ahead would otherwise ask again at once, for ever.
  return now < end && end < Infinity ? end : now + SHORTEST_KEEP_MS;
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
    const answer = await post(endpoint, serialize({ requests }));
    const { estimates = answer, serverTime } = (answer ?? {}) as { estimates?: unknown; serverTime?: unknown };
    if (typeof serverTime === 'string') serverClockOf(endpoint.origin).observe(Date.parse(serverTime), Infinity);
    const shares = shareOut(estimates, questions);
    questions.forEach(({ resolve }, index) => resolve(parseEstimates(shares[index])));
  } catch (error) {
    for (const { reject } of questions) reject(error);
  }
}

/** By `request`, the echoed id; a server that does not echo answers one question, or each with one in order. */
function shareOut(estimates: unknown, questions: readonly Question[]): unknown[] {
  // Not `Array.from`: old page libraries have one of their own, which forgets the function.
  const shares = questions.map((): unknown[] => []);
  if (!Array.isArray(estimates) || shares.length === 1) return shares.fill(estimates as unknown[]);
  const echoes = estimates.map((each) => (each as Estimate | null)?.request);
  const isEchoed = echoes.some((echo) => echo !== undefined);
  if (!isEchoed && estimates.length !== shares.length) return shares;
  estimates.forEach((each, index) => shares[isEchoed ? Number(echoes[index]) : index]?.push(each));
  return shares;
}

async function post(endpoint: URL, body: string, attempt = 0): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  try {
    return await requestJson(routeOf(endpoint, 'estimates'), { method: 'POST', body, headers, cache: 'no-store' });
  } catch (error) {
    const { status, retryAfterMs = 0 } = error as RequestError;
    if (attempt === RETRIES || !isPassing(status) || retryAfterMs > LONGEST_RETRY_AFTER_MS) throw error;
    const jitter = Math.random() * FIRST_BACKOFF_MS * 2 ** attempt;
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs + jitter));
    return post(endpoint, body, attempt + 1);
  }
}

/** No answer, too many requests, or a server in trouble: worth another try. */
function isPassing(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}
