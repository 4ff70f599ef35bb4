import type { Database, Query } from './database.ts';
import { migrations } from './schema.ts';

/**
 * Creates or migrates the tables and resolves to the epoch. Safe if several processes start at once. Rejects if a newer
 * version of the package has created the tables.
 */
export async function migrateDatabase(database: Database): Promise<string> {
  return database.transaction(async ({ query }) => {
    // In Postgres, concurrent CREATE TABLE IF NOT EXISTS statements can fail.
    if (database.dialect === 'postgres') await query(`SELECT pg_advisory_xact_lock(hashtext('waybill'))`);
    await query('CREATE TABLE IF NOT EXISTS waybill_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const meta = new Map(
      (await query('SELECT name, value FROM waybill_meta')).map(({ name, value }) => [name, String(value)]),
    );
    const version = Number(meta.get('schema') ?? 0);
    if (version > migrations.length) {
      throw new Error(
        `the store's tables have version ${version}, and this package knows ${migrations.length}: update it`,
      );
    }
    for (const migration of migrations.slice(version)) {
      for (const statement of migration(database.dialect)) await query(statement);
    }
    if (version < migrations.length) await writeMeta(query, 'schema', String(migrations.length));
    return meta.get('epoch') ?? writeNewEpoch(query);
  });
}

/** Resolves to the new epoch. */
export async function writeNewEpoch(query: Query): Promise<string> {
  const epoch = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  await writeMeta(query, 'epoch', epoch);
  return epoch;
}

async function writeMeta(query: Query, name: string, value: string): Promise<void> {
  const sql =
    'INSERT INTO waybill_meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
  await query(sql, [name, value]);
}
