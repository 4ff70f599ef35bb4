import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { findOverflow } from '../support/find-overflow.ts';
import { createLineItem, orderStates } from '../support/order-fixtures.ts';
import {
  orderStatusMarkup,
  waitUntilLive,
  startTestShop,
  waitForHeadline,
  orderStatusScript,
  TAG,
  updateModes,
  type TestShop,
} from './start-test-shop.ts';
import { TEST_TIMEOUT_MS, waitFor } from '../support/wait-for.ts';

/* The order status under a browser's accessibility settings. */

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

/** Elements in every state, on one page. */
const allStatesMarkup = `${orderStatusScript}<body style="margin: 0; padding: 16px">${Object.values(orderStates)
  .map(
    (createTestOrder) =>
      `<${TAG}><script type="application/json">${JSON.stringify(createTestOrder())}</script></${TAG}>`,
  )
  .join('')}`;

async function openWithDetails(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(TEST_TIMEOUT_MS);
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

describe('an order status', () => {
  it(
    'does not scroll sideways at 400 %, also with wide text spacing [A10]',
    { skip: skipWithoutChromium, timeout: 120_000 },
    async () => {
      // At 400 %, a screen of 1280 pixels is a page of 320.
      const page = await openWithDetails(shop.addPage('/all', allStatesMarkup), {
        viewport: { width: 320, height: 256 },
        deviceScaleFactor: 4,
      });
      try {
        assert.equal(await page.evaluate(() => innerWidth), 320);
        assert.deepEqual(await findOverflow(page), []);
        await page.addStyleTag({
          content:
            '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }',
        });
        await page.evaluate((tag) => {
          for (const element of document.querySelectorAll(tag)) {
            element.setAttribute(
              'style',
              'line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important',
            );
          }
        }, TAG);
        assert.deepEqual(await findOverflow(page), []);
      } finally {
        await page.context().close();
      }
    },
  );

  for (const colorScheme of ['light', 'dark'] as const) {
    it(
      `shows step marks and the focus in forced colors, ${colorScheme} [A12]`,
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const page = await openWithDetails(shop.addPage('/all', allStatesMarkup), {
          forcedColors: 'active',
          colorScheme,
        });
        try {
          const result = await page.evaluate(() => {
            const canvas = document.body.appendChild(document.createElement('p'));
            canvas.style.cssText = 'background: Canvas; color: CanvasText';
            const { backgroundColor: canvasColor, color: canvasTextColor } = getComputedStyle(canvas);
            const isVisible = (color: string): boolean => color !== canvasColor && !/^rgba\(.*, 0\)$/.test(color);
            const steps = [...document.querySelectorAll('waybill-order-status')]
              .flatMap((element) => [...(element.shadowRoot?.querySelectorAll('[part~=step]') ?? [])])
              .map((step) => {
                const mark = getComputedStyle(step, '::before');
                const part = step.getAttribute('part') ?? '';
                return {
                  kind: /step-(done|current|to-come)/.exec(part)?.[1] ?? part,
                  isMarkVisible: isVisible(mark.borderTopColor) || isVisible(mark.backgroundColor),
                  shape: [
                    mark.borderTopWidth,
                    mark.outlineStyle,
                    mark.borderTopStyle,
                    isVisible(mark.backgroundColor),
                  ].join(' '),
                };
              });
            const focused = ['summary', 'button', 'a'].map((tag) => {
              const element = [...document.querySelectorAll('waybill-order-status')].find((each) =>
                each.shadowRoot?.querySelector(tag),
              );
              const target = element?.shadowRoot?.querySelector<HTMLElement>(tag);
              target?.focus({ focusVisible: true } as FocusOptions);
              const { outlineStyle, outlineWidth, outlineColor, color } = getComputedStyle(target as Element);
              return {
                tag,
                style: outlineStyle,
                width: outlineWidth,
                isOutlineVisible: isVisible(outlineColor),
                isTextVisible: isVisible(color),
              };
            });
            const isForced = matchMedia('(forced-colors: active)').matches;
            return { isForced, hasContrast: canvasColor !== canvasTextColor, steps, focused };
          });
          assert.equal(result.isForced && result.hasContrast, true);
          assert.deepEqual(
            result.steps.filter(({ isMarkVisible }) => !isMarkVisible),
            [],
          );
          const shapes = new Map<string, Set<string>>();
          for (const { kind, shape } of result.steps) shapes.set(kind, (shapes.get(kind) ?? new Set()).add(shape));
          const shapeTexts = [...shapes].map(([kind, each]) => `${kind}: ${[...each].join(' or ')}`);
          assert.deepEqual([...shapes.keys()].sort(), ['current', 'done', 'to-come']);
          for (const [kind, shapesOfKind] of shapes) {
            for (const [otherKind, otherShapes] of shapes) {
              if (kind !== otherKind)
                assert.deepEqual(
                  [...shapesOfKind].filter((shape) => otherShapes.has(shape)),
                  [],
                  shapeTexts.join('; '),
                );
            }
          }
          for (const { tag, style, width, isOutlineVisible, isTextVisible } of result.focused) {
            assert.deepEqual([tag, style, isOutlineVisible, isTextVisible], [tag, 'solid', true, true]);
            assert.ok(Number.parseFloat(width) >= 2, `${tag} ${width}`);
          }
        } finally {
          await page.context().close();
        }
      },
    );
  }

  for (const updateMode of updateModes) {
    it(
      `fits 500 items with long titles into 320 pixels (${updateMode}) [D12]`,
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const control = await shop.createScenario(updateMode);
        const lineItems = Array.from({ length: 500 }, (_, index) =>
          createLineItem(`i${index}`, 'Donaudampfschiff'.repeat(19).slice(0, 300)),
        );
        await control.updateOrderSilently({ lineItems });
        const page = await openWithDetails(
          shop.addPage(
            `/d12-${updateMode}`,
            `${orderStatusScript}<body style="margin: 0">${orderStatusMarkup(control)}`,
          ),
          { viewport: { width: 320, height: 640 } },
        );
        try {
          await waitForHeadline(page, 'Order received');
          assert.equal(await page.locator(`${TAG} [part~=item]`).count(), 500);
          assert.deepEqual(await findOverflow(page), []);
          if (updateMode === 'stream') await waitUntilLive(page);
        } finally {
          await page.context().close();
        }
      },
    );

    it(
      `shows the newest of 10,000 events, and the next one (${updateMode})`,
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const control = await shop.createScenario(updateMode);
        const scan = (index: number) => ({
          id: `e${index}`,
          kind: 'in_transit',
          at: new Date(Date.UTC(2026, 10, 1) + index * 60_000).toISOString(),
          shipmentId: 's1',
          text: `Scan ${index}`,
        });
        const events = Array.from({ length: 10_000 }, (_, index) => scan(index));
        const shipments = [{ id: 's1', direction: 'outbound', status: 'unknown', method: 'courier', tracking: [] }];
        await control.updateOrderSilently({ shipments, events });
        const url = shop.addPage(`/events-${updateMode}`, `${orderStatusScript}<body>${orderStatusMarkup(control)}`);
        const page = await openWithDetails(url, {});
        try {
          const entries = page.locator(`${TAG} [part~=event]`);
          await entries.first().waitFor({ state: 'attached' });
          assert.equal(await entries.count(), 20);
          if (updateMode === 'stream') {
            // The order is too large for a stream event, so the element requests a snapshot.
            await waitUntilLive(page);
            await control.updateOrder({ events: [...events, scan(10_000)] });
          } else {
            await control.updateOrderSilently({ events: [...events, scan(10_000)] });
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
          }
          await waitFor(
            async () => ((await entries.first().textContent()) ?? '').includes('Scan 10000'),
            'the newest scan',
          );
          assert.equal(await entries.count(), 20);
        } finally {
          await page.context().close();
        }
      },
    );
  }
});
