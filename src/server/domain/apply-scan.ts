import type { DeliveryPromise, Order } from '../../contract/order.ts';
import type { OrderEvent } from '../../contract/order-event.ts';
import type { Shipment } from '../../contract/order-shipment.ts';
import { effectOf } from '../../order/event-effects.ts';
import type { Change } from '../model.ts';
import { changeOf } from './change.ts';
import { clockOf, endOf, instantOf } from './clock.ts';
import { readParcels } from './parcels.ts';
import { withPromises } from './promises.ts';
import type { Scan } from './scan.ts';
import { scanParcel } from './scan-parcel.ts';
import { missingSteps } from './step-missing.ts';
import type { Context, OrderState, Refusal } from './state.ts';

export type ScanContext = Context & {
  /** A carrier's scan is never refused for a step that is missing or for what does not add up: it is a warning. */
  readonly source: 'shop' | 'carrier';
};

/**
 * Takes in one scan. A known id is `unchanged`, whatever else it says. Out of order is fine: the reading
 * of all scans decides. Refused: `order-not-found`, `validation` (no such parcel, or which one of several
 * is not said), `step-missing`, `quantity-too-great`.
 */
export function applyScan(current: OrderState, scan: Scan, context: ScanContext): Change | 'unchanged' | Refusal {
  const { order } = current;
  if (!order) return { refused: 'order-not-found' };
  if (order.events.some(({ id }) => id === scan.id)) return 'unchanged';
  const warnings: string[] = [];
  const objections = objectionsOf(order, scan, context);
  if (objections[0] && context.source === 'shop') return objections[0];
  warnings.push(...objections.map(({ refused, detail }) => `${refused}: ${detail}`));

  const shipmentId = parcelOf(order, scan);
  const at = scan.at ?? instantOf(context.now);
  const clock = clockOf(order, context);
  const known = order.shipments.find(({ id }) => id === shipmentId);
  const opens = shipmentId !== undefined && !known && (isOpening(scan) || isOfParcel(scan));
  const parcel = known ?? (opens ? emptyParcel(order, shipmentId) : undefined);
  const scanned = parcel && scanParcel(order, parcel, scan, at, clock);
  const shipments = scanned
    ? known
      ? order.shipments.map((shipment) => (shipment === known ? scanned : shipment))
      : [...order.shipments, scanned]
    : order.shipments;
  const next: Order = {
    ...order,
    ...(context.source === 'carrier' && { checkedAt: instantOf(context.now) }),
    shipments,
    events: [...order.events, eventOf(scan, at, shipmentId)],
    promises: withPromises(order.promises, promiseOf(scan, scanned?.id, context, endOf(at, clock)), context.now),
  };
  return changeOf(current, next, context, { warnings });
}

const isOfParcel = ({ kind }: Scan): boolean => effectOf(kind).status !== undefined && kind !== 'canceled';

/**
 * A parcel begins with being packed, or with the shop saying what it is. Where a carrier tells of one, or the
 * order has none yet, it is there all the same: what has left must not be offered for cancelling.
 */
const isOpening = ({ kind, shipment }: Scan): boolean => kind === 'packed' || kind === 'label_created' || shipment !== undefined;

/** Named, or the only one; a new one where there is none. */
function parcelOf({ shipments }: Order, scan: Scan): string | undefined {
  if (scan.shipmentId !== undefined) return scan.shipmentId;
  const isAbout = isOfParcel(scan) || scan.shipment !== undefined || scan.exception !== undefined;
  const sent = shipments.filter(({ direction }) => direction === (scan.shipment?.direction ?? 'outbound'));
  if (!isAbout || sent.length > 1) return undefined;
  return sent[0]?.id ?? (isOpening(scan) || isOfParcel(scan) ? `parcel-${shipments.length + 1}` : undefined);
}

function objectionsOf(order: Order, scan: Scan, context: ScanContext): (Refusal & { detail: string })[] {
  const shipmentId = parcelOf(order, scan);
  const known = order.shipments.find(({ id }) => id === shipmentId);
  if (!known && scan.shipmentId !== undefined && !isOpening(scan)) {
    return [{ refused: 'validation', detail: `There is no parcel ${scan.shipmentId}: scan it as packed, or say what it is in shipment.` }];
  }
  if (shipmentId === undefined && isOfParcel(scan) && order.shipments.length > 0) {
    return [{ refused: 'validation', detail: 'The order has several parcels: say which in shipmentId.' }];
  }
  const lineProblem = lineProblemOf(order, shipmentId, scan);
  if (lineProblem) return [lineProblem];
  if (!context.rules.strictSteps) return [];
  const parcel = { ...(known ?? emptyParcel(order, shipmentId ?? '')), ...methodOf(scan) };
  const [reading] = readParcels({ ...order, shipments: [parcel] }, clockOf(order, context));
  const missing = reading ? missingSteps(scan.kind, reading) : [];
  return missing.length > 0 ? [{ refused: 'step-missing', detail: `Not scanned before ${scan.kind}: ${missing.join(', ')}` }] : [];
}

/** More in parcels than was ordered is a slip of the hand. */
function lineProblemOf(order: Order, shipmentId: string | undefined, scan: Scan): (Refusal & { detail: string }) | undefined {
  if ((scan.shipment?.direction ?? 'outbound') === 'return') return undefined;
  for (const { id, quantity } of scan.shipment?.lineItems ?? []) {
    const line = order.lineItems.find((each) => each.id === id);
    if (!line) return { refused: 'validation', detail: `There is no line ${id}.` };
    const others = order.shipments.filter((shipment) => shipment.direction === 'outbound' && shipment.id !== shipmentId && shipment.status !== 'canceled');
    const packed = others.flatMap(({ lineItems }) => lineItems ?? []).filter((entry) => entry.id === id);
    const sum = packed.reduce((total, entry) => total + (entry.quantity ?? 0), quantity);
    if (line.quantity && sum > line.quantity.total) {
      return { refused: 'quantity-too-great', detail: `${sum} of ${id} in parcels, ${line.quantity.total} to send.` };
    }
  }
  return undefined;
}

const methodOf = ({ shipment }: Scan): Partial<Shipment> => ({
  ...(shipment?.direction && { direction: shipment.direction }),
  ...(shipment?.method && { method: shipment.method }),
});

/** As the order was to go. What is in it is not known until somebody says so. */
const emptyParcel = ({ method, place }: Order, id: string): Shipment => ({
  id,
  direction: 'outbound',
  status: 'unknown',
  ...(method && { method }),
  ...(place && { place }),
  tracking: [],
  exceptions: [],
});

function eventOf(scan: Scan, at: string, shipmentId: string | undefined): OrderEvent {
  const { id, kind, text, place, retracts, raw } = scan;
  return {
    id,
    kind,
    at,
    ...(shipmentId !== undefined && { shipmentId }),
    ...(text !== undefined && { text }),
    ...(place && { place }),
    ...(retracts !== undefined && { retracts }),
    ...(raw !== undefined && { raw }),
  };
}

/** What is said of the date is said after what went wrong: a reading would call it in doubt otherwise. */
function promiseOf(scan: Scan, shipmentId: string | undefined, context: ScanContext, end: number | undefined): DeliveryPromise[] {
  if (!scan.window) return [];
  const after = scan.exception && end !== undefined && end <= context.now + 1 ? Math.max(context.now, end + 1) : context.now;
  return [
    {
      id: `scan:${scan.id}`,
      window: scan.window,
      madeAt: instantOf(after),
      source: context.source,
      ...(scan.reason && { reason: scan.reason }),
      ...(shipmentId !== undefined && { shipmentId }),
    },
  ];
}
