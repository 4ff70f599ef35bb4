import type { Shipment } from '../contract/order-shipment.ts';
import type { ShipmentStatus } from '../contract/order-words.ts';

/** Who has a parcel now. */
export type Holder = 'shop' | 'carrier' | 'customs' | 'pickup_point' | 'recipient' | 'unknown';

/** By status, and by the kind of the event that set it where customs took over. */
export function holderOf(status: ShipmentStatus, kind: string | undefined, shipment: Shipment): Holder {
  switch (status) {
    case 'preparing':
    case 'packed':
    case 'canceled':
      return shipment.direction === 'return' ? 'recipient' : 'shop';
    case 'accepted':
    case 'in_transit':
      return kind === 'export_customs' || kind === 'import_customs' ? 'customs' : 'carrier';
    case 'out_for_delivery':
    case 'undeliverable':
    case 'returning':
      return 'carrier';
    case 'ready_for_pickup':
      return shipment.method === 'store' ? 'shop' : 'pickup_point';
    case 'delivered':
      return shipment.direction === 'return' ? 'shop' : 'recipient';
    case 'returned':
      return 'shop';
    case 'unknown':
      return 'unknown';
  }
}
