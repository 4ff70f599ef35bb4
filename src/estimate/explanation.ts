import type { EstimateStep } from '../contract/estimate.ts';
import type { CivilDate } from '../contract/primitives.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { civilDateAt } from '../dates/current-day.ts';
import { normalizeRange, toDateWindow } from '../dates/date-range.ts';
import { formatInstant } from '../dates/zoned-time.ts';
import { isUnreleasedOn } from './cart-items.ts';
import type { DeliveryOption, OriginShipment } from './delivery-option.ts';
import { combineTerms, toFloatingTerm, toLeadTerm } from './floating-terms.ts';

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
    ...deriveCutoffSteps(shipments),
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

/** One step for each cut-off, in order of time. Origins may share one. */
function deriveCutoffSteps(shipments: readonly OriginShipment[]): EstimateStep[] {
  const timeZones = new Map<number, string>();
  for (const { origin, plan } of shipments) {
    if (!timeZones.has(plan.orderBy)) timeZones.set(plan.orderBy, origin.timeZone);
  }
  const cutoffs = [...timeZones].sort(([a], [b]) => a - b);
  return cutoffs.map(([at, timeZone]) => ({ kind: 'cutoff', at: formatInstant(at), timeZone }));
}

/** A parcel that arrives on the day of its handover has no transit step. */
function deriveTransitStep({ transit }: DeliveryOption['service']): EstimateStep | undefined {
  if (!transit || normalizeRange(transit).max === 0) return undefined;
  return { kind: 'in-transit', term: toFloatingTerm(toLeadTerm(transit)) };
}

/** The latest release after the day of acceptance. */
function deriveReleasedStep(shipments: readonly OriginShipment[]): EstimateStep | undefined {
  const dates = shipments.flatMap(({ items, plan }) => {
    const acceptedOn = formatCivilDate(plan.acceptedOn);
    const lots = items.flatMap((item) => item.lots);
    return lots.flatMap((lot) => (isUnreleasedOn(lot, acceptedOn) ? (lot.availableFrom ?? []) : []));
  });
  const last = dates.sort().at(-1);
  return last === undefined ? undefined : { kind: 'released', window: singleDay(last) };
}

/** The leads of all items: the later of each bound, because items wait for each other. */
function deriveMadeStep(shipments: readonly OriginShipment[]): EstimateStep | undefined {
  const lots = shipments.flatMap(({ items }) => items.flatMap((item) => item.lots));
  const leads = lots.flatMap(({ lead }) => (lead ? toLeadTerm(lead) : []));
  return leads.length > 0 ? { kind: 'made', term: toFloatingTerm(combineTerms(leads)) } : undefined;
}

function singleDay(date: CivilDate): { from: CivilDate; to: CivilDate } {
  return { from: date, to: date };
}
