import type { DeliveryPromise, Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { Shipment } from '../../contract/shipment.ts';
import { resolveEventEffect } from '../../order/event-effects.ts';
import { deriveOrderHistory } from '../../order/order-history.ts';
import {
  createTimeContext,
  resolveEventEnd,
  type OrderUpdate,
  type RuleContext,
  type OrderState,
  type Refusal,
  type ZonedTimeContext,
} from './order-state.ts';
import { deriveOrderUpdate } from './derive-order-update.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { deriveShipmentScanSummaries } from './shipment-scans.ts';
import { mergePromises } from './merge-promises.ts';
import { restoreTracking } from './restore-tracking.ts';
import type { Scan } from './scan.ts';
import { selectCandidateParcels } from './candidate-parcels.ts';
import { applyScanToShipment } from './apply-scan-to-shipment.ts';
import { normalizeScan } from './normalize-scan.ts';
import { findMissingSteps } from './missing-steps.ts';

export type ScanContext = RuleContext & {
  /** Missing steps and wrong quantities refuse a scan of the shop. For a carrier's scan they are warnings. */
  readonly source: 'shop' | 'carrier';
};

/**
 * Applies one scan. A known id is `unchanged`, whatever its content. Scans may come out of order: the status follows from
 * all scans. A scan that is no news of the parcel is recorded and changes nothing else. Refused: `order-not-found`,
 * `validation` (unknown or ambiguous parcel), `step-missing`, `quantity-too-great`.
 */
export function applyScan(current: OrderState, sent: Scan, context: ScanContext): OrderUpdate | 'unchanged' | Refusal {
  const { order } = current;
  if (!order) return { refused: 'order-not-found' };
  if (order.events.some(({ id }) => id === sent.id)) return 'unchanged';
  const { scan, warnings: codeWarnings } = normalizeScan(order, sent);
  const refusals = validateScan(order, scan, context);
  if (refusals[0] && context.source === 'shop') return refusals[0];
  const warnings = [...codeWarnings, ...refusals.map(({ refused, detail }) => `${refused}: ${detail}`)];

  const shipmentId = resolveShipmentId(order, scan);
  const at = scan.at ?? formatPreciseInstant(context.now);
  const event = createOrderEvent(scan, at, shipmentId);
  const timeContext = createTimeContext(order, context);
  const stored = restoreTracking(order, [...order.events, event], timeContext);
  const existing = stored.find(({ id }) => id === shipmentId);
  const opens = shipmentId !== undefined && !existing && (canOpenShipment(scan) || isShipmentScan(scan));
  const isNews = isNewsOfParcel(order, event, timeContext);
  const parcel = isNews ? (existing ?? (opens ? createShipment(order, shipmentId, scan) : undefined)) : undefined;
  const scanned = parcel && applyScanToShipment(order, parcel, scan, at, timeContext);
  const shipments = scanned
    ? existing
      ? stored.map((shipment) => (shipment === existing ? scanned : shipment))
      : [...stored, scanned]
    : stored;
  const next: Order = {
    ...order,
    ...(context.source === 'carrier' && { checkedAt: formatPreciseInstant(context.now) }),
    shipments,
    events: [...order.events, event],
    promises: mergePromises(
      order.promises,
      isNews ? createPromises(scan, scanned?.id, context, resolveEventEnd(at, timeContext)) : [],
      context.now,
    ),
  };
  return deriveOrderUpdate(current, next, context, { warnings });
}

/**
 * Not news are a scan from before the order or of a replaced number, which is about another parcel, and a report of a
 * retracted scan.
 */
function isNewsOfParcel(order: Order, event: OrderEvent, timeContext: ZonedTimeContext): boolean {
  const events = [...order.events, event];
  const { order: merged, timeline } = deriveOrderHistory({ ...order, events }, timeContext);
  const own = merged.events.at(-1);
  // Reports of one scan have one entry.
  const entry =
    timeline.find((each) => each.event === own) ??
    timeline.find(
      ({ event: { kind, at, shipmentId } }) => kind === own?.kind && at === own.at && shipmentId === own.shipmentId,
    );
  return entry?.exclusion === undefined || entry.exclusion === 'future';
}

const isShipmentScan = ({ kind }: Scan): boolean =>
  resolveEventEffect(kind).status !== undefined && kind !== 'canceled';

/**
 * A scan of the shop creates a parcel if it is `packed` or `label_created` or contains `shipment`. Carrier scans, and scans
 * of an order without parcels, create one too: shipped items must not be offered for cancellation.
 */
const canOpenShipment = ({ kind, shipment }: Scan): boolean =>
  kind === 'packed' || kind === 'label_created' || shipment !== undefined;

/** The parcel named by the scan, otherwise the only one, otherwise a new one. `undefined` if several parcels are possible. */
function resolveShipmentId(order: Order, scan: Scan): string | undefined {
  if (scan.shipmentId !== undefined) return scan.shipmentId;
  const concernsShipment = isShipmentScan(scan) || scan.shipment !== undefined || scan.exception !== undefined;
  const candidates = selectCandidateParcels(order, scan);
  if (!concernsShipment || candidates.length > 1) return undefined;
  return (
    candidates[0]?.id ??
    (canOpenShipment(scan) || isShipmentScan(scan) ? `parcel-${order.shipments.length + 1}` : undefined)
  );
}

function validateScan(order: Order, scan: Scan, context: ScanContext): (Refusal & { detail: string })[] {
  const shipmentId = resolveShipmentId(order, scan);
  const existing = order.shipments.find(({ id }) => id === shipmentId);
  if (!existing && scan.shipmentId !== undefined && !canOpenShipment(scan)) {
    return [
      {
        refused: 'validation',
        detail: `There is no parcel ${scan.shipmentId}: send a packed scan, or describe the parcel in shipment.`,
      },
    ];
  }
  if (shipmentId === undefined && isShipmentScan(scan) && order.shipments.length > 0) {
    return [{ refused: 'validation', detail: 'The order has several parcels: shipmentId is required.' }];
  }
  const lineProblem = validateLines(order, shipmentId, scan);
  if (lineProblem) return [lineProblem];
  if (!context.rules.requirePreviousSteps) return [];
  const parcel = { ...(existing ?? createShipment(order, shipmentId ?? '', scan)), ...pickShipmentMethod(scan) };
  const [summary] = deriveShipmentScanSummaries({ ...order, shipments: [parcel] }, createTimeContext(order, context));
  const missing = summary ? findMissingSteps(scan.kind, summary) : [];
  return missing.length > 0
    ? [{ refused: 'step-missing', detail: `Not scanned before ${scan.kind}: ${missing.join(', ')}` }]
    : [];
}

/** Refuses more items in parcels than the order contains. */
function validateLines(
  order: Order,
  shipmentId: string | undefined,
  scan: Scan,
): (Refusal & { detail: string }) | undefined {
  if ((scan.shipment?.direction ?? 'outbound') === 'return') return undefined;
  for (const { id, quantity } of scan.shipment?.lineItems ?? []) {
    const line = order.lineItems.find((each) => each.id === id);
    if (!line) return { refused: 'validation', detail: `There is no line ${id}.` };
    const others = order.shipments.filter(
      (shipment) => shipment.direction === 'outbound' && shipment.id !== shipmentId && shipment.status !== 'canceled',
    );
    const packed = others.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
    const sum = packed.reduce((total, entry) => total + (entry.quantity ?? 0), quantity);
    if (line.quantity && sum > line.quantity.total) {
      return { refused: 'quantity-too-great', detail: `${sum} of ${id} in parcels, ${line.quantity.total} to send.` };
    }
  }
  return undefined;
}

const pickShipmentMethod = ({ shipment }: Scan): Partial<Shipment> => ({
  ...(shipment?.direction && { direction: shipment.direction }),
  ...(shipment?.method && { method: shipment.method }),
});

/** A new parcel with the delivery method and the place of the order, unless it is a return. Its contents are unknown. */
function createShipment({ method, place }: Order, id: string, { shipment }: Scan): Shipment {
  const direction = shipment?.direction ?? 'outbound';
  return {
    id,
    direction,
    status: 'unknown',
    ...(direction === 'outbound' && { ...(method && { method }), ...(place && { place }) }),
    tracking: [],
    exceptions: [],
  };
}

function createOrderEvent(scan: Scan, at: string, shipmentId: string | undefined): OrderEvent {
  const { id, kind, word, text, place, tracking, retracts, raw } = scan;
  return {
    id,
    kind,
    ...(word !== undefined && { word }),
    at,
    ...(shipmentId !== undefined && { shipmentId }),
    ...(text !== undefined && { text }),
    ...(place && { place }),
    ...(tracking && { tracking }),
    ...(retracts !== undefined && { retracts }),
    ...(raw !== undefined && { raw }),
  };
}

/** The promise of a scan. It is dated after the exception of the same scan, so that the exception does not cast doubt on it. */
function createPromises(
  scan: Scan,
  shipmentId: string | undefined,
  context: ScanContext,
  end: number | undefined,
): DeliveryPromise[] {
  if (!scan.window) return [];
  const after =
    scan.exception && end !== undefined && end <= context.now + 1 ? Math.max(context.now, end + 1) : context.now;
  return [
    {
      id: `scan:${scan.id}`,
      window: scan.window,
      madeAt: formatPreciseInstant(after),
      source: context.source,
      ...(scan.reason && { reason: scan.reason }),
      ...(shipmentId !== undefined && { shipmentId }),
    },
  ];
}
