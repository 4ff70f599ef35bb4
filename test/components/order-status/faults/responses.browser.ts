import { pageClock, waitFor } from '../../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { isFallbackShown, mount, statesOf, textOf } from '../support/mount.ts';
import { withShipment, type OrderServerHarness } from '../support/order-server-harness.ts';
import { countRequests, faultCase, mountConnected } from './fault-case.ts';

/** Advances the clocks until the next request. Returns the delay in milliseconds of the page's clock. */
async function measureDelay(
  harness: OrderServerHarness,
  isNext: (counts: { streams: number; snapshots: number }) => boolean,
): Promise<number> {
  let delayMs = 0;
  while (!isNext(await countRequests(harness)) && delayMs < 40_000) {
    await harness.pass(500);
    delayMs += 500;
  }
  return delayMs;
}

describe('order-status: refusals of the server', () => {
  // The clocks advance by half a second, so both requests may be that much earlier.
  for (const [value, minimumMs, maximumMs] of [
    ['30', 29_500, 32_000],
    ['a date', 28_500, 32_000],
    ['-5', 500, 3_000],
    ['soon', 0, 2_000],
  ] as const) {
    faultCase(`the next request follows a 429 with Retry-After: ${value} [S04]`, async (harness, transport) => {
      const { element } =
        transport === 'stream'
          ? await mountConnected(harness)
          : { element: await mount(harness.attributes, { children: ['See your mail'] }) };
      if (transport === 'polling') await waitFor(() => textOf(element) === 'Order received');
      await harness.passInSteps(1_500, 500);
      // The server's clock equals the page's clock.
      const retryDate = new Date(pageClock.now + 30_900).toUTCString();
      const rateLimited = {
        status: 429,
        headers: { 'retry-after': value === 'a date' ? retryDate : value },
        body: '{}',
      };
      const countsBefore = await countRequests(harness);
      if (transport === 'stream') {
        await harness.control.configure({ next: { stream: [rateLimited] } });
        await harness.control.breakStreams();
        await harness.passUntil(4_000, async () => (await countRequests(harness)).streams > countsBefore.streams);
      } else {
        await harness.control.configure({ next: { snapshot: [rateLimited] } });
        await harness.passUntil(
          40_000,
          async () => (await countRequests(harness)).snapshots > countsBefore.snapshots,
          500,
        );
      }
      const refusedCounts = await countRequests(harness);
      const isNext = ({ streams, snapshots }: typeof refusedCounts): boolean =>
        streams + snapshots > refusedCounts.streams + refusedCounts.snapshots;
      const delayMs = await measureDelay(harness, isNext);
      // Polls keep their minimum interval even if Retry-After is shorter. A date is nearer by the time it is received.
      assert.isAtLeast(delayMs, transport === 'stream' ? minimumMs : Math.max(23_000, value === '30' ? minimumMs : 0));
      if (transport === 'stream') assert.isAtMost(delayMs, maximumMs);
      assert.equal(textOf(element), 'Order received');
      await harness.control.updateOrderSilently(withShipment('in_transit'));
      await harness.passUntil(90_000, async () => textOf(element) === 'On its way', 4_000);
    });

    faultCase(`the next request follows a first response 429 with Retry-After: ${value} [S04]`, async (harness) => {
      const retryDate = new Date(pageClock.now + 30_900).toUTCString();
      const rateLimited = {
        status: 429,
        headers: { 'retry-after': value === 'a date' ? retryDate : value },
        body: '{}',
      };
      await harness.control.configure({ next: { snapshot: [rateLimited] } });
      const element = await mount(harness.attributes, { children: ['See your mail'] });
      await harness.waitForServer(({ snapshotRequests }) => snapshotRequests === 1);
      const delayMs = await measureDelay(harness, ({ snapshots }) => snapshots > 1);
      assert.isAtLeast(delayMs, minimumMs);
      assert.isAtMost(delayMs, maximumMs);
      await waitFor(() => textOf(element) === 'Order received');
    });
  }

  for (const [what, page] of [
    ['503 with an HTML page', { status: 503, body: '<h1>Maintenance</h1>', type: 'text/html' }],
    ['200 with a sign-in page', { body: '<!doctype html><title>Sign in</title>', type: 'text/html' }],
  ] as const) {
    faultCase(`${what} as the first response: the fallback content is shown [S05]`, async (harness) => {
      await harness.control.configure({ always: { snapshot: page, stream: page } });
      const element = await mount(harness.attributes, { children: ['See your mail'] });
      await harness.passInSteps(30_000, 2_000);
      assert.isTrue(isFallbackShown(element));
      assert.notMatch(element.shadowRoot?.textContent ?? '', /Maintenance|Sign in$|doctype/);
      assert.notInclude(statesOf(element), 'live');
      assert.isAtMost((await countRequests(harness)).snapshots, 12);
      await harness.control.configure({ always: { snapshot: {}, stream: {} } });
      await harness.passUntil(70_000, async () => textOf(element) === 'Order received', 2_000);
    });
  }
});
