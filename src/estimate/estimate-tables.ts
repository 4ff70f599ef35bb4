import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import type { Destination, Instant } from '../contract/primitives.ts';
import type { OriginTerms, ShopTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { isOpenDay } from '../dates/open-days.ts';
import { MINUTE_MS, epochDayAt, formatInstant, instantAt } from '../dates/zoned-time.ts';
import { resolveCartItems } from './cart-items.ts';
import { estimate } from './estimate.ts';
import { findExampleDestination } from './example-destination.ts';
import { resolveCutoff } from './plan-shipment.ts';

export type EstimateTableOptions = {
  now: Instant;
  /** Days of ordering, today included. */
  days: number;
  items: EstimateRequest['items'];
  /** Without it: one table for an example destination in each zone. */
  destination?: Destination | undefined;
  /** BCP 47. */
  language: string;
};

/** The estimates at one destination, by the time of the order. */
export type EstimateTable = {
  destination: Destination;
  /** The zone that an example destination stands for. */
  zone?: ZoneTerms;
  /** One estimate for each method and place that has one in any row, in the order of the terms. */
  columns: Estimate[];
  rows: { at: Instant; estimates: Estimate[] }[];
};

/**
 * Estimates for orders now, at 10:00 of each day, and a minute after each cut-off. `timeZone` is the
 * zone of 10:00: that of the first item's origin. Pure.
 */
export function deriveEstimateTables(
  terms: ShopTerms,
  options: EstimateTableOptions,
): { timeZone: string; tables: EstimateTable[] } {
  const { items, language } = options;
  const origins = resolveOrigins(terms, options);
  const orderTimes = listOrderTimes(origins, options);
  const ids = listEstimateIds(terms);
  const deriveTable = (destination: Destination): EstimateTable => {
    const rows = orderTimes.map((at) => ({ at, estimates: estimate(terms, { items, destination, language }, at) }));
    const byId = new Map(rows.flatMap(({ estimates }) => estimates.map((each) => [each.id, each])));
    return { destination, columns: ids.flatMap((id) => byId.get(id) ?? []), rows };
  };
  const tables = options.destination
    ? [deriveTable(options.destination)]
    : terms.zones.flatMap((zone, index) => {
        const destination = findExampleDestination(terms.zones, index);
        return destination ? [{ ...deriveTable(destination), zone }] : [];
      });
  return { timeZone: origins[0]?.timeZone ?? 'UTC', tables };
}

/** The origins of the items; the first origin of the terms if the items have none. */
function resolveOrigins(terms: ShopTerms, { items, now }: EstimateTableOptions): OriginTerms[] {
  const resolved = resolveCartItems(terms, { items }, Date.parse(now));
  const origins = typeof resolved === 'string' ? [] : resolved.flatMap(({ origin }) => origin ?? []);
  return origins.length > 0 ? [...new Set(origins)] : terms.origins.slice(0, 1);
}

function listOrderTimes(origins: readonly OriginTerms[], { now, days }: EstimateTableOptions): Instant[] {
  const start = Date.parse(now);
  const times = origins.flatMap((origin, index) => {
    const { timeZone, calendar } = origin;
    const today = epochDayAt(timeZone, start);
    return Array.from({ length: days }, (_, ahead) => today + ahead).flatMap((day) => {
      const cutoff = isOpenDay(calendar, day) ? resolveCutoff(origin, day) : undefined;
      return [
        ...(index === 0 ? [instantAt(timeZone, day, '10:00')] : []),
        ...(cutoff ? [instantAt(timeZone, day, cutoff) + MINUTE_MS] : []),
      ];
    });
  });
  const future = [...new Set(times)].filter((time) => time > start).sort((a, b) => a - b);
  return [start, ...future].map(formatInstant);
}

/** The ids of all possible estimates, in the order of the terms. */
function listEstimateIds({ methods, places = [] }: ShopTerms): string[] {
  return methods.flatMap(({ id, kind }) =>
    kind === 'delivery'
      ? [id]
      : places.filter((place) => place.methods.includes(id)).map((place) => `${id}:${place.id}`),
  );
}
