import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeOrderControl } from '../fakes/fake-order-control.ts';
import { TEST_TIMEOUT_MS } from '../support/wait-for.ts';

/* A page with an order status and its cancel elements, from the built file. */

export const waybillScript = '<script src="/dist/cdn/waybill.iife.js"></script>';

const line = (id: string, title: string, total: number) => ({
  id,
  title,
  quantity: { original: total, total, fulfilled: 0 },
});

/** A mug and two cups. All of them can be canceled. */
export const cancelableOrder = {
  lineItems: [line('mug', 'Blue mug', 1), line('cup', 'Red cup', 2)],
  promises: [
    { id: 'p1', window: { from: '2099-05-04', to: '2099-05-06' }, madeAt: '2026-11-20T10:00:00Z', source: 'checkout' },
  ],
  actions: [
    {
      type: 'cancel-items',
      mode: 'instant',
      lineItems: [
        { id: 'mug', maxQuantity: 1 },
        { id: 'cup', maxQuantity: 2 },
      ],
      refund: { perUnit: { amount: 1290, currency: 'EUR' }, method: 'to your card', days: [3, 5] },
    },
  ],
};

/** The order status between other content of the page. */
export const orderPageMarkup = (
  { endpoint }: FakeOrderControl,
  head = '',
  attributes = '',
): string => `${waybillScript}${head}
  <body style="margin: 0; padding: 16px; font: 16px/1.5 sans-serif"><main><h1>Your order</h1>
  <waybill-order-status endpoint="${endpoint.pathname}" order-id="o1" ${attributes}>See your mail</waybill-order-status>
  <p><button id="beside">Write to us</button></p></main>`;

/** Locates the cancel element of a line, or one of its parts. */
export const locateCancelItem = (page: Page, id: string, part?: string) =>
  page.locator(`waybill-cancel-item[line-item=${id}]${part === undefined ? '' : ` [part~=${part}]`}`);

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(TEST_TIMEOUT_MS);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** The focused part, also inside shadow roots; for other elements the id or the tag. */
export async function getFocusedPart(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute('part')?.split(' ').at(-1) ?? (active?.id || active?.localName) ?? '';
  });
}
