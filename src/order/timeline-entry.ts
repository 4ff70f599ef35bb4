import type { OrderEvent } from '../contract/order-event.ts';
import type { EventTime } from '../contract/order-fields.ts';
import type { EventSpan } from '../dates/zoned-time.ts';
import type { EventEffect } from './event-effects.ts';

/** One entry of an order's history. */
export type TimelineEntry = {
  readonly event: OrderEvent;
  readonly effect: EventEffect;
  /** `undefined` for a missing or unusable time. */
  readonly at: EventTime | undefined;
  readonly span: EventSpan | undefined;
  /**
   * - `just-now`: at most a day ahead of `now`, because one of the clocks is wrong.
   * - `future`: more than a day ahead.
   * - `unknown`: without a usable time.
   */
  readonly timing: 'past' | 'just-now' | 'future' | 'unknown';
  /** Why the entry has no effect: it is shown with a mark. `undefined` for an entry that counts. */
  readonly exclusion: EventExclusion | undefined;
  /** Orders entries. An entry without a time has the key of the entry before it. */
  readonly sortKey: number;
  /** Orders entries of the same time if their order matters. */
  readonly rank: number;
};

/**
 * - `retracted`: another event retracts this one, or another report of the same scan.
 * - `future`: more than a day ahead of `now`.
 * - `before-order`: a scan from more than a day before the order. Carriers give tracking numbers out again.
 * - `replaced-number`: a scan of a tracking number that another event replaces.
 */
export type EventExclusion = 'retracted' | 'future' | 'before-order' | 'replaced-number';

/** Whether an entry has an effect. */
export const isEffective = ({ exclusion }: TimelineEntry): boolean => exclusion === undefined;

/** Entries that have an effect; the same array if all have. */
export const selectEffectiveEvents = (entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  entries.every(isEffective) ? entries : entries.filter(isEffective);
