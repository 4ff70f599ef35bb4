import { pageClock, waitFor } from '../../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { OrderChangeDetail, WaybillOrderStatus } from '../../../../src/components/order-status/order-status.ts';
import { mount, removeMounted, textOf } from '../support/mount.ts';
import { getMaxOpenStreams } from '../../../fakes/request-tracker.ts';
import { OrderServerHarness, transports, type Transport } from '../support/order-server-harness.ts';
import { extendTitle } from '../../../support/test-title.ts';

/** An element that shows its order, and the versions of its change events. */
export type OpenedElement = { element: WaybillOrderStatus; versions: number[] };

type FaultScenario = (harness: OrderServerHarness, transport: Transport) => Promise<void>;

/**
 * Declares a test of the fault catalogue, for an element with a stream and for one that polls. Every test also checks
 * that the console has no errors, at most one stream is open, and none is open after the element's removal.
 */
export function faultCase(
  name: string,
  run: FaultScenario,
  { only = transports }: { only?: readonly Transport[] } = {},
): void {
  for (const transport of only) {
    it(extendTitle(name, ` (${transport})`), async () => {
      const consoleErrors: unknown[] = [];
      const { error } = console;
      console.error = (...args: unknown[]) => consoleErrors.push(...args);
      const harness = await OrderServerHarness.open(transport);
      try {
        await run(harness, transport);
      } finally {
        console.error = error;
        removeMounted();
        await pageClock.pass(1_100);
      }
      await harness.waitForServer(({ openStreams }) => openStreams === 0);
      assert.isAtMost(getMaxOpenStreams(harness.control), 1);
      assert.deepEqual(consoleErrors, []);
    });
  }
}

/** Mounts an element and waits until it shows the order and is connected. */
export async function mountConnected(
  harness: OrderServerHarness,
  attributes: Record<string, string> = {},
): Promise<OpenedElement> {
  const versions: number[] = [];
  const element = await mount({ ...harness.attributes, ...attributes });
  element.addEventListener('waybill-order-change', ({ detail }: CustomEvent<OrderChangeDetail>) =>
    versions.push(detail.order.version),
  );
  await waitFor(() => textOf(element) === 'Order received');
  await harness.waitForConnection(element);
  return { element, versions };
}

/** The numbers of requests for streams and snapshots. */
export async function countRequests(harness: OrderServerHarness): Promise<{ streams: number; snapshots: number }> {
  const { streamRequests, snapshotRequests } = await harness.control.statistics();
  return { streams: streamRequests, snapshots: snapshotRequests };
}
