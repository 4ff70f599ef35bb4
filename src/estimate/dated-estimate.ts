import type { Estimate } from '../contract/estimate.ts';
import type { CivilDate, Instant } from '../contract/primitives.ts';
import type { OriginTerms } from '../contract/shop-terms.ts';
import { toDateWindow } from '../dates/date-range.ts';
import { formatInstant } from '../dates/zoned-time.ts';
import { isRestockOverdue, type CartItem } from './cart-items.ts';
import {
  canLeaveOrigins,
  resolveMethod,
  resolveTimeZone,
  restrictToPlace,
  type DeliveryOption,
  type OriginShipment,
} from './delivery-option.ts';
import { deriveExplanation } from './explanation.ts';
import { listStockedItems } from './in-store-pickup.ts';
import { isSameJson } from './compare.ts';
import { listDeliveries, planDeliveries, planShipment, type LotShipment, type PlannedParcel } from './plan-shipment.ts';
import { deriveDatedValidUntil, findFirstMidnight } from './validity.ts';

type DatedEstimate = Pick<Estimate, 'parcels' | 'orderBy' | 'explanation'> & {
  window: { from: CivilDate; to: CivilDate };
  validUntil: Instant;
};

/**
 * The dates of an option ordered at `now`, or `undefined` if the option has none. Goods of two origins
 * never share a parcel.
 */
export function estimateDated(option: DeliveryOption, now: number): DatedEstimate | undefined {
  if (!canLeaveOrigins(option)) return undefined;
  const shipments: OriginShipment[] = [];
  for (const origin of option.terms.origins) {
    const items = option.items.filter((item) => item.origin === origin);
    if (items.length === 0) continue;
    const shipment = createShipment(option, origin, items);
    const plan = shipment && planShipment(shipment, now);
    if (!plan) return undefined;
    shipments.push({ origin, items, shipment, plan });
  }
  if (shipments.length === 0) return undefined;

  const parcels = shipments
    .flatMap(({ items, plan }) => plan.parcels.map((parcel) => ({ items, parcel })))
    .sort(({ parcel: { delivery: a } }, { parcel: { delivery: b } }) => a.min - b.min || a.max - b.max);
  const orderBy = findOrderBy(option, shipments, now);
  return {
    window: toDateWindow(...shipments.map(({ plan }) => plan.delivery)),
    parcels: parcels.length > 1 ? parcels.map(toEstimateParcel) : undefined,
    orderBy: orderBy === undefined ? undefined : formatInstant(orderBy),
    validUntil: deriveDatedValidUntil(option, shipments, now),
    explanation: deriveExplanation(option, shipments, now),
  };
}

/** The cut-off until which the dates of all shipments hold, and that changes them when it passes (R13). */
function findOrderBy(option: DeliveryOption, shipments: readonly OriginShipment[], now: number): number | undefined {
  const current = shipments.map(({ plan }) => listDeliveries(plan.parcels));
  const stocked = listStockedItems(option, now).length;
  const isChangedAt = (at: number): boolean =>
    option.items.some((item) => isRestockOverdue(item, at)) ||
    !isSameJson(
      shipments.map(({ shipment }) => planDeliveries(shipment, at)),
      current,
    );
  const cutoffs = [...new Set(shipments.map(({ plan }) => plan.orderBy))].sort((a, b) => a - b);
  const midnight = findFirstMidnight(option, shipments, now);
  for (const orderBy of cutoffs) {
    // Goods that are on the shelf of the store by then are ready earlier, not later.
    if (listStockedItems(option, orderBy).length !== stocked) return undefined;
    // Before a cut-off only a midnight can change the dates.
    if (midnight < orderBy && isChangedAt(orderBy - 1)) return undefined;
    if (isChangedAt(orderBy)) return orderBy;
  }
  return undefined;
}

function createShipment(
  { method, service, zone, place, terms }: DeliveryOption,
  origin: OriginTerms,
  items: readonly CartItem[],
): LotShipment | undefined {
  const carriage = resolveMethod(method, service);
  return (
    carriage && {
      origin,
      method: place ? restrictToPlace(place, origin, carriage) : carriage,
      destination: { timeZone: resolveTimeZone({ zone, place }) },
      items: items.map(({ lots }) => lots),
      ship: terms.ship ?? 'together',
    }
  );
}

function toEstimateParcel({ items, parcel }: { items: readonly CartItem[]; parcel: PlannedParcel }) {
  return {
    items: parcel.items.map((index) => items[index]?.sku ?? ''),
    window: toDateWindow(parcel.delivery),
  };
}
