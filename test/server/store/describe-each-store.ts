import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { StoreOptions } from '../../../src/server/store/create-store.ts';
import { openPostgresStore } from '../../../src/server/store/postgres/open-postgres-store.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { skipPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';

/** A kind of store. The same tests run on each kind. */
export type StoreKind = {
  readonly name: 'SQLite' | 'SQLite in memory' | 'Postgres';
  /** Address of a new, empty store. In memory, each address can be opened once. */
  newPlace(): Promise<string>;
  open(place: string, options?: StoreOptions): Promise<Store>;
  /** Crashes the database server, if the kind has one. */
  crash(): Promise<void>;
};

/** Opens the store of an address from `newPlace`. */
export function openStore(place: string, options: StoreOptions = {}): Promise<Store> {
  return place.startsWith('postgres:') ? openPostgresStore(place, options) : openSqliteStore(place, options);
}

/** Runs a suite on each kind of store. In-memory stores are skipped if it needs several processes or connections. */
export function describeEachStore(define: (kind: StoreKind) => void, { inMemory = true } = {}): void {
  if (inMemory) {
    const name = 'SQLite in memory';
    describe(name, () => define({ name, newPlace: async () => ':memory:', open: openStore, crash: async () => {} }));
  }
  describe('SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-sqlite-'));
    let count = 0;
    after(() => rmSync(folder, { recursive: true, force: true }));
    define({
      name: 'SQLite',
      newPlace: async () => join(folder, `${(count += 1)}.db`),
      open: openStore,
      crash: async () => {},
    });
  });
  describe('Postgres', { skip: skipPostgres }, () => {
    let server: PostgresServer;
    before(async () => {
      server = await startPostgres();
    });
    after(() => server.stop());
    define({ name: 'Postgres', newPlace: () => server.newDatabase(), open: openStore, crash: () => server.crash() });
  });
}

/** A new store that is closed after the test. */
export async function openFreshStore(
  kind: StoreKind,
  t: { after(close: () => Promise<void>): void },
  options: StoreOptions = {},
): Promise<Store> {
  const store = await kind.open(await kind.newPlace(), options);
  t.after(() => store.close());
  return store;
}
