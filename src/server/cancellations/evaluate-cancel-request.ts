import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order, OrderAction } from '../../contract/order.ts';
import type { Money } from '../../contract/primitives.ts';
import { isOffered } from '../../order/delivery-issues.ts';
import type { StoredCancellation, RuleContext, OrderState, Refusal } from '../orders/order-state.ts';
import { mergeLines, countReturnable, sum } from '../orders/quantities.ts';
import { formatPreciseInstant } from '../shared/time.ts';

/** A valid request, not stored yet. `mode` is the mode of the action that offers it. */
export type AcceptedCancelRequest = { readonly stored: StoredCancellation; readonly mode: OrderAction['mode'] };

type Lines = readonly { readonly id: string; readonly quantity: number }[];

/**
 * Checks a customer's request against the order. The order does not change: store `stored`, call the decider and apply its
 * decision. `already-canceled` and `already-shipped` take precedence over `version-conflict`, because they tell the
 * customer more.
 */
export function evaluateCancelRequest(
  { order, pending }: OrderState,
  input: {
    /** Id of the new cancellation. */
    readonly id: string;
    readonly idempotencyKey: string;
    readonly request: CancelRequest;
  },
  { now }: RuleContext,
): AcceptedCancelRequest | Refusal {
  const { id, idempotencyKey, request } = input;
  if (!order) return { refused: 'order-not-found' };
  const lines = resolveLines(order, request);
  const closed = request.type === 'cancel-order' ? checkOrderOpen(order) : checkLinesOpen(order, request.type, lines);
  if (closed) return closed;
  if (pending.some((other) => hasOverlap(other, request.type, lines))) {
    return { refused: 'cancel-in-progress', detail: 'A pending request contains some of these items.' };
  }
  if (request.version !== order.version) {
    return { refused: 'version-conflict', detail: `The order has version ${order.version}.` };
  }
  // An action with a `url` is handled on another page.
  const offered = order.actions.filter(
    (each) => each.type === request.type && isOffered(each, { now }) && each.url === undefined,
  );
  // Lines of different prices are offered by separate actions.
  const action =
    offered.find((each) => checkOffer(each, lines) === undefined) ??
    offered.find((each) => hasAnyLine(each, lines)) ??
    offered[0];
  if (!action)
    return { refused: 'action-not-allowed', detail: `${request.type} is not among the order's actions now.` };
  const excess = checkOffer(action, lines) ?? checkQuantities(order, request.type, lines);
  if (excess) return excess;

  const at = formatPreciseInstant(now);
  const refund = calculateRefund(order, action, request.type, lines);
  return {
    mode: action.mode,
    stored: {
      orderId: order.id,
      idempotencyKey,
      request,
      cancellation: {
        id,
        status: 'pending',
        type: request.type,
        lineItems: lines,
        ...(refund && { refund }),
        ...(request.reason && { reason: request.reason }),
        receipt: { number: id, at },
      },
      totals: Object.fromEntries(order.lineItems.map((line) => [line.id, line.quantity?.total ?? 0])),
    },
  };
}

/** The lines of a request. `cancel-order` means all lines that are left. */
function resolveLines({ lineItems }: Order, { type, lineItems: requested }: CancelRequest): Lines {
  if (type !== 'cancel-order') return mergeLines(requested);
  return lineItems.flatMap(({ id, quantity }) =>
    quantity && quantity.total > 0 ? [{ id, quantity: quantity.total }] : [],
  );
}

function checkOrderOpen({ lineItems }: Order): Refusal | undefined {
  const amounts = lineItems.flatMap(({ quantity }) => quantity ?? []);
  if (amounts.length > 0 && amounts.every(({ total }) => total === 0)) return { refused: 'already-canceled' };
  return amounts.some(({ fulfilled }) => fulfilled > 0) ? { refused: 'already-shipped' } : undefined;
}

