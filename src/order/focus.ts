import { parseDay } from '../estimate/civil-date.ts';
import type { Leg } from './leg.ts';
import { isAsked } from './next-action.ts';

/** The leg the customer looks for first: what asks something of them, what is near, what is next, what is over. */
export function focusOf(legs: readonly Leg[]): Leg | undefined {
  return legs.toSorted((a, b) => urgency(a) - urgency(b) || firstDay(a) - firstDay(b))[0];
}

function urgency({ status, troubles }: Leg): number {
  if (status !== 'delivered' && troubles.some(isAsked)) return 0;
  switch (status) {
    case 'ready_for_pickup':
      return 1;
    case 'out_for_delivery':
      return 2;
    case 'accepted':
    case 'in_transit':
      return 3;
    case 'undeliverable':
      return 4;
    case 'unknown':
    case 'preparing':
    case 'packed':
      return 5;
    case 'returning':
      return 6;
    case 'delivered':
      return 7;
    case 'returned':
    case 'canceled':
      return 8;
  }
}

/** What comes first is of more interest; what has no date comes last. */
function firstDay({ promise }: Leg): number {
  const from = promise.current?.window?.from;
  return from === undefined ? Number.MAX_SAFE_INTEGER : parseDay(from);
}
