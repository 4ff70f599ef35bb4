import { parseOrder } from '../../../src/contract/parse-order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../../src/order/index.ts';

/** An order, read at `now`, with the facts that its summary must have. `{ $any: […] }` allows several values. */
export type SummaryCase = {
  id: string;
  why?: string;
  order: unknown;
  now: string;
  timeZone?: string;
  expected: Record<string, unknown>;
};

/** Derives the summary of a case in the form of its expectations. */
export function describeCase({ order, now, timeZone }: SummaryCase): Record<string, unknown> {
  const parsed = parseOrder(order);
  if (!parsed.ok) return { refused: parsed.issues };
  return describeSummary(deriveOrderSummary(parsed.data, { now: Date.parse(now), timeZone }));
}

type Parcel = OrderSummary['parcels'][number];

const orNull = <T>(value: T | undefined): T | null => value ?? null;

function describeSummary(summary: OrderSummary): Record<string, unknown> {
  const isAmbiguous = (code: string): boolean => code === 'event-order-ambiguous';
  return {
    status: summary.status,
    isFinal: summary.isFinal,
    headline: {
      kind: summary.headline.kind,
      isPartial: summary.headline.isPartial,
      parcel: orNull(summary.headline.parcel?.shipment.id),
    },
    parcels: summary.parcels.map((parcel) => describeParcel(parcel)),
    returns: summary.returns.map((parcel) => describeParcel(parcel)),
    unshippedItems: summary.unshippedItems
      ? {
          ...describeParcel(summary.unshippedItems),
          items: summary.unshippedItems.items.map(({ line, quantity, promise }) => ({
            id: line.id,
            quantity: orNull(quantity),
            promise: promise.state,
          })),
        }
      : null,
    lines: summary.lines.map(({ line, ordered, canceled, inParcels, unshipped, returned, adjustments }) => ({
      id: line.id,
      ordered: orNull(ordered),
      canceled: orNull(canceled),
      inParcels: inParcels.map(({ shipmentId, quantity }) => ({ shipmentId, quantity: orNull(quantity) })),
      unshipped: orNull(unshipped),
      returned,
      adjustments: adjustments.map(({ id }) => id),
    })),
    issues: summary.issues.map(describeIssue),
    actions: summary.actions.map(({ type }) => type),
    lastScan: orNull(summary.freshness.lastScan?.event.id),
    timeline: summary.timeline.map(({ event, timing, exclusion }) => ({
      id: event.id,
      timing,
      isRetracted: exclusion === 'retracted',
    })),
    warnings: sortWarnings(
      summary.warnings
        // The other implementation does not warn of unknown codes.
        .filter(({ code }) => !isAmbiguous(code) && code !== 'unknown-code')
        .map((warning) => Object.fromEntries(Object.entries(warning).filter(([, value]) => value !== undefined))),
    ),
    ambiguous: summary.warnings.filter(({ code }) => isAmbiguous(code)).map(({ shipmentId }) => orNull(shipmentId)),
  };
}

const describeIssue = ({ kind, since, shipmentId, exception }: OrderSummary['issues'][number]): unknown => ({
  kind,
  since: orNull(since),
  shipmentId: orNull(shipmentId),
  isReported: exception !== undefined,
});

function describeParcel(parcel: Parcel): Record<string, unknown> {
  const { shipment, status, since, custody, promise, stalledTracking, missingCheck } = parcel;
  return {
    id: shipment.id,
    status,
    since: orNull(since),
    items: parcel.items
      ? parcel.items.map(({ line, quantity }) => ({ id: line.id, quantity: orNull(quantity) }))
      : null,
    custodian: custody.custodian,
    custodySince: orNull(custody.since),
    promise: {
      state: promise.state,
      first: orNull(promise.first?.id),
      current: orNull(promise.current?.id),
      isRevised: promise.isRevised,
      shift: orNull(promise.shift),
      daysLate: promise.daysLate,
      history: promise.history.map(({ id }) => id),
    },
    issues: parcel.issues.map(describeIssue),
    stalledTracking: stalledTracking
      ? {
          state: stalledTracking.state,
          thresholdMs: stalledTracking.thresholdMs,
          stalledAt: stalledTracking.stalledAt,
          lastScan: stalledTracking.lastScan.event.id,
        }
      : null,
    missingCheck: missingCheck
      ? {
          waitUntil: orNull(missingCheck.waitUntil),
          isWaitOver: missingCheck.isWaitOver,
          reportAction: orNull(missingCheck.reportAction?.type),
        }
      : null,
    lastScan: orNull(parcel.lastScan?.event.id),
    timeline: parcel.timeline.map(({ event }) => event.id),
  };
}

const sortWarnings = (warnings: readonly unknown[]): unknown[] =>
  warnings.toSorted((a, b) => (createWarningKey(a) < createWarningKey(b) ? -1 : 1));

function createWarningKey(warning: unknown): string {
  const { code, eventId, shipmentId, lineId } = warning as Record<string, string | undefined>;
  return [code, eventId, shipmentId, lineId].join('\n');
}

/** Paths at which `actual` differs from what is expected. An expectation may name a part of the fields. */
export function findDifferences(expected: unknown, actual: unknown, path = ''): string[] {
  if (isRecord(expected) && Array.isArray(expected['$any']))
    return expected['$any'].some((each) => findDifferences(each, actual).length === 0)
      ? []
      : [`${path}: ${JSON.stringify(actual)}, expected one of ${JSON.stringify(expected['$any'])}`];
  if (Array.isArray(expected)) {
    if (path === 'warnings') return findDifferences(sortWarnings(expected), actual, 'sorted warnings');
    if (!Array.isArray(actual) || actual.length !== expected.length)
      return [`${path}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
    return expected.flatMap((each, index) => findDifferences(each, actual[index], `${path}[${index}]`));
  }
  if (isRecord(expected) && isRecord(actual))
    return Object.entries(expected).flatMap(([name, value]) =>
      findDifferences(value, actual[name], path ? `${path}.${name}` : name),
    );
  return expected === actual ? [] : [`${path}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
