import type { ValidationIssue } from '../../contract/parse-estimates.ts';
import type { LocalizedText } from '../../contract/shop-terms.ts';

/**
 * An issue of well-formed terms. `error`: the terms contradict themselves, or no estimate can come of
 * them. `warning`: valid, but probably not intended. `path` as in `origins.0.cutoff`.
 */
export type LintIssue = ValidationIssue & { severity: 'error' | 'warning' };

export function error(path: string, message: string): LintIssue {
  return { severity: 'error', path, message };
}

export function warning(path: string, message: string): LintIssue {
  return { severity: 'warning', path, message };
}

/** A name that is empty in one of its languages, or has none. */
export function lintName(name: LocalizedText, path: string): LintIssue[] {
  const texts = typeof name === 'string' ? [name] : Object.values(name);
  const isEmpty = texts.length === 0 || texts.some((text) => text.trim() === '');
  return isEmpty ? [warning(path, 'is empty: customers see no name')] : [];
}

/** "city, country, abroad"; of a long list the first eight. */
export function formatList(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
