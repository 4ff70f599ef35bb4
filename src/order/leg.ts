import type { DeliveryPromise, LineItem, Order } from '../contract/order.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import type { EventTime } from '../contract/order-time.ts';
import type { ShipmentStatus } from '../contract/order-words.ts';
import type { Holder } from './holder.ts';
import { missingCheck, type MissingCheck } from './missing-check.ts';
import { dayOf, type Clock } from './moment.ts';
import { promisesFor, readPromise, type Outcome, type PromiseReading } from './promise.ts';
import { readShipment, type ShipmentReading } from './read-shipment.ts';
import { readSilence, type SilenceReading } from './silence.ts';
import { isCollected, readSteps, type Steps } from './steps.ts';
import { believedOf, type TimelineEntry } from './timeline.ts';
import { endangeredSince, openTroubles, overdueTrouble, silentTrouble, type Trouble } from './trouble.ts';
import type { ReadingWarning } from './warning.ts';

/** Some of a line, and what was promised for it. */
export type LegItem = {
  readonly line: LineItem;
  /** `undefined`: not known how many. */
  readonly quantity: number | undefined;
};

/** Who has it now. `since` is absent where nobody said. */
export type Responsibility = { readonly holder: Holder; readonly since: EventTime | undefined };

/** What travels together: a parcel, or what is in no parcel. */
export type Leg = Steps & {
  readonly shipment: Shipment;
  readonly status: ShipmentStatus;
  /** Since when it has that status. */
  readonly since: EventTime | undefined;
  /** What is in it; `undefined` is not known. */
  readonly items: readonly LegItem[] | undefined;
  readonly responsibility: Responsibility;
  readonly promise: PromiseReading;
  /** What is wrong now. */
  readonly troubles: readonly Trouble[];
  /** Against the time that is normal; `undefined` where no scan is awaited. */
  readonly silence: SilenceReading | undefined;
  /** Delivered: what to do where it is not there. */
  readonly missing: MissingCheck | undefined;
  readonly lastScan: TimelineEntry | undefined;
  /** Its own history, oldest first. */
  readonly timeline: readonly TimelineEntry[];
};

/** An order's parts that every leg is read with. */
export type LegContext = {
  readonly order: Order;
  /** In the order they were made. */
  readonly promises: Order['promises'];
  readonly placedAt: EventTime | undefined;
  readonly clock: Clock;
};

/** All that can be said of a leg before what was promised for it. */
export type Survey = {
  readonly shipment: Shipment;
  readonly timeline: readonly TimelineEntry[];
  readonly reading: ShipmentReading;
  readonly silence: SilenceReading | undefined;
  readonly open: readonly Trouble[];
  /** To hold its promise against. */
  readonly outcome: Outcome;
};

/** Reads one shipment and its own events, oldest first. */
export function surveyLeg(shipment: Shipment, timeline: readonly TimelineEntry[], clock: Clock): Survey {
  const reading = readShipment(timeline, shipment, clock);
  const believed = believedOf(timeline);
  const silence = readSilence(reading.status, shipment.method, believed, clock);
  const said = openTroubles(shipment, reading, clock);
  const open = [...said, ...silentTrouble(silence, shipment.id, said)];
  const outcome = outcomeOf(reading, shipment, believed, clock, endangeredSince(open, clock));
  return { shipment, timeline, reading, silence, open, outcome };
}

/** The leg, held against its promise. */
export function completeLeg(survey: Survey, promise: PromiseReading, { order, placedAt, clock }: LegContext): Leg {
  const { shipment, timeline, reading, silence, open } = survey;
  const { status, since, holder, heldSince, lastScan } = reading;
  const window = promise.current?.window;
  return {
    ...readSteps({ shipment, reading, entries: timeline, placedAt, window }),
    shipment,
    status,
    since,
    items: shipment.lineItems?.flatMap(({ id, quantity }) => {
      const line = order.lineItems.find((candidate) => candidate.id === id);
      return line ? [{ line, quantity }] : [];
    }),
    responsibility: { holder, since: heldSince },
    promise,
    troubles: [...open, ...overdueTrouble(promise, shipment.id, open)],
    silence,
    missing: missingCheck(shipment, status, since, order, clock),
    lastScan,
    timeline,
  };
}

/** A parcel with what was promised for it or for any line in it. */
export function readParcel(
  shipment: Shipment,
  timeline: readonly TimelineEntry[],
  context: LegContext,
): { leg: Leg; warnings: readonly ReadingWarning[] } {
  const survey = surveyLeg(shipment, timeline, context.clock);
  const lineIds = shipment.lineItems?.map(({ id }) => id);
  // What was promised for the order is that it comes, not that it goes back.
  const promises = shipment.direction === 'return' ? context.promises.filter(isOfParcel) : context.promises;
  const history = promisesFor(promises, { shipmentId: shipment.id, lineIds });
  const promise = readPromise(history, survey.outcome, context.clock);
  return { leg: completeLeg(survey, promise, context), warnings: survey.reading.warnings };
}

const isOfParcel = ({ shipmentId }: DeliveryPromise): boolean => shipmentId !== undefined;

/** Ready at the pickup point is what was promised to who collects; to others it is being handed over. */
function outcomeOf(
  { status, since }: ShipmentReading,
  shipment: Shipment,
  believed: readonly TimelineEntry[],
  { timeZone }: Clock,
  troubleSince: number | undefined,
): Outcome {
  const isThere = status === 'delivered' || status === 'ready_for_pickup';
  const ready = isCollected(shipment)
    ? believed.find(({ effect }) => effect.status === 'ready_for_pickup')
    : undefined;
  const at = isThere ? (ready?.at ?? since) : undefined;
  const isOver = isThere || ['returning', 'returned', 'canceled', 'undeliverable'].includes(status);
  return { fulfilledOn: at === undefined ? undefined : dayOf(at, timeZone), isOver, troubleSince };
}
