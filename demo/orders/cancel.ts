import type { Adjustment, Cancellation, CancelRequest, Order, OrderAction } from '../../src/contract/index.ts';
import type { Money, ProblemCode } from '../../src/contract/index.ts';

/** What comes of a request: the answer and what changes of the order, or why nothing does. */
export type Decision = { cancellation: Cancellation; fields: Partial<Order> } | { refused: ProblemCode };

/** What the shop says and does about a parcel that was reported missing. */
export type MissingAnswer = { text: string; what: string };

type Asked = ReadonlyMap<string, number>;

/** Decides about a request of the contract; `id` is the cancellation's, `now` milliseconds since the epoch. */
export function decide(order: Order, request: CancelRequest, id: string, now: number, answer: MissingAnswer): Decision {
  if (request.version !== order.version) return { refused: 'version-conflict' };
  const asked = new Map<string, number>();
  for (const line of request.lineItems) asked.set(line.id, (asked.get(line.id) ?? 0) + line.quantity);
  const action = order.actions.find(({ type }) => type === request.type);
  const isOpen = action !== undefined && (action.until === undefined || Date.parse(action.until) > now);
  const at = new Date(now).toISOString();
  if (request.type === 'report-missing') {
    return isOpen ? reportMissing(order, asked, id, at, answer) : { refused: 'action-not-allowed' };
  }
  if (request.type !== 'cancel-items' || asked.size === 0) return { refused: 'action-not-allowed' };
  const refused = whyNot(order, isOpen ? action : undefined, asked);
  return refused === undefined ? cancelItems(order, action, asked, id, at) : { refused };
}

function whyNot({ lineItems }: Order, action: OrderAction | undefined, asked: Asked): ProblemCode | undefined {
  for (const [id, quantity] of asked) {
    const amounts = lineItems.find((line) => line.id === id)?.quantity;
    const offered = action?.lineItems?.find((line) => line.id === id);
    if (offered && quantity <= offered.maxQuantity) continue;
    if (offered) return 'quantity-too-great';
    if (amounts?.total === 0) return 'already-canceled';
    return amounts && amounts.fulfilled >= amounts.total ? 'already-shipped' : 'action-not-allowed';
  }
  return undefined;
}

function cancelItems(order: Order, action: OrderAction | undefined, asked: Asked, id: string, at: string): Decision {
  const lines = [...asked].map(([line, quantity]) => ({ id: line, quantity }));
  const refund = refundOf(order, asked);
  const adjustment: Adjustment = {
    id,
    kind: 'cancellation',
    at,
    lineItems: lines,
    ...(refund && { money: refund }),
    status: 'completed',
  };
  const left = (action?.lineItems ?? [])
    .map((line) => ({ ...line, maxQuantity: line.maxQuantity - (asked.get(line.id) ?? 0) }))
    .filter(({ maxQuantity }) => maxQuantity > 0);
  return {
    cancellation: {
      id,
      status: 'completed',
      type: 'cancel-items',
      lineItems: lines,
      ...(refund && { refund }),
      decidedAt: at,
      receipt: { number: id, at },
    },
    fields: {
      lineItems: order.lineItems.map((line) =>
        line.quantity && asked.has(line.id)
          ? { ...line, quantity: { ...line.quantity, total: line.quantity.total - (asked.get(line.id) ?? 0) } }
          : line,
      ),
      adjustments: [...order.adjustments, adjustment],
      events: [...order.events, { id: `canceled ${id}`, kind: 'items_canceled', at }],
      actions: order.actions.flatMap((each) => {
        if (each !== action) return [each];
        return left.length > 0 ? [{ ...each, lineItems: left }] : [];
      }),
    },
  };
}

function refundOf({ lineItems, currency }: Order, asked: Asked): Money | undefined {
  if (currency === undefined) return undefined;
  const amounts = lineItems.map(({ id, unitPrice }) => (unitPrice?.amount ?? 0) * (asked.get(id) ?? 0));
  return { amount: amounts.reduce((sum, amount) => sum + amount, 0), currency };
}

function reportMissing(order: Order, asked: Asked, id: string, at: string, { text, what }: MissingAnswer): Decision {
  const isReported = (lines: Order['shipments'][number]['lineItems']): boolean =>
    asked.size === 0 || (lines ?? []).some((line) => asked.has(line.id));
  const missing = { kind: 'other', reason: 'missing', since: at, actionRequired: { by: 'shop', what } };
  return {
    cancellation: {
      id,
      status: 'pending',
      type: 'report-missing',
      lineItems: [...asked].map(([line, quantity]) => ({ id: line, quantity })),
      receipt: { number: id, at },
    },
    fields: {
      shipments: order.shipments.map((shipment) =>
        shipment.status === 'delivered' && isReported(shipment.lineItems)
          ? { ...shipment, exceptions: [...shipment.exceptions, missing] }
          : shipment,
      ),
      events: [...order.events, { id: `missing ${id}`, kind: 'note', at, text }],
      actions: order.actions.filter(({ type }) => type !== 'report-missing'),
    },
  };
}
