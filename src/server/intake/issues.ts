import * as z from 'zod/mini';
import type { Issue, Parsed } from '../../contract/parse.ts';

/** The first of each path, with nothing but path and message. */
export function plainIssues(issues: readonly Issue[]): Issue[] {
  const byPath = new Map<string, Issue>();
  for (const { path, message } of issues) {
    if (!byPath.has(path)) byPath.set(path, { path, message });
  }
  return [...byPath.values()];
}

/** Reads a value that is right as a whole or refused, in the words of the contract's other checks. */
export function readStrictly<T>(schema: z.core.$ZodType<T>, value: unknown): Parsed<T> {
  const read = z.safeParse(schema, value);
  return read.success ? { ok: true, data: read.data } : { ok: false, issues: plainIssues(read.error.issues.flatMap(inWords)) };
}

const kinds: Record<string, string> = { string: 'text', int: 'a whole number', number: 'a number', object: 'an object', array: 'a list' };

function inWords(issue: z.core.$ZodIssue): Issue[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...issue.path, key.slice(0, 64)].join('.'), message: 'is not a field of the contract' }));
    case 'invalid_type':
      return [{ path, message: `expected ${kinds[issue.expected] ?? issue.expected}` }];
    case 'invalid_value':
      return [{ path, message: `expected one of ${issue.values.join(', ')}` }];
    default:
      // The contract's own checks say what they expect; zod's own say only that it is not so.
      return [{ path, message: issue.message.startsWith('Invalid') ? 'not as expected' : `expected ${issue.message}` }];
  }
}
