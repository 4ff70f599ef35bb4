import type { Estimate, FloatingTerm } from '../src/contract/index.ts';
import { wordsOf, type Language } from './words/index.ts';

/* What the shop's server writes by itself, above all the text that stands between a widget's tags. */

export function money(amount: number, currency: string, language: Language): string {
  // Roubles are said whole, euros with their cents.
  const trailingZeroDisplay = currency === 'RUB' ? 'stripIfInteger' : 'auto';
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay });
  return format.format(amount / 100);
}

/** What it costs, in words where it costs nothing. */
export function cost(amount: number, currency: string, language: Language): string {
  return amount === 0 ? wordsOf(language).free : money(amount, currency, language);
}

/** Day and time in a zone: "Wed, 23 December, 13:59". */
export function moment(instant: number, timeZone: string, language: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language, { ...options, timeZone }).format(instant);
}

export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/** Puts a value into a text's `{name}`. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** An estimate in about as many words as the widget needs: "Parcel: Tue, 24 November"; nothing where there is none. */
export function brief(estimate: Estimate | undefined, language: Language): string {
  if (!estimate || estimate.unavailable) return '';
  return [estimate.method?.name, whenOf(estimate, language)].filter(Boolean).join(': ');
}

function whenOf({ window, readyAt, term, timeZone }: Estimate, language: Language): string {
  if (readyAt) return moment(Date.parse(readyAt.to), timeZone ?? 'UTC', language);
  if (window) return windowText(window.from, window.to ?? window.from, language);
  return term ? duration(term, language) : '';
}

/** Days of a window: "24 – 26 November". */
export function windowText(from: string, to: string, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  const format = new Intl.DateTimeFormat(language, options);
  return format.formatRange(Date.parse(from), Date.parse(to));
}

function duration({ min, max = min, unit }: FloatingTerm, language: Language): string {
  const options = { style: 'unit', unit: unit === 'hour' ? 'hour' : 'day', unitDisplay: 'long' } as const;
  const format = new Intl.NumberFormat(language, options);
  return min === max ? format.format(min) : format.formatRange(min, max);
}
