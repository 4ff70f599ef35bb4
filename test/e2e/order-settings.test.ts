import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { findOverflow } from '../support/find-overflow.ts';
import type { Order } from '../../src/contract/order.ts';
import { orderPreviews } from '../../src/preview/order-previews.ts';
import { previewStates } from '../../src/preview/preview.ts';
import { openPage, waybillScript } from './order-page.ts';
import { orderStatusMarkup, orderStatusScript, startTestShop, TAG, type TestShop } from './start-test-shop.ts';

/* The order status while it loads, without motion, and in forced colors. */

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

const observeShifts = `<script>
  const shifts = [];
  const add = (entries) => shifts.push(...entries.map(({ value }) => value));
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  window.takeShifts = () => {
    add(observer.takeRecords());
    return shifts;
  };
</script>`;
const shopStyle = '<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>';
const below = '<p class="below">Content below.</p>'.repeat(20);

/** One parcel on its way, with a picture of its product. */
const usualOrder: Order = {
  ...orderPreviews['on-its-way'],
  lineItems: orderPreviews['on-its-way'].lineItems.map((line) => ({
    ...line,
    imageUrl: 'https://shop.example/dune.png',
  })),
};

const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function openObserved(url: string, width = 390): Promise<Page> {
  const page = await openPage(browser, 'about:blank', { viewport: { width, height: 844 } });
  await page.route('https://shop.example/dune.png', (route) =>
    route.fulfill({ contentType: 'image/png', body: onePixel }),
  );
  await page.goto(url);
  return page;
}

/** All layout shifts until the next frame. */
async function sumOfShifts(page: Page): Promise<number> {
  const shifts = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (Reflect.get(window, 'takeShifts') as () => number[])();
  });
  return shifts.reduce((sum, shift) => sum + shift, 0);
}

describe('an order status on a phone', () => {
  for (const [width, layout] of [
    [390, 'auto'],
    [720, 'auto'],
    [390, 'compact'],
  ] as const) {
    it(
      `shifts the page by 0.05 at most when it replaces its skeleton: ${layout}, ${width} pixels [L12]`,
      options,
      async () => {
        const control = await shop.createScenario('polling');
        await control.updateOrderSilently(usualOrder);
        await control.configure({ next: { snapshot: [{ isHeld: true }] } });
        const markup = orderStatusMarkup(control, `layout="${layout}"`).replace('See your mail', '');
        const page = await openObserved(
          shop.addPage(
            `/skeleton-${layout}-${width}`,
            `${shopStyle}${observeShifts}${orderStatusScript}<body><h1>Your order</h1>${markup}${below}`,
          ),
          width,
        );
        await page.locator(`${TAG} [part=skeleton]`).waitFor();
        assert.equal(await sumOfShifts(page), 0);
        const heightOf = async (): Promise<number> => (await page.locator(TAG).boundingBox())?.height ?? 0;
        const skeletonHeight = await heightOf();
        await control.releaseHeldResponses();
        await page.locator(`${TAG}:state(ready)`).waitFor();
        const sum = await sumOfShifts(page);
        const answerHeight = await heightOf();
        assert.ok(sum <= 0.05, `${sum}, from ${skeletonHeight} to ${answerHeight} pixels`);
        await page.context().close();
      },
    );
  }

  it('does not shift the page with an inline order [L12]', options, async () => {
    const json = `<script type="application/json">${JSON.stringify(usualOrder)}</script>`;
    const page = await openObserved(
      shop.addPage(
        '/inline',
        `${shopStyle}${observeShifts}${orderStatusScript}<body><h1>Your order</h1><${TAG}>${json}</${TAG}>${below}`,
      ),
    );
    await page.locator(`${TAG}:state(ready)`).waitFor();
    await page.locator(`${TAG} [part=media]`).evaluate((image) => (image as HTMLImageElement).decode());
    assert.equal(await sumOfShifts(page), 0);
    await page.context().close();
  });

  it('does not scroll sideways in any preview state and layout, also right to left [A10, A11]', options, async () => {
    const page = await openPage(browser, addPreviews('/narrow'), { viewport: { width: 320, height: 640 } });
    for (const direction of ['ltr', 'rtl']) {
      for (const layout of ['bar', 'rail', 'compact']) {
        await showPreviews(page, layout, direction);
        assert.deepEqual(await findOverflow(page), [], `${direction}, ${layout}`);
      }
    }
    await page.context().close();
  });
});

const previews = previewStates[TAG] ?? [];

