import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { button, heading, kinds, open, said, staff, walk } from './staff-walk.ts';

/* Whom the staff's pages serve, and whom not. */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('for everyone', () => {
  walk('by keyboard alone, and the heading is where one goes on', async (page) => {
    const id = await staff.place();
    await open(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'code');
    await page.keyboard.type(id);
    await page.keyboard.press('Enter');
    await heading(page, id.toUpperCase());
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    await page.keyboard.press('Tab');
    await button(page, 'Packed: all').filter({ visible: true }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await said(page, /^Packed/);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  });

  walk('without scripts the same forms do the same', async (page) => {
    const id = await staff.place();
    await open(page);
    await page.getByLabel('Scan or type').fill(id);
    await page.getByRole('button', { name: 'Find' }).click();
    await heading(page, id.toUpperCase());
    await button(page, 'Packed: all').click();
    await said(page, /^Packed: 3 pieces/);
    await page.getByRole('button', { name: 'That was a mistake' }).click();
    await said(page, /^Taken back/);
  }, { javaScriptEnabled: false });

  for (const colorScheme of ['light', 'dark'] as const) {
    walk(`axe finds nothing: ${colorScheme}`, async (page) => {
      const id = await staff.place();
      await staff.pass(26);
      await page.emulateMedia({ colorScheme });
      await page.addInitScript(AXE);
      const check = async (): Promise<void> => {
        await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
        const found = await page.evaluate(async () => {
          const axe = Reflect.get(globalThis, 'axe') as { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
          return (await axe.run()).violations.map((violation) => [violation.id, violation.nodes.map((node) => node.html)]);
        });
        assert.deepEqual(found, []);
      };
      await open(page);
      await check();
      await open(page, `/orders/${id}`);
      await check();
      await button(page, 'Packed: all').click();
      await said(page, /^Packed/);
      await page.locator('main [aria-disabled]').first().waitFor({ state: 'detached' });
      await check();
      await button(page, 'Collected').click();
      await page.getByRole('alert').waitFor();
      await page.locator('main [aria-disabled]').first().waitFor({ state: 'detached' });
      await check();
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id: each }) => each));
      assert.equal(new Set(ids).size, ids.length);
    }, { allowed: /409/ });
  }

  walk('nothing stands out at 320 pixels, and a thumb hits every button', async (page) => {
    const id = await staff.place();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ['', `/orders/${id}`]) {
      await open(page, path);
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.equal(needed, there);
      const heights = await page.locator('button:visible, input:visible, select:visible, summary:visible, main a:visible').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
      assert.ok(heights.length > 3);
      assert.ok(Math.min(...heights) >= 44, String(Math.min(...heights)));
    }
  });
});

describe('who may', () => {
  it('only the own page sends, and only this machine looks', async () => {
    const id = await staff.place();
    const address = `${staff.base}/berlin/staff/orders/${id}`;
    const body = new URLSearchParams({ id: 'a-scan-of-mine', step: 'packed', 'line.1': '1' });
    for (const headers of [{}, { origin: 'https://elsewhere.example' }]) {
      assert.equal((await fetch(address, { method: 'POST', body, headers, redirect: 'manual' })).status, 403);
    }
    assert.deepEqual(await kinds(id), []);
    const sent = await fetch(address, { method: 'POST', body, headers: { origin: staff.base }, redirect: 'manual' });
    assert.equal(sent.status, 303);
    assert.deepEqual(await kinds(id), ['packed']);
  });

  it('no page holds the shop’s key', async () => {
    const id = await staff.place();
    for (const path of ['', `/orders/${id}`, `?code=${id}`]) {
      assert.doesNotMatch(await (await fetch(`${staff.base}/berlin/staff${path}`)).text(), /the-staff-of-this-test-shop|bearer/i);
    }
  });
});
