import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { startDemo, testNow, type RunningDemo } from './start-demo.ts';
import { findOverflow } from '../support/find-overflow.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { recordComplaints } from '../support/console-complaints.ts';
import { runInBrowser } from './run-in-browser.ts';

/* The account's pages in a browser, under the strict policy, in several tabs. */

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

type OpenPage = (path: string) => Promise<Page>;

/** Declares a test with its own pages. A page is open when its first order has rendered. */
function testPages(name: string, steps: (openPage: OpenPage, context: BrowserContext) => Promise<void>): void {
  it(name, { skip: skipWithoutChromium }, () =>
    runInBrowser(browser, { viewport: { width: 1000, height: 900 } }, async (openPage, context) => {
      const openRendered: OpenPage = async (path) => {
        const page = await openPage(demo.base + path);
        await page.locator(`${STATUS} [part~=headline]`).first().waitFor();
        return page;
      };
      await steps(openRendered, context);
    }),
  );
}

const locateHeadline = (page: Page): Locator => page.locator(`${STATUS} [part~=headline]`);
const findStoryButton = (page: Page, name: string): Locator =>
  page.locator('.story').getByRole('button', { name, exact: true });
const waitUntilLive = (page: Page): Promise<void> => page.locator(`${STATUS} [part~=freshness-live]`).waitFor();

/** Waits for a text, as long as a change may take to arrive. */
async function waitForText(locator: Locator, text: RegExp, timeout = 2_000): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor({ timeout });
}

/** Places an order like an example and performs steps of its story. Returns its id. */
async function placeExampleOrder(
  shop: string,
  exampleId: string,
  steps: number,
  language = '',
  story?: string,
): Promise<string> {
  await fetch(`${demo.base}/${shop}/account`);
  const { id } = await sendStoryCommand(shop, exampleId, 'restart', language, story);
  for (let step = 0; step < steps; step++) await sendStoryCommand(shop, id, 'next', language);
  return id;
}

/** Sends what a button of the story panel sends, from outside of the page. */
async function sendStoryCommand(
  shop: string,
  id: string,
  command: 'next' | 'restart',
  language = '',
  story?: string,
): Promise<{ id: string }> {
  const body = new URLSearchParams({ command, ...(story !== undefined && { story }) });
  const url = `${demo.base}/${shop}/account/${id}/story${language && `?lang=${language}`}`;
  const headers = { origin: demo.base, accept: 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body })).json() as Promise<{ id: string }>;
}

