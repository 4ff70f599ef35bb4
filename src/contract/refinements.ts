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

/** Whether this engine knows an IANA time zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Date(0).toLocaleDateString('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
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
