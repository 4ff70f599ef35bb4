import { createStore, type StoreOptions } from './create-store.ts';
import { PostgresDatabase, type PostgresDatabaseOptions } from './postgres-database.ts';
import type { PostgresPool } from './postgres-driver.ts';
import type { Store } from './store.ts';

export type PostgresStoreOptions = StoreOptions & PostgresDatabaseOptions;

/**
 * Opens a store in a Postgres database (12 or later), for any number of processes and machines. Its tables are
 * made where they are missing, with names that begin with `waybill_`, in the schema that comes first in the search path.
 *
 * Takes a connection string, or the shop's own pool of the package `pg`, which is left open by `close()`. News
 * is heard on a connection beside the pool. Rejects where `pg` is not installed or the database cannot be
 * reached. Writes are as durable as the server's `synchronous_commit` says: leave it on.
 */
export async function openPostgresStore(pool: string | PostgresPool, options: PostgresStoreOptions = {}): Promise<Store> {
  const isDirect = options.listenOn === undefined && options.channel === undefined;
  return createStore(await PostgresDatabase.open(pool, { prepare: isDirect, ...options }), options);
}
