import type { LenientResult } from '../../contract/lenient-parse.ts';
import { parseTermsLeniently } from '../../contract/lenient-terms.ts';
import type { LenientTerms } from '../../contract/shop-terms.ts';
import { fetchJson } from '../http/fetch-json.ts';
import { getServerClock } from '../http/server-clock.ts';

/** Time to live of terms in a page. */
const CACHE_MS = 60 * 60 * 1000;

type ParsedTerms = LenientResult<LenientTerms>;
type CachedTerms = { parsed: Promise<ParsedTerms>; value?: ParsedTerms; requestedAt: number };

const termsByUrl = new Map<string, CachedTerms>();
const termsByValue = new WeakMap<object, ParsedTerms>();

/**
 * A shop's terms from a URL: one request for the whole page, repeated after an hour. Returns loaded terms
 * synchronously. The browser revalidates its HTTP cache (`no-cache`), because an added closure must not be
 * missed.
 *
 * @throws RequestError, as a rejection
 */
export function loadTerms(url: URL): ParsedTerms | Promise<ParsedTerms> {
  const cached = termsByUrl.get(url.href);
  if (cached && performance.now() - cached.requestedAt < CACHE_MS) return cached.value ?? cached.parsed;
  const clock = getServerClock(url.origin);
  // After a clock jump the next request also updates the server clock.
  const unsubscribe = clock.onClockJump(evict);
  const entry: CachedTerms = {
    parsed: fetchJson(url, { cache: 'no-cache' }).then(parseTermsLeniently),
    requestedAt: performance.now(),
  };
  function evict(): void {
    unsubscribe();
    if (termsByUrl.get(url.href) === entry) termsByUrl.delete(url.href);
  }
  termsByUrl.set(url.href, entry);
  entry.parsed.then((value) => (entry.value = value), evict);
  return entry.parsed;
}

/** Parses terms that are a property of an element, once for each object. */
export function parseTermsOnce(value: object): ParsedTerms {
  let parsed = termsByValue.get(value);
  if (!parsed) termsByValue.set(value, (parsed = parseTermsLeniently(value)));
  return parsed;
}
