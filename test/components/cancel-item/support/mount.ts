import { sendKeys } from '@web/test-runner-commands';
import type { WaybillCancelItem } from '../../../../src/components/cancel-item/cancel-item.ts';
import '../../../../src/components/cancel-item/cancel-item.define.ts';
import { mounting } from '../../support/mounting.ts';

type Given = Omit<Partial<WaybillCancelItem>, 'order' | 'children'> & { order?: unknown };

const { removeMounted: remove, ...elements } = mounting<'waybill-cancel-item', Given>('waybill-cancel-item', { 'line-item': 'mug' });
export const { create, mount } = elements;

/** For `afterEach`. */
export function removeMounted(): void {
  remove();
  sessionStorage.clear();
}

function partOf(element: Element, name: string): HTMLElement | undefined {
  return element.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`) ?? undefined;
}

export function part(element: Element, name: string): HTMLElement {
  const found = partOf(element, name);
  if (!found) throw new Error(`no part ${name}`);
  return found;
}

/** Compare this, not the nodes: a test runner that prints a whole node may take for ever. */
export const hasPart = (element: Element, name: string): boolean => partOf(element, name) !== undefined;

const plain = (node: Node | undefined): string | undefined => node?.textContent?.replaceAll(/\s+/g, ' ').trim();

/** Text of a part; `undefined` where the part is not drawn. */
export const textOf = (element: Element, name: string): string | undefined => plain(partOf(element, name));

export const isOpen = (element: Element): boolean => element.shadowRoot?.querySelector('dialog')?.open === true;

/** The part that has the focus, or what has it in the page. */
export function focused(element: Element): string {
  const inside = element.shadowRoot?.activeElement;
  return inside ? (inside.getAttribute('part')?.split(' ').at(-1) ?? inside.localName) : (document.activeElement?.localName ?? '');
}

/** The custom states that hold, in alphabetical order. */
export function statesOf(element: Element): string[] {
  const states = ['done', 'invalid', 'offered', 'open', 'refused', 'requested', 'sending', 'unknown'];
  return states.filter((state) => element.matches(`:state(${state})`));
}

/** A person presses a button, by the keyboard. */
export async function press(element: Element, name: string): Promise<void> {
  part(element, name).focus();
  await sendKeys({ press: 'Enter' });
  await (element as WaybillCancelItem).updateComplete;
}

/** A person opens the question. */
export async function open(element: Element): Promise<void> {
  await press(element, 'open');
  if (!isOpen(element)) throw new Error('not open');
}

/** A person cancels, as far as the page is concerned. */
export async function cancel(element: Element): Promise<void> {
  await open(element);
  await press(element, 'confirm');
}

/** Two frames: what is to be focused or closed then, is. */
export async function frames(count = 2): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** What a screen reader was told since: the texts of the live regions, as they changed. */
export function listen(element: Element): string[] {
  const heard: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const node = target instanceof Element ? target : target.parentElement;
      const text = plain(node?.closest('[role=status]') ?? undefined);
      if (text && text !== heard.at(-1)) heard.push(text);
    }
  });
  if (element.shadowRoot) observer.observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  return heard;
}
