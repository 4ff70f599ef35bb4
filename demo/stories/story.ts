import type { Order } from '../../src/contract/index.ts';
import type { Scan } from '../../src/server/index.ts';
import type { Scenery, Station } from './scenery.ts';

/** Where a story stands. `now` is the shop's time, in milliseconds since the epoch. */
export type Scene = { order: Order; now: number; timeZone: string; scenery: Scenery };

/** What is sent to the back end's shop side. */
export type Deed =
  /** Somebody or something scanned a parcel. */
  | { scan: Omit<Scan, 'id'> }
  /** What no scan can say: the shop's own system sends the order with these fields. */
  | { fields: Partial<Order> }
  /** The shop has settled what the customer reported or asked for. */
  | { settle: string };

export type Step = {
  /** What happens, for the panel. */
  label: string;
  /** When it happens, seen from the step before. */
  at: (scene: Scene) => number;
  /** What is sent, one after another; `undefined` where there is nothing left for this to happen to. */
  deeds: (scene: Scene) => readonly Deed[] | undefined;
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

/** A scan of a parcel, now; nothing where that parcel was never packed. */
export function scan(scene: Scene, shipmentId: string, kind: string, more: Partial<Scan> = {}): Deed[] | undefined {
  const { order, now } = scene;
  if (!order.shipments.some(({ id }) => id === shipmentId)) return undefined;
  return [{ scan: { kind, at: iso(now), shipmentId, ...more } }];
}

/** Packs lines into a new parcel. */
export function pack(
  { order, now, scenery }: Scene,
  shipmentId: string,
  lines: readonly Line[],
  more: NonNullable<Scan['shipment']> = {},
): Deed[] | undefined {
  if (lines.length === 0) return undefined;
  const shipment = {
    ...(order.method && { method: order.method }),
    carrier: { name: scenery.carrier },
    lineItems: lines.map(({ id, quantity }) => ({ id, quantity: quantity?.total ?? 1 })),
    ...more,
  };
  return [{ scan: { kind: 'packed', at: iso(now), shipmentId, shipment } }];
}

/** To the customer's door. */
export function isBroughtHome({ method }: Pick<Order, 'method'>): boolean {
  return method === 'courier' || method === 'post';
}

/** The carrier takes a parcel: it has a number now. */
export function handOver(scene: Scene, shipmentId: string, place: Station): Deed[] | undefined {
  const number = `${scene.scenery.prefix} ${digitsOf(scene.order.id)}`;
  const tracking = [{ number, url: `https://carrier.example/track/${number.replaceAll(' ', '')}` }];
  return scan(scene, shipmentId, 'accepted', { place, shipment: { tracking } });
}

/** It is handed over: to whom, or where it was left. */
export function deliver(scene: Scene, shipmentId: string, kind: string, text?: string): Deed[] | undefined {
  return scan(scene, shipmentId, 'delivered', { shipment: { delivery: { kind, ...(text !== undefined && { text }) } } });
}

/** The shop asked the carrier, and there is nothing new. */
export function lookedAgain({ now }: Scene): Deed[] {
  return [{ fields: { checkedAt: iso(now) } }];
}

/** Six digits that are an order's own. */
function digitsOf(id: string): string {
  const sum = Buffer.from(id).reduce((value, byte) => (value * 31 + byte) % 1_000_000, 7);
  return String(sum).padStart(6, '0').replace(/(?=\d\d$)/, ' ');
}
