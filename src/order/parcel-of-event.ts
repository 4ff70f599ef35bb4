import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';

/**
 * An event that names no parcel happened to the only one. Calling off is said of the order then.
 * `undefined` where there are several parcels or none.
 */
export function parcelIdOf({ kind, shipmentId }: OrderEvent, shipments: Order['shipments']): string | undefined {
  if (shipmentId !== undefined || kind === 'canceled' || shipments.length !== 1) return shipmentId;
  return shipments[0]?.id;
}
