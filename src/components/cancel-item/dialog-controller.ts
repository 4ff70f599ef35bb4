import type { LitElement, ReactiveController } from 'lit';

/**
 * The native dialog of an element. The platform makes the page behind it inert, closes it on Escape, and releases
 * everything when it is removed.
 */
export class DialogController implements ReactiveController {
  /** Whether the customer has opened the dialog. The host renders its content. */
  isOpen = false;
  /** Whether the host renders the dialog: from the first opening on. */
  isRendered = false;

  readonly #host: LitElement;
  readonly #onDismissed: () => void;

  /** `onDismissed` is called when the customer closes the dialog, and when the host leaves the page. */
  constructor(host: LitElement, onDismissed: () => void) {
    this.#host = host;
    this.#onDismissed = onDismissed;
    host.addController(this);
  }

  /** Whether the page shows the dialog. */
  get isShown(): boolean {
    return this.#dialog?.open === true;
  }

  hostConnected(): void {
    const dialog = this.#dialog;
    if (!dialog?.open) return;
    // When an element is moved, the platform removes its dialog from the top layer.
    dialog.close();
    dialog.showModal();
    focusKeepButton(dialog);
  }

  hostDisconnected(): void {
    // An element that is moved connects again in the same task.
    queueMicrotask(() => this.#host.isConnected || this.dismiss());
  }

  /** Takes effect with the next update. */
  open(): void {
    this.isOpen = true;
    this.isRendered = true;
    this.#host.requestUpdate();
  }

  dismiss(): void {
    this.#dialog?.close();
    this.#handleDismissed();
  }

  /** Listener of `close`. The event is asynchronous: the dialog may be open again. */
  readonly onClose = (): void => {
    if (!this.isShown) this.#handleDismissed();
  };

  /** Call after each render. Without content the dialog closes, and the focus goes to the outcome. */
  applyContent(hasContent: boolean): void {
    const dialog = this.#dialog;
    if (!dialog) return;
    if (hasContent && this.#host.isConnected) {
      if (!dialog.open) showDialog(dialog, this.#host);
      else if (isFocusOn(dialog)) focusKeepButton(dialog);
    } else if (dialog.open) {
      this.isOpen = false;
      dialog.close();
      this.#returnFocus('outcome-title', 'trigger', 'explanation');
    }
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  #handleDismissed(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.#onDismissed();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#returnFocus('trigger', 'outcome-title', 'explanation'));
  }

  /**
   * Focuses the first of these parts that is rendered, now and again in the next frame: the node that the platform gives
   * the focus back to may go with the outcome, or with the page's reaction to it. A customer who has moved the focus
   * keeps it.
   */
  #returnFocus(...parts: string[]): void {
    const host = this.#host;
    const find = (part: string): HTMLElement | null => host.renderRoot.querySelector(`[part~="${part}"]`);
    const focus = (): void => {
      if (host.isConnected && isFocusLost(host))
        parts
          .map(find)
          .find((target) => target !== null)
          ?.focus();
    };
    focus();
    requestAnimationFrame(focus);
  }
}

function showDialog(dialog: HTMLDialogElement, host: Element): void {
  const background = findPageBackground(host);
  // A dialog that the page colors itself inherits the text color that the page has chosen with it.
  const isColoredByPage =
    getComputedStyle(host).getPropertyValue('--waybill-cancel-item-dialog-background').trim() !== '';
  const color = background === undefined && !isColoredByPage ? 'CanvasText' : undefined;
  // An empty text removes the property.
  dialog.style.setProperty('--page-background', background ?? '');
  dialog.style.setProperty('--page-color', color ?? '');
  dialog.showModal();
  focusKeepButton(dialog);
}

/** Whether the dialog as a whole has the focus, because the focused node is not rendered any more. */
function isFocusOn(dialog: HTMLDialogElement): boolean {
  const { activeElement } = dialog.getRootNode() as ShadowRoot;
  return activeElement === null || activeElement === dialog;
}

/** The button that changes nothing. */
function focusKeepButton(dialog: HTMLDialogElement): void {
  dialog.querySelector<HTMLElement>('[part~="keep"]')?.focus();
}

/** Whether the focus is on nothing but the page, the element as a whole or a hidden node. */
function isFocusLost(host: Element): boolean {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return (
    active === null ||
    active === document.body ||
    active === document.documentElement ||
    active === host ||
    active.getClientRects().length === 0
  );
}

/**
 * The colour behind an element, for a dialog in the top layer, which must fit a dark page. `undefined` if it is not known:
 * nothing paints a background, or an image, a gradient or a translucent colour does. The text of the page may be
 * unreadable on the browser's canvas, so the dialog then has the canvas and its text color.
 */
function findPageBackground(element: Element): string | undefined {
  for (let each: Element | undefined = element; each; each = findFlatTreeParent(each)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each);
    const alpha = parseAlpha(backgroundColor);
    if (backgroundImage !== 'none' || (alpha > MAX_TINT_ALPHA && alpha < 1)) return undefined;
    if (alpha === 1) return backgroundColor;
  }
  return undefined;
}

/** A colour more transparent than this only tints what is behind it. */
const MAX_TINT_ALPHA = 0.25;

/** From 0 to 1, of a computed colour. */
function parseAlpha(color: string): number {
  return /^rgba|\//.test(color) ? Number(/([\d.]+)\)$/.exec(color)?.[1] ?? 0) : 1;
}

function findFlatTreeParent(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}
