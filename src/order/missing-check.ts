import type { Order, OrderAction } from '../contract/order.ts';
import type { CivilDate } from '../contract/primitives.ts';
import type { Shipment } from '../contract/shipment.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { resolveEventDay, type TimeContext } from '../dates/zoned-time.ts';
import { isOffered } from './delivery-issues.ts';
import type { StatusLookup } from './line-summaries.ts';
import type { ShipmentSummary } from './shipment-summary.ts';

/** Advice for a parcel that is delivered by its status, but missing. */
export type MissingCheck = {
  /** The last day on which the parcel may still arrive; `undefined` if the day of delivery is unknown. */
  readonly waitUntil: CivilDate | undefined;
  /** `waitUntil` is over or unknown. */
  readonly isWaitOver: boolean;
  /** The shop's action for a report, if offered. */
  readonly reportAction: OrderAction | undefined;
  /** The customer sends a part of the parcel back: nobody misses it. */
  readonly isReturned: boolean;
};

/** Drivers may scan a whole round as delivered before they drive it. */
const MAX_SCAN_LEAD_DAYS = 1;

/** Carriers search for a parcel, and shops take reports, for about this long after the delivery. */
const MISSING_CHECK_DAYS = 60;

/** `today` is a day number. */
type MissingCheckContext = {
  readonly order: Order;
  readonly timeContext: TimeContext;
  readonly today: number;
  readonly lookUpStatus: StatusLookup;
};

/** For delivered outbound parcels. */
export function deriveMissingCheck(
  shipment: Shipment,
  { status, since }: ShipmentSummary,
  { order, timeContext, today, lookUpStatus }: MissingCheckContext,
): MissingCheck | undefined {
  if (status !== 'delivered' || shipment.direction === 'return') return undefined;
  const lastDay = since === undefined ? undefined : resolveEventDay(since, timeContext.timeZone) + MAX_SCAN_LEAD_DAYS;
  if (lastDay !== undefined && today > lastDay + MISSING_CHECK_DAYS) return undefined;
  return {
    waitUntil: lastDay === undefined ? undefined : formatCivilDate(lastDay),
    isWaitOver: lastDay === undefined || today > lastDay,
    reportAction: order.actions.find((action) => action.type === 'report-missing' && isOffered(action, timeContext)),
    isReturned: hasReturnedItems(shipment, order, lookUpStatus),
  };
}

/**
 * Whether any line of a parcel is in a return parcel that is not canceled, or has a return that the shop did not reject. If the contents of
 * either parcel are unknown, they may be the same.
 */
function hasReturnedItems(
  { lineItems }: Shipment,
  { shipments, adjustments }: Order,
  lookUpStatus: StatusLookup,
): boolean {
  const isIncluded = ({ id }: { id: string }): boolean => lineItems?.some((item) => item.id === id) === true;
  return (
    shipments.some(
      ({ id, direction, lineItems: returned }) =>
        direction === 'return' &&
        lookUpStatus(id) !== 'canceled' &&
        (!lineItems || !returned || returned.some(isIncluded)),
    ) ||
    adjustments.some(
      ({ kind, status, lineItems: returned }) =>
        kind === 'return' && status !== 'rejected' && returned?.some(isIncluded) === true,
    )
  );
}
