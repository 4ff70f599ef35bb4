import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startDemo, fetchTimeQuery, type RunningDemo } from './start-demo.ts';
import { findOverflow } from '../support/find-overflow.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { runInBrowser } from './run-in-browser.ts';

/* The customers' pages in a browser, under the strict policy. */

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

/** Declares a test with a blank page in a time zone far from the shops. */
function testPage(name: string, steps: (page: Page, context: BrowserContext) => Promise<void>): void {
  const contextOptions = { timezoneId: 'America/Los_Angeles', viewport: { width: 1000, height: 900 } };
  it(name, { skip: skipWithoutChromium }, () =>
    runInBrowser(browser, contextOptions, async (open, context) => steps(await open('about:blank'), context)),
  );
}

/** The date, or the reason why there is none. */
const ESTIMATE = '[part=headline], [part=unavailable]';

/** The headline of the first estimate element. */
async function readHeadline(page: Page, region = 'main'): Promise<string> {
  return (await page.locator(`${region} waybill-delivery-estimate [part=headline]`).first().innerText()).trim();
}

/** Waits until the first estimate element has another headline. */
async function waitForOtherHeadline(page: Page, headlineBefore: string, region = 'main'): Promise<string> {
  const headline = page.locator(`${region} waybill-delivery-estimate [part=headline]`).first();
  await headline.filter({ hasNotText: headlineBefore }).waitFor();
  return readHeadline(page, region);
}

describe('an order from the product page', () => {
  for (const [shop, product, sku, optionId] of [
    ['berlin', 'berlin-alexanderplatz', 'alexanderplatz-grossdruck', 'paketstation:station-wedding'],
    ['moscow', 'ritm', 'ritm-sneg', 'magazin:savelovskaya'],
    ['drome', 'tabouret', 'tabouret-noyer', 'relais:charonne'],
  ]) {
    testPage(`the promise is the shown estimate: ${shop}`, async (page) => {
      await page.goto(`${demo.base}/${shop}/p/${product}`);
      const initialHeadline = await readHeadline(page);
      assert.match(initialHeadline, /\d/);
      await page.locator(`[value="${sku}"]`).check();
      await page.locator('[name=quantity]').fill('3');
      const chosenHeadline = await waitForOtherHeadline(page, initialHeadline);

      await page.locator('main button.primary').click();
      await page.waitForURL(/cart=/);
      assert.equal(await readHeadline(page), chosenHeadline);

      await page.locator('main a.primary').click();
      await page.locator(`[value="${optionId}"]`).check();
      const optionHeadline = await readHeadline(page, `.delivery-option:has([value="${optionId}"])`);
      const summary = page.locator('.summary [part=headline]');
      await summary.filter({ hasText: optionHeadline }).waitFor();

      await page.locator('.summary button.primary').click();
      await page.waitForURL(/orders\/[\da-f]+/);
      assert.equal(await readHeadline(page), optionHeadline);
      assert.equal(await page.locator('.ordered li').count(), 1);
    });
  }

  testPage('a split cart shows a date per item, also in the confirmation', async (page) => {
    await page.goto(`${demo.base}/berlin/cart`);
    await page.locator('main a.primary').click();
    const jointHeadline = await readHeadline(page);
    await page.locator('[value=split]').check();
    await page.locator('.cart-form button').click();
    await page.waitForURL(/ship=split/);
    const splitHeadline = await readHeadline(page);
    assert.notEqual(splitHeadline, jointHeadline);
    assert.ok((await page.locator('[part=parcel]').count()) > 1);

    await page.locator('main a.primary').click();
    await page.locator('[value=paket]').check();
    const promisedHeadline = await readHeadline(page, '.summary');
    await page.locator('.summary button.primary').click();
    await page.waitForURL(/orders\//);
    assert.equal(await readHeadline(page), promisedHeadline);
    assert.match(await page.locator('[part=parcels]').innerText(), /Nachtlinie N8/);
  });
});

describe('the shop’s clock', () => {
  testPage('the date changes when the cut-off passes on an open page', async (page) => {
    const query = await fetchTimeQuery(demo.base, '/drome/p/vase', 'now=before-cutoff', 56);
    await page.goto(`${demo.base}/drome/p/vase?${query}`);
    const headlineBefore = await readHeadline(page);
    const headlineAfter = await waitForOtherHeadline(page, headlineBefore);
    assert.notEqual(headlineAfter, headlineBefore);
    assert.match(headlineAfter, /\d/);
  });

  testPage('the countdown follows the shop’s clock, not the visitor’s', async (page) => {
    const query = await fetchTimeQuery(demo.base, '/drome/p/vase', 'now=two-hours-before');
    await page.goto(`${demo.base}/drome/p/vase?${query}&lang=en`);
    assert.match(await page.locator('[part=countdown]').innerText(), /^Order within 2 hr,? 3 min$/);
  });

  testPage('the dates of the listing change too, through the shop’s endpoint', async (page) => {
    const query = await fetchTimeQuery(demo.base, '/berlin/', 'now=before-cutoff', 56);
    await page.goto(`${demo.base}/berlin/?${query}`);
    const headlineBefore = await readHeadline(page);
    assert.notEqual(await waitForOtherHeadline(page, headlineBefore), headlineBefore);
  });
});

describe('listings', () => {
  testPage('all elements of a listing share one request', async (page) => {
    const requests: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && requests.push(request.url()));
    await page.goto(`${demo.base}/berlin/`);
    await page.locator(ESTIMATE).last().waitFor();
    const cards = await page.locator('.product-card').count();
    assert.ok(cards > 20);
    assert.equal(await page.locator(ESTIMATE).count(), cards);
    assert.equal(requests.length, 1);
  });

  for (const path of ['/moscow/?lang=uk', '/drome/?lang=ar', '/berlin/?to=JP&lang=ja', '/moscow/?to=DE']) {
    testPage(`every element of a listing has an estimate: ${path}`, async (page) => {
      await page.goto(demo.base + path);
      await page.locator(ESTIMATE).last().waitFor();
      assert.equal(await page.locator(ESTIMATE).count(), await page.locator('.product-card').count());
    });
  }
});

describe('the destination', () => {
  testPage('a postcode typed into an element applies to the checkout', async (page) => {
    await page.goto(`${demo.base}/drome/p/vase?to=ES`);
    await page.locator('[part=destination-summary]').click();
    await page.locator('[part~=control][name=postal]').fill('28001');
    await page.locator('[part~=button]').click();
    await page.waitForURL(/to=ES-28001/);
    await page.locator('main button.primary').click();
    await page.waitForURL(/cart\?.*to=ES-28001/);
    await page.locator('main a.primary').click();
    assert.equal(await page.locator('.address [name=postal]').inputValue(), '28001');
  });
});

describe('narrow pages', () => {
  for (const path of [
    '/berlin/p/berlin-alexanderplatz',
    '/moscow/cart?cart=ritm-grafit:1,stranitsa-10:1&ship=split',
    '/drome/?lang=he',
  ]) {
    testPage(`a page fits into 320 pixels: ${path}`, async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(demo.base + path);
      await page.locator('[part=headline]').first().waitFor();
      for (const summary of await page.locator('waybill-delivery-estimate summary').all()) await summary.click();
      assert.deepEqual(await findOverflow(page), []);
    });
  }
});
