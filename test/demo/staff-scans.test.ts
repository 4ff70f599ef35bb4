import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { machineNow } from './open-demo.ts';
import { asksBeforeClosing, button, disclose, heading, kinds, open, said, staff, walk, wedge } from './staff-walk.ts';

/* How a code comes in, and that a tap is one scan whatever the connection does. */

describe('scanning', () => {
  walk('a scanner’s code typed into another field goes where it belongs', async (page) => {
    const [first, second] = [await staff.place(), await staff.place()];
    await open(page, `/orders/${first}`);
    await disclose(page, 'Packed, but not all of it');
    const amount = page.getByLabel('Spazieren in Berlin');
    await amount.focus();
    // As fast as a scanner: time stands still.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
    await wedge(page, (await staff.order(second)).id.replace(/\D/g, '').padEnd(6, '0').slice(0, 12));
    await page.clock.resume();
    await said(page, /^Nothing is known of “\d+”/);
    assert.deepEqual([await kinds(first), await kinds(second)], [[], []]);
  }, { allowed: /404/ });

  walk('the camera reads a code, and is let go of', async (page, context) => {
    const id = await staff.place();
    await context.grantPermissions(['camera']);
    // Chromium reads codes on phones and Macs alone: here something else says what the picture shows.
    await page.addInitScript((code) => {
      const tracks: MediaStreamTrack[] = [];
      const { mediaDevices } = navigator;
      const real = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (wanted) => {
        const stream = await real(wanted);
        tracks.push(...stream.getTracks());
        return stream;
      };
      class Detector {
        #looks = 0;
        async detect(video: HTMLVideoElement): Promise<{ rawValue: string }[]> {
          this.#looks += 1;
          return video.videoWidth > 0 && this.#looks > 2 ? [{ rawValue: code }] : [];
        }
      }
      Reflect.set(globalThis, 'BarcodeDetector', Detector);
      Reflect.set(globalThis, 'tracks', tracks);
    }, id.toUpperCase());
    await open(page);
    await page.getByRole('button', { name: 'Camera' }).click();
    await heading(page, id.toUpperCase());
    const states = await page.evaluate(() => (Reflect.get(globalThis, 'tracks') as MediaStreamTrack[]).map(({ readyState }) => readyState));
    assert.deepEqual(states, ['ended']);
  });

  walk('no camera is offered where the browser reads no codes', async (page) => {
    await open(page);
    await heading(page, 'What is late');
    assert.equal(await page.getByRole('button', { name: 'Camera' }).count(), 0);
  });

  walk('what nobody knows is said, and stays to be put right', async (page) => {
    await open(page);
    await page.getByLabel('Scan or type').fill('B-0000');
    await page.keyboard.press('Enter');
    await said(page, /^Nothing is known of “B-0000”\.$/);
  }, { allowed: /404/ });
});

/** Addresses of what the page sends from now on, where it was answered. */
function countSent(page: Page): string[] {
  const sent: string[] = [];
  page.on('response', (response) => response.request().method() === 'POST' && sent.push(response.url()));
  return sent;
}

describe('a tap is one scan', () => {
  walk('a doubled tap', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    const sent = countSent(page);
    await button(page, 'Packed: all').dblclick({ delay: 0 });
    await said(page, /^Packed/);
    await button(page, 'Handed to the carrier').waitFor();
    assert.equal(sent.length, 1);
    assert.deepEqual(await kinds(id), ['packed']);
  });

  walk('an answer that was lost', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    let lost = 0;
    await page.route(`**/orders/${id}`, async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      // It arrived, and nobody hears of it.
      const headers = await route.request().allHeaders();
      await fetch(route.request().url(), { method: 'POST', body: route.request().postData(), redirect: 'manual', headers: { ...headers, origin: staff.base } });
      return route.abort();
    });
    await button(page, 'Packed: all').click();
    await said(page, /is kept on this page/);
    assert.deepEqual(await kinds(id), ['packed']);
    await said(page, /^Packed: 3 pieces/);
    assert.equal(lost, 1);
    assert.deepEqual(await kinds(id), ['packed']);
  }, { allowed: /ERR_FAILED/ });

  walk('without a connection it is kept and sent later, with the time it happened', async (page, context) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await context.setOffline(true);
    await button(page, 'Packed: all').click();
    await said(page, /^No connection\. Packed: .* is kept on this page/);
    await button(page, 'Packed: all').click();
    assert.match(await page.locator('#kept').innerText(), /Not sent yet\s+Packed: .*, at \d\d:\d\d/);
    assert.deepEqual(await kinds(id), []);
    assert.equal(await asksBeforeClosing(page), true);
    await page.clock.fastForward('01:00:00');
    const sent = countSent(page);
    await context.setOffline(false);
    await said(page, /^Packed: 3 pieces/);
    assert.ok(await page.locator('#kept').isHidden());
    assert.equal(await asksBeforeClosing(page), false);
    assert.deepEqual(sent.map((url) => new URL(url).pathname), [`/berlin/staff/orders/${id}`]);
    const [event, ...others] = (await staff.order(id)).events;
    assert.equal(others.length, 0);
    const ago = machineNow() - Date.parse(event?.at ?? '');
    assert.ok(ago > 50 * 60_000 && ago < 70 * 60_000, String(ago));
  }, { allowed: /ERR_INTERNET_DISCONNECTED/ });

  walk('a code that was scanned without a connection is looked up later', async (page, context) => {
    const id = await staff.place();
    await open(page);
    await heading(page, 'What is late');
    await context.setOffline(true);
    await wedge(page, id);
    await said(page, new RegExp(`^No connection\\. ${id} is looked up`));
    await context.setOffline(false);
    await heading(page, id.toUpperCase());
  }, { allowed: /ERR_INTERNET_DISCONNECTED/ });

  walk('what is too much is said, where somebody else was faster', async (page, context) => {
    const id = await staff.place();
    const other = await context.newPage();
    await Promise.all([open(page, `/orders/${id}`), open(other, `/orders/${id}`)]);
    await button(other, 'Packed: all').click();
    await said(other, /^Packed/);
    await button(page, 'Packed: all').click();
    await page.getByRole('alert').filter({ hasText: 'Somebody may have packed it already' }).waitFor();
    await button(page, 'Handed to the carrier').waitFor();
    assert.deepEqual(await kinds(id), ['packed']);
  }, { allowed: /409/ });

  walk('a server in trouble is asked again', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    staff.isUp(false);
    await button(page, 'Packed: all').click();
    await said(page, /is kept on this page/);
    staff.isUp(true);
    await said(page, /^Packed: 3 pieces/);
    assert.deepEqual(await kinds(id), ['packed']);
  }, { allowed: /503/ });
});
