/**
 * Call before rendering, and what it returns after. What had the focus and was moved has it again; where it is drawn
 * no more, the focus goes to the nearest thing around it that can take it, and not to the page's body.
 */
export function holdFocus(host: HTMLElement, root: ShadowRoot): () => void {
  const active = root.activeElement ?? slotOfFocus(host);
  let inner = active;
  while (inner?.shadowRoot?.activeElement) inner = inner.shadowRoot.activeElement;
  const around: HTMLElement[] = [];
  for (let parent = active?.parentElement; parent; parent = parent.parentElement) around.push(parent);
  return () => {
    if (!active) return;
    if (!active.isConnected) around.find((each) => each.isConnected && each.hasAttribute('tabindex'))?.focus();
    else if (inner?.isConnected && !inner.matches(':focus')) (inner as HTMLElement).focus({ preventScroll: true });
  };
}

/** What a page put beside a line may have the focus, too. */
function slotOfFocus(host: HTMLElement): Element | undefined {
  const child = host.querySelector(':scope > :focus-within');
  return child?.assignedSlot ?? undefined;
}
