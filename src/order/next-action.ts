import type { Order, OrderAction } from '../contract/order.ts';
import { actionTypes, type ActionType, type ExceptionKind } from '../contract/order-words.ts';
import { momentOf, type Clock } from './moment.ts';
import { isOffered } from './offered.ts';
import type { Trouble } from './trouble.ts';

/** What the customer could do now: something they are asked to do, or a way out the shop offers. */
export type NextAction =
  | { readonly kind: 'required'; readonly trouble: Trouble }
  | { readonly kind: 'offered'; readonly trouble: Trouble; readonly action: OrderAction };

const cancel: readonly ActionType[] = ['cancel-items', 'cancel-order'];

/** Which ways out help with what, the most fitting first. */
const remedies: Partial<Record<ExceptionKind, readonly ActionType[]>> = {
  attempt_failed: ['reschedule'],
  address_issue: ['reschedule', ...cancel],
  unclaimed: ['reschedule'],
  held: ['reschedule', ...cancel],
  delayed: cancel,
  overdue: [...cancel, 'report-missing'],
  silent: ['report-missing', ...cancel],
  lost: ['report-missing', ...cancel],
  destroyed: ['report-missing', ...cancel],
  damaged: ['return-items', 'report-missing'],
  missing_contents: ['report-missing', 'return-items'],
};

/** By the order's actions and open troubles alone: nothing is offered that the shop does not offer. */
export function nextAction(troubles: readonly Trouble[], actions: Order['actions'], clock: Clock): NextAction | undefined {
  const [required] = troubles.filter(isAsked).toSorted((a, b) => deadline(a, clock) - deadline(b, clock));
  if (required) return { kind: 'required', trouble: required };
  for (const trouble of troubles) {
    for (const remedy of remedies[trouble.kind] ?? []) {
      const action = actions.find(({ type }) => type === remedy);
      if (action) return { kind: 'offered', trouble, action };
    }
  }
  return undefined;
}

/** Whether the recipient is asked to do something about it. */
export const isAsked = ({ exception }: Trouble): boolean => exception?.actionRequired?.by === 'recipient';

/** What may be done now, in the shop's order. Types nobody knows how to offer are left out. */
export const offeredActions = (actions: Order['actions'], clock: Clock): readonly OrderAction[] =>
  actions.filter((action) => isOffered(action, clock) && actionTypes.some((type) => type === action.type));

function deadline({ exception }: Trouble, { timeZone }: Clock): number {
  const until = exception?.actionRequired?.until;
  return (until ? momentOf(until, undefined, timeZone)?.to : undefined) ?? Number.MAX_VALUE;
}
