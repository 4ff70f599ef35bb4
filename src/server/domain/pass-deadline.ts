import type { Change, Deadline } from '../model.ts';
import type { Context, OrderState } from './state.ts';

/** Raises the incident of a deadline, once. `unchanged` where it is not due, was raised, or is not awaited any more. */
export function passDeadline(current: OrderState, deadline: Deadline, context: Context): Change | 'unchanged' {
  throw new Error(`not written yet ${current.order?.id} ${deadline.id} ${context.now}`);
}
