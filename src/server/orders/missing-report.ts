import { resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/shipment.ts';
import type { EventTime } from '../../contract/order-fields.ts';

/** Reason of the exception `other` if the customer reports a delivered parcel missing. */
const MISSING_REPORT_REASON = 'missing';

export const isMissingReport = ({ reason, resolvedAt }: OrderException): boolean =>
  reason === MISSING_REPORT_REASON && resolvedAt === undefined;

/** Whether a delivered parcel contains one of the lines. Without lines, every delivered parcel matches. */
const isAffected = ({ direction, status, lineItems }: Shipment, lineIds: readonly string[]): boolean =>
  direction === 'outbound' &&
  resolveShipmentStatus(status) === 'delivered' &&
  (lineIds.length === 0 || !lineItems || lineItems.some(({ id }) => lineIds.includes(id)));

/** Adds the report as an exception to the affected parcels. `what` is the shop's text about its next step. */
export function addMissingReport(
  order: Order,
  lineIds: readonly string[],
  since: EventTime,
  what: string | undefined,
): Order {
  const missing: OrderException = {
    kind: 'other',
    reason: MISSING_REPORT_REASON,
    since,
    ...(what !== undefined && { actionRequired: { by: 'shop', what } }),
  };
  const shipments = order.shipments.map((shipment) =>
    isAffected(shipment, lineIds) && !shipment.exceptions.some(isMissingReport)
      ? { ...shipment, exceptions: [...shipment.exceptions, missing] }
      : shipment,
  );
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
