import { resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { Order, OrderAction } from '../../contract/order.ts';
import { createTimeContext, type StoredCancellation, type RuleContext } from './order-state.ts';
import { countCancelable, countReturnable } from './quantities.ts';
import { isMissingReport } from './missing-report.ts';
import { deriveActionsByPolicy } from './action-policy.ts';

/** The actions of a new version: from the shop's policy, or the snapshot's actions without what is no longer possible. */
export function deriveActions(
  order: Order,
  pending: readonly StoredCancellation[],
  context: RuleContext,
): Order['actions'] {
  const { actions } = context.rules;
  if (actions === undefined) return order.actions.flatMap((action) => restrictAction(order, action));
  if (typeof actions === 'function') return actions(order, context.now);
  return deriveActionsByPolicy(actions, order, pending, createTimeContext(order, context));
}

/** Drops an action only if it can never become possible again. A pending action stays, because a rejection reopens it. */
function restrictAction(order: Order, action: OrderAction): OrderAction[] {
  switch (action.type) {
    case 'cancel-items':
      return restrictLines(order, action, (line) => countCancelable(order, line, 'packed'));
    case 'cancel-order': {
      const lines = order.lineItems.filter(({ quantity }) => quantity?.total !== 0);
      return lines.length > 0 && lines.every((line) => countCancelable(order, line, 'packed') === line.quantity?.total)
        ? [action]
        : [];
    }
    case 'withdraw':
    case 'return-items':
      return restrictLines(order, action, (line) => countReturnable(order, line));
    case 'report-missing':
      return hasReportedAll(order) ? [] : [action];
    default:
      return [action];
  }
}

function restrictLines(
  order: Order,
  action: OrderAction,
  countAllowed: (line: Order['lineItems'][number]) => number,
): OrderAction[] {
  if (!action.lineItems) return order.lineItems.some((line) => countAllowed(line) > 0) ? [action] : [];
  const lineItems = action.lineItems.flatMap((entry) => {
    const line = order.lineItems.find(({ id }) => id === entry.id);
    const maxQuantity = Math.min(entry.maxQuantity, line ? countAllowed(line) : 0);
    return maxQuantity > 0 ? [{ ...entry, maxQuantity }] : [];
  });
  return lineItems.length > 0 ? [{ ...action, lineItems }] : [];
}

function hasReportedAll({ shipments }: Order): boolean {
  const delivered = shipments.filter(
    (shipment) => shipment.direction === 'outbound' && resolveShipmentStatus(shipment.status) === 'delivered',
  );
  return delivered.length > 0 && delivered.every(({ exceptions }) => exceptions.some(isMissingReport));
}
