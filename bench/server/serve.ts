/* The back end as a shop runs it, behind node:http; tells its port, and what it uses when asked. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHandler } from '../../src/server/index.ts';
import { openPostgresStore, openSqliteStore, toNodeListener } from '../../src/server/node/index.ts';
import { keys } from './keys.ts';

/** Bytes, `inUse` after a collection; milliseconds of processor time so far, and of the longest time that the event loop was held up since the last look. */
export type Usage = { rss: number; most: number; inUse: number; cpu: number; longestDelay: number };

const { place, rate, streams } = JSON.parse(process.argv[2] ?? '') as { place: string; rate: number; streams: number };
const store = place.startsWith('postgres:') ? await openPostgresStore(place) : await openSqliteStore(place);
const handler = createHandler({
  store,
  keys,
  // All else is as it comes: here one machine stands for thousands.
  limits: { streams: streams + 10, streamsPerOrder: streams, shopRate: { burst: 20_000, perSecond: 2 * rate } },
  onError: (error) => console.error(error),
});
const server: Server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
// Those who load it keep connections for longer than they are idle: a connection that is closed under a request is not what is measured.
server.keepAliveTimeout = 120_000;
server.on('listening', () => tell('listening', (server.address() as AddressInfo).port));

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
let most = 0;
const sample = (): number => (most = Math.max(most, process.memoryUsage.rss()));
setInterval(sample, 250).unref();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const longestDelay = delay.max / 1e6;
  const [rss, top] = [process.memoryUsage.rss(), sample()];
  globalThis.gc?.();
  const usage: Usage = { rss, most: top, inUse: process.memoryUsage().heapUsed, cpu: (user + system) / 1000, longestDelay };
  delay.reset();
  tell('usage', usage);
});

function tell(kind: string, value: unknown): void {
  process.send?.({ kind, value });
}
