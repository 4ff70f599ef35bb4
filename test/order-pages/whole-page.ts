import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { OrderControl } from '../server/order-control.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* A page of a shop where an order is shown and its items can be canceled: the built file, as customers get it. */

export const whole = '<script src="/dist/cdn/waybill.iife.js"></script>';

const line = (id: string, title: string, total: number) => ({ id, title, quantity: { original: total, total, fulfilled: 0 } });

/** A mug and two cups; each may be canceled. */
export const offered = {
  lineItems: [line('mug', 'Blue mug', 1), line('cup', 'Red cup', 2)],
  promises: [{ id: 'p1', window: { from: '2099-05-04', to: '2099-05-06' }, madeAt: '2026-11-20T10:00:00Z', source: 'checkout' }],
  actions: [
    {
      type: 'cancel-items',
      mode: 'instant',
      lineItems: [{ id: 'mug', maxQuantity: 1 }, { id: 'cup', maxQuantity: 2 }],
      refund: { perUnit: { amount: 1290, currency: 'EUR' }, method: 'to your card', days: [3, 5] },
    },
  ],
};

/** The order with its cancel elements inside, between other things of the shop's. */
export const orderPage = ({ endpoint }: OrderControl, head = '', attributes = ''): string => `${whole}${head}
  <body style="margin: 0; padding: 16px; font: 16px/1.5 sans-serif"><main><h1>Your order</h1>
  <waybill-order-status endpoint="${endpoint.pathname}" order-id="o1" ${attributes}>See your mail</waybill-order-status>
  <p><button id="beside">Write to us</button></p></main>`;

/** The element of a line, or a part of it, through the shadow roots. */
export const cancelOf = (page: Page, id: string, part?: string) =>
  page.locator(`waybill-cancel-item[line-item=${id}]${part === undefined ? '' : ` [part~=${part}]`}`);

export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(GIVE_UP_MS);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds in the whole page. */
export async function violationsOf(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  if (!isThere) await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { violations } = await (Reflect.get(window, 'axe') as { run(): Promise<Found> }).run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

/** The name of the part that has the focus, through the shadow roots; the id or tag of what is not ours. */
export async function focusedIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute('part')?.split(' ').at(-1) ?? (active?.id || active?.localName) ?? '';
  });
}
