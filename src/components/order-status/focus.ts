/**
 * Call before drawing, and what it returns after: where what had the focus is drawn no more, the focus goes to
 * the nearest thing around it that can take it, and not to the page's body.
 */
export function holdFocus(host: HTMLElement, root: ShadowRoot): () => void {
  const active = root.activeElement ?? slotOfFocus(host);
  const around: HTMLElement[] = [];
  for (let parent = active?.parentElement; parent; parent = parent.parentElement) around.push(parent);
  return () => {
    if (!active || active.isConnected) return;
    around.find((each) => each.isConnected && each.hasAttribute('tabindex'))?.focus();
  };
}

/** What a page put beside a line may have the focus, too. */
function slotOfFocus(host: HTMLElement): Element | undefined {
  const child = host.querySelector(':scope > :focus-within');
  return child?.assignedSlot ?? undefined;
}
