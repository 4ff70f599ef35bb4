import { expect } from '@open-wc/testing';

/** No accessibility violation in an element of the page, with all that is folded away unfolded. */
export async function expectAccessible(element: Element): Promise<void> {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
  await finished(element);
  await (expect(element) as unknown as { to: { be: { accessible(): Promise<void> } } }).to.be.accessible();
}

/** Colours are measured when they have arrived. */
async function finished(element: Element): Promise<void> {
  const animations = element.shadowRoot?.getAnimations?.() ?? [];
  for (const animation of animations) animation.finish();
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
