import type { Change, Deadline } from '../model.ts';
import { changeOf } from './change.ts';
import { awaitedOf } from './deadlines.ts';
import { messageOf } from './messages.ts';
import type { Context, OrderState } from './state.ts';

/**
 * Raises the incident of a deadline, once. `unchanged` where it is not due or was raised. One that is not
 * awaited any more, because the shop's rules changed, is only withdrawn.
 */
export function passDeadline(current: OrderState, deadline: Deadline, context: Context): Change | 'unchanged' {
  const { order, deadlines, incidents, pending } = current;
  const { id, kind } = deadline;
  const isOpen = deadlines.some((open) => open.id === id) && !incidents.some((incident) => incident.id === id);
  if (!order || !isOpen || Date.parse(deadline.dueAt) > context.now) return 'unchanged';
  const awaited = awaitedOf(order, pending, context).find((each) => each.deadline.id === id);
  if (!awaited) return changeOf(current, order, context);
  const passed = awaited.deadline;
  const promise = order.promises.find((each) => each.id === passed.promiseId);
  return changeOf(current, order, context, {
    passed,
    tell: (next) => [
      messageOf(kind === 'promise' ? 'promise.overdue' : 'step.overdue', next, context.now, { deadline: passed, ...(promise && { promise }) }, id),
    ],
  });
}
