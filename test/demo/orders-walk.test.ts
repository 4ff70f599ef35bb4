import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/browsers/browsers.ts';
import { openDemo, type OpenDemo } from './open-demo.ts';

/* The account as a customer sees it: the built files, in a browser, under the strict policy, in several tabs. */

const ARGUMENTS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'];
const STATUS = 'waybill-order-status';

const executablePath = findBrowsers().chromium?.browser;

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

type Open = (path: string) => Promise<Page>;

/** Runs a walk over pages of its own. Whatever a console complains of fails it, violations of the policy too. */
function walk(name: string, steps: (open: Open, context: BrowserContext) => Promise<void>): void {
  it(name, { skip: executablePath === undefined && 'there is no Chromium here' }, async () => {
    const context = await browser.newContext({ timezoneId: 'Europe/Berlin', viewport: { width: 1000, height: 900 } });
    const complaints: string[] = [];
    const open: Open = async (path) => {
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on('console', (message) => /error|warning/.test(message.type()) && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(demo.base + path);
      await page.locator(`${STATUS} [part~=headline]`).first().waitFor();
      return page;
    };
    try {
      await steps(open, context);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

const headlineOf = (page: Page): Locator => page.locator(`${STATUS} [part~=headline]`);
const button = (page: Page, name: string): Locator => page.locator('.story').getByRole('button', { name, exact: true });
const live = (page: Page): Promise<void> => page.locator(`${STATUS} [part~=freshness-live]`).waitFor();

/** Waits for a text, for as long as news may take. */
async function tells(place: Locator, text: RegExp, timeout = 2_000): Promise<void> {
  await place.filter({ hasText: text }).first().waitFor({ timeout });
}

/** Plays an order's story on the server from its start, without looking. */
async function tell(shop: string, id: string, steps: number): Promise<void> {
  const init = { method: 'POST', headers: { origin: demo.base, accept: 'application/json' } };
  const address = `${demo.base}/${shop}/account/${id}/story`;
  await fetch(`${demo.base}/${shop}/account`);
  await fetch(address, { ...init, body: new URLSearchParams({ do: 'over' }) });
  // oxlint-disable-next-line no-await-in-loop -- one step comes after the other
  for (let step = 0; step < steps; step++) await fetch(address, { ...init, body: new URLSearchParams({ do: 'next' }) });
}

describe('an order page', () => {
  walk('two tabs tell the same news within two seconds', async (open) => {
    await tell('berlin', 'b-2041', 0);
    const tabs = [await open('/berlin/account/b-2041?lang=en'), await open('/berlin/account/b-2041?lang=en')] as const;
    await Promise.all(tabs.map(live));
    const [here, there] = tabs;
    for (const text of [/Packed.*Not sent yet/s, /With the carrier/, /Promised .* now .*reprinting/s]) {
      await button(here, 'Next step').click();
      await Promise.all(tabs.map((tab) => tells(tab.locator(STATUS), text)));
    }
    await button(here, 'Next step').click();
    await Promise.all(tabs.map((tab) => tells(headlineOf(tab), /Out for delivery/)));
    await button(there, 'Next step').click();
    // One is there: what matters now is the other.
    await Promise.all(tabs.map((tab) => tells(headlineOf(tab), /Late|December/)));
    await Promise.all(tabs.map((tab) => tells(tab.locator('.story'), /Step 5 of 5/)));
    // Both bars show the time that went by.
    const clocks = await Promise.all(tabs.map((tab) => tab.locator('[data-clock]').getAttribute('data-ahead')));
    assert.equal(clocks[0], clocks[1]);
    assert.ok(Number(clocks[0]) > 24 * 60 * 60);
    await button(there, 'Start over').click();
    await Promise.all(tabs.map((tab) => tells(headlineOf(tab), /Arriv/)));
  });

  walk('what has not shipped can be canceled beside its line', async (open) => {
    await tell('berlin', 'b-2041', 3);
    const page = await open('/berlin/account/b-2041');
    await live(page);
    const way = page.getByRole('button', { name: 'Artikel stornieren: Effi Briest' });
    assert.equal(await page.getByRole('button', { name: /Artikel stornieren/ }).count(), 1);
    await way.press('Enter');
    await way.waitFor({ state: 'hidden' });
    await tells(page.locator(`${STATUS} [part=adjustments]`), /Effi Briest/);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  });

  walk('a parcel that is not there is reported with one button', async (open) => {
    await tell('drome', 'd-302', 4);
    const page = await open('/drome/account/d-302');
    await live(page);
    await page.locator(`${STATUS} summary`).first().click();
    await page.locator(`${STATUS} [part~=report]`).click();
    await page.locator(`${STATUS} [part~=reported]`).waitFor();
    await tells(page.locator(`${STATUS} [part=trouble]`), /transporteur/);
    await button(page, 'Next step').click();
    await button(page, 'Next step').click();
    await tells(page.locator(STATUS), /immeuble voisin/, 4_000);
  });

  walk('silence, overdue and delivered follow the shop’s time', async (open) => {
    await tell('berlin', 'b-2038', 3);
    const page = await open('/berlin/account/b-2038?lang=en');
    await live(page);
    await button(page, 'Next step').click();
    await tells(page.locator(`${STATUS} [part=trouble]`), /not heard/);
    await button(page, 'Next step').click();
    await tells(page.locator(`${STATUS} [part=trouble]`), /should have arrived/);
    await button(page, 'Next step').click();
    await tells(headlineOf(page), /Delivered/);
  });

  walk('plays by itself, and can be stopped by keyboard', async (open) => {
    await tell('moscow', 'm-7702', 0);
    const page = await open('/moscow/account/m-7702?lang=en');
    await live(page);
    const play = button(page, 'Play');
    await play.press('Space');
    assert.equal(await play.getAttribute('aria-pressed'), 'true');
    await tells(page.locator('.story'), /Step 2 of 4/, 5_000);
    await play.press('Enter');
    assert.equal(await play.getAttribute('aria-pressed'), 'false');
    await page.waitForTimeout(3_500);
    await tells(page.locator('.story'), /Step 2 of 4/);
  });

  walk('is reached from the confirmation', async (open) => {
    const form = { method: 'POST', body: new URLSearchParams({ way: 'kurier' }), redirect: 'manual' } as const;
    const placed = await fetch(`${demo.base}/moscow/orders?cart=shnur:1&lang=en`, form);
    const page = await open(`/moscow/account?lang=en`);
    await page.goto(demo.base + placed.headers.get('location'));
    await page.getByRole('link', { name: 'Follow your order' }).click();
    await live(page);
    await tells(headlineOf(page), /Arriv/);
  });
});

describe('the list of orders', () => {
  for (const [shop, query] of [['berlin', ''], ['moscow', '?lang=ja'], ['drome', '?lang=ar']]) {
    walk(`says of every order where it is: ${shop}`, async (open) => {
      const page = await open(`/${shop}/account${query}`);
      const entries = await page.locator('.account-entry').count();
      assert.ok(entries >= 5);
      await headlineOf(page).nth(entries - 1).waitFor();
      assert.equal(await headlineOf(page).count(), entries);
    });
  }

  walk('hears of news by itself', async (open) => {
    await tell('drome', 'd-311', 2);
    const page = await open('/drome/account?lang=en');
    const entry = page.locator(`${STATUS}[order-id=d-311]`);
    await tells(entry, /pickup/i);
    await fetch(`${demo.base}/drome/account/d-311/story?lang=en`, {
      method: 'POST',
      headers: { origin: demo.base, accept: 'application/json' },
      body: new URLSearchParams({ do: 'next' }),
    });
    // Lists ask every half a minute.
    await tells(entry, /until/, 45_000);
  });
});

describe('narrow pages', () => {
  for (const path of [
    '/berlin/account',
    '/moscow/account/m-7688?lang=ar',
    '/drome/account/d-318',
    '/berlin/account/b-2029?lang=ja',
  ]) {
    walk(`nothing stands out at 320 pixels: ${path}`, async (open) => {
      const page = await open(path);
      await page.setViewportSize({ width: 320, height: 640 });
      const [needed, there] = await page.evaluate(() => [document.body.scrollWidth, document.body.clientWidth]);
      assert.equal(needed, there);
    });
  }
});
