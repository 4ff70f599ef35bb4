import type { Adjustment, LineItem, Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import type { Change } from '../model.ts';
import { sum } from './amounts.ts';
import { canonical } from './canonical.ts';
import { changeOf } from './change.ts';
import { withPromises } from './promises.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/**
 * An order as the shop's own system knows it. `version`, where given, is the one it replaces: with another
 * it is refused (`version-conflict`). Without, it replaces whatever is there.
 */
export type Snapshot = Omit<Order, 'version' | 'updatedAt' | 'epoch' | 'serverTime'> & {
  readonly version?: number | undefined;
};

/**
 * An order, created or replaced. What is append-only stays as it was written: events, promises, parcels and
 * adjustments that the snapshot does not name are kept. The same snapshot twice is `unchanged`.
 * Refused: `version-conflict`, `validation` (quantities that cannot be, two things of one id).
 */
export function placeSnapshot(current: OrderState, snapshot: Snapshot, context: Context): Change | 'unchanged' | Refusal {
  const before = current.order;
  const problem = problemOf(snapshot) ?? (before && before.id !== snapshot.id ? 'id is another order’s' : undefined);
  if (problem !== undefined) return { refused: 'validation', detail: problem };

  const change = changeOf(current, merge(before, snapshot, context.now), context);
  if (before && contentOf(before) === contentOf(change.order)) return 'unchanged';
  if (before && snapshot.version !== undefined && snapshot.version !== before.version) {
    return { refused: 'version-conflict', detail: `The order has version ${before.version}.` };
  }
  return change;
}

/** All but what says which version it is. */
const contentOf = (order: Order): string => canonical({ ...order, version: undefined, updatedAt: undefined });

function merge(before: Order | undefined, snapshot: Snapshot, now: number): Order {
  const { epoch: _, serverTime: __, ...told }: Snapshot & Pick<Order, 'epoch' | 'serverTime'> = snapshot;
  const adjustments = withAdjustments(before?.adjustments ?? [], told.adjustments);
  return {
    ...told,
    version: before?.version ?? 0,
    lineItems: told.lineItems.map((line) => withoutCanceled(line, adjustments)),
    shipments: withShipments(before?.shipments ?? [], told.shipments),
    promises: withPromises(before?.promises ?? [], told.promises, now),
    events: [...(before?.events ?? []), ...unknown(before?.events ?? [], told.events)],
    adjustments,
  };
}

function unknown<T extends { readonly id: string }>(known: readonly T[], told: readonly T[]): T[] {
  const ids = new Set(known.map(({ id }) => id));
  return told.filter(({ id }) => !ids.has(id) && ids.add(id));
}

/** Parcels that were opened by scans are not forgotten by a system that does not know them. */
function withShipments(known: readonly Shipment[], told: readonly Shipment[]): Shipment[] {
  const replaced = known.map((shipment) => {
    const news = told.find(({ id }) => id === shipment.id);
    if (!news) return shipment;
    const { status, statusAt } = news.status === 'unknown' ? shipment : news;
    return { ...news, status, ...(statusAt !== undefined && { statusAt }), exceptions: withExceptions(shipment, news) };
  });
  return [...replaced, ...unknown(known, told)];
}

/** What was raised or reported here stays until it is resolved here, or told of with the same kind and reason. */
function withExceptions(known: Shipment, told: Shipment): Shipment['exceptions'] {
  const isTold = ({ kind, reason }: Shipment['exceptions'][number]): boolean =>
    told.exceptions.some((exception) => exception.kind === kind && exception.reason === reason);
  return [...known.exceptions.filter((exception) => !isTold(exception)), ...told.exceptions];
}

/** What was decided stays decided. */
function withAdjustments(known: readonly Adjustment[], told: readonly Adjustment[]): Adjustment[] {
  const kept = known.map((adjustment) =>
    adjustment.status === 'completed' ? adjustment : (told.find(({ id }) => id === adjustment.id) ?? adjustment),
  );
  return [...kept, ...unknown(known, told)];
}

/** A snapshot from before a cancellation does not bring back what was canceled. */
function withoutCanceled(line: LineItem, adjustments: readonly Adjustment[]): LineItem {
  if (!line.quantity || line.quantity.total > line.quantity.original) return line;
  const decided = adjustments.filter(({ kind, status }) => kind === 'cancellation' && status === 'completed');
  const entries = decided.flatMap(({ lineItems }) => lineItems ?? []).filter(({ id }) => id === line.id);
  const { original, total, fulfilled } = line.quantity;
  const left = Math.max(0, Math.min(total, original - sum(entries.map(({ quantity }) => quantity))));
  return { ...line, quantity: { ...line.quantity, total: left, fulfilled: Math.min(fulfilled, left) } };
}

function problemOf({ lineItems, shipments, promises, events }: Snapshot): string | undefined {
  for (const [name, list] of Object.entries({ lineItems, shipments, promises, events })) {
    const twice = list.find(({ id }, index) => list.findIndex((other) => other.id === id) < index);
    if (twice) return `${name}: ${twice.id} is there twice`;
  }
  const wrong = lineItems.find(({ quantity }) => quantity && quantity.fulfilled > quantity.total);
  return wrong && `lineItems: more of ${wrong.id} is fulfilled than there is`;
}
