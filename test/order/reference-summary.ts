import type { Order } from '../../src/contract/order.ts';
import type { OrderEvent } from '../../src/contract/order-event.ts';
import { isTimeZone } from '../../src/contract/refinements.ts';
import type { Shipment } from '../../src/contract/shipment.ts';
import { resolveEventDay, resolveEventSpan } from '../../src/dates/zoned-time.ts';

/*
 * A second implementation of the rules in docs/order-model.md, for tests: as slow and as literal as the page. It shares
 * the reading of times with the order room and nothing else.
 */

const DAY = 86_400_000;
const AT_SHOP = ['unknown', 'preparing', 'packed', 'canceled'];
const RANKS =
  'unknown preparing packed canceled accepted in_transit out_for_delivery - ready_for_pickup undeliverable delivered returning returned'.split(
    ' ',
  );

/** Status of each kind of event. An unlisted kind sets none, and is a scan. */
const STATUS_BY_KIND: Record<string, string> = {
  label_created: 'preparing',
  pickup_scheduled: 'preparing',
  pickup_failed: 'preparing',
  packed: 'packed',
  accepted: 'accepted',
  out_for_delivery: 'out_for_delivery',
  ready_for_pickup: 'ready_for_pickup',
  delivered: 'delivered',
  return_started: 'returning',
  returned_to_sender: 'returned',
  canceled: 'canceled',
};
for (const kind of 'arrived_at_facility departed_facility in_transit handed_to_partner export_customs import_customs customs_cleared arrived_in_destination_country at_delivery_depot delivery_attempted'.split(
  ' ',
))
  STATUS_BY_KIND[kind] = 'in_transit';
const NO_STATUS = 'placed payment_confirmed on_hold promise_changed items_canceled note'.split(' ');

type Entry = {
  event: OrderEvent;
  key: number;
  from: number;
  isExact: boolean;
  hasTime: boolean;
  base: string | undefined;
  parcel: string | undefined;
};

export type ReferenceSummary = ReturnType<typeof deriveReferenceSummary>;

export function deriveReferenceSummary(sent: Order, options: { now: number; timeZone?: string | undefined }) {
  const { now } = options;
  const wanted = sent.timeZone ?? options.timeZone;
  const zone = wanted !== undefined && isTimeZone(wanted) ? wanted : undefined;
  const groups = findParcels(sent, readTimeline(sent, now, zone));
  const order = mergeParcels(sent, groups);
  const timeline = readTimeline(order, now, zone);
  const effective = timeline.filter(({ exclusion }) => exclusion === undefined).map(({ entry }) => entry);
  const start = readStart(order, now, zone);
  const statuses = groups.map((group) => ({
    ...readStatus(group, effective, start, now, zone),
    numbers: readNumbers(group, timeline),
  }));
  const statusOf = (id: string): string => statuses.find((each) => each.id === id)?.status ?? 'unknown';
  const outbound = order.shipments.filter((each) => each.direction === 'outbound' && statusOf(each.id) !== 'canceled');
  const lines = order.lineItems.map((line) => readLine(line, order, outbound, statusOf));
  return {
    timeline: timeline.map(({ entry, exclusion }) => [entry.event.id, exclusion]),
    parcels: statuses
      .filter(({ id }) => outbound.some((each) => each.id === id))
      .map((each) => ({ ...each, items: parseItems(each.id, order, lines) })),
    returns: statuses.filter(({ id }) => order.shipments.some((each) => each.id === id && each.direction === 'return')),
    lines: lines.map(({ ordered, canceled, inParcels, unshipped, returned }) => ({
      ordered,
      canceled,
      inParcels,
      unshipped,
      returned,
    })),
  };
}

const plainNumber = (number: string): string => number.replaceAll(/[\s.-]/g, '').toUpperCase();

const isNumber = (number: string): boolean => !['', 'NA', 'N/A', '000'].includes(plainNumber(number));

