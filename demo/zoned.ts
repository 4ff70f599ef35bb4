/** Day and time of an instant on the clocks of a zone: `2026-12-23`, `13:59`. */
export function localParts(timeZone: string, instant: number): { date: string; time: string } {
  const text = new Date(instant + offsetAt(timeZone, instant)).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/** The instant, in milliseconds since the epoch, at which a zone's clocks show a day and a time. */
export function zonedInstant(timeZone: string, date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const guess = asUtc - offsetAt(timeZone, asUtc);
  return asUtc - offsetAt(timeZone, guess);
}

/** How far a zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(timeZone: string, instant: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name) ?? [];
  const minutesAhead = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return (sign === '-' ? -1 : 1) * minutesAhead * 60_000;
}
