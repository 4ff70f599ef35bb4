import { browserPage, type Page } from '../live/page.ts';
import type { ServerClock } from '../server-clock.ts';

/** What a cancellation stands on; the browser's in a page, and whatever a test likes in a test. */
export type CancelEnvironment = {
  /** Milliseconds that only go forward. */
  now: () => number;
  /** From 0 up to 1. */
  random: () => number;
  /** Returns how to stop. */
  later: (callback: () => void, ms: number) => () => void;
  fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Throws where the page may have none. */
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  page: Page;
  clock: ServerClock;
};

/** The page's own. `clock` is that of the server that counts. */
export function browserCancelEnvironment(clock: ServerClock): CancelEnvironment {
  return {
    now: () => performance.now(),
    random: () => Math.random(),
    later(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    fetch: (url, init) => fetch(url, init),
    storage: () => sessionStorage,
    page: browserPage,
    clock,
  };
}
