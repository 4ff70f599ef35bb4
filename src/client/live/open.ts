import type { Access } from '../access.ts';
import { routeOf } from '../endpoint.ts';
import { browserEnvironment, type LiveEnvironment } from './environment.ts';
import { LINGER_MS } from './limits.ts';
import type { Parse, Versioned } from './messages.ts';
import { createLiveSource, type LiveSource } from './source.ts';
import type { LiveView } from './status.ts';

export type LiveOptions<T extends Versioned> = {
  /** Of an origin that is allowed: the token is sent there. */
  endpoint: URL;
  /** 1 to 64 letters, digits, `_` and `-`. */
  orderId: string;
  access: Access;
  parse: Parse<T>;
  /** `false` where regular polling is enough, as in a list of orders. */
  wantsStream?: boolean;
  /** One stream a browser instead of one a page: other tabs are told that there is news, and ask for it. */
  isShared?: boolean;
  /** Called with every change; what is known already is in the handle's `view`. */
  onChange: (view: LiveView<T>) => void;
};

export type LiveHandle<T> = {
  readonly view: LiveView<T>;
  /** Asks again, also after the last word: on a retry button, or after signing in. */
  refresh(): void;
  /** No call of `onChange` comes after this. */
  close(): void;
};

/** What may stand in an address as it is. */
const ORDER_ID = /^[\w-]{1,64}$/;

/**
 * Follows an order. Everyone on the page who asks for the same with the same access shares one source,
 * which ends a second after the last of them has closed. `undefined` for an id that is none.
 */
export function openLiveSource<T extends Versioned>(
  options: LiveOptions<T>,
  environment?: LiveEnvironment,
): LiveHandle<T> | undefined {
  if (!ORDER_ID.test(options.orderId)) return undefined;
  const shared = sharedSource(options, environment);
  const user: User<T> = { onChange: options.onChange, wantsStream: options.wantsStream !== false };
  shared.add(user);
  return {
    get view() {
      return shared.source.view;
    },
    refresh: () => shared.source.refresh(),
    close: () => shared.remove(user),
  };
}

type User<T> = { onChange: (view: LiveView<T>) => void; wantsStream: boolean };
type Shared<T extends Versioned> = { source: LiveSource<T>; add(user: User<T>): void; remove(user: User<T>): void };

/** By what is followed, then by the access' identity. */
const sources = new Map<string, Map<unknown, Shared<never>>>();

function sharedSource<T extends Versioned>(options: LiveOptions<T>, environment?: LiveEnvironment): Shared<T> {
  const key = `${options.endpoint.href} ${options.orderId}`;
  const byAccess = sources.get(key) ?? new Map<unknown, Shared<never>>();
  sources.set(key, byAccess);
  const existing = byAccess.get(options.access.identity);
  // Who follows the same order expects the same type of it.
  if (existing) return existing;

  const { endpoint, orderId, isShared = false } = options;
  const shared = createShared(options, environment ?? browserEnvironment(endpoint, orderId, isShared), () => {
    byAccess.delete(options.access.identity);
    if (byAccess.size === 0) sources.delete(key);
  });
  byAccess.set(options.access.identity, shared as unknown as Shared<never>);
  return shared;
}

function createShared<T extends Versioned>(
  { endpoint, orderId, access, parse }: LiveOptions<T>,
  environment: LiveEnvironment,
  onEnd: () => void,
): Shared<T> {
  const users = new Set<User<T>>();
  let stopLinger = () => {};
  const snapshotUrl = routeOf(endpoint, `orders/${orderId}`);
  const streamUrl = routeOf(endpoint, `orders/${orderId}/events`);
  const source = createLiveSource({ snapshotUrl, streamUrl, access, parse }, environment, (view) => {
    for (const user of [...users]) {
      if (users.has(user)) tell(user, view);
    }
  });

  function tell(user: User<T>, view: LiveView<T>): void {
    try {
      user.onChange(view);
    } catch (error) {
      // Trouble of the page's own; it is neither the network's nor the next one's.
      environment.report(error);
    }
  }

  function settle(): void {
    source.setUse(users.size > 0, [...users].some(({ wantsStream }) => wantsStream));
  }

  return {
    source,
    add(user) {
      stopLinger();
      users.add(user);
      settle();
    },
    remove(user) {
      if (!users.delete(user)) return;
      // An element that is moved is removed and added in one go.
      queueMicrotask(settle);
      if (users.size > 0) return;
      stopLinger = environment.later(() => {
        source.destroy();
        onEnd();
      }, LINGER_MS);
    },
  };
}
