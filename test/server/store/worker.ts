/*
 * A process with an open store, for tests with several processes: node worker.ts <store> <command> <argument>
 *   save <count>     saves so many versions of orders and writes a line for each acknowledged one
 *   take <name>      claims deliveries of a subscriber until none is left and writes their ids
 *   listen           writes the changes it receives
 *   die <order>      saves a version and is killed after the commit in Postgres, before it notifies other processes
 * Writes `ready` first and starts when it reads a line.
 */
import { once } from 'node:events';
import pg from 'pg';
import { openPostgresStore } from '../../../src/server/store/postgres/open-postgres-store.ts';
import { saveNext, sampleEvent, sampleMessage } from './samples.ts';
import { openStore } from './describe-each-store.ts';

export type WorkerCommand = 'save' | 'take' | 'listen' | 'die';

const [place = '', command = '', argument = ''] = process.argv.slice(2);
const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

const options = { onError: (error: unknown): boolean => tell(`error ${String(error)}`) };
const store = command === 'die' ? await openPostgresStore(dyingPool(), options) : await openStore(place, options);
if (command === 'listen') {
  // Real time: keeps the process alive.
  const isNeeded = setInterval(() => {}, 60_000);
  await store.listen(
    ({ orderId, version }) => tell(`change ${orderId} ${version}`),
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

/** The shop's own pool sees a commit before the store does. */
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
      // Stored events are kept, so only the new one is needed.
      const version = await saveNext(store, orderId, { events: [event] }, { messages });
      tell(`saved ${orderId} ${version} ${event.id}`);
    }
  };
  await Promise.all([saveInTurn(), saveInTurn(), saveInTurn()]);
}

async function take(subscriber: string): Promise<void> {
  const end = new Date('2100-01-01').toISOString();
  for (;;) {
    const taken = await store.claimDeliveries(new Date('2090-01-01').toISOString(), end, 10, subscriber);
    if (taken.length === 0) return;
    for (const { message } of taken) tell(`taken ${message.id}`);
  }
}
