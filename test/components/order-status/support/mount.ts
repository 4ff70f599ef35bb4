import type { WaybillOrderStatus } from '../../../../src/components/order-status/order-status.ts';
import '../../../../src/components/order-status/order-status.define.ts';
import { createMountHelpers } from '../../support/mount-helpers.ts';
import { collapsedText, parts, setStatesOf } from '../../support/shadow-dom.ts';

export { createJsonScript } from '../../support/mount-helpers.ts';
export { collapsedText, hasPart, parts } from '../../support/shadow-dom.ts';

type Properties = Omit<Partial<WaybillOrderStatus>, 'children' | 'order'> & { order?: unknown };

export const { create, mount, removeMounted } = createMountHelpers<'waybill-order-status', Properties>(
  'waybill-order-status',
);

export function part(element: Element, name: string): HTMLElement {
  const [first] = parts(element, name);
  if (!first) throw new Error(`no part ${name}`);
  return first;
}

/** Text of a part; `undefined` if it is not rendered. */
export const textOf = (element: Element, name = 'headline'): string | undefined =>
  collapsedText(parts(element, name)[0]);

/** The rendered text, without the slot. */
export const renderedText = (element: Element): string =>
  collapsedText(element.shadowRoot?.querySelector('.base') ?? undefined) ?? '';

/** Whether the default slot is shown. */
export const isFallbackShown = (element: Element): boolean =>
  element.shadowRoot?.querySelector<HTMLElement>('slot:not([name])')?.hidden === false;

/** The custom states that are set, in alphabetical order. */
export function statesOf(element: Element): string[] {
  return setStatesOf(element, ['invalid', 'late', 'live', 'loading', 'ready', 'stale']);
}

/** Records the texts of both live regions from now on. */
export function recordAnnouncements(element: Element): string[] {
  const announcements: string[] = [];
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const node = target instanceof Element ? target : target.parentElement;
      const text = collapsedText(node?.closest('[role=status]') ?? undefined);
      if (text) announcements.push(text);
    }
  });
  if (element.shadowRoot) observer.observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  return announcements;
}
