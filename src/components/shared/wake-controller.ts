import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { scheduleTimer } from './shared-timer.ts';

/** Calls back when time changes the view model of an element. It has one timer, and none while disconnected. */
export class WakeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #cancel: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Replaces the timer. `at` is in milliseconds by `now()`; `Infinity` is never. */
  schedule(at: number, now: () => number, onDue: () => void): void {
    const cancelLast = this.#cancel;
    this.#cancel = this.#host.isConnected && Number.isFinite(at) ? scheduleTimer(() => at - now(), onDue) : undefined;
    // After the new timer is set, so that the shared timer keeps its listeners.
    cancelLast?.();
  }
}
