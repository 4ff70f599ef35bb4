import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { previewStates } from '../../src/preview/preview.ts';
import { isLive, openBrowser, openShop, skip, until, type Shop } from './open-shop.ts';
import { cancelOf, focusedIn, offered, openPage, orderPage, whole } from './whole-page.ts';

/* The cancel element in pages as people have set their browsers, and as they have them read out. */

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

const options = { skip, timeout: 120_000 };
const TAG = 'waybill-cancel-item';
const names = previewStates[TAG] ?? [];
const preview = '<script src="/dist/cdn/preview.iife.js"></script>';

/** A page with one element, which `show` puts into one state after the other. */
const single = (): string => shop.page('/single', `${whole}${preview}<body style="margin: 0; padding: 8px"><${TAG}></${TAG}>`);

async function show(page: Page, name: string): Promise<void> {
  await page.evaluate(async ([tag, state]) => {
    const last = document.querySelector(tag) as HTMLElement;
    const next = document.createElement(tag);
    next.setAttribute('preview', state);
    last.replaceWith(next);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, [TAG, name] as const);
  await page.locator(`${TAG} .base`).waitFor({ state: 'attached' });
}

const wide = 'line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important';

describe('the cancel element as people read it', () => {
  it('A10: at 400 % every state can be read and answered, also with wide spacing', options, async () => {
    const page = await openPage(browser, single(), { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });
    for (const name of names) {
      for (const spacing of ['', wide]) {
        await show(page, name);
        const lost = await page.evaluate(([tag, css]) => {
          const element = document.querySelector(tag) as HTMLElement;
          element.setAttribute('style', css);
          const root = element.shadowRoot as ShadowRoot;
          const dialog = root.querySelector('dialog[open]');
          const { right, left } = (dialog ?? element).getBoundingClientRect();
          const outside = [...root.querySelectorAll(dialog ? 'dialog *:not(option)' : '.base *')].filter((each) => {
            const box = each.getBoundingClientRect();
            return box.width > 1 && (box.right > right + 0.5 || box.left < left - 0.5);
          });
          const { scrollWidth, clientWidth } = dialog ?? (document.scrollingElement as Element);
          const hidden = [...root.querySelectorAll<HTMLElement>(dialog ? 'dialog button' : '.base button')].filter((button) => {
            button.scrollIntoView({ block: 'nearest' });
            const { top, bottom } = button.getBoundingClientRect();
            return top < -0.5 || bottom > innerHeight + 0.5;
          });
          return [
            ...(innerWidth === 320 ? [] : ['not at 400 %']),
            ...(left < 0 || right > innerWidth ? ['beyond the window'] : []),
            ...(scrollWidth > clientWidth ? ['scrolls sideways'] : []),
            ...outside.map(({ outerHTML }) => `sticks out: ${outerHTML}`),
            ...hidden.map(({ outerHTML }) => `cannot be reached: ${outerHTML}`),
          ];
        }, [TAG, spacing] as const);
        assert.deepEqual(lost, [], name);
      }
    }
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`A12: in forced colours, ${colorScheme}, buttons, rules and the focus are seen, and what is under way looks otherwise`, options, async () => {
      const page = await openPage(browser, single(), { forcedColors: 'active', colorScheme });
      const look = (selector: string) =>
        page.evaluate(([tag, inner]) => {
          const canvas = document.body.appendChild(document.createElement('p'));
          canvas.style.cssText = 'background: Canvas';
          const { backgroundColor: back } = getComputedStyle(canvas);
          canvas.remove();
          const each = document.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(inner);
          if (!each) throw new Error(`no ${inner}`);
          each.focus({ focusVisible: true } as FocusOptions);
          const { color, borderInlineStartStyle: border, borderInlineStartColor, borderInlineStartWidth, outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
          const isSeen = (value: string): boolean => value !== back && !/^rgba\(.*, 0\)$/.test(value);
          return {
            isForced: matchMedia('(forced-colors: active)').matches,
            isText: isSeen(color),
            border,
            isBorder: isSeen(borderInlineStartColor) && Number.parseFloat(borderInlineStartWidth) >= 1,
            isOutline: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2 && isSeen(outlineColor),
          };
        }, [TAG, selector] as const);
      const seen = { isForced: true, isText: true, border: 'solid', isBorder: true };
      for (const [name, selector, isFocusable] of [
        ['ready', '[part~=open]', true],
        ['quantity', '[part~=keep]', true],
        ['quantity', '[part~=confirm]', true],
        ['quantity', 'select', true],
        ['quantity', 'dialog', false],
        ['reason', 'textarea', true],
        ['done', '.outcome', false],
        ['refused', '.outcome', false],
        ['unknown', '[part~=check]', true],
      ] as const) {
        await show(page, name);
        const { isOutline, ...rest } = await look(selector);
        assert.deepEqual(rest, seen, `${name} ${selector}`);
        if (isFocusable) assert.equal(isOutline, true, `${name} ${selector}`);
      }
      await show(page, 'sending');
      const { isOutline, ...busy } = await look('[part~=confirm]');
      assert.deepEqual([busy, isOutline], [{ ...seen, border: 'dashed' }, true]);
      await page.context().close();
    });
  }

  it('A13: nothing moves by itself, whether or not less motion is wanted', options, async () => {
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      const control = await shop.scenario('stream');
      await control.changeSilently(offered);
      const page = await openPage(browser, shop.page('/moving', orderPage(control)), { reducedMotion });
      await page.evaluate(() => {
        const moved = new Set<string>();
        const look = (): void => {
          for (const { effect } of document.getAnimations()) {
            const { target } = effect as KeyframeEffect;
            const { iterations = 1 } = effect?.getTiming() ?? {};
            const properties = (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame));
            const isMove = properties.some((name) => /transform|translate|scale|rotate|inset|top|left|margin|width|height|size/i.test(name));
            moved.add(`${target?.localName} ${iterations === Infinity ? 'for ever' : ''} ${isMove ? 'moves' : 'fades'}`);
          }
          requestAnimationFrame(look);
        };
        look();
        Object.assign(window, { moved });
      });
      await isLive(page);
      await cancelOf(page, 'mug', 'open').click();
      await control.set({ next: { cancel: [{ isHeld: true }] } });
      await cancelOf(page, 'mug', 'confirm').click();
      await page.locator('waybill-cancel-item:state(sending)').waitFor({ state: 'attached' });
      // What moves while it waits has been looked at once it has been drawn twice.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await until(async () => (await control.statistics()).keys.length > 0, 'it is under way');
      await control.release();
      await cancelOf(page, 'mug', 'outcome-title').waitFor();
      await page.locator('waybill-order-status').getByText(/Refund:/).first().waitFor();
      const moved = await page.evaluate(() => [...(Reflect.get(window, 'moved') as Set<string>)]);
      const isWanted = (each: string): boolean => reducedMotion === 'no-preference' && !/for ever|moves/.test(each);
      assert.deepEqual(moved.filter((each) => !isWanted(each)), [], reducedMotion);
      await page.context().close();
    }
  });

  it('A18: while it asks, its heading is its name, and nothing behind it can be read or reached', options, async () => {
    const control = await shop.scenario('stream');
    await control.changeSilently(offered);
    const page = await openPage(browser, shop.page('/asking', orderPage(control)));
    await isLive(page);
    const session = await page.context().newCDPSession(page);
    type Value = { value?: unknown };
    type AxNode = { ignored: boolean; role?: Value; name?: Value; properties?: { name: string; value: Value }[] };
    const read = async (): Promise<AxNode[]> => {
      const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
      return nodes.filter(({ ignored }) => !ignored);
    };
    const namesOf = (nodes: AxNode[], role: string): unknown[] => nodes.filter((node) => node.role?.value === role).map(({ name }) => name?.value);
    const before = await read();
    assert.deepEqual(namesOf(before, 'button').sort(), ['Cancel Blue mug', 'Cancel Red cup', 'Write to us']);
    assert.ok(namesOf(before, 'heading').includes('Your order'));
    await cancelOf(page, 'mug', 'open').focus();
    await page.keyboard.press('Enter');
    await cancelOf(page, 'mug', 'dialog').waitFor();
    const asking = await read();
    assert.deepEqual(namesOf(asking, 'dialog'), ['Cancel Blue mug?']);
    assert.deepEqual(namesOf(asking, 'heading'), ['Cancel Blue mug?']);
    assert.deepEqual(namesOf(asking, 'button'), ['Keep item', 'Cancel item']);
    const dialog = asking.find(({ role }) => role?.value === 'dialog');
    assert.equal(dialog?.properties?.find(({ name }) => name === 'modal')?.value.value, true);
    const reached = new Set<string>();
    for (let press = 0; press < 8; press += 1) {
      reached.add(await focusedIn(page));
      await page.keyboard.press('Tab');
    }
    // Between its end and its beginning lies the browser's own bar.
    assert.deepEqual([...reached].filter((name) => name !== 'body').sort(), ['confirm', 'keep']);
    await page.mouse.click(20, 20);
    assert.equal(await cancelOf(page, 'mug', 'dialog').isVisible(), true);
    await page.keyboard.press('Escape');
    await until(async () => (await focusedIn(page)) === 'open', 'back on the button');
    assert.deepEqual(namesOf(await read(), 'button').sort(), ['Cancel Blue mug', 'Cancel Red cup', 'Write to us']);
    await page.context().close();
  });
});
