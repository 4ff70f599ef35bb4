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

/** Reads a value at a path. */
export type Check = (value: unknown, path: string, issues: Issue[]) => unknown;

declare const reads: unique symbol;

/** The check of a whole document, with the type that it reads where it adds no issue. */
export type DocumentCheck<T> = Check & { readonly [reads]: T };

type Rule<T> = [test: RegExp | ((value: T) => boolean), expected?: string];
type Fields = Record<string, Check>;

/** Reads a document that is right as a whole or refused. */
export function parseDocument<T>(check: DocumentCheck<T>, value: unknown): Parsed<T> {
  const issues: Issue[] = [];
  const data = check(value, '', issues) as T;
  return issues.length > 0 ? { ok: false, issues } : { ok: true, data };
}

export const boolean: Check = /* @__PURE__ */ passing((value) => typeof value === 'boolean', 'true or false');

export function string(...rules: Rule<string>[]): Check {
  return (value, path, issues) => {
    if (typeof value !== 'string') return refuse(issues, path, 'text');
    const broken = rules.find(([test]) => !(test instanceof RegExp ? test.test(value) : test(value)));
    return broken ? refuse(issues, path, broken[1]) : value;
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
  return (value, path, issues) => (test(value) ? value : refuse(issues, path, expected));
}

export const optional = (check: Check): Check => unless(undefined, check);

export const nullable = (check: Check): Check => unless(null, check);

function unless(absent: unknown, check: Check): Check {
  return (value, path, issues) => (value === absent ? value : check(value, path, issues));
}

export function array(check: Check, min = 0, max = Infinity): Check {
  return (value, path, issues) => {
    if (!Array.isArray(value)) return refuse(issues, path, 'a list');
    if (value.length < min) return refuse(issues, path, `at least ${min}`);
    if (value.length > max) return refuse(issues, path, `at most ${max}`);
    // Not by Array.from, which libraries of long ago replace by one that maps nothing.
    return value.map((item, index) => check(item, join(path, index), issues));
  };
}

export function tuple(...checks: Check[]): Check {
  return (value, path, issues) =>
    Array.isArray(value) && value.length === checks.length
      ? checks.map((check, index) => check(value[index], join(path, index), issues))
      : refuse(issues, path, `a list of ${checks.length}`);
}

export function record(keyCheck: Check, check: Check): Check {
  return (value, path, issues) => {
    if (!isObject(value)) return refuse(issues, path, 'an object');
    const result: Record<string, unknown> = {};
    for (const key of ownKeys(value)) {
      keyCheck(key, join(path, key), issues);
      result[key] = check(value[key], join(path, key), issues);
    }
    return result;
  };
}

/** `rest` is what happens to fields that are not named: an issue, left out, or kept as they are. */
export function object(fields: Fields, rest: 'refuse' | 'keep' | 'omit' = 'omit', refinement?: Refinement): Check {
  const known = Object.entries(fields);
  return (value, path, issues) => {
    if (!isObject(value)) return refuse(issues, path, 'an object');
    const before = issues.length;
    const result: Record<string, unknown> = {};
    for (const [name, check] of known) {
      const read = check(Object.hasOwn(value, name) ? value[name] : undefined, join(path, name), issues);
      if (read !== undefined) result[name] = read;
    }
    if (rest !== 'omit') {
      for (const name of rest === 'keep' ? ownKeys(value) : Object.keys(value)) {
        if (Object.hasOwn(fields, name)) continue;
        if (rest === 'keep') result[name] = value[name];
        else issues.push({ path: join(path, name), message: 'unknown field' });
      }
    }
    if (refinement && issues.length === before && !refinement[0](result as never)) {
      refuse(issues, join(path, refinement[2]), refinement[1]);
    }
    return result;
  };
}

type Refinement = [test: (value: never) => boolean, expected: string, path: string];

/** Of several forms the one that fits; where none does, the one that got furthest says what is wrong. */
export function union(...checks: Check[]): Check {
  return (value, path, issues) => {
    let closest: Issue[] = [];
    for (const check of checks) {
      const found: Issue[] = [];
      const read = check(value, path, found);
      if (found.length === 0) return read;
      if (depth(found) > depth(closest)) closest = found;
    }
    issues.push(...closest);
    return undefined;
  };
}

/** Script-tag files leave out what was expected, to be lighter; the path is enough to look it up. */
function refuse(issues: Issue[], path: string, expected?: string): undefined {
  issues.push({ path, message: expected ? `expected ${expected}` : 'not as expected' });
  return undefined;
}

function depth(issues: readonly Issue[]): number {
  return Math.max(-1, ...issues.map(({ path }) => (path ? path.split('.').length : 0)));
}

function join(path: string, name: string | number): string {
  return path ? `${path}.${name}` : String(name);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without `__proto__`, which would be taken as the result's prototype. */
function ownKeys(value: object): string[] {
  return Object.keys(value).filter((key) => key !== '__proto__');
}
