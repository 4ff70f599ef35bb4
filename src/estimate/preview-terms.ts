import type { Estimate, EstimateRequest } from '../contract/estimate.ts';
import type { Destination, Instant } from '../contract/primitives.ts';
import type { OriginTerms, ShopTerms, ZoneTerms } from '../contract/shop-terms.ts';
import { isOpen } from './calendar.ts';
import { estimate } from './estimate.ts';
import { exampleDestination } from './example-destination.ts';
import { resolveItems } from './product.ts';
import { cutoffOn } from './shipment.ts';
import { dayAt, formatInstant, instantAt } from './zoned-time.ts';

export type PreviewOptions = {
  now: Instant;
  /** How many days ahead orders are tried, today included. */
  days: number;
  items: EstimateRequest['items'];
  /** Only there; else to an example in each zone. */
  destination?: Destination | undefined;
  language: string;
};

/** What customers at one destination are told, by the time at which they order. */
export type Preview = {
  destination: Destination;
  /** Where no destination was given: the zone it is an example of. */
  zone?: ZoneTerms;
  /** An answer of each method and place that ever has one, in the order of the terms. */
  columns: Estimate[];
  rows: { at: Instant; estimates: Estimate[] }[];
};

const MINUTE = 60_000;

/** Tries orders at 10:00 of each day, and just after each cut-off. Pure. */
export function previewTerms(terms: ShopTerms, options: PreviewOptions): { timeZone: string; previews: Preview[] } {
  const origins = originsOf(terms, options);
  const times = orderTimes(origins, options);
  const ids = waysIn(terms);
  const previewTo = (destination: Destination): Preview => {
    const { items, language } = options;
    const rows = times.map((at) => ({ at, estimates: estimate(terms, { items, destination, language }, at) }));
    const known = new Map(rows.flatMap(({ estimates }) => estimates.map((each) => [each.id, each])));
    return { destination, columns: ids.flatMap((id) => known.get(id) ?? []), rows };
  };
  const previews = options.destination
    ? [previewTo(options.destination)]
    : terms.zones.flatMap((zone, index) => {
        const destination = exampleDestination(terms.zones, index);
        return destination ? [{ ...previewTo(destination), zone }] : [];
      });
  return { timeZone: origins[0]?.timeZone ?? 'UTC', previews };
}

/** Where the items leave from; the first origin where that cannot be told. */
function originsOf(terms: ShopTerms, { items, now }: PreviewOptions): OriginTerms[] {
  const resolved = resolveItems(terms, { items }, now);
  const origins = typeof resolved === 'string' ? [] : resolved.flatMap(({ origin }) => origin ?? []);
  return origins.length > 0 ? [...new Set(origins)] : terms.origins.slice(0, 1);
}

function orderTimes(origins: readonly OriginTerms[], { now, days }: PreviewOptions): Instant[] {
  const start = Date.parse(now);
  const times = origins.flatMap((origin, index) => {
    const { timeZone, calendar } = origin;
    const today = dayAt(timeZone, start);
    return Array.from({ length: days }, (_, ahead) => today + ahead).flatMap((day) => {
      const cutoff = isOpen(calendar, day) ? cutoffOn(origin, day) : undefined;
      return [
        ...(index === 0 ? [instantAt(timeZone, day, '10:00')] : []),
        ...(cutoff ? [instantAt(timeZone, day, cutoff) + MINUTE] : []),
      ];
    });
  });
  const ahead = [...new Set(times)].filter((time) => time > start).sort((a, b) => a - b);
  return [start, ...ahead].map(formatInstant);
}

/** Ids of all answers that there can be, in the order of the terms. */
function waysIn({ methods, places = [] }: ShopTerms): string[] {
  return methods.flatMap(({ id, kind }) =>
    kind === 'delivery'
      ? [id]
      : places.filter((place) => place.methods.includes(id)).map((place) => `${id}:${place.id}`),
  );
}
