import type { Order } from '../contract/order.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import { completeLeg, surveyLeg, type Leg, type LegContext, type LegItem } from './leg.ts';
import type { LineReading } from './lines.ts';
import { promisesFor, readPromise, worstPromise, type PromiseReading } from './promise.ts';
import type { TimelineEntry } from './timeline.ts';

/**
 * What is in no parcel: not sent yet, or sent without a word of how. Each line has its own promise;
 * that of the whole is the one that stands worst. Its `shipment` stands in for one: the id is empty.
 */
export type Rest = Omit<Leg, 'items'> & {
  readonly items: readonly (LegItem & { readonly promise: PromiseReading })[];
};

/** `undefined` where everything is in parcels. Without parcels and lines it is the order itself. */
export function readRest(
  lines: readonly LineReading[],
  hasParcels: boolean,
  events: readonly TimelineEntry[],
  context: LegContext,
): Rest | undefined {
  const { order, promises, clock } = context;
  const isSent = !hasParcels && lines.length > 0 && lines.every(({ unshipped }) => unshipped === 0);
  const items = lines.flatMap((line) => restOf(line, hasParcels, isSent));
  if (items.length === 0 && (hasParcels || order.lineItems.length > 0)) return undefined;

  const survey = surveyLeg(shipmentOf(order, items, isSent), events, clock);
  const promised = items.map((item) => {
    const history = promisesFor(promises, { lineIds: [item.line.id] });
    return { ...item, promise: readPromise(history, survey.outcome, clock) };
  });
  const ofOrder = readPromise(promisesFor(promises, { lineIds: [] }), survey.outcome, clock);
  const promise = worstPromise(promised.map((item) => item.promise)) ?? ofOrder;
  return { ...completeLeg(survey, promise, context), items: promised };
}

/** What of a line is in no parcel. Where there are no parcels at all, an unknown amount is there too. */
function restOf({ line, ordered, canceled, unshipped }: LineReading, hasParcels: boolean, isSent: boolean): LegItem[] {
  const quantity = isSent ? (ordered ?? 0) - (canceled ?? 0) : unshipped;
  const isIn = quantity === undefined ? !hasParcels : quantity > 0;
  return isIn ? [{ line, quantity }] : [];
}

/** The lines' own count may say that it was sent, though no parcel is known. */
function shipmentOf({ method, place }: Order, items: readonly LegItem[], isSent: boolean): Shipment {
  return {
    id: '',
    direction: 'outbound',
    status: isSent && items.length > 0 ? 'accepted' : 'unknown',
    method,
    place,
    tracking: [],
    exceptions: [],
    lineItems: items.map(({ line, quantity }) => ({ id: line.id, quantity })),
  };
}
