import type { Issue } from '../../contract/parse.ts';
import { isRecord } from './unknown-fields.ts';

/** Whether events may carry a carrier's own record. It is where a recipient's name and address stand. */
export type RawRule = 'refused' | 'kept';

const largestRaw = 16 * 1024;

/** `raw` where it is refused, and what is too large or too deep to be written. */
export function findRawIssues(events: unknown, rule: RawRule): Issue[] {
  if (!Array.isArray(events)) return [];
  return events.flatMap((event, index) => findRawIssue(event, `events.${index}.raw`, rule));
}

export function findRawIssue(event: unknown, path: string, rule: RawRule): Issue[] {
  if (!isRecord(event) || event['raw'] === undefined) return [];
  if (rule === 'refused') return [{ path, message: 'is not taken here: it may hold what is personal' }];
  return sizeOf(event['raw']) > largestRaw ? [{ path, message: `expected at most ${largestRaw} characters of JSON` }] : [];
}

/** Characters of JSON; `Infinity` for what is nested beyond writing. */
function sizeOf(value: unknown): number {
  try {
    return JSON.stringify(value).length;
  } catch {
    return Infinity;
  }
}
