import { safeUrl } from '../../contract/safe-url.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import type { Leg } from '../../order/leg.ts';
import type { Trouble } from '../../order/trouble.ts';
import { tellDay, tellTime, type Telling } from './telling.ts';

/** What is wrong, why, who must act, by when, for how much, and where. */
export type TroubleView = {
  key: string;
  /** Absent where the headline has said it. */
  title: string | undefined;
  /** The sender's own words. */
  text: string | undefined;
  todo: string | undefined;
  terms: Piece[][];
  url: string | undefined;
};

export function troubleTitle({ kind, since }: Trouble, leg: Leg | undefined, telling: Telling): string {
  const scan = leg?.lastScan?.at ?? since;
  const date = scan === undefined ? '' : [tellTime(scan, telling, leg?.lastScan?.event.place)];
  return fillText(telling.messages.order.trouble[kind === 'other' ? 'unspecified' : kind], { date });
}

export function tellTrouble(trouble: Trouble, leg: Leg, telling: Telling, isSaid: boolean): TroubleView {
  const { todo: todos, by, toPay } = telling.messages.order;
  const { text, actionRequired } = trouble.exception ?? {};
  const actor = actionRequired && todos[actionRequired.by as 'shop'];
  return {
    key: `${trouble.kind} ${trouble.since ?? ''}`,
    title: isSaid ? undefined : troubleTitle(trouble, leg, telling),
    text,
    todo: actor && fillText(actor, { what: actionRequired.what }),
    terms: [
      actionRequired?.until && fill(by, { date: tellDay(actionRequired.until, telling) }),
      actionRequired?.amount && fill(toPay, { amount: telling.format.money(actionRequired.amount) }),
    ].filter((term) => Array.isArray(term)),
    url: actionRequired?.url === undefined ? undefined : safeUrl(actionRequired.url),
  };
}
