import type { DateWindow } from '../contract/estimate.ts';
import type { EventTime } from '../contract/order-fields.ts';
import type { Shipment } from '../contract/shipment.ts';
import type { DeliveryKind, DeliveryMethod } from '../contract/codes.ts';
import { shipmentStatusTable, type ShipmentStatus, type StatusStep } from '../contract/shipment-statuses.ts';
import type { ShipmentSummary } from './shipment-summary.ts';
import { isEffective, type TimelineEntry } from './timeline-entry.ts';

/** The steps in the table of statuses, and two that depend on the delivery method as well. */
export type StepKind = StatusStep | 'at_delivery_office' | 'collected';

/** One step of a parcel's progress. */
export type Step = {
  readonly kind: StepKind;
  /** `current` is the reached step; the last step is `done` when reached. */
  readonly state: 'done' | 'current' | 'to-come';
  /** When the step was reached, if known. */
  readonly at: EventTime | undefined;
  readonly place: { readonly name: string; readonly timeZone?: string | undefined } | undefined;
  /** The newest event of the step, unless that event reached it. */
  readonly latest: TimelineEntry | undefined;
  /** For steps to come: the promised window. */
  readonly expected: DateWindow | undefined;
};

/** `current` is the index of the newest reached step, even if that step is `done`. */
export type Steps = { readonly steps: readonly Step[]; readonly current: number };

/** Steps between `ordered` and the last one, in the usual order. */
const intermediateSteps = [
  'packed',
  'with_carrier',
  'at_delivery_office',
  'out_for_delivery',
  'ready_for_pickup',
] as const satisfies readonly StepKind[];

const isIntermediate = (kind: StepKind): kind is (typeof intermediateSteps)[number] =>
  (intermediateSteps as readonly StepKind[]).includes(kind);

/** Intermediate steps that are shown from the beginning. Others are shown once reached. */
const plannedSteps: Record<DeliveryMethod, readonly StepKind[]> = {
  courier: ['packed', 'with_carrier', 'out_for_delivery'],
  post: ['packed', 'with_carrier', 'at_delivery_office'],
  pickup: ['packed', 'with_carrier', 'ready_for_pickup'],
  locker: ['packed', 'with_carrier', 'ready_for_pickup'],
  store: ['packed', 'ready_for_pickup'],
  digital: [],
};
const plannedStepsByMethod = new Map<string, readonly StepKind[]>(Object.entries(plannedSteps));

/** Without a method, or with an unlisted one. */
const defaultSteps: readonly StepKind[] = ['packed', 'with_carrier'];

type DeliveryRoute = Pick<Shipment, 'method' | 'direction' | 'delivery'>;

/** The step of a status. A kind of event tells the delivery office of a post from the carrier's other depots. */
function resolveStep(status: ShipmentStatus, kind: string | undefined, route: DeliveryRoute): StepKind {
  const { step, returnStep } = shipmentStatusTable[status];
  if (route.direction === 'return') return returnStep;
  if (route.method === 'digital' && isIntermediate(step)) return 'ordered';
  if (step === 'with_carrier' && route.method === 'post' && kind === 'at_delivery_depot') return 'at_delivery_office';
  return step === 'delivered' && isCollected(route) ? 'collected' : step;
}

/** Whether the customer collects the parcel: the promise is kept when the parcel is ready for pickup. */
export const isCustomerPickup = ({ method }: DeliveryRoute): boolean =>
  method === 'pickup' || method === 'locker' || method === 'store';

/** Places where a parcel waits for the customer: carriers call it delivered when it is there. */
const waitingPlaces: readonly (string | undefined)[] = [
  'locker',
  'pickup_point',
  'post_office',
] satisfies DeliveryKind[];

/** Whether a delivered parcel waits for the customer. Nobody knows when it is collected. */
export const isKeptForCustomer = ({ method, delivery }: Pick<Shipment, 'method' | 'delivery'>): boolean =>
  method !== 'digital' && waitingPlaces.includes(delivery?.kind);

/** Whether a delivered parcel was collected by the customer. */
const isCollected = (route: DeliveryRoute): boolean => isCustomerPickup(route) && !isKeptForCustomer(route);

