import type { OrderUpdate, Deadline, RuleContext, OrderState } from './order-state.ts';
import { deriveOrderUpdate } from './derive-order-update.ts';
import { deriveAwaitedDeadlines } from './deadlines.ts';
import { createMessage } from './webhook-message.ts';

/**
 * Raises the incident of a passed deadline, once. `unchanged` if the deadline is not due or the incident exists. If the
 * shop's rules no longer require the deadline, it is withdrawn.
 */
export function raiseIncident(
  current: OrderState,
  deadline: Deadline,
  context: RuleContext,
): OrderUpdate | 'unchanged' {
  const { order, deadlines, incidents, pending } = current;
  const { id, kind } = deadline;
  const isOpen = deadlines.some((open) => open.id === id) && !incidents.some((incident) => incident.id === id);
  if (!order || !isOpen || Date.parse(deadline.dueAt) > context.now) return 'unchanged';
  const awaited = deriveAwaitedDeadlines(order, pending, context).find((each) => each.deadline.id === id);
  if (!awaited) return deriveOrderUpdate(current, order, context);
  const passedDeadline = awaited.deadline;
  const promise = order.promises.find((each) => each.id === passedDeadline.promiseId);
  return deriveOrderUpdate(current, order, context, {
    passedDeadline,
    createMessages: (next) => [
      createMessage(
        kind === 'promise' ? 'promise.overdue' : 'step.overdue',
        next,
        context.now,
        { deadline: passedDeadline, ...(promise && { promise }) },
        id,
      ),
    ],
  });
}
