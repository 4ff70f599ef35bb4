import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { constants, createGzip } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import {
  orderStatusMarkup,
  waitUntilLive,
  startTestShop,
  waitForHeadline,
  orderStatusScript,
  TAG,
  updateModes,
  type TestShop,
} from './start-test-shop.ts';
import { TEST_TIMEOUT_MS, waitFor } from '../support/wait-for.ts';

/* Connections between a page and its shop: protocols, proxies and server restarts. */

const delivered = {
  shipments: [{ id: 's1', direction: 'outbound', status: 'delivered', method: 'courier', tracking: [] }],
};

/** Compresses a stream and flushes every chunk, or buffers it in large blocks as some proxies do. */
function compress(response: ServerResponse, isBuffered: boolean): void {
  const gzip = createGzip(isBuffered ? {} : { flush: constants.Z_SYNC_FLUSH });
  const { write, end, writeHead } = response;
  gzip.on('data', (chunk: Buffer) => write.call(response, chunk, 'utf8'));
  gzip.on('end', () => end.call(response, undefined, 'utf8'));
  response.on('close', () => gzip.destroy());
  response.writeHead = function writeCompressedHead(...args: unknown[]) {
    response.setHeader('content-encoding', 'gzip');
    return Reflect.apply(writeHead, response, args) as ServerResponse;
  };
  response.write = (chunk: unknown) => gzip.write(chunk);
  response.end = (chunk?: unknown) => {
    gzip.end(chunk);
    return response;
  };
}

let browser: Browser;
before(async () => {
  browser = (await launchChromium()) as Browser;
});
after(() => browser?.close());

async function runOnPage(shop: TestShop, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  context.setDefaultTimeout(TEST_TIMEOUT_MS);
  try {
    await run(await context.newPage());
  } finally {
    await context.close();
    await shop.close();
  }
}

for (const updateMode of updateModes) {
  describe(`connections, ${updateMode} [N20]`, () => {
    it(
      'a stream over HTTP/2 resumes at its cursor after GOAWAY [N20]',
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const shop = await startTestShop('h2');
        await runOnPage(shop, async (page) => {
          const control = await shop.createScenario(updateMode);
          await page.goto(shop.addPage('/order', `${orderStatusScript}<body>${orderStatusMarkup(control)}`));
          await waitForHeadline(page, 'Order received');
          const protocols = await page.evaluate(() =>
            performance
              .getEntriesByType('resource')
              .map((entry) => (entry as PerformanceResourceTiming).nextHopProtocol),
          );
          assert.ok(protocols.includes('h2'), protocols.join());
          if (updateMode === 'stream') await waitUntilLive(page);
          shop.sendGoAway();
          await waitFor(async () => (await control.statistics()).openStreams === 0, 'the end of the connection');
          await control.updateOrderSilently(delivered);
          if (updateMode === 'stream') {
            await waitForHeadline(page, 'Delivered');
            await waitUntilLive(page);
            const { requests, maxOpenStreams } = await control.statistics();
            assert.match(requests.findLast(({ kind }) => kind === 'stream')?.after ?? '', /^k1\.[12]$/);
            assert.equal(maxOpenStreams, 1);
          } else {
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
            await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
            await waitForHeadline(page, 'Delivered');
          }
        });
      },
    );

    it(
      'a compressed stream with flushed chunks is live [N20]',
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const shop = await startTestShop('http/1.1', (response) => compress(response, false));
        await runOnPage(shop, async (page) => {
          const control = await shop.createScenario(updateMode);
          await page.goto(shop.addPage('/order', `${orderStatusScript}<body>${orderStatusMarkup(control)}`));
          await waitForHeadline(page, 'Order received');
          if (updateMode === 'polling') return;
          await waitUntilLive(page);
          await control.updateOrder(delivered);
          await waitForHeadline(page, 'Delivered');
        });
      },
    );

    it(
      'a compressed stream with buffered chunks is replaced by polling [N20]',
      { skip: skipWithoutChromium, timeout: 120_000 },
      async () => {
        const shop = await startTestShop('http/1.1', (response) => compress(response, true));
        await runOnPage(shop, async (page) => {
          await page.clock.install();
          const pendingReads = new Set<unknown>();
          page.on('request', (request) => request.url().endsWith('/orders/o1') && pendingReads.add(request));
          page.on('requestfinished', (request) => pendingReads.delete(request));
          page.on('requestfailed', (request) => pendingReads.delete(request));
          const control = await shop.createScenario(updateMode);
          await control.configure({ heartbeatMs: 0 });
          await page.goto(shop.addPage('/order', `${orderStatusScript}<body>${orderStatusMarkup(control)}`));
          await waitForHeadline(page, 'Order received');
          await control.updateOrderSilently(delivered);
          for (
            let minute = 0;
            minute < 30 && (await page.locator(`${TAG} [part~=headline]`).textContent()) !== 'Delivered';
            minute += 1
          ) {
            await page.clock.runFor(5_000);
            await waitFor(() => pendingReads.size === 0, 'the end of the snapshot request');
          }
          await waitForHeadline(page, 'Delivered');
          assert.equal(await page.locator(`${TAG}:state(live)`).count(), 0);
          assert.ok((await control.statistics()).openStreams <= 1);
        });
      },
    );
  });
}
