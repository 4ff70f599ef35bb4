/*
 * A process with a store open, for tests of several: node worker.ts <place> <command> <argument>
 *   save <count>     saves that many versions of orders, each told on a line once it is acknowledged
 *   take <name>      takes deliveries for a subscriber until none is left, and tells their ids
 *   listen           tells the news it hears
 *   die <order>      saves a version and is killed as soon as Postgres has committed it, before it can tell anybody
 * Tells `ready` first, and begins when it is given a line.
 */
import { once } from 'node:events';
import pg from 'pg';
import { openPostgresStore } from '../../../src/server/store/postgres.ts';
import { saveNext, sampleEvent, sampleMessage } from './samples.ts';
import { openStore } from './stores.ts';

export type WorkerCommand = 'save' | 'take' | 'listen' | 'die';

const [place = '', command = '', argument = ''] = process.argv.slice(2);
const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

const options = { onError: (error: unknown): boolean => tell(`error ${String(error)}`) };
const store = command === 'die' ? await openPostgresStore(dyingPool(), options) : await openStore(place, options);
if (command === 'listen') {
  // Real time: it keeps the process.
  const isNeeded = setInterval(() => {}, 60_000);
  await store.listen(
    ({ orderId, version }) => tell(`news ${orderId} ${version}`),
    () => tell('gap'),
  );
  tell('ready');
  await once(process.stdin, 'data');
  clearInterval(isNeeded);
} else {
  tell('ready');
  await once(process.stdin, 'data');
  if (command === 'save') await save(Number(argument));
  else if (command === 'die') await saveNext(store, argument);
  else await take(argument);
}
await store.close();
process.exit();

/** The shop's own pool: what it sees of a commit, the store has not seen yet. */
function dyingPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: place });
  let isArmed = false;
  process.stdin.once('data', () => (isArmed = true));
  pool.on('connect', (client) => {
    client.connection.on('commandComplete', ({ text }: { text: string }) => {
      if (isArmed && text === 'COMMIT') process.kill(process.pid, 'SIGKILL');
    });
  });
  return pool;
}

async function save(count: number): Promise<void> {
  let next = 0;
  const saveInTurn = async (): Promise<void> => {
    while (next < count) {
      const number = (next += 1);
      const orderId = `order-${number % 5}`;
      const event = sampleEvent(`${process.pid}-${number}`);
      const messages = [sampleMessage(`${process.pid}-${number}`, orderId)];
      // Events that the store knows are kept: only the new one need be given.
      const version = await saveNext(store, orderId, { events: [event] }, { messages });
      tell(`saved ${orderId} ${version} ${event.id}`);
    }
  };
  await Promise.all([saveInTurn(), saveInTurn(), saveInTurn()]);
}

async function take(subscriber: string): Promise<void> {
  const end = new Date('2100-01-01').toISOString();
  for (;;) {
    const taken = await store.takeDeliveries(new Date('2090-01-01').toISOString(), end, 10, subscriber);
    if (taken.length === 0) return;
    for (const { message } of taken) tell(`taken ${message.id}`);
  }
}