function checkLinesOpen({ lineItems }: Order, type: string, lines: Lines): Refusal | undefined {
  if (lines.length === 0 && isLineType(type))
    return { refused: 'validation', detail: 'lineItems: expected at least one line.' };
  for (const { id } of lines) {
    const line = lineItems.find((each) => each.id === id);
    if (!line) return { refused: 'action-not-allowed', detail: `There is no line ${id}.` };
    if (type !== 'cancel-items' || !line.quantity) continue;
    const { original, total, fulfilled } = line.quantity;
    if (total === 0 && original > 0) return { refused: 'already-canceled', detail: `All of ${id} is canceled.` };
    if (total > 0 && fulfilled >= total) return { refused: 'already-shipped', detail: `All of ${id} has shipped.` };
  }
  return undefined;
}

const isLineType = (type: string): boolean => type === 'cancel-items' || type === 'withdraw' || type === 'return-items';

/** Whether a pending cancellation has a line in common with the request, or is of the same type for the whole order. */
function hasOverlap({ cancellation }: StoredCancellation, type: string, lines: Lines): boolean {
  if (isLineType(type) || type === 'cancel-order') {
    const isTaking = isLineType(cancellation.type) || cancellation.type === 'cancel-order';
    return isTaking && cancellation.lineItems.some(({ id }) => lines.some((line) => line.id === id));
  }
  if (cancellation.type !== type) return false;
  return (
    lines.length === 0 ||
    cancellation.lineItems.length === 0 ||
    cancellation.lineItems.some(({ id }) => lines.some((line) => line.id === id))
  );
}

const hasAnyLine = ({ lineItems }: OrderAction, lines: Lines): boolean =>
  lineItems?.some(({ id }) => lines.some((line) => line.id === id)) === true;

function checkOffer({ type, lineItems }: OrderAction, lines: Lines): Refusal | undefined {
  if (!lineItems || type === 'cancel-order') return undefined;
  for (const { id, quantity } of lines) {
    const offered = lineItems.find((line) => line.id === id);
    if (!offered) return { refused: 'action-not-allowed', detail: `${type} is not offered for ${id} now.` };
    if (quantity > offered.maxQuantity)
      return { refused: 'quantity-too-great', detail: `${offered.maxQuantity} of ${id} at most.` };
    const missing = offered.together?.find(
      (other) => !lines.some((line) => line.id === other && line.quantity === getMaxQuantity(lineItems, other)),
    );
    if (missing !== undefined)
      return { refused: 'action-not-allowed', detail: `${id} can only be canceled together with ${missing}.` };
  }
  return undefined;
}

const getMaxQuantity = (offered: NonNullable<OrderAction['lineItems']>, lineId: string): number | undefined =>
  offered.find(({ id }) => id === lineId)?.maxQuantity;

/** Limits the request by the order's own quantities, whatever the action offers. */
function checkQuantities(order: Order, type: string, lines: Lines): Refusal | undefined {
  for (const { id, quantity } of lines) {
    const line = order.lineItems.find((each) => each.id === id);
    if (!line?.quantity) return { refused: 'action-not-allowed', detail: `The quantity of ${id} is unknown.` };
    const { total, fulfilled } = line.quantity;
    const maxQuantity = type === 'cancel-items' ? total - fulfilled : countReturnable(order, line);
    if (quantity > maxQuantity) return { refused: 'quantity-too-great', detail: `${maxQuantity} of ${id} at most.` };
  }
  return undefined;
}

/** The refund of the action, otherwise the sum of the lines' prices. `undefined` if a price has another currency. */
function calculateRefund(
  { currency, lineItems }: Order,
  { refund }: OrderAction,
  type: string,
  lines: Lines,
): Money | undefined {
  if (type === 'report-missing' || type === 'reschedule') return undefined;
  if (type === 'cancel-order' && refund?.total) return refund.total;
  const prices = lines.map(({ id, quantity }) => {
    const price = refund?.perUnit ?? lineItems.find((line) => line.id === id)?.unitPrice;
    return price && price.currency === (currency ?? price.currency)
      ? { amount: price.amount * quantity, currency: price.currency }
      : undefined;
  });
  const [first] = prices;
  if (!first || !prices.every((price) => price?.currency === first.currency)) return undefined;
  return { amount: sum(prices.map((price) => price?.amount ?? 0)), currency: first.currency };
}
