import type { Order } from '../../contract/order.ts';
import { readOrder } from '../../order/index.ts';
import type { Change, Deadline, Message, StoredCancellation } from '../model.ts';
import { actionsOf } from './actions.ts';
import { withFulfilled } from './amounts.ts';
import { clockOf, instantOf } from './clock.ts';
import { awaitedOf } from './deadlines.ts';
import { settleIncidents } from './incidents.ts';
import { messageOf, newsOf } from './messages.ts';
import { isGone, withReadStatus } from './parcels.ts';
import type { Context, OrderState } from './state.ts';

/** What happened besides what can be seen by the order. */
export type Happening = {
  /** Raises its incident. */
  readonly passed?: Deadline | undefined;
  readonly cancellation?: StoredCancellation | undefined;
  /** Told with the new version. */
  readonly tell?: ((order: Order) => readonly Message[]) | undefined;
  readonly warnings?: readonly string[] | undefined;
};

/**
 * The one way to a new version: works out all that follows from the fields of `next`, whose `version`,
 * `updatedAt`, summaries, fulfilled quantities and actions are not looked at or are brought up to date.
 */
export function changeOf(current: OrderState, next: Order, context: Context, happening: Happening = {}): Change {
  const { now } = context;
  const { passed, cancellation, tell, warnings = [] } = happening;
  const clock = clockOf(next, context);
  const summarized = withReadStatus(current.order, next, clock);
  const { rest } = readOrder(summarized, clock);
  const isSent = summarized.shipments.length === 0 && rest !== undefined && isGone(rest.status);
  const read = withFulfilled(current.order, summarized, isSent);
  const pending = pendingAfter(current.pending, cancellation);
  const awaited = awaitedOf(read, pending, context);
  const { order: seen, deadlines, incidents } = settleIncidents(current, read, awaited, now, passed);
  const order: Order = {
    ...seen,
    actions: actionsOf(seen, pending, context),
    version: (current.order?.version ?? 0) + 1,
    updatedAt: instantOf(now),
  };
  const messages = [...newsOf(current.order, order, now), ...(tell?.(order) ?? [])];
  return {
    order,
    messages: messages.length > 0 ? messages : [messageOf('order.updated', order, now)],
    deadlines,
    incidents,
    ...(cancellation && { cancellation }),
    ...(warnings.length > 0 && { warnings }),
  };
}

function pendingAfter(pending: OrderState['pending'], changed: StoredCancellation | undefined): OrderState['pending'] {
  if (!changed) return pending;
  const others = pending.filter(({ cancellation }) => cancellation.id !== changed.cancellation.id);
  return changed.cancellation.status === 'pending' ? [...others, changed] : others;
}
