import type { WireOrder } from './fake-order-history.ts';

/* The rules repeat those of src/server on purpose: a fake must not use the code that it helps to test. */

type Line = { id: string; quantity: number };
type Action = {
  type: string;
  mode?: string;
  lineItems?: { id: string; maxQuantity: number }[];
  refund?: { perUnit?: { amount: number; currency: string } };
};
type OrderLine = { id: string; quantity: { total: number } };

/** Whether all requested items are canceled already, for example by another tab. */
export function isAlreadyCanceled(order: WireOrder, { type, lineItems }: Record<string, unknown>): boolean {
  const lines = order['lineItems'] as OrderLine[];
  const requested = lineItems as Line[];
  const isLeft = ({ id, quantity }: OrderLine): boolean =>
    quantity.total > 0 && (requested.length === 0 || requested.some((line) => line.id === id));
  return String(type).startsWith('cancel') && !lines.some(isLeft);
}

/** The response of a correct shop to a cancellation, and the fields of the order that change. */
export function decideCancellation(
  order: WireOrder,
  body: Record<string, unknown>,
  id: string,
  at: string,
): { status: number; body: Record<string, unknown>; patch: Record<string, unknown> } {
  const { type } = body;
  const actions = order['actions'] as Action[];
  const lines = order['lineItems'] as OrderLine[];
  const action = actions.find((each) => each.type === type);
  const requested = body['lineItems'] as Line[];
  const canceled =
    requested.length > 0 ? requested : lines.map((line) => ({ id: line.id, quantity: line.quantity.total }));
  const isDecided = action?.mode !== 'request';
  const perUnit = action?.refund?.perUnit;
  const refund = perUnit && {
    ...perUnit,
    amount: perUnit.amount * canceled.reduce((sum, { quantity }) => sum + quantity, 0),
  };
  const quantityOf = (line: { id: string }): number => canceled.find((each) => each.id === line.id)?.quantity ?? 0;
  const status = isDecided ? 'completed' : 'pending';
  // A report does not change the order.
  if (type === 'report-missing') return { status: 202, body: { id, status, type, lineItems: canceled }, patch: {} };
  const remaining = action?.lineItems
    ?.map((line) => ({ ...line, maxQuantity: line.maxQuantity - quantityOf(line) }))
    .filter(({ maxQuantity }) => maxQuantity > 0);
  return {
    status: isDecided ? 201 : 202,
    body: {
      id,
      status,
      type,
      lineItems: canceled,
      refund,
      receipt: { number: `R-${id}`, at },
      ...(!isDecided && { answerBy: '2026-11-23T14:30:00Z' }),
    },
    patch: {
      adjustments: [
        ...(order['adjustments'] as unknown[]),
        { id, kind: 'cancellation', at, lineItems: canceled, money: refund, status },
      ],
      actions: actions.flatMap((each) =>
        each !== action ? [each] : remaining && remaining.length > 0 ? [{ ...each, lineItems: remaining }] : [],
      ),
      ...(isDecided && {
        lineItems: lines.map((line) => ({
          ...line,
          quantity: { ...line.quantity, total: line.quantity.total - quantityOf(line) },
        })),
      }),
    },
  };
}
