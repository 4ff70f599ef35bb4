import { randomUUID } from 'node:crypto';
import type { Order } from 'waybill/contract';
import type { BackEnd } from '../back-end.ts';
import { BackEndError } from '../back-end-client.ts';
import type { StoryAction, StoryContext, StoryStep } from '../stories/story.ts';

const MAX_TRIES = 3;

export type StepEnvironment = {
  createContext: (order: Order) => StoryContext;
  /** Advances the shop's clock to an instant, in milliseconds since the epoch; an instant in the past changes nothing. */
  advanceClockTo: (instant: number) => void;
};

/**
 * Sends the actions of a step to the back end. If the back end refuses one, for example because the customer canceled
 * in between, the step is tried again with the changed order.
 *
 * @returns whether the step applied
 */
export async function performStep(
  backEnd: BackEnd,
  id: string,
  { createActions }: StoryStep,
  { createContext, advanceClockTo }: StepEnvironment,
): Promise<boolean> {
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const order = await backEnd.store.getOrder(id);
    const context = order && createContext(order);
    const actions = context && createActions(context);
    if (!actions) return false;
    advanceClockTo(context.now);
    try {
      for (const action of actions) await executeAction(backEnd, id, action);
      return true;
    } catch (error) {
      if (!(error instanceof BackEndError)) throw error;
    }
  }
  return false;
}

async function executeAction(backEnd: BackEnd, id: string, action: StoryAction): Promise<void> {
  const { requestAsShop, requestAsCustomer, recordScan, store, outages } = backEnd;
  if ('scan' in action) {
    await recordScan(id, { ...action.scan, id: randomUUID() });
  } else if ('fields' in action) {
    const order = (await requestAsShop('GET', `orders/${id}`)) as Order;
    await requestAsShop('PUT', `orders/${id}`, { ...order, ...action.fields });
  } else if ('customerRequest' in action) {
    const version = await store.getOrderVersion(id);
    await requestAsCustomer('POST', `orders/${id}/cancellations`, { ...action.customerRequest, version });
  } else if ('outage' in action) {
    if (action.outage === 'begin') outages.begin(id);
    else outages.end(id);
  } else {
    const pending = await store.withLockedOrder(id, async (locked) => locked.pending);
    for (const { cancellation } of pending.filter(({ request }) => request.type === action.settle)) {
      await requestAsShop('POST', `orders/${id}/cancellations/${cancellation.id}/decision`, { status: 'completed' });
    }
  }
}