describe('an order page', () => {
  testPages('two tabs show a change within two seconds', async (openPage) => {
    const id = await placeExampleOrder('berlin', 'b-2041', 0);
    const path = `/berlin/account/${id}?lang=en`;
    const tabs = [await openPage(path), await openPage(path)] as const;
    await Promise.all(tabs.map(waitUntilLive));
    const [firstTab, secondTab] = tabs;
    for (const text of [/Packed.*Not sent yet/s, /Shipped/, /Promised .* now .*reprinting/s]) {
      await findStoryButton(firstTab, 'Next step').click();
      await Promise.all(tabs.map((tab) => waitForText(tab.locator(STATUS), text)));
    }
    await findStoryButton(firstTab, 'Next step').click();
    await Promise.all(
      tabs.map((tab) => waitForText(tab.locator(`${STATUS} [part=header]`), /Spazieren.*out for delivery/)),
    );
    await findStoryButton(secondTab, 'Next step').click();
    // The headline is about the late book; the delivered one has its own line.
    await Promise.all(tabs.map((tab) => waitForText(locateHeadline(tab), /Effi Briest: delayed.*December/)));
    await Promise.all(tabs.map((tab) => waitForText(tab.locator('.story'), /Step 5 of 5/)));
    // Both demo bars show the same time.
    const clocks = await Promise.all(tabs.map((tab) => tab.locator('[data-clock]').getAttribute('data-time-offset')));
    assert.equal(clocks[0], clocks[1]);
    assert.ok(Number(clocks[0]) > 24 * 60 * 60);
    // "Start over" places another order and leaves this one unchanged.
    await findStoryButton(secondTab, 'Start over').click();
    await secondTab.waitForURL(/b-2041-\d+\?/);
    await waitForText(locateHeadline(secondTab), /Arriv/);
    await waitForText(firstTab.locator('.story'), /Step 5 of 5/);
  });

  testPages('an unshipped line can be canceled beside it, also by keyboard', async (openPage) => {
    const page = await openPage(`/berlin/account/${await placeExampleOrder('berlin', 'b-2041', 3)}`);
    await waitUntilLive(page);
    const buttons = page.locator('waybill-cancel-item').getByRole('button');
    assert.equal(await buttons.count(), 1);
    await page.getByRole('button', { name: /Effi Briest/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    // The button that keeps the item is focused first.
    await dialog.getByRole('button', { name: 'Nicht stornieren' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await waitForText(page.locator(STATUS), /Effi Briest.*storniert.*12,00/s);
  });

  testPages('a customer cancels the late book in less than a minute', async (openPage) => {
    // The publisher sends the second book late: the list of orders shows it.
    const id = await placeExampleOrder('berlin', 'b-2041', 3, 'en');
    const page = await openPage('/berlin/account?lang=en');
    const steps = [
      page.locator(`[href*="account/${id}?"]`),
      page.getByRole('button', { name: 'Cancel Effi Briest' }),
      page.getByRole('button', { name: 'Cancel item', exact: true }),
    ];
    let words = 0;
    for (const step of steps) {
      await step.waitFor();
      words += await countWords(page);
      await step.click();
    }
    await waitForText(page.locator(STATUS), /Effi Briest is canceled.*Your refund: €12\.00.*Receipt B-2041/s);
    // Keystroke-level model: 1.35 s to decide, 1.1 s to point and 0.2 s to click for each step. Reading: 200 words a minute.
    const seconds = steps.length * (1.35 + 1.1 + 0.2) + (words / 200) * 60;
    console.log(
      `The late book: ${steps.length} clicks, ${seconds.toFixed(0)} s of a person who reads all ${words} words.`,
    );
    assert.ok(seconds < 60);
    const order = await demo.shopContexts.get('berlin')?.backEnd.store.getOrder(id);
    assert.deepEqual(
      order?.lineItems.map(({ quantity }) => quantity?.total),
      [1, 0],
    );
  });

  testPages('a customer reports a missing parcel with one button', async (openPage) => {
    const page = await openPage(`/drome/account/${await placeExampleOrder('drome', 'd-302', 4)}`);
    await waitUntilLive(page);
    await page.locator(`${STATUS} [part~=missing] summary`).click();
    await page.locator(`${STATUS} [part~=report]`).click();
    await waitForText(locateHeadline(page), /signalé/);
    await waitForText(page.locator(`${STATUS} [part~=issue]`), /transporteur/);
    await findStoryButton(page, 'Next step').click();
    await findStoryButton(page, 'Next step').click();
    await waitForText(page.locator(STATUS), /immeuble voisin/, 4_000);
  });

  testPages('a cancel dialog says that the parcel was packed since', async (openPage) => {
    const id = await placeExampleOrder('berlin', 'b-2041', 2, 'en', 'too-late');
    const page = await openPage(`/berlin/account/${id}?lang=en`);
    await waitUntilLive(page);
    await page.getByRole('button', { name: 'Cancel Effi Briest' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel item' }).waitFor();
    await sendStoryCommand('berlin', id, 'next');
    await dialog.getByRole('button', { name: 'Cancel item' }).waitFor({ state: 'detached' });
    await waitForText(dialog, /no longer/);
  });

  testPages('a workshop is asked to cancel, and answers later', async (openPage) => {
    const id = await placeExampleOrder('drome', 'd-315', 0, 'en', 'cancel-request');
    const page = await openPage(`/drome/account/${id}?lang=en`);
    await waitUntilLive(page);
    await page.getByRole('button', { name: /Request cancellation of Planche/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Request cancellation' }).click();
    await waitForText(page.locator(STATUS), /Cancellation requested: Planche.*answer by/s);
    // The panel skips the step in which the customer asks.
    await findStoryButton(page, 'Next step').click();
    await waitForText(page.locator(STATUS), /Planche à découper is canceled/);
  });

  testPages('a shop rejects a cancellation, with its reason', async (openPage) => {
    const page = await openPage(
      `/moscow/account/${await placeExampleOrder('moscow', 'm-7715', 0, 'en', 'cancel-rejected')}?lang=en`,
    );
    await waitUntilLive(page);
    const button = page.getByRole('button', { name: /^Cancel Наушники/ });
    await button.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel item' }).click();
    await waitForText(page.locator(STATUS), /could not be canceled.*being packed at the warehouse/s);
  });

  it(
    'an outage is shown, and a cancellation during it is confirmed afterwards',
    { skip: skipWithoutChromium },
    async () => {
      const id = await placeExampleOrder('berlin', 'b-2041', 0, 'en', 'outage');
      const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
      try {
        // The real clock would wait for the next attempt; refused requests are errors in the console.
        await context.clock.install({ time: testNow() });
        const page = await context.newPage();
        const complaints = recordComplaints(page, /503|ERR_/);
        await page.goto(`${demo.base}/berlin/account/${id}?lang=en`);
        await waitUntilLive(page);
        await sendStoryCommand('berlin', id, 'next', 'en');
        await page.locator(`${STATUS} [part~=freshness-live]`).waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Cancel Effi Briest' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel item' }).click();
        await waitForText(page.locator(STATUS), /Canceling Effi Briest/);
        await sendStoryCommand('berlin', id, 'next', 'en');
        await page.clock.runFor(60_000);
        await waitForText(page.locator(STATUS), /Effi Briest is canceled/);
        await waitUntilLive(page);
        const order = await demo.shopContexts.get('berlin')?.backEnd.store.getOrder(id);
        assert.equal(order?.adjustments.length, 1);
        assert.deepEqual(complaints, []);
      } finally {
        await context.close();
      }
    },
  );

  testPages('a customer withdraws and gets a receipt', async (openPage) => {
    const id = await placeExampleOrder('berlin', 'b-2012', 4, 'en', 'withdrawal');
    const page = await openPage(`/berlin/account/${id}?lang=en`);
    await waitUntilLive(page);
    await page.getByRole('button', { name: /Withdraw from contract here/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm withdrawal' }).click();
    await waitForText(page.locator(STATUS), /You withdrew from the contract.*Receipt B-2012/s);
    await findStoryButton(page, 'Next step').click();
    await waitForText(page.locator('.story'), /Step 6 of 7:\s+The parcel is on its way back/);
  });

  testPages('stalled, overdue and delivered follow the shop’s clock', async (openPage) => {
    const page = await openPage(`/berlin/account/${await placeExampleOrder('berlin', 'b-2038', 3)}?lang=en`);
    await waitUntilLive(page);
    await findStoryButton(page, 'Next step').click();
    await waitForText(page.locator(`${STATUS} [part~=issue]`), /No news/);
    await findStoryButton(page, 'Next step').click();
    await waitForText(page.locator(`${STATUS} [part~=issue]`), /should have arrived/);
    await findStoryButton(page, 'Next step').click();
    await waitForText(locateHeadline(page), /Delivered/);
  });

  testPages('the story panel plays the story and stops by keyboard', async (openPage) => {
    const page = await openPage(`/moscow/account/${await placeExampleOrder('moscow', 'm-7702', 0)}?lang=en`);
    await waitUntilLive(page);
    const play = findStoryButton(page, 'Play');
    let steps = 0;
    page.on('request', (request) => (steps += request.method() === 'POST' ? 1 : 0));
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
    await play.press('Space');
    assert.equal(await play.getAttribute('aria-pressed'), 'true');
    await waitForText(page.locator('.story'), /Step 1 of 4/);
    await page.clock.runFor(3_000);
    await waitForText(page.locator('.story'), /Step 2 of 4/);
    await play.press('Enter');
    assert.equal(await play.getAttribute('aria-pressed'), 'false');
    await page.clock.runFor(3_500);
    assert.equal(steps, 2);
  });

  testPages('the confirmation links to the order', async (openPage) => {
    const form = { method: 'POST', body: new URLSearchParams({ option: 'kurier' }), redirect: 'manual' } as const;
    const placed = await fetch(`${demo.base}/moscow/orders?cart=shnur:1&lang=en`, form);
    const page = await openPage(`/moscow/account?lang=en`);
    await page.goto(demo.base + placed.headers.get('location'));
    await page.getByRole('link', { name: 'Follow your order' }).click();
    await waitUntilLive(page);
    await waitForText(locateHeadline(page), /Arriv/);
  });
});

describe('the list of orders', () => {
  for (const [shop, query] of [
    ['berlin', ''],
    ['moscow', '?lang=ja'],
    ['drome', '?lang=ar'],
  ]) {
    testPages(`the account shows the status of every order: ${shop}`, async (openPage) => {
      const page = await openPage(`/${shop}/account${query}`);
      const entries = await page.locator('.account-entry').count();
      assert.ok(entries >= 5);
      await locateHeadline(page)
        .nth(entries - 1)
        .waitFor();
      assert.equal(await locateHeadline(page).count(), entries);
    });
  }

  testPages('the account is updated without a reload', async (openPage) => {
    const id = await placeExampleOrder('drome', 'd-311', 2, 'en');
    const page = await openPage('/drome/account?lang=en');
    const entry = page.locator(`${STATUS}[order-id=${id}]`);
    await waitForText(entry, /pickup/i);
    await sendStoryCommand('drome', id, 'next', 'en');
    // A list polls every 30 s, with up to a fifth of jitter.
    await page.clock.fastForward(36_000);
    await waitForText(entry, /until/);
  });
});

describe('narrow pages', () => {
  for (const path of [
    '/berlin/account',
    '/moscow/account/m-7688?lang=ar',
    '/drome/account/d-318',
    '/berlin/account/b-2029?lang=ja',
  ]) {
    testPages(`a page fits into 320 pixels: ${path}`, async (openPage) => {
      const page = await openPage(path);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.deepEqual(await findOverflow(page), []);
    });
  }
});

/** The number of words that a customer reads before the next step. */
function countWords(page: Page): Promise<number> {
  return page.evaluate(() => {
    const text = (node: Node): string => {
      const root = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      if (root instanceof Element && !root.checkVisibility()) return '';
      return root instanceof Text ? root.data : [...root.childNodes].map(text).join(' ');
    };
    const findOpenDialog = (root: ParentNode): Element | undefined =>
      root.querySelector('dialog[open]') ??
      [...root.querySelectorAll('*')].flatMap((each) =>
        each.shadowRoot ? (findOpenDialog(each.shadowRoot) ?? []) : [],
      )[0];
    const main =
      findOpenDialog(document) ??
      document.querySelector('main waybill-order-status:only-of-type') ??
      document.querySelector('main li');
    return main ? text(main).split(/\s+/).filter(Boolean).length : 0;
  });
}
