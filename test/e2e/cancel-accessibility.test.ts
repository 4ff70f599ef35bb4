import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import { waitFor } from '../support/wait-for.ts';
import { previewStates } from '../../src/preview/preview.ts';
import { waitUntilLive, startTestShop, type TestShop } from './start-test-shop.ts';
import {
  locateCancelItem,
  getFocusedPart,
  cancelableOrder,
  openPage,
  orderPageMarkup,
  waybillScript,
} from './order-page.ts';

/* The cancel element under a browser's accessibility settings, and in its accessibility tree. */

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
const TAG = 'waybill-cancel-item';
const names = previewStates[TAG] ?? [];
const preview = '<script src="/dist/cdn/preview.iife.js"></script>';

/** Adds a page with one element, for `showPreview`. Returns its URL. */
const addSingleElementPage = (): string =>
  shop.addPage('/single', `${waybillScript}${preview}<body style="margin: 0; padding: 8px"><${TAG}></${TAG}>`);

async function showPreview(page: Page, name: string): Promise<void> {
  await page.evaluate(
    async ([tag, state]) => {
      const current = document.querySelector(tag) as HTMLElement;
      const next = document.createElement(tag);
      next.setAttribute('preview', state);
      current.replaceWith(next);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    },
    [TAG, name] as const,
  );
  await page.locator(`${TAG} .base`).waitFor({ state: 'attached' });
}

const wideSpacing = 'line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important';

