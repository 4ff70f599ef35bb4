/**
 * A listing of badges against naive Lit, interleaved in one run: node bench/badges.ts [badges] [slowdown]
 * Prints medians of CPU time in the page's main thread, and memory a badge.
 */
import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';

const badges = Number(process.argv[2] ?? 1000);
const slowdown = Number(process.argv[3] ?? 1);
const rounds = 7;

const peer = buildSync({
  entryPoints: ['bench/naive-lit.ts'],
  bundle: true,
  minify: true,
  format: 'esm',
  conditions: ['production'],
  write: false,
});
const contenders = {
  waybill: { tag: 'waybill-delivery-estimate compact', script: readFileSync('dist/cdn/delivery-estimate.js', 'utf8') },
  'naive Lit': { tag: 'naive-badge', script: peer.outputFiles[0]?.text ?? '' },
};

type Figures = { mount: number; update: number; bytes: number };

async function measure(browser: Browser, { tag, script }: { tag: string; script: string }): Promise<Figures> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('about:blank');
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  await page.addScriptTag({ type: 'module', content: script });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const metrics = async (): Promise<Map<string, number>> => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics: list } = await session.send('Performance.getMetrics');
    return new Map(list.map(({ name, value }) => [name, value]));
  };
  const cpu = (from: Map<string, number>, to: Map<string, number>, name = 'TaskDuration'): number =>
    (to.get(name) ?? 0) - (from.get(name) ?? 0);

  const start = await metrics();
  await page.evaluate(mount, { tag, badges });
  const mounted = await metrics();
  await page.evaluate(update);
  const updated = await metrics();
  await context.close();
  return {
    mount: cpu(start, mounted) * 1000,
    update: cpu(mounted, updated) * 1000,
    bytes: cpu(start, mounted, 'JSHeapUsedSize') / badges,
  };
}

async function mount({ tag, badges: count }: { tag: string; badges: number }): Promise<void> {
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
  for (const badge of document.querySelectorAll('[from]')) badge.setAttribute('to', to);
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
console.log(`${badges} badges, ${slowdown} × slower CPU, medians of ${rounds} rounds`);
for (const [name, figures] of results) {
  const of = (key: keyof Figures): string => median(figures.map((each) => each[key])).toFixed(key === 'bytes' ? 0 : 1);
  console.log(`${name.padEnd(10)} mount ${of('mount')} ms  update ${of('update')} ms  ${of('bytes')} B of JavaScript heap a badge`);
}
