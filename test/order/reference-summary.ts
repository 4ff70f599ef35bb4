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

export function deriveReferenceSummary(order: Order, options: { now: number; timeZone?: string | undefined }) {
  const { now } = options;
  const wanted = order.timeZone ?? options.timeZone;
  const zone = wanted !== undefined && isTimeZone(wanted) ? wanted : undefined;
  const today = zone ? resolveEventDay(new Date(now).toISOString(), zone) : Math.floor((now - DAY / 2) / DAY);
  const timeline = readTimeline(order, now, zone);
  const effective = timeline.filter(({ exclusion }) => exclusion === undefined).map(({ entry }) => entry);
  const statuses = order.shipments.map((shipment) => readStatus(shipment, effective, now, zone));
  const statusOf = (id: string): string => statuses.find((each) => each.id === id)?.status ?? 'unknown';
  const outbound = order.shipments.filter((each) => each.direction === 'outbound' && statusOf(each.id) !== 'canceled');
  const lines = order.lineItems.map((line) => readLine(line, order, outbound, statusOf));
  return {
    timeline: timeline.map(({ entry, exclusion }) => [entry.event.id, exclusion]),
    parcels: statuses
      .filter(({ id }) => outbound.some((each) => each.id === id))
      .map(({ id, status, since }) => ({ id, status, since, items: readItems(id, order, lines) })),
    returns: statuses
      .filter(({ id }) => order.shipments.some((each) => each.id === id && each.direction === 'return'))
      .map(({ id, status, since }) => ({ id, status, since })),
    lines: lines.map(({ ordered, canceled, inParcels, unshipped, returned }) => ({
      ordered,
      canceled,
      inParcels,
      unshipped,
      returned,
    })),
    today,
  };
}

function readTimeline(
  order: Order,
  now: number,
  zone: string | undefined,
): { entry: Entry; exclusion: string | undefined }[] {
  const placed = order.placedAt
    ? [order.placedAt]
    : order.events.flatMap(({ kind, at }) => (kind === 'placed' && at ? [at] : []));
  const starts = placed.flatMap((at) => resolveEventSpan(at, undefined, zone)?.from ?? []);
  const start = starts.length > 0 && Math.min(...starts) <= now + DAY ? Math.min(...starts) : -Infinity;
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
  const marked = sorted.map((entry) => ({
    entry,
    exclusion: isRetracted(entry, sorted, new Set()) ? 'retracted' : entry.base,
  }));
  // One entry a scan: the first report, with the words of the one that knows more.
  const merged: typeof marked = [];
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
    else if (!other.exclusion === !one.exclusion ? isBare(other.entry) : other.exclusion) merged[twin] = one;
  }
  return merged;
}

const isBare = ({ event }: Entry): boolean => !event.text && !event.place;
const hasSameWords = (a: Entry, b: Entry): boolean =>
  a.event.text === b.event.text && a.event.place?.name === b.event.place?.name;
const isSameTime = (a: Entry, b: Entry): boolean =>
  a.key === b.key && a.event.kind === b.event.kind && (a.parcel ?? '') === (b.parcel ?? '');
const isSameScan = (a: Entry, b: Entry): boolean =>
  isSameTime(a, b) && a.hasTime === b.hasTime && a.isExact === b.isExact && (a.isExact || hasSameWords(a, b));

/** Reports become one entry if they have the same words, or if one of two has none. */
function isTwin(a: Entry, b: Entry, merged: readonly Entry[]): boolean {
  if (!isSameScan(a, b)) return false;
  if (hasSameWords(a, b)) return true;
  const isFirst = merged.find((each) => isSameScan(each, b)) === a;
  return isFirst && (isBare(a) || isBare(b)) && !merged.some((each) => isSameScan(each, b) && hasSameWords(each, b));
}

function isRetracted(entry: Entry, all: readonly Entry[], visiting: ReadonlySet<Entry>): boolean {
  const reports = all.filter((each) => isSameScan(each, entry));
  const isInside = (each: Entry): boolean => reports.includes(each);
  const retracting = all.filter(
    (each) =>
      !each.base &&
      each.event.retracts !== each.event.id &&
      reports.some(({ event }) => event.id === each.event.retracts),
  );
  const next = new Set([...visiting, ...reports]);
  const outside = retracting.filter((each) => !isInside(each));
  if (outside.some((each) => visiting.has(each) || !isRetracted(each, all, next))) return true;
  const corrections = retracting.filter(isInside);
  if (corrections.length === 0) return false;
  const isCorrected = (each: Entry): boolean =>
    corrections.some(({ event }) => {
      const target = reports.find((report) => report.event.id === event.retracts);
      return target !== undefined && hasSameWords(target, each);
    });
  const last = corrections.filter((each) => !isCorrected(each));
  return !(last.length > 0 ? last : corrections).includes(entry);
}

