import type { Estimate } from '../contract/estimate.ts';
import type { OriginTerms } from '../contract/shop-terms.ts';
import { toDateWindow } from '../dates/date-range.ts';
import { formatInstant } from '../dates/zoned-time.ts';
import type { CartItem } from './cart-items.ts';
import {
  canLeaveOrigins,
  resolveMethod,
  restrictToPlace,
  type DeliveryOption,
  type OriginShipment,
} from './delivery-option.ts';
import { deriveExplanation } from './explanation.ts';
import { planShipment, type PlannedParcel, type ShipmentPlan } from './plan-shipment.ts';
import { deriveDatedValidUntil } from './validity.ts';

type DatedEstimate = Pick<Estimate, 'window' | 'parcels' | 'orderBy' | 'validUntil' | 'explanation'>;

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
    const plan = planOriginShipment(option, origin, items, now);
    if (!plan) return undefined;
    shipments.push({ origin, items, plan });
  }
  if (shipments.length === 0) return undefined;

  const parcels = shipments
    .flatMap(({ items, plan }) => plan.parcels.map((parcel) => ({ items, parcel })))
    .sort(({ parcel: { delivery: a } }, { parcel: { delivery: b } }) => a.min - b.min || a.max - b.max);
  const orderBys = shipments.filter(({ plan }) => plan.orderByMatters).map(({ plan }) => plan.orderBy);
  return {
    window: toDateWindow(...shipments.map(({ plan }) => plan.delivery)),
    parcels: parcels.length > 1 ? parcels.map(toEstimateParcel) : undefined,
    orderBy: orderBys.length > 0 ? formatInstant(Math.min(...orderBys)) : undefined,
    validUntil: deriveDatedValidUntil(option, shipments, now),
    explanation: deriveExplanation(option, shipments, now),
  };
}

function planOriginShipment(
  { method, service, zone, place, terms }: DeliveryOption,
  origin: OriginTerms,
  items: readonly CartItem[],
  now: number,
): ShipmentPlan | undefined {
  const carriage = resolveMethod(method, service);
  if (!carriage) return undefined;
  const shipment = {
    origin,
    method: place ? restrictToPlace(place, origin, carriage) : carriage,
    destination: { timeZone: place?.timeZone ?? zone.timeZone },
    items: items.map(({ item }) => item),
    ship: terms.ship ?? 'together',
  };
  return planShipment(shipment, now);
}

function toEstimateParcel({ items, parcel }: { items: readonly CartItem[]; parcel: PlannedParcel }) {
  return {
    items: parcel.items.map((index) => items[index]?.sku ?? ''),
    window: toDateWindow(parcel.delivery),
  };
}
