import type { DateWindow, DeliveryPromise, Estimate, Order } from 'waybill/contract';
import { findVariant, type CartLine, type Shop } from '../shops/shop.ts';
import { calculateSubtotal } from '../cart.ts';
import type { Session } from '../session.ts';
import { DAY_MS, toLocalDate } from '../zoned-time.ts';
import type { OrderLinks } from './order-links.ts';

/** An order as the shop's own system sends it. The back end derives `actions` from the shop's rules. */
type OrderDraft = Omit<Order, 'version' | 'updatedAt'>;

/** The data from which the demo creates an order, or another order like it. */
export type OrderTemplate = {
  id: string;
  number: string;
  /** Counts the orders from the same template; the second one's id ends in `-2`. */
  ordinal: number;
  cart: readonly CartLine[];
  to: string;
  ship: Session['ship'];
  /** A method, or a method and a place: `paket`, `abholung:kanal`. */
  optionId: string;
};

/** Methods of a postal service: its parcels have no "out for delivery" step. */
const postMethods: readonly string[] = ['buechersendung', 'pochta', 'avia'];

/** Creates an order whose promise is the estimate. `placedAt` is in milliseconds since the epoch. */
export function createOrderDraft(
  shop: Shop,
  template: OrderTemplate,
  estimate: Estimate,
  placedAt: number,
  links: OrderLinks,
): OrderDraft {
  const { id, number, cart } = template;
  const at = new Date(placedAt).toISOString();
  const currency = shop.terms.currency ?? 'EUR';
  return {
    id,
    number,
    placedAt: at,
    currency,
    total: { amount: calculateSubtotal(shop, cart) + (estimate.method?.price?.amount ?? 0), currency },
    timeZone: estimate.timeZone ?? shop.timeZone,
    method: deriveMethod(shop, estimate.method?.id),
    ...selectPlace(estimate),
    helpUrl: links.formatHelpUrl(number),
    lineItems: cart.map(({ sku, quantity }) => {
      const { product, variant } = findVariant(shop, sku) ?? {};
      return {
        id: sku,
        sku,
        title: product?.name ?? sku,
        ...(product && { url: links.formatProductUrl(product.id), imageUrl: links.formatSquarePictureUrl(product.id) }),
        unitPrice: { amount: variant?.price ?? 0, currency },
        quantity: { original: quantity, total: quantity, fulfilled: 0 },
      };
    }),
    shipments: [],
    promises: createPromises(estimate, template, at, shop.timeZone),
    events: [{ id: 'placed', kind: 'placed', at }],
    adjustments: [],
    actions: [],
  };
}

function selectPlace({ place }: Estimate): Pick<OrderDraft, 'place'> {
  if (!place) return {};
  const { name, address, hours } = place;
  return { place: { name, ...(address !== undefined && { address }), ...(hours !== undefined && { hours }) } };
}

function deriveMethod({ terms }: Shop, id = ''): 'courier' | 'post' | 'pickup' | 'store' {
  const kind = terms.methods.find((method) => method.id === id)?.kind;
  if (kind === 'store') return 'store';
  if (kind === 'pickup-point') return 'pickup';
  return postMethods.includes(id) ? 'post' : 'courier';
}

/** One promise for the order, or one per parcel if the estimate has several parcels. */
function createPromises(
  estimate: Estimate,
  { cart }: OrderTemplate,
  madeAt: string,
  timeZone: string,
): DeliveryPromise[] {
  const origin = { madeAt, source: 'checkout' };
  const { parcels = [] } = estimate;
  if (parcels.length > 1) {
    return parcels.map(({ items, window }, index) => {
      const lineItems = cart
        .filter(({ sku }) => items.includes(sku))
        .map(({ sku, quantity }) => ({ id: sku, quantity }));
      return { id: `checkout-${index + 1}`, ...origin, window, lineItems };
    });
  }
  const window = deriveDateWindow(estimate, madeAt, timeZone);
  return [{ id: 'checkout', ...origin, ...(window && { window }) }];
}

/** The days of an estimate. A term counts from the day of the order; seven days hold five business days. */
function deriveDateWindow(
  { window, readyAt, term }: Estimate,
  madeAt: string,
  timeZone: string,
): DateWindow | undefined {
  if (window) return window;
  if (readyAt) {
    const day = toLocalDate(timeZone, Date.parse(readyAt.to));
    return { from: day, to: day };
  }
  if (!term) return undefined;
  const days = { hour: 1 / 24, day: 1, 'business-day': 7 / 5 }[term.unit];
  const dayAfter = (count: number): string =>
    toLocalDate(timeZone, Date.parse(madeAt) + Math.ceil(count * days) * DAY_MS);
  return { from: dayAfter(term.min), ...(term.max !== undefined && { to: dayAfter(term.max) }) };
}
