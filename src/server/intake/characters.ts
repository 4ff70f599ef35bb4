import type { Issue } from '../../contract/parse.ts';

/** In JSON, as it is written: no character at all, or half of one. An even number of backslashes before it is text. */
const unwritable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * What some databases cannot hold, or not tell from each other: NUL, halves of surrogate pairs, and what is nested
 * beyond writing.
 */
export function findCharacterIssues(value: unknown): Issue[] {
  const text = written(value);
  if (text === undefined) return [{ path: '', message: 'is nested too deeply' }];
  return unwritable.test(text) ? [{ path: '', message: 'has NUL or half a character in it' }] : [];
}

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return undefined;
  }
}
