import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { recordComplaints } from '../support/console-complaints.ts';
import { testNow } from './start-demo.ts';
import { startStaffShop, type StaffShop } from './start-staff-shop.ts';
import { TEST_TIMEOUT_MS } from '../support/wait-for.ts';

/* One staff shop and one browser for each file that imports this module. */

const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export let staff: StaffShop;
let browser: Browser;
before(async () => {
  staff = await startStaffShop();
  browser = (await launchChromium({ args: FAKE_CAMERA })) as Browser;
});
after(async () => {
  await browser?.close();
  await staff.close();
});

type BrowserSteps = (page: Page, context: BrowserContext) => Promise<void>;

/** Declares a test on a phone. Console errors, console warnings and policy violations fail it, except `allowed` ones. */
export function testInBrowser(
  name: string,
  steps: BrowserSteps,
  { allowed, ...options }: { allowed?: RegExp; javaScriptEnabled?: boolean } = {},
): void {
  it(name, { skip: skipWithoutChromium }, async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      timezoneId: 'Europe/Berlin',
      ...options,
    });
    await context.clock.install({ time: testNow() });
    const page = await context.newPage();
    page.setDefaultTimeout(TEST_TIMEOUT_MS);
    const complaints = recordComplaints(page, allowed);
    try {
      await steps(page, context);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

export const openStaffPage = (page: Page, path = ''): Promise<unknown> =>
  page.goto(`${staff.base}/berlin/staff${path}`);
export const waitForHeading = (page: Page, text: string): Promise<void> =>
  page.locator('h1', { hasText: text }).waitFor();
export const findButton = (page: Page, name: string | RegExp): Locator =>
  page.locator('main').getByRole('button', { name });

/** Waits for the status of the last scan; returns its text. */
export async function waitForStatus(page: Page, expectedText: RegExp): Promise<string> {
  const status = page.locator('#status', { hasText: expectedText });
  await status.waitFor();
  return status.innerText();
}

/** Types as a scanner does, wherever the focus is. */
export async function typeAsScanner(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

export const openDisclosure = (page: Page, name: string): Promise<void> =>
  page.locator('summary', { hasText: name }).first().click();

/** Whether closing the page asks first. A headless browser cannot show the dialog itself. */
export const asksBeforeClosing = (page: Page): Promise<boolean> =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

/** The kinds of an order's events. */
export async function getEventKinds(id: string): Promise<string[]> {
  return (await staff.getOrder(id)).events.map(({ kind }) => kind);
}
