import type { ServerClock } from './server-clock.ts';

/** Page events that pause or resume network activity. `frozen` is also sent when a page enters the bfcache. */
export type PageLifecycleEvent = 'visible' | 'hidden' | 'online' | 'offline' | 'frozen' | 'resumed';

export type PageLifecycle = {
  readonly isVisible: boolean;
  /** `navigator.onLine`; `true` may be wrong. */
  readonly isOnline: boolean;
  /** Whether the page is prerendered: nobody sees it, and perhaps nobody ever will. `resumed` ends it. */
  readonly isPrerendered?: boolean;
  /** Returns a function that unsubscribes. */
  subscribe(listener: (event: PageLifecycleEvent) => void): () => void;
};

/** What a request needs. Tests pass fakes. */
export type NetworkEnvironment = {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  readonly fetch: (url: URL, init: RequestInit) => Promise<Response>;
  /** Clock of the server that receives the requests. */
  readonly clock: ServerClock;
};

/** What the order stream and cancellations need from a browser. Tests pass fakes. */
export type ClientEnvironment = NetworkEnvironment & {
  /** Returns a number from 0 up to 1. */
  readonly random: () => number;
  /** Calls back once after `ms` milliseconds. Returns a function that cancels the timer. */
  readonly setTimer: (callback: () => void, ms: number) => () => void;
  readonly page: PageLifecycle;
};

export function createBrowserNetwork(clock: ServerClock): NetworkEnvironment {
  return { now: () => performance.now(), fetch: (url, init) => fetch(url, init), clock };
}

export function createBrowserEnvironment(clock: ServerClock): ClientEnvironment {
  return {
    ...createBrowserNetwork(clock),
    random: () => Math.random(),
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    page: browserPageLifecycle,
  };
}

/** Chrome's prerendering: https://wicg.github.io/nav-speculation/prerendering.html */
const isPrerendered = (): boolean =>
  (globalThis as { document?: { prerendering?: boolean } }).document?.prerendering === true;

/** Resolves when the page is no longer prerendered; `undefined` if it is not. Until then nothing is requested. */
export function waitForActivation(): Promise<unknown> | undefined {
  if (!isPrerendered()) return undefined;
  return new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }));
}

/** What the page's events mean; `undefined`: `document.hidden` decides. */
const documentEvents: Record<string, PageLifecycleEvent | undefined> = {
  visibilitychange: undefined,
  freeze: 'frozen',
  resume: 'resumed',
  prerenderingchange: 'resumed',
};
const windowEvents: Record<string, PageLifecycleEvent | undefined> = {
  pagehide: 'frozen',
  pageshow: 'resumed',
  online: 'online',
  offline: 'offline',
};

const lifecycleListeners = new Set<(event: PageLifecycleEvent) => void>();

/** Listens to the page only while it has listeners, and never for `unload`, which would disable the bfcache. */
const browserPageLifecycle: PageLifecycle = {
  get isVisible() {
    return !document.hidden;
  },
  get isOnline() {
    return navigator.onLine;
  },
  get isPrerendered() {
    return isPrerendered();
  },
  subscribe(listener) {
    if (lifecycleListeners.size === 0) toggleListeners('addEventListener');
    lifecycleListeners.add(listener);
    return () => {
      if (lifecycleListeners.delete(listener) && lifecycleListeners.size === 0) toggleListeners('removeEventListener');
    };
  },
};

function toggleListeners(method: 'addEventListener' | 'removeEventListener'): void {
  for (const type of Object.keys(documentEvents)) document[method](type, handleEvent);
  for (const type of Object.keys(windowEvents)) window[method](type, handleEvent);
}

function handleEvent({ type }: Event): void {
  // A prerendered page is loaded, and gets `pageshow`.
  if (isPrerendered()) return;
  const event = { ...documentEvents, ...windowEvents }[type] ?? (document.hidden ? 'hidden' : 'visible');
  for (const listener of [...lifecycleListeners]) listener(event);
}
