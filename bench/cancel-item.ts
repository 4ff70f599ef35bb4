/**
 * A hundred cancel buttons of one order against a plain Lit peer:
 *   node bench/cancel-item.ts [slowdown] [folder of the built files] [bare]
 * Prints medians of CPU time in the page's main thread for a hundred closed buttons with their deadlines (`bare`:
 * without), nodes per button, and the time from a click to the painted dialog, for the first and for a later click.
 */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import type { BenchOrder } from './support/cancel-order.ts';
import { bundlePeer, measureContenders, openMeasuredPage, printRatios, type Contender } from './support/measure.ts';

const slowdown = Number(process.argv[2] ?? 1);
const folder = process.argv[3] ?? 'dist/cdn';
const isBare = process.argv[4] === 'bare';
const buttons = 100;
const rounds = 11;

const contenders = {
  waybill: { tag: 'waybill-cancel-item', script: readFileSync(`${folder}/cancel-item.js`, 'utf8') },
  peer: { tag: 'naive-cancel-item', script: bundlePeer('bench/naive-cancel-item.ts') },
};

const figures = [
  'mount',
  'newer order',
  'first click',
  'first click, work',
  'later click',
  'later click, work',
] as const;

/** Milliseconds from the click to the next paint, in steps of 8, and of that in event listeners. */
type Click = { duration: number; work: number };

async function measure(
  browser: Browser,
  { tag, script }: Contender,
): Promise<Record<(typeof figures)[number] | 'nodes', number>> {
  const { page, measureCpu, close } = await openMeasuredPage(browser, script, slowdown);
  // The cost of two empty frames is subtracted from each figure. The first measurement warms up.
  await measureCpu(() => page.evaluate(waitForFrames));
  const idle = await measureCpu(() => page.evaluate(waitForFrames));
  await page.evaluate(make, { buttons, isBare });
  const mounted = await measureCpu(() => page.evaluate(mount, { tag, buttons }));
  await page.evaluate(makeNewerOrder);
  const updated = await measureCpu(() => page.evaluate(update, tag));
  const nodes = await page.evaluate(countNodes, tag);
  const first = await click(page, tag, 2);
  await page.keyboard.press('Escape');
  // Let the work after closing end before the next click.
  await page.waitForTimeout(300);
  const later = await click(page, tag, 4);
  await close();
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

declare const made: { order: BenchOrder };

/** Creates the order beforehand, as an object: parsing is not measured. */
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
        reasons: ['Ordered by mistake', 'Found it cheaper', 'Takes too long', 'Something else'].map((label, index) => ({
          code: `r${index}`,
          label,
        })),
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

function makeNewerOrder(): void {
  made.order = { ...structuredClone(made.order), version: made.order.version + 1 };
}

async function update(tag: string): Promise<void> {
  for (const element of document.querySelectorAll(tag)) Object.assign(element, { order: made.order });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function waitForFrames(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/** Nodes per element, shadow root included, without the white space of Lit's templates. */
function countNodes(tag: string): number {
  const elements = [...document.querySelectorAll(tag)];
  const within = (node: Node): number =>
    1 +
    [...node.childNodes].reduce(
      (sum, child) => sum + (child instanceof Text && child.data.trim() === '' ? 0 : within(child)),
      0,
    );
  return elements.reduce((sum, { shadowRoot }) => sum + 1 + (shadowRoot ? within(shadowRoot) : 0), 0) / elements.length;
}

/** Clicks the button of one element with the mouse and reads the Event Timing API. */
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
      // A click that takes less than 16 ms has no entry.
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

const loadBefore = loadavg()[0];
const { waybill, peer } = await measureContenders(contenders, rounds, measure);
console.log(
  `${buttons} closed, ${isBare ? 'without' : 'with'} a deadline, ${slowdown} × slower CPU, medians of ${rounds} rounds, milliseconds`,
);
printRatios(figures, waybill, peer);
console.log(`nodes of each      waybill ${waybill.nodes}  plain Lit ${peer.nodes}`);
console.log(`load average before ${loadBefore?.toFixed(2)}, after ${loadavg()[0]?.toFixed(2)}`);
