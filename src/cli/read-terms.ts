import { readFileSync } from 'node:fs';
import { parseTerms, type Issue } from '../contract/parse.ts';
import type { ShopTerms } from '../contract/shop-terms.ts';
import { mapJson, type JsonMap, type Position } from './json-map.ts';
import { UsageError } from './usage.ts';

/** An issue with where it stands in the file. */
export type PlacedIssue = Issue & { position: Position };

export type TermsFile = { terms?: ShopTerms; errors: PlacedIssue[]; place: (issue: Issue) => PlacedIssue };

/** Reads a terms file as far as it can be read. Throws a UsageError where there is no file. */
export function readTerms(file: string): TermsFile {
  const text = readText(file).replace(/^\uFEFF/, '');
  const mapped = mapJson(text);
  if (!mapped.ok) {
    const { message, ...position } = mapped.fault;
    const place = (issue: Issue): PlacedIssue => ({ ...issue, position });
    return { errors: [place({ path: '', message: `not JSON: ${message}` })], place };
  }
  const { map } = mapped;
  const place = (issue: Issue): PlacedIssue => ({ ...issue, position: positionOf(issue.path, map) });
  const repeated = map.repeated.map(({ path, position }) => ({
    path,
    message: 'stands twice, and only the last counts',
    position,
  }));
  const parsed = parseTerms(JSON.parse(text));
  return parsed.ok
    ? { terms: parsed.data, errors: repeated, place }
    : { errors: [...repeated, ...parsed.issues.map(place)], place };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Where a path stands; of what is missing, where it should. */
function positionOf(path: string, { positions }: JsonMap): Position {
  for (let parent = path; ; parent = parent.slice(0, Math.max(0, parent.lastIndexOf('.')))) {
    const position = positions.get(parent);
    if (position || parent === '') return position ?? { line: 1, column: 1 };
  }
}
