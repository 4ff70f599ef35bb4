import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDemo, type Demo, type DemoOptions } from '../../demo/app.ts';

/** A Tuesday morning in November. Estimates and stories depend on the day and the hour. */
const START_TIME = Date.parse('2026-11-24T09:00:00Z');
const OFFSET = START_TIME - Date.now();

/** The demo's machine time, in milliseconds since the epoch. */
export const testNow = (): number => Date.now() + OFFSET;

export type RunningDemo = { base: string; shopContexts: Demo['shopContexts']; close: () => Promise<void> };

/** Starts the demo on a free port, in memory by default. */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const { server, shopContexts, close } = await createDemo({ now: testNow, ...options });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, shopContexts, close };
}

/**
 * The query that sets the session's clock to a moment, plus `seconds`.
 *
 * @param path any page of the shop
 * @param moment as the demo bar sends it: `now=23-december`, `at=2026-12-04T11:30`
 */
export async function fetchTimeQuery(base: string, path: string, moment: string, seconds = 0): Promise<string> {
  const { headers } = await fetch(`${base}${path}?${moment}`, { redirect: 'manual' });
  const query = new URL(headers.get('location') ?? '', base).searchParams;
  query.set('time-offset', String(Number(query.get('time-offset')) + seconds));
  return query.toString();
}
