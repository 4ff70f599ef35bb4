import type { DateWindow } from '../contract/estimate.ts';
import type { DeliveryPromise, Order } from '../contract/order.ts';
import { parseDay } from '../estimate/civil-date.ts';
import { today, type Clock } from './moment.ts';
import type { ReadingWarning } from './warning.ts';

/** What was promised against what is known now. */
export type PromiseReading = {
  /**
   * - `none`: nothing was said.
   * - `open`: it was said that no date can be given, or its date cannot be read.
   * - `kept`: it still holds, or was held.
   * - `at-risk`: something is wrong, and nothing new was said about when since then.
   * - `changed`: another date holds than the first, or it came by such another date.
   * - `overdue`: the date that holds has passed.
   * - `missed`: it came after every date that was said.
   */
  readonly state: 'none' | 'open' | 'kept' | 'at-risk' | 'changed' | 'overdue' | 'missed';
  /** The first promise: it is never replaced. */
  readonly first: DeliveryPromise | undefined;
  /** What holds now, with its reason and when it was said; the first one where nothing new was said. */
  readonly current: DeliveryPromise | undefined;
  /** Whether both are to be shown side by side. */
  readonly differs: boolean;
  /** Whether what holds now is later or earlier than the first. */
  readonly shift: 'later' | 'earlier' | undefined;
  /** Overdue, missed: whole days since the last promised one. */
  readonly daysLate: number;
  /** All of them, oldest first. */
  readonly history: readonly DeliveryPromise[];
};

/** What a promise may be about: a parcel, or a line that is in none. */
export type Scope = { readonly shipmentId?: string | undefined; readonly lineIds: readonly string[] | undefined };

/** How it stands with what was promised. Days are day numbers. */
export type Outcome = {
  /** The day it was delivered, or made ready to be picked up. */
  readonly fulfilledOn: number | undefined;
  /** It will not come any more: there is nothing left to be late with. */
  readonly isOver: boolean;
  /** When the newest open trouble that endangers the date began, in milliseconds; `undefined` without any. */
  readonly troubleSince: number | undefined;
};

/** Promises in the order they were made. Those without a time keep their place. */
export function inOrder(promises: Order['promises']): { promises: Order['promises']; warnings: ReadingWarning[] } {
  let before = -Infinity;
  const dated = promises.map((promise) => {
    const made = promise.madeAt ? Date.parse(promise.madeAt) : before;
    before = made;
    return { promise, made };
  });
  const sorted = dated.toSorted((a, b) => (a.made < b.made ? -1 : a.made > b.made ? 1 : 0));
  const isSorted = sorted.every((entry, index) => entry === dated[index]);
  return { promises: sorted.map(({ promise }) => promise), warnings: isSorted ? [] : [{ code: 'promise-order' }] };
}

/** Those about the whole order, this parcel, or any of its lines. */
export function promisesFor(promises: Order['promises'], { shipmentId, lineIds }: Scope): Order['promises'] {
  return promises.filter((promise) => {
    if (promise.shipmentId !== undefined && promise.shipmentId !== shipmentId) return false;
    return !promise.lineItems || promise.lineItems.some(({ id }) => lineIds?.includes(id));
  });
}

/** `history` in the order the promises were made; the last is what holds. */
export function readPromise(history: Order['promises'], outcome: Outcome, clock: Clock): PromiseReading {
  const first = history[0];
  const current = history.at(-1);
  const shift = shiftOf(first?.window, current?.window);
  const differs = first?.window?.from !== current?.window?.from || first?.window?.to !== current?.window?.to;
  const lastDay = current?.window?.to === undefined ? Infinity : parseDay(current.window.to);
  const by = outcome.fulfilledOn ?? (outcome.isOver ? -Infinity : today(clock));
  const daysLate = Math.max(0, by - lastDay);
  const state = stateOf(first, current, shift, outcome, daysLate);
  return { state, first, current, differs, shift, daysLate, history };
}

function stateOf(
  first: DeliveryPromise | undefined,
  current: DeliveryPromise | undefined,
  shift: PromiseReading['shift'],
  outcome: Outcome,
  daysLate: number,
): PromiseReading['state'] {
  if (!current) return 'none';
  if (outcome.fulfilledOn !== undefined) {
    if (first?.window && outcome.fulfilledOn <= lastDayOf(first.window)) return 'kept';
    return daysLate > 0 ? 'missed' : first?.window ? 'changed' : current.window ? 'kept' : 'open';
  }
  if (!current.window) return 'open';
  if (outcome.isOver) return shift ? 'changed' : 'kept';
  if (daysLate > 0) return 'overdue';
  const said = current.madeAt ? Date.parse(current.madeAt) : -Infinity;
  if (outcome.troubleSince !== undefined && outcome.troubleSince >= said) return 'at-risk';
  return shift ? 'changed' : 'kept';
}

/** A narrower window within the first one is no change of it. */
function shiftOf(first: DateWindow | undefined, current: DateWindow | undefined): PromiseReading['shift'] {
  if (!first || !current) return undefined;
  if (lastDayOf(current) > lastDayOf(first)) return 'later';
  return parseDay(current.from) < parseDay(first.from) ? 'earlier' : undefined;
}

const lastDayOf = ({ to }: DateWindow): number => (to === undefined ? Infinity : parseDay(to));

const fromWorst: readonly PromiseReading['state'][] = ['overdue', 'missed', 'at-risk', 'changed', 'open', 'kept', 'none'];

/** The one that stands worst; of equals the first. */
export const worstPromise = (promises: readonly PromiseReading[]): PromiseReading | undefined =>
  promises.toSorted((a, b) => fromWorst.indexOf(a.state) - fromWorst.indexOf(b.state))[0];
