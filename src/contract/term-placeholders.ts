/*
 * What stands for a part of a shop's terms that cannot be read. A placeholder keeps the place of its part in the list:
 * the first origin is the default, a zone takes its destinations from other zones, and the first service that lists a
 * zone is used for it. It keeps the fields that others refer to, so that what depends on it is found.
 */

/** The valid fields of an invalid part. Invalid entries of its lists are `undefined`. */
type ValidFields = Record<string, unknown>;

/** The part as it is in the document. */
type RawFields = Record<string, unknown>;

export function createOriginPlaceholder({ id = UNKNOWN_ID }: ValidFields): object {
  return { id, timeZone: 'UTC', calendar: { weekdays: [] }, cutoff: {}, handling: { min: 0, max: 0 } };
}

/** Ranges of every length: whichever postal rule another zone has, one of these is as long. */
const everyPostcode = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((length) => `${'0'.repeat(length)}..${'Z'.repeat(length)}`);

/**
 * The rules that take at least the destinations of an invalid rule: its country, and each postcode of the country,
 * because a rule with a region or a postcode takes destinations from other zones. Without a readable country: the
 * destinations that no other zone matches. An invalid exclusion excludes nothing.
 */
export function createRulePlaceholders({ country }: ValidFields, { exclude, ...fields }: RawFields): object[] {
  if (exclude) return [];
  if (country === undefined) return [{ country: '*' }];
  // Any other field narrows the rule, also a misspelled one.
  const isNarrow = Object.keys(fields).length > 1;
  return [{ country }, ...(isNarrow ? [{ country, postal: everyPostcode }] : [])];
}

/** The invalid rules of `match` are already lists of placeholders. */
export function createZonePlaceholder({ id = UNKNOWN_ID, match }: ValidFields): object {
  const rules = ((match ?? []) as unknown[]).flat();
  return { id, timeZone: 'UTC', match: rules.length > 0 ? rules : [{ country: '*' }] };
}

/** `undefined` if its zones are unknown: then the method is invalid as a whole. */
export function createServicePlaceholder({ zones }: ValidFields): object | undefined {
  const ids = ((zones ?? []) as unknown[]).filter(Boolean);
  return ids.length > 0 ? { zones: ids } : undefined;
}

export function createMethodPlaceholder({ id = UNKNOWN_ID, kind = 'delivery' }: ValidFields): object {
  return { id, name: '', kind, services: [] };
}

export function createPlacesPlaceholder(): object {
  return [];
}

export function createProductPlaceholder(): object {
  return {};
}

/** Nothing refers to a part whose own id is invalid. */
const UNKNOWN_ID = '.unreadable.';