describe('a cancel element', () => {
  it('is usable in every state at 400 %, also with wide text spacing [A10]', options, async () => {
    const page = await openPage(browser, addSingleElementPage(), {
      viewport: { width: 320, height: 256 },
      deviceScaleFactor: 4,
    });
    for (const name of names) {
      for (const spacing of ['', wideSpacing]) {
        await showPreview(page, name);
        const problems = await page.evaluate(
          ([tag, css]) => {
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
            const hidden = [...root.querySelectorAll<HTMLElement>(dialog ? 'dialog button' : '.base button')].filter(
              (button) => {
                button.scrollIntoView({ block: 'nearest' });
                const { top, bottom } = button.getBoundingClientRect();
                return top < -0.5 || bottom > innerHeight + 0.5;
              },
            );
            return [
              ...(innerWidth === 320 ? [] : ['not at 400 %']),
              ...(left < 0 || right > innerWidth ? ['beyond the window'] : []),
              ...(scrollWidth > clientWidth ? ['scrolls sideways'] : []),
              ...outside.map(({ outerHTML }) => `overflows: ${outerHTML}`),
              ...hidden.map(({ outerHTML }) => `cannot be reached: ${outerHTML}`),
            ];
          },
          [TAG, spacing] as const,
        );
        assert.deepEqual(problems, [], name);
      }
    }
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(
      `shows buttons, borders, the focus and a pending request in forced colors, ${colorScheme} [A12]`,
      options,
      async () => {
        const page = await openPage(browser, addSingleElementPage(), { forcedColors: 'active', colorScheme });
        const inspectStyle = (selector: string) =>
          page.evaluate(
            ([tag, inner]) => {
              const canvas = document.body.appendChild(document.createElement('p'));
              canvas.style.cssText = 'background: Canvas';
              const { backgroundColor: canvasColor } = getComputedStyle(canvas);
              canvas.remove();
              const each = document.querySelector(tag)?.shadowRoot?.querySelector<HTMLElement>(inner);
              if (!each) throw new Error(`no ${inner}`);
              each.focus({ focusVisible: true } as FocusOptions);
              const {
                color,
                borderInlineStartStyle: border,
                borderInlineStartColor,
                borderInlineStartWidth,
                outlineStyle,
                outlineWidth,
                outlineColor,
              } = getComputedStyle(each);
              const isVisible = (value: string): boolean => value !== canvasColor && !/^rgba\(.*, 0\)$/.test(value);
              return {
                isForced: matchMedia('(forced-colors: active)').matches,
                isText: isVisible(color),
                border,
                isBorder: isVisible(borderInlineStartColor) && Number.parseFloat(borderInlineStartWidth) >= 1,
                isOutline: outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2 && isVisible(outlineColor),
              };
            },
            [TAG, selector] as const,
          );
        const expectedStyle = { isForced: true, isText: true, border: 'solid', isBorder: true };
        for (const [name, selector, isFocusable] of [
          ['idle', '[part~=trigger]', true],
          ['quantity', '[part~=keep]', true],
          ['quantity', '[part~=confirm]', true],
          ['quantity', '.stepper', false],
          ['reason', 'select', true],
          ['quantity', 'dialog', false],
          ['reason', 'textarea', true],
          ['completed', '.outcome', false],
          ['refused', '.outcome', false],
          ['unconfirmed', '[part~=check]', true],
        ] as const) {
          await showPreview(page, name);
          const { isOutline, ...styles } = await inspectStyle(selector);
          assert.deepEqual(styles, expectedStyle, `${name} ${selector}`);
          if (isFocusable) assert.equal(isOutline, true, `${name} ${selector}`);
        }
        await showPreview(page, 'sending');
        const { isOutline, ...busyStyles } = await inspectStyle('[part~=confirm]');
        assert.deepEqual([busyStyles, isOutline], [{ ...expectedStyle, border: 'dashed' }, true]);
        await page.context().close();
      },
    );
  }

  it('has no moving animation, with and without reduced motion [A13]', options, async () => {
    for (const reducedMotion of ['reduce', 'no-preference'] as const) {
      const control = await shop.createScenario('stream');
      await control.updateOrderSilently(cancelableOrder);
      const page = await openPage(browser, shop.addPage('/animations', orderPageMarkup(control)), { reducedMotion });
      await page.evaluate(() => {
        const animations = new Set<string>();
        const recordAnimations = (): void => {
          for (const { effect } of document.getAnimations()) {
            const { target } = effect as KeyframeEffect;
            const { iterations = 1 } = effect?.getTiming() ?? {};
            const properties = (effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame));
            const isMovement = properties.some((name) =>
              /transform|translate|scale|rotate|inset|top|left|margin|width|height|size/i.test(name),
            );
            animations.add(
              `${target?.localName} ${iterations === Infinity ? 'for ever' : ''} ${isMovement ? 'moves' : 'fades'}`,
            );
          }
          requestAnimationFrame(recordAnimations);
        };
        recordAnimations();
        Object.assign(window, { animations });
      });
      await waitUntilLive(page);
      await locateCancelItem(page, 'mug', 'trigger').click();
      await control.configure({ next: { cancel: [{ isHeld: true }] } });
      await locateCancelItem(page, 'mug', 'confirm').click();
      await page.locator('waybill-cancel-item:state(sending)').waitFor({ state: 'attached' });
      // The animations of the sending state are recorded after two frames.
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      await waitFor(async () => (await control.statistics()).idempotencyKeys.length > 0, 'the request');
      await control.releaseHeldResponses();
      await locateCancelItem(page, 'mug', 'outcome-title').waitFor();
      await page
        .locator('waybill-order-status')
        .getByText(/refund:/i)
        .first()
        .waitFor();
      const animations = await page.evaluate(() => [...(Reflect.get(window, 'animations') as Set<string>)]);
      const isAllowed = (each: string): boolean => reducedMotion === 'no-preference' && !/for ever|moves/.test(each);
      assert.deepEqual(
        animations.filter((each) => !isAllowed(each)),
        [],
        reducedMotion,
      );
      await page.context().close();
    }
  });

  it('has a dialog named by its heading, and an inert page behind it [A18]', options, async () => {
    const control = await shop.createScenario('stream');
    await control.updateOrderSilently(cancelableOrder);
    const page = await openPage(browser, shop.addPage('/dialog', orderPageMarkup(control)));
    await waitUntilLive(page);
    const session = await page.context().newCDPSession(page);
    type Value = { value?: unknown };
    type AxNode = { ignored: boolean; role?: Value; name?: Value; properties?: { name: string; value: Value }[] };
    const readTree = async (): Promise<AxNode[]> => {
      const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AxNode[] };
      return nodes.filter(({ ignored }) => !ignored);
    };
    const namesOf = (nodes: AxNode[], role: string): unknown[] =>
      nodes.filter((node) => node.role?.value === role).map(({ name }) => name?.value);
    const treeBefore = await readTree();
    assert.deepEqual(namesOf(treeBefore, 'button').sort(), ['Cancel Blue mug', 'Cancel Red cup', 'Write to us']);
    assert.ok(namesOf(treeBefore, 'heading').includes('Your order'));
    await locateCancelItem(page, 'mug', 'trigger').focus();
    await page.keyboard.press('Enter');
    await locateCancelItem(page, 'mug', 'dialog').waitFor();
    const treeWithDialog = await readTree();
    assert.deepEqual(namesOf(treeWithDialog, 'dialog'), ['Cancel “Blue mug”?']);
    assert.deepEqual(namesOf(treeWithDialog, 'heading'), ['Cancel “Blue mug”?']);
    assert.deepEqual(namesOf(treeWithDialog, 'button'), ['Keep item', 'Cancel item']);
    const dialog = treeWithDialog.find(({ role }) => role?.value === 'dialog');
    assert.equal(dialog?.properties?.find(({ name }) => name === 'modal')?.value.value, true);
    const focusedParts = new Set<string>();
    for (let press = 0; press < 8; press += 1) {
      focusedParts.add(await getFocusedPart(page));
      await page.keyboard.press('Tab');
    }
    // Between the last and the first control, the focus is in the browser's toolbar.
    assert.deepEqual([...focusedParts].filter((name) => name !== 'body').sort(), ['confirm', 'keep']);
    await page.mouse.click(20, 20);
    assert.equal(await locateCancelItem(page, 'mug', 'dialog').isVisible(), true);
    await page.keyboard.press('Escape');
    await waitFor(async () => (await getFocusedPart(page)) === 'trigger', 'the focus on the trigger');
    assert.deepEqual(namesOf(await readTree(), 'button').sort(), ['Cancel Blue mug', 'Cancel Red cup', 'Write to us']);
    await page.context().close();
  });
});
