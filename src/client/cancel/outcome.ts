import type { Adjustment, Order } from '../../contract/order.ts';
import type { Intent } from './intent.ts';

/**
 * What an order says became of an intent:
 * - `canceled`, `requested`, `rejected`: it is in the order
 * - `shipped` it is not, and every piece it is about has left
 * - `open` it is not, and the order still offers it
 * - `unclear` anything else: an order older than the intent, or one that neither has it nor offers it
 */
export type Outcome = 'canceled' | 'requested' | 'rejected' | 'shipped' | 'open' | 'unclear';

/** Reads it from the order alone. `cancellationId` is that of a request the shop took in. */
export function outcomeIn(order: Order, intent: Intent, cancellationId?: string): Outcome {
  const decided = order.adjustments.find(({ id }) => id === cancellationId) ?? newAdjustment(order, intent);
  if (decided?.status === 'completed') return 'canceled';
  if (isGone(order, intent)) return 'canceled';
  if (decided?.status === 'pending') return 'requested';
  if (decided?.status === 'rejected') return 'rejected';
  if (isOlder(order, intent)) return 'unclear';
  if (isShipped(order, intent)) return 'shipped';
  return isStillOffered(order, intent) ? 'open' : 'unclear';
}

/** Whether an order is of before an intent. Versions of another epoch begin anew and say nothing of it. */
export const isOlder = (order: Order, { version, epoch }: Intent): boolean =>
  order.version < version && (order.epoch ?? epoch) === (epoch ?? order.epoch);

/** An entry that was not there when it was confirmed and covers all it asked for. */
function newAdjustment({ adjustments }: Order, intent: Intent): Adjustment | undefined {
  const kinds = intent.type === 'withdraw' ? ['cancellation', 'return'] : ['cancellation'];
  return adjustments.findLast(
    ({ id, kind, lineItems }) =>
      !intent.before.adjustments.includes(id) &&
      kinds.includes(kind) &&
      (!lineItems || (intent.lineItems.length > 0 ? intent.lineItems : wholeOf(intent)).every((asked) =>
        lineItems.some((entry) => entry.id === asked.id && entry.quantity >= asked.quantity),
      )),
  );
}

const wholeOf = ({ before }: Intent): readonly { id: string; quantity: number }[] =>
  before.totals.filter(({ total }) => total > 0).map(({ id, total }) => ({ id, quantity: total }));

/** Whether as many are gone from the order's lines as were asked for. A withdrawal need not take anything from them. */
function isGone({ lineItems }: Order, { type, lineItems: asked, before }: Intent): boolean {
  if (type !== 'cancel-items' && type !== 'cancel-order') return false;
  return (
    before.totals.length > 0 &&
    before.totals.every(({ id, total }) => {
      const line = lineItems.find((each) => each.id === id);
      const quantity = asked.find((each) => each.id === id)?.quantity ?? total;
      return !line || (line.quantity !== undefined && line.quantity.total <= total - quantity);
    })
  );
}

function isShipped({ lineItems }: Order, { type, before }: Intent): boolean {
  if (type !== 'cancel-items' && type !== 'cancel-order') return false;
  return (
    before.totals.length > 0 &&
    before.totals.every(({ id }) => {
      const { quantity } = lineItems.find((each) => each.id === id) ?? {};
      return quantity !== undefined && quantity.total > 0 && quantity.fulfilled >= quantity.total;
    })
  );
}

function isStillOffered({ actions }: Order, { type, lineItems }: Intent): boolean {
  return actions.some(
    (action) =>
      action.type === type &&
      lineItems.every(({ id, quantity }) => action.lineItems?.some((entry) => entry.id === id && entry.maxQuantity >= quantity)),
  );
}
