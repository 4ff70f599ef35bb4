import { after, before, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Auth } from '../../../../src/client/http/auth.ts';
import { startFakeOrderServer } from '../../../fakes/fake-order-server.ts';
import { extendTitle } from '../../../support/test-title.ts';
import { OrderStreamHarness, type Transport } from './order-stream-harness.ts';

type Run = (harness: OrderStreamHarness, transport: Transport) => Promise<void>;

const transports: readonly Transport[] = ['stream', 'polling'];

/** Starts a fake server for the tests of a file. Returns functions that declare a test of the fault catalogue. */
export function useFaultServer() {
  let server = { origin: '', close: () => Promise.resolve() };
  before(async () => {
    server = await startFakeOrderServer();
  });
  after(() => server.close());

  /** Afterwards no request, timer, listener or error may be left, and no two streams may have been open at a time. */
  function faultTest(name: string, run: Run, transport: Transport = 'stream', createAuth?: () => Auth): void {
    it(name, async () => {
      const harness = new OrderStreamHarness(server.origin, transport, createAuth?.());
      try {
        await run(harness, transport);
      } finally {
        await harness.close();
      }
      await harness.waitForNoStreams();
      assert.equal(harness.browser.hasParallelStreams, false, 'more than one stream at a time');
      assert.equal(harness.browser.time.timerCount, 0, 'timers left');
      assert.equal(harness.browser.listenerCount, 0, 'listeners left');
      assert.deepEqual(harness.browser.reportedErrors, []);
    });
  }

  function faultTestEachTransport(name: string, run: Run, createAuth?: () => Auth): void {
    for (const transport of transports) faultTest(extendTitle(name, ` (${transport})`), run, transport, createAuth);
  }

  return { faultTest, faultTestEachTransport, origin: () => server.origin };
}
