import type { CivilDate, Instant } from '../contract/primitives.ts';
import type { Range } from '../contract/shop-terms.ts';
import { formatCivilDate } from '../dates/civil-date.ts';
import { formatDateRange, mapRange, type DateRange } from '../dates/date-range.ts';
import { epochDayAt, formatInstant } from '../dates/zoned-time.ts';
import { isSameJson } from './compare.ts';
import { listDeliveries, planDeliveries, planShipment, type ShipmentInput } from './plan-shipment.ts';

/** A shipment, and when it is ordered. */
export type ShipmentQuery = ShipmentInput & { now: Instant };

/**
 * One parcel: the days on which it is packed (`dispatch`), handed to the carrier (`handover`) and
 * delivered. `items` are indexes into the query's items, ascending.
 */
export type ShipmentParcel = { items: number[]; dispatch: DateRange; handover: DateRange; delivery: DateRange };

/** No open day within ten years. */
export type NoOpenDay = { status: 'error'; reason: 'no-open-day' };

export type ShipmentEstimate =
  | {
      status: 'ok';
      /** Day 0, at the origin (R4). */
      acceptedOn: CivilDate;
      /** The cut-off of `acceptedOn`: an order exactly then is too late. */
      orderBy: Instant;
      /** Parcels in the order of their dispatch range. */
      parcels: ShipmentParcel[];
      /** From the first parcel's earliest day to the last parcel's latest day. */
      delivery: DateRange;
      todayAtDestination: CivilDate;
      /** Days from `todayAtDestination` to both bounds of `delivery`; 0 is today. */
      daysFromToday: Range;
      /** Whether an item's delivery days, or its parcel, change when `orderBy` passes (R13). */
      orderByMatters: boolean;
    }
  | NoOpenDay;

/**
 * The days on which a shipment is packed, handed over and delivered: rules R1–R13 of `docs/terms.md`,
 * "How an estimate is computed". Pure: reads no clock. Dates are civil dates at the place of the step;
 * instants are RFC 3339 in UTC without fractions of a second.
 */
export function estimateShipment({ now, ...shipment }: ShipmentQuery): ShipmentEstimate {
  const instant = Date.parse(now);
  const lots = { ...shipment, items: shipment.items.map((item) => [item]) };
  const plan = planShipment(lots, instant);
  if (!plan) return { status: 'error', reason: 'no-open-day' };
  const today = epochDayAt(shipment.destination.timeZone, instant);
  return {
    status: 'ok',
    acceptedOn: formatCivilDate(plan.acceptedOn),
    orderBy: formatInstant(plan.orderBy),
    parcels: plan.parcels.map(({ items, dispatch, handover, delivery }) => ({
      items,
      dispatch: formatDateRange(dispatch),
      handover: formatDateRange(handover),
      delivery: formatDateRange(delivery),
    })),
    delivery: formatDateRange(plan.delivery),
    todayAtDestination: formatCivilDate(today),
    daysFromToday: mapRange(plan.delivery, (day) => day - today),
    orderByMatters: !isSameJson(planDeliveries(lots, plan.orderBy), listDeliveries(plan.parcels)),
  };
}
