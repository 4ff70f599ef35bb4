import type { Change } from '../model.ts';
import type { Scan } from './scan.ts';
import type { Context, OrderState, Refusal } from './state.ts';

export type ScanContext = Context & {
  /** A carrier's scan is never refused for a step that is missing or for what does not add up: it is a warning. */
  readonly source: 'shop' | 'carrier';
};

/**
 * Takes in one scan. A known id is `unchanged`, whatever else it says. Out of order is fine: the reading
 * of all scans decides. Refused: `order-not-found`, `validation` (no such parcel, or which one of several
 * is not said), `step-missing`, `quantity-too-great`.
 */
export function applyScan(current: OrderState, scan: Scan, context: ScanContext): Change | 'unchanged' | Refusal {
  throw new Error(`not written yet ${current.order?.id} ${scan.id} ${context.source}`);
}