type Marked = { entry: Entry; exclusion: string | undefined };

/** Numbers of a parcel that are wrong, by its events. */
function findWrongNumbers(parcel: string | undefined, timeline: readonly Marked[]): string[] {
  let wrong: string[] = [];
  for (const { entry, exclusion } of timeline) {
    const { tracking } = entry.event;
    if (entry.parcel !== parcel || tracking?.replaces === undefined) continue;
    if (exclusion !== undefined && exclusion !== 'replaced-number') continue;
    wrong = [...wrong, plainNumber(tracking.replaces)].filter((each) => each !== plainNumber(tracking.number));
  }
  return wrong;
}

/** The numbers of one parcel after all corrections, the last correction first. */
function readNumbers(group: readonly Shipment[], timeline: readonly Marked[]): string[] {
  const id = group[0]?.id;
  const wrong = findWrongNumbers(id, timeline);
  const corrected = timeline
    .filter(({ entry, exclusion }) => entry.parcel === id && (!exclusion || exclusion === 'replaced-number'))
    .flatMap(({ entry: { event } }) =>
      event.tracking?.replaces === undefined ? [] : [plainNumber(event.tracking.number)],
    )
    .toReversed();
  const sent = group.flatMap(({ tracking }) => tracking.map(({ number }) => plainNumber(number)));
  return [...new Set([...corrected, ...sent])].filter((each) => !wrong.includes(each));
}

/** The carrier of one parcel after all corrections. */
function readCarrier(group: readonly Shipment[], timeline: readonly Marked[]): string | undefined {
  const sent = group.find(({ carrier }) => carrier)?.carrier?.name;
  let current = sent;
  const known: [string, string | undefined][] = [];
  const find = (number: string): [string, string | undefined] | undefined =>
    known.find(([each]) => each === plainNumber(number));
  for (const { entry, exclusion } of timeline) {
    const { tracking } = entry.event;
    if (entry.parcel !== group[0]?.id || tracking?.replaces === undefined) continue;
    if (exclusion !== undefined && exclusion !== 'replaced-number') continue;
    if (!find(tracking.replaces)) known.push([plainNumber(tracking.replaces), current]);
    const again = find(tracking.number);
    current = tracking.carrier?.name ?? (again ? again[1] : current);
  }
  return current;
}

/** Shipments by parcel. The same direction, carrier and number are one parcel, unless known contents differ. */
function findParcels(order: Order, timeline: readonly Marked[]): Shipment[][] {
  const groups: { group: Shipment[]; numbers: string[]; carriers: (string | undefined)[] }[] = [];
  const contentsOf = (group: readonly Shipment[]): string | undefined => {
    const lineItems = group.find((each) => each.lineItems)?.lineItems;
    return lineItems ? JSON.stringify(lineItems.map(({ id, quantity }) => `${id} ${quantity}`).sort()) : undefined;
  };
  for (const shipment of order.shipments) {
    const numbers = readNumbers([shipment], timeline).filter(isNumber);
    const carrier = readCarrier([shipment], timeline)?.toLowerCase();
    const contents = contentsOf([shipment]);
    const same = groups.find(({ group, numbers: others, carriers }) => {
      const other = carriers.find((each) => each !== undefined);
      const known = contentsOf(group);
      return (
        group[0]?.direction === shipment.direction &&
        others.some((each) => numbers.includes(each)) &&
        (other === undefined || carrier === undefined || other === carrier) &&
        (known === undefined || contents === undefined || known === contents)
      );
    });
    if (same) {
      same.group.push(shipment);
      same.numbers.push(...numbers);
      same.carriers.push(carrier);
    } else groups.push({ group: [shipment], numbers, carriers: [carrier] });
  }
  return groups.map(({ group }) => group);
}

