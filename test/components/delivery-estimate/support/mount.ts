import type { WaybillDeliveryEstimate } from '../../../../src/components/delivery-estimate/delivery-estimate.ts';
import type { Estimate } from '../../../../src/contract/estimate.ts';
import '../../../../src/components/delivery-estimate/delivery-estimate.define.ts';
import { mounting } from '../../support/mounting.ts';

export { dataScript } from '../../support/mounting.ts';

type Given = Omit<Partial<WaybillDeliveryEstimate>, 'children'>;

export const { create, mount, removeMounted } = mounting<'waybill-delivery-estimate', Given>('waybill-delivery-estimate');

/** An element whose answer has come: unlike with ready estimates, it may ask for a place. */
export async function mountAnswered(
  estimates: Estimate | Estimate[],
  attributes: Record<string, string> = {},
  given: Given = {},
): Promise<WaybillDeliveryEstimate> {
  const element = await mount({ sku: 'cup', ...attributes }, { source: async () => estimates, ...given });
  while (!element.matches(':state(ready)')) await element.updateComplete;
  return element;
}

export function part(element: Element, name: string): HTMLElement | undefined {
  return parts(element, name)[0];
}

export function parts(element: Element, name: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [])];
}

/** Compare this, not the nodes: a test runner that prints a whole node may take for ever. */
export function hasPart(element: Element, name: string): boolean {
  return part(element, name) !== undefined;
}

/** Text of a part; `undefined` where the part is not drawn. */
export function textOf(element: Element, name = 'headline'): string | undefined {
  // Without the signs that isolate a name from the direction around it.
  return part(element, name)?.textContent.replaceAll(/[\u2068\u2069]/g, '').replaceAll(/\s+/g, ' ');
}

/** What a visitor sees: text in the page's order, that of the slot included. */
export function visibleText(element: Element): string {
  const isSlotShown = !slotOf(element)?.hidden;
  const drawn = element.shadowRoot?.querySelector('.base')?.textContent ?? '';
  const own = [...element.childNodes].filter((node) => !(node instanceof HTMLScriptElement));
  return `${isSlotShown ? own.map((node) => node.textContent).join('') : ''}${drawn}`.trim();
}

export function slotOf(element: Element): HTMLSlotElement | undefined {
  return element.shadowRoot?.querySelector('slot') ?? undefined;
}

/** The custom states that hold, in alphabetical order. */
export function statesOf(element: Element): string[] {
  const states = ['failed', 'invalid', 'loading', 'ready', 'unavailable'];
  return states.filter((state) => element.matches(`:state(${state})`));
}
