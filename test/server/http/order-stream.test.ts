import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAuth } from '../../../src/client/http/auth.ts';
import { createOrderStreamRunner } from '../../../src/client/order-stream/runner.ts';
import { parseOrder } from '../../../src/contract/index.ts';
import { FakeBrowser } from '../../client/support/fake-browser.ts';
import { origin, withHandler, type HandlerHarness } from './handler-harness.ts';
import { waitFor } from './read-stream.ts';

const scan = {
  id: 'e1',
  kind: 'packed',
  at: '2026-11-23T08:00:00Z',
  shipmentId: 's1',
  shipment: { method: 'courier' },
};

/** Runs the client's order stream with the handler as its network. */
function startStream(bench: HandlerHarness, token: () => Promise<string>) {
  const browser = new FakeBrowser();
  let pending = 0;
  browser.fetch = async (url, init) => {
    pending += 1;
    return bench.handler(new Request(url, init)).finally(() => (pending -= 1));
  };
  const resource = {
    snapshotUrl: new URL(`${origin}/orders/o1`),
    streamUrl: new URL(`${origin}/orders/o1/events`),
    auth: createAuth(token),
    parse: parseOrder,
  };
  const runner = createOrderStreamRunner(resource, browser.environment, () => {});
  runner.setDemand(true, true);
  const waitForResult = async (condition: () => boolean, description: string): Promise<void> => {
    await waitFor(async () => {
      if (!condition() && pending === 0) await browser.time.advance(250);
      return condition();
    }, description);
  };
  return { runner, browser, waitForResult };
}

describe('the order stream of the elements', () => {
  it('goes live, receives updates, and renews an expired token', async () => {
    await withHandler(async (bench) => {
      await bench.putOrder();
      const expiresAt = (ms: number): string => new Date(bench.now + ms).toISOString();
      const tokens = [
        await bench.createToken('o1', 'read', expiresAt(60_000)),
        await bench.createToken('o1', 'read', expiresAt(600_000)),
      ];
      const { runner, browser, waitForResult } = startStream(bench, () => Promise.resolve(tokens.shift() ?? ''));
      await waitForResult(() => runner.result.status === 'live' && runner.result.snapshot?.version === 1, 'live at 1');

      await bench.requestAsShop('POST', '/orders/o1/events', scan);
      await waitForResult(() => runner.result.snapshot?.version === 2, 'version 2');

      bench.now += 60_000;
      await bench.requestAsShop('POST', '/orders/o1/events', { ...scan, id: 'e2', kind: 'accepted' });
      await waitForResult(
        () => runner.result.snapshot?.version === 3 && runner.result.status === 'live',
        'version 3 with the new token',
      );
      assert.equal(tokens.length, 0);
      assert.equal(browser.hasParallelStreams, false);
      assert.equal(bench.handler.openStreams, 1);
      runner.destroy();
      await waitFor(() => bench.handler.openStreams === 0, 'no stream');
      assert.deepEqual(browser.reportedErrors, []);
    });
  });

  it('is not-found for an unknown order [S03]', async () => {
    await withHandler(async (bench) => {
      const { runner, waitForResult } = startStream(bench, () => bench.createToken('o1'));
      await waitForResult(() => runner.result.status === 'not-found', `not found, was ${runner.result.status}`);
      runner.destroy();
    });
  });
});
