import { array, string, type Check, type DocumentCheck, type Issue } from './checker.ts';

/*
 * Checks that leave out what they cannot read instead of refusing it. They note the same issues as
 * other checks; what was left out is marked in them and refuses nothing any more.
 */

export type WarningCode =
  /** A field or an entry could not be read and is left out. */
  | 'left-out'
  /** A field that ought to be there is not. */
  | 'missing'
  /** An id stood there twice: the first was kept. */
  | 'duplicate'
  /** An amount does not go with what was ordered. */
  | 'bad-quantity'
  /** Something is named that the order does not have. */
  | 'unknown-reference';

/** What was not as it should be and did not cost the whole document. */
export type Warning = Issue & { code: WarningCode };

/** Never throws: the document as far as it could be read, or all that is wrong with it. */
export type Salvaged<T> = { ok: true; data: T; warnings: Warning[] } | { ok: false; issues: Issue[] };

/** Beyond this many, warnings say nothing new. */
export const mostWarnings = 100;

/** Reads a document, leaving out what is wrong and may be left out. */
export function salvage<T>(check: DocumentCheck<T>, value: unknown): Salvaged<T> {
  const found: Issue[] = [];
  const data = check(value, found) as T;
  const issues = found.filter((issue) => !isWarning(issue));
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, data, warnings: found.filter(isWarning).slice(0, mostWarnings) };
}

const isWarning = (issue: Issue): issue is Warning => 'code' in issue;

/** Marks what was noted since `from` as left out; `true` where nothing had to be. */
function settle(issues: Issue[], from: number): boolean {
  let isRead = true;
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (!issue || isWarning(issue)) continue;
    issues[index] = { ...issue, code: 'left-out' } as Warning;
    isRead = false;
  }
  return isRead;
}

type Otherwise = () => unknown;
const nothing: Otherwise = () => undefined;

/** A field that may be missing, and is left out where it cannot be read. */
export function lenient(check: Check, otherwise: Otherwise = nothing): Check {
  return (value, issues) => {
    if (value === undefined) return otherwise();
    const before = issues.length;
    const read = check(value, issues);
    return settle(issues, before) ? read : otherwise();
  };
}

/** A field that may be missing, but not be wrong. */
export function given(check: Check, otherwise: Otherwise): Check {
  return (value, issues) => (value === undefined ? otherwise() : check(value, issues));
}

const leftOut = Symbol('left out');

/** A list without the entries that cannot be read. */
export function entries(check: Check): Check {
  const all = array(lenient(check, () => leftOut));
  return (value, issues) => {
    const read = all(value, issues);
    return Array.isArray(read) && read.includes(leftOut) ? read.filter((entry) => entry !== leftOut) : read;
  };
}

/** Text, cleaned. */
export function text(clean: (dirty: string) => string): Check {
  const check = string();
  return (value, issues) => {
    const read = check(value, issues);
    return typeof read === 'string' ? clean(read) : read;
  };
}

/** Anything at all. */
export const unknown: Check = (value) => value;
