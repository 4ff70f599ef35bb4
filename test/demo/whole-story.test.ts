import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { DemoOptions } from '../../demo/app.ts';
import type { Order } from '../../src/contract/index.ts';
import { openMailServer } from '../waybill-server/mail/mail-server.ts';
import { skipPostgres, startPostgres } from '../waybill-server/support/postgres.ts';
import { openDemo } from './open-demo.ts';
import { launchBrowser, skipWalks, walkIn } from './walking.ts';
import { until } from '../support/until.ts';

/*
 * From the product page to the parcel in the customer's hands: the customer's page is opened once and never loaded
 * again, the staff work on a phone, mail goes to a server of its own, and everything goes through the back end.
 */

const HOUR = 60 * 60;
const POINT = 'paketstation:station-suedstern';
const STATUS = 'waybill-order-status';

let browser: Browser;
before(async () => {
  if (!skipWalks) browser = await launchBrowser();
});
after(() => browser?.close());

describe('the whole story', { skip: skipWalks }, () => {
  it('on SQLite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waybill-demo-'));
    try {
      await tell({ folder });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('on Postgres', { skip: skipPostgres }, async () => {
    const server = await startPostgres();
    try {
      await tell({ database: await server.newDatabase() });
    } finally {
      await server.stop();
    }
  });
});

async function tell(options: DemoOptions): Promise<void> {
  const mail = await openMailServer();
  const demo = await openDemo({ ...options, smtp: mail.address });
  const desk = demo.desks.get('berlin');
  assert.ok(desk);
  try {
    await walkIn(browser, { viewport: { width: 390, height: 844 } }, async (open) => {
      const customer = await open(`${demo.base}/berlin/p/effi-briest?lang=en`);
      const id = await order(customer, (orderId) => desk.backEnd.store.order(orderId));
      const told = customer.locator(STATUS);
      await customer.evaluate(() => (document.body.dataset['since'] = 'the beginning'));

      const staff = await open(`${demo.base}/berlin/staff`);
      const scan = scanner(staff, id);
      const pass = (hours: number): void => desk.account.letPass(hours * HOUR);

      pass(2);
      await scan.find();
      await staff.getByText('Packed, but not all of it').click();
      await staff.getByLabel('Spazieren in Berlin').fill('0');
      await scan.tap('Packed: only these');
      await hears(told, /Packed.*Not sent yet/s);

      pass(3);
      await scan.find();
      const parcel = staff.getByRole('region', { name: /^Parcel/ });
      await parcel.getByLabel('Tracking number').fill('0034 0434 1610 94');
      await scan.tap('Handed to the carrier', parcel);
      await hears(told, /With the carrier/);
      await mailed(mail.mails, /On its way/);

      pass(12);
      await scan.find();
      await parcel.getByText('Delayed', { exact: true }).click();
      await parcel.getByLabel('Why').filter({ visible: true }).selectOption('weather');
      await scan.tap('Tell the new date', parcel);
      await hears(told, /Promised .* now .*/s);
      // In the shop's own language.
      await hears(told, /Das Wetter hält es auf/);
      const { promises } = await read();
      assert.equal(promises.length, 2);
      assert.equal(promises[0]?.source, 'checkout');
      await mailed(mail.mails, /Late/);

      await customer.getByRole('button', { name: 'Cancel Spazieren in Berlin' }).click();
      await customer.getByRole('button', { name: 'Cancel item', exact: true }).click();
      await hears(told, /is canceled/);
      const { lineItems, adjustments } = await read();
      assert.deepEqual(lineItems.map(({ sku, quantity }) => [sku, quantity?.total]), [['effi-briest', 1], ['spazieren', 0]]);
      assert.equal(adjustments[0]?.status, 'completed');

      pass(36);
      await scan.find();
      await parcel.getByLabel('Code').filter({ visible: true }).fill('4711');
      await scan.tap('Arrived at the point', parcel);
      await hears(told, /4711/);
      await mailed(mail.mails, /Ready for pickup/);

      pass(5);
      await scan.find();
      await scan.tap('Collected', parcel);
      await hears(told.locator('[part~=headline]'), /Collected|Delivered|Picked up/);
      await mailed(mail.mails, /Collected|Delivered|Picked up/);
      assert.equal((await read()).shipments[0]?.status, 'delivered');

      // All of it was heard on one page.
      assert.equal(await customer.evaluate(() => document.body.dataset['since']), 'the beginning');
      assert.deepEqual(new Set(mail.mails.flatMap(({ to }) => to)), new Set(['customer@shop.example']));

      async function read(): Promise<Order> {
        const found = await desk?.backEnd.store.order(id);
        assert.ok(found);
        return found;
      }
    });
  } finally {
    await demo.close();
    await mail.close();
  }
}

/** From the product page to the page of the order; its id. What was shown is what is kept. */
async function order(page: Page, read: (id: string) => Promise<Order | undefined>): Promise<string> {
  const headline = page.locator('main [part=headline]').first();
  await headline.filter({ hasText: /\d/ }).waitFor();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.goto(`${page.url()}&add=spazieren&quantity=1`);
  await page.getByRole('link', { name: 'Go to checkout' }).click();
  await page.locator(`[value="${POINT}"]`).check();
  const offered = await page.locator(`.way:has([value="${POINT}"]) [part=headline]`).innerText();
  await page.locator('.summary [part=headline]').filter({ hasText: offered }).waitFor();
  await page.getByRole('button', { name: 'Order and pay' }).click();
  await page.waitForURL(/orders\/[\da-f]+/);
  await page.locator('.promise [part=headline]').filter({ hasText: offered }).waitFor();

  const id = /orders\/([\da-f]+)/.exec(page.url())?.[1] ?? '';
  const [promise] = (await read(id))?.promises ?? [];
  assert.equal(promise?.source, 'checkout');
  const day = new Intl.DateTimeFormat('en', { timeZone: 'UTC', day: 'numeric' }).format(Date.parse(promise.window?.to ?? ''));
  assert.match(offered, new RegExp(`\\b${day}\\b`));

  await page.getByRole('link', { name: 'Follow your order' }).click();
  await page.locator(`${STATUS} [part~=freshness-live]`).waitFor();
  return id;
}

/** The staff's page: finds the order as by its label, and taps. */
function scanner(page: Page, id: string) {
  return {
    async find(): Promise<void> {
      await renew(async () => {
        await page.locator('#code').fill(id);
        await page.keyboard.press('Enter');
      });
      await page.getByRole('heading', { level: 1, name: id }).waitFor();
    },
    async tap(name: string, within: Locator = page.locator('main')): Promise<void> {
      await renew(() => within.getByRole('button', { name }).filter({ visible: true }).first().click());
    },
  };

  /** What is done brings a new view: nothing is to be typed into the old one. */
  async function renew(act: () => Promise<void>): Promise<void> {
    await page.locator('h1').evaluate((heading) => heading.setAttribute('data-old', ''));
    await act();
    await page.locator('h1:not([data-old])').waitFor();
  }
}

/** What the customer reads changes by itself. */
const hears = (place: Locator, text: RegExp): Promise<void> => place.filter({ hasText: text }).first().waitFor();

async function mailed(mails: readonly { headers: ReadonlyMap<string, string> }[], subject: RegExp): Promise<void> {
  await until(() => mails.some(({ headers }) => subject.test(headers.get('subject') ?? '')), `a mail that says ${String(subject)}`);
}
