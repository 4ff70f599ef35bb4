import type { Estimate, EstimateRequest } from '../../contract/estimate.ts';
import type { LenientResult } from '../../contract/lenient-parse.ts';
import { parseEstimates } from '../../contract/parse-estimates.ts';
import { MAX_ESTIMATE_REQUESTS } from '../../contract/protocol.ts';
import { deriveExpiry } from '../../estimate/validity.ts';
import { calculateBackOffDelay } from '../http/back-off.ts';
import { buildRouteUrl } from '../http/endpoint-context.ts';
import { fetchJson, type RequestError } from '../http/fetch-json.ts';
import { safeStringify } from '../http/json.ts';
import { getServerClock, type ServerClock } from '../http/server-clock.ts';

/** Requests within one frame share one HTTP request. */
const BATCH_WINDOW_MS = 16;

/** Time to live of estimates that never expire, or that have expired on arrival. */
const MIN_CACHE_MS = 60_000;

const MAX_RETRIES = 3;
/** A longer `Retry-After` is not awaited: the request fails, and the cache blocks the next one until then. */
const MAX_RETRY_AFTER_MS = 60_000;

/** `prefer` is that of the shop, not yet validated. */
export type EstimatesResult = LenientResult<Estimate[]> & { prefer?: unknown };

type EstimatesPromise = Promise<EstimatesResult>;
type PendingRequest = {
  request: EstimateRequest;
  resolve: (estimates: EstimatesResult) => void;
  reject: (error: unknown) => void;
};

const pendingByEndpoint = new Map<string, PendingRequest[]>();
const watchedClocks = new WeakSet<ServerClock>();
const cache = new Map<string, { estimates: EstimatesPromise; expiresAt: number }>();

/**
 * Fetches the estimates for a request from a shop's endpoint. All requests of a frame are sent as one
 * batch. Equal requests share one result, which is cached until it expires. An invalid estimate fails its
 * own request only.
 *
 * @throws RequestError, as a rejection
 */
export function fetchEstimates(endpoint: URL, request: EstimateRequest): EstimatesPromise {
  const key = `${endpoint.href} ${safeStringify(request)}`;
  const clock = getServerClock(endpoint.origin);
  if (!watchedClocks.has(clock)) {
    watchedClocks.add(clock);
    // After a clock jump the expiry of cached estimates is wrong; the next response has the server's time.
    clock.onClockJump(() => cache.clear());
  }
  const cached = cache.get(key);
  if (cached && clock.now() < cached.expiresAt) return cached.estimates;

  const estimates: EstimatesPromise = new Promise<EstimatesResult>((resolve, reject) =>
    enqueue(endpoint, { request, resolve, reject }),
  );
  cache.set(key, { estimates, expiresAt: Infinity });
  estimates.then(
    (parsed) => cache.set(key, { estimates, expiresAt: deriveCacheExpiry(parsed, clock.now()) }),
    ({ retryAfterMs = 0 }: RequestError) => cache.set(key, { estimates, expiresAt: clock.now() + retryAfterMs }),
  );
  return estimates;
}

/** When a list of estimates leaves the cache (milliseconds since the epoch). */
function deriveCacheExpiry(parsed: LenientResult<Estimate[]>, now: number): number {
  if (!parsed.ok) return now;
  const expiry = parsed.data.reduce((earliest, each) => Math.min(earliest, deriveExpiry(each)), Infinity);
  // If the device's clock is days ahead, everything has expired on arrival: do not fetch in a loop.
  return now < expiry && expiry < Infinity ? expiry : now + MIN_CACHE_MS;
}

/** Parses estimates for one request: a single one, a list, or an object with a list. */
export function parseAnswer(value: unknown): EstimatesResult {
  const { estimates, prefer } = unwrapAnswer(value);
  return { ...parseEstimates(estimates), prefer };
}

function unwrapAnswer(value: unknown): { estimates: unknown; prefer?: unknown; serverTime?: unknown } {
  const fields = (value ?? {}) as { estimates?: unknown; prefer?: unknown; serverTime?: unknown };
  const { estimates = value, prefer, serverTime } = fields;
  return { estimates, prefer, serverTime };
}

function enqueue(endpoint: URL, pending: PendingRequest): void {
  const queue = pendingByEndpoint.get(endpoint.href);
  if (queue) {
    queue.push(pending);
    return;
  }
  pendingByEndpoint.set(endpoint.href, [pending]);
  setTimeout(() => {
    const batch = pendingByEndpoint.get(endpoint.href) ?? [];
    pendingByEndpoint.delete(endpoint.href);
    for (let start = 0; start < batch.length; start += MAX_ESTIMATE_REQUESTS) {
      void sendBatch(endpoint, batch.slice(start, start + MAX_ESTIMATE_REQUESTS));
    }
  }, BATCH_WINDOW_MS);
}

async function sendBatch(endpoint: URL, batch: readonly PendingRequest[]): Promise<void> {
  const requests = batch.map(({ request }, index) => ({ ...request, id: String(index) }));
  try {
    const response = await post(endpoint, safeStringify({ requests }));
    const { estimates, prefer, serverTime } = unwrapAnswer(response);
    if (typeof serverTime === 'string') getServerClock(endpoint.origin).observe(Date.parse(serverTime), Infinity);
    const assigned = assignEstimates(estimates, batch);
    batch.forEach(({ resolve }, index) => resolve({ ...parseEstimates(assigned[index]), prefer }));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}

/**
 * Splits the estimates of a response by request: by the echoed `request` id. Without echoes, all of
 * them answer a single request, or each answers the request at its index.
 */
function assignEstimates(estimates: unknown, batch: readonly PendingRequest[]): unknown[] {
  // Not `Array.from`: old page libraries replace it with one that ignores the mapping function.
  const assigned = batch.map((): unknown[] => []);
  if (!Array.isArray(estimates) || batch.length === 1) return assigned.fill(estimates as unknown[]);
  const ids = estimates.map((each) => (each as Estimate | null)?.request);
  const isEchoed = ids.some((id) => id !== undefined);
  if (!isEchoed && estimates.length !== batch.length) return assigned;
  estimates.forEach((each, index) => assigned[isEchoed ? Number(ids[index]) : index]?.push(each));
  return assigned;
}

async function post(endpoint: URL, body: string, attempt = 0): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  try {
    return await fetchJson(buildRouteUrl(endpoint, 'estimates'), { method: 'POST', body, headers, cache: 'no-store' });
  } catch (error) {
    const { status, retryAfterMs = 0 } = error as RequestError;
    if (attempt === MAX_RETRIES || !isRetryable(status) || retryAfterMs > MAX_RETRY_AFTER_MS) throw error;
    const jitter = calculateBackOffDelay(attempt, Math.random());
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs + jitter));
    return post(endpoint, body, attempt + 1);
  }
}

/** No response, too many requests, or a server error. */
function isRetryable(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}
