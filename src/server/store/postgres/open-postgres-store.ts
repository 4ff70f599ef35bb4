import { createStore, type StoreOptions } from '../create-store.ts';
import { PostgresDatabase, type PostgresDatabaseOptions } from './postgres-database.ts';
import type { PostgresPool } from './postgres-driver.ts';
import type { Store } from '../store.ts';

export type PostgresStoreOptions = StoreOptions & PostgresDatabaseOptions;

/**
 * Opens a store in a Postgres database (12 or later), for any number of processes and machines. Missing tables are created
 * in the first schema of the search path; their names begin with `waybill_`.
 *
 * Takes a connection string, or the shop's own pool of the package `pg`, which `close()` leaves open. Change notifications
 * use one connection outside of the pool. Rejects if `pg` is not installed or the database is unreachable. Writes are as
 * durable as the server's `synchronous_commit` setting: leave it on.
 */
export async function openPostgresStore(
  pool: string | PostgresPool,
  options: PostgresStoreOptions = {},
): Promise<Store> {
  const isDirect = options.listenConnectionString === undefined && options.channel === undefined;
  return createStore(await PostgresDatabase.open(pool, { usePreparedStatements: isDirect, ...options }), options);
}
