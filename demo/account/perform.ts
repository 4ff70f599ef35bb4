import { randomUUID } from 'node:crypto';
import type { Order } from '../../src/contract/index.ts';
import { ShopSideError, type BackEnd } from '../back-end.ts';
import type { Deed, Scene, Step } from '../stories/story.ts';

const MOST_TRIES = 3;

export type Stage = {
  sceneOf: (order: Order) => Scene;
  /** Lets time pass up to a moment, in milliseconds since the epoch, where that is to come. */
  waitUntil: (then: number) => void;
};

/**
 * Sends what a step says, at the time of its scene. Where the customer or a scan was faster, it is looked at again.
 * `false` where the step says nothing, or what can no longer be.
 */
export async function perform(backEnd: BackEnd, id: string, { deeds: deedsOf }: Step, { sceneOf, waitUntil }: Stage): Promise<boolean> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const order = await backEnd.store.order(id);
    const scene = order && sceneOf(order);
    const deeds = scene && deedsOf(scene);
    if (!deeds) return false;
    waitUntil(scene.now);
    try {
      for (const deed of deeds) await send(backEnd, id, deed);
      return true;
    } catch (error) {
      if (!(error instanceof ShopSideError)) throw error;
    }
  }
  return false;
}

async function send(backEnd: BackEnd, id: string, deed: Deed): Promise<void> {
  if ('scan' in deed) {
    await backEnd.scan(id, { ...deed.scan, id: randomUUID() });
  } else if ('fields' in deed) {
    const order = (await backEnd.send('GET', `orders/${id}`)) as Order;
    await backEnd.send('PUT', `orders/${id}`, { ...order, ...deed.fields });
  } else {
    const pending = await backEnd.store.locked(id, async (locked) => locked.pending);
    for (const { cancellation } of pending.filter(({ request }) => request.type === deed.settle)) {
      await backEnd.send('POST', `orders/${id}/cancellations/${cancellation.id}/decision`, { status: 'completed' });
    }
  }
}
