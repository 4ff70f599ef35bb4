/** Shows which of an element's `:state(…)` hold. An old browser without custom states shows none. */
export function toggleStates(internals: ElementInternals, states: Record<string, boolean>): void {
  const shown = internals.states as CustomStateSet | undefined;
  for (const [name, holds] of Object.entries(states)) {
    if (holds === shown?.has(name)) continue;
    if (holds) shown?.add(name);
    else shown?.delete(name);
  }
}
