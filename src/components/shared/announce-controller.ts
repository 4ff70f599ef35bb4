import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * The text of a live region. The first text is not announced, and no text twice in a row. Of the changes within an
 * interval only the last is announced, at its end.
 */
export class AnnounceController implements ReactiveController {
  /** Content of the live region. */
  text = '';

  readonly #host: ReactiveControllerHost & Element;
  readonly #minIntervalMs: number;
  #lastText: string | undefined;
  #announcedAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** With an interval of 0 every change is announced at once. */
  constructor(host: ReactiveControllerHost & Element, minIntervalMs: number) {
    this.#host = host;
    this.#minIntervalMs = minIntervalMs;
    host.addController(this);
  }

  /** `isUpdate` is false for a first load and after a reconnect: the text is remembered and not announced. */
  announce(text: string, isUpdate: boolean): void {
    if (text === this.#lastText) return;
    const isFirst = this.#lastText === undefined;
    this.#lastText = text;
    clearTimeout(this.#timer);
    if (isFirst || !isUpdate) return;
    const wait = this.#announcedAt + this.#minIntervalMs - performance.now();
    if (wait <= 0) this.#show(text);
    else this.#timer = setTimeout(() => this.#show(text), wait);
  }

  hostDisconnected(): void {
    // An element that is moved connects again in the same task and keeps its timer.
    queueMicrotask(() => this.#host.isConnected || clearTimeout(this.#timer));
  }

  #show(text: string): void {
    this.#announcedAt = performance.now();
    this.text = text;
    this.#host.requestUpdate();
  }
}
