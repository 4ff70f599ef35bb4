import type { DateWindow } from '../contract/estimate.ts';
import type { EventTime } from '../contract/order-time.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import type { DeliveryMethod, ShipmentStatus } from '../contract/order-words.ts';
import type { ShipmentReading } from './read-shipment.ts';
import { isBelieved, type TimelineEntry } from './timeline.ts';

export type StepKind =
  | 'ordered'
  | 'packed'
  | 'with_carrier'
  | 'at_delivery_office'
  | 'out_for_delivery'
  | 'ready_for_pickup'
  | 'delivered'
  | 'collected'
  | 'undeliverable'
  | 'returning'
  | 'return_announced'
  | 'returned'
  | 'canceled';

/** One step of a parcel's own way. */
export type Step = {
  readonly kind: StepKind;
  /** `current` is where it is; the last step, once reached, is `done`. */
  readonly state: 'done' | 'current' | 'to-come';
  /** When it was reached; absent where nobody said. */
  readonly at: EventTime | undefined;
  readonly place: { readonly name: string; readonly timeZone?: string | undefined } | undefined;
  /** The newest event within it, where that is another than the one that reached it. */
  readonly latest: TimelineEntry | undefined;
  /** To come: when it is promised. */
  readonly expected: DateWindow | undefined;
};

/** `current` is the index of the step to mark as where the parcel is, also when that one is done. */
export type Steps = { readonly steps: readonly Step[]; readonly current: number };

/** What may lie between ordered and delivered, in the order parcels go. */
const stages: readonly StepKind[] = ['packed', 'with_carrier', 'at_delivery_office', 'out_for_delivery', 'ready_for_pickup'];

/** What does lie there by the way chosen. Other stages stand among them only once they were seen. */
const ways: Record<DeliveryMethod, readonly StepKind[]> = {
  courier: ['packed', 'with_carrier', 'out_for_delivery'],
  post: ['packed', 'with_carrier', 'at_delivery_office'],
  pickup: ['packed', 'with_carrier', 'ready_for_pickup'],
  locker: ['packed', 'with_carrier', 'ready_for_pickup'],
  store: ['packed', 'ready_for_pickup'],
  digital: [],
};
const unknownWay: readonly StepKind[] = ['packed', 'with_carrier'];

type Way = Pick<Shipment, 'method' | 'direction'>;

/** The step a status belongs to. */
function stepOf(status: ShipmentStatus, kind: string | undefined, way: Way): StepKind {
  if (way.direction === 'return') return returnStepOf(status);
  switch (status) {
    case 'accepted':
    case 'in_transit':
      return way.method === 'post' && kind === 'at_delivery_depot' ? 'at_delivery_office' : 'with_carrier';
    case 'delivered':
      return isCollected(way) ? 'collected' : 'delivered';
    case 'unknown':
    case 'preparing':
      return 'ordered';
    default:
      return status;
  }
}

function returnStepOf(status: ShipmentStatus): StepKind {
  if (status === 'unknown' || status === 'preparing' || status === 'packed') return 'return_announced';
  if (status === 'delivered' || status === 'returned') return 'returned';
  return status === 'canceled' ? 'canceled' : 'with_carrier';
}

/** The customer fetches it: the promise is that it lies ready. */
export const isCollected = ({ method }: Way): boolean => method === 'pickup' || method === 'locker' || method === 'store';

type Query = {
  shipment: Way;
  reading: Pick<ShipmentReading, 'status' | 'since' | 'decidedBy'>;
  entries: readonly TimelineEntry[];
  placedAt: EventTime | undefined;
  /** What holds now. */
  window: DateWindow | undefined;
};

/** The steps of a parcel's way: those behind it, the one it is at, those to come. */
export function readSteps({ shipment, reading, entries, placedAt, window }: Query): Steps {
  const visits = visitsOf(entries, shipment);
  const here = stepOf(reading.status, reading.decidedBy?.event.kind, shipment);
  const way = shipment.direction === 'return' ? returnWay(here) : outboundWay(shipment, here, visits);
  const current = way.indexOf(here);
  const steps = way.map((kind, index): Step => {
    if (index > current) return { ...nothing, kind, state: 'to-come', expected: expectedAt(kind, window) };
    const visit = visits.get(kind);
    const start = hasLastingStart(kind) ? visit?.first : visit?.lastStart;
    const isHere = index === current;
    return {
      kind,
      state: isHere && index < way.length - 1 ? 'current' : 'done',
      at: kind === 'ordered' ? placedAt : (start?.at ?? (isHere ? reading.since : undefined)),
      place: start?.event.place,
      latest: visit?.last === start ? undefined : visit?.last,
      expected: undefined,
    };
  });
  return { steps, current };
}

const nothing = { at: undefined, place: undefined, latest: undefined };

type Visit = { first: TimelineEntry; lastStart: TimelineEntry; last: TimelineEntry };

/** The events of each step, and where its last stay begins. */
function visitsOf(entries: readonly TimelineEntry[], way: Way): ReadonlyMap<StepKind, Visit> {
  const visits = new Map<StepKind, Visit>();
  let before: StepKind | undefined;
  for (const entry of entries) {
    const { status } = entry.effect;
    if (!status || !isBelieved(entry)) continue;
    const kind = stepOf(status, entry.event.kind, way);
    const visit = visits.get(kind);
    if (!visit) visits.set(kind, { first: entry, lastStart: entry, last: entry });
    else {
      if (before !== kind) visit.lastStart = entry;
      visit.last = entry;
    }
    before = kind;
  }
  return visits;
}

/** Being packed and being with the carrier begin once, however often the parcel comes back to them. */
const hasLastingStart = (kind: StepKind): boolean => kind === 'packed' || kind === 'with_carrier';

function outboundWay(way: Way, here: StepKind, visits: ReadonlyMap<StepKind, Visit>): StepKind[] {
  const isSeen = (kind: StepKind): boolean => kind === here || visits.has(kind);
  const end = isCollected(way) ? 'collected' : 'delivered';
  if (here === 'ordered' || here === end || stages.includes(here)) {
    const planned = way.method ? ways[way.method] : unknownWay;
    return ['ordered', ...stages.filter((kind) => planned.includes(kind) || isSeen(kind)), end];
  }
  // It left its way: what was reached of it stays, what would have come does not.
  const reached = stages.filter((kind) => visits.has(kind));
  if (here === 'returning' || here === 'returned') return ['ordered', ...reached, 'returning', 'returned'];
  return ['ordered', ...reached, here];
}

const returnWay = (here: StepKind): StepKind[] =>
  here === 'canceled' ? ['return_announced', 'canceled'] : ['return_announced', 'with_carrier', 'returned'];

/** The last step is what a promise is about; the day of the last round is known where there is only one. */
function expectedAt(kind: StepKind, window: DateWindow | undefined): DateWindow | undefined {
  if (kind === 'delivered' || kind === 'ready_for_pickup') return window;
  return kind === 'out_for_delivery' && window && window.from === window.to ? window : undefined;
}
