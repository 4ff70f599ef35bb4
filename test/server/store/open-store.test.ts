import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import pg from 'pg';
import { openPostgresStore } from '../../../src/server/store/postgres/open-postgres-store.ts';
import type { ChangeChannel, ChangeNotification } from '../../../src/server/change-feed/change-notification.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createUpdate, minute, sampleDeadline, sampleEvent, sampleOrder, samplePromise, saveNext } from './samples.ts';
import { openFreshStore, describeEachStore, type StoreKind } from './describe-each-store.ts';

/** Runs SQL on the database of a store, without the store. */
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

describeEachStore(
  (kind) => {
    describe('opening a store', () => {
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

      it('refuses tables of a newer package without changing them', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await saveNext(store, 'a');
        await store.close();
        await runSql(place, `UPDATE waybill_meta SET value = '99' WHERE name = 'schema'`);
        await assert.rejects(kind.open(place), /version 99.*update it/);
        await runSql(place, `UPDATE waybill_meta SET value = '1' WHERE name = 'schema'`);
        const again = await kind.open(place);
        assert.equal(await again.getOrderVersion('a'), 1);
        await again.close();
      });

      it('rejects calls after close', async () => {
        const store = await kind.open(await kind.newPlace());
        await store.close();
        await store.close();
        await assert.rejects(store.getOrder('a'), /closed/);
        await assert.rejects(saveNext(store, 'a'), /closed/);
      });
    });

    describe('events and promises', () => {
      it('cannot be changed or deleted, not even by SQL', async (t) => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        t.after(() => store.close());
        await saveNext(store, 'a', { events: [sampleEvent('e1')], promises: [samplePromise('p1')] });
        for (const table of ['waybill_events', 'waybill_promises']) {
          await assert.rejects(runSql(place, `UPDATE ${table} SET data = '{}'`), /append-only/);
          await assert.rejects(runSql(place, `DELETE FROM ${table}`), /append-only/);
        }
        assert.deepEqual((await store.getOrder('a'))?.events, [sampleEvent('e1')]);
      });
    });

    describe('a lock', () => {
      it('writes nothing if a statement failed, even if the work continued', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        const twice = [sampleDeadline('d1', minute(1)), sampleDeadline('d1', minute(2))];
        await assert.rejects(
          store.withLockedOrder('a', async (locked) => {
            await assert.rejects(locked.save(createUpdate(sampleOrder('a', 1), { deadlines: twice })), /unique/i);
            return 'saved';
          }),
          /unique/i,
        );
        assert.equal(await store.getOrder('a'), undefined);
        assert.equal(await saveNext(store, 'a'), 1);
        await store.close();
      });

      it('leaves no row of a missing order', async () => {
        const place = await kind.newPlace();
        const store = await kind.open(place);
        await store.withLockedOrder('a', (locked) =>
          locked.saveIdempotencyRecord('k1', { fingerprint: 'f1' }, minute(0)),
        );
        await store.close();
        assert.deepEqual(await runSql(place, 'SELECT id FROM waybill_orders'), []);
      });
    });

    describe('change notifications', () => {
      it('come once, from this process and another one', { timeout: 120_000 }, async (t) => {
        const place = await kind.newPlace();
        const [here, there] = [await kind.open(place), await kind.open(place)];
        t.after(() => here.close());
        t.after(() => there.close());
        const heard: ChangeNotification[] = [];
        await here.listen(
          (change) => heard.push(change),
          () => {},
        );
        await saveNext(here, 'a');
        await saveNext(there, 'b');
        await waitFor(() => heard.length >= 2);
        await saveNext(there, 'c');
        await waitFor(() => heard.length >= 3);
        assert.deepEqual(
          heard.map(({ orderId }) => orderId),
          ['a', 'b', 'c'],
        );
      });

      it('come after each commit, to every listener until it unsubscribes', { timeout: 120_000 }, async (t) => {
        const store = await openFreshStore(kind, t);
        const [first, second] = [[] as ChangeNotification[], [] as ChangeNotification[]];
        const end = await store.listen(
          (change) => first.push(change),
          () => {},
        );
        const throwing = await store.listen(
          () => {
            throw new Error('a listener failed');
          },
          () => {},
        );
        await store.listen(
          (change) => second.push(change),
          () => {},
        );
        await saveNext(store, 'a');
        await waitFor(() => first.length === 1 && second.length === 1);
        await assert.rejects(
          store.withLockedOrder('a', async (locked) => {
            await locked.save({ order: { ...locked.order!, version: 2 }, messages: [], deadlines: [], incidents: [] });
            throw new Error('no');
          }),
        );
        await end();
        await throwing();
        await saveNext(store, 'a');
        await store.deleteOrder('a');
        // The order is created again, so its version 1 is notified a second time.
        await saveNext(store, 'a');
        await waitFor(() => second.length === 4);
        assert.deepEqual(first, [{ orderId: 'a', version: 1 }]);
        assert.deepEqual(
          second.map(({ version }) => version),
          [1, 2, 3, 1],
        );
      });

      it('come through a channel instead of the database', { timeout: 120_000 }, async (t) => {
        const broker = createBroker();
        const place = await kind.newPlace();
        const errors: unknown[] = [];
        const options = { channel: broker.channel, onError: (error: unknown) => errors.push(error) };
        const [here, there] = [await kind.open(place, options), await kind.open(place, options)];
        t.after(() => here.close());
        t.after(() => there.close());
        const heard: ChangeNotification[] = [];
        let gaps = 0;
        await there.listen(
          (change) => heard.push(change),
          () => {},
        );
        await here.listen(
          () => {},
          () => (gaps += 1),
        );
        await saveNext(here, 'a');
        await waitFor(() => heard.length === 1);
        assert.deepEqual(heard, [{ orderId: 'a', version: 1 }]);
        broker.isDown = true;
        await saveNext(here, 'a');
        await waitFor(() => gaps === 1);
        assert.equal(await there.getOrderVersion('a'), 2);
        assert.match(String(errors[0]), /down/);
      });
    });

    describe('listening', () => {
      it('leaves no timer after it ends or the store is closed', { timeout: 120_000 }, async () => {
        const place = await kind.newPlace();
        const timers = new Set<number>();
        const hook = createHook({
          init: (id, type) => void (type === 'Timeout' && timers.add(id)),
          destroy: (id) => void timers.delete(id),
        });
        hook.enable();
        for (const isEndedFirst of [true, false]) {
          const store = await kind.open(place);
          const heard: ChangeNotification[] = [];
          const end = await store.listen(
            (change) => heard.push(change),
            () => {},
          );
          assert.notEqual(timers.size, 0);
          await saveNext(store, 'a');
          await waitFor(() => heard.length === 1);
          if (isEndedFirst) await end();
          await store.close();
        }
        // Arrives late, after running transactions.
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
    it('is used by the store and stays open', { timeout: 120_000 }, async () => {
      const { hostname: host, port, username: user, password, pathname } = new URL(await kind.newPlace());
      const pool = new pg.Pool({ host, port: Number(port), user, password, database: pathname.slice(1), max: 2 });
      const store = await openPostgresStore(pool);
      const heard: ChangeNotification[] = [];
      await store.listen(
        (change) => heard.push(change),
        () => {},
      );
      await Promise.all(Array.from({ length: 10 }, () => saveNext(store, 'a')));
      await waitFor(() => heard.length === 10);
      await store.close();
      assert.equal((await pool.query('SELECT version FROM waybill_orders')).rows[0].version, '10');
      await pool.end();
    });
  });

  describe('a statement that is not awaited', () => {
    it('fails its transaction', async (t) => {
      const store = await openFreshStore(kind, t);
      const refused: Promise<void>[] = [];
      await assert.rejects(
        store.withLockedOrder('a', async (locked) => {
          await locked.save(createUpdate(sampleOrder('a', 1)));
          // Postgres refuses such text.
          refused.push(
            assert.rejects(
              locked.saveIdempotencyRecord('\0', { fingerprint: 'f1' }, minute(0)),
              /invalid byte sequence/,
            ),
          );
        }),
        /ended with ROLLBACK|aborted/,
      );
      await Promise.all(refused);
      assert.equal(await store.getOrder('a'), undefined);
    });
  });

  describe('a lost connection', () => {
    it('is replaced and reported as a gap; its transaction fails', { timeout: 120_000 }, async (t) => {
      const place = await kind.newPlace();
      const store = await kind.open(place);
      t.after(() => store.close());
      let gaps = 0;
      const heard: ChangeNotification[] = [];
      await store.listen(
        (change) => heard.push(change),
        () => (gaps += 1),
      );
      await saveNext(store, 'a');
      const cut =
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
      await assert.rejects(
        store.withLockedOrder('a', async (locked) => {
          await locked.save({ order: { ...locked.order!, version: 2 }, messages: [], deadlines: [], incidents: [] });
          await runSql(place, cut);
        }),
      );
      await waitFor(() => gaps === 1);
      assert.equal(await store.getOrderVersion('a'), 1);
      await saveNext(store, 'a');
      await waitFor(() => heard.at(-1)?.version === 2);
      await runSql(place, cut);
      assert.equal(await store.getOrderVersion('a'), 2);
    });
  });
}

describe('a missing dependency', () => {
  const open = (script: string, ...options: string[]): string => {
    const root = join(import.meta.dirname, '../../..');
    const run = spawnSync(process.execPath, [...options, '--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    return run.stdout + run.stderr;
  };

  it('is named if the runtime has no SQLite', () => {
    const script = `import { openSqliteStore } from './src/server/store/sqlite/open-sqlite-store.ts'; await openSqliteStore(':memory:');`;
    assert.match(
      open(script, '--no-experimental-sqlite'),
      /needs node:sqlite, which is in Node 22\.13 and later; this is Node \d/,
    );
  });

  it('is named if pg is not installed', () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({ resolve(name, context, next) { if (name === 'pg') throw new Error('not found'); return next(name, context); } });
      const { openPostgresStore } = await import('./src/server/store/postgres/open-postgres-store.ts');
      await openPostgresStore('postgres://127.0.0.1:1/none');`;
    assert.match(open(script), /needs the package pg: npm install pg/);
  });

  it('is reported if the database is unreachable', async () => {
    await assert.rejects(openPostgresStore('postgres://127.0.0.1:1/none', { connectTimeoutMs: 50 }), /ECONNREFUSED/);
  });
});

/** A fake message broker: delivers changes to all subscribers, or fails. */
function createBroker(): { channel: ChangeChannel; isDown: boolean } {
  const listeners = new Set<(change: ChangeNotification) => void>();
  const broker = {
    isDown: false,
    channel: {
      publish: async (change: ChangeNotification) => {
        if (broker.isDown) throw new Error('the broker is down');
        listeners.forEach((listener) => listener(change));
      },
      subscribe: async (onChange: (change: ChangeNotification) => void) => {
        listeners.add(onChange);
        return async () => void listeners.delete(onChange);
      },
    },
  };
  return broker;
}
