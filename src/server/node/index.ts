/** What runs in Node alone: the bridge to its servers, and the stores. */
export { toNodeListener } from './listener.ts';
export { openSqliteStore, type SqliteStoreOptions } from '../store/sqlite.ts';
export { openPostgresStore, type PostgresStoreOptions } from '../store/postgres.ts';
