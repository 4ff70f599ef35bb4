import { MINUTE_MS, timeForm } from '../dates/zoned-time.ts';
import { createDateTimeFormat, joinParts, memoize, utcMidnight } from './formatter.ts';

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
      ...(hasTime && { hour: 'numeric', minute: '2-digit' }),
      ...(hasZone && { timeZoneName: 'short' }),
    }),
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
      const form = timeForm(at);
      if (form === 'date') return joinParts(timestampFormat('UTC', false, hasYear, false)(utcMidnight(at)));
      const isInstant = form === 'instant';
      const format = timestampFormat(isInstant ? timeZone : 'UTC', true, hasYear, isInstant && hasZone);
      return joinParts(format(Date.parse(isInstant ? at : `${at}Z`)));
    },
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
