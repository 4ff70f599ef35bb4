import type { ValidationIssue } from '../../contract/parse-estimates.ts';

/** NUL or a lone surrogate in JSON text. An even number of backslashes before `\u` is an escaped backslash. */
const unstorableCharacters = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * Issues of a value that databases cannot store or cannot tell apart: NUL, lone surrogates, and nesting too deep for
 * JSON.
 */
export function validateCharacters(value: unknown): ValidationIssue[] {
  const text = stringifySafely(value);
  if (text === undefined) return [{ path: '', message: 'is nested too deeply' }];
  return unstorableCharacters.test(text) ? [{ path: '', message: 'has NUL or half a character in it' }] : [];
}

/** JSON text, or `undefined` if the value cannot be serialized. */
export function stringifySafely(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
