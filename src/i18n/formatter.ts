import { normalizeLanguage } from '../contract/normalize-code.ts';
import type { Money } from '../contract/primitives.ts';
import type { PluralForms } from './messages.ts';

/*
 * Only src/i18n calls Intl constructors. A formatter costs far more to construct than to use, so there
 * is one for each locale, and its strings are cached: a listing shows the same few dates a thousand
 * times.
 */

/** A run of text; `date` is the civil date it names. Text of the shop has its own direction: `isIsolated`. */
export type TextRun = { text: string; date?: string; strong?: boolean; isIsolated?: boolean };

export type Formatter = ReturnType<typeof createFormatter>;

/** The formatter of a locale, by its BCP 47 tag. Throws a RangeError for other texts: see {@link parseLanguageTag}. */
export const getFormatter: (locale: string) => Formatter = memoize((locale: string) =>
  // The digits of Arabic without a country differ between versions of Intl.
  createFormatter(locale === 'ar' ? 'ar-u-nu-latn' : locale),
);

function createFormatter(locale: string) {
  const dateTimeFormats = memoize((shape: Shape, timeZone: string) =>
    createDateTimeFormat(locale, { timeZone, ...shapes[shape] }),
  );
  /** Decimals without a currency. */
  const numbers = memoize(
    (currency: string) => new Intl.NumberFormat(locale, currency ? { style: 'currency', currency } : {}),
  );
  const pluralRules = memoize(() => new Intl.PluralRules(locale));
  const listFormat = memoize(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const countryNames = memoize(() => new Intl.DisplayNames(locale, { type: 'region' }));
  const createInstantFormatter = (shape: Shape) =>
    memoize((instant: string, timeZone: string): string =>
      joinParts(dateTimeFormats(shape, timeZone)(Date.parse(instant))),
    );
  const relativeTimeFormat = memoize(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const formatTime = createInstantFormatter('time');
  const formatDayAndTime = createInstantFormatter('dayAndTime');
  const formatDayTimeAndZone = createInstantFormatter('dayTimeAndZone');
  const [dash, space] = /^ja\b/.test(locale) ? ['～', ''] : ['–', ' '];

  return {
    locale,
    direction: rightToLeftScripts.test(new Intl.Locale(locale).maximize().script ?? '')
      ? ('rtl' as const)
      : ('ltr' as const),
    /**
     * One civil date or a range; each run names its date for `<time>`. The year is left out if it is that of `today`. A
     * range has a shared month or year once: "Wed 2 – Fri 4 December". The dash belongs to the first date, so that no line
     * begins with it. Not Intl's range: its weekdays, prepositions and digits differ from those of one date.
     */
    dates: memoize((from: string, to: string, today: string): TextRun[] => {
      const hasYear = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
      const format = dateTimeFormats(hasYear ? 'dayOfYear' : 'day', 'UTC');
      const end = format(utcMidnight(to));
      if (from === to) return [{ text: joinParts(end), date: to }];
      const [first, last] = omitShared(format(utcMidnight(from)), end);
      return [
        { text: `${first}${space}${dash}`, date: from },
        ...(space ? [{ text: space }] : []),
        { text: last, date: to },
      ];
    }),
    /** "today" for 0, "tomorrow" for 1. */
    relativeDay: (days: number): string => relativeTimeFormat().format(days, 'day'),
    time: formatTime,
    dayAndTime: formatDayAndTime,
    dayTimeAndYear: createInstantFormatter('dayTimeAndYear'),
    /** Day and time, with the zone if the reader's clock shows another day or time. */
    zonedDayAndTime(instant: string, timeZone: string): string {
      const text = formatDayAndTime(instant, timeZone);
      return text === formatDayAndTime(instant, readerTimeZone()) ? text : formatDayTimeAndZone(instant, timeZone);
    },
    /** Day with its year, time and zone: for receipts. */
    fullDateTime: createInstantFormatter('fullDateTime'),
    /** 1 is Monday; 4 January 1970 was a Sunday. */
    weekday: (weekday: number): string => joinParts(dateTimeFormats('weekday', 'UTC')(Date.UTC(1970, 0, 4 + weekday))),
    /** A local time `HH:MM`; `24:00` is midnight. */
    timeOfDay: (time: string): string => formatTime(`1970-01-01T${time === '24:00' ? '00:00' : time}:00Z`, 'UTC'),
    number: (value: number): string => numbers('').format(value),
    /** Texts of one kind, such as times of day or numbers, as a range: "9:00–18:00". */
    range: (ends: readonly string[]): string => ends.join(dash),
    money: (money: Money): string => numbers(money.currency).format(toMajorUnits(money)),
    plural: (message: PluralForms, count: number): string => message[pluralRules().select(count)] ?? message.other,
    /** Joins texts with the commas and the "and" of the language. */
    list: (texts: readonly string[]): string => listFormat().format(texts),
    country: (code: string): string => countryNames().of(code.toUpperCase()) ?? code,
  };
}

/**
 * The BCP 47 tag that a text means: `de-DE` of `de_DE.UTF-8`. `undefined` if it means none: the `lang` of a page may be
 * anything, and Intl throws for texts that are no tag. Names such as `english` have the form of a tag, but no language has
 * more than three letters.
 */
export const parseLanguageTag = memoize((text: string): string | undefined => {
  try {
    const [tag] = Intl.getCanonicalLocales(normalizeLanguage(text));
    return tag && /^[a-z]{2,3}(-|$)/.test(tag) ? tag : undefined;
  } catch {
    return undefined;
  }
});

/**
 * An amount in major units of its currency: 490 EUR is 4.9, 490 JPY is 490. By ISO 4217, not by Intl: Intl
 * has the usual decimals of a currency (none for HUF), not its minor unit.
 */
export function toMajorUnits({ amount, currency }: Money): number {
  if (/^(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)$/.test(currency)) return amount;
  return amount / (/^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/.test(currency) ? 1000 : 100);
}

/** Right-to-left scripts (Unicode, UAX #9). */
const rightToLeftScripts = /^(Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

/** The time zone of the reader's device. */
export const readerTimeZone = memoize(() => new Intl.DateTimeFormat().resolvedOptions().timeZone);

const day = { weekday: 'short', day: 'numeric', month: 'long' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;

/** The fields of each date and time format. */
export const shapes = {
  day,
  dayOfYear: { ...day, year: 'numeric' },
  time,
  dayAndTime: { ...day, ...time },
  dayTimeAndZone: { ...day, ...time, timeZoneName: 'short' },
  dayTimeAndYear: { ...day, year: 'numeric', ...time },
  fullDateTime: { day: 'numeric', month: 'long', year: 'numeric', ...time, timeZoneName: 'short' },
  weekday: { weekday: 'short' },
} as const;
type Shape = keyof typeof shapes;

/**
 * The parts of a date or time, so that one language has one style:
 * - English without a country is international: the day comes before the month ("Tue 1 December").
 * - Japanese has full-width brackets, as its messages do, and no space beside them.
 */
export function createDateTimeFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): (time: number) => DateTimePart[] {
  const international = locale.replace(/^en(?!-(\w\w|\d{3})\b)/, 'en-001');
  const format = new Intl.DateTimeFormat(international, options);
  const language = locale.slice(0, 2);
  return (time) => {
    const parts = format.formatToParts(time);
    return parts.map(({ type, value }, index) => {
      if (language === 'ja') return { type, value: value.replace('(', '（').replace(/\) ?/, '）') };
      if (international !== locale && type === 'dayPeriod') return { type, value: value.toUpperCase() };
      // Some versions of Intl have "Wed, 2 December", others "Wed 2 December".
      const isBeforeDay = parts[index - 1]?.type === 'weekday' && parts[index + 1]?.type === 'day';
      return { type, value: language === 'en' && isBeforeDay ? ' ' : value };
    });
  };
}

type DateTimePart = { type: Intl.DateTimeFormatPartTypes; value: string };

/** Node puts thin spaces (U+2009) into dates, browsers put spaces. */
export function joinParts(parts: readonly DateTimePart[]): string {
  return parts
    .map(({ value }) => value)
    .join('')
    .replace(/\u2009/g, ' ');
}

/** The instant by which a civil date is formatted in UTC: no time zone can shift the date. */
function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/**
 * Two dates as the ends of a range. A shared month or year stays in one of them: in the last if it follows the day
 * ("2 – 4 December"), in the first if it precedes the day ("12月2日～4日"). American dates keep the month, which is between
 * the weekday and the day.
 */
function omitShared(first: readonly DateTimePart[], last: readonly DateTimePart[]): [first: string, last: string] {
  const end = first.length - countShared(first.toReversed(), last.toReversed());
  // German numbers have a period: "2. – 4. Dezember".
  const period = first[end]?.value.startsWith('.') ? '.' : '';
  return [joinParts(first.slice(0, end)) + period, joinParts(last.slice(countShared(last, first)))];
}

/** The number of parts that both begin with, up to the day; 0 without a month and a year. */
function countShared(parts: readonly DateTimePart[], others: readonly DateTimePart[]): number {
  const count = parts.findIndex(({ type, value }, index) => type.endsWith('day') || value !== others[index]?.value);
  return parts.slice(0, count).some(({ type }) => type !== 'literal') ? count : 0;
}

/** Caches the results of a function by its arguments, at most 500. */
export function memoize<A extends (string | boolean)[], T>(compute: (...args: A) => T): (...args: A) => T {
  const results = new Map<string, T>();
  return (...args) => {
    const key = args.join();
    let result = results.get(key);
    if (result === undefined) {
      if (results.size > 500) results.clear();
      results.set(key, (result = compute(...args)));
    }
    return result;
  };
}
