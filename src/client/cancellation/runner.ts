import type { CancellationEnvironment } from './environment.ts';
import { prepareRequest } from './intent.ts';
import { createPendingStorage } from './pending-storage.ts';
import { reduceCancellation } from './reducer.ts';
import {
  selectOperation,
  selectPending,
  selectWakeAt,
  type CancellationEvent,
  type CancellationState,
  type Operation,
} from './state.ts';
import type { CancelTransport } from './transport.ts';

export type CancellationRunnerOptions = {
  state: CancellationState;
  /**
   * `storageKey` identifies the cancellation in the tab's storage: endpoint, order, type and line. Without a connection
   * nothing is sent, read or stored.
   */
  connection: { transport: CancelTransport; storageKey: string } | undefined;
  environment: CancellationEnvironment;
  onChange: (state: CancellationState, previous: CancellationState) => void;
};

/** Owns the requests, the timer and the storage of one cancellation; the reducer decides. */
export type CancellationRunner = {
  readonly state: CancellationState;
  dispatch(event: CancellationEvent): void;
  /** Continues what an earlier page left in the storage, or polls again after `suspend`. */
  resume(): void;
  /** Stops polling for a decision. A cancellation that is being sent goes on. */
  suspend(): void;
};

const SEND_TIMEOUT_MS = 20_000;
const READ_TIMEOUT_MS = 10_000;

export function createCancellationRunner({
  state: initial,
  connection,
  environment,
  onChange,
}: CancellationRunnerOptions): CancellationRunner {
  const transport = connection?.transport;
  const storage = connection && createPendingStorage(`waybill-cancel ${connection.storageKey}`, environment);
  let state = initial;
  let running: (Operation & { abort: () => void }) | undefined;
  let reductions = 0;
  let isSuspended = false;
  let cancelTimer: (() => void) | undefined;

  function dispatch(event: CancellationEvent): void {
    const previous = state;
    const { page, clock } = environment;
    // No timer runs while the device sleeps: a deadline may have passed unnoticed.
    clock.detectClockJump();
    state = reduceCancellation(state, event, {
      now: clock.latestNow(),
      uptime: environment.now(),
      random: environment.random(),
      operationId: (reductions += 1),
      isOnline: page.isOnline,
      isVisible: page.isVisible,
      canReadOrder: transport?.readOrder !== undefined,
    });
    if (state !== previous) {
      // Before a POST starts, so that a reload finds its key.
      storage?.save(selectPending(state));
      onChange(state, previous);
    }
    updateOperation();
    updateTimer();
  }

  function updateOperation(): void {
    const operation = selectOperation(state);
    if (operation?.id === running?.id) return;
    // A POST runs to its end: aborting it would not undo it.
    if (running?.type !== 'send') running?.abort();
    running = undefined;
    if (!operation || !transport) return;
    const controller = new AbortController();
    running = { ...operation, abort: () => controller.abort() };
    void perform(operation, transport, controller).then(dispatch);
  }

  async function perform(
    { id, type }: Operation,
    { send, readOrder, readCancellation }: CancelTransport,
    controller: AbortController,
  ): Promise<CancellationEvent> {
    const { intent, cancellation } = selectPending(state) ?? {};
    const withTimeout = <T>(start: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> =>
      runWithTimeout(start, controller, type === 'send' ? SEND_TIMEOUT_MS : READ_TIMEOUT_MS, environment);
    switch (type) {
      case 'send': {
        const request = intent && prepareRequest(intent);
        const response = request ? await withTimeout((signal) => send(request, signal)) : { status: 400 };
        return { type: 'responded', id, response: response ?? { status: 0 } };
      }
      case 'read-order':
        return { type: 'order-read', id, order: readOrder && (await withTimeout(readOrder)) };
      case 'read-cancellation': {
        const read = cancellation && readCancellation;
        const found = read && (await withTimeout((signal) => read(cancellation.id, signal)));
        return { type: 'cancellation-read', id, cancellation: found };
      }
    }
  }

  function updateTimer(): void {
    cancelTimer?.();
    const wakeAt = isSuspended && state.kind === 'requested' ? undefined : selectWakeAt(state);
    cancelTimer =
      wakeAt === undefined
        ? undefined
        : environment.setTimer(() => dispatch({ type: 'tick' }), wakeAt - environment.now());
  }

  return {
    get state() {
      return state;
    },
    dispatch,
    resume() {
      isSuspended = false;
      const pending = state.kind === 'idle' ? storage?.load() : undefined;
      dispatch(pending ? { type: 'restored', pending } : { type: 'resumed' });
    },
    suspend() {
      isSuspended = true;
      updateTimer();
    },
  };
}

/** Always resolves, so that every operation ends: with `undefined`, and aborted, after `ms` or if `start` rejects. */
function runWithTimeout<T>(
  start: (signal: AbortSignal) => Promise<T>,
  controller: AbortController,
  ms: number,
  { setTimer }: Pick<CancellationEnvironment, 'setTimer'>,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const fail = (): void => {
      controller.abort();
      resolve(undefined);
    };
    const stopTimer = setTimer(fail, ms);
    void start(controller.signal).then(resolve, fail).finally(stopTimer);
  });
}
