/**
 * A ready date or term, as it stands in an element's attributes; all are text there. `null` is absent: Lit keeps it for
 * a removed attribute, and frameworks set it to take a property back.
 */
export type ReadyAttributes = {
  from?: string | null | undefined;
  to?: string | null | undefined;
  orderBy?: string | null | undefined;
  validUntil?: string | null | undefined;
  min?: number | null | undefined;
  max?: number | null | undefined;
  unit?: string | null | undefined;
  kind?: string | null | undefined;
  methodName?: string | null | undefined;
  price?: number | null | undefined;
  currency?: string | null | undefined;
  placeName?: string | null | undefined;
  timeZone?: string | null | undefined;
};

/**
 * The estimate that the attributes say, still to be checked, or `undefined` where they say neither a
 * date nor a term.
 */
export function estimateFromAttributes(attributes: ReadyAttributes): unknown {
  const { from, min, max, methodName, price, placeName } = attributes;
  if (from == null && min == null && max == null) return undefined;
  const { to, unit, kind, orderBy, validUntil, timeZone, currency } = attributes;
  return {
    id: 'ready',
    kind: kind ?? 'delivery',
    orderBy: orderBy ?? undefined,
    validUntil: validUntil ?? undefined,
    timeZone: timeZone ?? undefined,
    window: from == null ? undefined : { from, to: to ?? undefined },
    term: from == null ? { min: min ?? max, max: max ?? undefined, unit: unit ?? 'day' } : undefined,
    method:
      methodName == null && price == null
        ? undefined
        : { id: 'ready', name: methodName ?? '', price: price == null ? undefined : { amount: price, currency } },
    place: placeName == null ? undefined : { name: placeName },
  };
}
