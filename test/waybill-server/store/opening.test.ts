import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import pg from 'pg';
import { openPostgresStore } from '../../../src/server/store/postgres.ts';
import type { Channel, OrderNews } from '../../../src/server/store/store.ts';
import { until } from '../../support/until.ts';
import { change, minute, sampleDeadline, sampleEvent, sampleOrder, samplePromise, saveNext } from './samples.ts';
import { freshStore, onEachStore, type StoreKind } from './stores.ts';

/** Runs SQL on a store's database past the store; resolves to its rows. */
async function runSql(place: string, sql: string): Promise<unknown[]> {
  if (place.startsWith('postgres:')) {
    const client = new pg.Client(place);
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const database = new DatabaseSync(place);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

onEachStore(
  (kind) => {
    describe('opening', () => {
      it('keeps the epoch until it is renewed', async () => {
        const place = await kind.newPlace();
        const epochs: string[] = [];
        for (let count = 0; count < 2; count += 1) {
          const store = await kind.open(place);
          epochs.push(store.epoch);
          await store.close();
        }
        const store = await kind.open(place);
        assert.match(store.epoch, /^[a-z0-9]{1,64}$/);
        assert.deepEqual(epochs, [store.epoch, store.epoch]);
        const renewed = await store.renewEpoch();
        assert.notEqual(renewed, epochs[0]);
        assert.equal(store.epoch, renewed);
        await store.close();
        const again = await kind.open(place);
        assert.equal(again.epoch, renewed);
        await again.close();
        const other = await kind.open(await kind.newPlace());
        assert.notEqual(other.epoch, epochs[0]);
        await other.close();
      });

      it('refuses tables of a newer package, and leaves them as they are', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await saveNext(store, 'a');
        await store.close();
        await runSql(place, `UPDATE waybill_meta SET value = '99' WHERE name = 'schema'`);
        await assert.rejects(kind.open(place), /version 99.*update it/);
        await runSql(place, `UPDATE waybill_meta SET value = '1' WHERE name = 'schema'`);
        const again = await kind.open(place);
        assert.equal(await again.version('a'), 1);
        await again.close();
      });

      it('is refused once it is closed', async () => {
        const store = await kind.open(await kind.newPlace());
        await store.close();
        await store.close();
        await assert.rejects(store.order('a'), /closed/);
        await assert.rejects(saveNext(store, 'a'), /closed/);
      });
    });

    describe('events and promises', () => {
      it('cannot be changed or removed, not even past the store', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await saveNext(store, 'a', { events: [sampleEvent('e1')], promises: [samplePromise('p1')] });
        for (const table of ['waybill_events', 'waybill_promises']) {
          await assert.rejects(runSql(place, `UPDATE ${table} SET data = '{}'`), /append-only/);
          await assert.rejects(runSql(place, `DELETE FROM ${table}`), /append-only/);
        }
        assert.deepEqual((await store.order('a'))?.events, [sampleEvent('e1')]);
      });
    });

    describe('a lock', () => {
      it('writes nothing where a statement failed, also where the work went on', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        const twice = [sampleDeadline('d1', minute(1)), sampleDeadline('d1', minute(2))];
        await assert.rejects(
          store.locked('a', async (locked) => {
            await assert.rejects(locked.save(change(sampleOrder('a', 1), { deadlines: twice })), /unique/i);
            return 'saved';
          }),
          /unique/i,
        );
        assert.equal(await store.order('a'), undefined);
        assert.equal(await saveNext(store, 'a'), 1);
        await store.close();
      });

      it('leaves no row of an order that is not there', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await store.locked('a', (locked) => locked.keepAnswer('k1', { fingerprint: 'f1' }));
        await store.close();
        assert.deepEqual(await runSql(place, 'SELECT id FROM waybill_orders'), []);
      });
    });

    describe('news', () => {
      it('comes once, from this process and another one', { timeout: 120_000 }, async (t) => {
        const place = await kind.newPlace();
        const [here, there] = [await kind.open(place), await kind.open(place)];
        t.after(() => here.close());
        t.after(() => there.close());
        const heard: OrderNews[] = [];
        await here.listen((news) => heard.push(news), () => {});
        await saveNext(here, 'a');
        await saveNext(there, 'b');
        await until(() => heard.length >= 2);
        await saveNext(there, 'c');
        await until(() => heard.length >= 3);
        assert.deepEqual(heard.map(({ orderId }) => orderId), ['a', 'b', 'c']);
      });

      it('comes after each commit, to every listener until it ends', { timeout: 120_000 }, async (t) => {
        const store = await freshStore(kind, t);
        const [first, second] = [[] as OrderNews[], [] as OrderNews[]];
        const end = await store.listen((news) => first.push(news), () => {});
        const throwing = await store.listen(() => {
          throw new Error('a listener failed');
        }, () => {});
        await store.listen((news) => second.push(news), () => {});
        await saveNext(store, 'a');
        await until(() => first.length === 1 && second.length === 1);
        await assert.rejects(
          store.locked('a', async (locked) => {
            await locked.save({ order: { ...locked.order!, version: 2 }, messages: [], deadlines: [], incidents: [] });
            throw new Error('no');
          }),
        );
        await end();
        await throwing();
        await saveNext(store, 'a');
        await store.forget('a');
        // It begins anew: its first version is told a second time.
        await saveNext(store, 'a');
        await until(() => second.length === 4);
        assert.deepEqual(first, [{ orderId: 'a', version: 1 }]);
        assert.deepEqual(second.map(({ version }) => version), [1, 2, 3, 1]);
      });

      it('is heard through a broker in place of the database', { timeout: 120_000 }, async (t) => {
        const broker = createBroker();
        const place = await kind.newPlace();
        const errors: unknown[] = [];
        const options = { channel: broker.channel, onError: (error: unknown) => errors.push(error) };
        const [here, there] = [await kind.open(place, options), await kind.open(place, options)];
        t.after(() => here.close());
        t.after(() => there.close());
        const heard: OrderNews[] = [];
        let gaps = 0;
        await there.listen((news) => heard.push(news), () => {});
        await here.listen(() => {}, () => (gaps += 1));
        await saveNext(here, 'a');
        await until(() => heard.length === 1);
        assert.deepEqual(heard, [{ orderId: 'a', version: 1 }]);
        broker.isDown = true;
        await saveNext(here, 'a');
        await until(() => gaps === 1);
        assert.equal(await there.version('a'), 2);
        assert.match(String(errors[0]), /down/);
      });
    });

    describe('listening', () => {
      it('leaves no timer behind once it ended or the store is closed', { timeout: 120_000 }, async () => {
        const place = await kind.newPlace();
        const timers = new Set<number>();
        const hook = createHook({
          init: (id, type) => void (type === 'Timeout' && timers.add(id)),
          destroy: (id) => void timers.delete(id),
        });
        hook.enable();
        for (const isEndedFirst of [true, false]) {
          const store = await kind.open(place);
          const heard: OrderNews[] = [];
          const end = await store.listen((news) => heard.push(news), () => {});
          assert.notEqual(timers.size, 0);
          await saveNext(store, 'a');
          await until(() => heard.length === 1);
          if (isEndedFirst) await end();
          await store.close();
        }
        // Told of late, after what was under way.
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise((resolve) => setImmediate(resolve));
        hook.disable();
        assert.deepEqual([...timers], []);
      });
    });

    if (kind.name === 'Postgres') onlyPostgres(kind);
  },
  { inMemory: false },
);

