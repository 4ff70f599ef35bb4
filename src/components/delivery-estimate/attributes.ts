/** A ready date or term, as it stands in an element's attributes; all are text there. */
export type ReadyAttributes = {
  from?: string | undefined;
  to?: string | undefined;
  orderBy?: string | undefined;
  validUntil?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
  unit?: string | undefined;
  kind?: string | undefined;
  methodName?: string | undefined;
  price?: number | undefined;
  currency?: string | undefined;
  placeName?: string | undefined;
  timeZone?: string | undefined;
};

/**
 * The estimate that the attributes say, still to be checked, or `undefined` where they say neither a
 * date nor a term.
 */
export function estimateFromAttributes(attributes: ReadyAttributes): unknown {
  const { from, to, min, max, unit = 'day', methodName, price, currency, placeName } = attributes;
  if (from === undefined && min === undefined && max === undefined) return undefined;
  const { kind = 'delivery', orderBy, validUntil, timeZone } = attributes;
  return {
    id: 'ready',
    kind,
    orderBy,
    validUntil,
    timeZone,
    window: from === undefined ? undefined : { from, to },
    term: from === undefined ? { min: min ?? max, max, unit } : undefined,
    method:
      methodName === undefined && price === undefined
        ? undefined
        : { id: 'ready', name: methodName ?? '', price: price === undefined ? undefined : { amount: price, currency } },
    place: placeName === undefined ? undefined : { name: placeName },
  };
}
