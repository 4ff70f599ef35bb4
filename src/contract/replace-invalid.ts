import type { CreatePlaceholder } from './leniency.ts';
import { isObject, type ValidationIssue, type Validator } from './validators.ts';

/** What stands for an invalid part of a document. */
export type Replacement = {
  /** "zone", "field". */
  noun: string;
  /** `undefined`: the part is missing from the result. */
  placeholder: object | undefined;
  /** The first issue of the part itself, not of a part inside it that could be replaced alone. */
  issue: ValidationIssue;
};

const replacements = new WeakMap<ValidationIssue, Replacement>();

/** The replacement of the part that an issue belongs to; `undefined` if the whole document is invalid. */
export const findReplacement = (issue: ValidationIssue): Replacement | undefined => replacements.get(issue);

/**
 * A part of a document that can be replaced. The issues are those of the validator, so a strict parser refuses the
 * document.
 *
 * Without `noun` the part that contains it is replaced as well. A placeholder that is `undefined` has the same effect;
 * without `createPlaceholder` the part is missing.
 */
/* @__NO_SIDE_EFFECTS__ */
export function replaceInvalid(validator: Validator, noun?: string, createPlaceholder?: CreatePlaceholder): Validator {
  return (value, issues) => {
    const before = issues.length;
    const parsed = validator(value, issues);
    const found = issues.slice(before);
    const issue = found.find((each) => !replacements.has(each));
    if (!issue) return parsed;
    const placeholder = createPlaceholder?.(isObject(parsed) ? parsed : {}, isObject(value) ? value : {});
    if (noun && (placeholder || !createPlaceholder)) {
      const replacement = { noun, placeholder, issue };
      for (const each of found) replacements.set(each, replacement);
    }
    return placeholder;
  };
}
