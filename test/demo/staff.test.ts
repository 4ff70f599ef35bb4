import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { findBrowsers } from '../../tools/machine/browsers.ts';
import { openStaff, type OpenStaff } from './open-staff.ts';

/* The staff's pages as those who scan use them: in a browser, under the strict policy, on the real back end. */

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const executablePath = findBrowsers().chromium?.browser;

let staff: OpenStaff;
let browser: Browser;
before(async () => {
  staff = await openStaff();
  if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args: ARGUMENTS });
});
after(async () => {
  await browser?.close();
  await staff.close();
});

type Steps = (page: Page, context: BrowserContext) => Promise<void>;

/** Runs a walk on a phone. Whatever the console complains of fails it, violations of the policy too, unless `allowed`. */
function walk(name: string, steps: Steps, { allowed, ...options }: { allowed?: RegExp; javaScriptEnabled?: boolean } = {}): void {
  it(name, { skip: executablePath === undefined && 'there is no Chromium here' }, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, timezoneId: 'Europe/Berlin', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const complaints: string[] = [];
    const complain = (text: string): void => void (allowed?.test(text) || complaints.push(text));
    page.on('console', (message) => /error|warning/.test(message.type()) && complain(message.text()));
    page.on('pageerror', (error) => complain(error.message));
    try {
      await steps(page, context);
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
    }
  });
}

const open = (page: Page, path = ''): Promise<unknown> => page.goto(`${staff.base}/berlin/staff${path}`);
const heading = (page: Page, text: string): Promise<void> => page.locator('h1', { hasText: text }).waitFor();
const button = (page: Page, name: string | RegExp): Locator => page.locator('main').getByRole('button', { name });

/** Waits until it is said what became of a tap. */
async function said(page: Page, words: RegExp): Promise<string> {
  const place = page.locator('#said', { hasText: words });
  await place.waitFor();
  return place.innerText();
}

