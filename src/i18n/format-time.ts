import { dateFormat, once, plain, utc } from './format.ts';

/* How past times are told: what an order needs and an estimate does not. */

type TimeFormat = ReturnType<typeof createTimeFormat>;

/** By BCP 47 tag. */
export const timeFormatFor: (locale: string) => TimeFormat = once((locale: string) => createTimeFormat(locale));

function createTimeFormat(locale: string) {
  const stampFormat = once((timeZone: string, withTime: boolean, withZone: boolean) =>
    dateFormat(locale, {
      timeZone,
      day: 'numeric',
      month: 'short',
      ...(withTime && { hour: 'numeric', minute: '2-digit' }),
      ...(withZone && { timeZoneName: 'short' }),
    }),
  );
  const agoFormat = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

  return {
    /** When something happened: day and time at a place, the day alone, or a local time as it was written. */
    stamp(at: string, timeZone: string, showZone = false): string {
      if (at.length === 10) return plain(stampFormat('UTC', false, false).format(utc(at)));
      const isInstant = /[Zz]$|[+-]\d\d:\d\d$/.test(at.slice(11));
      const format = isInstant ? stampFormat(timeZone, true, showZone) : stampFormat('UTC', true, false);
      return plain(format.format(Date.parse(isInstant ? at : `${at}Z`)));
    },
    /** "3 minutes ago", in the largest unit that is at least one. */
    ago(ms: number): string {
      const minutes = Math.max(0, Math.floor(ms / 60_000));
      if (minutes < 60) return agoFormat().format(-minutes, 'minute');
      return minutes < 1440
        ? agoFormat().format(-Math.floor(minutes / 60), 'hour')
        : agoFormat().format(-Math.floor(minutes / 1440), 'day');
    },
  };
}
