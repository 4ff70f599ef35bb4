/** A process of its own that works on a store, until it is told to stop or is killed. */
import { startWork } from '../../../src/server/work/start-work.ts';
import { secret } from '../webhooks/receiver.ts';
import { openStore, type WorkerSettings } from './worker-process.ts';

const { address, url, ahead } = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const store = await openStore(address);
const subscriber = { name: 'shop', url, secrets: [secret], allowHttp: true };
const work = await startWork({ store, subscribers: [subscriber], every: 50, now: () => Date.now() + ahead });
process.send?.('started');
process.once('message', () => void stop());

async function stop(): Promise<void> {
  await work.stop();
  await store.close();
  process.disconnect();
}
