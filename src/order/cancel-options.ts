import type { Order, OrderAction } from '../contract/order.ts';
import { isOffered } from './delivery-issues.ts';
import { nameLineItem } from './line-item-name.ts';

/** `cancel-items` of one line, or `cancel-order` and `withdraw` for the whole order. */
export type CancelType = 'cancel-items' | 'cancel-order' | 'withdraw';

/** `lineItem` is the id of a line; `undefined` for the whole order. */
export type CancelTarget = { readonly type: CancelType; readonly lineItem: string | undefined };

/** Why an order offers nothing; a key of the messages. */
export type UnavailableReason = 'shipped' | 'delivered' | 'canceled' | 'requested' | 'late' | 'notAllowed';

export type CancelableLine = { id: string; title: string; quantity: number };

/** What the customer may cancel now. */
export type CancelOption = {
  action: OrderAction;
  /** The lines that are canceled together, each with its maximum quantity; the target's line comes first. */
  lines: CancelableLine[];
  /** Whether the customer chooses the quantity of the first line. */
  canChooseQuantity: boolean;
};

/** Derived from the order's actions alone. `now` is milliseconds since the epoch. `undefined` if no action applies. */
export function findCancelOption(
  order: Order,
  { type, lineItem }: CancelTarget,
  now: number,
): CancelOption | undefined {
  for (const action of order.actions) {
    if (action.type !== type || !isOffered(action, { now })) continue;
    if (lineItem === undefined) {
      if (type !== 'cancel-items')
        return { action, lines: selectCancelableLines(order, action), canChooseQuantity: false };
      continue;
    }
    const entry = action.lineItems?.find(({ id }) => id === lineItem);
    if (!entry) continue;
    const others = (entry.together ?? []).filter((id) => id !== lineItem);
    const lines = [lineItem, ...new Set(others)].map((id) => createCancelableLine(order, action, id));
    return { action, lines, canChooseQuantity: others.length === 0 && entry.maxQuantity > 1 };
  }
  return undefined;
}

/** When the next offer of this type ends, in milliseconds since the epoch; infinity if none ends after `now`. */
export function findNextDeadline({ actions }: Order, type: CancelType, now: number): number {
  const deadlines = actions.flatMap((action) =>
    action.type === type && action.until !== undefined ? [Date.parse(action.until)] : [],
  );
  return Math.min(...deadlines.filter((at) => at > now));
}

/** Why an order offers nothing. `now` is milliseconds since the epoch; `-Infinity` ignores deadlines. */
export function deriveUnavailableReason(
  order: Order,
  { type, lineItem }: CancelTarget,
  now: number,
): UnavailableReason {
  const concernsTarget = ({ lineItems }: { lineItems?: readonly { id: string }[] | null | undefined }): boolean =>
    lineItem === undefined || !lineItems || lineItems.some(({ id }) => id === lineItem);
  const quantities = order.lineItems
    .filter(({ id }) => lineItem === undefined || id === lineItem)
    .map(({ quantity }) => quantity);
  const areAllLines = (test: (quantity: NonNullable<(typeof quantities)[number]>) => boolean): boolean =>
    quantities.length > 0 && quantities.every((quantity) => quantity !== undefined && test(quantity));
  if (areAllLines(({ total }) => total === 0)) return 'canceled';
  if (
    order.adjustments.some((each) => each.kind === 'cancellation' && each.status === 'pending' && concernsTarget(each))
  )
    return 'requested';
  const parcels = order.shipments.filter(
    (shipment) => shipment.direction === 'outbound' && shipment.status !== 'canceled' && concernsTarget(shipment),
  );
  if (parcels.length > 0 && parcels.every(({ status }) => status === 'delivered')) return 'delivered';
  if (areAllLines(({ total, fulfilled }) => fulfilled >= total)) return 'shipped';
  const hasEnded = order.actions.some(
    (action) =>
      action.type === type &&
      (!action.lineItems || concernsTarget(action)) &&
      action.until !== undefined &&
      Date.parse(action.until) <= now,
  );
  return hasEnded ? 'late' : 'notAllowed';
}

/** The name of a line, by its id. */
export function deriveLineItemTitle({ lineItems }: Order, id: string): string {
  const line = lineItems.find((each) => each.id === id);
  return line ? nameLineItem(line) : id;
}

const selectCancelableLines = (order: Order, action: OrderAction): CancelableLine[] =>
  (action.lineItems ?? order.lineItems)
    .map(({ id }) => createCancelableLine(order, action, id))
    .filter(({ quantity }) => quantity > 0);

function createCancelableLine(order: Order, { lineItems }: OrderAction, id: string): CancelableLine {
  const ordered = order.lineItems.find((each) => each.id === id)?.quantity?.total;
  const quantity = lineItems?.find((each) => each.id === id)?.maxQuantity ?? ordered ?? 1;
  return { id, title: deriveLineItemTitle(order, id), quantity };
}
