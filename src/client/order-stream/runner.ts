import type { ClientEnvironment, PageLifecycleEvent } from '../http/environment.ts';
import { reduce, type OrderStreamEvent } from './reducer.ts';
import { consumeStream, fetchSnapshot, renewToken, type OperationContext, type OrderResource } from './requests.ts';
import { nextTickAt, selectResult, suspendedFrom, type OrderStreamResult } from './selectors.ts';
import { initialState, type OrderStreamState } from './state.ts';
import type { StreamLock, TabChannel } from './tab-coordination.ts';

/** A timer that is this late proves that the page slept. */
const SLEEP_DETECTION_MS = 10_000;

/** What an order stream needs from a browser. Tests pass fakes. */
export type OrderStreamEnvironment = ClientEnvironment & {
  /** Receives errors that subscribers throw. */
  readonly reportError: (error: unknown) => void;
  readonly streamLock: StreamLock;
  /** Missing if the tabs of the browser do not share a stream. */
  readonly openTabChannel?: ((onVersion: (version: number) => void) => TabChannel) | undefined;
};

/** Runs the order stream of one order. */
export type OrderStreamRunner = {
  readonly result: OrderStreamResult;
  /** `isStreamed`: whether any subscriber needs more than polling. */
  setDemand(hasSubscribers: boolean, isStreamed: boolean): void;
  /** Reads the order now, also after a terminal status: for a retry button, or after signing in. */
  refresh(): void;
  /** Aborts all requests, stops all timers and releases lock and channel. */
  destroy(): void;
};

/**
 * Runs the reducer and its effects: starts the operations in the state, aborts operations that left the state, and
 * reports changes of the result.
 *
 * @param onChange must not throw
 */
export function createOrderStreamRunner(
  resource: OrderResource,
  environment: OrderStreamEnvironment,
  onChange: (result: OrderStreamResult) => void,
): OrderStreamRunner {
  const { now, clock, page } = environment;
  let state: OrderStreamState = initialState(now(), page);
  let result = selectResult(state, now());
  let isStreamWanted = false;
  let isDestroyed = false;
  let cancelTimer = () => {};
  let releaseStreamLock: (() => void) | undefined;
  let tabChannel: TabChannel | undefined;
  let postedVersion: number | undefined;
  const running = new Map<number, AbortController>();
  const context: OperationContext = { resource, environment, dispatch, lastToken: undefined };

  function dispatch(event: OrderStreamEvent): void {
    if (isDestroyed) return;
    state = reduce(state, event, { now: now(), random: environment.random() });
    syncOperations();
    scheduleTick();
    notify();
    syncTabChannel();
    syncStreamLock();
  }

  function syncOperations(): void {
    const { read, stream, tokenRenewal, snapshotState } = state;
    for (const [id, controller] of running) {
      if (id === read?.id || id === stream?.id || id === tokenRenewal?.id) continue;
      running.delete(id);
      controller.abort();
    }
    if (read) startOperation(read.id, (signal) => fetchSnapshot(context, read.id, signal, snapshotState?.etag));
    if (stream) startOperation(stream.id, (signal) => consumeStream(context, stream.id, signal, snapshotState?.cursor));
    if (tokenRenewal) startOperation(tokenRenewal.id, () => renewToken(context, tokenRenewal.id));
  }

  function startOperation(id: number, run: (signal: AbortSignal) => Promise<void>): void {
    if (running.has(id)) return;
    const controller = new AbortController();
    running.set(id, controller);
    void run(controller.signal);
  }

  function scheduleTick(): void {
    cancelTimer();
    const dueAt = nextTickAt(state, now());
    cancelTimer =
      dueAt === Infinity ? () => {} : environment.setTimer(() => tick(dueAt), Math.ceil(Math.max(0, dueAt - now())));
  }

  function tick(dueAt: number): void {
    // Sleep shows as a clock jump, or as a late timer if both clocks ran on.
    if (!clock.detectClockJump() && now() - dueAt > SLEEP_DETECTION_MS) dispatch({ type: 'clock-jumped', ms: 0 });
    else dispatch({ type: 'tick' });
  }

  function notify(): void {
    const next = selectResult(state, now());
    const isSame = (Object.keys(next) as (keyof OrderStreamResult)[]).every((name) => next[name] === result[name]);
    if (isSame) return;
    result = next;
    onChange(result);
  }

  function syncTabChannel(): void {
    if (!environment.openTabChannel || isDestroyed) return;
    if (state.isFrozen) {
      tabChannel?.close();
      tabChannel = undefined;
      return;
    }
    tabChannel ??= environment.openTabChannel(onTabVersion);
    const version = state.snapshotState?.snapshot.version;
    if (version === undefined || version === postedVersion) return;
    postedVersion = version;
    tabChannel.postVersion(version);
  }

  function onTabVersion(version: number): void {
    // Any script of this origin may post any version. The reducer limits the reads that this causes.
    if (version <= (state.snapshotState?.snapshot.version ?? -1) || state.readAt !== Infinity) return;
    dispatch({ type: 'tab-message' });
  }

  function syncStreamLock(): void {
    const isAwake = !isDestroyed && isStreamWanted && now() < suspendedFrom(state);
    if (!releaseStreamLock && isAwake && state.hasSubscribers && state.isVisible) {
      releaseStreamLock = environment.streamLock.request(() => dispatch({ type: 'lock-changed', hasStreamLock: true }));
    } else if (releaseStreamLock && !(isAwake && (state.hasSubscribers || state.stream))) {
      const release = releaseStreamLock;
      releaseStreamLock = undefined;
      // Close the stream before the release: the next holder opens its stream immediately.
      dispatch({ type: 'lock-changed', hasStreamLock: false });
      release();
    }
  }

  function onPageLifecycleEvent(type: PageLifecycleEvent): void {
    clock.detectClockJump();
    dispatch({ type });
  }

  const unsubscribeClock = clock.onClockJump((ms) => dispatch({ type: 'clock-jumped', ms }));
  const unsubscribePage = page.subscribe(onPageLifecycleEvent);
  dispatch({ type: 'tick' });

  return {
    get result() {
      return result;
    },
    setDemand(hasSubscribers, isStreamed) {
      isStreamWanted = isStreamed;
      if (hasSubscribers !== state.hasSubscribers) dispatch({ type: hasSubscribers ? 'subscribed' : 'unsubscribed' });
      else syncStreamLock();
    },
    refresh: () => dispatch({ type: 'refresh' }),
    destroy() {
      isDestroyed = true;
      cancelTimer();
      unsubscribeClock();
      unsubscribePage();
      for (const controller of running.values()) controller.abort();
      running.clear();
      tabChannel?.close();
      releaseStreamLock?.();
    },
  };
}
