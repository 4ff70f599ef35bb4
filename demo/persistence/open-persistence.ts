import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from 'waybill/server';
import { openPostgresStore, openSqliteStore } from 'waybill/server/node';
import type { Shop } from '../shops/shop.ts';
import { ShopState } from './shop-state.ts';

/** Where the demo stores orders and its own state. */
export type PersistenceOptions = {
  /** A folder; in memory by default. */
  folder: string | undefined;
  /** A Postgres database for the orders, in place of a file; one schema per shop. */
  database: string | undefined;
  /** Receives one line for each event that the operator should know about. */
  log: (line: string) => void;
};

export type Persistence = { store: Store; state: ShopState };

/**
 * Opens a shop's orders and the demo's state. A file that is damaged, or that another version of the package wrote, is
 * renamed and replaced by a new one.
 *
 * @throws Error if the database cannot be reached or the folder is not writable
 */
export async function openPersistence(shop: Shop, options: PersistenceOptions): Promise<Persistence> {
  const { database } = options;
  const store = await (database === undefined ? openSqliteFile(shop, options) : openPostgresSchema(shop, database));
  const state = openShopState(shop, store, options);
  const [newest] = await store.listRecentOrders(1);
  // The shop's clock must not be behind the last change of an order.
  const secondsSinceLastChange =
    newest?.updatedAt === undefined ? 0 : Math.ceil((Date.parse(newest.updatedAt) - shop.clock.systemNow()) / 1000);
  shop.clock.elapsedSeconds = Math.max(0, state.elapsedSeconds, secondsSinceLastChange);
  return { store, state };
}

async function openSqliteFile(shop: Shop, { folder, log }: PersistenceOptions): Promise<Store> {
  if (folder === undefined) return openSqliteStore(':memory:');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${shop.id}.sqlite`);
  const open = async (): Promise<Store> => assertReadable(await openSqliteStore(file));
  try {
    return await open();
  } catch (error) {
    if (!existsSync(file) || !isUnreadableFileError(error)) throw error;
    log(`${file} cannot be read as orders (${(error as Error).message}). It was moved to ${moveAside(file)}.`);
    return open();
  }
}

/** Runs queries that fail on tables of another version of the package. */
async function assertReadable(store: Store): Promise<Store> {
  try {
    await store.listRecentOrders(50);
    await store.getNextDueAt();
    await store.listIncidents({ limit: 1, includeResolved: true });
    await store.listDeadLetters(1);
    await store.listUnmatchedScans({ limit: 1 });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** SQLite's result codes: 1 for unknown tables or columns, 11 for a damaged file, 26 for a file of another kind. */
function isUnreadableFileError(error: unknown): boolean {
  const { errcode, message } = error as { errcode?: number; message?: string };
  return [1, 11, 26].includes((errcode ?? 0) & 0xff) || message?.startsWith(`the store's tables have version`) === true;
}

/** Renames a file and its write-ahead log; returns the new name. */
function moveAside(file: string): string {
  const aside = `${file}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}.old`;
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  }
  return aside;
}

async function openPostgresSchema({ id }: Shop, database: string): Promise<Store> {
  const { default: pg } = await import('pg');
  const schema = `waybill_demo_${id}`;
  const client = new pg.Client({ connectionString: database });
  await client.connect().catch((error: Error & { code?: string }) => {
    throw new Error(`The database for the orders cannot be reached: ${error.message || (error.code ?? '')}`, {
      cause: error,
    });
  });
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  } finally {
    await client.end();
  }
  const address = new URL(database);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return openPostgresStore(address.href);
}

/** The file's name holds the store's epoch: state must not outlive its orders. */
function openShopState({ id }: Shop, { epoch }: Store, { folder, log }: PersistenceOptions): ShopState {
  if (folder === undefined) return new ShopState(undefined);
  const file = join(folder, `${id}-${epoch}.json`);
  try {
    return new ShopState(file);
  } catch (error) {
    log(`${file} cannot be read (${(error as Error).message}). It was moved to ${moveAside(file)}.`);
    return new ShopState(file);
  }
}
