import type { DateWindow } from '../contract/estimate.ts';
import type { EventTime } from '../contract/order-time.ts';
import { deliveryKinds, knownWord, type DeliveryKind, type ExceptionKind } from '../contract/order-words.ts';
import type { Leg } from './leg.ts';
import { isAsked } from './next-action.ts';
import type { OrderStatus } from './order-status.ts';
import type { Trouble } from './trouble.ts';

/** The one thing to say first. */
export type Headline = {
  readonly kind:
    /** The order as a whole. */
    | 'awaiting_payment'
    | 'on_hold'
    | 'canceled'
    | 'returned'
    | 'partially_returned'
    /** The customer must do something: `trouble` says what. */
    | 'action_required'
    /** Something is wrong that somebody else must mend. */
    | 'problem'
    | 'delivered'
    | 'ready_for_pickup'
    | 'out_for_delivery'
    | 'undeliverable'
    | 'returning'
    /** By `window`: as promised, later than promised, or passed with nothing new. */
    | 'arriving'
    | 'late'
    | 'overdue'
    /** No date is known. */
    | 'under_way'
    | 'preparing'
    | 'placed'
    | 'unknown';
  /** What it is about is a part of the order only. */
  readonly isPartial: boolean;
  /** The leg it is about. */
  readonly leg: Leg | undefined;
  /** Since when; delivered: when. */
  readonly at: EventTime | undefined;
  readonly window: DateWindow | undefined;
  /** Ready for pickup: until when it is kept. */
  readonly until: EventTime | undefined;
  /** Delivered: to whom or where. */
  readonly deliveredTo: DeliveryKind | undefined;
  readonly trouble: Trouble | undefined;
};

/** Trouble that outweighs the date: the date says little until it is mended. */
const grave: readonly ExceptionKind[] = [
  'lost',
  'destroyed',
  'damaged',
  'missing_contents',
  'refused',
  'unclaimed',
  'address_issue',
  'customs_hold',
  'held',
  'attempt_failed',
];

/** What of an order to say first: the order itself where it is over or held, else the leg that matters most. */
export function readHeadline(status: OrderStatus, legs: readonly Leg[], focus: Leg | undefined): Headline {
  const trouble = focus && (focus.troubles.find(isAsked) ?? focus.troubles.find(({ kind }) => grave.includes(kind)));
  const kind = kindOf(status, focus, trouble);
  return {
    kind,
    isPartial: legs.length > 1,
    leg: focus,
    at: focus?.since,
    window: focus?.promise.current?.window,
    until: kind === 'ready_for_pickup' ? focus?.shipment.pickup?.until : undefined,
    deliveredTo: kind === 'delivered' ? knownWord(deliveryKinds, focus?.shipment.delivery?.kind, 'unknown') : undefined,
    trouble: kind === 'action_required' || kind === 'problem' ? trouble : undefined,
  };
}

function kindOf(status: OrderStatus, focus: Leg | undefined, trouble: Trouble | undefined): Headline['kind'] {
  switch (status) {
    case 'awaiting_payment':
    case 'on_hold':
    case 'canceled':
    case 'returned':
    case 'partially_returned':
      return status;
    default:
  }
  if (!focus) return 'unknown';
  if (trouble && focus.status !== 'ready_for_pickup') return isAsked(trouble) ? 'action_required' : 'problem';
  return byStatus(focus) ?? byPromise(focus) ?? withoutDate(status, focus);
}

function byStatus({ status }: Leg): Headline['kind'] | undefined {
  switch (status) {
    case 'delivered':
    case 'ready_for_pickup':
    case 'out_for_delivery':
    case 'undeliverable':
    case 'returning':
    case 'returned':
    case 'canceled':
      return status;
    default:
      return undefined;
  }
}

function byPromise({ promise }: Leg): Headline['kind'] | undefined {
  if (promise.state === 'overdue') return 'overdue';
  if (!promise.current?.window) return undefined;
  return promise.shift === 'later' ? 'late' : 'arriving';
}

function withoutDate(status: OrderStatus, { status: leg }: Leg): Headline['kind'] {
  if (leg === 'accepted' || leg === 'in_transit') return 'under_way';
  if (leg === 'preparing' || leg === 'packed') return 'preparing';
  return status === 'placed' ? 'placed' : 'unknown';
}
