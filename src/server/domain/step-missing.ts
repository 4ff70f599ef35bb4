import type { Shipment } from '../../contract/order-shipment.ts';
import { statusRanks } from '../../order/event-effects.ts';
import { isCollected } from '../../order/steps.ts';
import { statusOf } from './amounts.ts';
import type { ParcelReading } from './parcels.ts';
import type { AwaitedStep } from './rules.ts';

/** What has to be scanned before a step, by the way a parcel goes. */
function stepsBefore(kind: string, shipment: Shipment): readonly AwaitedStep[] {
  if (shipment.method === 'digital') return [];
  const sent: readonly AwaitedStep[] = shipment.method === 'store' ? ['packed'] : ['packed', 'accepted'];
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
      return sent;
    case 'delivered':
      return isCollected(shipment) ? [...sent, 'ready_for_pickup'] : sent;
    default:
      return [];
  }
}

/** Steps before this one that nobody scanned; none on the way back. What the shop's summary says was reached counts as scanned. */
export function missingSteps(kind: string, { shipment, entries }: ParcelReading): readonly AwaitedStep[] {
  if (shipment.direction === 'return') return [];
  const isSeen = (step: AwaitedStep): boolean =>
    entries.some(({ event }) => event.kind === step) || (entries.length === 0 && statusRanks[statusOf(shipment)] >= statusRanks[step]);
  return stepsBefore(kind, shipment).filter((step) => !isSeen(step));
}
