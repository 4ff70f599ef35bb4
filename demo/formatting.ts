import type { Estimate, FloatingTerm } from 'waybill/contract';
import { getMessages, type Language } from './i18n/index.ts';

/* Formats the texts that the server renders, above all the fallback text inside an element's tags. */

export function formatMoney(amount: number, currency: string, language: Language): string {
  // Roubles have no decimals in the shop, euros have two.
  const trailingZeroDisplay = currency === 'RUB' ? 'stripIfInteger' : 'auto';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay });
  return format.format(amount / 100);
}

/** A price, or the word for "free". */
export function formatShippingCost(amount: number, currency: string, language: Language): string {
  return amount === 0 ? getMessages(language).free : formatMoney(amount, currency, language);
}

/** The elements write English dates with the day first: "1 December". */
const selectDateLocale = (language: string): string => (language === 'en' ? 'en-001' : language);

/** "Wed, 23 December, 13:59". */
export function formatDateTime(instant: number, timeZone: string, language: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(selectDateLocale(language), { ...options, timeZone }).format(instant);
}

export function formatCountry(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/** Replaces `{name}` in a text. */
export function formatMessage(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** "Parcel: Tue, 24 November". As long as the element's own text, so that the layout does not shift; empty without a date. */
export function formatEstimate(estimate: Estimate | undefined, language: Language): string {
  if (!estimate || estimate.unavailable) return '';
  return [estimate.method?.name, formatArrival(estimate, language)].filter(Boolean).join(': ');
}

function formatArrival({ window, readyAt, term, timeZone }: Estimate, language: Language): string {
  if (readyAt) return formatDateTime(Date.parse(readyAt.to), timeZone ?? 'UTC', language);
  if (window) return formatDateWindow(window.from, window.to ?? window.from, language);
  return term ? formatDuration(term, language) : '';
}

/** "24 – 26 November". */
export function formatDateWindow(from: string, to: string, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(selectDateLocale(language), options);
  return format.formatRange(Date.parse(from), Date.parse(to));
}

function formatDuration({ min, max = min, unit }: FloatingTerm, language: Language): string {
  const options = { style: 'unit', unit: unit === 'hour' ? 'hour' : 'day', unitDisplay: 'long' } as const;
  const format = new Intl.NumberFormat(language, options);
  return min === max ? format.format(min) : format.formatRange(min, max);
}
