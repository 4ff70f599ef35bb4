import { readCode, readPositionCode, selectWordMethod, type AddWarning } from '../../contract/normalize-codes.ts';
import type { Order } from '../../contract/order.ts';
import { selectCandidateParcels } from './candidate-parcels.ts';
import type { Scan } from './scan.ts';

/** Reads words of other systems as the codes that they mean, like `parseOrder`. The warnings name the fields. */
export function normalizeScan(order: Order, scan: Scan): { scan: Scan; warnings: readonly string[] } {
  const warnings: string[] = [];
  const warn: AddWarning = (code, path, message) => void warnings.push(`${code}: ${path}: ${message}`);
  const { shipment, exception } = scan;
  const scannedMethod =
    shipment?.method === undefined ? undefined : readCode('method', shipment.method, 'shipment.method', warn);
  const [candidate, ...others] = selectCandidateParcels(order, scan);
  const parcel = others.length === 0 ? candidate : undefined;
  const wordMethod = selectWordMethod(
    { direction: shipment?.direction ?? parcel?.direction ?? 'outbound', method: scannedMethod ?? parcel?.method },
    order.method,
  );
  const { code: kind, word } = readPositionCode('event', scan.kind, 'kind', warn, wordMethod);
  const delivery = shipment?.delivery;
  return {
    scan: {
      ...scan,
      kind,
      ...(word !== undefined && { word }),
      ...(shipment && {
        shipment: {
          ...shipment,
          ...(scannedMethod !== undefined && { method: scannedMethod }),
          ...(delivery && {
            delivery: { ...delivery, kind: readCode('delivery', delivery.kind, 'shipment.delivery.kind', warn) },
          }),
        },
      }),
      ...(exception && {
        exception: { ...exception, kind: readCode('exception', exception.kind, 'exception.kind', warn) },
      }),
    },
    warnings,
  };
}