/** Each parcel once: with the first known contents, and the events and promises of all. */
function mergeParcels(order: Order, groups: readonly Shipment[][]): Order {
  const firstOf = (id: string | undefined): string | undefined =>
    groups.find((group) => group.some((each) => each.id === id))?.[0]?.id ?? id;
  const rename = <T extends { shipmentId?: string | undefined }>(each: T): T => ({
    ...each,
    shipmentId: firstOf(each.shipmentId),
  });
  return {
    ...order,
    events: order.events.map(rename),
    promises: order.promises.map(rename),
    shipments: groups.flatMap((group) => {
      const [first] = group;
      return first ? [{ ...first, lineItems: group.find((each) => each.lineItems)?.lineItems ?? first.lineItems }] : [];
    }),
  };
}

function readStart(order: Order, now: number, zone: string | undefined): number {
  const placed = order.placedAt
    ? [order.placedAt]
    : order.events.flatMap(({ kind, at }) => (kind === 'placed' && at ? [at] : []));
  const starts = placed.flatMap((at) => resolveEventSpan(at, undefined, zone)?.from ?? []);
  return starts.length > 0 && Math.min(...starts) <= now + DAY ? Math.min(...starts) : -Infinity;
}

function readTimeline(order: Order, now: number, zone: string | undefined): Marked[] {
  const start = readStart(order, now, zone);
  let previous = -Infinity;
  const entries = order.events.map((event): Entry => {
    const span = event.at === undefined ? undefined : resolveEventSpan(event.at, event.place?.timeZone, zone);
    const key = span ? span.to : previous;
    const isFuture = span !== undefined && span.from > now + DAY;
    if (!isFuture) previous = key;
    const isNews = !NO_STATUS.includes(event.kind);
    const isOld = span !== undefined && isNews && span.to < start - DAY;
    const [only] = order.shipments;
    const isOnly = order.shipments.length === 1 && event.kind !== 'canceled';
    return {
      event,
      key,
      from: span?.from ?? key,
      isExact: span !== undefined && span.from === span.to,
      hasTime: span !== undefined,
      base: isFuture ? 'future' : isOld ? 'before-order' : undefined,
      parcel: event.shipmentId ?? (isOnly ? only?.id : undefined),
    };
  });
  const sorted = entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => (a.entry.key === b.entry.key ? a.index - b.index : a.entry.key < b.entry.key ? -1 : 1))
    .map(({ entry }) => entry);
  const retracted = findRetractedReports(sorted);
  const marked = sorted.map((entry) => ({ entry, exclusion: retracted.includes(entry) ? 'retracted' : entry.base }));
  // One entry a scan: the first report, with the words of the one that knows more.
  const merged: Marked[] = [];
  for (const one of marked) {
    const twin = merged.findIndex((other) =>
      isTwin(
        other.entry,
        one.entry,
        merged.map(({ entry }) => entry),
      ),
    );
    const other = merged[twin];
    if (!other) merged.push(one);
    else if (isPreferred(one, other)) merged[twin] = one;
  }
  return merged.map((each) => {
    const number = each.entry.event.tracking?.number;
    const { parcel } = each.entry;
    const isKnown = order.shipments.length === 0 || order.shipments.some(({ id }) => id === parcel);
    const isWrong =
      isKnown &&
      number !== undefined &&
      isNumber(number) &&
      findWrongNumbers(each.entry.parcel, merged).includes(plainNumber(number));
    return isWrong && !each.exclusion ? { ...each, exclusion: 'replaced-number' } : each;
  });
}

/** Of two reports, the effective one; else the one with a certain word; else the one with words. */
function isPreferred(one: Marked, other: Marked): boolean {
  if (!one.exclusion !== !other.exclusion) return other.exclusion !== undefined;
  if (!one.entry.event.word !== !other.entry.event.word) return other.entry.event.word !== undefined;
  return isBare(other.entry);
}

const isBare = ({ event }: Entry): boolean => !event.text && !event.place;
const hasSameWords = (a: Entry, b: Entry): boolean =>
  a.event.text === b.event.text && a.event.place?.name === b.event.place?.name;
