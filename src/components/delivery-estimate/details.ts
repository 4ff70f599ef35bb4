import type { Estimate, EstimateStep } from '../../contract/estimate.ts';
import { tellWindow } from '../../i18n/days.ts';
import { fillText, textOf } from '../../i18n/fill.ts';
import { readerTimeZone, type Piece } from '../../i18n/format.ts';
import { tellBriefly, tellTerm, todayFor, zoneOf, type Telling } from './when.ts';

/** A row of a list: what, when, and perhaps for how much. */
export type Row = { label: string; when: Piece[]; price?: string | undefined };

export type PlaceView = { name: string; address?: string | undefined; hours: string[] };

/** Every method, fastest first. */
export function tellOptions(estimates: readonly Estimate[], telling: Telling): Row[] {
  return estimates.map((estimate) => {
    const price = tellPrice(estimate, telling);
    const name = estimate.method?.name ?? '';
    const label = [name, estimate.place?.name].filter(Boolean).join(', ');
    return { label, when: tellBriefly(estimate, telling), price };
  });
}

/** The method and its price, or one of them. */
export function tellMethod(estimate: Estimate, telling: Telling): string | undefined {
  const price = tellPrice(estimate, telling);
  const method = estimate.method?.name;
  // The name is isolated, because it may be of another direction than the sentence.
  return method && price ? fillText(telling.messages.method, { method: `\u2068${method}\u2069`, price }) : method || price;
}

/** Which item comes in which parcel. */
export function tellParcels(estimate: Estimate, titles: ReadonlyMap<string, string>, telling: Telling): Row[] {
  const days = todayFor(estimate, telling.now);
  return (estimate.parcels ?? []).map(({ items, window }, index) => {
    const names = items.flatMap((sku) => titles.get(sku) ?? []);
    const number = fillText(telling.messages.parcel, { number: telling.format.number(index + 1) });
    const list = textOf(telling.format.list(names.map((text) => [{ text }])));
    return { label: list || number, when: tellWindow(window, days, telling.format) };
  });
}

/** The steps of "why this date?". */
export function tellSteps(estimate: Estimate, telling: Telling): Row[] {
  return (estimate.explanation ?? []).map((step) => ({
    label: telling.messages.steps[step.kind],
    when: tellStep(step, estimate, telling),
  }));
}

/** Where to collect, with the opening hours by weekday. */
export function tellPlace({ place }: Estimate, telling: Telling): PlaceView | undefined {
  if (!place) return undefined;
  const { name, address, hours, opening = {} } = place;
  return { name, address, hours: hours ? [hours] : tellHours(opening, telling) };
}

/** "10115 Germany". */
export function tellDestination({ destination }: Estimate, { messages, format }: Telling): string | undefined {
  if (!destination) return undefined;
  const place = [destination.postal, format.country(destination.country)].filter(Boolean).join(' ');
  return fillText(messages.destination, { place });
}

function tellPrice({ method }: Estimate, { messages, format }: Telling): string | undefined {
  if (!method?.price) return undefined;
  return method.price.amount === 0 ? messages.free : format.money(method.price);
}

function tellStep({ at, timeZone, window, term }: EstimateStep, estimate: Estimate, telling: Telling): Piece[] {
  if (at !== undefined) return [{ text: tellMoment(at, timeZone ?? zoneOf(estimate), telling) }];
  if (window) return telling.format.dates(window.from, window.to ?? window.from, todayFor(estimate, telling.now).today);
  return term ? [{ text: tellTerm(term, telling) }] : [];
}

/** Day and time, with its zone where a reader's clock shows another time. */
function tellMoment(at: string, timeZone: string, { format }: Telling): string {
  const text = format.dayAndTime(at, timeZone);
  return text === format.dayAndTime(at, readerTimeZone()) ? text : format.moment(at, timeZone);
}

/** Following weekdays with the same hours in one line. */
function tellHours(opening: NonNullable<NonNullable<Estimate['place']>['opening']>, { format }: Telling): string[] {
  const runs: { first: number; last: number; times: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) {
    const times = (opening[weekday] ?? []).map((interval) => interval.map(format.timeOfDay).join('–')).join(', ');
    const run = runs.at(-1);
    if (run?.last === weekday - 1 && run.times === times) run.last = weekday;
    else if (times) runs.push({ first: weekday, last: weekday, times });
  }
  return runs.map(({ first, last, times }) => `${[...new Set([first, last])].map(format.weekday).join('–')} ${times}`);
}
