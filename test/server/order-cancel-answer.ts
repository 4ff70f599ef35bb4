import type { WireOrder } from './order-world.ts';

type Line = { id: string; quantity: number };
type Action = { type: string; mode?: string; lineItems?: { id: string; maxQuantity: number }[]; refund?: { perUnit?: { amount: number; currency: string } } };
type OrderLine = { id: string; quantity: { total: number } };

/** Whether nothing is left of what a cancellation asks for: someone else was faster. */
export function isGone(order: WireOrder, { type, lineItems }: Record<string, unknown>): boolean {
  const lines = order['lineItems'] as OrderLine[];
  const asked = lineItems as Line[];
  const isLeft = ({ id, quantity }: OrderLine): boolean => quantity.total > 0 && (asked.length === 0 || asked.some((line) => line.id === id));
  return String(type).startsWith('cancel') && !lines.some(isLeft);
}

/** What an honest shop makes of a cancellation: the answer, and what it changes of the order. */
export function answerCancel(
  order: WireOrder,
  body: Record<string, unknown>,
  id: string,
  at: string,
): { status: number; body: Record<string, unknown>; patch: Record<string, unknown> } {
  const { type } = body;
  const actions = order['actions'] as Action[];
  const lines = order['lineItems'] as OrderLine[];
  const action = actions.find((each) => each.type === type);
  const asked = body['lineItems'] as Line[];
  const gone = asked.length > 0 ? asked : lines.map((line) => ({ id: line.id, quantity: line.quantity.total }));
  const isDecided = action?.mode !== 'request';
  const perUnit = action?.refund?.perUnit;
  const refund = perUnit && { ...perUnit, amount: perUnit.amount * gone.reduce((sum, { quantity }) => sum + quantity, 0) };
  const quantityOf = (line: { id: string }): number => gone.find((each) => each.id === line.id)?.quantity ?? 0;
  const status = isDecided ? 'completed' : 'pending';
  // A report cancels nothing.
  if (type === 'report-missing') return { status: 202, body: { id, status, type, lineItems: gone }, patch: {} };
  const left = action?.lineItems
    ?.map((line) => ({ ...line, maxQuantity: line.maxQuantity - quantityOf(line) }))
    .filter(({ maxQuantity }) => maxQuantity > 0);
  return {
    status: isDecided ? 201 : 202,
    body: { id, status, type, lineItems: gone, refund, receipt: { number: `R-${id}`, at }, ...(!isDecided && { answerBy: '2026-11-23T14:30:00Z' }) },
    patch: {
      adjustments: [...(order['adjustments'] as unknown[]), { id, kind: 'cancellation', at, lineItems: gone, money: refund, status }],
      actions: actions.flatMap((each) => (each !== action ? [each] : left && left.length > 0 ? [{ ...each, lineItems: left }] : [])),
      ...(isDecided && {
        lineItems: lines.map((line) => ({ ...line, quantity: { ...line.quantity, total: line.quantity.total - quantityOf(line) } })),
      }),
    },
  };
}
