import type { WaybillDeliveryEstimate } from '../../../../src/components/delivery-estimate/delivery-estimate.ts';
import type { Estimate } from '../../../../src/contract/estimate.ts';
import '../../../../src/components/delivery-estimate/delivery-estimate.define.ts';

type Given = Partial<Omit<WaybillDeliveryEstimate, 'children'>> & { children?: (Node | string)[] };

const mounted = new Set<Element>();

/** An element with attributes, not yet in the page. */
export function create(attributes: Record<string, string> = {}, { children = [], ...properties }: Given = {}): WaybillDeliveryEstimate {
  const element = document.createElement('waybill-delivery-estimate');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [name, value] of Object.entries(properties)) Reflect.set(element, name, value);
  element.append(...children);
  mounted.add(element);
  return element;
}

/** An element in the page, drawn for the first time. */
export async function mount(attributes?: Record<string, string>, given?: Given): Promise<WaybillDeliveryEstimate> {
  const element = create(attributes, given);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

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

/** For `afterEach`. */
export function removeMounted(): void {
  for (const element of mounted) element.remove();
  mounted.clear();
}

/** `<script type="application/json">` to stand inside an element. */
export function dataScript(data: unknown): HTMLScriptElement {
  const script = document.createElement('script');
  script.type = 'application/json';
  script.text = typeof data === 'string' ? data : JSON.stringify(data);
  return script;
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
