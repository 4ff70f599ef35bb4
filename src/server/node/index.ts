/** The parts of the back end that need Node: the adapter for its HTTP servers, and the stores. */
export { toNodeListener } from './to-node-listener.ts';
export { openSqliteStore, type SqliteStoreOptions } from '../store/sqlite/open-sqlite-store.ts';
export { openPostgresStore, type PostgresStoreOptions } from '../store/postgres/open-postgres-store.ts';
