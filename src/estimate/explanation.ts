import type { EstimateStep } from '../contract/estimate.ts';
import type { CivilDate } from '../contract/primitives.ts';
import type { Method } from '../contract/shop-terms.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { civilDateAt } from '../dates/current-day.ts';
import { normalizeRange, toDateWindow } from '../dates/date-range.ts';
import { formatInstant } from '../dates/zoned-time.ts';
import { isUnreleasedOn } from './cart-items.ts';
import type { DeliveryOption, OriginShipment } from './delivery-option.ts';

/** The steps of "Why this date?": each spans all parcels of the cart. */
export function deriveExplanation(
  { method, service }: DeliveryOption,
  shipments: readonly OriginShipment[],
  now: number,
): EstimateStep[] {
  const parcels = shipments.flatMap(({ plan }) => plan.parcels);
  const first = shipments[0] as OriginShipment;
  const steps: (EstimateStep | undefined)[] = [
    { kind: 'received', window: singleDay(civilDateAt(first.origin.timeZone, now)) },
    ...shipments.map(({ origin: { timeZone }, plan }): EstimateStep => ({
      kind: 'cutoff',
      at: formatInstant(plan.orderBy),
      timeZone,
    })),
    deriveReleasedStep(shipments),
    deriveMadeStep(shipments),
    { kind: 'packed', window: toDateWindow(...parcels.map(({ dispatch }) => dispatch)) },
    { kind: 'handed-over', window: toDateWindow(...parcels.map(({ handover }) => handover)) },
    deriveTransitStep(service),
    {
      kind: method.kind === 'delivery' ? 'delivered' : 'ready',
      window: toDateWindow(...parcels.map(({ delivery }) => delivery)),
    },
  ];
  return steps.filter((step) => step !== undefined);
}

/** A parcel that arrives on the day of its handover has no transit step. */
function deriveTransitStep({ transit }: DeliveryOption['service']): EstimateStep | undefined {
  return transit && normalizeRange(transit).max > 0 ? termStep('in-transit', transit) : undefined;
}

/** The latest release after the day of acceptance. */
function deriveReleasedStep(shipments: readonly OriginShipment[]): EstimateStep | undefined {
  const dates = shipments.flatMap(({ items, plan }) => {
    const acceptedOn = formatCivilDate(plan.acceptedOn);
    return items.flatMap(({ item }) => (isUnreleasedOn(item, acceptedOn) ? (item.availableFrom ?? []) : []));
  });
  const last = dates.sort().at(-1);
  return last === undefined ? undefined : { kind: 'released', window: singleDay(last) };
}

/** The longest lead. */
function deriveMadeStep(shipments: readonly OriginShipment[]): EstimateStep | undefined {
  const leads = shipments.flatMap(({ items }) => items.flatMap(({ item }) => item.lead ?? []));
  const longest = leads.sort((a, b) => normalizeRange(b).max - normalizeRange(a).max)[0];
  return longest && termStep('made', longest);
}

function termStep(kind: EstimateStep['kind'], term: Method['transit']): EstimateStep {
  return { kind, term: { ...normalizeRange(term), unit: term.unit === 'business' ? 'business-day' : 'day' } };
}

function singleDay(date: CivilDate): { from: CivilDate; to: CivilDate } {
  return { from: date, to: date };
}
