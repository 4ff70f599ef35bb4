import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { constants, createGzip } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { following, isLive, openBrowser, openShop, says, script, skip, TAG, until, ways, type Shop } from './open-shop.ts';
import { GIVE_UP_MS } from '../support/until.ts';

/* What stands between a page and its shop: protocols, proxies, servers that restart. */

const delivered = { shipments: [{ id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] }] };

/** Packs a stream: each piece at once, or all of it when there is enough, as some proxies do. */
function pack(response: ServerResponse, isHeldBack: boolean): void {
  const gzip = createGzip(isHeldBack ? {} : { flush: constants.Z_SYNC_FLUSH });
  const { write, end, writeHead } = response;
  gzip.on('data', (piece: Buffer) => write.call(response, piece, 'utf8'));
  gzip.on('end', () => end.call(response, undefined, 'utf8'));
  response.on('close', () => gzip.destroy());
  response.writeHead = function head(...given: unknown[]) {
    response.setHeader('content-encoding', 'gzip');
    return Reflect.apply(writeHead, response, given) as ServerResponse;
  };
  response.write = (piece: unknown) => gzip.write(piece);
  response.end = (piece?: unknown) => {
    gzip.end(piece);
    return response;
  };
}

let browser: Browser;
before(async () => {
  browser = (await openBrowser()) as Browser;
});
after(() => browser?.close());

async function visit(shop: Shop, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(GIVE_UP_MS);
  try {
    await run(await context.newPage());
  } finally {
    await context.close();
    await shop.close();
  }
}

for (const way of ways) {
  describe(`N20: what stands between, ${way}`, () => {
    it('N20: over HTTP/2, a server that says go away is taken up again by the cursor', { skip, timeout: 120_000 }, async () => {
      const shop = await openShop('h2');
      await visit(shop, async (page) => {
        const control = await shop.scenario(way);
        await page.goto(shop.page('/order', `${script}<body>${following(control)}`));
        await says(page, 'Order received');
        const protocols = await page.evaluate(() =>
          performance.getEntriesByType('resource').map((entry) => (entry as PerformanceResourceTiming).nextHopProtocol));
        assert.ok(protocols.includes('h2'), protocols.join());
        if (way === 'stream') await isLive(page);
        shop.goAway();
        await until(async () => (await control.statistics()).open === 0, 'the connection to go');
        await control.changeSilently(delivered);
        if (way === 'stream') {
          await says(page, 'Delivered');
          await isLive(page);
          const { requests, most } = await control.statistics();
          assert.match(requests.findLast(({ kind }) => kind === 'stream')?.after ?? '', /^k1\.[12]$/);
          assert.equal(most, 1);
        } else {
          await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
          await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
          await says(page, 'Delivered');
        }
      });
    });

    it('N20: a stream packed piece by piece is live', { skip, timeout: 120_000 }, async () => {
      const shop = await openShop('http/1.1', (response) => pack(response, false));
      await visit(shop, async (page) => {
        const control = await shop.scenario(way);
        await page.goto(shop.page('/order', `${script}<body>${following(control)}`));
        await says(page, 'Order received');
        if (way === 'polling') return;
        await isLive(page);
        await control.change(delivered);
        await says(page, 'Delivered');
      });
    });

    it('N20: one that is packed as a whole is given up, and the order read instead', { skip, timeout: 120_000 }, async () => {
      const shop = await openShop('http/1.1', (response) => pack(response, true));
      await visit(shop, async (page) => {
        await page.clock.install();
        const reads = new Set<unknown>();
        page.on('request', (request) => request.url().endsWith('/orders/o1') && reads.add(request));
        page.on('requestfinished', (request) => reads.delete(request));
        page.on('requestfailed', (request) => reads.delete(request));
        const control = await shop.scenario(way);
        await control.set({ heartbeatMs: 0 });
        await page.goto(shop.page('/order', `${script}<body>${following(control)}`));
        await says(page, 'Order received');
        await control.changeSilently(delivered);
        for (let minute = 0; minute < 30 && (await page.locator(`${TAG} [part~=headline]`).textContent()) !== 'Delivered'; minute += 1) {
          await page.clock.runFor(5_000);
          await until(() => reads.size === 0, 'the order to be read');
        }
        await says(page, 'Delivered');
        assert.equal(await page.locator(`${TAG}:state(live)`).count(), 0);
        assert.ok((await control.statistics()).open <= 1);
      });
    });
  });
}
