import { resolveCode } from './codes.ts';

/** Facts about one shipment status. Each column names the decisions that depend on it. */
type ShipmentStatusRow = {
  /**
   * Whole number, different for each status. Of two reports at the same time, the greater rank counts as newer; a
   * deadline of a step is met by a status of the same or a greater rank. Events use the same scale:
   * `src/order/event-effects.ts` ranks events with the same status between two whole numbers. To insert a status,
   * renumber the rows.
   */
  readonly rank: number;
  /** Selects the shipment that the headline is about: the lowest number. The next delivery first, finished ones last. */
  readonly urgency: number;
  /**
   * The carrier or a pickup point has had the shipment. Decides which items can still be canceled, whether the order
   * counts as shipped, and the webhook message `shipment.shipped`.
   */
  readonly hasLeftShop: boolean;
  /** The promise is kept or void: a later day does not make the shipment overdue, and no step has a deadline. */
  readonly endsPromise: boolean;
  /** No further event is expected: earlier issues are over, and custody is not shown. */
  readonly isFinal: boolean;
  /**
   * Step of an outbound shipment: its place in the list of steps, the normal time until the next scan, and the next
   * steps in the demo's staff pages.
   */
  readonly step: string;
  /** Step of a return. */
  readonly returnStep: string;
  /**
   * Headline of an order whose primary parcel has the status. Also labels the events that set the status, unless a step
   * has the name of the status.
   */
  readonly headline: string;
  /** A known delivery date replaces `headline`: `arriving`, `late` or `overdue`. */
  readonly yieldsToDate: boolean;
};

const atShop = {
  hasLeftShop: false,
  endsPromise: false,
  isFinal: false,
  step: 'ordered',
  returnStep: 'return_announced',
  headline: 'preparing',
  yieldsToDate: true,
} as const;
const enRoute = {
  ...atShop,
  hasLeftShop: true,
  step: 'with_carrier',
  returnStep: 'with_carrier',
  headline: 'under_way',
} as const;
const promiseEnded = { ...enRoute, endsPromise: true, yieldsToDate: false } as const;
const ended = { ...promiseEnded, isFinal: true, returnStep: 'returned' } as const;

/**
 * All statuses of a shipment. On the wire a status is an open code: unlisted codes are kept and
 * treated as `unknown`.
 */
export const shipmentStatusTable = {
  unknown: { ...atShop, rank: 0, urgency: 5, headline: 'unknown' },
  preparing: { ...atShop, rank: 1, urgency: 5 },
  packed: { ...atShop, rank: 2, urgency: 5, step: 'packed' },
  accepted: { ...enRoute, rank: 4, urgency: 3 },
  in_transit: { ...enRoute, rank: 5, urgency: 3 },
  out_for_delivery: {
    ...enRoute,
    rank: 6,
    urgency: 2,
    step: 'out_for_delivery',
    headline: 'out_for_delivery',
    yieldsToDate: false,
  },
  ready_for_pickup: { ...promiseEnded, rank: 8, urgency: 1, step: 'ready_for_pickup', headline: 'ready_for_pickup' },
  delivered: { ...ended, rank: 10, urgency: 7, step: 'delivered', headline: 'delivered' },
  undeliverable: { ...promiseEnded, rank: 9, urgency: 4, step: 'undeliverable', headline: 'undeliverable' },
  returning: { ...promiseEnded, rank: 11, urgency: 6, step: 'returning', headline: 'returning' },
  returned: { ...ended, rank: 12, urgency: 8, step: 'returned', headline: 'returned' },
  canceled: {
    ...ended,
    hasLeftShop: false,
    rank: 3,
    urgency: 8,
    step: 'canceled',
    returnStep: 'canceled',
    headline: 'canceled',
  },
} as const satisfies Record<string, ShipmentStatusRow>;

export type ShipmentStatus = keyof typeof shipmentStatusTable;

/** The step of a shipment with some status. */
export type StatusStep = (typeof shipmentStatusTable)[ShipmentStatus]['step' | 'returnStep'];

/** The headline of some status. */
export type StatusHeadline = (typeof shipmentStatusTable)[ShipmentStatus]['headline'];

/** Names of all statuses. */
export const shipmentStatuses = Object.keys(shipmentStatusTable) as readonly ShipmentStatus[];

/** The status that a code stands for; `unknown` for unlisted codes. */
export const resolveShipmentStatus = (code: string): ShipmentStatus => resolveCode(shipmentStatuses, code, 'unknown');

/** Whether a shipment with this status has left the shop. */
export const hasLeftShop = (status: ShipmentStatus): boolean => shipmentStatusTable[status].hasLeftShop;

/** Whether a shipment with this status is on its way to the customer. */
export const isEnRoute = (status: ShipmentStatus): boolean =>
  hasLeftShop(status) && !shipmentStatusTable[status].endsPromise;
