import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { recordComplaints } from '../support/console-complaints.ts';
import { TEST_TIMEOUT_MS } from '../support/wait-for.ts';
import { testNow } from './start-demo.ts';

/**
 * Runs steps in a browser context with the demo's clock. A console error, console warning, uncaught error or policy
 * violation fails the test.
 */
export async function runInBrowser(
  browser: Browser,
  options: BrowserContextOptions,
  steps: (open: (url: string) => Promise<Page>, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options });
  await context.clock.install({ time: testNow() });
  const complaints: string[] = [];
  const open = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(TEST_TIMEOUT_MS);
    recordComplaints(page, undefined, complaints);
    await page.goto(url);
    return page;
  };
  try {
    await steps(open, context);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}
