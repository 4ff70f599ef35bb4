import type { CancelRequest, Order } from 'waybill/contract';
import type { CancellationDecision, Scan } from 'waybill/server';
import { DELIVERY_PHOTO, formatPicturePath } from '../pictures.ts';
import type { Session } from '../session.ts';
import type { Shop } from '../shops/shop.ts';
import { getShopFixtures, type ShopFixtures, type TrackingPlace } from './shop-fixtures.ts';

/** The order that a step happens to. `now` is the shop's time, in milliseconds since the epoch. */
export type StoryContext = {
  order: Order;
  now: number;
  timeZone: string;
  fixtures: ShopFixtures;
  /** The photo of the place where the courier left a parcel. */
  deliveryPhotoUrl: string;
};

/** The fixtures are in the language of the customer. */
export function createStoryContext(
  { shop, origin }: { shop: Shop; origin: () => string },
  order: Order,
  now: number,
  { language }: Session,
): StoryContext {
  const { timeZone = shop.timeZone } = order;
  const deliveryPhotoUrl = origin() + formatPicturePath(shop, DELIVERY_PHOTO);
  return { order, now, timeZone, fixtures: getShopFixtures(shop, language), deliveryPhotoUrl };
}

export type StoryAction =
  /** A scan of a parcel. */
  | { scan: Omit<Scan, 'id'> }
  /** A change that no scan expresses: the shop's system sends the order with these fields replaced. */
  | { fields: Partial<Order> }
  /** The shop completes the customer's requests of this type. */
  | { settle: string }
  /** The customer sends a request, as the elements do. The step does not apply if the back end refuses it. */
  | { customerRequest: Pick<CancelRequest, 'type' | 'lineItems'> }
  /** The answers to requests about the order are lost from now on, or arrive again. */
  | { outage: 'begin' | 'end' };

export type StoryStep = {
  /** For the story panel. */
  label: string;
  /** The time of the step, in milliseconds since the epoch; `context.now` is the time of the previous step. */
  schedule: (context: StoryContext) => number;
  /** The requests, in order; `undefined` if the step does not apply, for example because its lines are canceled. */
  createActions: (context: StoryContext) => readonly StoryAction[] | undefined;
};

export type Story = {
  id: string;
  title: string;
  /** Whether the story fits the order. */
  isApplicable: (order: Pick<Order, 'lineItems' | 'method'>, shop: Shop) => boolean;
  /** The answer of the shop's system to a cancellation. Default: it completes the cancellation. */
  decideCancellation?: (fixtures: ShopFixtures) => CancellationDecision;
  steps: readonly StoryStep[];
};

export type Line = Order['lineItems'][number];

/** Lines that are not wholly canceled. */
export function selectOpenLines({ lineItems }: Pick<Order, 'lineItems'>): Line[] {
  return lineItems.filter(({ quantity }) => (quantity?.total ?? 0) > 0);
}

export function toIsoString(now: number): string {
  return new Date(now).toISOString();
}

/** A scan at `now`; `undefined` if the parcel was never packed. */
export function createScan(
  context: StoryContext,
  shipmentId: string,
  kind: string,
  more: Partial<Scan> = {},
): StoryAction[] | undefined {
  const { order, now } = context;
  if (!order.shipments.some(({ id }) => id === shipmentId)) return undefined;
  return [{ scan: { kind, at: toIsoString(now), shipmentId, ...more } }];
}

/** A scan that packs lines into a new parcel; `undefined` without lines. */
export function createPackScan(
  { order, now, fixtures }: StoryContext,
  shipmentId: string,
  lines: readonly Line[],
  more: NonNullable<Scan['shipment']> = {},
): StoryAction[] | undefined {
  if (lines.length === 0) return undefined;
  const shipment = {
    ...(order.method && { method: order.method }),
    carrier: { name: fixtures.carrier },
    lineItems: lines.map(({ id, quantity }) => ({ id, quantity: quantity?.total ?? 1 })),
    ...more,
  };
  return [{ scan: { kind: 'packed', at: toIsoString(now), shipmentId, shipment } }];
}

export function isHomeDelivery({ method }: Pick<Order, 'method'>): boolean {
  return method === 'courier' || method === 'post';
}

/** A scan that hands a parcel to the carrier and sets its tracking number. */
export function createHandOverScan(
  context: StoryContext,
  shipmentId: string,
  place: TrackingPlace,
): StoryAction[] | undefined {
  const number = `${context.fixtures.trackingPrefix} ${deriveTrackingDigits(context.order.id)}`;
  const tracking = [{ number, url: `https://carrier.example/track/${number.replaceAll(' ', '')}` }];
  return createScan(context, shipmentId, 'accepted', { place, shipment: { tracking } });
}

/** A scan that delivers a parcel; `kind` is a delivery kind of the contract. */
export function createDeliveryScan(
  context: StoryContext,
  shipmentId: string,
  kind: string,
  more: { text?: string; photoUrl?: string } = {},
): StoryAction[] | undefined {
  return createScan(context, shipmentId, 'delivered', { shipment: { delivery: { kind, ...more } } });
}

/** The shop checked with the carrier; nothing has changed. */
export function createCheckedUpdate({ now }: StoryContext): StoryAction[] {
  return [{ fields: { checkedAt: toIsoString(now) } }];
}

/** Six digits, the same for every run, so that a tracking number survives a restart. */
function deriveTrackingDigits(id: string): string {
  const sum = Buffer.from(id).reduce((value, byte) => (value * 31 + byte) % 1_000_000, 7);
  return String(sum)
    .padStart(6, '0')
    .replace(/(?=\d\d$)/, ' ');
}
