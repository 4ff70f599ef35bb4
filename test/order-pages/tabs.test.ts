import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { following, isLive, openBrowser, openShop, says, script, skip, until, ways, type Shop } from './open-shop.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* Tabs as a browser really has them: six connections to an origin, one lock, pages that are put away and taken out. */

const delivered = { shipments: [{ id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] }] };

let shop: Shop;
let browser: Browser;
let context: BrowserContext;
before(async () => {
  shop = await openShop();
  // What the driver forbids by itself is what is tested.
  browser = (await openBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })) as Browser;
});
after(async () => {
  await browser?.close();
  await shop.close();
});

function story(name: string, run: () => Promise<void>): void {
  it(name, { skip, timeout: 120_000 }, async () => {
    context = await browser.newContext();
    context.setDefaultTimeout(GIVE_UP_MS);
    const complaints: string[] = [];
    context.on('weberror', (error) => complaints.push(error.error().message));
    try {
      await run();
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

/** A headless browser shows all of its tabs; this says of one that it went to the background, or came back. */
async function show(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate((isHidden) => {
    Object.defineProperty(document, 'hidden', { get: () => isHidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isShown);
}

for (const way of ways) {
  describe(`tabs, ${way}`, () => {
    story('N13: with 8 tabs over HTTP/1.1 only the one that is seen streams, and what else is asked for is answered', async () => {
      const control = await shop.scenario(way);
      const url = shop.page(`/n13-${way}`, `${script}<body>${following(control)}`);
      const tabs: Page[] = [];
      for (let tab = 0; tab < 8; tab += 1) {
        const last = tabs.at(-1);
        const page = await context.newPage();
        await page.clock.install();
        if (last) {
          await show(last, false);
          await last.clock.runFor(31_000);
        }
        await page.goto(url);
        await says(page, 'Order received');
        tabs.push(page);
      }
      const seen = tabs.at(-1) as Page;
      if (way === 'stream') await isLive(seen);
      await until(async () => (await control.statistics()).open === (way === 'stream' ? 1 : 0), 'one stream at most');
      // All at once; the last of them could wait for ever.
      const statuses = await seen.evaluate(() => Promise.all(Array.from({ length: 12 }, async (_, index) => (await fetch(`/other-${index}`)).status)));
      assert.deepEqual(statuses, new Array(12).fill(404));
      await show(seen, false);
      await seen.clock.runFor(31_000);
      await until(async () => (await control.statistics()).open === 0, 'no stream where nobody looks');
      await control.change(delivered);
      await show(tabs[0] as Page, true);
      await (tabs[0] as Page).clock.runFor(2_000);
      await says(tabs[0] as Page, 'Delivered');
    });

    story('N13, L16: 8 tabs that share hold one stream; of a tab that is frozen, then of one that is closed, it is the next one’s', async () => {
      const control = await shop.scenario(way);
      const url = shop.page(`/l16-${way}`, `${script}<body>${following(control, 'shared')}`);
      const tabs: Page[] = [];
      for (let tab = 0; tab < 8; tab += 1) {
        const page = await context.newPage();
        await page.goto(url);
        await says(page, 'Order received');
        if (tab === 0 && way === 'stream') await isLive(page);
        tabs.push(page);
      }
      const [leader, second, ...rest] = tabs as [Page, Page, ...Page[]];
      if (way === 'stream') {
        assert.equal((await control.statistics()).open, 1);
        // As a browser says it; a headless one freezes nothing.
        await leader.evaluate(() => document.dispatchEvent(new Event('freeze')));
        await isLive(second);
        await second.close();
        const third = rest[0] as Page;
        await isLive(third);
        // For a moment the server may hold that of the closed one as well.
        await until(async () => (await control.statistics()).open === 1, 'one stream');
      } else {
        await second.close();
        await until(async () => (await control.statistics()).streams > 0, 'the stream was refused');
        assert.equal((await control.statistics()).open, 0);
      }
      const seen = rest[1] as Page;
      assert.equal(await seen.evaluate(async () => (await fetch('/other')).status), 404);
      await control.change(delivered);
      // Without a stream a poll brings it; real seconds are not waited for.
      if (way === 'polling') return;
      for (const tab of rest) await says(tab, 'Delivered');
    });

    story('L06: out of the cache of pages it comes whole, kept out by nothing of ours, and is asked before it is live', async () => {
      const control = await shop.scenario(way);
      const url = shop.page(`/l06-${way}`, `${script}<body>${following(control)}`);
      const other = shop.page('/elsewhere', '<body>Elsewhere');
      const page = await context.newPage();
      await page.goto(url);
      await says(page, 'Order received');
      if (way === 'stream') await isLive(page);
      await page.evaluate(() => {
        const seen: { shown: string; isLive: boolean }[] = [];
        addEventListener('pageshow', ({ persisted }) => {
          const look = (): void => {
            const element = document.querySelector('waybill-order-status');
            const shown = element?.shadowRoot?.querySelector('[part~=headline]')?.textContent ?? '';
            seen.push({ shown, isLive: element?.matches(':state(live)') ?? false });
            requestAnimationFrame(look);
          };
          look();
          Object.assign(window, { seen, persisted });
        });
      });
      await page.goto(other);
      await until(async () => (await control.statistics()).open === 0, 'no stream of a page that is put away');
      const { snapshots } = await control.statistics();
      await control.changeSilently(delivered);
      await page.goBack({ waitUntil: 'commit' });
      const reasons = await page.evaluate(() => {
        const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & { notRestoredReasons?: object | null })[];
        return JSON.stringify(entry?.notRestoredReasons ?? null);
      });
      assert.equal(await page.evaluate(() => Reflect.get(window, 'persisted') as unknown), true, reasons);
      assert.equal(reasons, 'null');
      await says(page, 'Delivered');
      if (way === 'stream') await isLive(page);
      assert.equal((await control.statistics()).snapshots, snapshots + 1);
      const seen = await page.evaluate(() => Reflect.get(window, 'seen') as { shown: string; isLive: boolean }[]);
      assert.deepEqual(seen.filter(({ shown, isLive: wasLive }) => wasLive && shown !== 'Delivered'), []);
    });
  });
}
