import type { Order } from '../../contract/order.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import type { CancelMessages } from '../../i18n/messages.ts';
import type { Subject } from './offer.ts';

/** Why nothing may be done, as far as the order says; a name among the messages. */
export type WhyNot = 'shipped' | 'delivered' | 'canceled' | 'requested' | 'late' | 'notAllowed';

/** Why something that was asked for was not done; a name among the messages. */
export type Refusal = WhyNot | 'quantity' | 'notFound' | 'denied' | 'failed';

/** Why an order offers nothing; `now` is milliseconds since the epoch. */
export function whyNot(order: Order, { type, lineItem }: Subject, now: number): WhyNot {
  const about = ({ lineItems }: { lineItems?: readonly { id: string }[] | null | undefined }): boolean =>
    lineItem === undefined || !lineItems || lineItems.some(({ id }) => id === lineItem);
  const amounts = order.lineItems.filter(({ id }) => lineItem === undefined || id === lineItem).map(({ quantity }) => quantity);
  const isEvery = (holds: (quantity: NonNullable<(typeof amounts)[number]>) => boolean): boolean =>
    amounts.length > 0 && amounts.every((quantity) => quantity !== undefined && holds(quantity));
  if (isEvery(({ total }) => total === 0)) return 'canceled';
  if (order.adjustments.some((each) => each.kind === 'cancellation' && each.status === 'pending' && about(each))) return 'requested';
  const parcels = order.shipments.filter((shipment) => shipment.direction === 'outbound' && shipment.status !== 'canceled' && about(shipment));
  if (parcels.length > 0 && parcels.every(({ status }) => status === 'delivered')) return 'delivered';
  if (isEvery(({ total, fulfilled }) => fulfilled >= total)) return 'shipped';
  const isPast = order.actions.some(
    (action) => action.type === type && (!action.lineItems || about(action)) && action.until !== undefined && Date.parse(action.until) <= now,
  );
  return isPast ? 'late' : 'notAllowed';
}

/** What to do instead: refuse it at the door, send it back. */
export function nextStep(
  order: Order,
  why: Refusal | undefined,
  { cancel }: CancelMessages,
): { next: string | undefined; link: { label: string; url: string } | undefined } {
  if (why !== 'shipped' && why !== 'delivered') return { next: undefined, link: undefined };
  const url = safeUrl(order.actions.find(({ type }) => type === 'return-items')?.url);
  const link = url === undefined ? undefined : { label: cancel.returnItems, url };
  return { next: why === 'shipped' ? cancel.refuseAtDoor : cancel.sendBack, link };
}
