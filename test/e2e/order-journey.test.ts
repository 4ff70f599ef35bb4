import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { DemoOptions } from '../../demo/app.ts';
import type { Order } from '../../src/contract/index.ts';
import { openMailServer } from '../examples/mail-server.ts';
import { skipPostgres, startPostgres } from '../server/support/postgres.ts';
import { startDemo } from '../demo/start-demo.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { runInBrowser } from '../demo/run-in-browser.ts';
import { waitFor } from '../support/wait-for.ts';

/*
 * One order on the real back end. The customer's page is not reloaded, the staff uses a phone, and a mail server receives
 * the mail.
 */

const HOUR = 60 * 60;
const POINT = 'paketstation:station-suedstern';
const STATUS = 'waybill-order-status';

let browser: Browser;
before(async () => {
  browser = (await launchChromium()) as Browser;
});
after(() => browser?.close());

describe('an order from the product page to the customer', { skip: skipWithoutChromium }, () => {
  it('is placed, packed, delayed, partly canceled and collected, on SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-demo-'));
    try {
      await playJourney({ folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is placed, packed, delayed, partly canceled and collected, on Postgres', { skip: skipPostgres }, async () => {
    const server = await startPostgres();
    try {
      await playJourney({ database: await server.newDatabase() });
    } finally {
      await server.stop();
    }
  });
});

async function playJourney(options: DemoOptions): Promise<void> {
  const mail = await openMailServer();
  const demo = await startDemo({ ...options, smtp: mail.address });
  const shopContext = demo.shopContexts.get('berlin');
  assert.ok(shopContext);
  try {
    await runInBrowser(browser, { viewport: { width: 390, height: 844 } }, async (open) => {
      const customer = await open(`${demo.base}/berlin/p/effi-briest?lang=en`);
      const id = await placeOrder(customer, (orderId) => shopContext.backEnd.store.getOrder(orderId));
      const status = customer.locator(STATUS);
      await customer.evaluate(() => (document.body.dataset['load'] = 'first'));

      const staff = await open(`${demo.base}/berlin/staff`);
      const scan = createScanner(staff, id);
      const advanceHours = (hours: number): void => shopContext.stories.advanceClock(hours * HOUR);

      advanceHours(2);
      await scan.find();
      await staff.getByText('Partly packed').click();
      await staff.getByLabel('Spazieren in Berlin').fill('0');
      await scan.tap('Packed: only these');
      await waitForText(status.locator('[part~=bar-current]'), /^Packed$/);
      await waitForText(status.locator('[part~=parcel-unshipped]'), /Spazieren in Berlin.*Not sent yet/s);

      advanceHours(3);
      await scan.find();
      const parcel = staff.getByRole('region', { name: /^Parcel/ });
      await parcel.getByLabel('Tracking number').fill('0034 0434 1610 94');
      await scan.tap('Handed to the carrier', parcel);
      await waitForText(status.locator('[part~=bar-current]'), /^Shipped$/);
      await waitForMail(mail.mails, /On its way/);

      advanceHours(12);
      await scan.find();
      await parcel.getByText('Delayed', { exact: true }).click();
      await parcel.getByLabel('Why').filter({ visible: true }).selectOption('weather');
      await scan.tap('Announce the new date', parcel);
      await waitForText(status.locator('[part~=promise]'), /Promised .* now ./s);
      // The reason is in the shop's language.
      await waitForText(status.locator('[part~=promise-reason]'), /Das Wetter hält es auf/);
      const { promises } = await getOrder();
      assert.equal(promises.length, 2);
      assert.equal(promises[0]?.source, 'checkout');
      await waitForMail(mail.mails, /Delayed/);

      await customer.getByRole('button', { name: 'Cancel Spazieren in Berlin' }).click();
      await customer.getByRole('button', { name: 'Cancel item', exact: true }).click();
      await waitForText(status, /is canceled/);
      const { lineItems, adjustments } = await getOrder();
      assert.deepEqual(
        lineItems.map(({ sku, quantity }) => [sku, quantity?.total]),
        [
          ['effi-briest', 1],
          ['spazieren', 0],
        ],
      );
      assert.equal(adjustments[0]?.status, 'completed');

      advanceHours(36);
      await scan.find();
      await parcel.getByLabel('Code').filter({ visible: true }).fill('4711');
      await scan.tap('Arrived at the point', parcel);
      await waitForText(status, /4711/);
      await waitForMail(mail.mails, /Ready for pickup/);

      advanceHours(5);
      await scan.find();
      await scan.tap('Collected', parcel);
      await waitForText(status.locator('[part~=headline]'), /Collected|Delivered|Picked up/);
      await waitForMail(mail.mails, /Collected|Delivered|Picked up/);
      assert.equal((await getOrder()).shipments[0]?.status, 'delivered');

      // A reload would remove the marker.
      assert.equal(await customer.evaluate(() => document.body.dataset['load']), 'first');
      assert.deepEqual(new Set(mail.mails.flatMap(({ to }) => to)), new Set(['customer@shop.example']));

      async function getOrder(): Promise<Order> {
        const order = await shopContext?.backEnd.store.getOrder(id);
        assert.ok(order);
        return order;
      }
    });
  } finally {
    await demo.close();
    await mail.close();
  }
}

