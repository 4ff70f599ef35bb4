import type { LineItem } from '../contract/order.ts';
import type { Shipment } from '../contract/shipment.ts';
import type { ShipmentStatus } from '../contract/shipment-statuses.ts';
import type { LineSummary } from './line-summaries.ts';

/** A line item in a parcel. */
export type ParcelItem = {
  readonly line: LineItem;
  /** Pieces; `undefined` is unknown. */
  readonly quantity: number | undefined;
};

/** Lines and their quantities in each parcel, without canceled pieces. */
export type ParcelContents = {
  readonly linesById: ReadonlyMap<string, LineItem>;
  readonly quantities: ReadonlyMap<string, number | undefined>;
};

const createContentKey = (shipmentId: string, lineId: string): string => `${shipmentId}\n${lineId}`;

export const createParcelContents = (lines: readonly LineSummary[]): ParcelContents => ({
  linesById: new Map(lines.map(({ line }) => [line.id, line])),
  quantities: new Map(
    lines.flatMap(({ line, inParcels }) =>
      inParcels.map(({ shipmentId, quantity }) => [createContentKey(shipmentId, line.id), quantity] as const),
    ),
  ),
});

/** `undefined` if the contents are unknown. */
export function selectItems(
  { id: shipmentId, direction, lineItems }: Shipment,
  status: ShipmentStatus,
  { linesById, quantities }: ParcelContents,
): readonly ParcelItem[] | undefined {
  const isCounted = direction === 'outbound' && status !== 'canceled';
  const listed = new Set<string>();
  return lineItems?.flatMap(({ id, quantity }) => {
    const line = linesById.get(id);
    const key = createContentKey(shipmentId, id);
    if (!line || (isCounted && (!quantities.has(key) || listed.has(id)))) return [];
    listed.add(id);
    return [{ line, quantity: isCounted ? quantities.get(key) : quantity }];
  });
}
