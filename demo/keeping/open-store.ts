import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../src/server/index.ts';
import type { Built } from '../dist.ts';
import type { Shop } from '../shops/shop.ts';
import { ShopState } from './shop-state.ts';

/** Where the demo keeps what happened. */
export type Keeping = {
  /** A folder; in memory where absent. */
  folder: string | undefined;
  /** A Postgres database for the orders, in place of a file; each shop has a schema of its own in it. */
  database: string | undefined;
  /** Told in a line what a person should know. */
  say: (line: string) => void;
};

export type Kept = { store: Store; state: ShopState };

/**
 * Opens a shop's orders and what the demo remembers of them. A file that cannot be read, or was made by another
 * version of the package, is moved aside.
 *
 * Rejects where the database cannot be reached, and where the folder cannot be written to.
 */
export async function openKept(built: Built, shop: Shop, keeping: Keeping): Promise<Kept> {
  const { database } = keeping;
  const store = await (database === undefined ? openFile(built, shop, keeping) : openSchema(built, shop, database));
  const state = openState(shop, store, keeping);
  const [newest] = await store.recentOrders(1);
  // What happened last is not to come.
  const since = newest?.updatedAt === undefined ? 0 : Math.ceil((Date.parse(newest.updatedAt) - shop.clock.machine()) / 1000);
  shop.clock.passed = Math.max(0, state.passed, since);
  return { store, state };
}

async function openFile({ node }: Built, shop: Shop, { folder, say }: Keeping): Promise<Store> {
  if (folder === undefined) return node.openSqliteStore(':memory:');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${shop.id}.sqlite`);
  const open = async (): Promise<Store> => readable(await node.openSqliteStore(file));
  try {
    return await open();
  } catch (error) {
    if (!existsSync(file) || !isOfAnotherKind(error)) throw error;
    say(`${file} cannot be read as orders (${(error as Error).message}). It was moved to ${moveAside(file)}.`);
    return open();
  }
}

/** Tries what only tables of this version of the package can answer. */
async function readable(store: Store): Promise<Store> {
  try {
    await store.recentOrders(50);
    await store.nextDue();
    await store.incidents({ most: 1, includeResolved: true });
    await store.deadLetters(1);
    await store.strays({ most: 1 });
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** SQLite's codes for a file that is damaged (11) or no database (26), and for tables that are other ones (1). */
function isOfAnotherKind(error: unknown): boolean {
  const { errcode, message } = error as { errcode?: number; message?: string };
  return [1, 11, 26].includes((errcode ?? 0) & 0xff) || message?.startsWith(`the store's tables have version`) === true;
}

/** With what belongs to it. The new name of the file. */
function moveAside(file: string): string {
  const aside = `${file}.${new Date().toISOString().replaceAll(/[:.]/g, '-')}.old`;
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  }
  return aside;
}

async function openSchema({ node }: Built, { id }: Shop, database: string): Promise<Store> {
  const { default: pg } = await import('pg');
  const schema = `waybill_demo_${id}`;
  const client = new pg.Client({ connectionString: database });
  await client.connect().catch((error: Error & { code?: string }) => {
    throw new Error(`The database for the orders cannot be reached: ${error.message || (error.code ?? '')}`, { cause: error });
  });
  try {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  } finally {
    await client.end();
  }
  const address = new URL(database);
  address.searchParams.set('options', `-c search_path=${schema}`);
  return node.openPostgresStore(address.href);
}

/** It belongs to one store: of another one's orders it knows nothing. */
function openState({ id }: Shop, { epoch }: Store, { folder, say }: Keeping): ShopState {
  if (folder === undefined) return new ShopState(undefined);
  const file = join(folder, `${id}-${epoch}.json`);
  try {
    return new ShopState(file);
  } catch (error) {
    say(`${file} cannot be read (${(error as Error).message}). It was moved to ${moveAside(file)}.`);
    return new ShopState(file);
  }
}
