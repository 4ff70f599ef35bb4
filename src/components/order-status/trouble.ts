import { safeUrl } from '../../contract/safe-url.ts';
import { fill, fillText } from '../../i18n/fill.ts';
import type { Piece } from '../../i18n/format.ts';
import type { Leg } from '../../order/leg.ts';
import type { Trouble } from '../../order/trouble.ts';
import { tellDay, tellTime, wordFor, type Telling } from './telling.ts';

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

export function troubleTitle({ kind, exception }: Trouble, leg: Leg | undefined, telling: Telling): string {
  const { trouble, headline } = telling.messages.order;
  const scan = leg?.silence?.lastScan ?? leg?.lastScan;
  const at = scan?.at ?? exception?.since;
  if (kind === 'silent' && at === undefined) return headline.unknown;
  const date = at === undefined ? '' : [tellTime(at, telling, scan?.event.place)];
  return fillText(trouble[kind === 'other' ? 'unspecified' : kind], { date });
}

/** Nothing where the headline has said all there is. */
export function tellTrouble(trouble: Trouble, leg: Leg, telling: Telling, isSaid: boolean): TroubleView[] {
  const { todo: todos, by, toPay } = telling.messages.order;
  const { text, actionRequired } = trouble.exception ?? {};
  const actor = wordFor(todos, actionRequired?.by);
  const view: TroubleView = {
    key: `${trouble.kind} ${trouble.since ?? ''}`,
    title: isSaid ? undefined : troubleTitle(trouble, leg, telling),
    text,
    todo: actor && actionRequired && fillText(actor, { what: actionRequired.what }),
    terms: [
      actionRequired?.until && fill(by, { date: tellDay(actionRequired.until, telling) }),
      actionRequired?.amount && fill(toPay, { amount: telling.format.money(actionRequired.amount) }),
    ].filter((term) => Array.isArray(term)),
    url: safeUrl(actionRequired?.url),
  };
  const { title, todo, terms, url } = view;
  return [title, text, todo, url, ...terms].some(Boolean) ? [view] : [];
}
