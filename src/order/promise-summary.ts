import type { DateWindow } from '../contract/estimate.ts';
import type { DeliveryPromise, Order } from '../contract/order.ts';
import { parseCivilDate } from '../dates/civil-date.ts';

/** A delivery promise compared with the delivery. */
export type PromiseSummary = {
  /**
   * - `none`: no promise was made.
   * - `open`: the promise has no date.
   * - `kept`: the first date still holds, or the parcel arrived by then.
   * - `at-risk`: an issue began after the current promise was made.
   * - `changed`: the current date differs from the first, or the parcel arrived by such a date.
   * - `overdue`: the current date is past without delivery.
   * - `missed`: the parcel arrived after all promised dates.
   */
  readonly state: 'none' | 'open' | 'kept' | 'at-risk' | 'changed' | 'overdue' | 'missed';
  readonly first: DeliveryPromise | undefined;
  /** The newest promise; the first one if there is no other. */
  readonly current: DeliveryPromise | undefined;
  /** The windows of `first` and `current` differ. */
  readonly isRevised: boolean;
  /** How the current window lies to the first one. A narrower window within the first one is no shift. */
  readonly shift: 'later' | 'earlier' | undefined;
  /** Whole days after the current window, until delivery or today; 0 if not late. */
  readonly daysLate: number;
  /** All promises, oldest first. */
  readonly history: readonly DeliveryPromise[];
};

/** The parcel and lines that a promise may name. */
export type PromiseScope = {
  readonly shipmentId?: string | undefined;
  readonly lineIds: readonly string[] | undefined;
};

/** The delivery that a promise is compared with. */
export type DeliveryOutcome = {
  /** Day number of the delivery, or of the day on which the parcel was ready for pickup. */
  readonly fulfilledOn: number | undefined;
  /** The parcel has arrived or will not arrive: it cannot become late any more. */
  readonly isOver: boolean;
  /** When the newest open issue that puts the date at risk began, in ms since the epoch. */
  readonly endangeredSince: number | undefined;
};

/** Sorts promises by time. A promise without a time keeps its place. */
export function sortPromises(promises: Order['promises']): Order['promises'] {
  let previous = -Infinity;
  const dated = promises.map((promise) => {
    const madeAt = promise.madeAt ? Date.parse(promise.madeAt) : previous;
    previous = madeAt;
    return { promise, madeAt };
  });
  return dated
    .toSorted((a, b) => (a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0))
    .map(({ promise }) => promise);
}

/** Selects the promises about the whole order, the parcel, or any of the lines. */
export function selectPromises(promises: Order['promises'], { shipmentId, lineIds }: PromiseScope): Order['promises'] {
  return promises.filter((promise) => {
    if (promise.shipmentId !== undefined && promise.shipmentId !== shipmentId) return false;
    return !promise.lineItems || promise.lineItems.some(({ id }) => lineIds?.includes(id));
  });
}

/** `history` is sorted: the first entry is the original promise, the last one is current. `today` is a day number. */
export function derivePromiseSummary(
  history: Order['promises'],
  outcome: DeliveryOutcome,
  today: number,
): PromiseSummary {
  const first = history[0];
  const current = history.at(-1);
  const shift = derivePromiseShift(first?.window, current?.window);
  const isRevised = first?.window?.from !== current?.window?.from || first?.window?.to !== current?.window?.to;
  const lastDay = current?.window ? parseLastDay(current.window) : Infinity;
  const day = outcome.fulfilledOn ?? (outcome.isOver ? -Infinity : today);
  const { fulfilledOn } = outcome;
  const isInTime =
    fulfilledOn !== undefined && history.some(({ window }) => window && fulfilledOn <= parseLastDay(window));
  const daysLate = isInTime ? 0 : Math.max(0, day - lastDay);
  const state = derivePromiseState(first, current, shift, outcome, daysLate);
  return { state, first, current, isRevised, shift, daysLate, history };
}

function derivePromiseState(
  first: DeliveryPromise | undefined,
  current: DeliveryPromise | undefined,
  shift: PromiseSummary['shift'],
  outcome: DeliveryOutcome,
  daysLate: number,
): PromiseSummary['state'] {
  if (!current) return 'none';
  if (outcome.fulfilledOn !== undefined) {
    if (first?.window && outcome.fulfilledOn <= parseLastDay(first.window)) return 'kept';
    return daysLate > 0 ? 'missed' : first?.window ? 'changed' : current.window ? 'kept' : 'open';
  }
  if (!current.window) return 'open';
  if (outcome.isOver) return shift ? 'changed' : 'kept';
  if (daysLate > 0) return 'overdue';
  const madeAt = current.madeAt ? Date.parse(current.madeAt) : -Infinity;
  if (outcome.endangeredSince !== undefined && outcome.endangeredSince >= madeAt) return 'at-risk';
  return shift ? 'changed' : 'kept';
}

function derivePromiseShift(first: DateWindow | undefined, current: DateWindow | undefined): PromiseSummary['shift'] {
  if (!first || !current) return undefined;
  if (parseLastDay(current) > parseLastDay(first)) return 'later';
  return parseCivilDate(current.from) < parseCivilDate(first.from) ? 'earlier' : undefined;
}

const parseLastDay = ({ to }: DateWindow): number => (to === undefined ? Infinity : parseCivilDate(to));

/** The worst state first. */
const statesBySeverity: readonly PromiseSummary['state'][] = [
  'overdue',
  'missed',
  'at-risk',
  'changed',
  'open',
  'kept',
  'none',
];

/** The promise with the worst state; the first one of equals. */
export const selectWorstPromise = (promises: readonly PromiseSummary[]): PromiseSummary | undefined =>
  promises.toSorted((a, b) => statesBySeverity.indexOf(a.state) - statesBySeverity.indexOf(b.state))[0];
