import { sendKeys } from '@web/test-runner-commands';
import type { WaybillCancelItem } from '../../../../src/components/cancel-item/cancel-item.ts';
import '../../../../src/components/cancel-item/cancel-item.define.ts';
import { createMountHelpers } from '../../support/mount-helpers.ts';

type Properties = Omit<Partial<WaybillCancelItem>, 'order' | 'children'> & { order?: unknown };

const { removeMounted: remove, ...elements } = createMountHelpers<'waybill-cancel-item', Properties>(
  'waybill-cancel-item',
  {
    'line-item': 'mug',
  },
);
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
  const renderedPart = partOf(element, name);
  if (!renderedPart) throw new Error(`no part ${name}`);
  return renderedPart;
}

/** Whether a part is rendered. Assertions should not compare nodes: printing a node may take minutes. */
export const hasPart = (element: Element, name: string): boolean => partOf(element, name) !== undefined;

const collapsedText = (node: Node | undefined): string | undefined => node?.textContent?.replaceAll(/\s+/g, ' ').trim();

/** Text of a part; `undefined` if the part is not rendered. */
export const textOf = (element: Element, name: string): string | undefined => collapsedText(partOf(element, name));

export const isOpen = (element: Element): boolean => element.shadowRoot?.querySelector('dialog')?.open === true;

/** The focused part, else the focused element of the page. */
export function focused(element: Element): string {
  const inner = element.shadowRoot?.activeElement;
  return inner
    ? (inner.getAttribute('part')?.split(' ').at(-1) ?? inner.localName)
    : (document.activeElement?.localName ?? '');
}

/** The element's custom states in alphabetical order. */
export function statesOf(element: Element): string[] {
  const states = ['completed', 'invalid', 'offered', 'open', 'refused', 'requested', 'sending', 'unconfirmed'];
  return states.filter((state) => element.matches(`:state(${state})`));
}

/** Presses a button by the keyboard. */
export async function press(element: Element, name: string): Promise<void> {
  part(element, name).focus();
  await sendKeys({ press: 'Enter' });
  await (element as WaybillCancelItem).updateComplete;
}

/** Opens the dialog by the keyboard. */
export async function open(element: Element): Promise<void> {
  await press(element, 'trigger');
  if (!isOpen(element)) throw new Error('not open');
}

/** Opens the dialog and confirms. */
export async function cancel(element: Element): Promise<void> {
  await open(element);
  await press(element, 'confirm');
}

/** Waits for focus changes and closing, which happen in the next frame. */
export async function frames(count = 2): Promise<void> {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Records the texts of the live regions as they change. */
export function recordAnnouncements(element: Element): string[] {
  const announcements: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const node = target instanceof Element ? target : target.parentElement;
      const text = collapsedText(node?.closest('[role=status]') ?? undefined);
      if (text && text !== announcements.at(-1)) announcements.push(text);
    }
  });
  if (element.shadowRoot) observer.observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  return announcements;
}
