import { normalizeLanguage } from '../contract/normalize-code.ts';
import type { Money } from '../contract/primitives.ts';
import type { PluralForms } from './messages.ts';

/*
 * Only src/i18n calls Intl constructors. A formatter costs far more to construct than to use, so there
 * is one for each locale, and its strings are cached: a listing shows the same few dates a thousand
 * times.
 */

/** A run of text; `date` is the civil date it names. */
export type TextRun = { text: string; date?: string; strong?: boolean };

export type Formatter = ReturnType<typeof createFormatter>;

/** The formatter of a locale, by its BCP 47 tag. Throws a RangeError for other texts: see {@link parseLanguageTag}. */
export const getFormatter: (locale: string) => Formatter = memoize((locale: string) => createFormatter(locale));

function createFormatter(locale: string) {
  const dateTimeFormats = memoize((shape: Shape, timeZone: string) =>
    createDateTimeFormat(locale, { timeZone, ...shapes[shape] }),
  );
  /** `of` is the unit or the currency; empty for decimals. */
  const numbers = memoize(
    (style: 'decimal' | 'unit' | 'currency', of: string) =>
      new Intl.NumberFormat(locale, { style, [style]: of, unitDisplay: 'short' }),
  );
  const pluralRules = memoize(() => new Intl.PluralRules(locale));
  const listFormat = memoize(() => new Intl.ListFormat(locale, { type: 'conjunction' }));
  const unitList = memoize(() => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }));
  const countryNames = memoize(() => new Intl.DisplayNames(locale, { type: 'region' }));
  const createInstantFormatter = (shape: Shape) =>
    memoize((instant: string, timeZone: string): string =>
      normalizeSpaces(dateTimeFormats(shape, timeZone).format(Date.parse(instant))),
    );
  const relativeTimeFormat = memoize(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  const formatTime = createInstantFormatter('time');
  const formatDayAndTime = createInstantFormatter('dayAndTime');
  const formatDayTimeAndZone = createInstantFormatter('dayTimeAndZone');

  return {
    locale,
    direction: rightToLeftScripts.test(new Intl.Locale(locale).maximize().script ?? '')
      ? ('rtl' as const)
      : ('ltr' as const),
    /** One civil date or a range; each run names its date for `<time>`. The year is left out if it is that of `today`. */
    dates: memoize((from: string, to: string, today: string): TextRun[] => {
      const hasYear = from.slice(0, 4) !== today.slice(0, 4) || to.slice(0, 4) !== today.slice(0, 4);
      const format = dateTimeFormats(hasYear ? 'dayOfYear' : 'day', 'UTC');
      if (from === to) return [{ text: normalizeSpaces(format.format(utcMidnight(from))), date: from }];
      return mergeRangeParts(format.formatRangeToParts(utcMidnight(from), utcMidnight(to)), from, to);
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
    weekday: (weekday: number): string => dateTimeFormats('weekday', 'UTC').format(Date.UTC(1970, 0, 4 + weekday)),
    /** A local time `HH:MM`; `24:00` is midnight. */
    timeOfDay: (time: string): string => formatTime(`1970-01-01T${time === '24:00' ? '00:00' : time}:00Z`, 'UTC'),
    number: (value: number): string => numbers('decimal', '').format(value),
    money: (money: Money): string => numbers('currency', money.currency).format(toMajorUnits(money)),
    /** Hours and minutes. Not Intl.DurationFormat: its text differs between engines. */
    duration(minutes: number): string {
      const hours = Math.floor(minutes / 60);
      const parts = [
        ...(hours > 0 ? [numbers('unit', 'hour').format(hours)] : []),
        ...(minutes % 60 > 0 || hours === 0 ? [numbers('unit', 'minute').format(minutes % 60)] : []),
      ];
      return normalizeSpaces(unitList().format(parts));
    },
    plural: (message: PluralForms, count: number): string => message[pluralRules().select(count)] ?? message.other,
    /** Joins texts with the commas and the "and" of the language; their dates stay. */
    list(items: readonly TextRun[][]): TextRun[] {
      const remainingItems = [...items];
      // The texts, not placeholders: the "and" of some languages depends on the next word (es: "e Inés").
      const texts = items.map((runs) => runs.map(({ text }) => text).join(''));
      return listFormat()
        .formatToParts(texts)
        .flatMap(({ type, value }) => (type === 'element' ? (remainingItems.shift() ?? []) : [{ text: value }]));
    },
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
const shapes = {
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

export function createDateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, options);
}

/** The instant by which a civil date is formatted in UTC: no time zone can shift the date. */
export function utcMidnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The runs of a formatted range, each end with its date. A shared month or year belongs to the nearer end. */
function mergeRangeParts(parts: readonly Intl.DateTimeRangeFormatPart[], from: string, to: string): TextRun[] {
  const dateOf = { startRange: from, endRange: to };
  const runs: TextRun[] = [];
  let nearestDate: string | undefined = from;
  for (const { value, source } of parts) {
    if (source !== 'shared') nearestDate = source === 'startRange' ? undefined : to;
    const date = source === 'shared' ? nearestDate : dateOf[source];
    const last = runs.at(-1);
    if (last && last.date === date) last.text += normalizeSpaces(value);
    else runs.push(date === undefined ? { text: normalizeSpaces(value) } : { text: normalizeSpaces(value), date });
  }
  return runs;
}

/** Node puts thin spaces (U+2009) into ranges, browsers put spaces. */
export function normalizeSpaces(text: string): string {
  return text.replace(/\u2009/g, ' ');
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
