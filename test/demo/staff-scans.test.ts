import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { testNow } from './start-demo.ts';
import {
  asksBeforeClosing,
  findButton,
  openDisclosure,
  waitForHeading,
  getEventKinds,
  openStaffPage,
  waitForStatus,
  staff,
  testInBrowser,
  typeAsScanner,
} from './staff-browser.ts';

/* Scanners, camera and typed codes; scans that are recorded once on any connection. */

describe('scanning', () => {
  testInBrowser(
    'moves a scanner’s code from another field into the code field',
    async (page) => {
      const [first, second] = [await staff.placeOrder(), await staff.placeOrder()];
      await openStaffPage(page, `/orders/${first}`);
      await openDisclosure(page, 'Partly packed');
      const amount = page.getByLabel('Spazieren in Berlin');
      await amount.focus();
      // A scanner types fast, so the clock is paused.
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
      await typeAsScanner(page, (await staff.getOrder(second)).id.replace(/\D/g, '').padEnd(6, '0').slice(0, 12));
      await page.clock.resume();
      await waitForStatus(page, /^No order or parcel has the code “\d+”/);
      assert.deepEqual([await getEventKinds(first), await getEventKinds(second)], [[], []]);
    },
    { allowed: /404/ },
  );

  testInBrowser('reads a code with the camera and stops the camera', async (page, context) => {
    const id = await staff.placeOrder();
    await context.grantPermissions(['camera']);
    // Chromium detects codes only on phones and Macs, so the test has a fake detector.
    await page.addInitScript((code) => {
      const mediaTracks: MediaStreamTrack[] = [];
      const { mediaDevices } = navigator;
      const originalGetUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await originalGetUserMedia(constraints);
        mediaTracks.push(...stream.getTracks());
        return stream;
      };
      class FakeBarcodeDetector {
        #looks = 0;
        async detect(video: HTMLVideoElement): Promise<{ rawValue: string }[]> {
          this.#looks += 1;
          return video.videoWidth > 0 && this.#looks > 2 ? [{ rawValue: code }] : [];
        }
      }
      Reflect.set(globalThis, 'BarcodeDetector', FakeBarcodeDetector);
      Reflect.set(globalThis, 'tracks', mediaTracks);
    }, id.toUpperCase());
    await openStaffPage(page);
    await page.getByRole('button', { name: 'Camera' }).click();
    await waitForHeading(page, id.toUpperCase());
    const states = await page.evaluate(() =>
      (Reflect.get(globalThis, 'tracks') as MediaStreamTrack[]).map(({ readyState }) => readyState),
    );
    assert.deepEqual(states, ['ended']);
  });

  testInBrowser('offers no camera if the browser cannot read codes', async (page) => {
    await openStaffPage(page);
    await waitForHeading(page, 'Overdue');
    assert.equal(await page.getByRole('button', { name: 'Camera' }).count(), 0);
  });

  testInBrowser(
    'reports an unknown code and keeps it for a correction',
    async (page) => {
      await openStaffPage(page);
      await page.getByLabel('Scan or type').fill('B-0000');
      await page.keyboard.press('Enter');
      await waitForStatus(page, /^No order or parcel has the code “B-0000”\.$/);
    },
    { allowed: /404/ },
  );
});

/** Records the URLs of the page's POST requests that got a response. */
function recordPostUrls(page: Page): string[] {
  const postUrls: string[] = [];
  page.on('response', (response) => response.request().method() === 'POST' && postUrls.push(response.url()));
  return postUrls;
}

