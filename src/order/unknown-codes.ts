import { deliveryKinds, deliveryMethods, eventKinds, exceptionKinds } from '../contract/codes.ts';
import type { Order } from '../contract/order.ts';
import type { Shipment } from '../contract/shipment.ts';
import { shipmentStatuses } from '../contract/shipment-statuses.ts';
import type { OrderWarning } from './order-warning.ts';

const kinds = new Set<string>(eventKinds);

/** Warns of codes that are not listed: one warning a parcel, an event, and the order itself. */
export function deriveUnknownCodeWarnings({ method, shipments, events }: Order): readonly OrderWarning[] {
  const code = 'unknown-code';
  return [
    ...(isListed(deliveryMethods, method) ? [] : [{ code } as const]),
    ...shipments.filter(hasUnknownCode).map(({ id }) => ({ code, shipmentId: id }) as const),
    ...events.filter(({ kind }) => !kinds.has(kind)).map(({ id }) => ({ code, eventId: id }) as const),
  ];
}

const hasUnknownCode = ({ status, method, exceptions, delivery }: Shipment): boolean =>
  !isListed(shipmentStatuses, status) ||
  !isListed(deliveryMethods, method) ||
  !isListed(deliveryKinds, delivery?.kind) ||
  exceptions.some(({ kind }) => !isListed(exceptionKinds, kind));

const isListed = (codes: readonly string[], code: string | undefined): boolean =>
  code === undefined || codes.includes(code);
