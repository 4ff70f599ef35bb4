import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { wakeWhenDue } from './wake-timer.ts';

/** Wakes one element when time changes what it shows. It waits for one instant at a time, and not while it is out of the page. */
export class WakeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Waits for `at`, milliseconds by `now()`, instead of what it waited for; an infinite `at` is never. */
  waitFor(at: number, now: () => number, wake: () => void): void {
    const stopLast = this.#stop;
    this.#stop = this.#host.isConnected && Number.isFinite(at) ? wakeWhenDue(() => at - now(), wake) : undefined;
    // Last, so that the page is listened to all along.
    stopLast?.();
  }
}
