import { MINUTE_MS, timeForm, type TimeForm } from '../dates/zoned-time.ts';
import { createDateTimeFormat, joinParts, memoize, shapes } from './formatter.ts';

/* Times of past events. A file of its own, because only the order status needs them. */

type TimeFormatter = ReturnType<typeof createTimeFormatter>;

/** By BCP 47 tag. */
export const getTimeFormatter: (locale: string) => TimeFormatter = memoize((locale: string) =>
  createTimeFormatter(locale),
);

function createTimeFormatter(locale: string) {
  const timestampFormat = memoize((timeZone: string, hasTime: boolean, hasYear: boolean, hasZone: boolean) =>
    createDateTimeFormat(locale, {
      timeZone,
      day: 'numeric',
      month: 'short',
      ...(hasYear && { year: 'numeric' }),
      ...(hasTime && shapes.time),
      ...(hasZone && { timeZoneName: 'short' }),
    }),
  );
  const format = memoize((shape: 'time' | 'weekday', timeZone: string) =>
    createDateTimeFormat(locale, { timeZone, ...shapes[shape] }),
  );
  const relativeFormat = memoize(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  /** Japanese has no spaces: "5分前". */
  const formatRelative = (count: number, unit: 'minute' | 'hour' | 'day'): string => {
    const text = relativeFormat().format(-count, unit);
    return /^ja\b/.test(locale) ? text.replace(/ /g, '') : text;
  };

  return {
    /** An event time of the contract: an instant in `timeZone`, a civil date, or a local time without a zone. */
    timestamp(at: string, timeZone: string, { hasYear = false, hasZone = false } = {}): string {
      const { form, instant, zone } = resolveTime(at, timeZone);
      const isNamed = form === 'instant' && hasZone;
      return joinParts(timestampFormat(zone, form !== 'date', hasYear, isNamed)(instant));
    },
    /** The time of day and the weekday of an instant, or of a local time without a zone. */
    timeAndWeekday(at: string, timeZone: string): { time: string; weekday: string } {
      const { instant, zone } = resolveTime(at, timeZone);
      return { time: joinParts(format('time', zone)(instant)), weekday: joinParts(format('weekday', zone)(instant)) };
    },
    /** "Central European Time" at a time in ms since the epoch. */
    zoneName: (timeZone: string, now: number): string =>
      createDateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' })(now).find(
        ({ type }) => type === 'timeZoneName',
      )?.value ?? timeZone,
    /** "3 minutes ago": `ms` is the age in milliseconds, shown in the largest unit of at least one. */
    relativeTime(ms: number): string {
      const minutes = Math.max(0, Math.floor(ms / MINUTE_MS));
      if (minutes < 60) return formatRelative(minutes, 'minute');
      return minutes < 1440
        ? formatRelative(Math.floor(minutes / 60), 'hour')
        : formatRelative(Math.floor(minutes / 1440), 'day');
    },
  };
}

/** What is formatted, and in which zone: a date and a local time are shown as they are. */
function resolveTime(at: string, timeZone: string): { form: TimeForm; instant: number; zone: string } {
  const form = timeForm(at);
  return {
    form,
    instant: Date.parse(form === 'local' ? `${at}Z` : at),
    zone: form === 'instant' ? timeZone : 'UTC',
  };
}
