/** Keeps a reference to each set: WebKit loses the states of a set that only `ElementInternals` refers to. */
const stateSets = new WeakMap<ElementInternals, CustomStateSet | undefined>();

/** Sets the custom states of an element by name. Browsers without custom states set none. */
export function setCustomStates(internals: ElementInternals, states: Record<string, boolean>): void {
  if (!stateSets.has(internals)) stateSets.set(internals, internals.states as CustomStateSet | undefined);
  const stateSet = stateSets.get(internals);
  for (const [name, isSet] of Object.entries(states)) {
    if (isSet === stateSet?.has(name)) continue;
    if (isSet) stateSet?.add(name);
    else stateSet?.delete(name);
  }
}
