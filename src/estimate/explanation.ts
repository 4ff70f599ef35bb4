import type { EstimateStep } from '../contract/estimate.ts';
import type { Instant } from '../contract/primitives.ts';
import type { Method } from '../contract/shop-terms.ts';
import { windowOf } from './date-range.ts';
import type { Leg, Route } from './plan.ts';
import { isReleasedAfter, todayAt } from './product.ts';
import { ordered } from './range.ts';

/** Why this date: what happens to the order, step by step, over all of its parcels. */
export function explain({ method, service }: Route, legs: readonly Leg[], now: Instant): EstimateStep[] {
  const shipments = legs.flatMap(({ result }) => result.shipments);
  const first = legs[0] as Leg;
  const steps: (EstimateStep | undefined)[] = [
    { kind: 'received', window: on(todayAt(first.origin, now)) },
    ...legs.map(({ origin: { timeZone }, result }): EstimateStep => ({ kind: 'cutoff', at: result.orderBy, timeZone })),
    releasedStep(legs),
    madeStep(legs),
    { kind: 'packed', window: windowOf(...shipments.map(({ dispatch }) => dispatch)) },
    { kind: 'handed-over', window: windowOf(...shipments.map(({ handover }) => handover)) },
    travelStep(service),
    {
      kind: method.kind === 'delivery' ? 'delivered' : 'ready',
      window: windowOf(...shipments.map(({ delivery }) => delivery)),
    },
  ];
  return steps.filter((step) => step !== undefined);
}

/** How long it is under way; what arrives on the day it leaves is not. */
function travelStep({ transit }: Route['service']): EstimateStep | undefined {
  return transit && ordered(transit).max > 0 ? termStep('in-transit', transit) : undefined;
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
  const longest = leads.sort((a, b) => ordered(b).max - ordered(a).max)[0];
  return longest && termStep('made', longest);
}

function termStep(kind: EstimateStep['kind'], term: Method['transit']): EstimateStep {
  return { kind, term: { ...ordered(term), unit: term.unit === 'business' ? 'business-day' : 'day' } };
}

function on(date: string): { from: string; to: string } {
  return { from: date, to: date };
}
