import type { Order } from '../../contract/order.ts';
import type { OrderException, Shipment } from '../../contract/order-shipment.ts';
import type { EventTime } from '../../contract/order-time.ts';
import { statusOf } from './amounts.ts';

/** Of an exception `other`: the customer says that it is not there. */
const missingReason = 'missing';

export const isMissing = ({ reason, resolvedAt }: OrderException): boolean => reason === missingReason && resolvedAt === undefined;

/** Delivered parcels with any of these lines in it; all delivered ones where no line is named. */
const isConcerned = ({ direction, lineItems, ...rest }: Shipment, lineIds: readonly string[]): boolean =>
  direction === 'outbound' &&
  statusOf({ direction, lineItems, ...rest }) === 'delivered' &&
  (lineIds.length === 0 || !lineItems || lineItems.some(({ id }) => lineIds.includes(id)));

/** The report stands at the parcels; `what` the shop does about it, in its words. */
export function withMissing(order: Order, lineIds: readonly string[], since: EventTime, what: string | undefined): Order {
  const missing: OrderException = {
    kind: 'other',
    reason: missingReason,
    since,
    ...(what !== undefined && { actionRequired: { by: 'shop', what } }),
  };
  const shipments = order.shipments.map((shipment) =>
    isConcerned(shipment, lineIds) && !shipment.exceptions.some(isMissing)
      ? { ...shipment, exceptions: [...shipment.exceptions, missing] }
      : shipment,
  );
  return { ...order, shipments };
}

export function withoutMissing(order: Order, lineIds: readonly string[], resolvedAt: EventTime): Order {
  const shipments = order.shipments.map((shipment) =>
    isConcerned(shipment, lineIds) && shipment.exceptions.some(isMissing)
      ? { ...shipment, exceptions: shipment.exceptions.map((exception) => (isMissing(exception) ? { ...exception, resolvedAt } : exception)) }
      : shipment,
  );
  return { ...order, shipments };
}
