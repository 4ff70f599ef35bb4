/** A process that runs jobs on a store until it is stopped or killed. */
import { startJobs } from '../../../src/server/jobs/start-jobs.ts';
import { secret } from '../webhooks/receiver.ts';
import { openStore, type WorkerSettings } from './worker-process.ts';

const { address, url, ahead } = JSON.parse(process.argv[2] ?? '') as WorkerSettings;
const store = await openStore(address);
const subscriber = { name: 'shop', url, secrets: [secret], allowHttp: true };
const jobs = await startJobs({ store, subscribers: [subscriber], intervalMs: 50, now: () => Date.now() + ahead });
process.send?.('started');
process.once('message', () => void stop());

async function stop(): Promise<void> {
  await jobs.stop();
  await store.close();
  process.disconnect();
}
