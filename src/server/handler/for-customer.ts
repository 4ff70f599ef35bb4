import type { Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';

/** An order without the carriers' own records, which are for those who look after the shop. */
export function forCustomer(order: Order): Order {
  return order.events.some(hasRaw) ? { ...order, events: eventsForCustomer(order.events) } : order;
}

export function eventsForCustomer(events: readonly OrderEvent[]): readonly OrderEvent[] {
  return events.map((event) => {
    const { raw: _, ...rest } = event;
    return hasRaw(event) ? rest : event;
  });
}

const hasRaw = (event: OrderEvent): boolean => event.raw !== undefined;
