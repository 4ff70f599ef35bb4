import type { Order, OrderAction } from './order.ts';
import type { OrderEvent } from './order-event.ts';
import type { Shipment } from './shipment.ts';
import { MAX_WARNINGS, type ParseWarning } from './lenient-parse.ts';
import { normalizeEventCodes, normalizeShipmentCodes, readCode, type AddWarning } from './normalize-codes.ts';

/*
 * Removes contradictions between the parts of an order, which a schema cannot detect: duplicate ids and impossible
 * quantities. Contradictions become warnings and never invalidate the order.
 */

/** Removes contradictions from an order. Returns the warnings of `found` and its own. */
export function normalizeOrder(
  order: Order,
  found: readonly ParseWarning[],
): { order: Order; warnings: ParseWarning[] } {
  const { warnings, warn } = createWarningCollector(found);
  for (const field of ['number', 'placedAt', 'updatedAt', 'currency'] as const) {
    if (order[field] === undefined) warn('missing', field, 'expected it to be there');
  }
  const lineItems = removeDuplicates(order.lineItems, 'lineItems', warn);
  const quantities = new Map(lineItems.map((line) => [line.id, line.quantity]));
  const unclearLineIds = new Set<string>();
  // Old libraries replace the entries() of arrays.
  lineItems.forEach(({ id, quantity }, index) => {
    if (quantity && quantity.fulfilled <= Math.max(quantity.original, quantity.total)) return;
    if (quantity) warn('bad-quantity', `lineItems.${index}.quantity.fulfilled`, 'expected no more than was ordered');
    else warn('missing', `lineItems.${index}.quantity`, 'expected how many there are: read as not known');
    unclearLineIds.add(id);
  });
  const method = order.method === undefined ? undefined : readCode('method', order.method, 'method', warn);
  const shipments = removeDuplicates(order.shipments, 'shipments', warn).map((shipment, index) => {
    const path = `shipments.${index}`;
    const known = normalizeContents(shipment, path, quantities, unclearLineIds, warn);
    return normalizeShipmentCodes(known, path, method, warn);
  });
  return {
    order: {
      ...order,
      ...(method !== undefined && { method }),
      lineItems,
      shipments,
      promises: removeDuplicates(order.promises, 'promises', warn),
      adjustments: removeDuplicates(order.adjustments, 'adjustments', warn),
      events: normalizeEventCodes(normalizeEvents(order.events, warn), { ...order, method, shipments }, warn),
      actions: order.actions.flatMap((action, index) =>
        normalizeAction(action, `actions.${index}`, quantities, unclearLineIds, warn),
      ),
    },
    warnings,
  };
}

/** Collects warnings, at most one per path and at most `maxWarnings`. */
export function createWarningCollector(found: readonly ParseWarning[]): { warnings: ParseWarning[]; warn: AddWarning } {
  const warnings = [...found];
  const named = new Set(found.map(({ path }) => path));
  const warn: AddWarning = (code, path, message) => {
    if (warnings.length < MAX_WARNINGS && !named.has(path)) warnings.push({ code, path, message });
  };
  return { warnings, warn };
}

/** Removes events with duplicate ids. Warns of events without a time. */
export function normalizeEvents(events: readonly OrderEvent[], warn: AddWarning): readonly OrderEvent[] {
  const unique = removeDuplicates(events, 'events', warn);
  unique.forEach(({ at }, index) => {
    if (at === undefined) warn('missing', `events.${index}.at`, 'expected a time: the event is shown without one');
  });
  return unique;
}

function removeDuplicates<T extends { readonly id: string }>(
  list: readonly T[],
  path: string,
  warn: AddWarning,
): readonly T[] {
  const seen = new Set<string>();
  const unique = list.filter(({ id }, index) => {
    if (seen.has(id)) warn('duplicate', `${path}.${index}.id`, 'expected an id of its own: the first with it is kept');
    return !seen.has(id) && seen.add(id);
  });
  return unique.length === list.length ? list : unique;
}

type LineQuantities = ReadonlyMap<string, Order['lineItems'][number]['quantity']>;

/** Drops contents that are no lines of the order, and quantities above the ordered ones. */
function normalizeContents(
  shipment: Shipment,
  path: string,
  quantities: LineQuantities,
  unclearLineIds: Set<string>,
  warn: AddWarning,
): Shipment {
  const contents = shipment.lineItems?.flatMap((entry, index) => {
    const entryPath = `${path}.lineItems.${index}`;
    if (!quantities.has(entry.id)) {
      warn('unknown-reference', `${entryPath}.id`, 'expected a line of this order');
      return [];
    }
    const ordered = quantities.get(entry.id);
    if (entry.quantity !== undefined && (!ordered || entry.quantity <= Math.max(ordered.original, ordered.total))) {
      return [entry];
    }
    warn('bad-quantity', `${entryPath}.quantity`, 'expected a whole number of 1 to what was ordered');
    unclearLineIds.add(entry.id);
    const { quantity: _, ...rest } = entry;
    return [rest];
  });
  return contents ? { ...shipment, lineItems: contents } : shipment;
}

/** Offers an action only for lines with a known quantity, and for at most that quantity. */
function normalizeAction(
  action: OrderAction,
  path: string,
  quantities: LineQuantities,
  unclearLineIds: ReadonlySet<string>,
  warn: AddWarning,
): OrderAction[] {
  if (!action.lineItems) return [action];
  const lineItems = action.lineItems.filter(({ id, maxQuantity }, index) => {
    const ordered = quantities.get(id);
    const isConsistent = ordered !== undefined && !unclearLineIds.has(id) && maxQuantity <= ordered.total;
    if (!isConsistent) {
      warn('bad-quantity', `${path}.lineItems.${index}.maxQuantity`, 'expected no more than there are: not offered');
    }
    return isConsistent;
  });
  // Lines that can only be chosen together are offered only if all of them are.
  const offered = removeIncompleteGroups(lineItems);
  return offered.length > 0 ? [{ ...action, lineItems: offered }] : [];
}

type OfferedLines = NonNullable<OrderAction['lineItems']>;

function removeIncompleteGroups(lines: OfferedLines): OfferedLines {
  const complete = lines.filter(({ together = [] }) => together.every((other) => lines.some(({ id }) => id === other)));
  return complete.length < lines.length ? removeIncompleteGroups(complete) : complete;
}
