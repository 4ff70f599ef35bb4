import type * as z from 'zod/mini';
import type { Issue } from './parse.ts';

/** What a schema found wrong, in words. */
export function describe(issue: z.core.$ZodIssue): Issue[] {
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
