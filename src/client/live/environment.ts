import type { Access } from '../access.ts';
import { serverClockOf, type ServerClock } from '../server-clock.ts';
import type { Parse, Versioned } from './messages.ts';
import { browserPage, type Page } from './page.ts';
import { permitOf, sharePermit, type Permit } from './permit.ts';
import { openPokes, type Pokes } from './pokes.ts';

/** What a source stands on; the browser's in a page, and whatever a test likes in a test. */
export type LiveEnvironment = {
  /** Milliseconds that only go forward. */
  now: () => number;
  /** From 0 up to 1. */
  random: () => number;
  /** Returns how to stop. */
  later: (callback: () => void, ms: number) => () => void;
  fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Takes what a listener threw. */
  report: (error: unknown) => void;
  page: Page;
  clock: ServerClock;
  permit: Permit;
  /** Present where tabs share a stream. */
  openPokes?: ((onPoke: (version: number) => void) => Pokes) | undefined;
};

/** What a source follows, and who for. */
export type Target<T extends Versioned> = { snapshotUrl: URL; streamUrl: URL; access: Access; parse: Parse<T> };

/** The page's own. `isShared`: one stream a browser, and other tabs say when there is news. */
export function browserEnvironment(endpoint: URL, orderId: string, isShared: boolean): LiveEnvironment {
  const permit = permitOf(endpoint.origin);
  const place = `waybill:${endpoint.origin}${endpoint.pathname}`;
  return {
    now: () => performance.now(),
    random: () => Math.random(),
    later(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    fetch: (url, init) => fetch(url, init),
    report: (error) => reportError(error),
    page: browserPage,
    clock: serverClockOf(endpoint.origin),
    permit: isShared ? sharePermit(permit, place, navigator.locks) : permit,
    openPokes: isShared ? (onPoke) => openPokes(`${place} ${orderId}`, onPoke) : undefined,
  };
}
