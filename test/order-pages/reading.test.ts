import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { lineOf, states } from '../components/order-status/support/orders.ts';
import { following, isLive, openBrowser, openShop, says, script, skip, TAG, until, ways, type Shop } from './open-shop.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* Whole pages as people have set their browsers. */

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

/** Every state on one page, unfolded. */
const all = `${script}<body style="margin: 0; padding: 16px">${Object.values(states)
  .map((make) => `<${TAG}><script type="application/json">${JSON.stringify(make())}</script></${TAG}>`)
  .join('')}`;

async function open(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(GIVE_UP_MS);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(`${TAG} .base`).first().waitFor();
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('waybill-order-status')) {
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    }
  });
  return page;
}

/** What of the page stands beyond the window's edge. */
async function beyond(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = [...document.querySelectorAll('waybill-order-status')].flatMap((element) =>
      [...(element.shadowRoot?.querySelectorAll('*') ?? [])]
        .filter((inner) => inner.getBoundingClientRect().right > width + 0.5)
        .map((inner) => `${inner.tagName}.${inner.getAttribute('part')}`),
    );
    const { scrollWidth } = document.scrollingElement as Element;
    return scrollWidth > width ? [`scrolls to ${scrollWidth}`, ...found] : found;
  });
}

describe('pages as people read them', () => {
  it('A10: at 400 % nothing scrolls sideways, also with wide spacing', { skip, timeout: 120_000 }, async () => {
    // 1280 pixels of a screen are 320 of the page.
    const page = await open(shop.page('/all', all), { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    try {
      assert.equal(await page.evaluate(() => innerWidth), 320);
      assert.deepEqual(await beyond(page), []);
      await page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' });
      await page.evaluate((tag) => {
        for (const element of document.querySelectorAll(tag)) {
          element.setAttribute('style', 'line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important');
        }
      }, TAG);
      assert.deepEqual(await beyond(page), []);
    } finally {
      await page.context().close();
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`A12: in forced colours, ${colorScheme}, marks, rules and the focus are seen`, { skip, timeout: 120_000 }, async () => {
      const page = await open(shop.page('/all', all), { forcedColors: 'active', colorScheme });
      try {
        const seen = await page.evaluate(() => {
          const canvas = document.body.appendChild(document.createElement('p'));
          canvas.style.cssText = 'background: Canvas; color: CanvasText';
          const { backgroundColor: back, color: text } = getComputedStyle(canvas);
          const isSeen = (color: string): boolean => color !== back && !/^rgba\(.*, 0\)$/.test(color);
          const steps = [...document.querySelectorAll('waybill-order-status')]
            .flatMap((element) => [...(element.shadowRoot?.querySelectorAll('[part~=step]') ?? [])])
            .map((step) => {
              const mark = getComputedStyle(step, '::before');
              const part = step.getAttribute('part') ?? '';
              return {
                kind: /step-(done|current|to-come)/.exec(part)?.[1] ?? part,
                isMarkSeen: isSeen(mark.borderTopColor) || isSeen(mark.backgroundColor),
                shape: [mark.borderTopWidth, mark.outlineStyle, mark.borderTopStyle, isSeen(mark.backgroundColor)].join(' '),
              };
            });
          const focused = ['summary', 'button', 'a'].map((tag) => {
            const element = [...document.querySelectorAll('waybill-order-status')].find((each) => each.shadowRoot?.querySelector(tag));
            const target = element?.shadowRoot?.querySelector<HTMLElement>(tag);
            target?.focus({ focusVisible: true } as FocusOptions);
            const { outlineStyle, outlineWidth, outlineColor, color } = getComputedStyle(target as Element);
            return { tag, style: outlineStyle, width: outlineWidth, isSeen: isSeen(outlineColor), isText: isSeen(color) };
          });
          const isForced = matchMedia('(forced-colors: active)').matches;
          return { isForced, isApart: back !== text, steps, focused };
        });
        assert.equal(seen.isForced && seen.isApart, true);
        assert.deepEqual(seen.steps.filter(({ isMarkSeen }) => !isMarkSeen), []);
        const shapes = new Map<string, Set<string>>();
        for (const { kind, shape } of seen.steps) shapes.set(kind, (shapes.get(kind) ?? new Set()).add(shape));
        const told = [...shapes].map(([kind, each]) => `${kind}: ${[...each].join(' or ')}`);
        assert.deepEqual([...shapes.keys()].sort(), ['current', 'done', 'to-come']);
        for (const [kind, mine] of shapes) {
          for (const [other, theirs] of shapes) {
            if (kind !== other) assert.deepEqual([...mine].filter((shape) => theirs.has(shape)), [], told.join('; '));
          }
        }
        for (const { tag, style, width, isSeen, isText } of seen.focused) {
          assert.deepEqual([tag, style, isSeen, isText], [tag, 'solid', true, true]);
          assert.ok(Number.parseFloat(width) >= 2, `${tag} ${width}`);
        }
      } finally {
        await page.context().close();
      }
    });
  }

  for (const way of ways) {
    it(`D12: 500 items with 300 letters and no space, at 320 px (${way})`, { skip, timeout: 120_000 }, async () => {
      const control = await shop.scenario(way);
      const lineItems = Array.from({ length: 500 }, (_, index) => lineOf(`i${index}`, 'Donaudampfschiff'.repeat(19).slice(0, 300)));
      await control.changeSilently({ lineItems });
      const page = await open(shop.page(`/d12-${way}`, `${script}<body style="margin: 0">${following(control)}`), { viewport: { width: 320, height: 640 } });
      try {
        await says(page, 'Order received');
        assert.equal(await page.locator(`${TAG} [part~=item]`).count(), 500);
        assert.deepEqual(await beyond(page), []);
        if (way === 'stream') await isLive(page);
      } finally {
        await page.context().close();
      }
    });

    it(`10,000 events come from the server, and one more (${way})`, { skip, timeout: 120_000 }, async () => {
      const control = await shop.scenario(way);
      const scan = (index: number) => ({
        id: `e${index}`,
        kind: 'in_transit',
        at: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
        shipmentId: 's1',
        text: `Scan ${index}`,
      });
      const events = Array.from({ length: 10_000 }, (_, index) => scan(index));
      const shipments = [{ id: 's1', direction: 'outbound', status: 'unknown', method: 'courier', tracking: [] }];
      await control.changeSilently({ shipments, events });
      const url = shop.page(`/events-${way}`, `${script}<body>${following(control)}`);
      const page = await open(url, {});
      try {
        const entries = page.locator(`${TAG} [part~=event]`);
        await entries.first().waitFor({ state: 'attached' });
        assert.equal(await entries.count(), 20);
        if (way === 'stream') {
          // Larger than an event may be: it is read instead.
          await isLive(page);
          await control.change({ events: [...events, scan(10_000)] });
        } else {
          await control.changeSilently({ events: [...events, scan(10_000)] });
          await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
          await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
        }
        await until(async () => ((await entries.first().textContent()) ?? '').includes('Scan 10000'), 'the newest scan');
        assert.equal(await entries.count(), 20);
      } finally {
        await page.context().close();
      }
    });
  }
});
