import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/browsers.ts';
import { openDemo, type OpenDemo } from './open-demo.ts';

/* The staff's pages and the customer's, on one shop's back end. */

const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'];
const STATUS = 'waybill-order-status';

const executablePath = findBrowsers().chromium?.browser;
const skip = executablePath === undefined && 'there is no Chromium here';

let demo: OpenDemo;
let browser: Browser;
before(async () => {
  demo = await openDemo();
  if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ARGUMENTS });
});
after(async () => {
  await browser?.close();
  await demo.close();
});

async function open(path: string, complaints: string[]): Promise<Page> {
  const page = await browser.newPage({ timezoneId: 'Europe/Berlin', viewport: { width: 400, height: 800 } });
  page.on('console', (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(demo.base + path);
  return page;
}

describe('a scan', () => {
  it('is what the customer sees', { skip }, async () => {
    const complaints: string[] = [];
    const customer = await open('/berlin/account/b-2041?lang=en', complaints);
    const status = customer.locator(STATUS);
    await status.locator('[part~=freshness-live]').waitFor();
    const staff = await open('/berlin/staff', complaints);
    await staff.keyboard.type('B-2041');
    await staff.keyboard.press('Enter');
    await staff.locator('h1', { hasText: 'B-2041' }).waitFor();
    const tap = (name: string | RegExp): Promise<void> => staff.locator('main').getByRole('button', { name }).click();

    await tap('Packed: all');
    await status.filter({ hasText: 'Packed' }).waitFor();
    await staff.getByLabel('Tracking number').fill('0034 0434 1610 94 2782 99');
    await tap('Handed to the carrier');
    await status.filter({ hasText: 'With the carrier' }).waitFor();
    await status.filter({ hasText: '0034 0434 1610 94 2782 99' }).waitFor();

    await staff.locator('summary', { hasText: 'Delayed' }).click();
    await staff.getByLabel('Comes from').fill('2027-01-11');
    await staff.getByLabel('to', { exact: true }).fill('2027-01-13');
    await tap('Tell the new date');
    // Both promises, and why.
    await status.filter({ hasText: /Promised.*now.*13 January|Promised.*now.*January.*13/s }).waitFor();
    await status.filter({ hasText: 'noch nicht von unserem Lieferanten' }).waitFor();

    await tap('Out for delivery');
    await status.filter({ hasText: 'Out for delivery' }).waitFor();
    await tap('Delivered');
    await status.locator('[part~=headline]', { hasText: 'Delivered' }).waitFor();
    await staff.getByRole('button', { name: 'That was a mistake' }).click();
    await status.locator('[part~=headline]').filter({ hasNotText: 'Delivered' }).waitFor();
    assert.deepEqual(complaints, []);
  });
});
