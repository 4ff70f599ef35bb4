/*
 * Checks that a schema cannot express by its shape. Named exports, because the generated validators call
 * the same functions.
 */

/** Whether the `YYYY-MM-DD` at the start of a date or time is a day of the Gregorian calendar. */
export function isExistingDay(text: string): boolean {
  const monthIndex = Number(text.slice(5, 7)) - 1;
  // A day that does not exist rolls over to another month. Numbers, because parsing text is slow for long histories.
  return (
    new Date(Date.UTC(Number(text.slice(0, 4)), monthIndex, Number(text.slice(8, 10)))).getUTCMonth() === monthIndex
  );
}

/** Whether an RFC 3339 date-time names an instant. */
export function isExistingInstant(text: string): boolean {
  return isExistingDay(text) && Number.isFinite(Date.parse(text));
}

const knownZones = new Map<string, boolean>();

/** Whether the engine knows an IANA time zone. Cached because each check creates a formatter. */
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

/** Whether an estimate has a date, a term or a reason why it has neither. */
export function hasAnswer(estimate: {
  window?: unknown;
  term?: unknown;
  readyAt?: unknown;
  unavailable?: unknown;
}): boolean {
  return [estimate.window, estimate.term, estimate.readyAt, estimate.unavailable].some(Boolean);
}

/** Whether a service has at most one of transit days and a floating term. */
export function isDatedOrFloating({ transit, floating }: { transit?: unknown; floating?: unknown }): boolean {
  return !transit || !floating;
}
