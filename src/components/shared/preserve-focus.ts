/**
 * Call before an update, and the returned function after it. A focused element that was moved gets the focus back. If it
 * was removed, its nearest remaining ancestor with a `tabindex` gets the focus, and not the body of the page.
 */
export function preserveFocus(host: HTMLElement, root: ShadowRoot): () => void {
  const active = root.activeElement ?? findFocusedSlot(host);
  let inner = active;
  while (inner?.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
  const ancestors: HTMLElement[] = [];
  for (let parent = active?.parentElement; parent; parent = parent.parentElement) ancestors.push(parent);
  return () => {
    if (!active) return;
    if (!active.isConnected) ancestors.find((each) => each.isConnected && each.hasAttribute('tabindex'))?.focus();
    else if (inner?.isConnected && !inner.matches(':focus')) (inner as HTMLElement).focus({ preventScroll: true });
  };
}

/** The slot of a focused child of the host. */
function findFocusedSlot(host: HTMLElement): Element | undefined {
  const child = host.querySelector(':scope > :focus-within');
  return child?.assignedSlot ?? undefined;
}
