import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Checks the whole page with axe. Returns one line per violation: the rule and the elements. */
export async function findAxeViolations(page: Page): Promise<string[]> {
  const isLoaded = await page.evaluate(() => 'axe' in window);
  // Evaluated through the debugger: a strict content security policy blocks a script element.
  if (!isLoaded) await page.evaluate(await readFile(axeFile, 'utf8'));
  return page.evaluate(async () => {
    type Results = { violations: { id: string; nodes: { html: string }[] }[] };
    const { violations } = await (Reflect.get(window, 'axe') as { run(): Promise<Results> }).run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
