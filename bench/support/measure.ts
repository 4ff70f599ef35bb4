import { buildSync } from 'esbuild';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/find-browsers.ts';

/** An element and the module that defines it. */
export type Contender = { tag: string; script: string };

export type MeasuredPage = {
  page: Page;
  /** CPU time of the page's main thread since its start, in milliseconds. */
  getBusyTime(): Promise<number>;
  /** CPU time that a job takes in the page's main thread, after a garbage collection; in milliseconds. */
  measureCpu(job: () => Promise<unknown>): Promise<number>;
  /** Bytes of JavaScript heap after a garbage collection. */
  measureHeap(): Promise<number>;
  close(): Promise<void>;
};

/** Bundles a peer element as a shop would. */
export function bundlePeer(entryPoint: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    format: 'esm',
    conditions: ['production'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a blank English page with the contender's script. `slowdown` divides the speed of the CPU. */
export async function openMeasuredPage(browser: Browser, script: string, slowdown: number): Promise<MeasuredPage> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  // The page has an origin: cancel buttons read the session storage.
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en">' }),
  );
  await page.goto('https://shop.example/');
  await page.addScriptTag({ type: 'module', content: script });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const getBusyTime = async (): Promise<number> => (await readMetric(session, 'TaskDuration')) * 1000;
  const collectGarbage = (): Promise<unknown> => session.send('HeapProfiler.collectGarbage');
  return {
    page,
    getBusyTime,
    async measureCpu(job) {
      await collectGarbage();
      const before = await getBusyTime();
      await job();
      return (await getBusyTime()) - before;
    },
    async measureHeap() {
      await collectGarbage();
      return readMetric(session, 'JSHeapUsedSize');
    },
    close: () => context.close(),
  };
}

async function readMetric(session: CDPSession, metric: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === metric)?.value ?? NaN;
}

/**
 * Measures all contenders in turns, so that a change of the machine's load hits them alike.
 *
 * @returns the median of each figure, by contender
 */
export async function measureContenders<C extends string, F extends string>(
  contenders: Record<C, Contender>,
  rounds: number,
  measure: (browser: Browser, contender: Contender) => Promise<Record<F, number>>,
): Promise<Record<C, Record<F, number>>> {
  const browser = await chromium.launch({
    executablePath: findBrowsers().chromium?.browser ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const names = Object.keys(contenders) as C[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<C, Record<F, number>[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await measure(browser, contenders[name]));
  }
  await browser.close();
  return Object.fromEntries(names.map((name) => [name, toMedians(results[name])])) as Record<C, Record<F, number>>;
}

function toMedians<F extends string>(rounds: readonly Record<F, number>[]): Record<F, number> {
  const figures = Object.keys(rounds[0] ?? {}) as F[];
  return Object.fromEntries(figures.map((figure) => [figure, median(rounds.map((round) => round[figure]))])) as Record<
    F,
    number
  >;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Prints one line per figure: both medians and their ratio. */
export function printRatios<F extends string>(
  figures: readonly F[],
  waybill: Record<F, number>,
  peer: Record<F, number>,
): void {
  const width = Math.max(...figures.map((figure) => figure.length)) + 2;
  for (const figure of figures) {
    const [ours, theirs] = [waybill[figure], peer[figure]];
    const columns = [`waybill ${ours.toFixed(1).padStart(7)}`, `plain Lit ${theirs.toFixed(1).padStart(7)}`];
    console.log(`${figure.padEnd(width)}${columns.join('  ')}  ratio ${(ours / theirs).toFixed(2)}`);
  }
}
