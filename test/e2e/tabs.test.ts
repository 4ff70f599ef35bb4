import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import {
  orderStatusMarkup,
  waitUntilLive,
  startTestShop,
  waitForHeadline,
  orderStatusScript,
  updateModes,
  type TestShop,
} from './start-test-shop.ts';
import { TEST_TIMEOUT_MS, waitFor } from '../support/wait-for.ts';

/* Several tabs of one browser: six connections per origin, one lock, the back/forward cache. */

const delivered = {
  shipments: [{ id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] }],
};

let shop: TestShop;
let browser: Browser;
let context: BrowserContext;
before(async () => {
  shop = await startTestShop();
  // Playwright disables the tested cache by default.
  browser = (await launchChromium({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })) as Browser;
});
after(async () => {
  await browser?.close();
  await shop.close();
});

function testTabs(name: string, run: () => Promise<void>): void {
  it(name, { skip: skipWithoutChromium, timeout: 120_000 }, async () => {
    context = await browser.newContext();
    context.setDefaultTimeout(TEST_TIMEOUT_MS);
    const errors: string[] = [];
    context.on('weberror', (error) => errors.push(error.error().message));
    try {
      await run();
      assert.deepEqual(errors, []);
    } finally {
      await context.close();
    }
  });
}

/** Simulates a visibility change: a headless browser shows all its tabs. */
async function setVisible(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isShown);
}

for (const updateMode of updateModes) {
  describe(`tabs, ${updateMode}`, () => {
    testTabs('8 tabs over HTTP/1.1: only the visible tab streams, and other requests are answered [N13]', async () => {
      const control = await shop.createScenario(updateMode);
      const url = shop.addPage(`/n13-${updateMode}`, `${orderStatusScript}<body>${orderStatusMarkup(control)}`);
      const tabs: Page[] = [];
      for (let tab = 0; tab < 8; tab += 1) {
        const previousTab = tabs.at(-1);
        const page = await context.newPage();
        await page.clock.install();
        if (previousTab) {
          await setVisible(previousTab, false);
          await previousTab.clock.runFor(31_000);
        }
        await page.goto(url);
        await waitForHeadline(page, 'Order received');
        tabs.push(page);
      }
      const visible = tabs.at(-1) as Page;
      if (updateMode === 'stream') await waitUntilLive(visible);
      await waitFor(
        async () => (await control.statistics()).openStreams === (updateMode === 'stream' ? 1 : 0),
        'one stream at most',
      );
      // All requests start at once. With eight open streams the last one would never get a connection.
      const statuses = await visible.evaluate(() =>
        Promise.all(Array.from({ length: 12 }, async (_, index) => (await fetch(`/other-${index}`)).status)),
      );
      assert.deepEqual(statuses, new Array(12).fill(404));
      await setVisible(visible, false);
      await visible.clock.runFor(31_000);
      await waitFor(async () => (await control.statistics()).openStreams === 0, 'no stream of hidden tabs');
      await control.updateOrder(delivered);
      await setVisible(tabs[0] as Page, true);
      await (tabs[0] as Page).clock.runFor(2_000);
      await waitForHeadline(tabs[0] as Page, 'Delivered');
    });

    testTabs(
      '8 tabs with a shared stream: the next tab takes the stream of a frozen and of a closed tab [N13, L16]',
      async () => {
        const control = await shop.createScenario(updateMode);
        const url = shop.addPage(
          `/l16-${updateMode}`,
          `${orderStatusScript}<body>${orderStatusMarkup(control, 'shared')}`,
        );
        const tabs: Page[] = [];
        for (let tab = 0; tab < 8; tab += 1) {
          const page = await context.newPage();
          await page.goto(url);
          await waitForHeadline(page, 'Order received');
          if (tab === 0 && updateMode === 'stream') await waitUntilLive(page);
          tabs.push(page);
        }
        const [first, second, ...otherTabs] = tabs as [Page, Page, ...Page[]];
        if (updateMode === 'stream') {
          assert.equal((await control.statistics()).openStreams, 1);
          // A headless browser does not freeze tabs, so the test dispatches the event.
          await first.evaluate(() => document.dispatchEvent(new Event('freeze')));
          await waitUntilLive(second);
          await second.close();
          const third = otherTabs[0] as Page;
          await waitUntilLive(third);
          // The server may notice the closed tab later.
          await waitFor(async () => (await control.statistics()).openStreams === 1, 'one stream');
        } else {
          await second.close();
          await waitFor(async () => (await control.statistics()).streamRequests > 0, 'the stream was refused');
          assert.equal((await control.statistics()).openStreams, 0);
        }
        const visible = otherTabs[1] as Page;
        assert.equal(await visible.evaluate(async () => (await fetch('/missing')).status), 404);
        await control.updateOrder(delivered);
        // A polling tab would need 30 real seconds.
        if (updateMode === 'polling') return;
        for (const tab of otherTabs) await waitForHeadline(tab, 'Delivered');
      },
    );

    testTabs(
      'the back/forward cache keeps the page, and the order is requested before the page is live [L06]',
      async () => {
        const control = await shop.createScenario(updateMode);
        const url = shop.addPage(`/l06-${updateMode}`, `${orderStatusScript}<body>${orderStatusMarkup(control)}`);
        const otherUrl = shop.addPage('/other', '<body>Other');
        const page = await context.newPage();
        await page.goto(url);
        await waitForHeadline(page, 'Order received');
        if (updateMode === 'stream') await waitUntilLive(page);
        await page.evaluate(() => {
          const recordedFrames: { headline: string; isLive: boolean }[] = [];
          addEventListener('pageshow', ({ persisted }) => {
            const recordFrame = (): void => {
              const element = document.querySelector('waybill-order-status');
              const headline = element?.shadowRoot?.querySelector('[part~=headline]')?.textContent ?? '';
              recordedFrames.push({ headline, isLive: element?.matches(':state(live)') ?? false });
              requestAnimationFrame(recordFrame);
            };
            recordFrame();
            Object.assign(window, { recordedFrames, persisted });
          });
        });
        await page.goto(otherUrl);
        await waitFor(async () => (await control.statistics()).openStreams === 0, 'no stream of a cached page');
        const { snapshotRequests } = await control.statistics();
        await control.updateOrderSilently(delivered);
        await page.goBack({ waitUntil: 'commit' });
        const reasons = await page.evaluate(() => {
          const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & {
            notRestoredReasons?: object | null;
          })[];
          return JSON.stringify(entry?.notRestoredReasons ?? null);
        });
        assert.equal(await page.evaluate(() => Reflect.get(window, 'persisted') as unknown), true, reasons);
        assert.equal(reasons, 'null');
        await waitForHeadline(page, 'Delivered');
        if (updateMode === 'stream') await waitUntilLive(page);
        assert.equal((await control.statistics()).snapshotRequests, snapshotRequests + 1);
        const recordedFrames = await page.evaluate(
          () => Reflect.get(window, 'recordedFrames') as { headline: string; isLive: boolean }[],
        );
        assert.deepEqual(
          recordedFrames.filter(({ headline, isLive: wasLive }) => wasLive && headline !== 'Delivered'),
          [],
        );
      },
    );
  });
}
