/**
 * Timelines against a plain Lit peer: node bench/order-status.ts [slowdown] [folder of the built files]
 * Prints medians of CPU time in the page's main thread: a short timeline mounted, single events appended to a thousand,
 * ten thousand events mounted, and `JSON.parse` of those alone.
 */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { bundlePeer, measureContenders, openMeasuredPage, printRatios, type Contender } from './support/measure.ts';

const slowdown = Number(process.argv[2] ?? 1);
const folder = process.argv[3] ?? 'dist/cdn';
const rounds = 7;
const appends = 100;

const contenders = {
  waybill: { tag: 'waybill-order-status', script: readFileSync(`${folder}/order-status.js`, 'utf8') },
  peer: { tag: 'naive-order-status', script: bundlePeer('bench/naive-order-status.ts') },
};

const figures = ['8 steps', '10 events', 'an event more', '10,000 events', 'JSON of 10,000'] as const;

async function measure(
  browser: Browser,
  { tag, script }: Contender,
): Promise<Record<(typeof figures)[number], number>> {
  const { page, getBusyTime, measureCpu, close } = await openMeasuredPage(browser, script, slowdown);
  // The order is created beforehand, as an object: parsing is not measured.
  const measureMount = async (count: number): Promise<number> => {
    await page.evaluate(make, count);
    await page.evaluate(clear);
    return measureCpu(() => page.evaluate(mount, tag));
  };
  // The cost of two empty frames is subtracted from each figure. The first measurement warms up.
  await measureCpu(() => page.evaluate(clear));
  const idle = await measureCpu(() => page.evaluate(clear));
  const mountCosts = {
    '8 steps': (await measureMount(8)) - idle,
    '10 events': (await measureMount(10)) - idle,
    '10,000 events': (await measureMount(10_000)) - idle,
  };
  await page.evaluate(clear);
  const parseCost = (await measureCpu(() => page.evaluate(parse))) - idle;
  await page.evaluate(make, 1000);
  await page.evaluate(mount, tag);
  const before = await getBusyTime();
  await page.evaluate(append, appends);
  const appendCost = ((await getBusyTime()) - before) / appends;
  await close();
  return { ...mountCosts, 'an event more': appendCost, 'JSON of 10,000': parseCost };
}

declare const made: { order: { version: number; events: object[] }; text: string; element: Element };

function make(count: number): void {
  const kinds = [
    'placed',
    'packed',
    'accepted',
    'departed_facility',
    'arrived_at_facility',
    'at_delivery_depot',
    'in_transit',
  ];
  const last = Date.now() - 60_000;
  const events = Array.from({ length: count }, (_, index) => ({
    id: `e${index}`,
    kind: kinds[Math.min(index, kinds.length - 1)],
    at: new Date(last - (count - index) * 60_000).toISOString(),
    shipmentId: 's1',
    text: `Scan ${index}`,
  }));
  const order = {
    id: `o${count}`,
    number: '1001',
    version: 1,
    placedAt: events[0]?.at,
    updatedAt: events.at(-1)?.at,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    lineItems: [{ id: 'l1', title: 'Dune', quantity: { original: 1, total: 1, fulfilled: 1 } }],
    shipments: [
      {
        id: 's1',
        direction: 'outbound',
        status: 'in_transit',
        method: 'courier',
        tracking: [{ number: '1' }],
        exceptions: [],
      },
    ],
    promises: [],
    events,
  };
  Object.assign(globalThis, { made: { order, text: JSON.stringify(order) } });
}

async function mount(tag: string): Promise<void> {
  const element = Object.assign(document.createElement(tag), { order: made.order });
  made.element = element;
  document.body.append(element);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Appends events one by one and waits for each update; waits for a frame only at the end. */
async function append(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { order } = made;
    const at = new Date(Date.now() - 50_000 + index * 100).toISOString();
    const event = { ...order.events.at(-1), id: `more ${index}`, at, text: `More ${index}` };
    made.order = { ...order, version: order.version + 1, events: [...order.events, event] };
    Object.assign(made.element, { order: made.order });
    // oxlint-disable-next-line no-await-in-loop -- one update at a time
    await (made.element as Element & { updateComplete: Promise<unknown> }).updateComplete;
  }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function clear(): Promise<void> {
  document.body.replaceChildren();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function parse(): Promise<void> {
  document.body.textContent = String(JSON.parse(made.text).events.length);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

const { waybill, peer } = await measureContenders(contenders, rounds, measure);
console.log(`${slowdown} × slower CPU, medians of ${rounds} rounds, milliseconds`);
printRatios(figures, waybill, peer);
console.log(`10,000 events ÷ 10: ${(waybill['10,000 events'] / waybill['10 events']).toFixed(2)}`);
