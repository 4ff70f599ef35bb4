import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { waitFor } from '../../support/wait-for.ts';
import { skipPostgres, startPostgres, type PostgresServer } from '../support/postgres.ts';
import { neverRespond, respondOk, startReceiver } from '../webhooks/receiver.ts';
import { hours, upsert, startTime, saveMessage } from './jobs-harness.ts';
import { openStore, startWorker } from './worker-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'waybill-work-'));
let postgres: PostgresServer | undefined;
after(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true });
});

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(address: string) {
  const store = await openStore(address);
  closing.push(() => store.close());
  await store.setSubscribers(['shop']);
  const receiver = await startReceiver();
  closing.push(receiver.close);
  const startOne = async (ahead = 0) => {
    const worker = await startWorker({ address, url: receiver.url, ahead });
    closing.push(worker.kill);
    return worker;
  };
  return { store, receiver, startOne };
}

let files = 0;
const newFile = async (): Promise<string> => join(folder, `${(files += 1)}.db`);
const newDatabase = async (): Promise<string> => {
  postgres ??= await startPostgres();
  return postgres.newDatabase();
};

for (const [name, newAddress, skip] of [
  ['SQLite', newFile, false],
  ['Postgres', newDatabase, skipPostgres],
] as const) {
  describe(`workers on ${name}`, { skip, timeout: 120_000 }, () => {
    it('lose no unacknowledged message when killed, and repeat no acknowledged one', async () => {
      const { store, receiver, startOne } = await open(await newAddress());
      receiver.behave = neverRespond;
      const id = await saveMessage(store, 'o-1', Date.now());
      const first = await startOne();
      await waitFor(() => receiver.got.length === 1);
      await first.kill();

      receiver.behave = respondOk;
      const second = await startOne(hours(1));
      // No delivery waits once the acknowledgement is stored.
      await waitFor(async () => receiver.got.length === 2 && (await store.getNextDueAt()) === undefined);
      await second.kill();
      assert.deepEqual(
        receiver.got.map((got) => got.id),
        [id, id],
      );

      const third = await startOne(hours(100));
      const next = await saveMessage(store, 'o-1', Date.now());
      await waitFor(async () => receiver.got.length >= 3 && (await store.getNextDueAt()) === undefined);
      await third.stop();
      assert.deepEqual(
        receiver.got.map((got) => got.id),
        [id, id, next],
      );
      assert.equal(receiver.forged, 0);
    });

    it('send every message once in total', async () => {
      const { store, receiver, startOne } = await open(await newAddress());
      const workers = await Promise.all([startOne(), startOne()]);
      const ids: string[] = [];
      for (let order = 0; order < 60; order += 1) ids.push(await saveMessage(store, `o-${order}`, Date.now()));
      await waitFor(async () => (await store.getNextDueAt()) === undefined);
      await Promise.all(workers.map((worker) => worker.stop()));
      assert.deepEqual(receiver.got.map((got) => got.id).sort(), ids.sort());
    });

    it('raise every deadline once in total', async () => {
      const { store, receiver, startOne } = await open(await newAddress());
      const window = { from: '2026-11-24', to: '2026-11-26' };
      const promises = [{ id: 'p-1', window, madeAt: '2026-11-20T12:00:00Z', source: 'checkout' }];
      for (let order = 0; order < 40; order += 1) await upsert(store, { id: `o-${order}`, promises }, startTime);
      const ahead = Date.parse('2026-11-28T00:00:00Z') - Date.now();
      const workers = await Promise.all([startOne(ahead), startOne(ahead)]);
      await waitFor(
        async () =>
          (await store.listIncidents({ limit: 100 })).length === 40 && (await store.getNextDueAt()) === undefined,
      );
      await Promise.all(workers.map((worker) => worker.stop()));
      const overdue = receiver.got.filter(({ body }) => body.type === 'promise.overdue');
      assert.deepEqual(
        overdue.map(({ body }) => body.data.orderId).sort(),
        Array.from({ length: 40 }, (_, order) => `o-${order}`).sort(),
      );
    });
  });
}
