import type { Order } from '../../../src/contract/order.ts';
import type { OrderUpdate, Deadline, Incident, StoredCancellation } from '../../../src/server/orders/order-state.ts';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';
import type { Store } from '../../../src/server/store/store.ts';

/** Minutes after noon of a fixed day. */
export function minute(count: number): string {
  return new Date(Date.UTC(2026, 10, 23, 12, count)).toISOString();
}

export function sampleOrder(id: string, version: number, given: Partial<Order> = {}): Order {
  return {
    id,
    version,
    number: `#${id}`,
    placedAt: minute(0),
    updatedAt: minute(version),
    currency: 'EUR',
    lineItems: [],
    shipments: [],
    promises: [],
    events: [],
    adjustments: [],
    actions: [],
    ...given,
  };
}

export function sampleEvent(id: string, at = minute(0)): Order['events'][number] {
  return { id, kind: 'packed', at };
}

export function samplePromise(id: string): Order['promises'][number] {
  return { id, madeAt: minute(0), source: 'shop', window: { from: '2026-11-25', to: '2026-11-26' } };
}

export function sampleMessage(id: string, orderId: string, at = minute(0)): WebhookMessage {
  return { id, type: 'order.updated', orderId, at, data: { version: 1 } };
}

export function sampleDeadline(id: string, dueAt: string): Deadline {
  return { id, kind: 'step', dueAt, step: 'handed_over' };
}

export function sampleIncident(orderId: string, deadline: Deadline, raisedAt: string): Incident {
  return { ...deadline, orderId, raisedAt };
}

export function sampleCancellation(
  orderId: string,
  id: string,
  given: Partial<StoredCancellation> = {},
): StoredCancellation {
  return {
    orderId,
    idempotencyKey: `key-${id}`,
    request: { type: 'cancel-order', lineItems: [], version: 1 },
    cancellation: { id, status: 'pending', type: 'cancel-order', lineItems: [] },
    ...given,
  };
}

export function createUpdate(order: Order, given: Partial<OrderUpdate> = {}): OrderUpdate {
  return { order, messages: [], deadlines: [], incidents: [], ...given };
}

/** Saves the next version of an order with the given parts. */
export async function saveNext(
  store: Store,
  id: string,
  given: Partial<Order> = {},
  more: Partial<OrderUpdate> = {},
): Promise<number> {
  return store.withLockedOrder(id, async (locked) => {
    const version = (locked.order?.version ?? 0) + 1;
    const { events = [], promises = [] } = locked.order ?? {};
    await locked.save(createUpdate(sampleOrder(id, version, { events, promises, ...given }), more));
    return version;
  });
}
