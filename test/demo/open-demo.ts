import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDemo, type Demo, type DemoOptions } from '../../demo/app.ts';

/** A Tuesday morning in November, on which the demo begins: what it does would change with the day and the hour. */
const BEGIN = Date.parse('2026-11-24T09:00:00Z');
const AHEAD = BEGIN - Date.now();

/** The machine's time as the demo has it, in milliseconds since the epoch. */
export const machineNow = (): number => Date.now() + AHEAD;

export type OpenDemo = { base: string; desks: Demo['desks']; close: () => Promise<void> };

/** The demo on a free port, from the built files; in memory unless the options say otherwise. */
export async function openDemo(options: DemoOptions = {}): Promise<OpenDemo> {
  const { server, desks, close } = await createDemo({ now: machineNow, ...options });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, desks, close };
}

/**
 * The query under which a shop's clock shows a moment, `seconds` later.
 *
 * @param path of any page of the shop
 * @param moment as the bar says it: `now=23-december`, `at=2026-12-04T11:30`
 */
export async function queryAt(base: string, path: string, moment: string, seconds = 0): Promise<string> {
  const { headers } = await fetch(`${base}${path}?${moment}`, { redirect: 'manual' });
  const query = new URL(headers.get('location') ?? '', base).searchParams;
  query.set('ahead', String(Number(query.get('ahead')) + seconds));
  return query.toString();
}
