import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import { parseTerms, type Parsed } from '../contract/parse.ts';
import type { ShopTerms } from '../contract/shop-terms.ts';
import { estimate } from '../estimate/estimate.ts';
import { requestJson } from './request-json.ts';
import { serverClockOf, type ServerClock } from './server-clock.ts';

/** How long a page works with the terms it has read. */
const KEEP_MS = 60 * 60 * 1000;

type Kept = { parsed: Promise<Parsed<ShopTerms>>; value?: Parsed<ShopTerms>; readAt: number };

const byUrl = new Map<string, Kept>();
const byValue = new WeakMap<object, Parsed<ShopTerms>>();

/**
 * A shop's terms from an address: at once where they have been read, else by one request a page; read
 * anew once an hour. The browser's cache is asked to check with the server, because a closure that was
 * added must not be missed.
 *
 * @throws RequestError, as a rejection
 */
export function loadTerms(url: URL): Parsed<ShopTerms> | Promise<Parsed<ShopTerms>> {
  const known = byUrl.get(url.href);
  if (known && performance.now() - known.readAt < KEEP_MS) return known.value ?? known.parsed;
  const clock = serverClockOf(url.origin);
  // After a jump of the clocks the next look at the terms also brings the server's time.
  const stop = clock.onDrift(forget);
  const kept: Kept = { parsed: requestJson(url, { cache: 'no-cache' }).then(parseTerms), readAt: performance.now() };
  function forget(): void {
    stop();
    if (byUrl.get(url.href) === kept) byUrl.delete(url.href);
  }
  byUrl.set(url.href, kept);
  kept.parsed.then((value) => (kept.value = value), forget);
  return kept.parsed;
}

/** Terms that the page hands over, checked once. */
export function readTerms(value: object): Parsed<ShopTerms> {
  let parsed = byValue.get(value);
  if (!parsed) byValue.set(value, (parsed = parseTerms(value)));
  return parsed;
}

/** The answer of the terms, by the clock of the server they came from. */
export function askTerms(terms: ShopTerms, request: EstimateRequest, clock: ServerClock): Estimate[] {
  return estimate(terms, request, new Date(clock.now()).toISOString());
}
