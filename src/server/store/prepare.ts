import type { Database, Query } from './database.ts';
import { migrations } from './schema.ts';

/**
 * Creates what is missing, brings older tables forward and tells the epoch. Safe when several processes
 * start at once. Rejects for tables that a newer version of the package has made.
 */
export async function prepareDatabase(database: Database): Promise<string> {
  return database.transaction(async ({ query }) => {
    // CREATE TABLE IF NOT EXISTS is not safe against itself in Postgres.
    if (database.dialect === 'postgres') await query(`SELECT pg_advisory_xact_lock(hashtext('waybill'))`);
    await query('CREATE TABLE IF NOT EXISTS waybill_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const meta = new Map((await query('SELECT name, value FROM waybill_meta')).map(({ name, value }) => [name, String(value)]));
    const version = Number(meta.get('schema') ?? 0);
    if (version > migrations.length) {
      throw new Error(`the store's tables have version ${version}, and this package knows ${migrations.length}: update it`);
    }
    for (const migration of migrations.slice(version)) {
      for (const statement of migration(database.dialect)) await query(statement);
    }
    if (version < migrations.length) await writeMeta(query, 'schema', String(migrations.length));
    return meta.get('epoch') ?? beginEpoch(query);
  });
}

/** Writes a new epoch and tells it. */
export async function beginEpoch(query: Query): Promise<string> {
  const epoch = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
  await writeMeta(query, 'epoch', epoch);
  return epoch;
}

async function writeMeta(query: Query, name: string, value: string): Promise<void> {
  const sql = 'INSERT INTO waybill_meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
  await query(sql, [name, value]);
}
