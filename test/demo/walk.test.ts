import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openDemo, queryAt, type OpenDemo } from './open-demo.ts';
import { launchBrowser, skipWalks, walkIn } from './walking.ts';

/* The shops as a customer sees them: the built files, in a browser, under the strict policy. */

let demo: OpenDemo;
let browser: Browser;
before(async () => {
  demo = await openDemo();
  if (!skipWalks) browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await demo.close();
});

/** Runs a walk on a page of its own, which nothing is open in yet. */
function walk(name: string, steps: (page: Page, context: BrowserContext) => Promise<void>): void {
  const far = { timezoneId: 'America/Los_Angeles', viewport: { width: 1000, height: 900 } };
  it(name, { skip: skipWalks }, () => walkIn(browser, far, async (open, context) => steps(await open('about:blank'), context)));
}

/** What every badge says: when, or why not. */
const ANSWER = '[part=headline], [part=unavailable]';

/** What a widget says first. */
async function headline(page: Page, where = 'main'): Promise<string> {
  return (await page.locator(`${where} waybill-delivery-estimate [part=headline]`).first().innerText()).trim();
}

/** Waits until a widget says something else than before. */
async function otherHeadline(page: Page, before: string, where = 'main'): Promise<string> {
  const shown = page.locator(`${where} waybill-delivery-estimate [part=headline]`).first();
  await shown.filter({ hasNotText: before }).waitFor();
  return headline(page, where);
}

describe('from the product to the order', () => {
  for (const [shop, product, sku, way] of [
    ['berlin', 'berlin-alexanderplatz', 'alexanderplatz-grossdruck', 'paketstation:station-wedding'],
    ['moscow', 'ritm', 'ritm-sneg', 'magazin:savelovskaya'],
    ['drome', 'tabouret', 'tabouret-noyer', 'relais:charonne'],
  ]) {
    walk(`the promise is the one that was shown: ${shop}`, async (page) => {
      await page.goto(`${demo.base}/${shop}/p/${product}`);
      const first = await headline(page);
      assert.match(first, /\d/);
      await page.locator(`[value="${sku}"]`).check();
      await page.locator('[name=quantity]').fill('3');
      const chosen = await otherHeadline(page, first);

      await page.locator('main button.primary').click();
      await page.waitForURL(/cart=/);
      assert.equal(await headline(page), chosen);

      await page.locator('main a.primary').click();
      await page.locator(`[value="${way}"]`).check();
      const offered = await headline(page, `.way:has([value="${way}"])`);
      const summary = page.locator('.summary [part=headline]');
      await summary.filter({ hasText: offered }).waitFor();

      await page.locator('.summary button.primary').click();
      await page.waitForURL(/orders\/[\da-f]+/);
      assert.equal(await headline(page), offered);
      assert.equal(await page.locator('.ordered li').count(), 1);
    });
  }

  walk('a cart that is sent apart says which item comes when, also with the order', async (page) => {
    await page.goto(`${demo.base}/berlin/cart`);
    await page.locator('main a.primary').click();
    const together = await headline(page);
    await page.locator('[value=split]').check();
    await page.locator('.cart-form button').click();
    await page.waitForURL(/ship=split/);
    const apart = await headline(page);
    assert.notEqual(apart, together);
    assert.ok((await page.locator('[part=parcel]').count()) > 1);

    await page.locator('main a.primary').click();
    await page.locator('[value=paket]').check();
    const promised = await headline(page, '.summary');
    await page.locator('.summary button.primary').click();
    await page.waitForURL(/orders\//);
    assert.equal(await headline(page), promised);
    assert.match(await page.locator('[part=parcels]').innerText(), /Nachtlinie N8/);
  });
});

describe('the shop’s clock', () => {
  walk('the date moves when the cut-off passes, while the page is open', async (page) => {
    const query = await queryAt(demo.base, '/drome/p/vase', 'now=before-cutoff', 56);
    await page.goto(`${demo.base}/drome/p/vase?${query}`);
    const before = await headline(page);
    const after = await otherHeadline(page, before);
    assert.notEqual(after, before);
    assert.match(after, /\d/);
  });

  walk('the countdown is by the shop’s clock, not the visitor’s', async (page) => {
    const query = await queryAt(demo.base, '/drome/p/vase', 'now=two-hours-before');
    await page.goto(`${demo.base}/drome/p/vase?${query}&lang=en`);
    assert.match(await page.locator('[part=countdown]').innerText(), /^Order within 2 hr,? 3 min$/);
  });

  walk('the listing moves too, through the shop’s endpoint', async (page) => {
    const query = await queryAt(demo.base, '/berlin/', 'now=before-cutoff', 56);
    await page.goto(`${demo.base}/berlin/?${query}`);
    const before = await headline(page);
    assert.notEqual(await otherHeadline(page, before), before);
  });
});

describe('listings', () => {
  walk('all badges ask in one request', async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));
    await page.goto(`${demo.base}/berlin/`);
    await page.locator(ANSWER).last().waitFor();
    const cards = await page.locator('.product-card').count();
    assert.ok(cards > 20);
    assert.equal(await page.locator(ANSWER).count(), cards);
    assert.equal(asked.length, 1);
  });

  for (const path of ['/moscow/?lang=uk', '/drome/?lang=ar', '/berlin/?to=JP&lang=ja', '/moscow/?to=DE']) {
    walk(`every badge answers: ${path}`, async (page) => {
      await page.goto(demo.base + path);
      await page.locator(ANSWER).last().waitFor();
      assert.equal(await page.locator(ANSWER).count(), await page.locator('.product-card').count());
    });
  }
});

describe('the destination', () => {
  walk('a postcode told to the widget goes along to the checkout', async (page) => {
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
    walk(`nothing stands out at 320 pixels: ${path}`, async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(demo.base + path);
      await page.locator('[part=headline]').first().waitFor();
      for (const summary of await page.locator('waybill-delivery-estimate summary').all()) await summary.click();
      const [needed, there] = await page.evaluate(() => [document.body.scrollWidth, document.body.clientWidth]);
      assert.equal(needed, there);
    });
  }
});
