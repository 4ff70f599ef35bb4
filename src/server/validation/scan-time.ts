import { isRecord } from './json-value.ts';

/** A date and a time as other systems print them: `2026-11-24 18:00:00`, `20261124`, `2026-11-24T18:00:00+0100`. */
const PRINTED_TIME =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:(?:[Tt]| +)(\d\d):?(\d\d)(?::?(\d\d(?:\.\d+)?))? ?(?:([Zz])|([+-]\d\d)(?::?(\d\d))?)?)?$/;

/** A scan whose `at` has a form of the contract, if its form is known. Empty text is no time. */
export function normalizeScanTime(scan: unknown): unknown {
  if (!isRecord(scan) || typeof scan['at'] !== 'string') return scan;
  const at = scan['at'].trim();
  if (at === '') return { ...scan, at: null };
  const parts = PRINTED_TIME.exec(at);
  return parts ? { ...scan, at: formatEventTime(parts) } : scan;
}

function formatEventTime([, year, month, day, hours, minutes, seconds, utc, offset, offsetMinutes = '00']: readonly (
  | string
  | undefined
)[]): string {
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) return date;
  const time = seconds === undefined ? `${hours}:${minutes}` : `${hours}:${minutes}:${seconds}`;
  return `${date}T${time}${utc ?? (offset === undefined ? '' : `${offset}:${offsetMinutes}`)}`;
}
