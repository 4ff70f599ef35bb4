import type { Order, OrderAction } from '../../contract/order.ts';
import { isOffered } from '../../order/offered.ts';

/** What the element is about: `cancel-items` of one line, or the order as a whole. */
export type CancelType = 'cancel-items' | 'cancel-order' | 'withdraw';

/** Which line of which kind is asked about. */
export type Subject = { type: CancelType; lineItem: string | undefined };

export type OfferedLine = { id: string; title: string; quantity: number };

/** What the customer may ask for now. */
export type Offer = {
  action: OrderAction;
  /** What goes, each with as many as can go; the line that is asked about comes first. */
  lines: OfferedLine[];
  /** Whether the customer says how many of the first line. */
  hasChoice: boolean;
};

/** By the order's actions alone; `now` is milliseconds since the epoch. `undefined`: nothing may be done. */
export function offerOf(order: Order, { type, lineItem }: Subject, now: number): Offer | undefined {
  for (const action of order.actions) {
    if (action.type !== type || !isOffered(action, { now })) continue;
    if (lineItem === undefined) {
      if (type !== 'cancel-items') return { action, lines: wholeOf(order, action), hasChoice: false };
      continue;
    }
    const entry = action.lineItems?.find(({ id }) => id === lineItem);
    if (!entry) continue;
    const others = (entry.together ?? []).filter((id) => id !== lineItem);
    const ids = [lineItem, ...new Set(others)];
    const lines = ids.map((id) => ({ id, title: titleOf(order, id), quantity: offeredOf(order, action, id) }));
    return { action, lines, hasChoice: others.length === 0 && entry.maxQuantity > 1 };
  }
  return undefined;
}

/** What a customer calls a line. */
export function titleOf({ lineItems }: Order, id: string): string {
  const line = lineItems.find((each) => each.id === id);
  return line?.title || line?.sku || id;
}

function wholeOf(order: Order, action: OrderAction): OfferedLine[] {
  const ids = (action.lineItems ?? order.lineItems).map(({ id }) => id);
  return ids
    .map((id) => ({ id, title: titleOf(order, id), quantity: offeredOf(order, action, id) }))
    .filter(({ quantity }) => quantity > 0);
}

function offeredOf(order: Order, { lineItems }: OrderAction, id: string): number {
  const ordered = order.lineItems.find((each) => each.id === id)?.quantity?.total;
  return lineItems?.find((each) => each.id === id)?.maxQuantity ?? ordered ?? 1;
}
