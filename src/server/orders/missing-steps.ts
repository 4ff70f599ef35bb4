import type { Shipment } from '../../contract/shipment.ts';
import { resolveShipmentStatus, shipmentStatusTable } from '../../contract/shipment-statuses.ts';
import { isCustomerPickup } from '../../order/steps.ts';
import type { ShipmentScanSummary } from './shipment-scans.ts';
import type { AwaitedStep } from './shop-rules.ts';

/** Steps that must be scanned before a scan of this kind, by delivery method. */
function getPreviousSteps(kind: string, shipment: Shipment): readonly AwaitedStep[] {
  if (shipment.method === 'digital') return [];
  const shippedSteps: readonly AwaitedStep[] = shipment.method === 'store' ? ['packed'] : ['packed', 'accepted'];
  switch (kind) {
    case 'accepted':
      return ['packed'];
    case 'arrived_at_facility':
    case 'departed_facility':
    case 'in_transit':
    case 'handed_to_partner':
    case 'at_delivery_depot':
    case 'out_for_delivery':
    case 'delivery_attempted':
    case 'ready_for_pickup':
      return shippedSteps;
    case 'delivered':
      return isCustomerPickup(shipment) ? [...shippedSteps, 'ready_for_pickup'] : shippedSteps;
    default:
      return [];
  }
}

/** Previous steps without a scan. Returns have none. Without any scan, the shipment's own status counts. */
export function findMissingSteps(kind: string, { shipment, entries }: ShipmentScanSummary): readonly AwaitedStep[] {
  if (shipment.direction === 'return') return [];
  const isSeen = (step: AwaitedStep): boolean =>
    entries.some(({ event }) => event.kind === step) ||
    (entries.length === 0 &&
      shipmentStatusTable[resolveShipmentStatus(shipment.status)].rank >= shipmentStatusTable[step].rank);
  return getPreviousSteps(kind, shipment).filter((step) => !isSeen(step));
}
