import type { Adjustment, LineItem, Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { resolveShipmentStatus, shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import { createTimeContext, type OrderUpdate, type RuleContext, type OrderState, type Refusal } from './order-state.ts';
import { sum } from './quantities.ts';
import { canonicalJson } from '../shared/encoding.ts';
import { deriveOrderUpdate } from './derive-order-update.ts';
import { mergePromises } from './merge-promises.ts';
import { restoreTracking } from './restore-tracking.ts';

/**
 * An order as the shop's own system knows it. With `version`, only that version is replaced, otherwise the snapshot is
 * refused (`version-conflict`). Without, any version is replaced.
 */
export type OrderSnapshot = Omit<Order, 'version' | 'updatedAt' | 'epoch' | 'serverTime'> & {
  readonly version?: number | undefined;
};

/**
 * Creates or replaces an order. Events, promises, parcels and adjustments that the snapshot does not contain are kept. A
 * repeated snapshot is `unchanged`. `warnings` of the parser are passed on. Refused: `version-conflict`, `validation`
 * (impossible quantities, duplicate ids).
 */
export function upsertOrder(
  current: OrderState,
  snapshot: OrderSnapshot,
  context: RuleContext,
  warnings: readonly string[] = [],
): OrderUpdate | 'unchanged' | Refusal {
  const before = current.order;
  const problem =
    findSnapshotError(snapshot) ??
    (before && before.id !== snapshot.id ? 'the id belongs to another order' : undefined);
  if (problem !== undefined) return { refused: 'validation', detail: problem };

  const change = deriveOrderUpdate(current, mergeSnapshot(before, snapshot, context), context, { warnings });
  if (before && formatContent(before) === formatContent(change.order)) return 'unchanged';
  if (before && snapshot.version !== undefined && snapshot.version !== before.version) {
    return { refused: 'version-conflict', detail: `The order has version ${before.version}.` };
  }
  return change;
}

/** Everything except `version` and `updatedAt`. */
const formatContent = (order: Order): string => canonicalJson({ ...order, version: undefined, updatedAt: undefined });

function mergeSnapshot(before: Order | undefined, snapshot: OrderSnapshot, context: RuleContext): Order {
  const { epoch: _, serverTime: __, ...fields }: OrderSnapshot & Pick<Order, 'epoch' | 'serverTime'> = snapshot;
  const adjustments = mergeAdjustments(before?.adjustments ?? [], fields.adjustments);
  const events = [...(before?.events ?? []), ...selectNew(before?.events ?? [], fields.events)];
  const stored = before ? restoreTracking(before, events, createTimeContext(before, context)) : [];
  return {
    ...fields,
    version: before?.version ?? 0,
    lineItems: fields.lineItems.map((line) => subtractCanceled(line, adjustments)),
    shipments: mergeShipments(stored, fields.shipments),
    promises: mergePromises(before?.promises ?? [], fields.promises, context.now),
    events,
    adjustments,
  };
}

function selectNew<T extends { readonly id: string }>(existing: readonly T[], sent: readonly T[]): T[] {
  const ids = new Set(existing.map(({ id }) => id));
  return sent.filter(({ id }) => !ids.has(id) && ids.add(id));
}

/** Keeps parcels that scans created and the shop's system does not know. */
function mergeShipments(existing: readonly Shipment[], sent: readonly Shipment[]): Shipment[] {
  const merged = existing.map((shipment) => {
    const replacement = sent.find(({ id }) => id === shipment.id);
    if (!replacement) return shipment;
    const { status, statusAt, statusWord } = replacesStatus(shipment, replacement) ? replacement : shipment;
    const { statusAt: _, statusWord: __, ...fields } = replacement;
    return {
      ...fields,
      status,
      ...(statusAt !== undefined && { statusAt }),
      ...(statusWord !== undefined && { statusWord }),
      exceptions: mergeExceptions(shipment, replacement),
    };
  });
  return [...merged, ...selectNew(existing, sent)];
}

/** A word that may mean more than `accepted` takes no status back. */
const replacesStatus = (existing: Shipment, { status, statusWord }: Shipment): boolean =>
  status !== 'unknown' &&
  (statusWord === undefined ||
    shipmentStatusTable[resolveShipmentStatus(existing.status)].rank <= shipmentStatusTable.packed.rank);

/** Keeps exceptions that the server raised until it resolves them or the shop sends one of the same kind and reason. */
function mergeExceptions(existing: Shipment, sent: Shipment): Shipment['exceptions'] {
  const isSent = ({ kind, reason }: Shipment['exceptions'][number]): boolean =>
    sent.exceptions.some((exception) => exception.kind === kind && exception.reason === reason);
  return [...existing.exceptions.filter((exception) => !isSent(exception)), ...sent.exceptions];
}

/** Completed adjustments never change. */
function mergeAdjustments(existing: readonly Adjustment[], sent: readonly Adjustment[]): Adjustment[] {
  const merged = existing.map((adjustment) =>
    adjustment.status === 'completed' ? adjustment : (sent.find(({ id }) => id === adjustment.id) ?? adjustment),
  );
  return [...merged, ...selectNew(existing, sent)];
}

/** Subtracts completed cancellations, so that an older snapshot does not restore canceled items. */
function subtractCanceled(line: LineItem, adjustments: readonly Adjustment[]): LineItem {
  if (!line.quantity || line.quantity.total > line.quantity.original) return line;
  const cancellations = adjustments.filter(({ kind, status }) => kind === 'cancellation' && status === 'completed');
  const entries = cancellations.flatMap(({ lineItems }) => lineItems ?? []).filter(({ id }) => id === line.id);
  const { original, total, fulfilled } = line.quantity;
  const left = Math.max(0, Math.min(total, original - sum(entries.map(({ quantity }) => quantity))));
  return { ...line, quantity: { ...line.quantity, total: left, fulfilled: Math.min(fulfilled, left) } };
}

function findSnapshotError({ lineItems, shipments, promises, events }: OrderSnapshot): string | undefined {
  for (const [name, list] of Object.entries({ lineItems, shipments, promises, events })) {
    const duplicate = list.find(({ id }, index) => list.findIndex((other) => other.id === id) < index);
    if (duplicate) return `${name}: duplicate id ${duplicate.id}`;
  }
  const invalid = lineItems.find(({ quantity }) => quantity && quantity.fulfilled > quantity.total);
  return invalid && `lineItems: fulfilled of ${invalid.id} exceeds total`;
}
