import type { ExceptionKind } from '../../contract/codes.ts';
import { safeUrl } from '../../contract/safe-url.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import { hopelessKinds, type DeliveryIssue } from '../../order/delivery-issues.ts';
import type { OrderSummary } from '../../order/order-summary.ts';
import type { ParcelSummary } from '../../order/parcel-summary.ts';
import { selectLabel, type OrderFormatter } from './order-formatter.ts';

export type DeliveryIssueViewModel = {
  key: string;
  /** What is wrong; `undefined` if the headline shows it. */
  title: string | undefined;
  /** The shop's or the carrier's own text. */
  text: string | undefined;
  /** Who must do what. */
  todo: string | undefined;
  /** Deadline and amount of what must be done. */
  terms: TextRun[][];
  /** Page on which it is done. */
  url: string | undefined;
};

/** Every issue of an order. The headline, the parcels and the compact form show parts of the same view models. */
export type DeliveryIssueViewModels = ReadonlyMap<DeliveryIssue, DeliveryIssueViewModel>;

/** No issue of a canceled order is open. */
export function deriveDeliveryIssues(
  { status, parcels, unshippedItems, returns }: OrderSummary,
  formatter: OrderFormatter,
): DeliveryIssueViewModels {
  const all: readonly ParcelSummary[] = [...parcels, ...(unshippedItems ? [unshippedItems] : []), ...returns];
  return new Map(
    (status === 'canceled' ? [] : all).flatMap((parcel) =>
      parcel.issues
        .filter((issue) => isPossible(issue, parcel))
        .map((issue) => [issue, deriveDeliveryIssue(issue, parcel, formatter)] as const),
    ),
  );
}

/** Whether an issue that is derived from time can be true: a lost parcel is not late, and no carrier scans a download. */
function isPossible(
  { kind, exception }: DeliveryIssue,
  { shipment: { method }, status, issues }: ParcelSummary,
): boolean {
  if (exception) return true;
  if (kind === 'overdue') return !issues.some((issue) => hopelessKinds.includes(issue.kind));
  return kind !== 'silent' || (method !== 'digital' && (method !== 'store' || status !== 'packed'));
}

/** Issues of one parcel. That of the headline is without a title, and left out if the title was all. */
export function selectParcelIssues(
  { issues }: ParcelSummary,
  headlineIssue: DeliveryIssue | undefined,
  viewModels: DeliveryIssueViewModels,
): DeliveryIssueViewModel[] {
  return issues.flatMap((issue) => {
    const viewModel = viewModels.get(issue);
    if (!viewModel || issue !== headlineIssue) return viewModel ?? [];
    const { text, todo, terms, url } = viewModel;
    return text || todo || url || terms.length > 0 ? [{ ...viewModel, title: undefined }] : [];
  });
}

function deriveDeliveryIssue(
  issue: DeliveryIssue,
  parcel: ParcelSummary,
  formatter: OrderFormatter,
): DeliveryIssueViewModel {
  const { message, messages, text: plain } = formatter;
  const { text, actionRequired: action } = issue.exception ?? {};
  const actionRequired = action?.by === 'recipient' && !issue.isActionRequired ? undefined : action;
  const { until, amount } = actionRequired ?? {};
  const instruction = selectLabel(messages.todo, actionRequired?.by);
  return {
    key: `${issue.kind} ${issue.since ?? ''}`,
    title: formatTitle(issue, parcel, formatter),
    text,
    todo: instruction && actionRequired && plain(instruction, { what: actionRequired.what }),
    terms: [
      until && !issue.isTimeOver && message(messages.by, { date: formatter.dayAndTime(until) }),
      amount && message(messages.toPay, { amount: formatter.money(amount) }),
    ].filter((term) => Array.isArray(term)),
    url: safeUrl(actionRequired?.url),
  };
}

/** Issues that a download can have. */
const digitalKinds: readonly ExceptionKind[] = ['delayed', 'address_issue', 'overdue', 'silent'];

function formatTitle(
  { kind, exception }: DeliveryIssue,
  { shipment, stalledTracking, lastScan }: ParcelSummary,
  { text, messages, eventTime }: OrderFormatter,
): string {
  const scan = stalledTracking?.lastScan ?? lastScan;
  const at = scan?.at ?? exception?.since;
  if (kind === 'silent' && at === undefined) return messages.headline.unknown;
  const date = at === undefined ? '' : [eventTime(at, scan?.event.place)];
  const isUnspecified = kind === 'other' || (shipment.method === 'digital' && !digitalKinds.includes(kind));
  return text(messages.issue[isUnspecified ? 'unspecified' : kind], { date });
}
