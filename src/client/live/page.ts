/** What a browser does with a page that matters to a live source. */
export type PageSignal = 'shown' | 'hidden' | 'online' | 'offline' | 'frozen' | 'thawed';

export type Page = {
  readonly isVisible: boolean;
  /** Only a hint: `true` may be wrong. */
  readonly isOnline: boolean;
  /** Returns how to stop. */
  listen(listener: (signal: PageSignal) => void): () => void;
};

const listeners = new Set<(signal: PageSignal) => void>();

/** The page we are in. It is listened to while someone listens here, and never for `unload`, which bars bfcache. */
export const browserPage: Page = {
  get isVisible() {
    return !document.hidden;
  },
  get isOnline() {
    return navigator.onLine;
  },
  listen(listener) {
    if (listeners.size === 0) attach('addEventListener');
    listeners.add(listener);
    return () => {
      if (listeners.delete(listener) && listeners.size === 0) attach('removeEventListener');
    };
  },
};

function attach(method: 'addEventListener' | 'removeEventListener'): void {
  for (const type of ['visibilitychange', 'freeze', 'resume']) document[method](type, onEvent);
  for (const type of ['pagehide', 'pageshow', 'online', 'offline']) window[method](type, onEvent);
}

function onEvent({ type }: Event): void {
  const signal = signalOf(type);
  for (const listener of [...listeners]) listener(signal);
}

function signalOf(type: string): PageSignal {
  switch (type) {
    case 'online':
    case 'offline':
      return type;
    case 'freeze':
    case 'pagehide':
      return 'frozen';
    case 'resume':
    case 'pageshow':
      return 'thawed';
    default:
      return document.hidden ? 'hidden' : 'shown';
  }
}
