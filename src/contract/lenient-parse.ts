import { array, isFatal, type Validator, type DocumentValidator, type ValidationIssue } from './validators.ts';

/*
 * Validators that drop invalid parts instead of refusing the document. They add the same issues as strict
 * validators; the issue of a dropped part gets a `code`, which makes it a warning.
 */

export type ParseWarningCode =
  /** A field or an entry is invalid and was dropped. */
  | 'left-out'
  /** A field that senders must write is missing. */
  | 'missing'
  /** An id occurs twice. The first entry is kept. */
  | 'duplicate'
  /** A quantity contradicts the ordered quantity. */
  | 'bad-quantity'
  /** An id refers to nothing in the order. */
  | 'unknown-reference'
  /** A word of another system is read as the code that it means. */
  | 'synonym'
  /** A code is not listed. It is kept and has no effect. */
  | 'unknown-code';

/** A defect that does not invalidate the document. */
export type ParseWarning = ValidationIssue & { code: ParseWarningCode };

/** The valid part of a document with warnings, or the issues that invalidate it. */
export type LenientResult<T> =
  | { ok: true; data: T; warnings: ParseWarning[] }
  | { ok: false; issues: ValidationIssue[] };

/** Limits the memory that a document full of defects takes. */
export const MAX_WARNINGS = 100;

/** Parses a document without its invalid optional parts. Never throws. */
export function parseLeniently<T>(validator: DocumentValidator<T>, value: unknown): LenientResult<T> {
  const found: ValidationIssue[] = [];
  const data = validator(value, found) as T;
  const issues = found.filter(isFatal);
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, data, warnings: found.filter(isWarning).slice(0, MAX_WARNINGS) };
}

const isWarning = (issue: ValidationIssue): issue is ParseWarning => !isFatal(issue);

/** Turns the issues since index `from` into warnings; `true` if there are none. */
function markLeftOut(issues: ValidationIssue[], from: number): boolean {
  let isValid = true;
  for (let index = from; index < issues.length; index++) {
    const issue = issues[index];
    if (!issue || isWarning(issue)) continue;
    issues[index] = { ...issue, code: 'left-out' } as ParseWarning;
    isValid = false;
  }
  return isValid;
}

type Fallback = () => unknown;
const nothing: Fallback = () => undefined;

/** An optional field that is dropped if invalid. */
/* @__NO_SIDE_EFFECTS__ */
export function lenient(validator: Validator, fallback: Fallback = nothing): Validator {
  return (value, issues) => {
    if (value === undefined) return fallback();
    const before = issues.length;
    const parsed = validator(value, issues);
    return markLeftOut(issues, before) ? parsed : fallback();
  };
}

/** A field that is absent if it is `null` or blank text. */
/* @__NO_SIDE_EFFECTS__ */
export function emptyAsAbsent(validator: Validator): Validator {
  return (value, issues) =>
    value === null || (typeof value === 'string' && !value.trim()) ? undefined : validator(value, issues);
}

/** An optional field that must be valid if present. */
/* @__NO_SIDE_EFFECTS__ */
export function withDefault(validator: Validator, fallback: Fallback): Validator {
  return (value, issues) => (value === undefined ? fallback() : validator(value, issues));
}

const dropped = Symbol('dropped');

/** A list without its invalid entries. */
/* @__NO_SIDE_EFFECTS__ */
export function lenientArray(validator: Validator): Validator {
  const all = array(lenient(validator, () => dropped));
  return (value, issues) => {
    const parsed = all(value, issues);
    return Array.isArray(parsed) && parsed.includes(dropped) ? parsed.filter((entry) => entry !== dropped) : parsed;
  };
}

/** Accepts any value. */
export const unknown: Validator = (value) => value;
