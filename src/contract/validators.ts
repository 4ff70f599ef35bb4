/*
 * Building blocks of the validators that are generated from the zod schemas (see tools/generate-validators.ts), at
 * a seventh of zod's size. A validator returns the parsed value and adds issues; it never throws.
 *
 * The builders have no side effects and are marked so: bundlers drop the validators that a page does not use.
 */

/** A defect of a document. Never contains the invalid value, which may be personal. */
export type ValidationIssue = {
  /** For example `origins.0.cutoff.5`; empty for the whole document. */
  path: string;
  /** For example "expected a time as HH:MM". */
  message: string;
};

/** The typed document, or all its issues. */
export type ParseResult<T> = { ok: true; data: T } | { ok: false; issues: ValidationIssue[] };

/** Parses a value. The paths of added issues are relative to the value. */
export type Validator = (value: unknown, issues: ValidationIssue[]) => unknown;

declare const documentType: unique symbol;

/** Validator of a whole document. `T` is the type of a document without issues. */
export type DocumentValidator<T> = Validator & { readonly [documentType]: T };

type Rule<T> = [test: RegExp | ((value: T) => boolean), expected?: string];
type Fields = Record<string, Validator>;

/** Parses a document. Any issue invalidates it. */
export function parseDocument<T>(validate: DocumentValidator<T>, value: unknown): ParseResult<T> {
  const issues: ValidationIssue[] = [];
  const data = validate(value, issues) as T;
  return issues.length > 0 ? { ok: false, issues } : { ok: true, data };
}

export const boolean: Validator = /* @__PURE__ */ createValidator(
  (value) => typeof value === 'boolean',
  'true or false',
);

/* @__NO_SIDE_EFFECTS__ */
export function string(...rules: Rule<string>[]): Validator {
  return (value, issues) => {
    if (typeof value !== 'string') return addIssue(issues, 'text');
    for (const [test, expected] of rules) {
      if (!(test instanceof RegExp ? test.test(value) : test(value))) return addIssue(issues, expected);
    }
    return value;
  };
}

/** A string that `clean` changes before the rules check it. */
/* @__NO_SIDE_EFFECTS__ */
export function cleanedText(clean: (dirty: string) => string, ...rules: Rule<string>[]): Validator {
  const validator = string(...rules);
  return (value, issues) => validator(typeof value === 'string' ? clean(value) : value, issues);
}

/** A safe integer. */
/* @__NO_SIDE_EFFECTS__ */
export function int(min = -Infinity, max = Infinity, expected = 'a whole number'): Validator {
  return createValidator(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    expected,
  );
}

/* @__NO_SIDE_EFFECTS__ */
export function oneOf(...values: readonly unknown[]): Validator {
  return createValidator(
    (value) => values.includes(value),
    `${values.length > 1 ? 'one of ' : ''}${values.join(', ')}`,
  );
}

function createValidator(test: (value: unknown) => boolean, expected: string): Validator {
  return (value, issues) => (test(value) ? value : addIssue(issues, expected));
}

export const optional = /* @__NO_SIDE_EFFECTS__ */ (validator: Validator): Validator => skipIf(undefined, validator);

export const nullable = /* @__NO_SIDE_EFFECTS__ */ (validator: Validator): Validator => skipIf(null, validator);

function skipIf(absent: unknown, validator: Validator): Validator {
  return (value, issues) => (value === absent ? value : validator(value, issues));
}

/* @__NO_SIDE_EFFECTS__ */
export function array(validator: Validator, min = 0, max = Infinity): Validator {
  return (value, issues) => {
    if (!Array.isArray(value)) return addIssue(issues, 'a list');
    if (value.length < min) return addIssue(issues, `at least ${min}`);
    if (value.length > max) return addIssue(issues, `at most ${max}`);
    // Not Array.from: old libraries replace it with a version that ignores the mapping function.
    return value.map((item, index) => validateAt(index, validator, item, issues));
  };
}

/* @__NO_SIDE_EFFECTS__ */
export function tuple(...validators: Validator[]): Validator {
  return (value, issues) =>
    Array.isArray(value) && value.length === validators.length
      ? validators.map((validator, index) => validateAt(index, validator, value[index], issues))
      : addIssue(issues, `a list of ${validators.length}`);
}