describe('a scan is recorded once', () => {
  testInBrowser('after a double tap', async (page) => {
    const id = await staff.placeOrder();
    await openStaffPage(page, `/orders/${id}`);
    const postUrls = recordPostUrls(page);
    await findButton(page, 'Packed: all').dblclick({ delay: 0 });
    await waitForStatus(page, /^Packed/);
    await findButton(page, 'Handed to the carrier').waitFor();
    assert.equal(postUrls.length, 1);
    assert.deepEqual(await getEventKinds(id), ['packed']);
  });

  testInBrowser(
    'after a lost response',
    async (page) => {
      const id = await staff.placeOrder();
      await openStaffPage(page, `/orders/${id}`);
      let lostResponses = 0;
      await page.route(`**/orders/${id}`, async (route) => {
        if (route.request().method() !== 'POST' || lostResponses > 0) return route.continue();
        lostResponses += 1;
        // The server receives the request, and the page gets no response.
        const headers = await route.request().allHeaders();
        await fetch(route.request().url(), {
          method: 'POST',
          body: route.request().postData(),
          redirect: 'manual',
          headers: { ...headers, origin: staff.base },
        });
        return route.abort();
      });
      await findButton(page, 'Packed: all').click();
      await waitForStatus(page, /is kept on this page/);
      assert.deepEqual(await getEventKinds(id), ['packed']);
      await waitForStatus(page, /^Packed: 3 pieces/);
      assert.equal(lostResponses, 1);
      assert.deepEqual(await getEventKinds(id), ['packed']);
    },
    { allowed: /ERR_FAILED/ },
  );

  testInBrowser(
    'after an offline period, with the time of the tap',
    async (page, context) => {
      const id = await staff.placeOrder();
      await openStaffPage(page, `/orders/${id}`);
      await context.setOffline(true);
      await findButton(page, 'Packed: all').click();
      await waitForStatus(page, /^No connection\. Packed: .* is kept on this page/);
      await findButton(page, 'Packed: all').click();
      assert.match(await page.locator('#queue').innerText(), /Not sent yet\s+Packed: .*, at \d\d:\d\d/);
      assert.deepEqual(await getEventKinds(id), []);
      assert.equal(await asksBeforeClosing(page), true);
      await page.clock.fastForward('01:00:00');
      const postUrls = recordPostUrls(page);
      await context.setOffline(false);
      await waitForStatus(page, /^Packed: 3 pieces/);
      assert.ok(await page.locator('#queue').isHidden());
      assert.equal(await asksBeforeClosing(page), false);
      assert.deepEqual(
        postUrls.map((url) => new URL(url).pathname),
        [`/berlin/staff/orders/${id}`],
      );
      const [event, ...otherEvents] = (await staff.getOrder(id)).events;
      assert.equal(otherEvents.length, 0);
      const ageMs = testNow() - Date.parse(event?.at ?? '');
      assert.ok(ageMs > 50 * 60_000 && ageMs < 70 * 60_000, String(ageMs));
    },
    { allowed: /ERR_INTERNET_DISCONNECTED/ },
  );

  testInBrowser(
    'and a code that is scanned offline is looked up online',
    async (page, context) => {
      const id = await staff.placeOrder();
      await openStaffPage(page);
      await waitForHeading(page, 'Overdue');
      await context.setOffline(true);
      await typeAsScanner(page, id);
      await waitForStatus(page, new RegExp(`^No connection\\. ${id} loads when the connection is back`));
      await context.setOffline(false);
      await waitForHeading(page, id.toUpperCase());
    },
    { allowed: /ERR_INTERNET_DISCONNECTED/ },
  );

  testInBrowser(
    'and refused if another person has packed the items',
    async (page, context) => {
      const id = await staff.placeOrder();
      const otherPage = await context.newPage();
      await Promise.all([openStaffPage(page, `/orders/${id}`), openStaffPage(otherPage, `/orders/${id}`)]);
      await findButton(otherPage, 'Packed: all').click();
      await waitForStatus(otherPage, /^Packed/);
      await findButton(page, 'Packed: all').click();
      await page.getByRole('alert').filter({ hasText: 'The items may be packed already' }).waitFor();
      await findButton(page, 'Handed to the carrier').waitFor();
      assert.deepEqual(await getEventKinds(id), ['packed']);
    },
    { allowed: /409/ },
  );

  testInBrowser(
    'after errors of the server',
    async (page) => {
      const id = await staff.placeOrder();
      await openStaffPage(page, `/orders/${id}`);
      staff.setServerUp(false);
      await findButton(page, 'Packed: all').click();
      await waitForStatus(page, /is kept on this page/);
      staff.setServerUp(true);
      await waitForStatus(page, /^Packed: 3 pieces/);
      assert.deepEqual(await getEventKinds(id), ['packed']);
    },
    { allowed: /503/ },
  );
});
