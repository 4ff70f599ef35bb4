import type { DateWindow, Estimate, UnavailableCode } from '../contract/estimate.ts';
import { resolveCurrentDay } from '../dates/current-day.ts';
import type { EstimateTable } from '../estimate/estimate-tables.ts';
import { localizeText } from '../estimate/option-details.ts';
import { formatTerm } from '../i18n/format-arrival.ts';
import { formatMessageText, toPlainText } from '../i18n/format-message.ts';
import type { Formatter } from '../i18n/formatter.ts';
import type { EstimateMessages } from '../i18n/messages.ts';
import { formatTable } from './text-layout.ts';

/** `timeZone` is that of the order times. */
export type TableFormatContext = { messages: EstimateMessages; format: Formatter; timeZone: string };

/** The estimates at one destination: a heading and a table within `width` columns, if they fit. */
export function formatEstimateTable(table: EstimateTable, context: TableFormatContext, width: number): string[] {
  const { columns, rows } = table;
  const heading = formatHeading(table, context);
  const offered = columns.filter(({ unavailable }) => !unavailable);
  if (offered.length === 0) return [heading, ...listReasons(rows, context).map((reason) => `  ${reason}`)];

  const header = ['Ordered', '', ...offered.map((estimate) => formatMethod(estimate, context))];
  let lastDay = '';
  const cells = rows.map(({ at, estimates }) => {
    const [day, time] = formatOrderTime(at, context);
    const shownDay = day === lastDay ? '' : day;
    lastDay = day;
    const answers = offered.map(({ id }) => estimates.find((each) => each.id === id));
    return [shownDay, time, ...answers.map((estimate) => formatEstimate(estimate, at, context))];
  });
  return [heading, '', ...formatTable(header, cells, 2, width)];
}

function formatHeading({ destination, zone, rows }: EstimateTable, { format }: TableFormatContext): string {
  const place = [destination.country, destination.region, destination.postal].filter(Boolean).join(' ');
  if (zone) return `To ${localizeText(zone.name ?? zone.id, format.locale)} (for example ${place})`;
  const needs = rows.flatMap(({ estimates }) => estimates.flatMap((estimate) => estimate.needs ?? []))[0];
  return needs ? `To ${place} (a ${needs === 'postal' ? 'postcode' : needs} gives a closer date)` : `To ${place}`;
}

/** Why there are no estimates, in the words that customers see. */
function listReasons(rows: EstimateTable['rows'], { messages }: TableFormatContext): string[] {
  const codes = rows.flatMap(({ estimates }) => estimates.flatMap(({ unavailable }) => unavailable?.code ?? []));
  return [...new Set(codes)].map((code) => formatReason(code, messages));
}

/** The page's own text is shown for what is not sent. */
function formatReason(code: UnavailableCode, messages: EstimateMessages): string {
  return code === 'not-shipped' ? 'not sent: the text of the page is shown' : messages.unavailable[code];
}

function formatMethod({ method, place }: Estimate, { messages, format }: TableFormatContext): string {
  const name = [method?.name, place?.name].filter(Boolean).join(', ');
  if (!method?.price) return name;
  const price = method.price.amount === 0 ? messages.free : format.money(method.price);
  return formatMessageText(messages.method, { method: name, price });
}

function formatOrderTime(at: string, { format, timeZone }: TableFormatContext): [day: string, time: string] {
  const { today } = resolveCurrentDay(timeZone, Date.parse(at));
  return [toPlainText(format.dates(today, today, today)), format.time(at, timeZone)];
}

function formatEstimate(estimate: Estimate | undefined, at: string, context: TableFormatContext): string {
  if (!estimate) return '–';
  const { messages, format } = context;
  const { unavailable, readyAt, parcels, window, term, timeZone = context.timeZone } = estimate;
  const { today } = resolveCurrentDay(timeZone, Date.parse(at));
  const formatDays = ({ from, to }: DateWindow): string =>
    to === undefined
      ? formatMessageText(messages.delivery.from, { date: format.dates(from, from, today) })
      : toPlainText(format.dates(from, to, today));
  if (unavailable) return formatReason(unavailable.code, messages);
  if (readyAt) return format.dayAndTime(readyAt.to, timeZone);
  if (parcels) return parcels.map((parcel) => formatDays(parcel.window)).join(' + ');
  if (window) return formatDays(window);
  return term ? formatTerm(term, context) : '–';
}
