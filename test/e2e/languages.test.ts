import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { findAxeViolations } from '../support/axe.ts';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { findOverflow } from '../support/find-overflow.ts';
import { getDirection, otherLanguages } from '../support/language-packs.ts';
import { waitUntilLive, startTestShop, type TestShop } from './start-test-shop.ts';
import { locateCancelItem, getFocusedPart, cancelableOrder, openPage, orderPageMarkup } from './order-page.ts';

/* An order status with cancel elements on a phone, in every language with a pack. */

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

const packs = (language: string): string =>
  ['estimate', 'order', 'cancel']
    .map((pack) => `<script src="/dist/cdn/locales/${language}/${pack}.iife.js"></script>`)
    .join('');

describe('an order and its cancel elements', () => {
  for (const language of otherLanguages) {
    const direction = getDirection(language);
    it(
      `are translated, have the right direction and fit into 320 pixels: ${language} [D22, A10, A11]`,
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const control = await shop.createScenario('stream');
        await control.updateOrderSilently(cancelableOrder);
        const html = orderPageMarkup(control, packs(language), `lang="${language}"`).replace(
          '<main>',
          `<main lang="${language}" dir="${direction}">`,
        );
        const page = await openPage(browser, shop.addPage(`/${language}`, html), {
          viewport: { width: 320, height: 640 },
        });
        await waitUntilLive(page);
        const open = locateCancelItem(page, 'cup', 'trigger');
        const texts = [await open.innerText()];
        assert.deepEqual(await findOverflow(page), []);
        await open.click();
        const dialog = locateCancelItem(page, 'cup', 'dialog');
        await dialog.waitFor();
        assert.deepEqual(await findOverflow(page), []);
        assert.equal(await getFocusedPart(page), 'keep');
        assert.deepEqual(
          await dialog.evaluate((each) => [(each as HTMLElement).lang, getComputedStyle(each).direction]),
          [language, direction],
        );
        texts.push(await dialog.innerText());
        if (direction === 'rtl') assert.deepEqual(await findAxeViolations(page), []);
        await locateCancelItem(page, 'cup', 'confirm').click();
        await locateCancelItem(page, 'cup', 'outcome-title').waitFor();
        texts.push(await locateCancelItem(page, 'cup', 'outcome').innerText());
        assert.deepEqual(await findOverflow(page), []);
        if (direction === 'rtl') assert.deepEqual(await findAxeViolations(page), []);
        const english = texts
          .join(' ')
          .replaceAll(/Red cup|to your card|R-c1/g, '')
          .match(/\b(cancel(ed|ing)?|keep|you|back|received|receipt|how many)\b/gi);
        assert.deepEqual(english, null);
        assert.doesNotMatch(texts.join(' '), /[{}]/);
        await page.context().close();
      },
    );
  }

  it('are dark on a dark page, with a dark dialog [A01]', { skip: skipWithoutChromium, timeout: 120_000 }, async () => {
    const control = await shop.createScenario('stream');
    await control.updateOrderSilently(cancelableOrder);
    const dark = '<style>body { background: #14161a; color: #e6e6e3; color-scheme: dark }</style>';
    const page = await openPage(browser, shop.addPage('/dark', orderPageMarkup(control, dark)), {
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
    });
    await waitUntilLive(page);
    assert.deepEqual(await findAxeViolations(page), []);
    await locateCancelItem(page, 'cup', 'trigger').click();
    await locateCancelItem(page, 'cup', 'dialog').waitFor();
    assert.deepEqual(await findAxeViolations(page), []);
    const dialogColor = await locateCancelItem(page, 'cup', 'dialog').evaluate(
      (each) => getComputedStyle(each).backgroundColor,
    );
    assert.equal(dialogColor, 'rgb(20, 22, 26)');
    await page.context().close();
  });
});
