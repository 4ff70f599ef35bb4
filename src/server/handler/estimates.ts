import type { Estimate } from '../../contract/estimate.ts';
import { parseEstimatesRequest } from '../../contract/parse.ts';
import type { ShopTerms } from '../../contract/shop-terms.ts';
import { estimate } from '../../estimate/index.ts';
import { readJson } from './bodies.ts';
import { askUpstream } from './upstream.ts';
import { Failure, json, must, serverTime, type Call, type Desk } from './desk.ts';

/** Caches may keep an answer that says so no longer than this, in seconds. */
const longestAge = 3600;

/** `POST /estimates`: all questions of a page. */
export async function estimateAll(desk: Desk, { request }: Call): Promise<Response> {
  const requests = must(parseEstimatesRequest(await readJson(request, desk.limits.body)));
  const terms = await termsOf(desk);
  const now = serverTime(desk);
  return json({ serverTime: now, estimates: requests.flatMap((each) => estimate(terms, each, now)) });
}

/** `GET /estimates`: the fastest way for one product. What a cache keeps says nothing of the clock. */
export async function estimateOne(desk: Desk, { url }: Call): Promise<Response> {
  const query = (name: string): string | undefined => url.searchParams.get(name) || undefined;
  const quantity = query('quantity');
  const country = query('country');
  const [asked] = must(
    parseEstimatesRequest({
      requests: [
        {
          items: [{ sku: query('sku'), ...(quantity !== undefined && { quantity: Number(quantity) }) }],
          ...(country !== undefined && { destination: { country, region: query('region'), postal: query('postal') } }),
          method: query('method'),
          place: query('place'),
          language: query('language'),
        },
      ],
    }),
  );
  const now = serverTime(desk);
  const [first] = asked ? estimate(await termsOf(desk), asked, now) : [];
  if (!first) throw new Failure('internal');
  const seconds = Math.floor((endOf(first) - desk.now()) / 1000);
  const control = seconds > 0 ? `public, max-age=${Math.min(seconds, longestAge)}` : 'no-store';
  return json(first, 200, { 'cache-control': control });
}

/** The moment from which the answer may be another one. */
function endOf({ orderBy, validUntil }: Estimate): number {
  return Math.min(...[orderBy, validUntil].flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)])));
}

async function termsOf({ terms }: Desk): Promise<ShopTerms> {
  const found = typeof terms === 'function' ? await askUpstream(async () => terms()) : terms;
  if (!found) throw new Failure('not-found', { detail: 'This back end has no terms to estimate by.' });
  return found;
}
