import { pageClock, until } from '../../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { OrderChangeDetail, WaybillOrderStatus } from '../../../../src/components/order-status/order-status.ts';
import { mount, removeMounted, textOf } from '../support/mount.ts';
import { mostStreams } from '../../../server/traffic.ts';
import { Scene, ways, type Way } from '../support/scene.ts';

/** An element that shows its order, and the versions it told the page of. */
export type Shown = { element: WaybillOrderStatus; versions: number[] };

type Run = (scene: Scene, way: Way) => Promise<void>;

/**
 * A line of the fault catalogue, against an element with a stream and one without. What must hold after every
 * line: nothing thrown, no error in the console, one stream at most, none once the element is gone.
 */
export function line(name: string, run: Run, { of = ways }: { of?: readonly Way[] } = {}): void {
  for (const way of of) {
    it(`${name} (${way})`, async () => {
      const complaints: unknown[] = [];
      const { error } = console;
      console.error = (...given: unknown[]) => complaints.push(...given);
      const scene = await Scene.open(way);
      try {
        await run(scene, way);
      } finally {
        console.error = error;
        removeMounted();
        await pageClock.pass(1_100);
      }
      await scene.sees(({ open }) => open === 0);
      assert.isAtMost(mostStreams(scene.control), 1);
      assert.deepEqual(complaints, []);
    });
  }
}

/** An element that follows the scene's order and has shown it. */
export async function open(scene: Scene, attributes: Record<string, string> = {}): Promise<Shown> {
  const versions: number[] = [];
  const element = await mount({ ...scene.attributes, ...attributes });
  element.addEventListener('waybill-order-change', ({ detail }: CustomEvent<OrderChangeDetail>) => versions.push(detail.order.version));
  await until(() => textOf(element) === 'Order received');
  await scene.follows(element);
  return { element, versions };
}

/** How many streams and snapshots were asked for. */
export async function countOf(scene: Scene): Promise<{ streams: number; snapshots: number }> {
  const { streams, snapshots } = await scene.control.statistics();
  return { streams, snapshots };
}