type Change = { status: string; kind: string | undefined; at: string | undefined; key: number; rank: number };

function readStatus(shipment: Shipment, effective: readonly Entry[], now: number, zone: string | undefined) {
  const changes = effective
    .filter(({ parcel }) => parcel === shipment.id)
    .flatMap(({ event, key, hasTime }): Change[] => {
      const status = STATUS_BY_KIND[event.kind];
      return Object.hasOwn(STATUS_BY_KIND, event.kind) && status
        ? [{ status, kind: event.kind, at: hasTime ? event.at : undefined, key, rank: rankOf(event.kind, status) }]
        : [];
    });
  const reported = RANKS.includes(shipment.status) && shipment.status !== '-' ? shipment.status : 'unknown';
  const span = shipment.statusAt === undefined ? undefined : resolveEventSpan(shipment.statusAt, undefined, zone);
  let list = changes;
  if (reported !== 'unknown' && span && span.from <= now + DAY) {
    const own = {
      status: reported,
      kind: undefined,
      at: shipment.statusAt,
      key: Math.min(span.to, now),
      rank: RANKS.indexOf(reported),
    };
    const index = changes.findIndex(({ key, rank }) => key > own.key || (key === own.key && rank > own.rank));
    list = index < 0 ? [...changes, own] : [...changes.slice(0, index), own, ...changes.slice(index)];
  }
  let state: { status: string; since: string | undefined; last: Change | undefined } = {
    status: 'unknown',
    since: undefined,
    last: undefined,
  };
  for (const change of list) state = apply(state, change, zone);
  if (reported !== 'unknown' && !span && RANKS.indexOf(reported) > (state.last?.rank ?? 0))
    state = apply(
      state,
      { status: reported, kind: undefined, at: shipment.statusAt, key: -Infinity, rank: RANKS.indexOf(reported) },
      zone,
    );
  return { id: shipment.id, status: state.status, since: state.since };
}

/** Later stages of one status have greater ranks. */
function rankOf(kind: string, status: string): number {
  const stages =
    'accepted arrived_at_facility departed_facility in_transit handed_to_partner export_customs arrived_in_destination_country import_customs customs_cleared at_delivery_depot'.split(
      ' ',
    );
  if (kind === 'delivery_attempted') return RANKS.indexOf('in_transit') + 2;
  return RANKS.indexOf(status) + (status === 'in_transit' ? stages.indexOf(kind) / 10 : 0);
}

function apply<T extends { status: string; since: string | undefined; last: Change | undefined }>(
  state: T,
  change: Change,
  zone: string | undefined,
): T {
  const { status, last } = state;
  const isNextDay =
    change.at !== undefined &&
    last?.at !== undefined &&
    resolveEventDay(change.at, zone) > resolveEventDay(last.at, zone);
  const isCorrection = change.kind === undefined && change.key > (last?.key ?? -Infinity);
  const isWeak = /^(label_created|pickup_)/.test(change.kind ?? '');
  let next: string | undefined = change.status;
  if (isWeak) next = status === 'unknown' ? change.status : undefined;
  else if (change.status === status && last?.at === undefined) next = status;
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
  if (next === undefined) return state;
  return { ...state, status: next, since: next === status ? (state.since ?? change.at) : change.at, last: change };
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

function readItems(shipmentId: string, order: Order, lines: readonly ReturnType<typeof readLine>[]) {
  const shipment = order.shipments.find((each) => each.id === shipmentId);
  const ids = shipment?.lineItems?.map(({ id }) => id);
  return ids
    ?.filter((id, index) => ids.indexOf(id) === index)
    .flatMap((id) => {
      const entry = lines.find((line) => line.id === id)?.inParcels.find((each) => each.shipmentId === shipmentId);
      return entry ? [{ id, quantity: entry.quantity }] : [];
    });
}
