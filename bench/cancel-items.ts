/**
 * Cancel buttons of one order against naive Lit, interleaved in one run:
 *   node bench/cancel-items.ts [slowdown] [folder of the built files] [bare]
 * Prints medians of CPU time in the page's main thread for a hundred closed ones with their deadlines (`bare`:
 * without), nodes of each, and how long a click takes until the dialog is painted, on the page's first and on a later one.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { buildSync } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';

const slowdown = Number(process.argv[2] ?? 1);
const built = process.argv[3] ?? 'dist/cdn';
const isBare = process.argv[4] === 'bare';
const buttons = 100;
const rounds = 11;

/** What both contenders are given. */
export type MadeOrder = {
  version: number;
  lineItems: { id: string; title: string }[];
  actions: {
    until?: string;
    lineItems: { id: string; maxQuantity: number }[];
    reasons: { code: string; label: string }[];
    refund: { perUnit: { amount: number; currency: string }; method: string };
  }[];
};

const peer = buildSync({
  entryPoints: ['bench/naive-cancel.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  conditions: ['production'],
  write: false,
});
const contenders = {
  waybill: { tag: 'waybill-cancel-item', script: readFileSync(`${built}/cancel-item.js`, 'utf8') },
  'naive Lit': { tag: 'naive-cancel', script: peer.outputFiles[0]?.text ?? '' },
};

const jobs = ['mount', 'newer order', 'first click', 'first click, work', 'later click', 'later click, work'] as const;
type Figures = Record<(typeof jobs)[number] | 'nodes', number>;

/** Milliseconds: from the click to the next paint, in steps of 8, and what its listeners took of that. */
type Click = { duration: number; work: number };

async function measure(browser: Browser, { tag, script }: { tag: string; script: string }): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  // A page of an origin, because what is kept over a reload is asked for there.
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en">' }));
  await page.goto('https://shop.example/');
  await page.addScriptTag({ type: 'module', content: script });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  const cost = async (job: () => Promise<unknown>): Promise<number> => {
    await session.send('HeapProfiler.collectGarbage');
    const before = await busy();
    await job();
    return (await busy()) - before;
  };
  // What two frames take in which nothing happens is no cost of anyone's.
  await cost(() => page.evaluate(nothing));
  const idle = await cost(() => page.evaluate(nothing));
  await page.evaluate(make, { buttons, isBare });
  const mounted = await cost(() => page.evaluate(mount, { tag, buttons }));
  await page.evaluate(remake);
  const updated = await cost(() => page.evaluate(update, tag));
  const nodes = await page.evaluate(countNodes, tag);
  const first = await click(page, tag, 2);
  await page.keyboard.press('Escape');
  // What closing it sets off is over before the next click.
  await page.waitForTimeout(300);
  const later = await click(page, tag, 4);
  await context.close();
  return {
    mount: mounted - idle,
    'newer order': updated - idle,
    nodes,
    'first click': first.duration,
    'first click, work': first.work,
    'later click': later.duration,
    'later click, work': later.work,
  };
}

declare const made: { order: MadeOrder };

/** The order is made before and given as an object, so that neither contender pays for making it. */
function make({ buttons: count, isBare: isWithoutEnd }: { buttons: number; isBare: boolean }): void {
  const ids = Array.from({ length: count }, (_, index) => `l${index}`);
  const order = {
    id: 'o1',
    number: '1001',
    version: 1,
    placedAt: new Date(Date.now() - 3_600_000).toISOString(),
    updatedAt: new Date(Date.now() - 3_600_000).toISOString(),
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    lineItems: ids.map((id) => ({ id, title: `Book ${id}`, quantity: { original: 3, total: 3, fulfilled: 0 } })),
    shipments: [],
    promises: [],
    events: [],
    adjustments: [],
    actions: [
      {
        type: 'cancel-items',
        mode: 'instant',
        ...(isWithoutEnd ? {} : { until: new Date(Date.now() + 7_200_000).toISOString() }),
        lineItems: ids.map((id) => ({ id, maxQuantity: 3 })),
        reasons: ['Ordered by mistake', 'Found it cheaper', 'Takes too long', 'Something else'].map((label, index) => ({ code: `r${index}`, label })),
        refund: { perUnit: { amount: 1290, currency: 'EUR' }, method: 'to your card', days: [3, 5] },
      },
    ],
  };
  Object.assign(globalThis, { made: { order } });
}

