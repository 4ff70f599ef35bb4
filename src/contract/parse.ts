import * as z from 'zod/mini';
import { estimateList, estimatesRequest, estimatesResponse, type Estimate, type EstimateRequest } from './estimate.ts';
import { shopTerms, type ShopTerms } from './shop-terms.ts';

/** Where a document is wrong and what stands there instead of it. Never carries the value itself. */
export type Issue = {
  /** E.g. `origins.0.cutoff.5`; empty for the document as a whole. */
  path: string;
  /** In plain words, e.g. "expected a time as HH:MM". */
  message: string;
};

/** Parsing never throws: either the typed document, or all that is wrong with it. */
export type Parsed<T> = { ok: true; data: T } | { ok: false; issues: Issue[] };

/** Reads a shop's terms. */
export const parseTerms = (value: unknown): Parsed<ShopTerms> => parse(shopTerms, value);

/** Reads one estimate or a list of them. */
export function parseEstimates(value: unknown): Parsed<Estimate[]> {
  const parsed = parse(estimateList, value);
  return parsed.ok ? { ok: true, data: [parsed.data].flat() } : parsed;
}

/** Reads the body of `POST /estimates`. */
export function parseEstimatesRequest(value: unknown): Parsed<EstimateRequest[]> {
  const parsed = parse(estimatesRequest, value);
  return parsed.ok ? { ok: true, data: parsed.data.requests } : parsed;
}

/** Reads the answer of `POST /estimates`, with the server's clock where it is said. */
export function parseEstimatesResponse(value: unknown): Parsed<{ estimates: Estimate[]; serverTime?: string | undefined }> {
  const parsed = parse(estimatesResponse, value);
  if (!parsed.ok) return parsed;
  return { ok: true, data: Array.isArray(parsed.data) ? { estimates: parsed.data } : parsed.data };
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown): Parsed<T> {
  const result = z.safeParse(schema, value);
  return result.success ? { ok: true, data: result.data } : { ok: false, issues: result.error.issues.flatMap(describe) };
}

function describe(issue: z.core.$ZodIssue): Issue[] {
  // Of a union, the branch that got furthest says what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const deepest = issue.errors.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best));
    return deepest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(describe);
  }
  return [{ path: issue.path.join('.'), message: wording(issue) }];
}

const depth = (branch: z.core.$ZodIssue[]): number => Math.max(...branch.map(({ path }) => path.length));

function wording(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')}`;
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected one of ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.message === 'Invalid input' ? `expected at least ${issue.minimum}` : `expected ${issue.message}`;
    case 'invalid_format':
    case 'custom':
      return `expected ${issue.message}`;
    case 'invalid_key':
      return `unknown key; ${issue.issues.map(wording).join(', ')}`;
    default:
      return issue.message === 'Invalid input' ? 'not as expected' : `expected ${issue.message}`;
  }
}
