import { toPlainText } from '../../i18n/format-message.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { collectKinds } from '../../order/delivery-issues.ts';
import { blockingKinds, deriveHeadline, isOrderHeadline, type Headline } from '../../order/order-status.ts';
import type { OrderFacts } from '../../order/order-facts.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import { isCustomerPickup, isKeptForCustomer } from '../../order/steps.ts';
import type { DeliveryIssueViewModels } from './delivery-issue.view-model.ts';
import { isCarriedStep, selectLabel, type OrderFormatter } from './order-formatter.ts';

/** Bad news, the worst first. */
export const badNews: readonly Headline['kind'][] = [
  'action_required',
  'problem',
  'undeliverable',
  'returning',
  'overdue',
  'late',
];

/** Headlines that come first: what the customer must do or know, then good news. A pickup ends sooner than a delay. */
const rankedKinds: readonly Headline['kind'][] = badNews.toSpliced(badNews.indexOf('overdue'), 0, 'ready_for_pickup');

/** By the kind, then by the issue. */
function rankHeadline({ kind, issue }: Headline): number {
  const rank = rankedKinds.includes(kind) ? rankedKinds.indexOf(kind) : rankedKinds.length;
  return rank + (issue ? blockingKinds.indexOf(issue.kind) / 100 : 0);
}

/** The headline of one parcel. What became of it matters more than why. */
export function deriveParcelHeadline(parcel: ParcelSummary): Headline {
  const headline = deriveHeadline('processing', parcel);
  const { kind, issue } = headline;
  const { status, promise, stalledTracking } = parcel;
  const isOver = (status === 'undeliverable' || status === 'returning') && issue && collectKinds.includes(issue.kind);
  // The round of days ago did not bring it.
  if (kind === 'out_for_delivery' && promise.state === 'overdue' && stalledTracking?.state === 'stalled')
    return { ...headline, kind: 'overdue' };
  return kind === 'problem' && isOver ? { ...headline, kind: status, issue: undefined } : headline;
}

/** The headline that is shown: bad news of any parcel comes before good news of the primary one, or of a return. */
export function selectHeadline({ headline, outbound }: OrderFacts): Headline {
  const isPartlyReturned = headline.kind === 'partially_returned';
  if (!headline.parcel || (isOrderHeadline(headline) && !isPartlyReturned)) return headline;
  const first = isPartlyReturned
    ? headline
    : headline.kind === 'placed'
      ? headline
      : deriveParcelHeadline(headline.parcel);
  const others = outbound
    .filter((parcel) => (isPartlyReturned || parcel !== headline.parcel) && !parcel.isVoid)
    .map(deriveParcelHeadline);
  return [first, ...others].toSorted((one, other) => rankHeadline(one) - rankHeadline(other))[0] ?? headline;
}

/** Whether a headline tells that a part of the order was delivered: it is known where the other items are. */
const isPartlyDelivered = ({ kind, parcel }: Headline, { status, unshippedItems }: OrderFacts): boolean =>
  kind === 'unknown' &&
  parcel !== undefined &&
  parcel === unshippedItems &&
  unshippedItems.items.length > 0 &&
  status === 'partially_delivered';

/** Whether the headline is about one of several parcels. */
export const hasSubject = (headline: Headline, summary: OrderFacts): boolean =>
  summary.outbound.length > 1 && !isOrderHeadline(headline) && !isPartlyDelivered(headline, summary);

/** The headline of the order. */
export function formatHeadline(
  headline: Headline,
  summary: OrderFacts,
  issues: DeliveryIssueViewModels,
  formatter: OrderFormatter,
): TextRun[] {
  if (isPartlyDelivered(headline, summary)) return [{ text: formatter.messages.partly }];
  return formatKind(headline, summary, issues, formatter);
}

/** The headline of one of several parcels. The receiver of a return is the shop. */
export function formatParcelHeadline(
  parcel: ParcelSummary,
  headline: Headline,
  summary: OrderFacts,
  issues: DeliveryIssueViewModels,
  formatter: OrderFormatter,
): TextRun[] {
  const { shipment, steps, current } = parcel;
  const step = shipment.direction === 'return' && !headline.issue ? steps[current] : undefined;
  return step ? [{ text: formatter.stepLabel(step.kind, shipment) }] : formatKind(headline, summary, issues, formatter);
}

/** "Effi Briest: delayed, now arriving 22–24 December". A title that is the status itself is not repeated. */
export function nameSubject(
  subject: string | undefined,
  status: TextRun[],
  { message, messages, lowerFirst }: OrderFormatter,
): TextRun[] {
  if (subject === undefined || toPlainText(status) === subject) return status;
  return message(messages.subject, {
    subject: [{ text: subject, isIsolated: true }],
    status,
    lowerStatus: lowerFirst(status),
  });
}

function formatKind(
  { kind, parcel, at, window, until, issue }: Headline,
  { unshippedItems }: OrderFacts,
  issues: DeliveryIssueViewModels,
  { message, messages, ...formatter }: OrderFormatter,
): TextRun[] {
  const { headline, steps, promised, deliveredTo, pickupEnded, notShipped } = messages;
  if (parcel?.shipment.method === 'digital') {
    if (isCarriedStep(kind)) return message(headline.under_way, {});
    if (kind === 'returning') return message(steps.return_announced, {});
  }
  switch (kind) {
    case 'arriving':
    case 'late':
      if (!window) return message(headline.under_way, {});
      // The last day may be over for the reader and not at the destination. The promise itself is true for both.
      if (formatter.isPast(window)) return message(promised, { first: formatter.promisedWindow(window) });
      return kind === 'late'
        ? message(headline.late, { date: formatter.remainingWindow(window) })
        : formatter.arrival(window, parcel !== undefined && isCustomerPickup(parcel.shipment));
    case 'overdue':
      return message(headline.overdue, { date: formatter.promisedWindow(window) });
    case 'delivered': {
      const place = parcel?.steps.find((step) => step.at === at)?.place;
      const text = at === undefined ? message(headline.deliveredUndated, {}) : formatter.deliveredAt(at, place);
      const recipient = selectLabel(deliveredTo, parcel?.shipment.delivery?.kind);
      return parcel && recipient !== undefined && isKeptForCustomer(parcel.shipment)
        ? [...text, { text: `\u00a0· ${recipient}` }]
        : text;
    }
    case 'ready_for_pickup':
      if (until === undefined) return message(headline.ready_for_pickup, {});
      return message(parcel?.isPickupOver ? pickupEnded : headline.ready_until, {
        date: formatter.dayAndTime(until, parcel?.shipment.place),
      });
    case 'action_required':
    case 'problem': {
      const title = issue && issues.get(issue)?.title;
      return title === undefined ? message(headline.unknown, {}) : [{ text: title }];
    }
    case 'unknown':
      if (!unshippedItems?.items.length || parcel !== unshippedItems) return message(headline.unknown, {});
      return [{ text: unshippedItems.state === 'not-sent' ? notShipped : headline.under_way }];
    default:
      return message(headline[kind], {});
  }
}
