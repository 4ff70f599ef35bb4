import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { Change, Message, StoredCancellation } from '../model.ts';
import { changeOf } from './change.ts';
import { instantOf } from './clock.ts';
import { carryOut, isTooLate } from './carry-out.ts';
import { messageOf } from './messages.ts';
import { withMissing, withoutMissing } from './missing.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/** What the shop says to a request. `pending`: it was received, and is decided later. */
export type Decision =
  | {
      readonly status: 'completed';
      readonly refund?: Cancellation['refund'];
      readonly receipt?: Cancellation['receipt'];
      readonly reason?: Cancellation['reason'];
    }
  | { readonly status: 'rejected'; readonly reason?: Cancellation['reason'] }
  | { readonly status: 'pending'; readonly answerBy?: Cancellation['answerBy'] };

const hour = 3_600_000;

/**
 * Carries out what was decided. What has shipped meanwhile is not canceled, whatever was decided: rejected with
 * the reason `already-shipped`. The same decision twice, and `pending` where that is known, is `unchanged`;
 * another one than before is refused (`already-decided`). The outcome is in the change's `cancellation`.
 */
export function settleCancellation(
  current: OrderState,
  stored: StoredCancellation,
  decision: Decision,
  context: Context,
): Change | 'unchanged' | Refusal {
  const { order } = current;
  const { cancellation } = stored;
  if (!order) return { refused: 'order-not-found' };
  if (cancellation.status !== 'pending') {
    if (decision.status === cancellation.status || decision.status === 'pending') return 'unchanged';
    return { refused: 'already-decided', detail: `It was ${cancellation.status} at ${cancellation.decidedAt}.` };
  }
  if (decision.status === 'pending') return announce(current, order, stored, decision.answerBy, context);
  const isLate = decision.status === 'completed' && isTooLate(order, stored);
  return decide(current, order, stored, isLate ? { status: 'rejected', reason: { code: 'already-shipped' } } : decision, context);
}

/** Told of only once; a date for the answer is what tells that it was. */
const isAnnounced = ({ cancellation }: StoredCancellation): boolean => cancellation.answerBy !== undefined;

/** The order shows that something is asked for. */
function announce(
  current: OrderState,
  order: Order,
  stored: StoredCancellation,
  told: string | undefined,
  context: Context,
): Change | 'unchanged' {
  const promised = context.now + (context.rules.answerWithin ?? 48) * hour;
  const answerBy = told ?? (isAnnounced(stored) ? stored.cancellation.answerBy : instantOf(promised));
  if (isAnnounced(stored) && answerBy === stored.cancellation.answerBy) return 'unchanged';
  const next: StoredCancellation = { ...stored, cancellation: { ...stored.cancellation, ...(answerBy !== undefined && { answerBy }) } };
  return changeOf(current, withRequest(order, next, context), context, {
    cancellation: next,
    tell: (version) => (isAnnounced(stored) ? [] : tellRequest(version, next, context.now)),
  });
}

function withRequest(order: Order, { cancellation }: StoredCancellation, { now, rules }: Context): Order {
  const { id, type, lineItems, refund } = cancellation;
  if (type === 'report-missing') {
    return withMissing(order, lineItems.map((line) => line.id), instantOf(now), rules.missing?.what);
  }
  if (type === 'reschedule' || order.adjustments.some((adjustment) => adjustment.id === id)) return order;
  const kind = type === 'cancel-items' || type === 'cancel-order' ? 'cancellation' : 'return';
  const asked = { id, kind, at: instantOf(now), lineItems, ...(refund && { money: refund }), status: 'pending' };
  return { ...order, adjustments: [...order.adjustments, asked] };
}

function tellRequest(order: Order, { cancellation, request }: StoredCancellation, now: number): Message[] {
  const isMissing = cancellation.type === 'report-missing';
  return [
    messageOf('cancellation.requested', order, now, { cancellation, request }, cancellation.id),
    ...(isMissing ? [messageOf('shipment.missing_reported', order, now, { cancellation, request }, cancellation.id)] : []),
  ];
}

function decide(
  current: OrderState,
  order: Order,
  stored: StoredCancellation,
  decision: Exclude<Decision, { status: 'pending' }>,
  context: Context,
): Change {
  const at = instantOf(context.now);
  const { reason: _, refund: proposed, answerBy: __, ...asked } = stored.cancellation;
  const refund = decision.status === 'completed' ? (decision.refund ?? proposed) : undefined;
  const receipt = decision.status === 'completed' ? (decision.receipt ?? asked.receipt) : asked.receipt;
  const cancellation: Cancellation = {
    ...asked,
    status: decision.status,
    ...(refund && { refund }),
    ...(decision.reason && { reason: decision.reason }),
    ...(receipt && { receipt }),
    decidedAt: at,
  };
  const { retryAt: ___, ...kept } = stored;
  const isNewReport = cancellation.type === 'report-missing' && !isAnnounced(stored);
  return changeOf(current, withDecision(order, stored, cancellation, context), context, {
    cancellation: { ...kept, cancellation },
    tell: (next) => [
      messageOf('cancellation.decided', next, context.now, { cancellation, request: stored.request }, cancellation.id),
      ...(isNewReport && decision.status === 'completed'
        ? [messageOf('shipment.missing_reported', next, context.now, { cancellation, request: stored.request }, cancellation.id)]
        : []),
    ],
  });
}

function withDecision(order: Order, stored: StoredCancellation, cancellation: Cancellation, { now, rules }: Context): Order {
  const { id, type, status, lineItems } = cancellation;
  const at = instantOf(now);
  if (type === 'report-missing') {
    const lineIds = lineItems.map((line) => line.id);
    if (isAnnounced(stored) || status === 'rejected') return withoutMissing(order, lineIds, at);
    return withMissing(order, lineIds, at, rules.missing?.what);
  }
  if (type === 'reschedule') return order;
  if (status === 'completed') return carryOut(order, stored, cancellation, at);
  const adjustments = order.adjustments.map((adjustment) => (adjustment.id === id ? { ...adjustment, status: 'rejected' } : adjustment));
  return { ...order, adjustments };
}
