import { readFileSync } from 'node:fs';
import { parseTerms, type ValidationIssue } from '../contract/parse-estimates.ts';
import type { ShopTerms } from '../contract/shop-terms.ts';
import { UsageError } from './check-options.ts';
import { parseJsonSourceMap, type JsonSourceMap, type Position } from './json-source-map.ts';

/** An issue and its position in the file. */
export type LocatedIssue = ValidationIssue & { position: Position };

/** `terms` is absent if the file is not JSON or breaks the contract. `locate` adds the position of an issue's path. */
export type TermsFile = { terms?: ShopTerms; errors: LocatedIssue[]; locate: (issue: ValidationIssue) => LocatedIssue };

/**
 * Reads and parses a terms file.
 *
 * @throws UsageError if the file cannot be read
 */
export function readTermsFile(file: string): TermsFile {
  const text = readText(file).replace(/^\uFEFF/, '');
  const sourceMap = parseJsonSourceMap(text);
  if (!sourceMap.ok) {
    const { message, ...position } = sourceMap.error;
    const locate = (issue: ValidationIssue): LocatedIssue => ({ ...issue, position });
    return { errors: [locate({ path: '', message: `not JSON: ${message}` })], locate };
  }
  const { map } = sourceMap;
  const locate = (issue: ValidationIssue): LocatedIssue => ({ ...issue, position: findPosition(issue.path, map) });
  const duplicates = map.duplicateKeys.map(({ path, position }) => ({
    path,
    message: 'is a duplicate key: only the last one is read',
    position,
  }));
  const parsed = parseTerms(JSON.parse(text));
  return parsed.ok
    ? { terms: parsed.data, errors: duplicates, locate }
    : { errors: [...duplicates, ...parsed.issues.map(locate)], locate };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The position of a path, or of its nearest parent in the file. */
function findPosition(path: string, { positions }: JsonSourceMap): Position {
  for (let parent = path; ; parent = parent.slice(0, Math.max(0, parent.lastIndexOf('.')))) {
    const position = positions.get(parent);
    if (position || parent === '') return position ?? { line: 1, column: 1 };
  }
}
