import type { CancelRequest } from '../../contract/cancellation.ts';
import type { Order, OrderAction } from '../../contract/order.ts';
import type { Money } from '../../contract/primitives.ts';
import { isOffered } from '../../order/offered.ts';
import type { StoredCancellation } from '../model.ts';
import { mergeLines, returnableOf, sum } from './amounts.ts';
import { instantOf } from './clock.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/** A request that may be granted, not told to anybody yet. */
export type Requested = { readonly stored: StoredCancellation; readonly mode: OrderAction['mode'] };

type Lines = readonly { readonly id: string; readonly quantity: number }[];

/**
 * Checks what a customer asks for against the order. Nothing of the order changes yet: keep `stored`, ask
 * the shop, and settle. `id` is the cancellation's, `key` the Idempotency-Key it came with. What is settled
 * already is said first (`already-canceled`, `already-shipped`), because it helps more than to be told that
 * the order has changed (`version-conflict`).
 */
export function requestCancellation(
  { order, pending }: OrderState,
  asked: { readonly id: string; readonly key: string; readonly request: CancelRequest },
  { now }: Context,
): Requested | Refusal {
  const { id, key, request } = asked;
  if (!order) return { refused: 'order-not-found' };
  const lines = linesOf(order, request);
  const settled = request.type === 'cancel-order' ? settledOrder(order) : settledLines(order, request.type, lines);
  if (settled) return settled;
  if (pending.some((other) => isSameMatter(other, request.type, lines))) {
    return { refused: 'cancel-in-progress', detail: 'Some of it is asked for already and not decided yet.' };
  }
  if (request.version !== order.version) {
    return { refused: 'version-conflict', detail: `The order has version ${order.version}.` };
  }
  // What is done elsewhere is not done here.
  const offered = order.actions.filter((each) => each.type === request.type && isOffered(each, { now }) && each.url === undefined);
  // Lines of different prices are offered by actions of their own.
  const action = offered.find((each) => refusedBy(each, lines) === undefined) ?? offered.find((each) => isAbout(each, lines)) ?? offered[0];
  if (!action) return { refused: 'action-not-allowed', detail: `${request.type} is not among the order's actions now.` };
  const tooMuch = refusedBy(action, lines) ?? tooGreat(order, request.type, lines);
  if (tooMuch) return tooMuch;

  const at = instantOf(now);
  const refund = refundOf(order, action, request.type, lines);
  return {
    mode: action.mode,
    stored: {
      orderId: order.id,
      key,
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

/** The order as a whole is all of its lines. */
function linesOf({ lineItems }: Order, { type, lineItems: asked }: CancelRequest): Lines {
  if (type !== 'cancel-order') return mergeLines(asked);
  return lineItems.flatMap(({ id, quantity }) => (quantity && quantity.total > 0 ? [{ id, quantity: quantity.total }] : []));
}

function settledOrder({ lineItems }: Order): Refusal | undefined {
  const amounts = lineItems.flatMap(({ quantity }) => quantity ?? []);
  if (amounts.length > 0 && amounts.every(({ total }) => total === 0)) return { refused: 'already-canceled' };
  return amounts.some(({ fulfilled }) => fulfilled > 0) ? { refused: 'already-shipped' } : undefined;
}

function settledLines({ lineItems }: Order, type: string, lines: Lines): Refusal | undefined {
  if (lines.length === 0 && isOfLines(type)) return { refused: 'validation', detail: 'lineItems: say which lines.' };
  for (const { id } of lines) {
    const line = lineItems.find((each) => each.id === id);
    if (!line) return { refused: 'action-not-allowed', detail: `There is no line ${id}.` };
    if (type !== 'cancel-items' || !line.quantity) continue;
    const { original, total, fulfilled } = line.quantity;
    if (total === 0 && original > 0) return { refused: 'already-canceled', detail: `Nothing of ${id} is left.` };
    if (total > 0 && fulfilled >= total) return { refused: 'already-shipped', detail: `All of ${id} is on its way.` };
  }
  return undefined;
}

const isOfLines = (type: string): boolean => type === 'cancel-items' || type === 'withdraw' || type === 'return-items';

/** The same line twice, or the same wish for the order as a whole. */
function isSameMatter({ cancellation }: StoredCancellation, type: string, lines: Lines): boolean {
  if (isOfLines(type) || type === 'cancel-order') {
    const isTaking = isOfLines(cancellation.type) || cancellation.type === 'cancel-order';
    return isTaking && cancellation.lineItems.some(({ id }) => lines.some((line) => line.id === id));
  }
  if (cancellation.type !== type) return false;
  return lines.length === 0 || cancellation.lineItems.length === 0 || cancellation.lineItems.some(({ id }) => lines.some((line) => line.id === id));
}

const isAbout = ({ lineItems }: OrderAction, lines: Lines): boolean =>
  lineItems?.some(({ id }) => lines.some((line) => line.id === id)) === true;

function refusedBy({ type, lineItems }: OrderAction, lines: Lines): Refusal | undefined {
  if (!lineItems || type === 'cancel-order') return undefined;
  for (const { id, quantity } of lines) {
    const offered = lineItems.find((line) => line.id === id);
    if (!offered) return { refused: 'action-not-allowed', detail: `${type} is not offered for ${id} now.` };
    if (quantity > offered.maxQuantity) return { refused: 'quantity-too-great', detail: `${offered.maxQuantity} of ${id} at most.` };
    const alone = offered.together?.find((other) => !lines.some((line) => line.id === other && line.quantity === mostOf(lineItems, other)));
    if (alone !== undefined) return { refused: 'action-not-allowed', detail: `${id} goes only together with ${alone}.` };
  }
  return undefined;
}

const mostOf = (offered: NonNullable<OrderAction['lineItems']>, lineId: string): number | undefined =>
  offered.find(({ id }) => id === lineId)?.maxQuantity;

/** Whatever an action offers, there is no more than there is. */
function tooGreat(order: Order, type: string, lines: Lines): Refusal | undefined {
  for (const { id, quantity } of lines) {
    const line = order.lineItems.find((each) => each.id === id);
    if (!line?.quantity) return { refused: 'action-not-allowed', detail: `Nobody knows how many of ${id} there are.` };
    const { total, fulfilled } = line.quantity;
    const most = type === 'cancel-items' ? total - fulfilled : returnableOf(order, line);
    if (quantity > most) return { refused: 'quantity-too-great', detail: `${most} of ${id} at most.` };
  }
  return undefined;
}

/** As the shop offered it; by the lines' prices where it did not say. Only what was paid in the order's currency. */
function refundOf({ currency, lineItems }: Order, { refund }: OrderAction, type: string, lines: Lines): Money | undefined {
  if (type === 'report-missing' || type === 'reschedule') return undefined;
  if (type === 'cancel-order' && refund?.total) return refund.total;
  const prices = lines.map(({ id, quantity }) => {
    const price = refund?.perUnit ?? lineItems.find((line) => line.id === id)?.unitPrice;
    return price && price.currency === (currency ?? price.currency) ? { amount: price.amount * quantity, currency: price.currency } : undefined;
  });
  const [first] = prices;
  if (!first || !prices.every((price) => price?.currency === first.currency)) return undefined;
  return { amount: sum(prices.map((price) => price?.amount ?? 0)), currency: first.currency };
}
