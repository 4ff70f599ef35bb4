import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/shipment.ts';
import type { Deadline, Incident, OrderState } from './order-state.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import type { AwaitedDeadline } from './deadlines.ts';

type IncidentUpdate = {
  readonly order: Order;
  readonly deadlines: readonly Deadline[];
  /** Incidents raised or resolved by the update. */
  readonly incidents: readonly Incident[];
};

/**
 * Derives the open deadlines, the incidents that are raised (`passedDeadline`) or resolved, and the exceptions that show
 * them to the customer. Items without a parcel need no exception: the order summary derives overdue promises itself.
 */
export function updateIncidents(
  { incidents }: OrderState,
  order: Order,
  awaited: readonly AwaitedDeadline[],
  now: number,
  passedDeadline?: Deadline,
): IncidentUpdate {
  const at = formatPreciseInstant(now);
  const isAwaited = ({ id }: Deadline): boolean => awaited.some(({ deadline }) => deadline.id === id);
  const resolved = incidents
    .filter((incident) => !isAwaited(incident))
    .map((incident) => ({ ...incident, resolvedAt: at }));
  const raised: Incident[] = passedDeadline ? [{ ...passedDeadline, orderId: order.id, raisedAt: at }] : [];
  const open = new Set([...incidents.filter(isAwaited), ...raised].map(({ id }) => id));
  const late = awaited.filter(({ deadline }) => open.has(deadline.id));
  return {
    order: updateExceptions(order, late, resolved, at),
    deadlines: awaited.filter(({ deadline }) => !open.has(deadline.id)).map(({ deadline }) => deadline),
    incidents: [...raised, ...resolved],
  };
}

const STEP_OVERDUE_REASON = 'step_overdue';

/** A late step is a delay, not an overdue promise: the promised day may still be met. */
const isExceptionFor = ({ kind, reason, resolvedAt }: OrderException, deadlineKind: Deadline['kind']): boolean =>
  resolvedAt === undefined &&
  (deadlineKind === 'promise' ? kind === 'overdue' : kind === 'delayed' && reason === STEP_OVERDUE_REASON);

function updateExceptions(
  order: Order,
  late: readonly AwaitedDeadline[],
  resolved: readonly Incident[],
  at: string,
): Order {
  const shipments = order.shipments.map((shipment): Shipment => {
    const findCause = (kind: Deadline['kind']): AwaitedDeadline | undefined =>
      late.find(({ deadline, shipmentIds }) => deadline.kind === kind && shipmentIds.includes(shipment.id));
    const raised = visibleKinds.flatMap((kind) => {
      const cause = findCause(kind);
      return cause && !shipment.exceptions.some((exception) => isExceptionFor(exception, kind))
        ? [createException(cause)]
        : [];
    });
    const ended = visibleKinds.filter(
      (kind) => !findCause(kind) && resolved.some((incident) => incident.kind === kind),
    );
    const exceptions = shipment.exceptions.map((exception) =>
      ended.some((kind) => isExceptionFor(exception, kind)) ? { ...exception, resolvedAt: at } : exception,
    );
    return { ...shipment, exceptions: [...exceptions, ...raised] };
  });
  return { ...order, shipments };
}

/** Deadline kinds that the customer sees as exceptions. */
const visibleKinds = ['promise', 'step'] as const;

const createException = ({ deadline, overdueFrom }: AwaitedDeadline): OrderException =>
  deadline.kind === 'promise'
    ? { kind: 'overdue', since: overdueFrom ?? deadline.dueAt }
    : { kind: 'delayed', reason: STEP_OVERDUE_REASON, since: deadline.dueAt };