type StepsInput = {
  shipment: DeliveryRoute;
  summary: Pick<ShipmentSummary, 'status' | 'since' | 'decidedBy' | 'returnScans'>;
  entries: readonly TimelineEntry[];
  placedAt: EventTime | undefined;
  /** The current promise. */
  window: DateWindow | undefined;
};

/** Derives the steps of a parcel: reached, current and to come. */
export function deriveSteps({ shipment, summary, entries, placedAt, window }: StepsInput): Steps {
  const visits = groupVisits(
    entries.filter((entry) => !summary.returnScans.has(entry)),
    shipment,
  );
  const currentKind = resolveStep(summary.status, summary.decidedBy?.event.kind, shipment);
  const kinds =
    shipment.direction === 'return'
      ? deriveReturnKinds(currentKind)
      : deriveOutboundKinds(shipment, currentKind, visits);
  const current = kinds.indexOf(currentKind);
  const steps = kinds.map((kind, index): Step => {
    if (index > current) return { ...emptyStep, kind, state: 'to-come', expected: selectExpectedWindow(kind, window) };
    const visit = visits.get(kind);
    const start = hasLastingStart(kind) ? visit?.first : visit?.lastStart;
    const isCurrent = index === current;
    return {
      kind,
      state: isCurrent && index < kinds.length - 1 ? 'current' : 'done',
      at: kind === 'ordered' ? placedAt : (start?.at ?? (isCurrent ? summary.since : undefined)),
      place: start?.event.place,
      latest: visit?.last === start ? undefined : visit?.last,
      expected: undefined,
    };
  });
  return { steps, current };
}

const emptyStep = { at: undefined, place: undefined, latest: undefined };

type Visit = { first: TimelineEntry; lastStart: TimelineEntry; last: TimelineEntry };

/** Groups the effective events by step. A step that is reached again starts a new visit. */
function groupVisits(entries: readonly TimelineEntry[], route: DeliveryRoute): ReadonlyMap<StepKind, Visit> {
  const visits = new Map<StepKind, Visit>();
  let previous: StepKind | undefined;
  for (const entry of entries) {
    const { status } = entry.effect;
    if (!status || !isEffective(entry)) continue;
    const kind = resolveStep(status, entry.event.kind, route);
    const visit = visits.get(kind);
    if (!visit) visits.set(kind, { first: entry, lastStart: entry, last: entry });
    else {
      if (previous !== kind) visit.lastStart = entry;
      visit.last = entry;
    }
    previous = kind;
  }
  return visits;
}

/** `packed` and `with_carrier` keep their first time, even if the parcel comes back to them. */
const hasLastingStart = (kind: StepKind): boolean => kind === 'packed' || kind === 'with_carrier';

function deriveOutboundKinds(
  route: DeliveryRoute,
  current: StepKind,
  visits: ReadonlyMap<StepKind, Visit>,
): StepKind[] {
  const isSeen = (kind: StepKind): boolean => kind === current || visits.has(kind);
  if (current === 'ordered' || current === 'delivered' || current === 'collected' || isIntermediate(current)) {
    const end = isCollected(route) ? 'collected' : 'delivered';
    const planned = plannedStepsByMethod.get(route.method ?? '') ?? defaultSteps;
    return ['ordered', ...intermediateSteps.filter((kind) => planned.includes(kind) || isSeen(kind)), end];
  }
  // The delivery failed: reached steps stay, planned ones go.
  const reached = intermediateSteps.filter((kind) => visits.has(kind));
  if (current === 'returning' || current === 'returned') return ['ordered', ...reached, 'returning', 'returned'];
  return ['ordered', ...reached, current satisfies 'undeliverable' | 'canceled' | 'return_announced'];
}

const deriveReturnKinds = (current: StepKind): StepKind[] =>
  current === 'canceled' ? ['return_announced', 'canceled'] : ['return_announced', 'with_carrier', 'returned'];

/** A promise is about the last step. The delivery round is on the same day if the window is one day. */
function selectExpectedWindow(kind: StepKind, window: DateWindow | undefined): DateWindow | undefined {
  if (kind === 'delivered' || kind === 'ready_for_pickup') return window;
  return kind === 'out_for_delivery' && window && window.from === window.to ? window : undefined;
}
