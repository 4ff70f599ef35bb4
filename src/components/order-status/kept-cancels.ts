import type { OrderView } from './order-status.view.ts';

/** Where a cancel element stands: the key of its parcel, and the parcel's place among the others. */
export type Home = { leg: string; index: number };

/** What is asked, under way, or has an outcome to read. */
const IN_USE = `:focus-within, ${['open', 'sending', 'done', 'requested', 'refused', 'unknown'].map((state) => `:state(${state})`).join()}`;

/**
 * Cancel elements in use. Each stays where it is, also when its line is canceled or sent meanwhile: an outcome
 * stays readable, a dialog open, and the focus where it is.
 */
export class KeptCancels {
  /** By line. */
  readonly lines = new Map<string, Home>();
  /** Of the order as a whole, by what they offer. */
  readonly types = new Set<string>();

  /** `view` is what stands in `root`. */
  keep(view: OrderView, root: ParentNode | null): void {
    this.lines.clear();
    this.types.clear();
    if (view.kind !== 'ready' || !root) return;
    const used = [...root.querySelectorAll('waybill-cancel-item:defined')].filter(isInUse);
    for (const type of view.cancels) if (used.some((each) => each.getAttribute('type') === type)) this.types.add(type);
    view.parcels.forEach(({ key, items }, index) => {
      for (const { id, canCancel } of items) {
        if (canCancel && used.some((each) => each.getAttribute('line-item') === id)) this.lines.set(id, { leg: key, index });
      }
    });
  }
}

function isInUse(cancel: Element): boolean {
  try {
    return cancel.matches(IN_USE);
  } catch {
    // An old browser, whose elements have no states to tell.
    return true;
  }
}
