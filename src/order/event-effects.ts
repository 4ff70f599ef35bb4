import type { EventKind } from '../contract/codes.ts';
import { shipmentStatusTable, type ShipmentStatus } from '../contract/shipment-statuses.ts';

/** What a kind of event means for its parcel. */
export type EventEffect = {
  /** Status of the parcel after the event. */
  readonly status?: ShipmentStatus;
  /** The event counts only while no status is known: the shop is working on the parcel. */
  readonly isWeak?: true;
  /** A carrier, customs or a pickup point had the parcel in hand. */
  readonly isScan?: true;
  /**
   * Orders events of the same time, and an event against a reported status without a time: the greater
   * rank is newer. On the scale of `shipmentStatusTable`.
   */
  readonly rank: number;
};

const noEffect: EventEffect = { rank: 0 };
const preparing: EventEffect = { status: 'preparing', isWeak: true, rank: shipmentStatusTable.preparing.rank };

/** `offset` orders events with the same status. */
const scan = (status: ShipmentStatus, offset = 0): EventEffect => ({
  status,
  isScan: true,
  rank: shipmentStatusTable[status].rank + offset,
});

const effectsByKind: Record<EventKind, EventEffect> = {
  placed: noEffect,
  payment_confirmed: { rank: 0.1 },
  on_hold: { rank: 0.2 },
  label_created: preparing,
  pickup_scheduled: preparing,
  pickup_failed: preparing,
  packed: { status: 'packed', rank: shipmentStatusTable.packed.rank },
  accepted: scan('accepted'),
  arrived_at_facility: scan('in_transit', 0.1),
  departed_facility: scan('in_transit', 0.2),
  in_transit: scan('in_transit', 0.3),
  handed_to_partner: scan('in_transit', 0.4),
  export_customs: scan('in_transit', 0.5),
  arrived_in_destination_country: scan('in_transit', 0.6),
  import_customs: scan('in_transit', 0.7),
  customs_cleared: scan('in_transit', 0.8),
  at_delivery_depot: scan('in_transit', 0.9),
  delivery_scheduled: { isScan: true, rank: 0 },
  out_for_delivery: scan('out_for_delivery'),
  // After the round of the same day: between `out_for_delivery` and the status after it.
  delivery_attempted: scan('in_transit', 1.1),
  ready_for_pickup: scan('ready_for_pickup'),
  delivered: scan('delivered'),
  return_started: scan('returning'),
  returned_to_sender: scan('returned'),
  promise_changed: noEffect,
  items_canceled: noEffect,
  canceled: { status: 'canceled', rank: shipmentStatusTable.canceled.rank },
  note: noEffect,
};

const effectByKind = new Map<string, EventEffect>(Object.entries(effectsByKind));

/** An unlisted code of a carrier changes no status, but shows that the carrier had the parcel. */
const unlistedEffect: EventEffect = { isScan: true, rank: 0 };

export const resolveEventEffect = (kind: string): EventEffect => effectByKind.get(kind) ?? unlistedEffect;
