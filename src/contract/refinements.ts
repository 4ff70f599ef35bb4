/*
 * What a schema cannot say by its shape. They have names of their own because the checks that ship to
 * the browser are compiled from the schemas and call the same functions.
 */

/** Whether `YYYY-MM-DD` is a day of the Gregorian calendar. */
export function isExistingDate(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}

/** Whether an RFC 3339 date-time names an instant. */
export function isExistingInstant(text: string): boolean {
  return isExistingDate(text.slice(0, 10)) && Number.isFinite(Date.parse(text));
}

const knownZones = new Map<string, boolean>();

/** Whether this engine knows an IANA time zone. Asked once a zone: asking costs a formatter. */
export function isTimeZone(name: string): boolean {
  let isKnown = knownZones.get(name);
  if (isKnown === undefined) {
    try {
      new Date(0).toLocaleDateString('en', { timeZone: name });
      isKnown = true;
    } catch {
      isKnown = false;
    }
    if (knownZones.size < 1000) knownZones.set(name, isKnown);
  }
  return isKnown;
}

export function isOrderedWindow({ from, to }: { from: string; to?: string | undefined }): boolean {
  return to === undefined || from <= to;
}

/** An estimate says when, in one of the forms, or why not. */
export function hasAnswer(estimate: { window?: unknown; term?: unknown; readyAt?: unknown; unavailable?: unknown }): boolean {
  return [estimate.window, estimate.term, estimate.readyAt, estimate.unavailable].some(Boolean);
}

/** A service takes days or floats; both would contradict each other. */
export function isDatedOrFloating({ transit, floating }: { transit?: unknown; floating?: unknown }): boolean {
  return !transit || !floating;
}
