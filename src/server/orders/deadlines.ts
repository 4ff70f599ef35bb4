import { shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import type { Order } from '../../contract/order.ts';
import { formatCivilDate, parseCivilDate } from '../../dates/civil-date.ts';
import { HOUR_MS, instantAt } from '../../dates/zoned-time.ts';
import { resolveEventEffect } from '../../order/event-effects.ts';
import { deriveOrderSummary, type ParcelSummary, type OrderSummary } from '../../order/index.ts';
import { isEffective } from '../../order/timeline-entry.ts';
import {
  createTimeContext,
  resolveEventEnd,
  type Deadline,
  type StoredCancellation,
  type RuleContext,
  type ZonedTimeContext,
} from './order-state.ts';
import type { StepLimit } from './shop-rules.ts';

/** A deadline with the parcels it concerns. */
export type AwaitedDeadline = {
  readonly deadline: Deadline;
  readonly shipmentIds: readonly string[];
  /** The day after the last promised day, for `promise`. */
  readonly overdueFrom?: string | undefined;
};

/** All deadlines of an order, passed or not. */
export function deriveAwaitedDeadlines(
  order: Order,
  pending: readonly StoredCancellation[],
  context: RuleContext,
): readonly AwaitedDeadline[] {
  const timeContext = createTimeContext(order, context);
  const summary = deriveOrderSummary(order, timeContext);
  const decisions = pending.flatMap(deriveDecisionDeadline);
  if (summary.isFinal) return decisions;
  const limits = context.rules.stepLimits ?? [];
  const steps = limits.flatMap((limit) =>
    limit.after === 'placed'
      ? deriveFirstStepDeadline(limit, order, summary)
      : deriveStepDeadlines(limit, summary, timeContext),
  );
  return [...derivePromiseDeadlines(summary, timeContext), ...steps, ...decisions];
}

const deriveDecisionDeadline = ({ cancellation: { id, answerBy } }: StoredCancellation): AwaitedDeadline[] => {
  if (answerBy === undefined) return [];
  const dueAt = formatPreciseInstant(Date.parse(answerBy));
  return [
    { deadline: { id: `decision:${id}:${dueAt}`, kind: 'decision', dueAt, cancellationId: id }, shipmentIds: [] },
  ];
};

/** One deadline for each promise, even if it concerns several parcels. */
function derivePromiseDeadlines(
  { parcels, unshippedItems }: OrderSummary,
  { timeZone }: ZonedTimeContext,
): AwaitedDeadline[] {
  const promised = [
    ...parcels.map(({ shipment, status, promise }) => ({ shipmentId: shipment.id, status, promise })),
    ...(unshippedItems
      ? unshippedItems.items.map(({ promise }) => ({ shipmentId: undefined, status: unshippedItems.status, promise }))
      : []),
    ...(unshippedItems && unshippedItems.items.length === 0
      ? [{ shipmentId: undefined, status: unshippedItems.status, promise: unshippedItems.promise }]
      : []),
  ];
  const awaited = new Map<
    string,
    { promiseId: string; lastDay: string; shipmentIds: string[]; includesUnshipped: boolean }
  >();
  for (const { shipmentId, status, promise } of promised) {
    const lastDay = promise.current?.window?.to;
    if (!promise.current || lastDay === undefined || shipmentStatusTable[status].endsPromise) continue;
    const promiseId = promise.current.id;
    const entry = awaited.get(promiseId) ?? { promiseId, lastDay, shipmentIds: [], includesUnshipped: false };
    if (shipmentId === undefined) entry.includesUnshipped = true;
    else entry.shipmentIds.push(shipmentId);
    awaited.set(promiseId, entry);
  }
  return [...awaited.values()].map(({ promiseId, lastDay, shipmentIds, includesUnshipped }) => ({
    deadline: {
      id: `promise:${promiseId}:${lastDay}`,
      kind: 'promise',
      dueAt: formatPreciseInstant(instantAt(timeZone, parseCivilDate(lastDay), '24:00')),
      promiseId,
      shipmentId: shipmentIds.length === 1 && !includesUnshipped ? shipmentIds[0] : undefined,
    },
    shipmentIds,
    overdueFrom: formatCivilDate(parseCivilDate(lastDay) + 1),
  }));
}

/** Whether a parcel has reached the next step or a later one. */
const hasReached = (parcel: Pick<ParcelSummary, 'status' | 'timeline'>, { next }: StepLimit): boolean =>
  shipmentStatusTable[parcel.status].endsPromise ||
  shipmentStatusTable[parcel.status].rank >= resolveEventEffect(next).rank ||
  parcel.timeline.some(
    (entry) =>
      isEffective(entry) && entry.effect.status !== undefined && entry.effect.rank >= resolveEventEffect(next).rank,
  );

/** Deadline counted from `placedAt`. Orders on hold have none. */
function deriveFirstStepDeadline(
  limit: StepLimit,
  order: Order,
  { placedAt, status, parcels, unshippedItems }: OrderSummary,
): AwaitedDeadline[] {
  const waiting = [...parcels, ...(unshippedItems ? [unshippedItems] : [])].filter(
    (parcel) => !hasReached(parcel, limit),
  );
  const isHeld = order.hold !== undefined || status === 'on_hold' || status === 'awaiting_payment';
  if (placedAt === undefined || isHeld || waiting.length === 0) return [];
  return [createStepDeadline(limit, Date.parse(placedAt), undefined)];
}

function deriveStepDeadlines(
  limit: StepLimit,
  { parcels }: OrderSummary,
  timeContext: ZonedTimeContext,
): AwaitedDeadline[] {
  return parcels.flatMap((parcel) => {
    const start = parcel.timeline.find((entry) => isEffective(entry) && entry.event.kind === limit.after);
    const from = start?.span?.to ?? resolveEventEnd(start?.at, timeContext);
    return from === undefined || hasReached(parcel, limit) ? [] : [createStepDeadline(limit, from, parcel.shipment.id)];
  });
}

function createStepDeadline(
  { after, next, hours }: StepLimit,
  from: number,
  shipmentId: string | undefined,
): AwaitedDeadline {
  const dueAt = formatPreciseInstant(from + hours * HOUR_MS);
  return {
    deadline: { id: `step:${shipmentId ?? ''}:${after}-${next}:${dueAt}`, kind: 'step', dueAt, shipmentId, step: next },
    shipmentIds: shipmentId === undefined ? [] : [shipmentId],
  };
}
