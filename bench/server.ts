/**
 * Load test of the back end; server and clients run in separate processes:
 * node bench/server.ts [--store sqlite|postgres] [--seconds 60] [--streams 1000] [--orders 1000] [--rate 200]
 * Streams are distributed evenly over the orders. Events go to random orders at a fixed rate, independent of earlier
 * responses. Prints lost and reordered events (there must be none), latencies, CPU time and memory.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/server/support/postgres.ts';
import type { LoadReport } from './server/load.ts';
import type { Usage } from './server/serve.ts';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'sqlite' },
    seconds: { type: 'string', default: '60' },
    streams: { type: 'string', default: '1000' },
    orders: { type: 'string' },
    rate: { type: 'string', default: '200' },
  },
});
const seconds = Number(values.seconds);
const [streams, rate] = [Number(values.streams), Number(values.rate)];
const orders = Number(values.orders ?? values.streams);

const folder = mkdtempSync(join(tmpdir(), 'waybill-bench-'));
const postgres = values.store === 'postgres' ? await startPostgres() : undefined;
const place = postgres ? await postgres.newDatabase() : join(folder, 'orders.db');
const children: ChildProcess[] = [];

function start(file: string, options: object): ChildProcess {
  const child = fork(join(import.meta.dirname, 'server', file), [JSON.stringify(options)], {
    execArgv: ['--expose-gc'],
  });
  children.push(child);
  return child;
}

/** The next message of a kind. Rejects if the process ends before it. */
function waitForMessage<T>(child: ChildProcess, kind: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`a process ended with ${code} before ${kind}`));
    const onMessage = (message: { kind: string; value: T }): void => {
      if (message.kind !== kind) return;
      child.off('exit', onExit);
      child.off('message', onMessage);
      resolve(message.value);
    };
    child.on('exit', onExit);
    child.on('message', onMessage);
  });
}

function requestMessage<T>(child: ChildProcess, kind: string): Promise<T> {
  const message = waitForMessage<T>(child, kind);
  child.send(kind);
  return message;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const figures = (name: string, { p50, p95, p99, max }: LoadReport['responded']): string =>
  `${name.padEnd(38)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)}  max ${max.toFixed(1)} ms`;

try {
  console.log(`${values.store}: ${streams} streams over ${orders} orders, ${rate} events a second for ${seconds} s`);
  console.log(
    `${cpus().length} processors, load average before ${loadavg()[0]?.toFixed(2)}, Node ${process.versions.node}`,
  );
  const server = start('serve.ts', { place, rate, streams });
  const port = await waitForMessage<number>(server, 'listening');
  const bare = await requestMessage<Usage>(server, 'usage');
  const load = start('load.ts', { port, seconds, streams, orders, rate });
  await waitForMessage(load, 'open');
  const open = await requestMessage<Usage>(server, 'usage');
  load.send('go');
  const report = await waitForMessage<LoadReport>(load, 'report');
  const end = await requestMessage<Usage>(server, 'usage');

  const { accepted, refused, reasons, skipped, behind, regressed, missing, outOfOrder, delivered, late } = report;
  console.log(
    `events accepted ${accepted}, refused ${refused} ${JSON.stringify(reasons)}; arrivals at streams ${delivered}`,
  );
  console.log(
    `streams without the last version ${behind}; versions that decreased ${regressed}; events missing ${missing}, out of order ${outOfOrder}`,
  );
  console.log(`versions skipped for a newer one ${skipped}; posts sent more than 50 ms late ${late}`);
  console.log(figures('from POST to its response', report.responded));
  console.log(figures('from POST to arrival', report.arrived));
  console.log(figures('from response to arrival (negative: before)', report.afterResponse));
  const processor = ((end.cpu - open.cpu) / 1000 / seconds) * 100;
  console.log(`server: ${processor.toFixed(0)} % of a CPU; longest event loop delay ${end.longestDelay.toFixed(0)} ms`);
  console.log(
    `memory: ${megabytes(bare.rss)} before, ${megabytes(open.rss)} with all streams open, ${megabytes(end.rss)} at the end, ${megabytes(end.most)} at most`,
  );
  console.log(`heap after garbage collection: ${[bare, open, end].map(({ inUse }) => megabytes(inUse)).join(', ')}`);
  console.log(`load average after ${loadavg()[0]?.toFixed(2)}`);
  if (behind + regressed + missing + outOfOrder + refused > 0) process.exitCode = 1;
} finally {
  for (const child of children) child.kill();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
