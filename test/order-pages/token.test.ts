import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { isLive, openBrowser, openShop, skip, until, type Shop } from './open-shop.ts';
import { cancelOf, offered, orderPage } from './whole-page.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* Where a guest's token may be, and where not. */

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

/** Takes note of everything that a page tells anybody. */
async function wiretap(context: BrowserContext): Promise<{ heard: string[]; page: Page }> {
  const heard: string[] = [];
  await context.exposeFunction('tap', (text: string) => void heard.push(text));
  await context.addInitScript(() => {
    const tap = Reflect.get(window, 'tap') as (text: string) => void;
    const write = (value: unknown): string => {
      const seen = new Set<unknown>();
      const replace = (_: string, inner: unknown): unknown => {
        if (inner instanceof Error) return `${inner.name} ${inner.message} ${inner.stack} ${String(inner.cause)}`;
        if (typeof inner !== 'object' || inner === null) return inner;
        if (seen.has(inner)) return 'again';
        seen.add(inner);
        return inner;
      };
      return JSON.stringify(value, replace) ?? String(value);
    };
    for (const [owner, name] of [
      [EventTarget.prototype, 'dispatchEvent'],
      [BroadcastChannel.prototype, 'postMessage'],
      [Window.prototype, 'postMessage'],
      [Storage.prototype, 'setItem'],
      [History.prototype, 'pushState'],
      [History.prototype, 'replaceState'],
      ...(['log', 'info', 'debug', 'warn', 'error'] as const).map((level) => [console, level] as const),
    ] as const) {
      const original = Reflect.get(owner, name) as ((...given: unknown[]) => unknown) | undefined;
      if (!original) continue;
      Reflect.set(owner, name, function tapped(this: unknown, ...given: unknown[]) {
        tap(`${name}: ${given.map((each) => write(each instanceof CustomEvent ? each.detail : each)).join(' ')}`);
        return original.apply(this, given);
      });
    }
    addEventListener('error', ({ message, error }) => tap(`error: ${message} ${write(error)}`));
    addEventListener('unhandledrejection', ({ reason }) => tap(`rejection: ${write(reason)}`));
  });
  const page = await context.newPage();
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.stack}`));
  page.on('request', (request) => heard.push(`request: ${request.url()} ${request.headers()['referer'] ?? ''} ${request.postData() ?? ''}`));
  return { heard, page };
}

/** All that a page holds where others could find it. */
async function holdings(page: Page): Promise<string[]> {
  const cookies = await page.context().cookies();
  const inside = await page.evaluate(async () => {
    const found: string[] = [location.href, document.title, document.referrer];
    for (const name of ['sessionStorage', 'localStorage']) {
      const storage = Reflect.get(window, name) as Storage;
      for (let index = 0; index < storage.length; index += 1) found.push(storage.getItem(storage.key(index) ?? '') ?? '');
    }
    const walk = (root: ParentNode): void => {
      for (const each of root.querySelectorAll('*')) {
        found.push(`${each.localName} ${[...each.attributes].map(({ name, value }) => `${name}=${value}`).join(' ')}`);
        if ('value' in each) found.push(String(each.value));
        if (each.shadowRoot) walk(each.shadowRoot);
        for (const node of each.childNodes) if (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE) found.push(node.nodeValue ?? '');
      }
      if (root instanceof ShadowRoot) for (const node of root.childNodes) found.push(node.nodeValue ?? '');
    };
    walk(document);
    const databases = await indexedDB.databases();
    const globals = Object.getOwnPropertyNames(window).map((name) => {
      const { value } = Object.getOwnPropertyDescriptor(window, name) ?? {};
      return typeof value === 'string' ? value : '';
    });
    // The browser notes by itself how the page was reached; nothing can take that back.
    const entries = performance.getEntries().filter(({ entryType }) => entryType !== 'navigation').map(({ name }) => name);
    return [...found, ...databases.map(({ name }) => String(name)), ...globals, ...entries];
  });
  return [...inside, JSON.stringify(cookies)];
}

describe('a guest who came by a link with a token', () => {
  it('X07: after all that can be done it is found nowhere but in the requests to the shop', { skip, timeout: 120_000 }, async () => {
    const token = 'guest-7fK2.mQ9-secret';
    const control = await shop.scenario('stream');
    await control.changeSilently(offered);
    const url = shop.page('/order', orderPage(control));
    const other = shop.page('/elsewhere', '<body><p>Elsewhere');
    // A failure that says the token aloud is one more place where it could come from.
    const body = JSON.stringify({ code: 'internal', detail: token, title: token });
    await control.set({ tokens: [token], next: { cancel: [{ status: 500, body }] } });
    const context = await browser.newContext();
    context.setDefaultTimeout(GIVE_UP_MS);
    const { heard, page } = await wiretap(context);
    const leaks = async (): Promise<string[]> => [...heard, ...(await holdings(page))].filter((each) => each.includes('7fK2'));
    await page.goto(`${url}#waybill-token=${token}`);
    await isLive(page);
    // What the customer typed into the address bar is the browser's; the page has taken it out of the address.
    const arrival = heard.findIndex((each) => each.startsWith('request: ') && each.includes(token));
    if (arrival >= 0) heard.splice(arrival, 1);
    assert.deepEqual(await leaks(), []);
    await cancelOf(page, 'mug', 'open').click();
    assert.deepEqual(await leaks(), []);
    await cancelOf(page, 'mug', 'confirm').click();
    await until(async () => (await page.evaluate(() => sessionStorage.length)) > 0, 'a record is kept');
    assert.deepEqual(await leaks(), []);
    await cancelOf(page, 'mug', 'outcome-title').getByText('Blue mug is canceled', { exact: true }).waitFor();
    await cancelOf(page, 'mug', 'save').click();
    assert.deepEqual(await leaks(), []);
    const { requests } = await control.statistics();
    assert.deepEqual(new Set(requests.map(({ authorization }) => authorization)), new Set([`Bearer ${token}`]));
    assert.deepEqual(requests.flatMap(({ referer }) => (referer === undefined ? [] : [referer])), []);
    assert.ok(requests.filter(({ kind }) => kind === 'cancel').length >= 2);
    // To where the page goes next it does not go along.
    await page.goto(other);
    assert.deepEqual(await leaks(), []);
    assert.ok(heard.some((each) => each.startsWith('dispatchEvent: {"orderId"')), 'it would have been heard');
    await page.evaluate((said) => {
      document.body.setAttribute('data-token', said);
      console.info({ said });
    }, token);
    assert.ok((await leaks()).length >= 2, 'it would have been found');
    await context.close();
  });
});
