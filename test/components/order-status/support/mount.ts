import type { WaybillOrderStatus } from '../../../../src/components/order-status/order-status.ts';
import '../../../../src/components/order-status/order-status.define.ts';
import { mounting } from '../../support/mounting.ts';

export { dataScript } from '../../support/mounting.ts';

type Given = Omit<Partial<WaybillOrderStatus>, 'children' | 'order'> & { order?: unknown };

export const { create, mount, removeMounted } = mounting<'waybill-order-status', Given>('waybill-order-status');

export function parts(element: Element, name: string): HTMLElement[] {
  return [...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~="${name}"]`) ?? [])];
}

export function part(element: Element, name: string): HTMLElement {
  const [first] = parts(element, name);
  if (!first) throw new Error(`no part ${name}`);
  return first;
}

/** Compare this, not the nodes: a test runner that prints a whole node may take for ever. */
export function hasPart(element: Element, name: string): boolean {
  return parts(element, name).length > 0;
}

export const plain = (node: Node | undefined): string | undefined => node?.textContent?.replaceAll(/\s+/g, ' ').trim();

/** Text of a part; `undefined` where the part is not drawn. */
export const textOf = (element: Element, name = 'headline'): string | undefined => plain(parts(element, name)[0]);

/** Everything that is drawn, without what stands between the tags. */
export const drawnText = (element: Element): string => plain(element.shadowRoot?.querySelector('.base') ?? undefined) ?? '';

/** Whether what stands between the tags is shown. */
export const isFallbackShown = (element: Element): boolean =>
  element.shadowRoot?.querySelector<HTMLElement>('slot:not([name])')?.hidden === false;

/** The custom states that hold, in alphabetical order. */
export function statesOf(element: Element): string[] {
  const states = ['invalid', 'late', 'live', 'loading', 'ready', 'stale'];
  return states.filter((state) => element.matches(`:state(${state})`));
}

/** What a screen reader was told since: the texts of both live regions, as they changed. */
export function listen(element: Element): string[] {
  const heard: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const node = target instanceof Element ? target : target.parentElement;
      const text = plain(node?.closest('[role=status]') ?? undefined);
      if (text) heard.push(text);
    }
  });
  if (element.shadowRoot) observer.observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  return heard;
}
