import type { EventTime } from '../contract/order-time.ts';
import type { Shipment } from '../contract/order-shipment.ts';
import { knownWord, shipmentStatuses, type ShipmentStatus } from '../contract/order-words.ts';
import { statusRanks } from './event-effects.ts';
import { holderOf, type Holder } from './holder.ts';
import { dayOf, momentOf, mostOffset, type Clock } from './moment.ts';
import { hasTiesThatMatter } from './ties.ts';
import { believedOf, type TimelineEntry } from './timeline.ts';
import type { ReadingWarning } from './warning.ts';

/** Where a parcel is, and how that is known. */
export type ShipmentReading = {
  readonly status: ShipmentStatus;
  /** Since when it has that status; absent where nobody said. */
  readonly since: EventTime | undefined;
  /** Who has it, and since when. */
  readonly holder: Holder;
  readonly heldSince: EventTime | undefined;
  /** The event that says so; absent where the sender's summary does. */
  readonly decidedBy: TimelineEntry | undefined;
  /** When a carrier last saw it. */
  readonly lastScan: TimelineEntry | undefined;
  readonly warnings: readonly ReadingWarning[];
};

/** One piece of knowledge: an event that sets a status, or the summary. */
type News = {
  status: ShipmentStatus;
  kind: string | undefined;
  isWeak: boolean;
  rank: number;
  at: EventTime | undefined;
  key: number;
  entry: TimelineEntry | undefined;
};

type State = Pick<ShipmentReading, 'status' | 'since' | 'holder' | 'heldSince'> & { last: News | undefined };

/** A parcel's status from its events, oldest first, and the sender's summary. Whichever is newer counts. */
export function readShipment(entries: readonly TimelineEntry[], shipment: Shipment, clock: Clock): ShipmentReading {
  const believed = believedOf(entries);
  const news = newsOf(believed);
  const summary = summaryOf(shipment, clock);
  const isDated = summary !== undefined && summary.key > -Infinity;
  const all = isDated ? insert(news, summary) : news;

  const read = (list: readonly News[]): State => list.reduce((state, next) => take(state, next, shipment, clock), start);
  let state = read(all);
  if (summary && !isDated && summary.rank > (state.last?.rank ?? 0)) state = take(state, summary, shipment, clock);

  const warnings: ReadingWarning[] = [];
  const warn = (code: ReadingWarning['code']): void => void warnings.push({ code, shipmentId: shipment.id || undefined });
  if (summary && (state.status !== summary.status || (news.length > 0 && read(news).status !== summary.status))) {
    warn('summary-disagrees');
  }
  if (hasTiesThatMatter(news, read, isSame) || isVaguelyOrdered(news, state)) warn('order-uncertain');

  const { last, ...known } = state;
  return { ...known, decidedBy: last?.entry, lastScan: believed.findLast(({ effect }) => effect.isScan), warnings };
}

const start: State = { status: 'unknown', since: undefined, holder: 'unknown', heldSince: undefined, last: undefined };

function newsOf(entries: readonly TimelineEntry[]): readonly News[] {
  const news: News[] = [];
  for (const entry of entries) {
    const { status, isWeak = false, rank } = entry.effect;
    if (status) news.push({ status, kind: entry.event.kind, isWeak, rank, at: entry.at, key: entry.key, entry });
  }
  return news;
}

/** `key` is minus infinity where the summary does not say as of when it holds. */
function summaryOf({ status, statusAt }: Shipment, { now, timeZone }: Clock): News | undefined {
  const known = knownWord(shipmentStatuses, status, 'unknown');
  if (known === 'unknown') return undefined;
  const moment = statusAt === undefined ? undefined : momentOf(statusAt, undefined, timeZone);
  // What is said as of tomorrow is said now.
  const key = moment ? Math.min(moment.to, now) : -Infinity;
  return { status: known, kind: undefined, isWeak: false, rank: statusRanks[known], at: statusAt, key, entry: undefined };
}

/** Among events, by time; beside one of the same time, by rank. */
function insert(news: readonly News[], summary: News): readonly News[] {
  const isNewer = (event: News): boolean =>
    event.key > summary.key || (event.key === summary.key && event.rank > summary.rank);
  const index = news.findIndex(isNewer);
  return index < 0 ? [...news, summary] : news.toSpliced(index, 0, summary);
}

function take(state: State, next: News, shipment: Shipment, clock: Clock): State {
  if (!isNew(state, next, clock)) return state;
  const isSame = next.status === state.status;
  const holder = holderOf(next.status, next.kind, shipment);
  return {
    status: next.status,
    since: isSame ? state.since : next.at,
    holder,
    heldSince: holder === state.holder ? state.heldSince : next.at,
    last: next,
  };
}

/** Whether news changes anything: what is delivered, or on its way back, is not undone by any scan. */
function isNew({ status, last }: State, next: News, { timeZone }: Clock): boolean {
  if (next.isWeak) return status === 'unknown';
  if (status === 'delivered') {
    if (next.status === 'returning' || next.status === 'returned') return true;
    const reopens = next.kind === 'delivery_attempted' || next.status === 'accepted';
    return reopens && isOnLaterDay(next.at, last?.at, timeZone);
  }
  // On its way back it is accepted and sorted too.
  if (status === 'returning') return next.status !== 'accepted' && next.status !== 'in_transit';
  return true;
}

function isOnLaterDay(at: EventTime | undefined, than: EventTime | undefined, zone: string | undefined): boolean {
  return at !== undefined && than !== undefined && dayOf(at, zone) > dayOf(than, zone);
}

const isSame = (one: State, other: State): boolean => one.status === other.status && one.holder === other.holder;

/** Whether what decided and what it overruled are so close that an unknown zone may have swapped them. */
function isVaguelyOrdered(news: readonly News[], { last, status }: State): boolean {
  const decided = last?.entry?.moment;
  if (!last || !decided) return false;
  return news.some(({ entry, key, status: other }) => {
    const isOtherKind = entry?.moment && entry.moment.isVague !== decided.isVague;
    return isOtherKind && other !== status && Math.abs(key - last.key) < mostOffset;
  });
}
