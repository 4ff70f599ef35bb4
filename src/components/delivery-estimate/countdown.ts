import type { Estimate } from '../../contract/estimate.ts';
import { fillText } from '../../i18n/fill.ts';
import type { Telling } from './when.ts';

const MINUTE = 60_000;

/** A countdown longer than this is no help. */
const SHOWN_WITHIN = 24 * 60 * MINUTE;

/** An order takes a moment to arrive; the last minute is not promised. */
const SAFETY_MARGIN = MINUTE;

export type Countdown = {
  /** "Order within 2 h 13 min"; absent where it is not shown. */
  text?: string;
  /** The instant at which the text changes. */
  changesAt: number;
};

/** How long there is to order, rounded down to whole minutes; never zero, never negative. */
export function tellCountdown({ orderBy }: Estimate, { messages, format, now }: Telling): Countdown {
  if (orderBy === undefined) return { changesAt: Infinity };
  const end = Date.parse(orderBy) - SAFETY_MARGIN;
  const remaining = end - now;
  if (remaining >= SHOWN_WITHIN) return { changesAt: end - SHOWN_WITHIN + 1 };
  const minutes = Math.floor(remaining / MINUTE);
  if (minutes < 1) return { changesAt: Infinity };
  return {
    text: fillText(messages.orderWithin, { duration: format.duration(minutes) }),
    changesAt: end - minutes * MINUTE + 1,
  };
}
