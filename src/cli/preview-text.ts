import type { Estimate } from '../contract/estimate.ts';
import type { FloatingTerm } from '../contract/shop-terms.ts';
import { localized } from '../estimate/localized.ts';
import type { Preview } from '../estimate/preview-terms.ts';
import { todayIn } from '../i18n/days.ts';
import { fillText, textOf } from '../i18n/fill.ts';
import type { Format } from '../i18n/format.ts';
import type { EstimateMessages } from '../i18n/messages.ts';
import { layTable } from './layout.ts';

/** The language of a preview, and the zone in which its times of ordering are told. */
export type Words = { messages: EstimateMessages; format: Format; timeZone: string };

/** What customers at one destination are told, as a heading and a table of at most `width` columns where it can be. */
export function tellPreview({ destination, zone, columns, rows }: Preview, words: Words, width: number): string[] {
  const place = [destination.country, destination.region, destination.postal].filter(Boolean).join(' ');
  const name = zone && localized(zone.name ?? zone.id, words.format.locale);
  const needs = rows.flatMap(({ estimates }) => estimates.flatMap((estimate) => estimate.needs ?? []))[0];
  const coarse = needs ? ` (a ${needs === 'postal' ? 'postcode' : needs} would say more)` : '';
  const heading = name === undefined ? `To ${place}${coarse}` : `To ${name} (for example ${place})`;
  const offered = columns.filter(({ unavailable }) => !unavailable);
  if (offered.length === 0) return [heading, ...reasonsIn(rows, words).map((reason) => `  ${reason}`)];

  const header = ['Ordered', '', ...offered.map((estimate) => tellMethod(estimate, words))];
  let lastDay = '';
  const lines = rows.map(({ at, estimates }) => {
    const [day, time] = tellMoment(at, words);
    const shown = day === lastDay ? '' : day;
    lastDay = day;
    return [shown, time, ...offered.map(({ id }) => tellAnswer(estimates.find((each) => each.id === id), at, words))];
  });
  return [heading, '', ...layTable(header, lines, 2, width)];
}

/** Why there is nothing to show, in the words that customers see. */
function reasonsIn(rows: Preview['rows'], { messages }: Words): string[] {
  const codes = rows.flatMap(({ estimates }) => estimates.flatMap(({ unavailable }) => unavailable?.code ?? []));
  return [...new Set(codes)].map((code) => messages.unavailable[code]);
}

function tellMethod({ method, place }: Estimate, { messages, format }: Words): string {
  const name = [method?.name, place?.name].filter(Boolean).join(', ');
  if (!method?.price) return name;
  const price = method.price.amount === 0 ? messages.free : format.money(method.price);
  return fillText(messages.method, { method: name, price });
}

function tellMoment(at: string, { format, timeZone }: Words): [day: string, time: string] {
  const { today } = todayIn(timeZone, Date.parse(at));
  return [textOf(format.dates(today, today, today)), format.time(at, timeZone)];
}

function tellAnswer(estimate: Estimate | undefined, at: string, words: Words): string {
  if (!estimate) return '–';
  const { unavailable, readyAt, parcels, window, term, timeZone = words.timeZone } = estimate;
  const { messages, format } = words;
  const { today } = todayIn(timeZone, Date.parse(at));
  const tellDays = ({ from, to }: NonNullable<Estimate['window']>): string =>
    to === undefined
      ? fillText(messages.delivery.from, { date: format.dates(from, from, today) })
      : textOf(format.dates(from, to, today));
  if (unavailable) return messages.unavailable[unavailable.code];
  if (readyAt) return format.dayAndTime(readyAt.to, timeZone);
  if (parcels) return parcels.map((parcel) => tellDays(parcel.window)).join(' + ');
  if (window) return tellDays(window);
  return term ? tellTerm(term, words) : '–';
}

function tellTerm({ min, max, unit }: FloatingTerm, { messages, format }: Words): string {
  const upper = max ?? min;
  const { range, exact, atLeast } = messages.term;
  const forms = max === undefined ? atLeast : min === max ? exact : range;
  const message = forms[unit === 'business-day' ? 'businessDay' : unit];
  return fillText(format.plural(message, upper), { min: format.number(min), max: format.number(upper) });
}