/** As a scanner does, wherever the focus is. */
async function wedge(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

/** Opens what is behind a disclosure. */
const disclose = (page: Page, name: string): Promise<void> => page.locator('summary', { hasText: name }).first().click();

/** Whether closing the page asks first. The dialog itself ends a browser that has no window. */
const asksBeforeClosing = (page: Page): Promise<boolean> =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

async function kinds(id: string): Promise<string[]> {
  return (await staff.order(id)).events.map(({ kind }) => kind);
}

describe('from the shelf to the customer', () => {
  walk('a scanner finds the order; packed, handed over, late, arrived, collected', async (page) => {
    const id = await staff.place();
    await open(page);
    await heading(page, 'What is late');
    // Nothing has the focus: the field takes what is typed.
    await wedge(page, id.toUpperCase());
    await heading(page, id.toUpperCase());
    await button(page, 'Packed: all 3 pieces').click();
    assert.match(await said(page, /^Packed: 3 pieces/), /\d\d:\d\d\.$/);

    const tracking = page.getByLabel('Tracking number');
    await tracking.fill(`00 34 ${id}`);
    await button(page, 'Handed to the carrier').click();
    await said(page, /^Handed to .*00 34/);

    await disclose(page, 'Delayed');
    await page.getByLabel('Comes from').fill('2026-12-20');
    await page.getByLabel('to', { exact: true }).fill('2026-12-22');
    await page.locator('main').getByLabel('Why').last().selectOption('weather');
    await button(page, 'Tell the new date').click();
    await said(page, /now Sun 20 Dec – Tue 22 Dec/);
    assert.match(await page.locator('.promise').innerText(), /Promised .* now Sun 20 Dec – Tue 22 Dec/);

    // The label of the parcel has another number than the order.
    await open(page);
    await wedge(page, `0034${id}`);
    await heading(page, id.toUpperCase());
    await page.getByLabel('Code').last().fill('4711');
    await button(page, 'Arrived at the point').click();
    await said(page, /^Arrived at the point: .* kept until/);
    await button(page, 'Collected').click();
    await said(page, /^Delivered: .*at the pickup point/);

    const { events, shipments, promises } = await staff.order(id);
    assert.deepEqual(events.map(({ kind }) => kind), ['packed', 'accepted', 'promise_changed', 'ready_for_pickup', 'delivered']);
    const [parcel, ...others] = shipments;
    assert.equal(others.length, 0);
    assert.equal(parcel?.status, 'delivered');
    assert.deepEqual(parcel?.lineItems, [{ id: '1', quantity: 1 }, { id: '2', quantity: 2 }]);
    assert.equal(parcel?.pickup?.code, '4711');
    assert.deepEqual(parcel?.delivery, { kind: 'pickup_point' });
    assert.deepEqual(promises.map(({ window }) => window?.to).slice(1), ['2026-12-22']);
    assert.equal(promises[1]?.reason?.text, 'Das Wetter hält es auf.');
  });

  walk('part of it is packed, the rest waits for its own parcel', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await disclose(page, 'Packed, but not all of it');
    await page.getByLabel('Effi Briest').fill('0');
    await page.getByLabel('Spazieren in Berlin').fill('1');
    await button(page, 'Packed: only these').click();
    await said(page, /^Packed: 1 piece /);
    await page.locator('h2', { hasText: 'In no parcel yet' }).waitFor();
    await button(page, 'Packed: all 2 pieces').click();
    await said(page, /^Packed: 2 pieces/);
    const { shipments } = await staff.order(id);
    assert.deepEqual(shipments.map(({ lineItems }) => lineItems), [
      [{ id: '2', quantity: 1 }],
      [{ id: '1', quantity: 1 }, { id: '2', quantity: 1 }],
    ]);
  });

  walk('a new date for what is in no parcel is about that alone', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await disclose(page, 'Packed, but not all of it');
    await page.getByLabel('Effi Briest').fill('0');
    await button(page, 'Packed: only these').click();
    await said(page, /^Packed: 2 pieces/);
    const rest = page.locator('.part', { hasText: 'In no parcel yet' });
    await rest.locator('summary', { hasText: 'Delayed' }).click();
    await rest.getByLabel('Comes from').fill('2026-12-20');
    await rest.getByLabel('to', { exact: true }).fill('');
    await rest.getByRole('button', { name: 'Tell the new date' }).click();
    await said(page, /now Sun 20 Dec\./);
    const told = await page.locator('.part .promise').allInnerTexts();
    assert.deepEqual(told.map((text) => /now/.test(text)).toSorted(), [false, true]);
    const { shipments, promises } = await staff.order(id);
    assert.equal(promises.at(-1)?.shipmentId, shipments[1]?.id);
    assert.deepEqual(shipments[1]?.lineItems, [{ id: '1', quantity: 1 }]);
    await button(page, 'Packed: 1 piece').click();
    await said(page, /^Packed: 1 piece/);
    assert.deepEqual((await staff.order(id)).shipments.map(({ status }) => status), ['packed', 'packed']);
  });

  walk('a skipped step is said in words, with the missing one as a button', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await disclose(page, 'Arrived at the point');
    await button(page, 'Arrived at the point').click();
    await page.getByRole('alert').filter({ hasText: '“Handed to the carrier” has to be scanned first' }).waitFor();
    await button(page, 'Handed to the carrier').click();
    await said(page, /^Handed to/);
    assert.deepEqual(await kinds(id), ['packed', 'accepted']);
  }, { allowed: /409/ });

  walk('a mistake is taken back', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await page.getByRole('button', { name: 'That was a mistake' }).click();
    await said(page, /^Taken back: Packed/);
    await button(page, 'Packed: all 3 pieces').waitFor();
    assert.equal((await staff.order(id)).shipments[0]?.status, 'unknown');
    await button(page, 'Packed: all 3 pieces').click();
    await said(page, /^Packed/);
    assert.equal((await staff.order(id)).shipments[0]?.status, 'packed');
  });

  walk('a customer’s request is refused with a reason, and another accepted', async (page) => {
    const ids = [await staff.place(), await staff.place()];
    for (const id of ids) {
      const response = await staff.handler(
        new Request(`http://shop.invalid/orders/${id}/cancellations`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': id, origin: 'http://shop.invalid' },
          body: JSON.stringify({ type: 'cancel-items', lineItems: [{ id: '1', quantity: 1 }], version: 1 }),
        }),
      );
      assert.equal(response.status, 202);
    }
    const [refused = '', accepted = ''] = ids;
    await open(page, `/orders/${refused}`);
    await page.locator('.request', { hasText: 'The customer asks to cancel' }).locator('.lines', { hasText: 'Effi Briest' }).waitFor();
    await disclose(page, 'Refuse');
    await button(page, 'Refuse').click();
    await said(page, /^Refused/);
    await open(page, `/orders/${accepted}`);
    await button(page, 'Accept').click();
    await said(page, /^Accepted/);
    const totals = async (id: string): Promise<unknown> => (await staff.order(id)).lineItems.map(({ quantity }) => quantity?.total);
    assert.deepEqual(await totals(refused), [1, 2]);
    assert.deepEqual(await totals(accepted), [0, 2]);
  });
});

