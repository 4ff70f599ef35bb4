import type { Adjustment, Order } from '../../contract/order.ts';
import type { CancelIntent } from './intent.ts';

/**
 * The outcome of an intent, as an order shows it:
 * - `canceled`, `requested`, `rejected` the order has the cancellation
 * - `shipped` the order does not have it, and all units have left
 * - `cancelable` the order does not have it and still offers the action
 * - `inconclusive` anything else: the order is older than the intent, or neither has the cancellation nor offers it
 */
export type IntentOutcome = 'canceled' | 'requested' | 'rejected' | 'shipped' | 'cancelable' | 'inconclusive';

/** `cancellationId` is the id of a request that the shop has accepted for a decision. */
export function deriveIntentOutcome(order: Order, intent: CancelIntent, cancellationId?: string): IntentOutcome {
  const adjustment = order.adjustments.find(({ id }) => id === cancellationId) ?? findNewAdjustment(order, intent);
  if (adjustment?.status === 'completed') return 'canceled';
  if (isRemoved(order, intent)) return 'canceled';
  if (adjustment?.status === 'pending') return 'requested';
  if (adjustment?.status === 'rejected') return 'rejected';
  if (isOlderThanIntent(order, intent)) return 'inconclusive';
  if (isShipped(order, intent)) return 'shipped';
  return isStillOffered(order, intent) ? 'cancelable' : 'inconclusive';
}

/** Versions of different epochs cannot be compared: then the order counts as newer. */
export const isOlderThanIntent = (order: Order, { version, epoch }: CancelIntent): boolean =>
  order.version < version && (order.epoch ?? epoch) === (epoch ?? order.epoch);

/** An adjustment that is newer than the intent and covers all its lines. */
function findNewAdjustment({ adjustments }: Order, intent: CancelIntent): Adjustment | undefined {
  const kinds = intent.type === 'withdraw' ? ['cancellation', 'return'] : ['cancellation'];
  return adjustments.findLast(
    ({ id, kind, lineItems }) =>
      !intent.baseline.adjustments.includes(id) &&
      kinds.includes(kind) &&
      (!lineItems ||
        (intent.lineItems.length > 0 ? intent.lineItems : selectWholeOrder(intent)).every(({ id: line, quantity }) =>
          lineItems.some((entry) => entry.id === line && entry.quantity >= quantity),
        )),
  );
}

const selectWholeOrder = ({ baseline }: CancelIntent): readonly { id: string; quantity: number }[] =>
  baseline.totals.filter(({ total }) => total > 0).map(({ id, total }) => ({ id, quantity: total }));

/** Whether the order's lines have lost the quantities of the intent. A withdrawal may leave them as they are. */
function isRemoved({ lineItems }: Order, { type, lineItems: requested, baseline }: CancelIntent): boolean {
  if (type !== 'cancel-items' && type !== 'cancel-order') return false;
  return (
    baseline.totals.length > 0 &&
    // An invalid intent, for nothing, is not carried out by an unchanged order.
    requested.every(({ quantity }) => quantity > 0) &&
    baseline.totals.every(({ id, total }) => {
      const line = lineItems.find((each) => each.id === id);
      const quantity = requested.find((each) => each.id === id)?.quantity ?? total;
      return !line || (line.quantity !== undefined && line.quantity.total <= total - quantity);
    })
  );
}

function isShipped({ lineItems }: Order, { type, baseline }: CancelIntent): boolean {
  if (type !== 'cancel-items' && type !== 'cancel-order') return false;
  return (
    baseline.totals.length > 0 &&
    baseline.totals.every(({ id }) => {
      const { quantity } = lineItems.find((each) => each.id === id) ?? {};
      return quantity !== undefined && quantity.total > 0 && quantity.fulfilled >= quantity.total;
    })
  );
}

function isStillOffered({ actions }: Order, { type, lineItems }: CancelIntent): boolean {
  return actions.some(
    (action) =>
      action.type === type &&
      lineItems.every(({ id, quantity }) =>
        action.lineItems?.some((entry) => entry.id === id && entry.maxQuantity >= quantity),
      ),
  );
}
