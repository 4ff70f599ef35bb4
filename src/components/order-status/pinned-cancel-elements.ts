/** Cancel elements that must stay where they are. */
export type PinnedCancelElements = {
  /** By line id: the key of the parcel, its index in the list of parcels, and whether the element says what was canceled. */
  readonly positionsByLineId: ReadonlyMap<
    string,
    { readonly parcelKey: string; readonly index: number; readonly hasOutcome: boolean }
  >;
  /** Keys of the parcels, as they stand. */
  readonly parcelKeys: readonly string[];
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
  const used = [...root.querySelectorAll('waybill-cancel-item:defined')].filter((each) =>
    matchesState(each, inUse, true),
  );
  if (used.length === 0) return undefined;
  const findUsed = (name: string, value: string): Element | undefined =>
    used.find((each) => each.getAttribute(name) === value);
  return {
    parcelKeys: rendered.parcels.map(({ key }) => key),
    types: new Set(rendered.cancelTypes.filter((type) => findUsed('type', type))),
    positionsByLineId: new Map(
      rendered.parcels.flatMap(({ key, items }, index) =>
        items.flatMap(({ id, canCancel }) => {
          const element = canCancel ? findUsed('line-item', id) : undefined;
          const hasOutcome =
            element !== undefined && matchesState(element, ':state(completed), :state(requested)', false);
          return element ? [[id, { parcelKey: key, index, hasOutcome }] as const] : [];
        }),
      ),
    ),
  };
}

/** A browser without custom states throws at the selector: the answer is `fallback`. */
function matchesState(element: Element, selector: string, fallback: boolean): boolean {
  try {
    return element.matches(selector);
  } catch {
    return fallback;
  }
}
