import assert from 'node:assert/strict';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/browsers.ts';
import { GIVE_UP_MS } from '../support/until.ts';
import { machineNow } from './open-demo.ts';

const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'];
const executablePath = findBrowsers().chromium?.browser;

/** Why walks are skipped, or `false`. */
export const skipWalks = executablePath === undefined && 'there is no Chromium here';

export const launchBrowser = (): Promise<Browser> => chromium.launch({ executablePath: executablePath ?? '', args: ARGUMENTS });

/** Opens pages of its own, which have the machine's time that the demo has. Whatever a console complains of fails the walk, violations of the policy too. */
export async function walkIn(
  browser: Browser,
  options: BrowserContextOptions,
  steps: (open: (address: string) => Promise<Page>, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options });
  await context.clock.install({ time: machineNow() });
  const complaints: string[] = [];
  const open = async (address: string): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(GIVE_UP_MS);
    page.on('console', (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    return page;
  };
  try {
    await steps(open, context);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}