const isSameTime = (a: Entry, b: Entry): boolean =>
  a.key === b.key &&
  a.event.kind === b.event.kind &&
  (a.parcel ?? '') === (b.parcel ?? '') &&
  correctionOf(a) === correctionOf(b);
const correctionOf = ({ event: { tracking } }: Entry): string =>
  tracking?.replaces === undefined ? '' : `${tracking.replaces} ${tracking.number}`;
const isSameScan = (a: Entry, b: Entry): boolean =>
  isSameTime(a, b) && a.hasTime === b.hasTime && a.isExact === b.isExact && (a.isExact || hasSameWords(a, b));

/** Reports become one entry if they have the same words, or if one of two has none. */
function isTwin(a: Entry, b: Entry, merged: readonly Entry[]): boolean {
  if (!isSameScan(a, b)) return false;
  if (hasSameWords(a, b)) return true;
  const isFirst = merged.find((each) => isSameScan(each, b)) === a;
  return isFirst && (isBare(a) || isBare(b)) && !merged.some((each) => isSameScan(each, b) && hasSameWords(each, b));
}

/** Scans are decided one after another, from what is already decided; then the newest of each circle stands. */
function findRetractedReports(all: readonly Entry[]): Entry[] {
  const scans: Entry[][] = [];
  for (const entry of all) {
    const scan = scans.find(([first]) => first && isSameScan(first, entry));
    if (scan) scan.push(entry);
    else scans.push([entry]);
  }
  const replaced = scans.flatMap(findReplacedReports);
  const retractorsOf = (scan: readonly Entry[]): Entry[][] =>
    scans.filter(
      (other) =>
        other !== scan &&
        other.some(
          (each) =>
            !each.base && !replaced.includes(each) && scan.some(({ event }) => event.id === each.event.retracts),
        ),
    );
  const decided = new Map<Entry[], boolean>();
  const newestOf = (list: readonly Entry[][]): Entry[] =>
    list.reduce((one, other) => (all.indexOf(other.at(-1) as Entry) > all.indexOf(one.at(-1) as Entry) ? other : one));
  const decideAll = (): void => {
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const scan of scans.filter((each) => !decided.has(each))) {
        const states = retractorsOf(scan).map((each) => decided.get(each));
        if (states.includes(false)) decided.set(scan, true);
        else if (states.every((state) => state === true)) decided.set(scan, false);
        isChanged ||= decided.has(scan);
      }
    }
  };
  decideAll();
  for (;;) {
    const open = scans.filter((each) => !decided.has(each));
    if (open.length === 0) break;
    const path: Entry[][] = [];
    let scan = newestOf(open);
    while (!path.includes(scan)) {
      path.push(scan);
      scan = newestOf(retractorsOf(scan).filter((each) => !decided.has(each)));
    }
    decided.set(newestOf(path.slice(path.indexOf(scan))), false);
    decideAll();
  }
  return [...replaced, ...scans.filter((each) => decided.get(each)).flat()];
}

/** A report that retracts another one of its own scan replaces all others. */
function findReplacedReports(reports: readonly Entry[]): Entry[] {
  const targetOf = ({ event }: Entry): Entry | undefined => reports.find((each) => each.event.id === event.retracts);
  const corrections = reports.filter((each) => !each.base && targetOf(each) && targetOf(each) !== each);
  if (corrections.length === 0) return [];
  const last = corrections.filter((each) => !corrections.some((other) => hasSameWords(targetOf(other) as Entry, each)));
  const standing = last.length > 0 ? last : corrections;
  return reports.filter((each) => !standing.includes(each));
}

type Change = {
  status: string;
  kind: string | undefined;
  word: string | undefined;
  at: string | undefined;
  from: number;
  key: number;
  rank: number;
};

