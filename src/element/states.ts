/** Shows which of an element's `:state(…)` hold. An old browser without custom states shows none. */
export function toggleStates(internals: ElementInternals, states: Record<string, boolean>): void {
  for (const [name, holds] of Object.entries(states)) {
    if (holds) internals.states?.add(name);
    else internals.states?.delete(name);
  }
}
