import type { Estimate } from '../../contract/estimate.ts';
import { DAY_MS, MINUTE_MS } from '../../dates/zoned-time.ts';
import { formatDuration } from '../../i18n/format-arrival.ts';
import { formatMessageText } from '../../i18n/format-message.ts';
import type { EstimateFormatContext } from './format-estimate.ts';

/** Longer countdowns are not shown. */
const SHOWN_WITHIN_MS = DAY_MS;

/** An order takes time to arrive: the countdown ends a minute before the cutoff. */
const SAFETY_MARGIN_MS = MINUTE_MS;

export type Countdown = {
  /** "Order within 2 h 13 min"; absent if no countdown is shown. */
  text?: string;
  /** Milliseconds since the epoch at which the text changes. */
  changesAt: number;
};

/** The time left to order, rounded down to whole minutes, at least one. */
export function deriveCountdown({ orderBy }: Estimate, context: EstimateFormatContext): Countdown {
  const { messages, now } = context;
  if (orderBy === undefined) return { changesAt: Infinity };
  const end = Date.parse(orderBy) - SAFETY_MARGIN_MS;
  const remaining = end - now;
  if (remaining >= SHOWN_WITHIN_MS) return { changesAt: end - SHOWN_WITHIN_MS + 1 };
  const minutes = Math.floor(remaining / MINUTE_MS);
  if (minutes < 1) return { changesAt: Infinity };
  return {
    text: formatMessageText(messages.orderWithin, { duration: formatDuration(minutes, context) }),
    changesAt: end - minutes * MINUTE_MS + 1,
  };
}
