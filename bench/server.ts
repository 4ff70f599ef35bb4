/**
 * The back end under load, each part in a process of its own: node bench/server.ts [--store sqlite|postgres]
 *   [--seconds 60] [--streams 1000] [--orders 1000] [--rate 200]
 * Streams are spread evenly over the orders, events go to random orders at a fixed rate whether or not those before
 * them were answered. Prints what was lost or out of order (nothing may be), latencies, processor time and memory.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '../test/waybill-server/support/postgres.ts';
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
  const child = fork(join(import.meta.dirname, 'server', file), [JSON.stringify(options)], { execArgv: ['--expose-gc'] });
  children.push(child);
  return child;
}

/** The next message of a kind; rejects where the process ends before it. */
function heard<T>(child: ChildProcess, kind: string): Promise<T> {
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

function ask<T>(child: ChildProcess, kind: string): Promise<T> {
  const answer = heard<T>(child, kind);
  child.send(kind);
  return answer;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const figures = (name: string, { p50, p95, p99, most }: LoadReport['answered']): string =>
  `${name.padEnd(38)} p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}  p99 ${p99.toFixed(1)}  most ${most.toFixed(1)} ms`;

try {
  console.log(`${values.store}: ${streams} streams over ${orders} orders, ${rate} events a second for ${seconds} s`);
  console.log(`${cpus().length} processors, load average before ${loadavg()[0]?.toFixed(2)}, Node ${process.versions.node}`);
  const server = start('serve.ts', { place, rate, streams });
  const port = await heard<number>(server, 'listening');
  const bare = await ask<Usage>(server, 'usage');
  const load = start('load.ts', { port, seconds, streams, orders, rate });
  await heard(load, 'open');
  const open = await ask<Usage>(server, 'usage');
  load.send('go');
  const report = await heard<LoadReport>(load, 'report');
  const end = await ask<Usage>(server, 'usage');

  const { accepted, refused, reasons, skipped, behind, fell, missing, misplaced, delivered, late } = report;
  console.log(`events accepted ${accepted}, refused ${refused} ${JSON.stringify(reasons)}; arrivals at streams ${delivered}`);
  console.log(`streams without the last version ${behind}; versions that fell ${fell}; events missing ${missing}, out of order ${misplaced}`);
  console.log(`versions passed over because a newer one was there ${skipped}; posts sent more than 50 ms late ${late}`);
  console.log(figures('from POST sent to its answer', report.answered));
  console.log(figures('from POST sent to arrival', report.arrived));
  console.log(figures('from answer to arrival (below 0: before)', report.afterAnswer));
  const processor = ((end.cpu - open.cpu) / 1000 / seconds) * 100;
  console.log(`server: ${processor.toFixed(0)} % of a processor; longest hold-up of its loop ${end.longestDelay.toFixed(0)} ms`);
  console.log(`memory: ${megabytes(bare.rss)} before, ${megabytes(open.rss)} with all streams open, ${megabytes(end.rss)} at the end, ${megabytes(end.most)} at most`);
  console.log(`heap in use after a collection: ${[bare, open, end].map(({ inUse }) => megabytes(inUse)).join(', ')}`);
  console.log(`load average after ${loadavg()[0]?.toFixed(2)}`);
  if (behind + fell + missing + misplaced + refused > 0) process.exitCode = 1;
} finally {
  for (const child of children) child.kill();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
