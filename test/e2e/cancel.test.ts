import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { findAxeViolations } from '../support/axe.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { waitFor } from '../support/wait-for.ts';
import type { FakeOrderControl } from '../fakes/fake-order-control.ts';
import { waitUntilLive, startTestShop, type TestShop } from './start-test-shop.ts';
import { locateCancelItem, getFocusedPart, cancelableOrder, openPage, orderPageMarkup } from './order-page.ts';

/* Cancel elements inside an order status, in a whole page. */

let shop: TestShop;
let browser: Browser;
before(async () => {
  shop = await startTestShop();
  browser = (await launchChromium()) as Browser;
});
after(async () => {
  await browser?.close();
  await shop.close();
});

const options = { skip: skipWithoutChromium, timeout: 120_000 };
let paths = 0;

async function placeOrder(): Promise<{ control: FakeOrderControl; url: string }> {
  const control = await shop.createScenario('stream');
  await control.updateOrderSilently(cancelableOrder);
  return { control, url: shop.addPage(`/cancel-${(paths += 1)}`, orderPageMarkup(control)) };
}

async function confirm(page: Page, id: string): Promise<void> {
  await locateCancelItem(page, id, 'trigger').click();
  await locateCancelItem(page, id, 'confirm').click();
}

const waitForOutcome = (page: Page, title: string): Promise<void> =>
  locateCancelItem(page, 'mug', 'outcome-title').getByText(title, { exact: true }).waitFor();

/** The cancellations in the order, and the idempotency keys of the requests. */
async function countCancellations(control: FakeOrderControl): Promise<{ effective: number; keys: number }> {
  const order = (await (await fetch(`${control.endpoint.href}/orders/o1`)).json()) as { adjustments: unknown[] };
  return { effective: order.adjustments.length, keys: (await control.statistics()).idempotencyKeys.length };
}

const countCancelRequests = async (control: FakeOrderControl): Promise<number> =>
  (await control.statistics()).requests.filter(({ kind }) => kind === 'cancel').length;

describe('cancelling an item of an order status', () => {
  it(
    'leaves the focused result, marks the line as canceled and keeps other lines cancelable [A01, S07]',
    options,
    async () => {
      const { control, url } = await placeOrder();
      const page = await openPage(browser, url);
      await waitUntilLive(page);
      assert.deepEqual(await findAxeViolations(page), []);
      await locateCancelItem(page, 'mug', 'trigger').click();
      await locateCancelItem(page, 'mug', 'heading').getByText('Cancel “Blue mug”?').waitFor();
      assert.equal(await getFocusedPart(page), 'keep');
      assert.deepEqual(await findAxeViolations(page), []);
      await locateCancelItem(page, 'mug', 'confirm').click();
      await waitForOutcome(page, 'Blue mug is canceled');
      const row = page.locator('waybill-order-status [part~=item]', { hasText: 'Blue mug' });
      const outcome = locateCancelItem(page, 'mug', 'outcome');
      assert.match((await outcome.textContent()) ?? '', /is canceled.*refund: €12\.90/is);
      // The outcome says it: the line has no more than its title.
      await waitFor(async () => (await row.textContent())?.trim() === 'Blue mug', 'the title alone');
      assert.equal(await getFocusedPart(page), 'outcome-title');
      assert.deepEqual(await findAxeViolations(page), []);
      assert.equal(await locateCancelItem(page, 'cup', 'trigger').isVisible(), true);
      assert.deepEqual(await countCancellations(control), { effective: 1, keys: 1 });
      // Cancels a part of the other line by keyboard.
      await locateCancelItem(page, 'cup', 'trigger').focus();
      await page.keyboard.press('Enter');
      await locateCancelItem(page, 'cup', 'dialog').waitFor();
      await locateCancelItem(page, 'cup', 'quantity').locator('input').fill('1');
      await locateCancelItem(page, 'cup', 'confirm').focus();
      await page.keyboard.press('Enter');
      await locateCancelItem(page, 'cup', 'outcome-title').getByText('Red cup is canceled').waitFor();
      await locateCancelItem(page, 'cup', 'trigger').waitFor();
      assert.equal(await getFocusedPart(page), 'outcome-title');
      assert.deepEqual(await findAxeViolations(page), []);
      assert.deepEqual(await countCancellations(control), { effective: 2, keys: 2 });
      await page.context().close();
    },
  );

  it('in two tabs at once cancels it once, and both tabs show the result [S22]', options, async () => {
    const { control, url } = await placeOrder();
    const first = await openPage(browser, url);
    const second = await first.context().newPage();
    await second.goto(url);
    const tabs = [first, second];
    for (const tab of tabs) {
      await tab.bringToFront();
      await waitUntilLive(tab);
      await locateCancelItem(tab, 'mug', 'trigger').click();
    }
    // Both requests arrive before either response.
    const held = { isHeld: true };
    await control.configure({ next: { cancel: [held, held] } });
    // The test presses a key: a click waits for a frame, and a background tab has no frames.
    await Promise.all(tabs.map((tab) => locateCancelItem(tab, 'mug', 'confirm').press('Enter')));
    await waitFor(async () => (await countCancelRequests(control)) === 2, 'both requests');
    await control.releaseHeldResponses();
    for (const tab of tabs) {
      await waitForOutcome(tab, 'Blue mug is canceled');
      assert.equal(await locateCancelItem(tab, 'mug', 'trigger').count(), 0);
    }
    assert.deepEqual(await countCancellations(control), { effective: 1, keys: 2 });
    await first.context().close();
  });

  for (const [what, fault] of [
    ['was received', { isHeld: true }],
    ['was not received', { isHeld: true, refuse: true }],
  ] as const) {
    it(`completes after a reload under the same key, if the request ${what} [S25]`, options, async () => {
      const { control, url } = await placeOrder();
      await control.configure({ next: { cancel: [fault] } });
      const page = await openPage(browser, url);
      await waitUntilLive(page);
      await confirm(page, 'mug');
      await waitFor(async () => (await countCancelRequests(control)) > 0, 'the request');
      await page.reload();
      await control.releaseHeldResponses();
      await waitForOutcome(page, 'Blue mug is canceled');
      await page.reload();
      await page.locator('waybill-order-status').getByText('Blue mug: canceled').first().waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
      assert.deepEqual(await countCancellations(control), { effective: 1, keys: 1 });
      await page.context().close();
    });
  }
});
