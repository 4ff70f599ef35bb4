import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import { hang, ok, openReceiver } from '../webhooks/receiver.ts';
import { hours, tell } from './scene.ts';
import { startWorker } from './worker-process.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-work-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'store.db');
  const store = await openSqliteStore(file);
  closing.push(() => store.close());
  await store.setSubscribers(['shop']);
  const receiver = await openReceiver();
  closing.push(receiver.close);
  const startOne = async (ahead = 0) => {
    const worker = await startWorker({ file, url: receiver.url, ahead });
    closing.push(worker.kill);
    return worker;
  };
  return { store, receiver, startOne };
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('workers that are killed', () => {
  it('lose nothing that was not acknowledged, and repeat nothing that was', { timeout: 60_000 }, async () => {
    const { store, receiver, startOne } = await open();
    receiver.behave = hang;
    const id = await tell(store, 'o-1', Date.now());
    const first = await startOne();
    await until(() => receiver.got.length === 1);
    await first.kill();

    receiver.behave = ok;
    const second = await startOne(hours(1));
    // Nothing waits once the acknowledgement is written.
    await until(async () => receiver.got.length === 2 && (await store.nextDue()) === undefined);
    await second.kill();
    assert.deepEqual(receiver.got.map((got) => got.id), [id, id]);

    const third = await startOne(hours(100));
    const next = await tell(store, 'o-1', Date.now());
    await until(async () => receiver.got.length >= 3 && (await store.nextDue()) === undefined);
    await third.stop();
    assert.deepEqual(receiver.got.map((got) => got.id), [id, id, next]);
    assert.equal(receiver.forged, 0);
  });
});

describe('two workers on one store', () => {
  it('send every message once between them', { timeout: 60_000 }, async () => {
    const { store, receiver, startOne } = await open();
    const workers = await Promise.all([startOne(), startOne()]);
    const ids: string[] = [];
    for (let order = 0; order < 60; order += 1) ids.push(await tell(store, `o-${order}`, Date.now()));
    await until(async () => (await store.nextDue()) === undefined);
    await Promise.all(workers.map((worker) => worker.stop()));
    assert.deepEqual(receiver.got.map((got) => got.id).sort(), ids.sort());
  });
});