const addPreviews = (path: string): string =>
  shop.addPage(
    path,
    `${waybillScript}<script src="/dist/cdn/preview.iife.js"></script>
    <script src="/dist/cdn/locales/ar/order.iife.js"></script><script src="/dist/cdn/locales/ar/estimate.iife.js"></script>
    <body style="margin: 16px">`,
  );

/** Shows every preview state with all details open. Right to left is Arabic. */
async function showPreviews(page: Page, layout: string, direction = 'ltr'): Promise<void> {
  await page.evaluate(
    async ([tag, names, chosen, dir]) => {
      document.documentElement.lang = dir === 'rtl' ? 'ar' : 'en';
      document.documentElement.dir = dir;
      document.body.replaceChildren(
        ...names.map((name) => {
          const element = document.createElement(tag);
          element.setAttribute('preview', name);
          element.setAttribute('layout', chosen);
          return element;
        }),
      );
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      for (const element of document.querySelectorAll(tag)) {
        for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      }
    },
    [TAG, previews, layout, direction] as const,
  );
  const shown = page
    .locator(TAG)
    .evaluateAll((all) => all.filter((each) => each.shadowRoot?.querySelector('.base')).length);
  assert.equal(await shown, previews.length);
}

describe('an order status with settings of the system', () => {
  it('has no transition and no animation with reduced motion [A13]', options, async () => {
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      const page = await openPage(browser, addPreviews(`/motion-${reducedMotion}`), { reducedMotion });
      const moving = new Set<string>();
      for (const layout of ['bar', 'rail', 'compact']) {
        await showPreviews(page, layout);
        const found = await page.evaluate((tag) => {
          const all = [...document.querySelectorAll(tag)].flatMap((element) => [
            element,
            ...(element.shadowRoot?.querySelectorAll('*') ?? []),
          ]);
          return all.flatMap((element) =>
            [undefined, '::before', '::after'].flatMap((pseudo) => {
              const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, pseudo);
              const isStill =
                /^0s(, 0s)*$/.test(transitionDuration) && animationName === 'none' && scrollBehavior === 'auto';
              return isStill ? [] : [`${element.getAttribute('part')}${pseudo ?? ''} ${transitionDuration}`];
            }),
          );
        }, TAG);
        for (const each of found) moving.add(each);
      }
      if (reducedMotion === 'reduce') assert.deepEqual([...moving], []);
      else assert.ok(moving.size > 0 && [...moving].every((each) => each.endsWith(' 0.2s')), [...moving].join());
      await page.context().close();
    }
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`shows its skeleton, bar and icons in forced colors, ${colorScheme} [A12]`, options, async () => {
      const page = await openPage(browser, addPreviews(`/forced-${colorScheme}`), {
        forcedColors: 'active',
        colorScheme,
      });
      await showPreviews(page, 'bar');
      const { skeleton, segments, icons } = await page.evaluate((tag) => {
        const canvas = document.body.appendChild(document.createElement('p'));
        canvas.style.background = 'Canvas';
        const { backgroundColor: canvasColor } = getComputedStyle(canvas);
        const isVisible = (color: string): boolean => color !== canvasColor && !/^rgba\(.*, 0\)$/.test(color);
        const find = (selector: string): Element[] =>
          [...document.querySelectorAll(tag)].flatMap((each) => [
            ...(each.shadowRoot?.querySelectorAll(selector) ?? []),
          ]);
        return {
          skeleton: find('.skeleton > span').map((line) => {
            const { borderTopColor, borderTopWidth, borderTopStyle } = getComputedStyle(line);
            return isVisible(borderTopColor) && borderTopStyle === 'solid' && Number.parseFloat(borderTopWidth) >= 1;
          }),
          segments: find('.segment').map((segment) => {
            const { borderTopColor } = getComputedStyle(segment);
            const filling = getComputedStyle(segment, '::before');
            const isFilled = isVisible(filling.borderTopColor) && Number.parseFloat(filling.inlineSize) > 0;
            return `${segment.classList[1]} ${isVisible(borderTopColor) ? 'visible' : 'invisible'} ${isFilled ? 'filled' : 'empty'}`;
          }),
          icons: find('button svg').map((icon) => isVisible(getComputedStyle(icon).stroke)),
        };
      }, TAG);
      assert.ok(skeleton.length > 0 && skeleton.every(Boolean), skeleton.join());
      assert.ok(icons.length > 0 && icons.every(Boolean), icons.join());
      assert.deepEqual([...new Set(segments)].sort(), [
        'current visible filled',
        'done visible filled',
        'to-come visible empty',
      ]);
      await page.context().close();
    });
  }
});
