import type { Order, OrderAction } from '../contract/order.ts';
import type { CivilDate } from '../contract/primitives.ts';
import type { EventTime } from '../contract/order-time.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import type { ShipmentStatus } from '../contract/order-words.ts';
import { formatDay } from '../estimate/civil-date.ts';
import { isOffered } from './offered.ts';
import { dayOf, today, type Clock } from './moment.ts';

/** Delivered, but not here: until when to wait, and how to report it then. */
export type MissingCheck = {
  /** The last day on which it may still turn up; absent where the day of delivery is not known. */
  readonly waitUntil: CivilDate | undefined;
  /** That day is over. */
  readonly isWaitOver: boolean;
  /** How to report it, where the shop offers that. */
  readonly report: OrderAction | undefined;
};

/** Scans run ahead of the parcel by up to a day: a round is scanned off before it is driven. */
const scanLead = 1;

export function missingCheck(
  { direction }: Shipment,
  status: ShipmentStatus,
  since: EventTime | undefined,
  order: Order,
  clock: Clock,
): MissingCheck | undefined {
  if (status !== 'delivered' || direction === 'return') return undefined;
  const lastDay = since === undefined ? undefined : dayOf(since, clock.timeZone) + scanLead;
  return {
    waitUntil: lastDay === undefined ? undefined : formatDay(lastDay),
    isWaitOver: lastDay === undefined || today(clock) > lastDay,
    report: order.actions.find((action) => action.type === 'report-missing' && isOffered(action, clock)),
  };
}
