/* The server of the load test, behind node:http. Sends its port, and its resource usage on request. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHandler } from '../../src/server/index.ts';
import { openPostgresStore, openSqliteStore, toNodeListener } from '../../src/server/node/index.ts';
import { keys } from './keys.ts';

/** Memory in bytes (`inUse`: heap after garbage collection), total CPU time and longest event loop delay since the last report in milliseconds. */
export type Usage = { rss: number; most: number; inUse: number; cpu: number; longestDelay: number };

const { place, rate, streams } = JSON.parse(process.argv[2] ?? '') as { place: string; rate: number; streams: number };
const store = place.startsWith('postgres:') ? await openPostgresStore(place) : await openSqliteStore(place);
const handler = createHandler({
  store,
  keys,
  // One machine simulates thousands of clients. Other limits keep their defaults.
  limits: {
    maxStreams: streams + 10,
    maxStreamsPerOrder: streams,
    shopRateLimit: { burst: 20_000, perSecond: 2 * rate },
  },
  onError: (error) => console.error(error),
});
const server: Server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
// The clients keep idle connections. The server must not close one under a request.
server.keepAliveTimeout = 120_000;
server.on('listening', () => sendMessage('listening', (server.address() as AddressInfo).port));

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
  const usage: Usage = {
    rss,
    most: top,
    inUse: process.memoryUsage().heapUsed,
    cpu: (user + system) / 1000,
    longestDelay,
  };
  delay.reset();
  sendMessage('usage', usage);
});

function sendMessage(kind: string, value: unknown): void {
  process.send?.({ kind, value });
}
