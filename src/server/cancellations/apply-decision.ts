import { HOUR_MS } from '../../dates/zoned-time.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import type { Cancellation } from '../../contract/cancellation.ts';
import type { Order } from '../../contract/order.ts';
import type { OrderUpdate, StoredCancellation, RuleContext, OrderState, Refusal } from '../orders/order-state.ts';
import { type WebhookMessage, createMessage } from '../orders/webhook-message.ts';
import { deriveOrderUpdate } from '../orders/derive-order-update.ts';
import { applyCancellation, isTooLate } from './apply-cancellation.ts';
import { addMissingReport, resolveMissingReport } from '../orders/missing-report.ts';
import type { CancellationDecision } from './cancellation-decision.ts';

/**
 * Applies a decision to the order. If the items have shipped since the request, the cancellation is rejected with the
 * reason `already-shipped`, whatever the decision. A repeated decision is `unchanged`. A decision that contradicts an
 * earlier one is refused (`already-decided`). The decided cancellation is in the update's `cancellation`.
 */
export function applyDecision(
  current: OrderState,
  stored: StoredCancellation,
  decision: CancellationDecision,
  context: RuleContext,
): OrderUpdate | 'unchanged' | Refusal {
  const { order } = current;
  const { cancellation } = stored;
  if (!order) return { refused: 'order-not-found' };
  if (cancellation.status !== 'pending') {
    if (decision.status === cancellation.status || decision.status === 'pending') return 'unchanged';
    return {
      refused: 'already-decided',
      detail: `The cancellation was ${cancellation.status} at ${cancellation.decidedAt}.`,
    };
  }
  if (decision.status === 'pending') return deferDecision(current, order, stored, decision.answerBy, context);
  const isLate = decision.status === 'completed' && isTooLate(order, stored);
  return completeDecision(
    current,
    order,
    stored,
    isLate ? { status: 'rejected', reason: { code: 'already-shipped' } } : decision,
    context,
  );
}

/** Whether `cancellation.requested` was sent. It is sent together with the first `answerBy`. */
const isAnnounced = ({ cancellation }: StoredCancellation): boolean => cancellation.answerBy !== undefined;

/** Records a pending request in the order, and the time until which the shop decides. */
function deferDecision(
  current: OrderState,
  order: Order,
  stored: StoredCancellation,
  requestedAnswerBy: string | undefined,
  context: RuleContext,
): OrderUpdate | 'unchanged' {
  const defaultAnswerBy = context.now + (context.rules.decideWithinHours ?? 48) * HOUR_MS;
  const answerBy =
    requestedAnswerBy ?? (isAnnounced(stored) ? stored.cancellation.answerBy : formatPreciseInstant(defaultAnswerBy));
  if (isAnnounced(stored) && answerBy === stored.cancellation.answerBy) return 'unchanged';
  const next: StoredCancellation = {
    ...stored,
    cancellation: { ...stored.cancellation, ...(answerBy !== undefined && { answerBy }) },
  };
  return deriveOrderUpdate(current, addRequest(order, next, context), context, {
    cancellation: next,
    createMessages: (version) => (isAnnounced(stored) ? [] : createRequestMessages(version, next, context.now)),
  });
}

function addRequest(order: Order, { cancellation }: StoredCancellation, { now, rules }: RuleContext): Order {
  const { id, type, lineItems, refund, answerBy } = cancellation;
  if (type === 'report-missing') {
    return addMissingReport(
      order,
      lineItems.map((line) => line.id),
      formatPreciseInstant(now),
      { what: rules.missingReport?.what, answerBy },
    );
  }
  if (type === 'reschedule' || order.adjustments.some((adjustment) => adjustment.id === id)) return order;
  const kind = type === 'cancel-items' || type === 'cancel-order' ? 'cancellation' : 'return';
  const adjustment = {
    id,
    kind,
    at: formatPreciseInstant(now),
    lineItems,
    ...(refund && { money: refund }),
    status: 'pending',
  };
  return { ...order, adjustments: [...order.adjustments, adjustment] };
}

function createRequestMessages(
  order: Order,
  { cancellation, request }: StoredCancellation,
  now: number,
): WebhookMessage[] {
  const isMissing = cancellation.type === 'report-missing';
  return [
    createMessage('cancellation.requested', order, now, { cancellation, request }, cancellation.id),
    ...(isMissing
      ? [createMessage('shipment.missing_reported', order, now, { cancellation, request }, cancellation.id)]
      : []),
  ];
}

function completeDecision(
  current: OrderState,
  order: Order,
  stored: StoredCancellation,
  decision: Exclude<CancellationDecision, { status: 'pending' }>,
  context: RuleContext,
): OrderUpdate {
  const at = formatPreciseInstant(context.now);
  const { reason: _, refund: proposed, answerBy: __, ...requested } = stored.cancellation;
  const refund = decision.status === 'completed' ? (decision.refund ?? proposed) : undefined;
  const receipt = decision.status === 'completed' ? (decision.receipt ?? requested.receipt) : requested.receipt;
  const cancellation: Cancellation = {
    ...requested,
    status: decision.status,
    ...(refund && { refund }),
    ...(decision.reason && { reason: decision.reason }),
    ...(receipt && { receipt }),
    decidedAt: at,
  };
  const { retryAt: ___, ...kept } = stored;
  const isNewReport = cancellation.type === 'report-missing' && !isAnnounced(stored);
  return deriveOrderUpdate(current, applyDecisionToOrder(order, stored, cancellation, context), context, {
    cancellation: { ...kept, cancellation },
    createMessages: (next) => [
      createMessage(
        'cancellation.decided',
        next,
        context.now,
        { cancellation, request: stored.request },
        cancellation.id,
      ),
      ...(isNewReport && decision.status === 'completed'
        ? [
            createMessage(
              'shipment.missing_reported',
              next,
              context.now,
              { cancellation, request: stored.request },
              cancellation.id,
            ),
          ]
        : []),
    ],
  });
}

function applyDecisionToOrder(
  order: Order,
  stored: StoredCancellation,
  cancellation: Cancellation,
  { now, rules }: RuleContext,
): Order {
  const { id, type, status, lineItems } = cancellation;
  const at = formatPreciseInstant(now);
  if (type === 'report-missing') {
    const lineIds = lineItems.map((line) => line.id);
    if (isAnnounced(stored) || status === 'rejected') return resolveMissingReport(order, lineIds, at);
    return addMissingReport(order, lineIds, at, { what: rules.missingReport?.what, answerBy: undefined });
  }
  if (type === 'reschedule') return order;
  if (status === 'completed') return applyCancellation(order, stored, cancellation, at);
  const adjustments = order.adjustments.map((adjustment) =>
    adjustment.id === id ? { ...adjustment, status: 'rejected' } : adjustment,
  );
  return { ...order, adjustments };
}
