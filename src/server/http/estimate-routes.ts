import * as z from 'zod/mini';
import { estimate, estimatesRequest, estimatesResponse } from '../../contract/estimate.ts';
import { parseEstimatesRequest } from '../../contract/parse-estimates.ts';
import type { ShopTerms } from '../../contract/shop-terms.ts';
import { arrangeEstimates, estimate as deriveEstimates } from '../../estimate/index.ts';
import { deriveExpiry } from '../../estimate/validity.ts';
import { defineRoute, optionalParameter, requiredParameter } from './define-route.ts';
import { callUpstream, ProblemError, unwrap } from './problem-error.ts';
import { createJsonResponse } from './responses.ts';
import { formatServerTime, type ServerContext } from './server-context.ts';

/** Longest `max-age` of an estimate, in seconds. */
const MAX_AGE_SECONDS = 3600;

export const createEstimates = defineRoute({
  method: 'POST',
  path: '/estimates',
  operationId: 'createEstimates',
  summary: 'Estimate several requests at once',
  access: 'public',
  body: { schema: estimatesRequest, isStrict: false, limit: 'maxBodyBytes', parse: parseEstimatesRequest },
  responses: { 200: { description: 'All methods for all requests.', schema: estimatesResponse } },
  problems: ['not-found', 'upstream-unavailable'],
  async handle(context) {
    const terms = await resolveTerms(context);
    const serverTime = formatServerTime(context);
    const estimates = context.body.flatMap((each) => deriveEstimates(terms, each, serverTime));
    return createJsonResponse({ serverTime, prefer: terms.prefer, estimates });
  },
});

const count = z.pipe(
  z.pipe(z.string(), z.transform(Number)),
  z.int('a whole number').check(z.gte(1, 'a number of 1 or more')),
);

export const getEstimate = defineRoute({
  method: 'GET',
  path: '/estimates',
  operationId: 'getEstimate',
  summary: 'Estimate one product by the method that leads',
  description:
    'The estimate of the headline. Cacheable until `orderBy` or `validUntil`, whichever is earlier. An empty parameter counts as absent.',
  access: 'public',
  query: {
    sku: requiredParameter(z.string(), 'SKU of the product.'),
    quantity: optionalParameter(count, 'Number of pieces; default 1.'),
    country: optionalParameter(z.string(), 'ISO 3166-1 alpha-2.'),
    region: optionalParameter(z.string(), 'The part of ISO 3166-2 after the hyphen.'),
    postal: optionalParameter(z.string(), 'Postal code.'),
    method: optionalParameter(z.string(), 'Only this method.'),
    place: optionalParameter(z.string(), 'Only this pickup point or store.'),
    language: optionalParameter(z.string(), 'BCP 47.'),
  },
  responses: { 200: { description: 'The estimate.', schema: estimate } },
  problems: ['validation', 'not-found', 'upstream-unavailable'],
  async handle(context) {
    const { sku, quantity, country, region, postal, method, place, language } = context.query;
    const [estimateRequest] = unwrap(
      parseEstimatesRequest({
        requests: [
          {
            items: [{ sku: sku || undefined, ...(quantity !== undefined && { quantity }) }],
            ...(country && { destination: { country, region: region || undefined, postal: postal || undefined } }),
            method: method || undefined,
            place: place || undefined,
            language: language || undefined,
          },
        ],
      }),
    );
    const now = formatServerTime(context);
    const terms = await resolveTerms(context);
    const derived = estimateRequest ? deriveEstimates(terms, estimateRequest, now) : [];
    const [first] = arrangeEstimates(derived, { prefer: terms.prefer }).estimates;
    if (!first) throw new ProblemError('internal');
    const seconds = Math.floor((deriveExpiry(first) - context.now()) / 1000);
    const cacheControl = seconds > 0 ? `public, max-age=${Math.min(seconds, MAX_AGE_SECONDS)}` : 'no-store';
    return createJsonResponse(first, 200, { 'cache-control': cacheControl });
  },
});

async function resolveTerms({ terms }: ServerContext): Promise<ShopTerms> {
  const resolved = typeof terms === 'function' ? await callUpstream(async () => terms()) : terms;
  if (!resolved) throw new ProblemError('not-found', { detail: 'This back end has no terms for estimates.' });
  return resolved;
}
