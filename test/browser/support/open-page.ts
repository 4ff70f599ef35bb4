import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { waitFor } from '../../support/wait-for.ts';

export const TAG = 'waybill-delivery-estimate';

/** A page in a frame. `fixtures/recorder.js` records its errors, warnings and policy violations in `faults`. */
export type Page = Window & typeof globalThis & { faults: string[] };

type Options = { headers?: readonly string[]; sandbox?: string };

const HEAD =
  '<!doctype html><html lang="en"><title>shop</title><script src="/test/browser/fixtures/recorder.js" nonce="shop"></script>';

/** Opens markup as a separate page and waits for its load event. */
export async function openPage(html: string, options: Options = {}): Promise<Page> {
  return (await openFrame(html, options)).contentWindow as Page;
}

/** Like `openPage`, for pages of another origin. */
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
 * Clicks at a point in the coordinates of a frame. It uses the mouse: WebKit may send a key to the parent page although
 * the frame has the focus.
 */
export async function clickInFrame(frame: HTMLElement, { x, y }: { x: number; y: number }): Promise<void> {
  const { left, top } = frame.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(left + x), Math.round(top + y)] });
  await resetMouse();
}

/** Removes all pages, after each test. */
export function closePages(): void {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}

/** A script tag: classic for `.iife.js`, else a module. */
export function scriptTag(path: string): string {
  const src = path.startsWith('/') ? path : `/dist/cdn/${path}`;
  return `<script ${src.includes('.iife.js') ? '' : 'type="module" '}src="${src}" nonce="shop"></script>`;
}

/** An inline script with the page's nonce. */
export function inlineScript(code: string): string {
  return `<script nonce="shop">${code}</script>`;
}

export function findAll(page: Page, selector = TAG): HTMLElement[] {
  return [...page.document.querySelectorAll<HTMLElement>(selector)];
}

/** The visible text of an element: its rendered text, or the fallback text in its slot. */
export function visibleText(element: Element): string {
  const root = element.shadowRoot;
  const slot = root?.querySelector('slot');
  const isSlotShown = root === null || (slot ? !slot.hidden : false);
  const slotTexts = [...element.childNodes]
    .filter((node) => node.nodeName !== 'SCRIPT')
    .map((node) => node.textContent);
  const rendered = root?.querySelector('.base')?.textContent ?? '';
  return `${isSlotShown ? slotTexts.join('') : ''}${rendered}`.replaceAll(/\s+/g, ' ').trim();
}

/** Waits until every element of the page contains a text. */
export async function expectText(page: Page, text: string, selector = TAG): Promise<void> {
  const getTexts = (): string[] => findAll(page, selector).map(visibleText);
  const isTextShown = (): boolean => getTexts().length > 0 && getTexts().every((each) => each.includes(text));
  await waitFor(isTextShown).catch(() => {
    throw new Error(`expected "${text}" in ${JSON.stringify(getTexts())}; faults: ${[...page.faults].join()}`);
  });
}

/** The font weight of the date: 600 if the element's styles apply. */
export function getDateWeight(element: Element | undefined): string {
  return getComputedStyle(element?.shadowRoot?.querySelector('[part~="date"]') as Element).fontWeight;
}

/** Waits for frames and for the responses to earlier requests. */
export async function waitUntilSettled(frames = 8): Promise<void> {
  await waitForFrames(frames);
  await fetch('/pages/received?run=none');
  await waitForFrames(2);
}

async function waitForFrames(frames: number): Promise<void> {
  for (let frame = 0; frame < frames; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}
