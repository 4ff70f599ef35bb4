import type { Adjustment, LineItem, Order } from '../contract/order.ts';
import type { Shipment } from '../contract/shipment.ts';
import { hasLeftShop, type ShipmentStatus } from '../contract/shipment-statuses.ts';
import { addToGroup } from './add-to-group.ts';

/** Quantities of a line item, in pieces. `undefined` is unknown, as opposed to 0. */
export type LineSummary = {
  readonly line: LineItem;
  /** The original quantity, or the current one if more were added later. */
  readonly ordered: number | undefined;
  readonly canceled: number | undefined;
  /** In outbound parcels that are not canceled, in the order's order, without canceled pieces. */
  readonly inParcels: readonly { readonly shipmentId: string; readonly quantity: number | undefined }[];
  /** Ordered, not canceled and in no parcel. */
  readonly unshipped: number | undefined;
  readonly returned: number;
  /** Cancellations, returns and refunds of the line, including pending ones. */
  readonly adjustments: readonly Adjustment[];
};

/** Gives the derived status of a parcel by its id. */
export type StatusLookup = (shipmentId: string) => ShipmentStatus;

/** Adds up the quantities of every line. Linear in lines and parcels. */
export function deriveLineSummaries(order: Order, lookUpStatus: StatusLookup): readonly LineSummary[] {
  const shipped = order.shipments.filter(
    ({ id, direction }) => direction === 'outbound' && lookUpStatus(id) !== 'canceled',
  );
  const isContentKnown = shipped.every(({ lineItems }) => lineItems) || hasUsableFulfilledCount(order, shipped);
  const parcelsByLine = groupByLine(shipped.map(({ id, lineItems }) => ({ key: id, lineItems })));
  const returnedByLine = groupByLine(
    selectReturnedShipments(order, lookUpStatus).map(({ id, lineItems }) => ({ key: id, lineItems })),
  );
  const adjustmentsByLine = groupByLine(
    order.adjustments.map((adjustment) => ({ key: adjustment, lineItems: adjustment.lineItems })),
  );
  return order.lineItems.map((line): LineSummary => {
    const { id, quantity } = line;
    const adjusted = adjustmentsByLine.get(id) ?? [];
    const adjustments = [...new Set(adjusted.map(({ key }) => key))];
    const contents = addUp(parcelsByLine.get(id) ?? []);
    const sumAdjusted = (kind: string): number =>
      sum(
        adjusted.filter(({ key }) => key.kind === kind && key.status === 'completed').map((each) => each.quantity ?? 0),
      );
    const returned = Math.max(
      sum((returnedByLine.get(id) ?? []).map((each) => each.quantity ?? 0)),
      sumAdjusted('return'),
    );
    if (!quantity) {
      const unknown = { ordered: undefined, canceled: undefined, unshipped: undefined };
      return { line, ...unknown, inParcels: contents, returned, adjustments };
    }
    const ordered = Math.max(quantity.original, quantity.total);
    const canceled = Math.min(ordered, Math.max(ordered - quantity.total, sumAdjusted('cancellation')));
    const inParcels = removeCanceled(contents, ordered - canceled, lookUpStatus);
    const remaining = ordered - canceled - Math.max(countParceled({ inParcels }), quantity.fulfilled);
    const isKnown = isContentKnown || remaining <= 0;
    const unshipped = isKnown && !Number.isNaN(remaining) ? Math.max(0, remaining) : undefined;
    return { line, ordered, canceled, inParcels, unshipped, returned: Math.min(returned, ordered), adjustments };
  });
}

type Content = LineSummary['inParcels'][number];

/** Canceled pieces leave the parcels that are still at the shop, the last parcel first. */
function removeCanceled(contents: readonly Content[], wanted: number, lookUpStatus: StatusLookup): readonly Content[] {
  let excess = countParceled({ inParcels: contents }) - wanted;
  if (!(excess > 0)) return contents;
  return contents
    .toReversed()
    .flatMap((content) => {
      const { shipmentId, quantity = 0 } = content;
      if (hasLeftShop(lookUpStatus(shipmentId))) return [content];
      const removed = Math.min(excess, quantity);
      excess -= removed;
      return removed < quantity ? [{ shipmentId, quantity: quantity - removed }] : [];
    })
    .toReversed();
}

/** A parcel may list a line twice. */
function addUp(entries: readonly LineEntry<string>[]): readonly Content[] {
  const quantities = new Map<string, number | undefined>();
  for (const { key, quantity = NaN } of entries) quantities.set(key, (quantities.get(key) ?? 0) + quantity);
  return [...quantities].map(([shipmentId, quantity = NaN]) => ({
    shipmentId,
    quantity: Number.isNaN(quantity) ? undefined : quantity,
  }));
}

type LineEntry<T> = { readonly key: T; readonly quantity: number | undefined };

/** Entries of lists of lines, by the id of the line. */
function groupByLine<T>(
  lists: readonly { key: T; lineItems?: readonly { id: string; quantity?: number | undefined }[] | null | undefined }[],
): ReadonlyMap<string, readonly LineEntry<T>[]> {
  const groups = new Map<string, LineEntry<T>[]>();
  for (const { key, lineItems } of lists) {
    for (const { id, quantity } of lineItems ?? []) addToGroup(groups, id, { key, quantity });
  }
  return groups;
}

/**
 * Whether the fulfilled quantities of the lines can replace the unknown contents of parcels: they must exceed
 * the known contents.
 */
function hasUsableFulfilledCount({ lineItems }: Order, shipped: readonly Shipment[]): boolean {
  const known = sum(shipped.flatMap((shipment) => shipment.lineItems ?? []).map((entry) => entry.quantity ?? NaN));
  return sum(lineItems.map(({ quantity }) => quantity?.fulfilled ?? 0)) > known;
}

/** Parcels that are back: in a return parcel, or sent back by the carrier. */
const selectReturnedShipments = ({ shipments }: Order, lookUpStatus: StatusLookup): readonly Shipment[] =>
  shipments.filter(
    ({ id, direction }) =>
      lookUpStatus(id) === 'returned' || (direction === 'return' && lookUpStatus(id) === 'delivered'),
  );

/** The pieces of a line that are in parcels; `NaN` if that is not known. */
export const countParceled = ({ inParcels }: Pick<LineSummary, 'inParcels'>): number =>
  sum(inParcels.map(({ quantity = NaN }) => quantity));

/** Ordered, not canceled and in no known parcel, whether or not it was sent; `NaN` if that is not known. */
export const countUnparceled = ({ ordered = NaN, canceled = NaN, inParcels }: Quantities): number =>
  ordered - canceled - countParceled({ inParcels });

type Quantities = Pick<LineSummary, 'ordered' | 'canceled' | 'inParcels'>;

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
