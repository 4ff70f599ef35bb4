import { resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/shipment.ts';
import type { EventTime } from '../../contract/order-fields.ts';

export const isMissingReport = ({ kind, resolvedAt }: OrderException): boolean =>
  kind === 'not_received' && resolvedAt === undefined;

/** Whether a delivered parcel contains one of the lines. Without lines, every delivered parcel matches. */
const isAffected = ({ direction, status, lineItems }: Shipment, lineIds: readonly string[]): boolean =>
  direction === 'outbound' &&
  resolveShipmentStatus(status) === 'delivered' &&
  (lineIds.length === 0 || !lineItems || lineItems.some(({ id }) => lineIds.includes(id)));

/** What the shop does about a report: its text, if it has one, and until when it answers. */
type MissingReportAnswer = { what: string | undefined; answerBy: EventTime | undefined };

/** Adds the report as an exception to the affected parcels. An open report takes on a new time of the answer. */
export function addMissingReport(
  order: Order,
  lineIds: readonly string[],
  since: EventTime,
  { what = '', answerBy }: MissingReportAnswer,
): Order {
  const isAnswered = what !== '' || answerBy !== undefined;
  const missing: OrderException = {
    kind: 'not_received',
    since,
    ...(isAnswered && { actionRequired: { by: 'shop', what, ...(answerBy !== undefined && { until: answerBy }) } }),
  };
  const shipments = order.shipments.map((shipment) => {
    if (!isAffected(shipment, lineIds)) return shipment;
    const { exceptions } = shipment;
    if (!exceptions.some(isMissingReport)) return { ...shipment, exceptions: [...exceptions, missing] };
    if (answerBy === undefined) return shipment;
    const { actionRequired } = missing;
    return {
      ...shipment,
      exceptions: exceptions.map((each) => (isMissingReport(each) ? { ...each, actionRequired } : each)),
    };
  });
  return { ...order, shipments };
}

export function resolveMissingReport(order: Order, lineIds: readonly string[], resolvedAt: EventTime): Order {
  const shipments = order.shipments.map((shipment) =>
    isAffected(shipment, lineIds) && shipment.exceptions.some(isMissingReport)
      ? {
          ...shipment,
          exceptions: shipment.exceptions.map((exception) =>
            isMissingReport(exception) ? { ...exception, resolvedAt } : exception,
          ),
        }
      : shipment,
  );
  return { ...order, shipments };
}
