import type { Order, OrderAction } from '../../contract/order.ts';
import type { StoredCancellation } from '../model.ts';
import { openOf, returnableOf, statusOf } from './amounts.ts';
import { clockOf } from './clock.ts';
import { isMissing } from './missing.ts';
import { actionsByPolicy } from './policy.ts';
import type { Context } from './state.ts';

/** What customers may do after a change: by the shop's policy, or what its snapshot offered as far as it is open. */
export function actionsOf(order: Order, pending: readonly StoredCancellation[], context: Context): Order['actions'] {
  const { actions } = context.rules;
  if (actions === undefined) return order.actions.flatMap((action) => trim(order, action));
  if (typeof actions === 'function') return actions(order, context.now);
  return actionsByPolicy(actions, order, pending, clockOf(order, context));
}

/** An action that is closed for good is dropped; one that is asked for right now comes back if it is refused. */
function trim(order: Order, action: OrderAction): OrderAction[] {
  switch (action.type) {
    case 'cancel-items':
      return trimLines(order, action, (line) => openOf(order, line, 'packed'));
    case 'cancel-order': {
      const lines = order.lineItems.filter(({ quantity }) => quantity?.total !== 0);
      return lines.length > 0 && lines.every((line) => openOf(order, line, 'packed') === line.quantity?.total) ? [action] : [];
    }
    case 'withdraw':
    case 'return-items':
      return trimLines(order, action, (line) => returnableOf(order, line));
    case 'report-missing':
      return isAllReported(order) ? [] : [action];
    default:
      return [action];
  }
}

function trimLines(order: Order, action: OrderAction, most: (line: Order['lineItems'][number]) => number): OrderAction[] {
  if (!action.lineItems) return order.lineItems.some((line) => most(line) > 0) ? [action] : [];
  const lineItems = action.lineItems.flatMap((entry) => {
    const line = order.lineItems.find(({ id }) => id === entry.id);
    const maxQuantity = Math.min(entry.maxQuantity, line ? most(line) : 0);
    return maxQuantity > 0 ? [{ ...entry, maxQuantity }] : [];
  });
  return lineItems.length > 0 ? [{ ...action, lineItems }] : [];
}

function isAllReported({ shipments }: Order): boolean {
  const delivered = shipments.filter((shipment) => shipment.direction === 'outbound' && statusOf(shipment) === 'delivered');
  return delivered.length > 0 && delivered.every(({ exceptions }) => exceptions.some(isMissing));
}
