import type { EventKind, ShipmentStatus } from '../contract/order-words.ts';

/** What a kind of event says about the parcel it happened to. */
export type Effect = {
  /** Where the parcel is from then on. */
  readonly status?: ShipmentStatus;
  /** It says only that somebody works on it: no news where anything is known. */
  readonly isWeak?: true;
  /** A carrier (customs, a pickup point) saw the parcel. */
  readonly isScan?: true;
  /** Of two at the same time, and of a summary without a time against an event, the greater is the newer. */
  readonly rank: number;
};

const preparing: Effect = { status: 'preparing', isWeak: true, rank: 1 };
const moving = (rank: number): Effect => ({ status: 'in_transit', isScan: true, rank });
const nothing: Effect = { rank: 0 };

const effects: Record<EventKind, Effect> = {
  placed: nothing,
  payment_confirmed: { rank: 0.1 },
  on_hold: { rank: 0.2 },
  label_created: preparing,
  pickup_scheduled: preparing,
  pickup_failed: preparing,
  packed: { status: 'packed', rank: 2 },
  accepted: { status: 'accepted', isScan: true, rank: 4 },
  arrived_at_facility: moving(5.1),
  departed_facility: moving(5.2),
  in_transit: moving(5.3),
  handed_to_partner: moving(5.4),
  export_customs: moving(5.5),
  import_customs: moving(5.7),
  customs_cleared: moving(5.8),
  arrived_in_destination_country: moving(5.6),
  at_delivery_depot: moving(5.9),
  delivery_scheduled: { isScan: true, rank: 0 },
  out_for_delivery: { status: 'out_for_delivery', isScan: true, rank: 6 },
  delivery_attempted: { status: 'in_transit', isScan: true, rank: 7 },
  ready_for_pickup: { status: 'ready_for_pickup', isScan: true, rank: 8 },
  delivered: { status: 'delivered', isScan: true, rank: 10 },
  return_started: { status: 'returning', isScan: true, rank: 11 },
  returned_to_sender: { status: 'returned', isScan: true, rank: 12 },
  promise_changed: nothing,
  items_canceled: nothing,
  canceled: { status: 'canceled', rank: 3 },
  note: nothing,
};

const effectOfKind = new Map<string, Effect>(Object.entries(effects));

/** A carrier's own word is no news of where the parcel is, but a sign that it was seen. */
const unlisted: Effect = { isScan: true, rank: 0 };

export const effectOf = (kind: string): Effect => effectOfKind.get(kind) ?? unlisted;

/** Ranks of a sender's summary, on the same scale. */
export const statusRanks: Record<ShipmentStatus, number> = {
  unknown: 0,
  preparing: 1,
  packed: 2,
  canceled: 3,
  accepted: 4,
  in_transit: 5,
  out_for_delivery: 6,
  ready_for_pickup: 8,
  undeliverable: 9,
  delivered: 10,
  returning: 11,
  returned: 12,
};