async function mount({ tag, buttons: count }: { tag: string; buttons: number }): Promise<void> {
  const list = document.createElement('div');
  list.setHTMLUnsafe(Array.from({ length: count }, (_, index) => `<${tag} line-item="l${index}"></${tag}>`).join(''));
  document.body.append(list);
  for (const element of list.children) Object.assign(element, { order: made.order });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

function remake(): void {
  made.order = { ...structuredClone(made.order), version: made.order.version + 1 };
}

async function update(tag: string): Promise<void> {
  for (const element of document.querySelectorAll(tag)) Object.assign(element, { order: made.order });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function nothing(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** The element, its shadow root and all that stands in it, without the white space that Lit's templates have. */
function countNodes(tag: string): number {
  const elements = [...document.querySelectorAll(tag)];
  const within = (node: Node): number =>
    1 + [...node.childNodes].reduce((sum, child) => sum + (child instanceof Text && child.data.trim() === '' ? 0 : within(child)), 0);
  return elements.reduce((sum, { shadowRoot }) => sum + 1 + (shadowRoot ? within(shadowRoot) : 0), 0) / elements.length;
}

/** A person clicks the button of one element; what the Event Timing API says of it. */
async function click(page: Page, tag: string, index: number): Promise<Click> {
  const button = page.locator(tag).nth(index).locator('button').first();
  const box = await button.boundingBox();
  if (!box) throw new Error(`${tag} shows no button`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const timed = new Promise((resolve) => {
      new PerformanceObserver((list, observer) => {
        const entry = list.getEntriesByName('click')[0] as PerformanceEventTiming | undefined;
        if (!entry) return;
        observer.disconnect();
        resolve({ duration: entry.duration, work: entry.processingEnd - entry.processingStart });
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
      // Below 16 ms there is no entry.
      setTimeout(() => resolve({ duration: 0, work: 0 }), 1000);
    });
    Object.assign(globalThis, { timed });
  });
  await page.mouse.down();
  await page.mouse.up();
  const timing = await page.evaluate(() => (globalThis as unknown as { timed: Promise<Click> }).timed);
  const isOpen = await page.evaluate(
    ([name, at]) => [...document.querySelectorAll(name)][at]?.shadowRoot?.querySelector('dialog')?.open === true,
    [tag, index] as const,
  );
  if (!isOpen) throw new Error(`${tag} did not open its dialog`);
  return timing;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const results = new Map<string, Figures[]>();
const loadBefore = loadavg()[0];
for (let round = 0; round < rounds; round++) {
  for (const [name, contender] of Object.entries(contenders)) {
    results.set(name, [...(results.get(name) ?? []), await measure(browser, contender)]);
  }
}
await browser.close();
const of = (name: string, job: keyof Figures): number => median((results.get(name) ?? []).map((figures) => figures[job]));
console.log(`${buttons} closed, ${isBare ? 'without' : 'with'} a deadline, ${slowdown} × slower CPU, medians of ${rounds} rounds, milliseconds`);
for (const job of jobs) {
  const [ours, theirs] = [of('waybill', job), of('naive Lit', job)];
  console.log(`${job.padEnd(18)} waybill ${ours.toFixed(1).padStart(7)}  naive Lit ${theirs.toFixed(1).padStart(7)}  ratio ${(ours / theirs).toFixed(2)}`);
}
console.log(`nodes of each      waybill ${of('waybill', 'nodes')}  naive Lit ${of('naive Lit', 'nodes')}`);
console.log(`load average before ${loadBefore?.toFixed(2)}, after ${loadavg()[0]?.toFixed(2)}`);
