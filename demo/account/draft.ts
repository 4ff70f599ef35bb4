import type { DateWindow, DeliveryPromise, Estimate, Order } from '../../src/contract/index.ts';
import { findVariant, type CartLine, type Shop } from '../shops/shop.ts';
import { subtotalOf, type Visit } from '../visit.ts';
import { localParts } from '../zoned.ts';

/** An order as the shop's own system sends it; what may be done with it the back end says by the shop's rules. */
type Draft = Omit<Order, 'version' | 'updatedAt'>;

/** What an order is made of, also when another one like it is placed. */
export type Recipe = {
  id: string;
  number: string;
  /** Counts orders of the same: the second ends in `-2`. */
  ordinal: number;
  cart: readonly CartLine[];
  to: string;
  ship: Visit['ship'];
  /** As a form says it: `paket`, `abholung:kanal`. */
  way: string;
};

/** Methods that post takes, which goes other steps than a courier. */
const BY_POST: readonly string[] = ['buechersendung', 'pochta', 'avia'];

const DAY = 86_400_000;

/** The order; its promise is what the estimate said. `placedAt` in milliseconds since the epoch. */
export function draftOf(shop: Shop, recipe: Recipe, estimate: Estimate, placedAt: number): Draft {
  const { id, number, cart } = recipe;
  const at = new Date(placedAt).toISOString();
  const currency = shop.terms.currency ?? 'EUR';
  return {
    id,
    number,
    placedAt: at,
    currency,
    total: { amount: subtotalOf(shop, cart) + (estimate.method?.price?.amount ?? 0), currency },
    timeZone: estimate.timeZone ?? shop.timeZone,
    method: methodOf(shop, estimate.method?.id),
    ...placeOf(estimate),
    lineItems: cart.map(({ sku, quantity }) => {
      const { product, variant } = findVariant(shop, sku) ?? {};
      return {
        id: sku,
        sku,
        title: product?.name ?? sku,
        unitPrice: { amount: variant?.price ?? 0, currency },
        quantity: { original: quantity, total: quantity, fulfilled: 0 },
      };
    }),
    shipments: [],
    promises: promisesOf(estimate, recipe, at, shop.timeZone),
    events: [{ id: 'placed', kind: 'placed', at }],
    adjustments: [],
    actions: [],
  };
}

function placeOf({ place }: Estimate): Pick<Draft, 'place'> {
  if (!place) return {};
  const { name, address, hours } = place;
  return { place: { name, ...(address !== undefined && { address }), ...(hours !== undefined && { hours }) } };
}

function methodOf({ terms }: Shop, id = ''): 'courier' | 'post' | 'pickup' | 'store' {
  const kind = terms.methods.find((method) => method.id === id)?.kind;
  if (kind === 'store') return 'store';
  if (kind === 'pickup-point') return 'pickup';
  return BY_POST.includes(id) ? 'post' : 'courier';
}

/** One for the order, or one for every parcel where it was said apart. */
function promisesOf(estimate: Estimate, { cart }: Recipe, madeAt: string, timeZone: string): DeliveryPromise[] {
  const said = { madeAt, source: 'checkout' };
  const { parcels = [] } = estimate;
  if (parcels.length > 1) {
    return parcels.map(({ items, window }, index) => {
      const within = cart.filter(({ sku }) => items.includes(sku));
      const lineItems = within.map(({ sku, quantity }) => ({ id: sku, quantity }));
      return { id: `checkout-${index + 1}`, ...said, window, lineItems };
    });
  }
  const window = windowOf(estimate, madeAt, timeZone);
  return [{ id: 'checkout', ...said, ...(window && { window }) }];
}

/** The days that were named. A term counts from the day it was named on; weeks have five business days. */
function windowOf({ window, readyAt, term }: Estimate, madeAt: string, timeZone: string): DateWindow | undefined {
  if (window) return window;
  if (readyAt) {
    const day = localParts(timeZone, Date.parse(readyAt.to)).date;
    return { from: day, to: day };
  }
  if (!term) return undefined;
  const days = { hour: 1 / 24, day: 1, 'business-day': 7 / 5 }[term.unit];
  const dayAfter = (count: number): string =>
    localParts(timeZone, Date.parse(madeAt) + Math.ceil(count * days) * DAY).date;
  return { from: dayAfter(term.min), ...(term.max !== undefined && { to: dayAfter(term.max) }) };
}
