import type { Query, Row, Value } from './database.ts';

/** The parsed JSON of the column `data`. */
export function parseData(row: Row): unknown {
  return JSON.parse(String(row['data']));
}

let lastPosition = 0;

/** Microseconds of the epoch, strictly increasing within the process. */
export function nextPosition(): number {
  lastPosition = Math.max(Date.now() * 1000, lastPosition + 1);
  return lastPosition;
}

/** Limits of one statement: Postgres 65,535 values, SQLite 32,766. */
const MAX_STATEMENT_VALUES = 10_000;

/** Inserts rows in as few statements as possible. `conflict` is the ON CONFLICT clause. */
export async function insertRows(
  query: Query,
  into: { readonly table: string; readonly columns: readonly string[]; readonly conflict?: string },
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const { table, columns, conflict = '' } = into;
  const size = Math.floor(MAX_STATEMENT_VALUES / columns.length);
  for (let start = 0; start < rows.length; start += size) {
    const values = rows.slice(start, start + size);
    const tuple = (row: number): string =>
      columns.map((_, column) => `$${row * columns.length + column + 1}`).join(', ');
    const tuples = values.map((_, row) => `(${tuple(row)})`).join(', ');
    await query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples} ${conflict}`, values.flat());
  }
}
