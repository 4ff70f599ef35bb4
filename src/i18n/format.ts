import type { Money } from '../contract/primitives.ts';
import type { Plural } from './messages.ts';

/*
 * The only room that calls Intl constructors. Formatters cost far more to make than to use, so they
 * are made once a locale, and their strings are kept: a listing shows the same few dates a thousand
 * times.
 */

/** A run of text; `date` is the civil date it names. */
export type Piece = { text: string; date?: string; strong?: boolean };

export type Format = ReturnType<typeof createFormat>;

/** Everything that depends on a locale, by its BCP 47 tag. */
export const formatFor: (locale: string) => Format = once((locale: string) => createFormat(locale));

function createFormat(locale: string) {
  const dates = once((shape: Shape, timeZone: string) => dateFormat(locale, { timeZone, ...shapes[shape] }));
  /** `of` is the unit or the currency. */
  const numbers = once(
    (style: 'decimal' | 'unit' | 'currency', of: string) =>
      new Intl.NumberFormat(locale, { style, [style]: of, unitDisplay: 'short' }),
  );
  const pluralRules = once(() => new Intl.PluralRules(locale));
  const listFormat = once(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const unitList = once(() => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }));
  const countryNames = once(() => new Intl.DisplayNames(locale, { type: 'region' }));
  const tell = (shape: Shape) =>
    once((instant: string, timeZone: string): string => plain(dates(shape, timeZone).format(Date.parse(instant))));
  const tellTime = tell('time');

  return {
    locale,
    direction: RIGHT_TO_LEFT.test(new Intl.Locale(locale).maximize().script ?? '') ? ('rtl' as const) : ('ltr' as const),
    /** One day, or both ends of a range, as `<time>`-able pieces. `today` decides whether the year is said. */
    dates: once((from: string, to: string, today: string): Piece[] => {
      const isYearSaid = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
      const format = dates(isYearSaid ? 'dayOfYear' : 'day', 'UTC');
      if (from === to) return [{ text: plain(format.format(utc(from))), date: from }];
      return joinParts(format.formatRangeToParts(utc(from), utc(to)), from, to);
    }),
    time: tellTime,
    dayAndTime: tell('dayAndTime'),
    /** Day, time and zone. */
    moment: tell('moment'),
    /** Day with its year, time and zone: for what is kept. */
    record: tell('record'),
    /** 1 is Monday; 4 January 1970 was a Sunday. */
    weekday: (weekday: number): string => dates('weekday', 'UTC').format(Date.UTC(1970, 0, 4 + weekday)),
    /** `HH:MM` as the locale writes a time of day. */
    timeOfDay: (time: string): string => tellTime(`1970-01-01T${time === '24:00' ? '00:00' : time}:00Z`, 'UTC'),
    number: (value: number): string => numbers('decimal', '').format(value),
    money: (money: Money): string => numbers('currency', money.currency).format(majorUnits(money)),
    /** Hours and minutes; the same text in every engine, unlike Intl.DurationFormat. */
    duration(minutes: number): string {
      const hours = Math.floor(minutes / 60);
      const parts = [
        ...(hours > 0 ? [numbers('unit', 'hour').format(hours)] : []),
        ...(minutes % 60 > 0 || hours === 0 ? [numbers('unit', 'minute').format(minutes % 60)] : []),
      ];
      return plain(unitList().format(parts));
    },
    plural: (message: Plural, count: number): string => message[pluralRules().select(count)] ?? message.other,
    /** Joins lists of pieces by the language's commas and "and". */
    list(items: readonly Piece[][]): Piece[] {
      const remaining = [...items];
      // The texts themselves, because the "and" of some languages depends on the word that follows.
      const texts = items.map((pieces) => pieces.map(({ text }) => text).join(''));
      return listFormat()
        .formatToParts(texts)
        .flatMap(({ type, value }) => (type === 'element' ? (remaining.shift() ?? []) : [{ text: value }]));
    },
    country: (code: string): string => countryNames().of(code.toUpperCase()) ?? code,
  };
}

/** A page's `lang` may be anything; Intl throws on what is not a tag. */
export const isLanguageTag = once((tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
});

/**
 * An amount in whole units of its currency: 490 EUR is 4.9, 490 JPY is 490. By ISO 4217, because engines
 * know how a currency is written, not what its minor unit is: they write forints without decimals.
 */
export function majorUnits({ amount, currency }: Money): number {
  if (/^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/.test(currency)) return amount;
  return amount / (/^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/.test(currency) ? 1000 : 100);
}

/** Scripts that are written from right to left (Unicode, UAX #9). */
const RIGHT_TO_LEFT = /^(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

/** The time zone of whoever reads the page. */
export const readerTimeZone = once(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);

const day = { weekday: 'short', day: 'numeric', month: 'long' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;

/** What is said of an instant. */
const shapes = {
  day,
  dayOfYear: { ...day, year: 'numeric' },
  time,
  dayAndTime: { ...day, ...time },
  moment: { ...day, ...time, timeZoneName: 'short' },
  record: { day: 'numeric', month: 'long', year: 'numeric', ...time, timeZoneName: 'short' },
  weekday: { weekday: 'short' },
} as const;
type Shape = keyof typeof shapes;

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options);
}

/** A civil date is formatted in UTC from its own numbers, so that no zone shifts it. */
export function utc(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The runs of a formatted range, each end with the date it names; a month or year of both stands with the nearer. */
function joinParts(parts: readonly Intl.DateTimeRangeFormatPart[], from: string, to: string): Piece[] {
  const dateOf = { startRange: from, endRange: to };
  const pieces: Piece[] = [];
  let shared: string | undefined = from;
  for (const { value, source } of parts) {
    if (source !== 'shared') shared = source === 'startRange' ? undefined : to;
    const date = source === 'shared' ? shared : dateOf[source];
    const last = pieces.at(-1);
    if (last && last.date === date) last.text += plain(value);
    else pieces.push(date === undefined ? { text: plain(value) } : { text: plain(value), date });
  }
  return pieces;
}

/** Engines differ in the thin spaces of ranges. */
export function plain(text: string): string {
  return text.replace(/\u2009/g, ' ');
}

/** Makes things when they are asked for, and keeps a bounded number of them by their arguments. */
export function once<A extends (string | boolean)[], T>(make: (...args: A) => T): (...args: A) => T {
  const results = new Map<string, T>();
  return (...args) => {
    const key = args.join();
    let result = results.get(key);
    if (result === undefined) {
      if (results.size > 500) results.clear();
      results.set(key, (result = make(...args)));
    }
    return result;
  };
}
