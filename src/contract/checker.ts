/*
 * Small checks that zod schemas are compiled into (see tools/compile-schemas.ts): what the browser
 * needs of a schema at a seventh of its weight. A check returns what it read and adds what is wrong to
 * the issues; nothing throws.
 */

/** Where a document is wrong and what should stand there. Never carries the value itself. */
export type Issue = {
  /** E.g. `origins.0.cutoff.5`; empty for the document as a whole. */
  path: string;
  /** In plain words, e.g. "expected a time as HH:MM". */
  message: string;
};

/** Parsing never throws: either the typed document, or all that is wrong with it. */
export type Parsed<T> = { ok: true; data: T } | { ok: false; issues: Issue[] };

/** Reads a value. What it notes has paths from there on: whoever looked inside puts the name before them. */
export type Check = (value: unknown, issues: Issue[]) => unknown;

declare const reads: unique symbol;

/** The check of a whole document, with the type that it reads where it adds no issue. */
export type DocumentCheck<T> = Check & { readonly [reads]: T };

type Rule<T> = [test: RegExp | ((value: T) => boolean), expected?: string];
type Fields = Record<string, Check>;

/** Reads a document that is right as a whole or refused. */
export function parseDocument<T>(check: DocumentCheck<T>, value: unknown): Parsed<T> {
  const issues: Issue[] = [];
  const data = check(value, issues) as T;
  return issues.length > 0 ? { ok: false, issues } : { ok: true, data };
}

export const boolean: Check = /* @__PURE__ */ passing((value) => typeof value === 'boolean', 'true or false');

export function string(...rules: Rule<string>[]): Check {
  return (value, issues) => {
    if (typeof value !== 'string') return refuse(issues, 'text');
    for (const [test, expected] of rules) {
      if (!(test instanceof RegExp ? test.test(value) : test(value))) return refuse(issues, expected);
    }
    return value;
  };
}

/** A whole number that survives JSON. */
export function int(min = -Infinity, max = Infinity, expected = 'a whole number'): Check {
  return passing((value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max, expected);
}

export function oneOf(...values: readonly unknown[]): Check {
  return passing((value) => values.includes(value), `${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`);
}

/** Takes what passes as it is. */
function passing(test: (value: unknown) => boolean, expected: string): Check {
  return (value, issues) => (test(value) ? value : refuse(issues, expected));
}

export const optional = (check: Check): Check => unless(undefined, check);

export const nullable = (check: Check): Check => unless(null, check);

function unless(absent: unknown, check: Check): Check {
  return (value, issues) => (value === absent ? value : check(value, issues));
}

export function array(check: Check, min = 0, max = Infinity): Check {
  return (value, issues) => {
    if (!Array.isArray(value)) return refuse(issues, 'a list');
    if (value.length < min) return refuse(issues, `at least ${min}`);
    if (value.length > max) return refuse(issues, `at most ${max}`);
    // Not by Array.from, which libraries of long ago replace by one that maps nothing.
    return value.map((item, index) => within(index, check, item, issues));
  };
}

export function tuple(...checks: Check[]): Check {
  return (value, issues) =>
    Array.isArray(value) && value.length === checks.length
      ? checks.map((check, index) => within(index, check, value[index], issues))
      : refuse(issues, `a list of ${checks.length}`);
}

export function record(keyCheck: Check, check: Check): Check {
  return (value, issues) => {
    if (!isObject(value)) return refuse(issues, 'an object');
    const result: Record<string, unknown> = {};
    for (const key of ownKeys(value)) {
      within(key, keyCheck, key, issues);
      result[key] = within(key, check, value[key], issues);
    }
    return result;
  };
}

/** `rest` is what happens to fields that are not named: an issue, left out, or kept as they are. */
export function object(fields: Fields, rest: 'refuse' | 'keep' | 'omit' = 'omit', refinement?: Refinement): Check {
  const known = Object.entries(fields);
  return (value, issues) => {
    if (!isObject(value)) return refuse(issues, 'an object');
    const before = issues.length;
    const result: Record<string, unknown> = {};
    let count = 0;
    for (const [name, check] of known) {
      const isGiven = Object.hasOwn(value, name);
      if (isGiven) count++;
      const read = within(name, check, isGiven ? value[name] : undefined, issues);
      if (read !== undefined) result[name] = read;
    }
    if (rest !== 'omit') {
      // Most often there are no others.
      const names = Object.keys(value);
      for (const name of names.length > count ? names : []) {
        if (Object.hasOwn(fields, name)) continue;
        if (rest === 'refuse') issues.push({ path: name, message: 'unknown field' });
        else if (name !== PROTOTYPE) result[name] = value[name];
      }
    }
    if (refinement && issues.length === before && !refinement[0](result as never)) {
      within(refinement[2], () => refuse(issues, refinement[1]), result, issues);
    }
    return result;
  };
}

type Refinement = [test: (value: never) => boolean, expected: string, path: string];

/** Of several forms the one that fits; where none does, the one that got furthest says what is wrong. */
export function union(...checks: Check[]): Check {
  return (value, issues) => {
    let closest: Issue[] = [];
    for (const check of checks) {
      const found: Issue[] = [];
      const read = check(value, found);
      if (found.length === 0) return read;
      if (depth(found) > depth(closest)) closest = found;
    }
    issues.push(...closest);
    return undefined;
  };
}

/** Script-tag files leave out what was expected, to be lighter; the path is enough to look it up. */
function refuse(issues: Issue[], expected?: string): undefined {
  issues.push({ path: '', message: expected ? `expected ${expected}` : 'not as expected' });
  return undefined;
}

/** Paths are put together only where something is wrong: a history has ten thousand entries that are right. */
function within(name: string | number, check: Check, value: unknown, issues: Issue[]): unknown {
  const before = issues.length;
  const read = check(value, issues);
  for (let index = before; index < issues.length; index++) {
    const issue = issues[index] as Issue;
    issue.path = issue.path ? `${name}.${issue.path}` : String(name);
  }
  return read;
}

function depth(issues: readonly Issue[]): number {
  return Math.max(-1, ...issues.map(({ path }) => (path ? path.split('.').length : 0)));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** It would be taken as the result's prototype. */
const PROTOTYPE = '__proto__';

function ownKeys(value: object): string[] {
  return Object.keys(value).filter((key) => key !== PROTOTYPE);
}