/* @__NO_SIDE_EFFECTS__ */
export function record(keyValidator: Validator, validator: Validator): Validator {
  return (value, issues) => {
    if (!isObject(value)) return addIssue(issues, 'an object');
    const result: Record<string, unknown> = {};
    for (const key of ownKeys(value)) {
      const name = validateAt(key, keyValidator, key, issues);
      const own = typeof name === 'string' ? name : key;
      // Keys of other forms may mean the same date.
      if (Object.hasOwn(result, own)) validateAt(key, () => addIssue(issues, 'one value for it'), value, issues);
      result[own] = validateAt(key, validator, value[key], issues);
    }
    return result;
  };
}

/** Message of a field that a strict object does not have. */
export const UNKNOWN_FIELD = 'unknown field';

/** Unknown fields are dropped: they may hold names and addresses. `isStrict`: they add an issue. */
/* @__NO_SIDE_EFFECTS__ */
export function object(fields: Fields, refinement?: Refinement, isStrict = false): Validator {
  const known = Object.entries(fields);
  return (value, issues) => {
    if (!isObject(value)) return addIssue(issues, 'an object');
    const before = issues.length;
    const result: Record<string, unknown> = {};
    for (const [name, validator] of known) {
      const parsed = validateAt(name, validator, Object.hasOwn(value, name) ? value[name] : undefined, issues);
      if (parsed !== undefined) result[name] = parsed;
    }
    if (isStrict) {
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(fields, name)) issues.push({ path: name, message: UNKNOWN_FIELD });
      }
    }
    if (refinement && !issues.slice(before).some(isFatal) && !refinement[0](result as never)) {
      validateAt(refinement[2], () => addIssue(issues, refinement[1]), result, issues);
    }
    return result;
  };
}

/* @__NO_SIDE_EFFECTS__ */
export function strictObject(fields: Fields, refinement?: Refinement): Validator {
  return object(fields, refinement, true);
}

type Refinement = [test: (value: never) => boolean, expected: string, path: string];

/** The first alternative that fits; else the issues of the alternative that failed at the deepest path. */
/* @__NO_SIDE_EFFECTS__ */
export function union(...validators: Validator[]): Validator {
  return (value, issues) => {
    let closest: ValidationIssue[] = [];
    for (const validator of validators) {
      const found: ValidationIssue[] = [];
      const parsed = validator(value, found);
      if (!found.some(isFatal)) {
        addAll(issues, found);
        return parsed;
      }
      if (depth(found) > depth(closest)) closest = found;
    }
    addAll(issues, closest);
    return undefined;
  };
}

/** Whether an issue invalidates its part. The others have a code: they are warnings (lenient-parse.ts). */
export const isFatal = (issue: ValidationIssue): boolean => !('code' in issue);

/** Without an expected text, the path is enough to find the rule. */
function addIssue(issues: ValidationIssue[], expected?: string): undefined {
  issues.push({ path: '', message: expected ? `expected ${expected}` : 'not as expected' });
  return undefined;
}

/** Builds paths only for issues: a valid history may have ten thousand entries. */
function validateAt(name: string | number, validator: Validator, value: unknown, issues: ValidationIssue[]): unknown {
  const before = issues.length;
  const parsed = validator(value, issues);
  for (let index = before; index < issues.length; index++) {
    const issue = issues[index] as ValidationIssue;
    issue.path = issue.path ? `${name}.${issue.path}` : String(name);
  }
  return parsed;
}

/** Without spread: a call takes some ten thousand arguments at most. */
function addAll(issues: ValidationIssue[], found: readonly ValidationIssue[]): void {
  for (const issue of found) issues.push(issue);
}

function depth(issues: readonly ValidationIssue[]): number {
  return issues.reduce((deepest, { path }) => Math.max(deepest, path ? path.split('.').length : 0), -1);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Would set the prototype of the result. */
const PROTOTYPE = '__proto__';

function ownKeys(value: object): string[] {
  return Object.keys(value).filter((key) => key !== PROTOTYPE);
}
