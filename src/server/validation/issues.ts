import * as z from 'zod/mini';
import type { ValidationIssue, ParseResult } from '../../contract/parse-estimates.ts';

/** The first issue of each path, reduced to path and message. */
export function dedupeIssues(issues: readonly ValidationIssue[]): ValidationIssue[] {
  const byPath = new Map<string, ValidationIssue>();
  for (const { path, message } of issues) {
    if (!byPath.has(path)) byPath.set(path, { path, message });
  }
  return [...byPath.values()];
}

/** Parses a value by a schema. Messages have the form of the contract's own parsers. */
export function parseStrictly<T>(schema: z.core.$ZodType<T>, value: unknown): ParseResult<T> {
  const parsed = z.safeParse(schema, value);
  return parsed.success
    ? { ok: true, data: parsed.data }
    : { ok: false, issues: dedupeIssues(parsed.error.issues.flatMap(toIssues)) };
}

const typeNames: Record<string, string> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  array: 'a list',
};

function toIssues(issue: z.core.$ZodIssue): ValidationIssue[] {
  const path = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key.slice(0, 64)].join('.'),
        message: 'is not a field of the contract',
      }));
    case 'invalid_type':
      return [{ path, message: `expected ${typeNames[issue.expected] ?? issue.expected}` }];
    case 'invalid_value':
      return [{ path, message: `expected one of ${issue.values.join(', ')}` }];
    default:
      // Checks of the contract name what they expect. Messages of zod itself start with "Invalid" and name nothing.
      return [{ path, message: issue.message.startsWith('Invalid') ? 'not as expected' : `expected ${issue.message}` }];
  }
}
