import type { WaybillDeliveryEstimate } from '../../../../src/components/delivery-estimate/delivery-estimate.ts';
import type { Estimate } from '../../../../src/contract/estimate.ts';
import '../../../../src/components/delivery-estimate/delivery-estimate.define.ts';
import { createMountHelpers } from '../../support/mount-helpers.ts';
import { parts, setStatesOf } from '../../support/shadow-dom.ts';

export { createJsonScript } from '../../support/mount-helpers.ts';
export { hasPart, parts } from '../../support/shadow-dom.ts';

type Properties = Omit<Partial<WaybillDeliveryEstimate>, 'children'>;

export const { create, mount, removeMounted } = createMountHelpers<'waybill-delivery-estimate', Properties>(
  'waybill-delivery-estimate',
);

/** An element with requested estimates. Only such an element may have the postcode form. */
export async function mountRequested(
  estimates: Estimate | Estimate[],
  attributes: Record<string, string> = {},
  properties: Properties = {},
): Promise<WaybillDeliveryEstimate> {
  const element = await mount({ sku: 'cup', ...attributes }, { source: async () => estimates, ...properties });
  while (!element.matches(':state(ready)')) await element.updateComplete;
  return element;
}

export function part(element: Element, name: string): HTMLElement | undefined {
  return parts(element, name)[0];
}

/** Text of a part; `undefined` if it is not rendered. */
export function textOf(element: Element, name = 'headline'): string | undefined {
  // Removes the characters that isolate directions.
  return part(element, name)
    ?.textContent.replaceAll(/[\u2068\u2069]/g, '')
    .replaceAll(/\s+/g, ' ');
}

/** The visible text, including the text of the slot. */
export function visibleText(element: Element): string {
  const isSlotShown = !slotOf(element)?.hidden;
  const renderedText = element.shadowRoot?.querySelector('.base')?.textContent ?? '';
  const visibleNodes = [...element.childNodes].filter((node) => !(node instanceof HTMLScriptElement));
  return `${isSlotShown ? visibleNodes.map((node) => node.textContent).join('') : ''}${renderedText}`.trim();
}

export function slotOf(element: Element): HTMLSlotElement | undefined {
  return element.shadowRoot?.querySelector('slot') ?? undefined;
}

/** The custom states that are set, in alphabetical order. */
export function statesOf(element: Element): string[] {
  return setStatesOf(element, ['failed', 'invalid', 'loading', 'ready', 'unavailable']);
}
