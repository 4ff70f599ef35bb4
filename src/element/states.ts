/** WebKit forgets what a set holds once nothing but the element refers to it. */
const sets = new WeakMap<ElementInternals, CustomStateSet | undefined>();

/** Shows which of an element's `:state(…)` hold. An old browser without custom states shows none. */
export function toggleStates(internals: ElementInternals, states: Record<string, boolean>): void {
  if (!sets.has(internals)) sets.set(internals, internals.states as CustomStateSet | undefined);
  const shown = sets.get(internals);
  for (const [name, holds] of Object.entries(states)) {
    if (holds === shown?.has(name)) continue;
    if (holds) shown?.add(name);
    else shown?.delete(name);
  }
}
