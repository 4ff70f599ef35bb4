import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/browsers.ts';
import { machineNow } from './open-demo.ts';
import { openStaff, type OpenStaff } from './open-staff.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* What tests of the staff's pages stand on: one shop and one browser for each file that imports this. */

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

const executablePath = findBrowsers().chromium?.browser;

export let staff: OpenStaff;
let browser: Browser;
before(async () => {
  staff = await openStaff();
  if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ARGUMENTS });
});
after(async () => {
  await browser?.close();
  await staff.close();
});

type Steps = (page: Page, context: BrowserContext) => Promise<void>;

/** Runs a walk on a phone. Whatever the console complains of fails it, violations of the policy too, unless `allowed`. */
export function walk(name: string, steps: Steps, { allowed, ...options }: { allowed?: RegExp; javaScriptEnabled?: boolean } = {}): void {
  it(name, { skip: executablePath === undefined && 'there is no Chromium here' }, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, timezoneId: 'Europe/Berlin', ...options });
    await context.clock.install({ time: machineNow() });
    const page = await context.newPage();
    page.setDefaultTimeout(GIVE_UP_MS);
    const complaints: string[] = [];
    const complain = (text: string): void => void (allowed?.test(text) || complaints.push(text));
    page.on('console', (message) => /error|warning/.test(message.type()) && complain(message.text()));
    page.on('pageerror', (error) => complain(error.message));
    try {
      await steps(page, context);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

export const open = (page: Page, path = ''): Promise<unknown> => page.goto(`${staff.base}/berlin/staff${path}`);
export const heading = (page: Page, text: string): Promise<void> => page.locator('h1', { hasText: text }).waitFor();
export const button = (page: Page, name: string | RegExp): Locator => page.locator('main').getByRole('button', { name });

/** Waits until it is said what became of a tap. */
export async function said(page: Page, words: RegExp): Promise<string> {
  const place = page.locator('#said', { hasText: words });
  await place.waitFor();
  return place.innerText();
}

/** As a scanner does, wherever the focus is. */
export async function wedge(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

/** Opens what is behind a disclosure. */
export const disclose = (page: Page, name: string): Promise<void> => page.locator('summary', { hasText: name }).first().click();

/** Whether closing the page asks first. The dialog itself ends a browser that has no window. */
export const asksBeforeClosing = (page: Page): Promise<boolean> =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

/** Of an order's scans. */
export async function kinds(id: string): Promise<string[]> {
  return (await staff.order(id)).events.map(({ kind }) => kind);
}
