import type { EstimateStep } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import { hull, type DateRange } from './date-range.ts';
import type { Leg, Route } from './plan.ts';
import { isReleasedAfter, todayAt } from './product.ts';

/** Why this date: what happens to the order, step by step, over all of its parcels. */
export function explain({ method, service }: Route, legs: readonly Leg[], now: Instant): EstimateStep[] {
  const shipments = legs.flatMap(({ result }) => result.shipments);
  const first = legs[0] as Leg;
  const steps: (EstimateStep | undefined)[] = [
    { kind: 'received', window: on(todayAt(first.origin, now)) },
    ...legs.map(({ origin: { timeZone }, result }): EstimateStep => ({ kind: 'cutoff', at: result.orderBy, timeZone })),
    releasedStep(legs),
    madeStep(legs),
    { kind: 'packed', window: windowOf(shipments.map(({ dispatch }) => dispatch)) },
    { kind: 'handed-over', window: windowOf(shipments.map(({ handover }) => handover)) },
    travelStep(service),
    {
      kind: method.kind === 'delivery' ? 'delivered' : 'ready',
      window: windowOf(shipments.map(({ delivery }) => delivery)),
    },
  ];
  return steps.filter((step) => step !== undefined);
}

/** How long it is under way; what arrives on the day it leaves is not. */
function travelStep({ transit }: Route['service']): EstimateStep | undefined {
  const max = Math.max(transit?.min ?? 0, transit?.max ?? 0);
  if (!transit || max === 0) return undefined;
  const unit = transit.unit === 'business' ? 'business-day' : 'day';
  return { kind: 'in-transit', term: { min: Math.min(transit.min, transit.max), max, unit } };
}

/** The latest release that is still ahead. */
function releasedStep(legs: readonly Leg[]): EstimateStep | undefined {
  const dates = legs.flatMap(({ items, result }) =>
    items.flatMap(({ item }) => (isReleasedAfter(item, result.acceptedOn) ? (item.availableFrom ?? []) : [])),
  );
  const last = dates.sort().at(-1);
  return last === undefined ? undefined : { kind: 'released', window: on(last) };
}

/** The longest time that making or procuring takes. */
function madeStep(legs: readonly Leg[]): EstimateStep | undefined {
  const leads = legs.flatMap(({ items }) => items.flatMap(({ item }) => item.lead ?? []));
  const longest = leads.sort((a, b) => Math.max(b.min, b.max) - Math.max(a.min, a.max))[0];
  return (
    longest && {
      kind: 'made',
      term: {
        min: Math.min(longest.min, longest.max),
        max: Math.max(longest.min, longest.max),
        unit: longest.unit === 'business' ? 'business-day' : 'day',
      },
    }
  );
}

function windowOf(ranges: readonly DateRange[]): { from: string; to: string } {
  const { min, max } = hull(ranges);
  return { from: min, to: max };
}

function on(date: string): { from: string; to: string } {
  return { from: date, to: date };
}
