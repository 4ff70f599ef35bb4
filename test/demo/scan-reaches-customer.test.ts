import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { recordComplaints } from '../support/console-complaints.ts';
import { startDemo, type RunningDemo } from './start-demo.ts';

/* The staff's pages and the customer's page on the back end of one shop. */

const STATUS = 'waybill-order-status';

let demo: RunningDemo;
let browser: Browser;
before(async () => {
  demo = await startDemo();
  browser = (await launchChromium()) as Browser;
});
after(async () => {
  await browser?.close();
  await demo.close();
});

async function openPage(path: string, complaints: string[]): Promise<Page> {
  const page = await browser.newPage({ timezoneId: 'Europe/Berlin', viewport: { width: 400, height: 800 } });
  recordComplaints(page, undefined, complaints);
  await page.goto(demo.base + path);
  return page;
}

describe('a scan', () => {
  it('updates the customer’s page', { skip: skipWithoutChromium }, async () => {
    const complaints: string[] = [];
    const customer = await openPage('/berlin/account/b-2041?lang=en', complaints);
    const status = customer.locator(STATUS);
    await status.locator('[part~=freshness-live]').waitFor();
    const staff = await openPage('/berlin/staff', complaints);
    await staff.keyboard.type('B-2041');
    await staff.keyboard.press('Enter');
    await staff.locator('h1', { hasText: 'B-2041' }).waitFor();
    const pressButton = (name: string | RegExp): Promise<void> =>
      staff.locator('main').getByRole('button', { name }).click();

    await pressButton('Packed: all');
    await status.filter({ hasText: 'Packed' }).waitFor();
    await staff.getByLabel('Tracking number').fill('0034 0434 1610 94 2782 99');
    await pressButton('Handed to the carrier');
    await status.filter({ hasText: 'Shipped' }).waitFor();
    await status.filter({ hasText: '0034 0434 1610 94 2782 99' }).waitFor();

    await staff.locator('summary', { hasText: 'Delayed' }).click();
    await staff.getByLabel('Arrives from').fill('2027-01-11');
    await staff.getByLabel('to', { exact: true }).fill('2027-01-13');
    await pressButton('Announce the new date');
    // The status has both promises and the reason.
    await status.filter({ hasText: /Promised.*now.*13 January|Promised.*now.*January.*13/s }).waitFor();
    await status.filter({ hasText: 'noch nicht von unserem Lieferanten' }).waitFor();

    await pressButton('Out for delivery');
    await status.filter({ hasText: 'Out for delivery' }).waitFor();
    await pressButton('Delivered');
    await status.locator('[part~=headline]', { hasText: 'Delivered' }).waitFor();
    await staff.getByRole('button', { name: 'Retract this scan' }).click();
    await status.locator('[part~=headline]').filter({ hasNotText: 'Delivered' }).waitFor();
    assert.deepEqual(complaints, []);
  });
});
