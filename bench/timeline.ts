/**
 * Timelines against naive Lit, interleaved in one run: node bench/timeline.ts [slowdown] [folder of the built files]
 * Prints medians of CPU time in the page's main thread: a short one mounted, events appended to a thousand one by
 * one, ten thousand mounted, and what JSON.parse alone takes for those.
 */
import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';

const slowdown = Number(process.argv[2] ?? 1);
const built = process.argv[3] ?? 'dist/cdn';
const rounds = 7;
const appends = 100;

const peer = buildSync({
  entryPoints: ['bench/naive-timeline.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  conditions: ['production'],
  write: false,
});
const contenders = {
  waybill: { tag: 'waybill-order-status', script: readFileSync(`${built}/order-status.js`, 'utf8') },
  'naive Lit': { tag: 'naive-timeline', script: peer.outputFiles[0]?.text ?? '' },
};

const jobs = ['8 steps', '10 events', 'an event more', '10,000 events', 'JSON of 10,000'] as const;
type Figures = Record<(typeof jobs)[number], number>;

async function measure(browser: Browser, { tag, script }: { tag: string; script: string }): Promise<Figures> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  await page.addScriptTag({ type: 'module', content: script });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  const cost = async (job: () => Promise<unknown>): Promise<number> => {
    await page.evaluate(clear);
    await session.send('HeapProfiler.collectGarbage');
    const before = await busy();
    await job();
    return (await busy()) - before;
  };
  // The order is made before and given as an object, so that neither contender pays for making it.
  const mounting = async (count: number): Promise<number> => {
    await page.evaluate(make, count);
    return cost(() => page.evaluate(mount, tag));
  };
  // What two frames take in which nothing happens is no cost of anyone's.
  await cost(() => page.evaluate(clear));
  const idle = await cost(() => page.evaluate(clear));
  const figures: Figures = {
    '8 steps': (await mounting(8)) - idle,
    '10 events': (await mounting(10)) - idle,
    'an event more': 0,
    '10,000 events': (await mounting(10_000)) - idle,
    'JSON of 10,000': (await cost(() => page.evaluate(parse))) - idle,
  };
  await page.evaluate(make, 1000);
  await page.evaluate(mount, tag);
  const before = await busy();
  await page.evaluate(append, appends);
  figures['an event more'] = ((await busy()) - before) / appends;
  await context.close();
  return figures;
}

declare const made: { order: { version: number; events: object[] }; text: string; element: Element };

function make(count: number): void {
  const kinds = ['placed', 'packed', 'accepted', 'departed_facility', 'arrived_at_facility', 'at_delivery_depot', 'in_transit'];
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
    shipments: [{ id: 's1', direction: 'outbound', status: 'in_transit', method: 'courier', tracking: [{ number: '1' }], exceptions: [] }],
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

/** One by one, each drawn before the next comes; frames are waited for at the end alone. */
async function append(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const { order } = made;
    const at = new Date(Date.now() - 50_000 + index * 100).toISOString();
    const event = { ...order.events.at(-1), id: `more ${index}`, at, text: `More ${index}` };
    made.order = { ...order, version: order.version + 1, events: [...order.events, event] };
    Object.assign(made.element, { order: made.order });
    // oxlint-disable-next-line no-await-in-loop -- one comes after the other
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

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const results = new Map<string, Figures[]>();
for (let round = 0; round < rounds; round++) {
  for (const [name, contender] of Object.entries(contenders)) {
    results.set(name, [...(results.get(name) ?? []), await measure(browser, contender)]);
  }
}
await browser.close();
const of = (name: string, job: keyof Figures): number => median((results.get(name) ?? []).map((figures) => figures[job]));
console.log(`${slowdown} × slower CPU, medians of ${rounds} rounds, milliseconds`);
for (const job of jobs) {
  const [ours, theirs] = [of('waybill', job), of('naive Lit', job)];
  console.log(`${job.padEnd(16)} waybill ${ours.toFixed(1).padStart(7)}  naive Lit ${theirs.toFixed(1).padStart(7)}  ratio ${(ours / theirs).toFixed(2)}`);
}
console.log(`10,000 events ÷ 10: ${(of('waybill', '10,000 events') / of('waybill', '10 events')).toFixed(2)}`);
