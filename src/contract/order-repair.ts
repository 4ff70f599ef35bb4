import type { Order, OrderAction } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import type { Shipment } from './order-shipment.ts';
import { mostWarnings, type Warning, type WarningCode } from './salvage.ts';

/*
 * What a schema cannot see because it lies between the parts of an order: ids that stand twice,
 * amounts that do not go with what was ordered. Nothing here refuses an order.
 */

type Warn = (code: WarningCode, path: string, message: string) => void;

/** The order as it can be relied on, and what was put right. */
export function repairOrder(order: Order, found: readonly Warning[]): { order: Order; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings(found);
  for (const field of ['number', 'placedAt', 'updatedAt', 'currency'] as const) {
    if (order[field] === undefined) warn('missing', field, 'expected it to be there');
  }
  const lineItems = withoutDuplicates(order.lineItems, 'lineItems', warn);
  const amounts = new Map(lineItems.map((line) => [line.id, line.quantity]));
  const doubtful = new Set<string>();
  // Old libraries replace the entries() of arrays.
  lineItems.forEach(({ id, quantity }, index) => {
    if (quantity && quantity.fulfilled <= Math.max(quantity.original, quantity.total)) return;
    if (quantity) warn('bad-quantity', `lineItems.${index}.quantity.fulfilled`, 'expected no more than was ordered');
    else warn('missing', `lineItems.${index}.quantity`, 'expected how many there are: read as not known');
    doubtful.add(id);
  });
  const shipments = withoutDuplicates(order.shipments, 'shipments', warn).map((shipment, index) =>
    repairContents(shipment, `shipments.${index}`, amounts, doubtful, warn),
  );
  return {
    order: {
      ...order,
      lineItems,
      shipments,
      promises: withoutDuplicates(order.promises, 'promises', warn),
      adjustments: withoutDuplicates(order.adjustments, 'adjustments', warn),
      events: repairEvents(order.events, warn),
      actions: order.actions.flatMap((action, index) => repairAction(action, `actions.${index}`, amounts, doubtful, warn)),
    },
    warnings,
  };
}

/** Adds to what was found before; what was named there is not named again. */
export function collectWarnings(found: readonly Warning[]): { warnings: Warning[]; warn: Warn } {
  const warnings = [...found];
  const named = new Set(found.map(({ path }) => path));
  const warn: Warn = (code, path, message) => {
    if (warnings.length < mostWarnings && !named.has(path)) warnings.push({ code, path, message });
  };
  return { warnings, warn };
}

/** Events with ids of their own; those without a time are named. */
export function repairEvents(events: readonly OrderEvent[], warn: Warn): readonly OrderEvent[] {
  const unique = withoutDuplicates(events, 'events', warn);
  unique.forEach(({ at }, index) => {
    if (at === undefined) warn('missing', `events.${index}.at`, 'expected a time: the event is shown without one');
  });
  return unique;
}

function withoutDuplicates<T extends { readonly id: string }>(list: readonly T[], path: string, warn: Warn): readonly T[] {
  const seen = new Set<string>();
  const unique = list.filter(({ id }, index) => {
    if (seen.has(id)) warn('duplicate', `${path}.${index}.id`, 'expected an id of its own: the first with it is kept');
    return !seen.has(id) && seen.add(id);
  });
  return unique.length === list.length ? list : unique;
}

type Amounts = ReadonlyMap<string, Order['lineItems'][number]['quantity']>;

/** Contents of a parcel: lines of this order, in amounts that were ordered; else the amount is not known. */
function repairContents(shipment: Shipment, path: string, amounts: Amounts, doubtful: Set<string>, warn: Warn): Shipment {
  const contents = shipment.lineItems?.flatMap((entry, index) => {
    const entryPath = `${path}.lineItems.${index}`;
    if (!amounts.has(entry.id)) {
      warn('unknown-reference', `${entryPath}.id`, 'expected a line of this order');
      return [];
    }
    const ordered = amounts.get(entry.id);
    if (entry.quantity !== undefined && (!ordered || entry.quantity <= Math.max(ordered.original, ordered.total))) {
      return [entry];
    }
    warn('bad-quantity', `${entryPath}.quantity`, 'expected a whole number of 1 to what was ordered');
    doubtful.add(entry.id);
    const { quantity: _, ...rest } = entry;
    return [rest];
  });
  return contents ? { ...shipment, lineItems: contents } : shipment;
}

/** An action is offered for lines whose amounts are clear, and for no more of them than there are. */
function repairAction(
  action: OrderAction,
  path: string,
  amounts: Amounts,
  doubtful: ReadonlySet<string>,
  warn: Warn,
): OrderAction[] {
  if (!action.lineItems) return [action];
  const lineItems = action.lineItems.filter(({ id, maxQuantity }, index) => {
    const ordered = amounts.get(id);
    const isSound = ordered !== undefined && !doubtful.has(id) && maxQuantity <= ordered.total;
    if (!isSound) {
      warn('bad-quantity', `${path}.lineItems.${index}.maxQuantity`, 'expected no more than there are: not offered');
    }
    return isSound;
  });
  // Lines that can only go together go as long as all of them may.
  const offered = withoutBroken(lineItems);
  return offered.length > 0 ? [{ ...action, lineItems: offered }] : [];
}

type OfferedLines = NonNullable<OrderAction['lineItems']>;

function withoutBroken(lines: OfferedLines): OfferedLines {
  const whole = lines.filter(({ together = [] }) => together.every((other) => lines.some(({ id }) => id === other)));
  return whole.length < lines.length ? withoutBroken(whole) : whole;
}
