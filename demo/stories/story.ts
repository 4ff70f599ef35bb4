import type { Order, OrderEvent, Shipment } from '../../src/contract/index.ts';
import type { Scenery, Station } from './scenery.ts';

/** Where a story stands. `now` is the shop's time, in milliseconds since the epoch. */
export type Scene = { order: Order; now: number; timeZone: string; scenery: Scenery };

export type Step = {
  /** What happens, for the panel. */
  label: string;
  /** When it happens, seen from the step before. */
  at: (scene: Scene) => number;
  /** What changes of the order; `undefined` where there is nothing left for this to happen to. */
  change: (scene: Scene) => Partial<Order> | undefined;
};

export type Story = {
  id: string;
  title: string;
  /** Whether it can happen to an order. */
  fits: (order: Pick<Order, 'lineItems' | 'method'>) => boolean;
  steps: readonly Step[];
};

export type Line = Order['lineItems'][number];

/** Lines of which something is left after cancellations. */
export function openLines({ lineItems }: Pick<Order, 'lineItems'>): Line[] {
  return lineItems.filter(({ quantity }) => (quantity?.total ?? 0) > 0);
}

export function iso(now: number): string {
  return new Date(now).toISOString();
}

/** One more scan of a parcel, now. */
export function scan(scene: Scene, kind: string, shipmentId: string, more: Partial<OrderEvent> = {}): OrderEvent {
  return { id: `${kind} ${scene.order.events.length}`, kind, at: iso(scene.now), shipmentId, ...more };
}

/** The order with one more event, and a parcel changed by it. */
export function happen(
  scene: Scene,
  shipmentId: string,
  kind: string,
  status: string,
  more: { place?: Station; text?: string; at?: string; retracts?: string; shipment?: Partial<Shipment> } = {},
): Partial<Order> | undefined {
  const { order, now } = scene;
  const { shipment, ...event } = more;
  if (!order.shipments.some(({ id }) => id === shipmentId)) return undefined;
  return {
    shipments: order.shipments.map((each) =>
      each.id === shipmentId ? { ...each, status, statusAt: event.at ?? iso(now), ...shipment } : each,
    ),
    events: [...order.events, scan(scene, kind, shipmentId, event)],
  };
}

/** Packs lines into a new parcel; they can no longer be canceled. */
export function pack(
  scene: Scene,
  shipmentId: string,
  lines: readonly Line[],
  more: Partial<Shipment> = {},
): Partial<Order> | undefined {
  const { order, now, scenery } = scene;
  if (lines.length === 0) return undefined;
  const packed = new Set(lines.map(({ id }) => id));
  return {
    shipments: [
      ...order.shipments,
      {
        id: shipmentId,
        direction: 'outbound',
        status: 'packed',
        statusAt: iso(now),
        method: order.method ?? 'courier',
        carrier: { name: scenery.carrier },
        tracking: [],
        lineItems: lines.map(({ id, quantity }) => ({ id, quantity: quantity?.total ?? 1 })),
        exceptions: [],
        ...more,
      },
    ],
    events: [...order.events, scan(scene, 'packed', shipmentId)],
    actions: order.actions.flatMap((action) => {
      const lineItems = action.lineItems?.filter(({ id }) => !packed.has(id));
      return lineItems?.length === 0 ? [] : [{ ...action, ...(lineItems && { lineItems }) }];
    }),
  };
}

/** To the customer's door. */
export function isBroughtHome({ method }: Pick<Order, 'method'>): boolean {
  return method === 'courier' || method === 'post';
}

/** The carrier takes a parcel: it has a number now, and its lines count as sent. */
export function handOver(scene: Scene, shipmentId: string, place: Station): Partial<Order> | undefined {
  const { order, scenery } = scene;
  const parcel = order.shipments.find(({ id }) => id === shipmentId);
  const number = `${scenery.prefix} ${digitsOf(order.id)}`;
  const tracking = [{ number, url: `https://carrier.example/track/${number.replaceAll(' ', '')}` }];
  const sent = new Set(parcel?.lineItems?.map(({ id }) => id));
  const changed = happen(scene, shipmentId, 'accepted', 'accepted', { place, shipment: { tracking } });
  return changed && {
    ...changed,
    lineItems: order.lineItems.map((line) => {
      const { quantity } = line;
      return quantity && sent.has(line.id) ? { ...line, quantity: { ...quantity, fulfilled: quantity.total } } : line;
    }),
  };
}

/** It is handed over: to whom, or where it was left. */
export function deliver(scene: Scene, shipmentId: string, kind: string, text?: string): Partial<Order> | undefined {
  const delivery = { kind, ...(text !== undefined && { text }) };
  return happen(scene, shipmentId, 'delivered', 'delivered', { shipment: { delivery } });
}

/** Six digits that are an order's own. */
function digitsOf(id: string): string {
  const sum = Buffer.from(id).reduce((value, byte) => (value * 31 + byte) % 1_000_000, 7);
  return String(sum).padStart(6, '0').replace(/(?=\d\d$)/, ' ');
}
