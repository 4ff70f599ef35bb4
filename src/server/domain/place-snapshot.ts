import type { Order } from '../../contract/order.ts';
import type { Change } from '../model.ts';
import type { Context, OrderState, Refusal } from './state.ts';

/**
 * An order as the shop's own system knows it. `version`, where given, is the one it replaces: with another
 * it is refused (`version-conflict`). Without, it replaces whatever is there.
 */
export type Snapshot = Omit<Order, 'version' | 'updatedAt' | 'epoch' | 'serverTime'> & {
  readonly version?: number | undefined;
};

/**
 * An order, created or replaced. What is append-only stays as it was written: events, promises, parcels and
 * adjustments that the snapshot does not name are kept. The same snapshot twice is `unchanged`.
 * Refused: `version-conflict`, `validation` (quantities that cannot be, two lines of one id).
 */
export function placeSnapshot(current: OrderState, snapshot: Snapshot, context: Context): Change | 'unchanged' | Refusal {
  throw new Error(`not written yet ${current.order?.id} ${snapshot.id} ${context.now}`);
}
