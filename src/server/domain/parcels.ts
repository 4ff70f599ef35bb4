import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import type { ShipmentStatus } from '../../contract/order-words.ts';
import { assignEvents } from '../../order/assign-events.ts';
import { readShipment, type ShipmentReading } from '../../order/read-shipment.ts';
import { isBelieved, readTimeline, type TimelineEntry } from '../../order/timeline.ts';
import type { ZonedClock } from './clock.ts';

/** A parcel with what its scans say. */
export type ParcelReading = ShipmentReading & {
  readonly shipment: Shipment;
  /** Believed ones, oldest first. */
  readonly entries: readonly TimelineEntry[];
};

/** All parcels of an order, voided ones and returns too. */
export function readParcels(order: Order, clock: ZonedClock): readonly ParcelReading[] {
  const { byParcel } = assignEvents(order, readTimeline(order, clock));
  return order.shipments.map((shipment) => {
    const entries = byParcel.get(shipment.id) ?? [];
    return { ...readShipment(entries, shipment, clock), shipment, entries: entries.filter(isBelieved) };
  });
}

const gone: readonly ShipmentStatus[] = [
  'accepted',
  'in_transit',
  'out_for_delivery',
  'ready_for_pickup',
  'delivered',
  'undeliverable',
  'returning',
  'returned',
];

/** Whether it has left the shop. */
export const isGone = (status: ShipmentStatus): boolean => gone.includes(status);

/**
 * Writes what the scans say into each parcel's summary. A summary that said no more than the scans before
 * is worked out from the scans alone, so that one that is taken back takes its status with it; what the
 * shop said on its own is news like a scan.
 */
export function withReadStatus(before: Order | undefined, order: Order, clock: ZonedClock): Order {
  const events = new Set(before?.events.map(({ id }) => id));
  const known = withoutSummaries({ ...order, events: order.events.filter(({ id }) => events.has(id)) });
  const bare = new Map(readParcels(known, clock).map((reading) => [reading.shipment.id, reading]));
  const shipments = order.shipments.map((shipment): Shipment => {
    const reading = bare.get(shipment.id);
    const isRead = reading && reading.status === shipment.status && (shipment.statusAt ?? reading.since) === reading.since;
    return isRead ? { ...shipment, status: 'unknown', statusAt: undefined } : shipment;
  });
  const readings = readParcels({ ...order, shipments }, clock);
  return {
    ...order,
    shipments: readings.map(({ shipment, status, since }): Shipment => {
      if (status === 'unknown') return shipment;
      const { statusAt: _, ...rest } = shipment;
      return { ...rest, status, ...(since !== undefined && { statusAt: since }) };
    }),
  };
}

const withoutSummaries = (order: Order): Order => ({
  ...order,
  shipments: order.shipments.map((shipment) => ({ ...shipment, status: 'unknown', statusAt: undefined })),
});
