import type { Headline } from '../../order/headline.ts';
import type { Leg } from '../../order/leg.ts';
import { tellArrival, tellWindow } from '../../i18n/days.ts';
import { fill } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import { daysOf, tellDay, tellPromise, type Telling } from './telling.ts';
import { troubleTitle } from './trouble.ts';

/** The one sentence that says what the customer came for. */
export function tellHeadline({ kind, leg, at, window, until, trouble }: Headline, telling: Telling): Piece[] {
  const { headline } = telling.messages.order;
  switch (kind) {
    case 'arriving':
      return window ? tellArrival(window, daysOf(telling), sentencesFor(leg, telling), telling.format) : fill(headline.under_way, {});
    case 'late':
      return window ? fill(headline.late, { date: tellWindow(window, daysOf(telling), telling.format) }) : fill(headline.under_way, {});
    case 'overdue':
      return fill(headline.overdue, { date: tellPromise(window, telling) });
    case 'delivered':
      return fill(headline.delivered, { date: at === undefined ? '' : tellDay(at, telling) });
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
