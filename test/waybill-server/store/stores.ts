import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import type { StoreOptions } from '../../../src/server/store/create-store.ts';
import { openPostgresStore } from '../../../src/server/store/postgres.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { skipPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';

/** A kind of store: the same tests run on each. */
export type StoreKind = {
  readonly name: 'SQLite' | 'SQLite in memory' | 'Postgres';
  /** Where a new, empty store is to be. Only one can be opened on a place in memory. */
  newPlace(): Promise<string>;
  open(place: string, options?: StoreOptions): Promise<Store>;
  /** Kills the server with the power of a crash, where there is one. */
  crash(): Promise<void>;
};

/** Opens what `newPlace` of any kind gave. */
export function openStore(place: string, options: StoreOptions = {}): Promise<Store> {
  return place.startsWith('postgres:') ? openPostgresStore(place, options) : openSqliteStore(place, options);
}

/** Runs a suite on each store. Those in memory are left out where it needs more than one process or connection. */
export function onEachStore(define: (kind: StoreKind) => void, { inMemory = true } = {}): void {
  if (inMemory) {
    const name = 'SQLite in memory';
    describe(name, () => define({ name, newPlace: async () => ':memory:', open: openStore, crash: async () => {} }));
  }
  describe('SQLite', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-sqlite-'));
    let count = 0;
    after(() => rmSync(folder, { recursive: true, force: true }));
    define({ name: 'SQLite', newPlace: async () => join(folder, `${(count += 1)}.db`), open: openStore, crash: async () => {} });
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

/** A new store, closed when the test is over. */
export async function freshStore(kind: StoreKind, t: { after(close: () => Promise<void>): void }, options: StoreOptions = {}): Promise<Store> {
  const store = await kind.open(await kind.newPlace(), options);
  t.after(() => store.close());
  return store;
}
