import type { Instant } from '../../contract/primitives.ts';
import type { Query, Row, Value } from './database.ts';

/** Epoch milliseconds. Throws for what is no time. */
export function milliseconds(instant: Instant): number {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new RangeError(`not a time: ${instant}`);
  return time;
}

export function instantOf(time: unknown): Instant {
  return new Date(Number(time)).toISOString();
}

/** The whole value in a row's `data`. */
export function dataOf(row: Row): unknown {
  return JSON.parse(String(row['data']));
}

let last = 0;

/** Grows with every call, and with the clock between processes: microseconds of the epoch. */
export function nextPosition(): number {
  last = Math.max(Date.now() * 1000, last + 1);
  return last;
}

/** Values in one statement: Postgres takes 65,535, SQLite 32,766. */
const mostValues = 10_000;

/** Inserts rows of as many values as there are columns, in as few statements as can be. `conflict` ends the statement. */
export async function insertRows(
  query: Query,
  into: { readonly table: string; readonly columns: readonly string[]; readonly conflict?: string },
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const { table, columns, conflict = '' } = into;
  const size = Math.floor(mostValues / columns.length);
  for (let start = 0; start < rows.length; start += size) {
    const values = rows.slice(start, start + size);
    const tuple = (row: number): string => columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ');
    const tuples = values.map((_, row) => `(${tuple(row)})`).join(', ');
    await query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples} ${conflict}`, values.flat());
  }
}
