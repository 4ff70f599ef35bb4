import type { OrderView } from './order-status.view.ts';

/** Where a cancel element stands: the key of its parcel, and the parcel's place among the others. */
export type Home = { leg: string; index: number };

/**
 * Cancel elements that were written. Each stays where it is until another order is shown, also when its line is
 * canceled or sent meanwhile: an outcome stays readable, a dialog open, and the focus where it is.
 */
export class KeptCancels {
  /** By line. */
  readonly lines = new Map<string, Home>();
  /** Of the order as a whole, by what they offer. */
  readonly types = new Set<string>();

  /** `view` is what stands there. */
  keep(view: OrderView): void {
    if (view.kind !== 'ready') return;
    for (const type of view.cancels) this.types.add(type);
    view.parcels.forEach(({ key, items }, index) => {
      for (const { id, canCancel } of items) if (canCancel) this.lines.set(id, { leg: key, index });
    });
  }
}
