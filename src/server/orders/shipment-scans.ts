import type { Order } from '../../contract/order.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { resolveShipmentStatus } from '../../contract/shipment-statuses.ts';
import { deriveOrderHistory, type OrderHistory } from '../../order/order-history.ts';
import type { ShipmentSummary } from '../../order/shipment-summary.ts';
import type { EventExclusion, TimelineEntry } from '../../order/timeline-entry.ts';
import { correctTracking } from '../../order/tracking-numbers.ts';
import type { ZonedTimeContext } from './order-state.ts';

/** A parcel with the summary of its scans. */
export type ShipmentScanSummary = ShipmentSummary & {
  readonly shipment: Shipment;
  /** The shipments that are this parcel, with their reported statuses. */
  readonly reports: readonly Shipment[];
  /** All scans, oldest first. */
  readonly timeline: readonly TimelineEntry[];
  /** Effective scans, oldest first. */
  readonly entries: readonly TimelineEntry[];
};

/** Summaries of all parcels, including canceled ones and returns. */
export const deriveShipmentScanSummaries = (
  order: Order,
  timeContext: ZonedTimeContext,
): readonly ShipmentScanSummary[] => createScanSummaries(deriveOrderHistory(order, timeContext));

const createScanSummaries = ({ order, duplicates, histories }: OrderHistory): readonly ShipmentScanSummary[] =>
  histories.map(({ shipment, timeline, effective, summary }, index) => ({
    ...summary,
    shipment,
    reports: [order.shipments[index] ?? shipment, ...(duplicates.get(shipment.id) ?? [])],
    timeline,
    entries: effective,
  }));

/**
 * Sets the status of each parcel from its scans. A status that only repeated the previous scans is derived from the scans
 * alone, so that a retracted scan takes its status back. A status that the shop set itself counts like a scan.
 */
export function applyScannedStatuses(before: Order | undefined, order: Order, timeContext: ZonedTimeContext): Order {
  const lookUpPrevious = before ? createPreviousLookup(before, timeContext) : () => undefined;
  const shipments = order.shipments.map((shipment): Shipment => {
    const summary = lookUpPrevious(shipment.id);
    const isDerived =
      summary &&
      summary.status === shipment.status &&
      (shipment.statusAt ?? summary.since) === summary.since &&
      shipment.statusWord === summary.decidedBy?.event.word;
    return isDerived ? clearStatus(shipment) : shipment;
  });
  const lookUpSummary = createSummaryLookup({ ...order, shipments }, timeContext);
  return alignWithReaders(applySummaries({ ...order, shipments }, lookUpSummary), timeContext);
}

/** The status of a summary, with the word that it was read from if that decided it. */
function setStatus(corrected: Shipment, { reports, status, since, decidedBy }: ShipmentScanSummary): Shipment {
  // An unlisted code is kept.
  if (status === 'unknown' && resolveShipmentStatus(corrected.status) === 'unknown') return corrected;
  const words = reports.filter((report) => report.status === status).map(({ statusWord }) => statusWord);
  const word = decidedBy ? decidedBy.event.word : words.includes(undefined) ? undefined : words[0];
  return {
    ...clearStatus(corrected),
    status,
    ...(since !== undefined && { statusAt: since }),
    ...(word !== undefined && { statusWord: word }),
  };
}

/** The statuses that the scans of the previous version gave its parcels when it was stored. */
function createPreviousLookup(before: Order, timeContext: ZonedTimeContext): SummaryLookup {
  const now = before.updatedAt === undefined ? timeContext.now : Date.parse(before.updatedAt);
  return createSummaryLookup({ ...before, shipments: before.shipments.map(clearStatus) }, { ...timeContext, now });
}

type SummaryLookup = (shipmentId: string) => ShipmentScanSummary | undefined;

/**
 * Readers insert a stored status by its time, and among events of the same time by rank. If they would then read another
 * status or another time, they get what the status without a time means. If its time would again be read in another way,
 * the status stays without it: it then counts only if it is farther on than the scans.
 */
function alignWithReaders(order: Order, timeContext: ZonedTimeContext): Order {
  const lookUpRead = createSummaryLookup(order, timeContext);
  if (order.shipments.every((shipment) => isReadAsStored(shipment, lookUpRead))) return order;
  const undated = removeMisreadTimes(order, lookUpRead);
  const dated = applySummaries(undated, createSummaryLookup(undated, timeContext));
  return removeMisreadTimes(dated, createSummaryLookup(dated, timeContext));
}

function isReadAsStored({ id, status, statusAt }: Shipment, lookUpRead: SummaryLookup): boolean {
  const { status: read = 'unknown', since } = lookUpRead(id) ?? {};
  return resolveShipmentStatus(status) === read && (read === 'unknown' || statusAt === since);
}

const removeMisreadTimes = (order: Order, lookUpRead: SummaryLookup): Order => ({
  ...order,
  shipments: order.shipments.map((shipment) =>
    isReadAsStored(shipment, lookUpRead) ? shipment : removeStatusTime(shipment),
  ),
});

const applySummaries = (order: Order, lookUpSummary: SummaryLookup): Order => ({
  ...order,
  shipments: order.shipments.map((shipment): Shipment => {
    const summary = lookUpSummary(shipment.id);
    return summary ? setStatus(correctTracking(shipment, summary.timeline), summary) : shipment;
  }),
});

/** Summaries by the id of a parcel. Shipments that are one parcel have the same summary. */
function createSummaryLookup(order: Order, timeContext: ZonedTimeContext): SummaryLookup {
  const history = deriveOrderHistory(order, timeContext);
  const summaries = new Map(createScanSummaries(history).map((summary) => [summary.shipment.id, summary]));
  return (shipmentId) => summaries.get(history.mergedInto.get(shipmentId) ?? shipmentId);
}

const warningByExclusion: Readonly<Record<EventExclusion, readonly [code: string, reason: string]>> = {
  retracted: ['event-retracted', 'another event retracts this scan'],
  future: ['event-in-future', 'it is more than a day ahead of the clock'],
  'before-order': ['event-before-order', 'it is from more than a day before the order'],
  'replaced-number': ['event-replaced-number', 'another event replaces its tracking number'],
};

/** Warnings of new events that have no effect. They are stored, and customers see them with a mark. */
export function deriveExclusionWarnings(
  before: Order | undefined,
  order: Order,
  timeContext: ZonedTimeContext,
): readonly string[] {
  const previousIds = new Set(before?.events.map(({ id }) => id));
  return deriveOrderHistory(order, timeContext).timeline.flatMap(({ event: { id }, exclusion }) => {
    if (!exclusion || previousIds.has(id)) return [];
    const [code, reason] = warningByExclusion[exclusion];
    return [`${code}: event ${id} has no effect: ${reason}`];
  });
}

function removeStatusTime(shipment: Shipment): Shipment {
  const { statusAt: _, ...rest } = shipment;
  return rest;
}

function clearStatus(shipment: Shipment): Shipment {
  const { statusAt: _, statusWord: __, ...rest } = shipment;
  return { ...rest, status: 'unknown' };
}