function readStatus(
  group: readonly Shipment[],
  effective: readonly Entry[],
  start: number,
  now: number,
  zone: string | undefined,
) {
  const id = group[0]?.id ?? '';
  const own = effective.filter(({ parcel }) => parcel === id);
  const correctedAt =
    own.findLast(({ event: { tracking } }) => tracking?.replaces !== undefined && isNumber(tracking.replaces))?.key ??
    -Infinity;
  let list = own.flatMap(({ event, key, from, hasTime }): Change[] => {
    const status = Object.hasOwn(STATUS_BY_KIND, event.kind) ? STATUS_BY_KIND[event.kind] : undefined;
    const { kind, word } = event;
    return status
      ? [{ status, kind, word, at: hasTime ? event.at : undefined, from, key, rank: rankOf(kind, status) }]
      : [];
  });
  const events = list;
  const alone = readChanges(events, zone);
  const undated: Change[] = [];
  for (const { status, statusWord: word, statusAt: at } of group) {
    if (!RANKS.includes(status) || status === '-' || status === 'unknown') continue;
    const rank = RANKS.indexOf(status);
    const span = at === undefined ? undefined : resolveEventSpan(at, undefined, zone);
    if (!span) undated.push({ status, kind: undefined, word, at, from: -Infinity, key: -Infinity, rank });
    else if (status === alone.status && at === alone.since) continue;
    else if (span.from <= now + DAY && span.to >= start - DAY && (AT_SHOP.includes(status) || span.to >= correctedAt)) {
      const change = { status, kind: undefined, word, at, from: span.from, key: span.to, rank };
      const index = list.findIndex((each) => each.key > change.key || (each.key === change.key && each.rank > rank));
      list = index < 0 ? [...list, change] : [...list.slice(0, index), change, ...list.slice(index)];
    }
  }
  let state = readChanges(list, zone);
  for (const change of undated) if (change.rank > (state.last?.rank ?? 0)) state = apply(state, change, zone);
  return { id, status: state.status, since: state.since };
}

type State = { status: string; since: string | undefined; last: Change | undefined; again: string | undefined };

const readChanges = (changes: readonly Change[], zone: string | undefined): State =>
  changes.reduce<State>((state, change) => apply(state, change, zone), {
    status: 'unknown',
    since: undefined,
    last: undefined,
    again: undefined,
  });

/** Later stages of one status have greater ranks. */
function rankOf(kind: string, status: string): number {
  const stages =
    'accepted arrived_at_facility departed_facility in_transit handed_to_partner export_customs arrived_in_destination_country import_customs customs_cleared at_delivery_depot'.split(
      ' ',
    );
  if (kind === 'delivery_attempted') return RANKS.indexOf('in_transit') + 2;
  return RANKS.indexOf(status) + (status === 'in_transit' ? stages.indexOf(kind) / 10 : 0);
}

function apply(state: State, change: Change, zone: string | undefined): State {
  const { status, last, again } = state;
  const isNextDay =
    change.at !== undefined && again !== undefined && resolveEventDay(change.at, zone) > resolveEventDay(again, zone);
  const isCorrection = change.kind === undefined && change.from > (last?.key ?? -Infinity);
  const isWeak = /^(label_created|pickup_)/.test(change.kind ?? '');
  let next: string | undefined = change.status;
  if (isWeak) next = status === 'unknown' ? change.status : undefined;
  else if (change.status === status && last?.at === undefined) next = status;
  else if (change.word !== undefined && !['unknown', 'preparing', 'packed'].includes(status)) next = undefined;
  else if (isCorrection) next = change.status;
  else if (status === 'delivered') {
    const isReturn = change.status === 'returning' || change.status === 'returned';
    const isReopened = isNextDay && (change.kind === 'delivery_attempted' || change.kind === 'accepted');
    next = isReturn || isReopened ? change.status : undefined;
  } else if (status === 'returning')
    next = change.status === 'delivered' || change.status === 'returned' ? 'returned' : undefined;
  else if (status === 'returned') {
    const isTurned = isNextDay && change.kind === 'accepted';
    next = isTurned || change.status === 'returning' ? change.status : undefined;
  }
  if (next === undefined) return change.status === status ? { ...state, again: change.at ?? again } : state;
  const since = next === status ? (state.since ?? change.at) : change.at;
  return { status: next, since, last: change, again: change.at };
}

