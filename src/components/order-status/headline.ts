import type { Headline } from '../../order/headline.ts';
import type { Leg } from '../../order/leg.ts';
import { tellArrival } from '../../i18n/days.ts';
import { fill } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import { daysOf, isPast, tellAhead, tellDay, tellPromise, type Telling } from './telling.ts';
import { troubleTitle } from './trouble.ts';

/** The one sentence that says what the customer came for. */
export function tellHeadline({ kind, leg, at, window, until, trouble }: Headline, telling: Telling): Piece[] {
  const { headline, steps, promised } = telling.messages.order;
  switch (kind) {
    case 'arriving':
    case 'late':
      if (!window) return fill(headline.under_way, {});
      // Over for the reader, and maybe not yet where it goes: what was said is true in both places.
      if (isPast(window, telling)) return fill(promised, { first: tellPromise(window, telling) });
      return kind === 'late'
        ? fill(headline.late, { date: tellAhead(window, telling) })
        : tellArrival(window, daysOf(telling), sentencesFor(leg, telling), telling.format);
    case 'overdue':
      return fill(headline.overdue, { date: tellPromise(window, telling) });
    case 'delivered':
      return at === undefined ? fill(steps.delivered, {}) : fill(headline.delivered, { date: tellDay(at, telling) });
    case 'ready_for_pickup':
      return until === undefined
        ? fill(headline.ready_for_pickup, {})
        : fill(headline.ready_until, { date: tellDay(until, telling, leg?.shipment.place) });
    case 'action_required':
    case 'problem':
      return trouble ? [{ text: troubleTitle(trouble, leg, telling) }] : fill(headline.unknown, {});
    default:
      return fill(headline[kind], {});
  }
}

function sentencesFor(leg: Leg | undefined, { messages }: Telling) {
  const isCollected = ['pickup', 'locker', 'store'].includes(leg?.shipment.method ?? '');
  return isCollected ? messages.collection : messages.delivery;
}
