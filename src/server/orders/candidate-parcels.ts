import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import type { Scan } from './scan.ts';

/** The parcels that a scan may be about: the named one if it exists, else all of its direction. */
export const selectCandidateParcels = ({ shipments }: Order, { shipmentId, shipment }: Scan): readonly Shipment[] =>
  shipments.filter(({ id, direction }) =>
    shipmentId === undefined ? direction === (shipment?.direction ?? 'outbound') : id === shipmentId,
  );