function readLine(
  { id, quantity }: Order['lineItems'][number],
  order: Order,
  outbound: readonly Shipment[],
  statusOf: (id: string) => string,
) {
  const sumOf = (list: readonly { id: string; quantity?: number | undefined }[] | null | undefined): number =>
    (list ?? []).filter((each) => each.id === id).reduce((sum, each) => sum + (each.quantity ?? 0), 0);
  const adjusted = (kind: string): number =>
    order.adjustments
      .filter((each) => each.kind === kind && each.status === 'completed')
      .reduce((sum, each) => sum + sumOf(each.lineItems), 0);
  let inParcels = outbound.flatMap((shipment) => {
    const entries = (shipment.lineItems ?? []).filter((each) => each.id === id);
    const sum = entries.reduce((total, each) => total + (each.quantity ?? Number.NaN), 0);
    return entries.length > 0 ? [{ shipmentId: shipment.id, quantity: Number.isNaN(sum) ? undefined : sum }] : [];
  });
  const back = order.shipments.filter(
    (each) => statusOf(each.id) === 'returned' || (each.direction === 'return' && statusOf(each.id) === 'delivered'),
  );
  const returned = Math.max(
    back.reduce((sum, each) => sum + sumOf(each.lineItems), 0),
    adjusted('return'),
  );
  if (!quantity) return { id, ordered: undefined, canceled: undefined, inParcels, unshipped: undefined, returned };
  const ordered = Math.max(quantity.original, quantity.total);
  const canceled = Math.min(ordered, Math.max(ordered - quantity.total, adjusted('cancellation')));
  const total = (): number => inParcels.reduce((sum, each) => sum + (each.quantity ?? Number.NaN), 0);
  for (let index = inParcels.length - 1; index >= 0 && total() > ordered - canceled; index--) {
    const entry = inParcels[index];
    if (!entry || !AT_SHOP.includes(statusOf(entry.shipmentId))) continue;
    const left = Math.max(0, (entry.quantity ?? 0) - (total() - (ordered - canceled)));
    inParcels = inParcels.map((each) => (each === entry ? { ...each, quantity: left } : each));
  }
  inParcels = inParcels.filter((each) => each.quantity !== 0);
  const remaining = ordered - canceled - Math.max(total(), quantity.fulfilled);
  const known = outbound
    .flatMap((each) => each.lineItems ?? [])
    .reduce((sum, each) => sum + (each.quantity ?? Number.NaN), 0);
  const fulfilled = order.lineItems.reduce((sum, each) => sum + (each.quantity?.fulfilled ?? 0), 0);
  const isKnown = outbound.every((each) => each.lineItems) || fulfilled > known || remaining <= 0;
  const unshipped = isKnown && !Number.isNaN(remaining) ? Math.max(0, remaining) : undefined;
  return { id, ordered, canceled, inParcels, unshipped, returned: Math.min(returned, ordered) };
}

function parseItems(shipmentId: string, order: Order, lines: readonly ReturnType<typeof readLine>[]) {
  const shipment = order.shipments.find((each) => each.id === shipmentId);
  const ids = shipment?.lineItems?.map(({ id }) => id);
  return ids
    ?.filter((id, index) => ids.indexOf(id) === index)
    .flatMap((id) => {
      const entry = lines.find((line) => line.id === id)?.inParcels.find((each) => each.shipmentId === shipmentId);
      return entry ? [{ id, quantity: entry.quantity }] : [];
    });
}
