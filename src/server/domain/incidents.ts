import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/order-shipment.ts';
import type { Deadline, Incident } from '../model.ts';
import { instantOf } from './clock.ts';
import type { Awaited } from './deadlines.ts';
import type { OrderState } from './state.ts';

type Outcome = {
  readonly order: Order;
  readonly deadlines: readonly Deadline[];
  /** Raised or resolved now. */
  readonly incidents: readonly Incident[];
};

/**
 * Deadlines that are open after a change, incidents that it raises (`passed`) or resolves, and the
 * exceptions by which the customer sees them. What is in no parcel needs none: a reading of the order
 * says by the promise itself that it is overdue.
 */
export function settleIncidents(
  { incidents }: OrderState,
  order: Order,
  awaited: readonly Awaited[],
  now: number,
  passed?: Deadline,
): Outcome {
  const at = instantOf(now);
  const isAwaited = ({ id }: Deadline): boolean => awaited.some(({ deadline }) => deadline.id === id);
  const resolved = incidents.filter((incident) => !isAwaited(incident)).map((incident) => ({ ...incident, resolvedAt: at }));
  const raised: Incident[] = passed ? [{ ...passed, orderId: order.id, raisedAt: at }] : [];
  const open = new Set([...incidents.filter(isAwaited), ...raised].map(({ id }) => id));
  const late = awaited.filter(({ deadline }) => open.has(deadline.id));
  return {
    order: withExceptions(order, late, resolved, at),
    deadlines: awaited.filter(({ deadline }) => !open.has(deadline.id)).map(({ deadline }) => deadline),
    incidents: [...raised, ...resolved],
  };
}

const stepOverdue = 'step_overdue';

/** A step that is late is a delay, not a broken promise: the promised day may still hold. */
const isRaised = ({ kind, reason, resolvedAt }: OrderException, of: Deadline['kind']): boolean =>
  resolvedAt === undefined && (of === 'promise' ? kind === 'overdue' : kind === 'delayed' && reason === stepOverdue);

function withExceptions(order: Order, late: readonly Awaited[], resolved: readonly Incident[], at: string): Order {
  const shipments = order.shipments.map((shipment): Shipment => {
    const causeOf = (kind: Deadline['kind']): Awaited | undefined =>
      late.find(({ deadline, shipmentIds }) => deadline.kind === kind && shipmentIds.includes(shipment.id));
    const raised = seen.flatMap((kind) => {
      const cause = causeOf(kind);
      return cause && !shipment.exceptions.some((exception) => isRaised(exception, kind)) ? [exceptionOf(cause)] : [];
    });
    const ended = seen.filter((kind) => !causeOf(kind) && resolved.some((incident) => incident.kind === kind));
    const known = shipment.exceptions.map((exception) =>
      ended.some((kind) => isRaised(exception, kind)) ? { ...exception, resolvedAt: at } : exception,
    );
    return { ...shipment, exceptions: [...known, ...raised] };
  });
  return { ...order, shipments };
}

/** Kinds of deadlines that the customer hears of. */
const seen = ['promise', 'step'] as const;

const exceptionOf = ({ deadline, overdueFrom }: Awaited): OrderException =>
  deadline.kind === 'promise'
    ? { kind: 'overdue', since: overdueFrom ?? deadline.dueAt }
    : { kind: 'delayed', reason: stepOverdue, since: deadline.dueAt };
