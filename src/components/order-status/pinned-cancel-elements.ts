/** Cancel elements that must stay where they are. */
export type PinnedCancelElements = {
  /** By line id: the key of the parcel, and its index in the list of parcels. */
  readonly positionsByLineId: ReadonlyMap<string, { readonly parcelKey: string; readonly index: number }>;
  /** Types of elements for the whole order. */
  readonly types: ReadonlySet<string>;
};

/** The part of a view model that decides which cancel elements are rendered. */
type RenderedOrder = {
  readonly cancelTypes: readonly string[];
  readonly parcels: readonly {
    readonly key: string;
    readonly items: readonly { readonly id: string; readonly canCancel: boolean }[];
  }[];
};

/** With the focus, an open dialog, a request under way or an outcome to read. */
const inUse = `:focus-within, ${['open', 'sending', 'completed', 'requested', 'refused', 'unconfirmed'].map((state) => `:state(${state})`).join()}`;

/**
 * Finds the cancel elements in use among those that `rendered` put into `root`. The next view model of the same order
 * keeps them, even if the line was canceled or shipped: a move would close the dialog and lose the focus.
 */
export function findPinnedCancelElements(rendered: RenderedOrder, root: ParentNode): PinnedCancelElements | undefined {
  const used = [...root.querySelectorAll('waybill-cancel-item:defined')].filter(isInUse);
  if (used.length === 0) return undefined;
  const hasUsed = (name: string, value: string): boolean => used.some((each) => each.getAttribute(name) === value);
  return {
    types: new Set(rendered.cancelTypes.filter((type) => hasUsed('type', type))),
    positionsByLineId: new Map(
      rendered.parcels.flatMap(({ key, items }, index) =>
        items
          .filter(({ id, canCancel }) => canCancel && hasUsed('line-item', id))
          .map(({ id }) => [id, { parcelKey: key, index }] as const),
      ),
    ),
  };
}

function isInUse(element: Element): boolean {
  try {
    return element.matches(inUse);
  } catch {
    // A browser without custom states throws at the selector.
    return true;
  }
}
