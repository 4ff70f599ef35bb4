import type { Estimate } from '../../contract/estimate.ts';
import { normalizeCurrency } from '../../contract/normalize-code.ts';
import type { InlineData } from '../shared/inline-data-controller.ts';
import { warnOfNoCode, warnOnce } from '../shared/warn-once.ts';
import type { EstimateController, EstimateStatus } from './estimate-controller.ts';

/** Attributes that describe one estimate. `null` is absent: Lit sets it for a removed attribute, frameworks for no value. */
export type InlineEstimateAttributes = {
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
  /** Scripts and frameworks may set another type. */
  currency?: string | number | null | undefined;
  placeName?: string | null | undefined;
  timeZone?: string | null | undefined;
};

/** The estimate of the attributes, not yet validated; `undefined` without a date and a term. */
export function estimateFromAttributes(attributes: InlineEstimateAttributes): unknown {
  const { from, min, max, methodName, price, placeName } = attributes;
  if (from == null && min == null && max == null) return undefined;
  const { to, unit, kind, orderBy, validUntil, timeZone } = attributes;
  const currency = parseCurrency(attributes);
  return {
    id: 'ready',
    kind: kind ?? 'delivery',
    orderBy: orderBy ?? undefined,
    validUntil: validUntil ?? undefined,
    timeZone: timeZone ?? undefined,
    window: from == null ? undefined : { from, to: to ?? undefined },
    term: from == null ? { min: min ?? max, max: max ?? undefined, unit: unit ?? 'day' } : undefined,
    method:
      methodName == null && (price == null || currency === null)
        ? undefined
        : {
            id: 'ready',
            name: methodName ?? '',
            price: price == null || currency === null ? undefined : { amount: price, currency },
          },
    place: placeName == null ? undefined : { name: placeName },
  };
}

/** The code of the currency; `null` if the text is no code: the price is then not shown. */
function parseCurrency({ currency, price }: InlineEstimateAttributes): string | null | undefined {
  if (currency == null || price == null) return undefined;
  const code = normalizeCurrency(String(currency));
  if (/^[A-Z]{3}$/.test(code)) return code;
  warnOfNoCode(
    'delivery-estimate: currency',
    String(currency),
    'currency',
    'three letters of ISO 4217 such as EUR',
    'The price is not shown.',
  );
  return null;
}

/** The estimates to show: the requested ones, else those of the page. */
export function selectEstimates(
  { estimates: requested, status }: Pick<EstimateController, 'estimates' | 'status'>,
  inline: InlineData<Estimate[]>,
): { estimates: readonly Estimate[]; status: EstimateStatus } {
  const isInline = requested.length === 0;
  const all = isInline ? (inline.data ?? []) : requested;
  // An id names one way to deliver: a repeated id is a mistake of the shop.
  const estimates = all.filter(({ id }, index) => all.findIndex((each) => each.id === id) === index);
  if (estimates.length < all.length) warnOnce('delivery-estimate: estimates share an id; the first is shown.');
  return { estimates, status: isInline && inline.isInvalid ? 'invalid' : status };
}
