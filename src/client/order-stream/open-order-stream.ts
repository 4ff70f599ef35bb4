import { pathIdPattern } from '../../contract/protocol.ts';
import type { Auth } from '../http/auth.ts';
import { buildRouteUrl } from '../http/endpoint-context.ts';
import { createBrowserEnvironment } from '../http/environment.ts';
import type { ParseOrder } from '../http/order-envelope.ts';
import { getServerClock } from '../http/server-clock.ts';
import { createOrderStreamRunner, type OrderStreamEnvironment, type OrderStreamRunner } from './runner.ts';
import type { OrderStreamResult } from './selectors.ts';
import { getStreamLock, openTabChannel, shareStreamLock } from './tab-coordination.ts';

export type OrderStreamOptions = {
  /** On an allowed origin: the token is sent there. */
  endpoint: URL;
  /** 1 to 128 printable characters. */
  orderId: string;
  auth: Auth;
  parse: ParseOrder;
  /** `false` if polling is enough, e.g. for a list of orders. Default: `true`. */
  isStreamed?: boolean;
  /** Whether all tabs of the browser share one stream. Default: `false`, one stream for each page. */
  isSharedAcrossTabs?: boolean;
  /** Called after every change of `OrderStream.result`. */
  onChange: (result: OrderStreamResult) => void;
};

/** A subscription to an order. */
export type OrderStream = {
  readonly result: OrderStreamResult;
  /** Reads the order now, also after a terminal status: for a retry button, or after signing in. */
  refresh(): void;
  /** Unsubscribes. `onChange` is not called any more. */
  close(): void;
};

/** A runner outlives its last subscriber by this, so that an element may be moved or replaced. */
const LINGER_MS = 1_000;

/**
 * Subscribes to an order. Subscribers with the same endpoint, order id and auth share one runner, which is destroyed
 * one second after the last of them closed.
 *
 * @returns `undefined` if `orderId` is malformed
 */
export function openOrderStream(
  options: OrderStreamOptions,
  environment?: OrderStreamEnvironment,
): OrderStream | undefined {
  if (!pathIdPattern.test(options.orderId)) return undefined;
  const shared = getSharedRunner(options, environment);
  const subscriber: Subscriber = { onChange: options.onChange, isStreamed: options.isStreamed !== false };
  shared.add(subscriber);
  return {
    get result() {
      return shared.runner.result;
    },
    refresh: () => shared.runner.refresh(),
    close: () => shared.remove(subscriber),
  };
}

type Subscriber = { onChange: (result: OrderStreamResult) => void; isStreamed: boolean };
type SharedRunner = {
  runner: OrderStreamRunner;
  add(subscriber: Subscriber): void;
  remove(subscriber: Subscriber): void;
};

/** By endpoint and order id, then by `Auth.identity`. */
const sharedRunners = new Map<string, Map<unknown, SharedRunner>>();

function getSharedRunner(options: OrderStreamOptions, environment?: OrderStreamEnvironment): SharedRunner {
  const { identity } = options.auth;
  const key = `${options.endpoint.href} ${options.orderId}`;
  const byIdentity = sharedRunners.get(key) ?? new Map<unknown, SharedRunner>();
  sharedRunners.set(key, byIdentity);
  const existing = byIdentity.get(identity);
  if (existing) return existing;

  const shared = createSharedRunner(options, environment ?? createOrderStreamEnvironment(options), () => {
    byIdentity.delete(identity);
    if (byIdentity.size === 0) sharedRunners.delete(key);
  });
  byIdentity.set(identity, shared);
  return shared;
}

function createOrderStreamEnvironment({
  endpoint,
  orderId,
  isSharedAcrossTabs,
}: OrderStreamOptions): OrderStreamEnvironment {
  const pageLock = getStreamLock(endpoint.origin);
  const name = `waybill:${endpoint.origin}${endpoint.pathname}`;
  return {
    ...createBrowserEnvironment(getServerClock(endpoint.origin)),
    reportError: (error) => reportError(error),
    streamLock: isSharedAcrossTabs ? shareStreamLock(pageLock, name, navigator.locks) : pageLock,
    openTabChannel: isSharedAcrossTabs ? (onVersion) => openTabChannel(`${name} ${orderId}`, onVersion) : undefined,
  };
}

function createSharedRunner(
  { endpoint, orderId, auth, parse }: OrderStreamOptions,
  environment: OrderStreamEnvironment,
  onDestroy: () => void,
): SharedRunner {
  const subscribers = new Set<Subscriber>();
  let cancelLinger = () => {};
  const snapshotUrl = buildRouteUrl(endpoint, 'orders', orderId);
  const streamUrl = buildRouteUrl(endpoint, 'orders', orderId, 'events');
  const runner = createOrderStreamRunner({ snapshotUrl, streamUrl, auth, parse }, environment, (result) => {
    for (const subscriber of [...subscribers]) {
      if (subscribers.has(subscriber)) notify(subscriber, result);
    }
  });

  function notify(subscriber: Subscriber, result: OrderStreamResult): void {
    try {
      subscriber.onChange(result);
    } catch (error) {
      // An error of the page must affect neither the stream nor the other subscribers.
      environment.reportError(error);
    }
  }

  function updateDemand(): void {
    runner.setDemand(
      subscribers.size > 0,
      [...subscribers].some(({ isStreamed }) => isStreamed),
    );
  }

  return {
    runner,
    add(subscriber) {
      cancelLinger();
      subscribers.add(subscriber);
      updateDemand();
    },
    remove(subscriber) {
      if (!subscribers.delete(subscriber)) return;
      // Deferred, because moving an element removes and adds its subscriber in one task.
      queueMicrotask(updateDemand);
      if (subscribers.size > 0) return;
      cancelLinger = environment.setTimer(() => {
        runner.destroy();
        onDestroy();
      }, LINGER_MS);
    },
  };
}