describe('scanning', () => {
  walk('a scanner’s code typed into another field goes where it belongs', async (page) => {
    const [first, second] = [await staff.place(), await staff.place()];
    await open(page, `/orders/${first}`);
    await disclose(page, 'Packed, but not all of it');
    const amount = page.getByLabel('Spazieren in Berlin');
    await amount.focus();
    // As fast as a scanner: time stands still.
    await page.clock.install();
    await page.clock.pauseAt(Date.now() + 60_000);
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

describe('a tap is one scan', () => {
  walk('a doubled tap', async (page) => {
    const id = await staff.place();
    await open(page, `/orders/${id}`);
    await button(page, 'Packed: all').dblclick({ delay: 0 });
    await said(page, /^Packed/);
    await button(page, 'Handed to the carrier').waitFor();
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
    assert.equal(await page.locator('#kept li').count(), 1);
    assert.match(await page.locator('#kept').innerText(), /Not sent yet\s+Packed: .*, at \d\d:\d\d/);
    assert.deepEqual(await kinds(id), []);
    assert.equal(await asksBeforeClosing(page), true);
    await context.setOffline(false);
    await said(page, /^Packed: 3 pieces/);
    assert.equal(await asksBeforeClosing(page), false);
    assert.ok(await page.locator('#kept').isHidden());
    const [event, ...others] = (await staff.order(id)).events;
    assert.equal(others.length, 0);
    assert.ok(Date.parse(event?.at ?? '') <= Date.now());
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

describe('what is late', () => {
  walk('an incident is listed once its time has passed, and done once it is scanned', async (page) => {
    const id = await staff.place();
    const entry = page.locator('.incidents li', { hasText: id.toUpperCase() });
    await open(page);
    assert.equal(await entry.count(), 0);
    await staff.pass(25);
    await open(page);
    await entry.filter({ hasText: 'Not scanned: “Packed”' }).waitFor();
    await entry.getByRole('link').click();
    await heading(page, id.toUpperCase());
    await page.locator('.troubles', { hasText: 'Not scanned: “Packed”' }).waitFor();
    await button(page, 'Packed: all').click();
    await said(page, /^Packed/);
    await open(page);
    assert.equal(await entry.isVisible(), false);
    await disclose(page, 'Late, and done since');
    await entry.waitFor();
  });

  walk('the oldest comes first', async (page) => {
    const older = await staff.place();
    await staff.pass(1);
    const newer = await staff.place();
    await staff.pass(30);
    await open(page);
    const listed = await page.locator('main > .incidents a').allInnerTexts();
    const [first, second] = [older, newer].map((id) => listed.indexOf(id.toUpperCase()));
    assert.ok(first !== undefined && second !== undefined && first >= 0 && first < second);
  });
});

describe('what could not be told', () => {
  walk('a dead letter is listed, and sent again', async (page) => {
    staff.isHeard(false);
    const id = await staff.place();
    await staff.pass(0);
    staff.isHeard(true);
    const entry = page.locator('.incidents li', { has: page.locator(`a[href$="${id}"]`) });
    await open(page);
    await entry.filter({ hasText: 'order.placed' }).getByRole('button', { name: 'Send again' }).click();
    await said(page, /^It is sent to mail again\.$/);
    await staff.pass(0);
    await open(page);
    await heading(page, 'What is late');
    assert.equal(await entry.count(), 0);
  });
});

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
