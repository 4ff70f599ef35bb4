import { hasLeftShop } from '../../contract/shipment-statuses.ts';
import type { Order } from '../../contract/order.ts';
import { deriveOrderSummary } from '../../order/index.ts';
import {
  createTimeContext,
  type OrderUpdate,
  type Deadline,
  type StoredCancellation,
  type RuleContext,
  type OrderState,
} from './order-state.ts';
import { type WebhookMessage, createMessage } from './webhook-message.ts';
import { deriveActions } from './actions.ts';
import { updateFulfilledQuantities } from './quantities.ts';
import { formatPreciseInstant } from '../shared/time.ts';
import { deriveAwaitedDeadlines } from './deadlines.ts';
import { updateIncidents } from './incidents.ts';
import { deriveMessages } from './derive-messages.ts';
import { applyScannedStatuses, deriveExclusionWarnings } from './shipment-scans.ts';

/** Causes of an update that the order itself does not show. */
export type OrderUpdateOptions = {
  /** A passed deadline whose incident is raised. */
  readonly passedDeadline?: Deadline | undefined;
  readonly cancellation?: StoredCancellation | undefined;
  /** Additional messages about the new version. */
  readonly createMessages?: ((order: Order) => readonly WebhookMessage[]) | undefined;
  readonly warnings?: readonly string[] | undefined;
};

/**
 * Derives the next version of an order; every change goes through this function. `version`, `updatedAt`, shipment
 * statuses, fulfilled quantities and actions of `next` are recomputed.
 */
export function deriveOrderUpdate(
  current: OrderState,
  next: Order,
  context: RuleContext,
  options: OrderUpdateOptions = {},
): OrderUpdate {
  const { now } = context;
  const { passedDeadline, cancellation, createMessages } = options;
  const timeContext = createTimeContext(next, context);
  const warnings = [...(options.warnings ?? []), ...deriveExclusionWarnings(current.order, next, timeContext)];
  const summarized = applyScannedStatuses(current.order, next, timeContext);
  const { unshippedItems } = deriveOrderSummary(summarized, timeContext);
  const isSent =
    summarized.shipments.length === 0 && unshippedItems !== undefined && hasLeftShop(unshippedItems.status);
  const updated = updateFulfilledQuantities(current.order, summarized, isSent);
  const pending = mergePending(current.pending, cancellation);
  const awaited = deriveAwaitedDeadlines(updated, pending, context);
  const {
    order: withIncidents,
    deadlines,
    incidents,
  } = updateIncidents(current, updated, awaited, now, passedDeadline);
  const order: Order = {
    ...withIncidents,
    actions: deriveActions(withIncidents, pending, context),
    version: (current.order?.version ?? 0) + 1,
    updatedAt: formatPreciseInstant(now),
  };
  const messages = [...deriveMessages(current.order, order, now), ...(createMessages?.(order) ?? [])];
  return {
    order,
    messages: messages.length > 0 ? messages : [createMessage('order.updated', order, now)],
    deadlines,
    incidents,
    ...(cancellation && { cancellation }),
    ...(warnings.length > 0 && { warnings }),
  };
}

function mergePending(pending: OrderState['pending'], changed: StoredCancellation | undefined): OrderState['pending'] {
  if (!changed) return pending;
  const others = pending.filter(({ cancellation }) => cancellation.id !== changed.cancellation.id);
  return changed.cancellation.status === 'pending' ? [...others, changed] : others;
}
