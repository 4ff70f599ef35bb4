import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { openDemo, type OpenDemo } from './open-demo.ts';
import { launchBrowser, skipWalks, walkIn } from './walking.ts';

/* The account as a customer sees it: the built files, in a browser, under the strict policy, in several tabs. */

const STATUS = 'waybill-order-status';

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

type Open = (path: string) => Promise<Page>;

/** Runs a walk over pages of its own, each open once its first order is drawn. */
function walk(name: string, steps: (open: Open, context: BrowserContext) => Promise<void>): void {
  it(name, { skip: skipWalks }, () =>
    walkIn(browser, { viewport: { width: 1000, height: 900 } }, async (open, context) => {
      const openDrawn: Open = async (path) => {
        const page = await open(demo.base + path);
        await page.locator(`${STATUS} [part~=headline]`).first().waitFor();
        return page;
      };
      await steps(openDrawn, context);
    }),
  );
}

const headlineOf = (page: Page): Locator => page.locator(`${STATUS} [part~=headline]`);
const button = (page: Page, name: string): Locator => page.locator('.story').getByRole('button', { name, exact: true });
const live = (page: Page): Promise<void> => page.locator(`${STATUS} [part~=freshness-live]`).waitFor();

/** Waits for a text, for as long as news may take. */
async function tells(place: Locator, text: RegExp, timeout = 2_000): Promise<void> {
  await place.filter({ hasText: text }).first().waitFor({ timeout });
}

/** Places another order like a ready-made one, and plays its story on the server without looking; its id. */
async function tell(shop: string, like: string, steps: number, language = ''): Promise<string> {
  const init = { method: 'POST', headers: { origin: demo.base, accept: 'application/json' } };
  const address = (id: string): string => `${demo.base}/${shop}/account/${id}/story${language && `?lang=${language}`}`;
  await fetch(`${demo.base}/${shop}/account`);
  const placed = await fetch(address(like), { ...init, body: new URLSearchParams({ do: 'over' }) });
  const { id } = (await placed.json()) as { id: string };
  for (let step = 0; step < steps; step++) await fetch(address(id), { ...init, body: new URLSearchParams({ do: 'next' }) });
  return id;
}

describe('an order page', () => {
  walk('two tabs tell the same news within two seconds', async (open) => {
    const id = await tell('berlin', 'b-2041', 0);
    const address = `/berlin/account/${id}?lang=en`;
    const tabs = [await open(address), await open(address)] as const;
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
    // Another order of the same is placed; this one stays what it is.
    await button(there, 'Start over').click();
    await there.waitForURL(/b-2041-\d+\?/);
    await tells(headlineOf(there), /Arriv/);
    await tells(here.locator('.story'), /Step 5 of 5/);
  });

  walk('what has not shipped can be canceled beside its line, by keyboard too', async (open) => {
    const page = await open(`/berlin/account/${await tell('berlin', 'b-2041', 3)}`);
    await live(page);
    const buttons = page.locator('waybill-cancel-item').getByRole('button');
    assert.equal(await buttons.count(), 1);
    await page.getByRole('button', { name: /Effi Briest/ }).press('Enter');
    const dialog = page.getByRole('dialog');
    // The button that changes nothing comes first.
    await dialog.getByRole('button', { name: /behalten/ }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    await tells(page.locator(STATUS), /Effi Briest.*storniert.*12,00/s);
  });

  walk('the late book is canceled by the customer in well under a minute', async (open) => {
    // The publisher sends the second book late: the customer reads it in the list of orders.
    const id = await tell('berlin', 'b-2041', 3, 'en');
    const page = await open('/berlin/account?lang=en');
    const steps = [
      page.locator(`[href*="account/${id}?"]`),
      page.getByRole('button', { name: 'Cancel Effi Briest' }),
      page.getByRole('button', { name: 'Cancel item', exact: true }),
    ];
    let words = 0;
    for (const step of steps) {
      await step.waitFor();
      words += await wordsOn(page);
      await step.click();
    }
    await tells(page.locator(STATUS), /Effi Briest is canceled.*You get back €12\.00.*Receipt B-2041/s);
    // Each step: make up one's mind, point, click (1.35, 1.1 and 0.2 s by the keystroke-level model); reading at 200 words a minute.
    const person = steps.length * (1.35 + 1.1 + 0.2) + (words / 200) * 60;
    console.log(`The late book: ${steps.length} clicks, ${person.toFixed(0)} s of a person who reads all ${words} words.`);
    assert.ok(person < 60);
    const order = await demo.desks.get('berlin')?.backEnd.store.order(id);
    assert.deepEqual(order?.lineItems.map(({ quantity }) => quantity?.total), [1, 0]);
  });

  walk('a parcel that is not there is reported with one button', async (open) => {
    const page = await open(`/drome/account/${await tell('drome', 'd-302', 4)}`);
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
    const page = await open(`/berlin/account/${await tell('berlin', 'b-2038', 3)}?lang=en`);
    await live(page);
    await button(page, 'Next step').click();
    await tells(page.locator(`${STATUS} [part=trouble]`), /not heard/);
    await button(page, 'Next step').click();
    await tells(page.locator(`${STATUS} [part=trouble]`), /should have arrived/);
    await button(page, 'Next step').click();
    await tells(headlineOf(page), /Delivered/);
  });

  walk('plays by itself, and can be stopped by keyboard', async (open) => {
    const page = await open(`/moscow/account/${await tell('moscow', 'm-7702', 0)}?lang=en`);
    await live(page);
    const play = button(page, 'Play');
    let steps = 0;
    page.on('request', (request) => (steps += request.method() === 'POST' ? 1 : 0));
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
    await play.press('Space');
    assert.equal(await play.getAttribute('aria-pressed'), 'true');
    await tells(page.locator('.story'), /Step 1 of 4/);
    await page.clock.runFor(3_000);
    await tells(page.locator('.story'), /Step 2 of 4/);
    await play.press('Enter');
    assert.equal(await play.getAttribute('aria-pressed'), 'false');
    await page.clock.runFor(3_500);
    assert.equal(steps, 2);
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
    const id = await tell('drome', 'd-311', 2, 'en');
    const page = await open('/drome/account?lang=en');
    const entry = page.locator(`${STATUS}[order-id=${id}]`);
    await tells(entry, /pickup/i);
    await fetch(`${demo.base}/drome/account/${id}/story?lang=en`, {
      method: 'POST',
      headers: { origin: demo.base, accept: 'application/json' },
      body: new URLSearchParams({ do: 'next' }),
    });
    // Lists ask every half a minute, or a fifth later.
    await page.clock.fastForward(36_000);
    await tells(entry, /until/);
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

/** Words of the order, or of the question, that are to be read before the next step. */
function wordsOn(page: Page): Promise<number> {
  return page.evaluate(() => {
    const text = (node: Node): string => {
      const root = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      if (root instanceof Element && !root.checkVisibility()) return '';
      return root instanceof Text ? root.data : [...root.childNodes].map(text).join(' ');
    };
    const open = (root: ParentNode): Element | undefined =>
      root.querySelector('dialog[open]') ?? [...root.querySelectorAll('*')].flatMap((each) => (each.shadowRoot ? (open(each.shadowRoot) ?? []) : []))[0];
    const main = open(document) ?? document.querySelector('main waybill-order-status:only-of-type') ?? document.querySelector('main li');
    return main ? text(main).split(/\s+/).filter(Boolean).length : 0;
  });
}