/** Orders two books and opens the page of the order. Checks that the shown estimate becomes the promise. Returns the id. */
async function placeOrder(page: Page, getOrder: (id: string) => Promise<Order | undefined>): Promise<string> {
  const headline = page.locator('main [part=headline]').first();
  await headline.filter({ hasText: /\d/ }).waitFor();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.goto(`${page.url()}&add=spazieren&quantity=1`);
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await page.locator(`[value="${POINT}"]`).check();
  const estimate = await page.locator(`.delivery-option:has([value="${POINT}"]) [part=headline]`).innerText();
  await page.locator('.summary [part=headline]').filter({ hasText: estimate }).waitFor();
  await page.getByRole('button', { name: 'Order and pay' }).click();
  await page.waitForURL(/orders\/[\da-f]+/);
  await page.locator('.promise [part=headline]').filter({ hasText: estimate }).waitFor();

  const id = /orders\/([\da-f]+)/.exec(page.url())?.[1] ?? '';
  const [promise] = (await getOrder(id))?.promises ?? [];
  assert.equal(promise?.source, 'checkout');
  const day = new Intl.DateTimeFormat('en', { timeZone: 'UTC', day: 'numeric' }).format(
    Date.parse(promise.window?.to ?? ''),
  );
  assert.match(estimate, new RegExp(`\\b${day}\\b`));

  await page.getByRole('link', { name: 'Follow your order' }).click();
  await page.locator(`${STATUS} [part~=freshness-live]`).waitFor();
  return id;
}

/** Finds the order on the staff's page and presses buttons there. */
function createScanner(page: Page, id: string) {
  return {
    async find(): Promise<void> {
      await waitForNewPage(async () => {
        await page.locator('#code').fill(id);
        await page.keyboard.press('Enter');
      });
      await page.getByRole('heading', { level: 1, name: id }).waitFor();
    },
    async tap(name: string, region: Locator = page.locator('main')): Promise<void> {
      await waitForNewPage(() => region.getByRole('button', { name }).filter({ visible: true }).first().click());
    },
  };

  /** Performs an action and waits until the page has changed. */
  async function waitForNewPage(action: () => Promise<void>): Promise<void> {
    await page.locator('h1').evaluate((heading) => heading.setAttribute('data-old', ''));
    await action();
    await page.locator('h1:not([data-old])').waitFor();
  }
}

/** Waits until the customer's page shows a text. */
const waitForText = (locator: Locator, text: RegExp): Promise<void> =>
  locator.filter({ hasText: text }).first().waitFor();

async function waitForMail(mails: readonly { headers: ReadonlyMap<string, string> }[], subject: RegExp): Promise<void> {
  await waitFor(
    () => mails.some(({ headers }) => subject.test(headers.get('subject') ?? '')),
    `a mail with the subject ${String(subject)}`,
  );
}
