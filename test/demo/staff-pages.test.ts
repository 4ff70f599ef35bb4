import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findAxeViolations } from '../support/axe.ts';
import { findOverflow } from '../support/find-overflow.ts';
import {
  findButton,
  waitForHeading,
  getEventKinds,
  openStaffPage,
  waitForStatus,
  staff,
  testInBrowser,
} from './staff-browser.ts';

/* Accessibility of the staff's pages, and access to them. */

describe('the staff’s pages', () => {
  testInBrowser('work by keyboard alone, with the focus on the heading of each page', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'code');
    await page.keyboard.type(id);
    await page.keyboard.press('Enter');
    await waitForHeading(page, id.toUpperCase());
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    await page.keyboard.press('Tab');
    await findButton(page, 'Packed: all').filter({ visible: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await waitForStatus(page, /^Packed/);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  });

  testInBrowser(
    'work without scripts',
    async (page) => {
      const id = await staff.placeOrder();
      await openStaffPage(page);
      await page.getByLabel('Scan or type').fill(id);
      await page.getByRole('button', { name: 'Find' }).click();
      await waitForHeading(page, id.toUpperCase());
      await findButton(page, 'Packed: all').click();
      await waitForStatus(page, /^Packed: 3 pieces/);
      await page.getByRole('button', { name: 'Retract this scan' }).click();
      await waitForStatus(page, /^Retracted/);
    },
    { javaScriptEnabled: false },
  );

  for (const colorScheme of ['light', 'dark'] as const) {
    testInBrowser(
      `have no axe violation: ${colorScheme}`,
      async (page) => {
        const id = await staff.placeOrder();
        await staff.advanceHours(26);
        await page.emulateMedia({ colorScheme });
        const expectAccessible = async (): Promise<void> => {
          await page.evaluate(() => document.querySelectorAll('details').forEach((element) => (element.open = true)));
          assert.deepEqual(await findAxeViolations(page), []);
        };
        await openStaffPage(page);
        await expectAccessible();
        await openStaffPage(page, `/orders/${id}`);
        await expectAccessible();
        await findButton(page, 'Packed: all').click();
        await waitForStatus(page, /^Packed/);
        await page.locator('main [aria-disabled]').first().waitFor({ state: 'detached' });
        await expectAccessible();
        await findButton(page, 'Collected').click();
        await page.getByRole('alert').waitFor();
        await page.locator('main [aria-disabled]').first().waitFor({ state: 'detached' });
        await expectAccessible();
        const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id: element }) => element));
        assert.equal(new Set(ids).size, ids.length);
      },
      { allowed: /409/ },
    );
  }

  testInBrowser('fit into 320 pixels, with targets of 44 pixels', async (page) => {
    const id = await staff.placeOrder();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['', `/orders/${id}`]) {
      await openStaffPage(page, path);
      await page.evaluate(() => document.querySelectorAll('details').forEach((element) => (element.open = true)));
      assert.deepEqual(await findOverflow(page), []);
      const heights = await page
        .locator('button:visible, input:visible, select:visible, summary:visible, main a:visible')
        .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
      assert.ok(heights.length > 3);
      assert.ok(Math.min(...heights) >= 44, String(Math.min(...heights)));
    }
  });
});

describe('access to the staff’s pages', () => {
  it('is limited to forms of the staff’s pages', async () => {
    const id = await staff.placeOrder();
    const url = `${staff.base}/berlin/staff/orders/${id}`;
    const body = new URLSearchParams({ id: 'scan-by-form-1', step: 'packed', 'line.1': '1' });
    for (const headers of [{}, { origin: 'https://elsewhere.example' }]) {
      assert.equal((await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })).status, 403);
    }
    assert.deepEqual(await getEventKinds(id), []);
    const response = await fetch(url, { method: 'POST', body, headers: { origin: staff.base }, redirect: 'manual' });
    assert.equal(response.status, 303);
    assert.deepEqual(await getEventKinds(id), ['packed']);
  });

  it('never exposes the shop’s key', async () => {
    const id = await staff.placeOrder();
    for (const path of ['', `/orders/${id}`, `?code=${id}`]) {
      assert.doesNotMatch(
        await (await fetch(`${staff.base}/berlin/staff${path}`)).text(),
        /the-staff-of-this-test-shop|bearer/i,
      );
    }
  });
});
