import { createBrowserEnvironment, type ClientEnvironment } from '../http/environment.ts';
import type { ServerClock } from '../http/server-clock.ts';

/** What a cancellation needs from a browser. Tests pass fakes. */
export type CancellationEnvironment = ClientEnvironment & {
  /** Returns the storage of the tab. May throw if the page has no access to it. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
};

/** `clock` is that of the server that receives cancellations. */
export function createBrowserCancellationEnvironment(clock: ServerClock): CancellationEnvironment {
  return { ...createBrowserEnvironment(clock), storage: () => sessionStorage };
}
