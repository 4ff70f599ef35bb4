/**
 * A listing of estimates against a plain Lit peer: node bench/delivery-estimate.ts [elements] [slowdown]
 * Prints medians of CPU time in the page's main thread, and JavaScript heap per element.
 */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { bundlePeer, measureContenders, openMeasuredPage, type Contender } from './support/measure.ts';

const elementCount = Number(process.argv[2] ?? 1000);
const slowdown = Number(process.argv[3] ?? 1);
const rounds = 7;

const contenders = {
  waybill: { tag: 'waybill-delivery-estimate compact', script: readFileSync('dist/cdn/delivery-estimate.js', 'utf8') },
  'plain Lit': { tag: 'naive-delivery-estimate', script: bundlePeer('bench/naive-delivery-estimate.ts') },
};

async function measure(
  browser: Browser,
  { tag, script }: Contender,
): Promise<Record<'mount' | 'update' | 'bytes', number>> {
  const { page, measureCpu, measureHeap, close } = await openMeasuredPage(browser, script, slowdown);
  const heapBefore = await measureHeap();
  const mounted = await measureCpu(() => page.evaluate(mount, { tag, elementCount }));
  const bytes = ((await measureHeap()) - heapBefore) / elementCount;
  const updated = await measureCpu(() => page.evaluate(update));
  await close();
  return { mount: mounted, update: updated, bytes };
}

async function mount({ tag, elementCount: count }: { tag: string; elementCount: number }): Promise<void> {
  const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const dates = Array.from({ length: 20 }, (_, index) => `from="${day(2 + index)}" to="${day(4 + index)}"`);
  const list = document.createElement('div');
  const name = tag.split(' ')[0];
  list.setHTMLUnsafe(Array.from({ length: count }, (_, index) => `<${tag} ${dates[index % 20]}></${name}>`).join(''));
  document.body.append(list);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

async function update(): Promise<void> {
  const to = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  for (const element of document.querySelectorAll('[from]')) element.setAttribute('to', to);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

const results = await measureContenders(contenders, rounds, measure);
console.log(`${elementCount} elements, ${slowdown} × slower CPU, medians of ${rounds} rounds`);
for (const [name, { mount: mounted, update: updated, bytes }] of Object.entries(results)) {
  const times = `mount ${mounted.toFixed(1)} ms  update ${updated.toFixed(1)} ms`;
  console.log(`${name.padEnd(10)} ${times}  ${bytes.toFixed(0)} B of JavaScript heap per element`);
}