function onlyPostgres(kind: StoreKind): void {
  describe('the shop’s own pool', () => {
    it('serves the store, and stays open', { timeout: 120_000 }, async () => {
      const { hostname: host, port, username: user, password, pathname } = new URL(await kind.newPlace());
      const pool = new pg.Pool({ host, port: Number(port), user, password, database: pathname.slice(1), max: 2 });
      const store = await openPostgresStore(pool);
      const heard: OrderNews[] = [];
      await store.listen((news) => heard.push(news), () => {});
      await Promise.all(Array.from({ length: 10 }, () => saveNext(store, 'a')));
      await until(() => heard.length === 10);
      await store.close();
      assert.equal((await pool.query('SELECT version FROM waybill_orders')).rows[0].version, '10');
      await pool.end();
    });
  });

  describe('a statement nobody waited for', () => {
    it('fails the transaction with it', async (t) => {
      const store = await freshStore(kind, t);
      const refused: Promise<void>[] = [];
      await assert.rejects(
        store.locked('a', async (locked) => {
          await locked.save(change(sampleOrder('a', 1)));
          // Postgres takes no such text.
          refused.push(assert.rejects(locked.keepAnswer('\0', { fingerprint: 'f1' }), /invalid byte sequence/));
        }),
        /ended with ROLLBACK|aborted/,
      );
      await Promise.all(refused);
      assert.equal(await store.order('a'), undefined);
    });
  });

  describe('a lost connection', () => {
    it('is replaced, and told as a gap; a transaction on it fails as a whole', { timeout: 120_000 }, async (t) => {
      const place = await kind.newPlace();
      const store = await kind.open(place);
      t.after(() => store.close());
      let gaps = 0;
      const heard: OrderNews[] = [];
      await store.listen((news) => heard.push(news), () => (gaps += 1));
      await saveNext(store, 'a');
      const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
      await assert.rejects(
        store.locked('a', async (locked) => {
          await locked.save({ order: { ...locked.order!, version: 2 }, messages: [], deadlines: [], incidents: [] });
          await runSql(place, cut);
        }),
      );
      await until(() => gaps === 1);
      assert.equal(await store.version('a'), 1);
      await saveNext(store, 'a');
      await until(() => heard.at(-1)?.version === 2);
      await runSql(place, cut);
      assert.equal(await store.version('a'), 2);
    });
  });
}

