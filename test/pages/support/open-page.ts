import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { until } from '../../support/until.ts';

export const TAG = 'waybill-delivery-estimate';

/** A page in a frame; `faults` is what went wrong there: see fixtures/recorder.js. */
export type Page = Window & typeof globalThis & { faults: string[] };

type Options = { headers?: readonly string[]; sandbox?: string };

/** The start of every page. */
const HEAD =
  '<!doctype html><html lang="en"><title>shop</title><script src="/test/pages/fixtures/recorder.js" nonce="shop"></script>';

/** Opens what a shop's server sends as a page of its own, and waits until it has loaded. */
export async function openPage(html: string, options: Options = {}): Promise<Page> {
  return (await openFrame(html, options)).contentWindow as Page;
}

/** The frame of such a page, for pages that cannot be looked into. */
export async function openFrame(html: string, { headers = [], sandbox }: Options = {}): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  Object.assign(frame, { width: '700', height: '500' });
  const comment = headers.length > 0 ? `<!-- headers\n${headers.join('\n')}\n-->\n` : '';
  frame.src = `/pages/composed?${new URLSearchParams({ html: comment + HEAD + html })}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame;
}

/**
 * Clicks at a point of a frame, in the frame's own coordinates. With the mouse: WebKit may send a key to the page around
 * the frame although the frame has the focus.
 */
export async function clickInFrame(frame: HTMLElement, { x, y }: { x: number; y: number }): Promise<void> {
  const { left, top } = frame.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + x), Math.round(top + y)] });
  await resetMouse();
}

/** For `afterEach`. */
export function closePages(): void {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}

/** Tag of a script file: a module, or classic where the name says so. */
export function scriptTag(address: string): string {
  const src = address.startsWith('/') ? address : `/dist/cdn/${address}`;
  return `<script ${src.includes('.iife.js') ? '' : 'type="module" '}src="${src}" nonce="shop"></script>`;
}

/** An inline script of the shop's. */
export function inline(code: string): string {
  return `<script nonce="shop">${code}</script>`;
}

export function findAll(page: Page, selector = TAG): HTMLElement[] {
  return [...page.document.querySelectorAll<HTMLElement>(selector)];
}

/** What a visitor reads of an element: what it draws, or the text in its slot. */
export function visibleText(element: Element): string {
  const root = element.shadowRoot;
  const slot = root?.querySelector('slot');
  const isSlotShown = root === null || (slot ? !slot.hidden : false);
  const own = [...element.childNodes].filter((node) => node.nodeName !== 'SCRIPT').map((node) => node.textContent);
  const drawn = root?.querySelector('.base')?.textContent ?? '';
  return `${isSlotShown ? own.join('') : ''}${drawn}`.replaceAll(/\s+/g, ' ').trim();
}

/** Waits until every element of the page says this. */
export async function expectText(page: Page, text: string, selector = TAG): Promise<void> {
  const texts = (): string[] => findAll(page, selector).map(visibleText);
  const isThere = (): boolean => texts().length > 0 && texts().every((each) => each.includes(text));
  await until(isThere).catch(() => {
    throw new Error(`expected "${text}" in ${JSON.stringify(texts())}; faults: ${[...page.faults].join()}`);
  });
}

/** Weight of the date's font: 600 where the element's own styles hold. */
export function dateWeightOf(element: Element | undefined): string {
  return getComputedStyle(element?.shadowRoot?.querySelector('[part~="date"]') as Element).fontWeight;
}

/** Lets a page do what it does by itself: so many frames are drawn, and what it asked before is answered. */
export async function settled(frames = 8): Promise<void> {
  await drawn(frames);
  await fetch('/pages/received?run=none');
  await drawn(2);
}

async function drawn(frames: number): Promise<void> {
  for (let frame = 0; frame < frames; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}
