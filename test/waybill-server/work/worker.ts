/** A process of its own that works on a store, until it is told to stop or is killed. */
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import { startWork } from '../../../src/server/work/start-work.ts';
import { secret } from '../webhooks/receiver.ts';
import type { WorkerSettings } from './worker-process.ts';

const { file, url, ahead } = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const store = await openSqliteStore(file);
const subscriber = { name: 'shop', url, secrets: [secret], allowHttp: true };
const work = await startWork({ store, subscribers: [subscriber], every: 50, now: () => Date.now() + ahead });
process.send?.('started');
process.once('message', async () => {
  await work.stop();
  await store.close();
  process.disconnect();
});
