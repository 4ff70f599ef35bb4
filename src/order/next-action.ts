import type { ActionType, ExceptionKind } from '../contract/codes.ts';
import type { OrderAction } from '../contract/order.ts';
import { resolveEventSpan, type TimeContext } from '../dates/zoned-time.ts';
import type { DeliveryIssue } from './delivery-issues.ts';

/** The most useful thing that the customer can do now: a required one, or an action of the shop that helps. */
export type NextAction =
  | { readonly kind: 'required'; readonly issue: DeliveryIssue }
  | { readonly kind: 'offered'; readonly issue: DeliveryIssue; readonly action: OrderAction };

const cancelTypes: readonly ActionType[] = ['cancel-items', 'cancel-order'];

/** Actions that help with an issue, the best first. */
const remedies: Partial<Record<ExceptionKind, readonly ActionType[]>> = {
  attempt_failed: ['reschedule'],
  address_issue: ['reschedule', ...cancelTypes],
  unclaimed: ['reschedule'],
  held: ['reschedule', ...cancelTypes],
  delayed: cancelTypes,
  overdue: [...cancelTypes, 'report-missing'],
  silent: ['report-missing', ...cancelTypes],
  lost: ['report-missing', ...cancelTypes],
  destroyed: ['report-missing', ...cancelTypes],
  damaged: ['return-items', 'report-missing'],
  missing_contents: ['report-missing', 'return-items'],
};

/** Of an order's summary. The required action with the earliest deadline comes first; `timeContext` is the summary's. */
export function selectNextAction(
  { issues, actions }: { readonly issues: readonly DeliveryIssue[]; readonly actions: readonly OrderAction[] },
  timeContext: TimeContext,
): NextAction | undefined {
  const [required] = issues
    .filter(({ isActionRequired }) => isActionRequired)
    .toSorted((a, b) => resolveDeadline(a, timeContext) - resolveDeadline(b, timeContext));
  if (required) return { kind: 'required', issue: required };
  for (const issue of issues) {
    for (const remedy of remedies[issue.kind] ?? []) {
      const action = actions.find(({ type }) => type === remedy);
      if (action) return { kind: 'offered', issue, action };
    }
  }
  return undefined;
}

function resolveDeadline({ exception }: DeliveryIssue, { timeZone }: TimeContext): number {
  const until = exception?.actionRequired?.until;
  return resolveEventSpan(until, undefined, timeZone)?.to ?? Number.MAX_VALUE;
}
