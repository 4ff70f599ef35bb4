import { readCode, type AddWarning } from '../../contract/normalize-codes.ts';
import type { Order } from '../../contract/order.ts';
import type { Scan } from './scan.ts';

/** Reads words of other systems as the codes that they mean, like `parseOrder`. The warnings name the fields. */
export function normalizeScan({ method, shipments }: Order, scan: Scan): { scan: Scan; warnings: readonly string[] } {
  const warnings: string[] = [];
  const warn: AddWarning = (code, path, message) => void warnings.push(`${code}: ${path}: ${message}`);
  const { shipment, exception } = scan;
  const scannedMethod =
    shipment?.method === undefined ? undefined : readCode('method', shipment.method, 'shipment.method', warn);
  const existing = shipments.length === 1 ? shipments[0] : shipments.find(({ id }) => id === scan.shipmentId);
  const delivery = shipment?.delivery;
  return {
    scan: {
      ...scan,
      kind: readCode('event', scan.kind, 'kind', warn, scannedMethod ?? existing?.method ?? method),
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
