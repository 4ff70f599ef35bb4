import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Changes within this time are told as one: the last. */
const QUIET_MS = 5_000;

/**
 * What a live region says. The first text is not told, nor the same twice; a burst of changes is told
 * once, when it is over.
 */
export class AnnounceController implements ReactiveController {
  /** What the region shows. */
  text = '';

  readonly #host: ReactiveControllerHost & Element;
  #last: string | undefined;
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** `isNews` is false for a first load and for what a reconnect brings: known from then on, but not told. */
  tell(text: string, isNews: boolean): void {
    if (text === this.#last) return;
    const isFirst = this.#last === undefined;
    this.#last = text;
    clearTimeout(this.#timer);
    if (isFirst || !isNews) return;
    const wait = this.#toldAt + QUIET_MS - performance.now();
    if (wait <= 0) this.#say(text);
    else this.#timer = setTimeout(() => this.#say(text), wait);
  }

  hostDisconnected(): void {
    // A move within the page connects again in the same task and loses nothing.
    queueMicrotask(() => this.#host.isConnected || clearTimeout(this.#timer));
  }

  #say(text: string): void {
    this.#toldAt = performance.now();
    this.text = text;
    this.#host.requestUpdate();
  }
}
