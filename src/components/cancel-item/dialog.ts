import { surfaceBehind } from './surface.ts';

/*
 * The native dialog of one element. It is made when it is first opened; the platform keeps the page behind it from
 * being reached, closes it on Escape, and lets go of everything when it is removed.
 */

/** Shows the dialog with the focus on what changes nothing. */
export function openDialog(dialog: HTMLDialogElement, host: Element): void {
  if (dialog.open) return;
  const surface = surfaceBehind(host);
  if (surface === undefined) dialog.style.removeProperty('--surface');
  else dialog.style.setProperty('--surface', surface);
  dialog.showModal();
  focusKeep(dialog);
}

/** Shows the dialog of an element that was moved: the platform took it from what lies above the page. */
export function reopenDialog(dialog: HTMLDialogElement): void {
  dialog.close();
  dialog.showModal();
  focusKeep(dialog);
}

/** Where what had the focus is drawn no more, it goes to what changes nothing. */
export function keepFocusInside(dialog: HTMLDialogElement): void {
  const { activeElement } = dialog.getRootNode() as ShadowRoot;
  if (activeElement === null || activeElement === dialog) focusKeep(dialog);
}

function focusKeep(dialog: HTMLDialogElement): void {
  dialog.querySelector<HTMLElement>('[part~="keep"]')?.focus();
}

/**
 * Moves the focus to `targets()`'s first once the page has settled: what the platform gives the focus back to may have
 * gone with the answer, or go with the page's own reaction to it. A person who went elsewhere meanwhile stays there.
 */
export function returnFocus(host: Element, targets: () => (HTMLElement | null | undefined)[]): void {
  const focus = (): void => {
    if (!host.isConnected || !isFocusLost(host)) return;
    targets().find((target) => target?.isConnected)?.focus();
  };
  focus();
  requestAnimationFrame(focus);
}

/** Whether nothing of the page has the focus, or only the element as a whole. */
function isFocusLost(host: Element): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === null || active === document.body || active === document.documentElement || active === host || !isShown(active);
}

function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}
