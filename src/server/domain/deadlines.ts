import type { Order } from '../../contract/order.ts';
import type { ShipmentStatus } from '../../contract/order-words.ts';
import { formatDay, parseDay } from '../../estimate/civil-date.ts';
import { instantAt } from '../../estimate/zoned-time.ts';
import { effectOf, statusRanks } from '../../order/event-effects.ts';
import { readOrder, type Leg, type OrderReading } from '../../order/index.ts';
import { isBelieved } from '../../order/timeline.ts';
import type { Deadline, StoredCancellation } from '../model.ts';
import { clockOf, endOf, instantOf, type ZonedClock } from './clock.ts';
import type { StepLimit } from './rules.ts';
import type { Context } from './state.ts';

/** A deadline with the parcels that wait for it. */
export type Awaited = {
  readonly deadline: Deadline;
  readonly shipmentIds: readonly string[];
  /** Of a promise: the day after its last. */
  readonly overdueFrom?: string | undefined;
};

const hour = 3_600_000;

/** All that is awaited of an order, whether its time has passed or not. */
export function awaitedOf(order: Order, pending: readonly StoredCancellation[], context: Context): readonly Awaited[] {
  const clock = clockOf(order, context);
  const reading = readOrder(order, clock);
  const answers = pending.flatMap(answerOf);
  if (reading.isFinal) return answers;
  const limits = context.rules.stepWithin ?? [];
  const steps = limits.flatMap((limit) => (limit.after === 'placed' ? afterPlaced(limit, order, reading) : afterStep(limit, reading, clock)));
  return [...promisesOf(reading, clock), ...steps, ...answers];
}

const answerOf = ({ cancellation: { id, answerBy } }: StoredCancellation): Awaited[] => {
  if (answerBy === undefined) return [];
  const dueAt = instantOf(Date.parse(answerBy));
  return [{ deadline: { id: `answer:${id}:${dueAt}`, kind: 'answer', dueAt, cancellationId: id }, shipmentIds: [] }];
};

/** What is there, or will not come any more, is not awaited. */
const settled: readonly ShipmentStatus[] = ['delivered', 'ready_for_pickup', 'undeliverable', 'returning', 'returned', 'canceled'];

/** One a promise, whichever of its parcels is late. */
function promisesOf({ parcels, rest }: OrderReading, { timeZone }: ZonedClock): Awaited[] {
  const held = [
    ...parcels.map(({ shipment, status, promise }) => ({ shipmentId: shipment.id, status, promise })),
    ...(rest ? rest.items.map(({ promise }) => ({ shipmentId: undefined, status: rest.status, promise })) : []),
    ...(rest && rest.items.length === 0 ? [{ shipmentId: undefined, status: rest.status, promise: rest.promise }] : []),
  ];
  const awaited = new Map<string, { promiseId: string; lastDay: string; shipmentIds: string[]; isOfRest: boolean }>();
  for (const { shipmentId, status, promise } of held) {
    const lastDay = promise.current?.window?.to;
    if (!promise.current || lastDay === undefined || settled.includes(status)) continue;
    const promiseId = promise.current.id;
    const entry = awaited.get(promiseId) ?? { promiseId, lastDay, shipmentIds: [], isOfRest: false };
    if (shipmentId === undefined) entry.isOfRest = true;
    else entry.shipmentIds.push(shipmentId);
    awaited.set(promiseId, entry);
  }
  return [...awaited.values()].map(({ promiseId, lastDay, shipmentIds, isOfRest }) => ({
    deadline: {
      id: `promise:${promiseId}:${lastDay}`,
      kind: 'promise',
      dueAt: instantOf(instantAt(timeZone, parseDay(lastDay), '24:00')),
      promiseId,
      shipmentId: shipmentIds.length === 1 && !isOfRest ? shipmentIds[0] : undefined,
    },
    shipmentIds,
    overdueFrom: formatDay(parseDay(lastDay) + 1),
  }));
}

/** Whether a leg has come as far as a step, or farther. */
const hasReached = (leg: Pick<Leg, 'status' | 'timeline'>, { next }: StepLimit): boolean =>
  settled.includes(leg.status) ||
  statusRanks[leg.status] >= effectOf(next).rank ||
  leg.timeline.some((entry) => isBelieved(entry) && entry.effect.status !== undefined && entry.effect.rank >= effectOf(next).rank);

/** Nothing is awaited of an order that is on hold. */
function afterPlaced(limit: StepLimit, order: Order, { placedAt, status, parcels, rest }: OrderReading): Awaited[] {
  const waits = [...parcels, ...(rest ? [rest] : [])].filter((leg) => !hasReached(leg, limit));
  const isHeld = order.hold !== undefined || status === 'on_hold' || status === 'awaiting_payment';
  if (placedAt === undefined || isHeld || waits.length === 0) return [];
  return [stepOf(limit, Date.parse(placedAt), undefined)];
}

function afterStep(limit: StepLimit, { parcels }: OrderReading, clock: ZonedClock): Awaited[] {
  return parcels.flatMap((leg) => {
    const start = leg.timeline.find((entry) => isBelieved(entry) && entry.event.kind === limit.after);
    const from = start?.moment?.to ?? endOf(start?.at, clock);
    return from === undefined || hasReached(leg, limit) ? [] : [stepOf(limit, from, leg.shipment.id)];
  });
}

function stepOf({ after, next, hours }: StepLimit, from: number, shipmentId: string | undefined): Awaited {
  const dueAt = instantOf(from + hours * hour);
  return {
    deadline: { id: `step:${shipmentId ?? ''}:${after}-${next}:${dueAt}`, kind: 'step', dueAt, shipmentId, step: next },
    shipmentIds: shipmentId === undefined ? [] : [shipmentId],
  };
}
