import type { Estimate, EstimateStep } from '../../contract/estimate.ts';
import type { Destination } from '../../contract/primitives.ts';
import { formatDateWindow, formatTerm } from '../../i18n/format-arrival.ts';
import { formatMessage, formatMessageText } from '../../i18n/format-message.ts';
import type { Formatter, TextRun } from '../../i18n/formatter.ts';
import type { ArrangedEstimates } from '../../estimate/arrange-estimates.ts';
import {
  formatAlternativeTime,
  formatWhen,
  resolveDestinationDay,
  resolveTimeZone,
  type EstimateFormatContext,
} from './format-estimate.ts';

/** A row of a list of methods, parcels or steps. */
export type DetailRow = { label: string; when: TextRun[]; price?: string | undefined };

/**
 * Name and price of a method, split at the name, which is the second entry. The others are the price, with the separator
 * or the brackets of the language.
 */
export type MethodRuns = readonly string[];

/** A line below the headline: the name of a method or place with its price, and the text around the name. */
export type AlternativeViewModel = { before: TextRun[]; name: MethodRuns; after: TextRun[] };

export type PlaceViewModel = { name: string; address?: string | undefined; hours: string[] };

/** One row for each method. */
export function deriveOptionRows(estimates: readonly Estimate[], context: EstimateFormatContext): DetailRow[] {
  return estimates.map((estimate) => {
    const price = formatPrice(estimate, context);
    const name = estimate.method?.name ?? '';
    const label = [name, estimate.place?.name].filter(Boolean).join(', ');
    return { label, when: formatWhen(estimate, context), price };
  });
}

/** Name and price of the method, or the one that is known. */
export function formatMethod(estimate: Estimate, context: EstimateFormatContext): MethodRuns | undefined {
  const price = formatPrice(estimate, context);
  const name = estimate.method?.name;
  return name ? formatNameAndPrice(name, price, context) : price ? [price] : undefined;
}

function formatNameAndPrice(name: string, price: string | undefined, { messages }: EstimateFormatContext): MethodRuns {
  // The name is isolated: its direction may differ from that of the sentence.
  const method = `\u2068${name}\u2069`;
  return price
    ? messages.method.split(/(\{method\})/).map((part) => formatMessageText(part, { method, price }))
    : ['', method];
}

/** One line for each alternative to the headline. An alternative without a name has none. */
export function deriveAlternatives(
  { faster, collection }: ArrangedEstimates,
  context: EstimateFormatContext,
): AlternativeViewModel[] {
  const { alternatives } = context.messages;
  return [
    ...deriveAlternative(alternatives.delivery, faster, context),
    ...deriveAlternative(alternatives.collection, collection, context),
  ];
}

function deriveAlternative(
  message: string,
  estimate: Estimate | undefined,
  context: EstimateFormatContext,
): AlternativeViewModel[] {
  const name = (estimate?.kind === 'collection' && estimate.place?.name) || estimate?.method?.name;
  if (!estimate || !name) return [];
  const when = formatAlternativeTime(estimate, context);
  const [before = [], after = []] = message.split(/\{(?:method|place)\}/).map((part) => formatMessage(part, { when }));
  return [{ before, name: formatNameAndPrice(name, formatPrice(estimate, context), context), after }];
}

/** One row for each parcel, labeled with the titles of its items, else with its number. */
export function deriveParcelRows(
  estimate: Estimate,
  titles: ReadonlyMap<string, string>,
  context: EstimateFormatContext,
): DetailRow[] {
  const currentDay = resolveDestinationDay(estimate, context.now);
  return (estimate.parcels ?? []).map(({ items, window }, index) => {
    const names = items.flatMap((sku) => titles.get(sku) ?? []);
    const number = formatMessageText(context.messages.parcel, { number: context.format.number(index + 1) });
    return { label: context.format.list(names) || number, when: formatDateWindow(window, currentDay, context.format) };
  });
}

/** The steps of the explanation. */
export function deriveStepRows(estimate: Estimate, context: EstimateFormatContext): DetailRow[] {
  return (estimate.explanation ?? []).map((step) => ({
    label: context.messages.steps[step.kind],
    when: formatStep(step, estimate, context),
  }));
}

/** The place of collection, with its opening hours. */
export function derivePlaceViewModel({ place }: Estimate, context: EstimateFormatContext): PlaceViewModel | undefined {
  if (!place) return undefined;
  const { name, address, hours, opening = {} } = place;
  return { name, address, hours: hours ? [hours] : formatOpeningHours(opening, context) };
}

/** "10115 Germany". */
export function formatPlace({ country, postal }: Destination, format: Formatter): string {
  return [postal, format.country(country)].filter(Boolean).join(' ');
}

function formatPrice({ method }: Estimate, { messages, format }: EstimateFormatContext): string | undefined {
  if (!method?.price) return undefined;
  return method.price.amount === 0 ? messages.free : format.money(method.price);
}

function formatStep(
  { at, timeZone, window, term }: EstimateStep,
  estimate: Estimate,
  context: EstimateFormatContext,
): TextRun[] {
  if (at !== undefined)
    return [{ text: context.format.zonedDayAndTime(at, timeZone ?? resolveTimeZone(estimate)), date: at }];
  if (window)
    return context.format.dates(
      window.from,
      window.to ?? window.from,
      resolveDestinationDay(estimate, context.now).today,
    );
  return term ? [{ text: formatTerm(term, context) }] : [];
}

/** One line for adjacent weekdays with the same hours. */
function formatOpeningHours(
  opening: NonNullable<NonNullable<Estimate['place']>['opening']>,
  { format }: EstimateFormatContext,
): string[] {
  const lines: { first: number; last: number; times: string }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) {
    const times = (opening[weekday] ?? []).map((interval) => format.range(interval.map(format.timeOfDay))).join(', ');
    const line = lines.at(-1);
    if (line?.last === weekday - 1 && line.times === times) line.last = weekday;
    else if (times) lines.push({ first: weekday, last: weekday, times });
  }
  return lines.map(
    ({ first, last, times }) => `${format.range([...new Set([first, last])].map(format.weekday))} ${times}`,
  );
}
