import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { isLive, openBrowser, openShop, skip, type Shop } from './open-shop.ts';
import { cancelOf, focusedIn, offered, openPage, orderPage, violationsOf } from './whole-page.ts';

/* An order with its cancel elements on a telephone, in every language there is a pack for. */

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

const rightToLeft = ['ar', 'he'];
const languages = [...rightToLeft, 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'ru', 'uk'];

const packs = (language: string): string =>
  ['', 'order/', 'cancel/'].map((kind) => `<script src="/dist/cdn/messages/${kind}${language}.iife.js"></script>`).join('');

/** What stands beyond the window's edge, on the page or in the dialog. */
const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = (document.scrollingElement as Element).scrollWidth > width ? ['the page scrolls sideways'] : [];
    const walk = (root: ParentNode): void => {
      for (const each of root.querySelectorAll('*')) {
        const { left, right, width: wide } = each.getBoundingClientRect();
        if (wide > 1 && (left < -0.5 || right > width + 0.5)) found.push(`${each.localName} ${each.getAttribute('part')}`);
        if (each.shadowRoot) walk(each.shadowRoot);
      }
    };
    walk(document.body);
    return found;
  });

describe('an order and its cancel elements', () => {
  for (const language of languages) {
    const isRtl = rightToLeft.includes(language);
    it(`D22, A10, A11: in ${language}, at 320 pixels: all in its own words and direction, nothing beyond the edge`, { skip, timeout: 120_000 }, async () => {
      const control = await shop.scenario('stream');
      await control.changeSilently(offered);
      const html = orderPage(control, packs(language), `lang="${language}"`).replace('<main>', `<main lang="${language}" dir="${isRtl ? 'rtl' : 'ltr'}">`);
      const page = await openPage(browser, shop.page(`/${language}`, html), { viewport: { width: 320, height: 640 } });
      await isLive(page);
      const open = cancelOf(page, 'cup', 'open');
      const texts = [await open.innerText()];
      assert.deepEqual(await beyond(page), []);
      await open.click();
      const dialog = cancelOf(page, 'cup', 'dialog');
      await dialog.waitFor();
      assert.deepEqual(await beyond(page), []);
      assert.equal(await focusedIn(page), 'keep');
      assert.deepEqual(await dialog.evaluate((each) => [(each as HTMLElement).lang, getComputedStyle(each).direction]), [language, isRtl ? 'rtl' : 'ltr']);
      texts.push(await dialog.innerText());
      if (isRtl) assert.deepEqual(await violationsOf(page), []);
      await cancelOf(page, 'cup', 'confirm').click();
      await cancelOf(page, 'cup', 'outcome-title').waitFor();
      texts.push(await cancelOf(page, 'cup', 'outcome').innerText());
      assert.deepEqual(await beyond(page), []);
      if (isRtl) assert.deepEqual(await violationsOf(page), []);
      const english = texts.join(' ').replaceAll(/Red cup|to your card|R-c1/g, '').match(/\b(cancel(ed|ing)?|keep|you|back|received|receipt|how many)\b/gi);
      assert.deepEqual(english, null);
      assert.doesNotMatch(texts.join(' '), /[{}]/);
      await page.context().close();
    });
  }

  it('A01: on a dark page it is dark, the question too', { skip, timeout: 120_000 }, async () => {
    const control = await shop.scenario('stream');
    await control.changeSilently(offered);
    const dark = '<style>body { background: #14161a; color: #e6e6e3; color-scheme: dark }</style>';
    const page = await openPage(browser, shop.page('/dark', orderPage(control, dark)), { viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    await isLive(page);
    assert.deepEqual(await violationsOf(page), []);
    await cancelOf(page, 'cup', 'open').click();
    await cancelOf(page, 'cup', 'dialog').waitFor();
    assert.deepEqual(await violationsOf(page), []);
    const surface = await cancelOf(page, 'cup', 'dialog').evaluate((each) => getComputedStyle(each).backgroundColor);
    assert.equal(surface, 'rgb(20, 22, 26)');
    await page.context().close();
  });
});
