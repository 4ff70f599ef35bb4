import { expect } from '@open-wc/testing';

/** Expects no accessibility violation in an element with all its `<details>` open. */
export async function expectAccessible(element: Element): Promise<void> {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
  await finishAnimations(element);
  await (expect(element) as unknown as { to: { be: { accessible(): Promise<void> } } }).to.be.accessible();
}

/** Finishes the animations: axe measures colours, and transitions change them. */
async function finishAnimations(element: Element): Promise<void> {
  const animations = element.shadowRoot?.getAnimations?.() ?? [];
  for (const animation of animations) animation.finish();
  await new Promise((resolve) => requestAnimationFrame(resolve));
}