describe('what is missing', () => {
  const open = (script: string, ...options: string[]): string => {
    const root = join(import.meta.dirname, '../../..');
    const run = spawnSync(process.execPath, [...options, '--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' });
    return run.stdout + run.stderr;
  };

  it('is named where the runtime has no SQLite', () => {
    const script = `import { openSqliteStore } from './src/server/store/sqlite.ts'; await openSqliteStore(':memory:');`;
    assert.match(open(script, '--no-experimental-sqlite'), /needs node:sqlite, which is in Node 22\.13 and later; this is Node \d/);
  });

  it('is named where pg is not installed', () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { if (name === 'pg') throw new Error('not found'); return next(name, context); } });
      const { openPostgresStore } = await import('./src/server/store/postgres.ts');
      await openPostgresStore('postgres://127.0.0.1:1/none');`;
    assert.match(open(script), /needs the package pg: npm install pg/);
  });

  it('is told of a database that cannot be reached', async () => {
    await assert.rejects(openPostgresStore('postgres://127.0.0.1:1/none', { connectTimeout: 50 }), /ECONNREFUSED/);
  });
});

/** Stands for a broker that the shop runs: what is published comes to all who subscribed, or fails. */
function createBroker(): { channel: Channel; isDown: boolean } {
  const listeners = new Set<(news: OrderNews) => void>();
  const broker = {
    isDown: false,
    channel: {
      publish: async (news: OrderNews) => {
        if (broker.isDown) throw new Error('the broker is down');
        listeners.forEach((listener) => listener(news));
      },
      subscribe: async (onNews: (news: OrderNews) => void) => {
        listeners.add(onNews);
        return async () => void listeners.delete(onNews);
      },
    },
  };
  return broker;
}
