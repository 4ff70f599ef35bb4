import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/order-shipment.ts';

/**
 * Whether nothing more is to be expected of an order: everything has arrived, come back or was canceled,
 * nothing is wrong or undecided, and nothing may be done any more. As long as anything may be canceled,
 * returned or reported, something may still come of it.
 */
export function isFinal({ lineItems, shipments, adjustments, actions, hold }: Order): boolean {
  const isSettled = lineItems.every(({ quantity }) => quantity !== undefined && quantity.fulfilled >= quantity.total);
  const isUndecided = adjustments.some(({ status }) => status === 'pending');
  return lineItems.length > 0 && isSettled && !isUndecided && actions.length === 0 && !hold && shipments.every(isOver);
}

const lastStatuses = ['delivered', 'returned', 'canceled'];

function isOver({ status, exceptions }: Shipment): boolean {
  return lastStatuses.includes(status) && exceptions.every(({ resolvedAt }) => resolvedAt !== undefined);
}
