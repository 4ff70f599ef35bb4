import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { OrderControl } from '../server/order-control.ts';
import { isLive, openBrowser, openShop, skip, until, type Shop } from './open-shop.ts';
import { cancelOf, focusedIn, offered, openPage, orderPage, violationsOf } from './whole-page.ts';

/* Canceling an item of an order in a whole page: two elements, one file, a server, and what people do. */

let shop: Shop;
let browser: Browser;
before(async () => {
  shop = await openShop();
  browser = (await openBrowser()) as Browser;
});
after(async () => {
  await browser?.close();
  await shop.close();
});

const options = { skip, timeout: 120_000 };
let paths = 0;

async function placeOrder(): Promise<{ control: OrderControl; url: string }> {
  const control = await shop.scenario('stream');
  await control.changeSilently(offered);
  return { control, url: shop.page(`/cancel-${(paths += 1)}`, orderPage(control)) };
}

async function confirm(page: Page, id: string): Promise<void> {
  await cancelOf(page, id, 'open').click();
  await cancelOf(page, id, 'confirm').click();
}

const isCanceled = (page: Page, title: string): Promise<void> =>
  cancelOf(page, 'mug', 'outcome-title').getByText(title, { exact: true }).waitFor();

/** How many cancellations the shop has made, and under how many keys they were asked for. */
async function made(control: OrderControl): Promise<{ effective: number; keys: number }> {
  const order = (await (await fetch(`${control.endpoint.href}/orders/o1`)).json()) as { adjustments: unknown[] };
  return { effective: order.adjustments.length, keys: (await control.statistics()).keys.length };
}

const keysSent = async (control: OrderControl): Promise<number> =>
  (await control.statistics()).requests.filter(({ kind }) => kind === 'cancel').length;

describe('an item is canceled where its order is shown', () => {
  it('A01, S07: what came of it stays, with the focus; the line says it too; the other line can still be canceled', options, async () => {
    const { control, url } = await placeOrder();
    const page = await openPage(browser, url);
    await isLive(page);
    assert.deepEqual(await violationsOf(page), []);
    await cancelOf(page, 'mug', 'open').click();
    await cancelOf(page, 'mug', 'heading').getByText('Cancel Blue mug?').waitFor();
    assert.equal(await focusedIn(page), 'keep');
    assert.deepEqual(await violationsOf(page), []);
    await cancelOf(page, 'mug', 'confirm').click();
    await isCanceled(page, 'Blue mug is canceled');
    const row = page.locator('waybill-order-status [part~=item]', { hasText: 'Blue mug' });
    await row.getByText(/Refund:/).waitFor();
    assert.match((await row.textContent()) ?? '', /canceled.*Refund: €12\.90/s);
    assert.equal(await focusedIn(page), 'outcome-title');
    assert.deepEqual(await violationsOf(page), []);
    assert.equal(await cancelOf(page, 'cup', 'open').isVisible(), true);
    assert.deepEqual(await made(control), { effective: 1, keys: 1 });
    // A part of the other line, by keyboard alone.
    await cancelOf(page, 'cup', 'open').focus();
    await page.keyboard.press('Enter');
    await cancelOf(page, 'cup', 'dialog').waitFor();
    await cancelOf(page, 'cup', 'quantity').locator('select').selectOption('1');
    await cancelOf(page, 'cup', 'confirm').focus();
    await page.keyboard.press('Enter');
    await cancelOf(page, 'cup', 'outcome-title').getByText('Red cup is canceled').waitFor();
    await cancelOf(page, 'cup', 'open').waitFor();
    assert.equal(await focusedIn(page), 'outcome-title');
    assert.deepEqual(await violationsOf(page), []);
    assert.deepEqual(await made(control), { effective: 2, keys: 2 });
    await page.context().close();
  });

  it('S22: confirmed in two tabs at once it is canceled once, and both say so', options, async () => {
    const { control, url } = await placeOrder();
    const first = await openPage(browser, url);
    const second = await first.context().newPage();
    await second.goto(url);
    const tabs = [first, second];
    for (const tab of tabs) {
      await tab.bringToFront();
      await isLive(tab);
      await cancelOf(tab, 'mug', 'open').click();
    }
    // Both are there before either is answered.
    const held = { isHeld: true };
    await control.set({ next: { cancel: [held, held] } });
    // By key: a tab in the background draws nothing, and a click waits for what is drawn.
    await Promise.all(tabs.map((tab) => cancelOf(tab, 'mug', 'confirm').press('Enter')));
    await until(async () => (await keysSent(control)) === 2, 'both have sent');
    await control.release();
    for (const tab of tabs) {
      await isCanceled(tab, 'Blue mug is canceled');
      assert.equal(await cancelOf(tab, 'mug', 'open').count(), 0);
    }
    assert.deepEqual(await made(control), { effective: 1, keys: 2 });
    await first.context().close();
  });

  for (const [what, fault] of [
    ['was received', { isHeld: true }],
    ['was not received', { isHeld: true, refuse: true }],
  ] as const) {
    it(`S25: reloaded while it is under way: it comes to its end under the same key, where the request ${what}`, options, async () => {
      const { control, url } = await placeOrder();
      await control.set({ next: { cancel: [fault] } });
      const page = await openPage(browser, url);
      await isLive(page);
      await confirm(page, 'mug');
      await until(async () => (await keysSent(control)) > 0, 'it is under way');
      await page.reload();
      await control.release();
      await isCanceled(page, 'Blue mug is canceled');
      await page.reload();
      await page.locator('waybill-order-status').getByText('Blue mug: canceled').first().waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      assert.deepEqual(await made(control), { effective: 1, keys: 1 });
      await page.context().close();
    });
  }
});
