import type { IncomingMessage } from 'node:http';
import type { Built } from './dist.ts';
import { json, problem, type Answer } from './http/answer.ts';
import { readBody } from './http/body.ts';
import type { Shop } from './shops/shop.ts';
import { readVisit, shopNow } from './visit.ts';
import { termsFor } from './ways.ts';

/** `POST …/estimates` of the contract: all questions of a page at once. */
export async function answerEstimates(
  { contract, engine }: Built,
  shop: Shop,
  request: IncomingMessage,
  query: URLSearchParams,
): Promise<Answer> {
  const body = await readBody(request);
  if (body === undefined) return problem(413, 'validation', 'The body is too large');
  const parsed = contract.parseEstimatesRequest(parseJson(body));
  if (!parsed.ok) return problem(400, 'validation', 'The body is not a list of questions', { issues: parsed.issues });
  const visit = readVisit(shop, query);
  const serverTime = new Date(shopNow(shop, visit)).toISOString();
  const terms = termsFor(shop, visit);
  const estimates = parsed.data.flatMap((question) => engine.estimate(terms, question, serverTime));
  return json({ estimates, serverTime });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
