/** The elements of a part in a shadow root, in document order. */
export function parts(element: Element, name: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [])];
}

/** Whether a part is rendered. Assertions should not compare elements: printing an element takes very long. */
export function hasPart(element: Element, name: string): boolean {
  return parts(element, name).length > 0;
}

/** Text content with single spaces. */
export const collapsedText = (node: Node | undefined): string | undefined =>
  node?.textContent?.replaceAll(/\s+/g, ' ').trim();

/** The custom states of `states` that are set. */
export function setStatesOf(element: Element, states: readonly string[]): string[] {
  return states.filter((state) => element.matches(`:state(${state})`));
}
