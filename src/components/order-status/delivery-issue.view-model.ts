import { safeUrl } from '../../contract/safe-url.ts';
import type { TextRun } from '../../i18n/formatter.ts';
import type { DeliveryIssue } from '../../order/delivery-issues.ts';
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

export function deriveDeliveryIssues(
  { parcels, unshippedItems, returns }: OrderSummary,
  formatter: OrderFormatter,
): DeliveryIssueViewModels {
  const all: readonly ParcelSummary[] = [...parcels, ...(unshippedItems ? [unshippedItems] : []), ...returns];
  return new Map(
    all.flatMap((parcel) =>
      parcel.issues.map((issue) => [issue, deriveDeliveryIssue(issue, parcel, formatter)] as const),
    ),
  );
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
  const { text, actionRequired } = issue.exception ?? {};
  const instruction = selectLabel(messages.todo, actionRequired?.by);
  return {
    key: `${issue.kind} ${issue.since ?? ''}`,
    title: formatTitle(issue, parcel, formatter),
    text,
    todo: instruction && actionRequired && plain(instruction, { what: actionRequired.what }),
    terms: [
      actionRequired?.until && message(messages.by, { date: formatter.dayAndTime(actionRequired.until) }),
      actionRequired?.amount && message(messages.toPay, { amount: formatter.money(actionRequired.amount) }),
    ].filter((term) => Array.isArray(term)),
    url: safeUrl(actionRequired?.url),
  };
}

function formatTitle(
  { kind, exception }: DeliveryIssue,
  { stalledTracking, lastScan }: ParcelSummary,
  { text, messages, eventTime }: OrderFormatter,
): string {
  const scan = stalledTracking?.lastScan ?? lastScan;
  const at = scan?.at ?? exception?.since;
  if (kind === 'silent' && at === undefined) return messages.headline.unknown;
  const date = at === undefined ? '' : [eventTime(at, scan?.event.place)];
  return text(messages.issue[kind === 'other' ? 'unspecified' : kind], { date });
}
