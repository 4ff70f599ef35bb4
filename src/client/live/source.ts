import { nextLookAt, restsFrom } from './due.ts';
import type { LiveEnvironment, Target } from './environment.ts';
import { SLEPT_MS } from './limits.ts';
import { step, type LiveEvent } from './machine.ts';
import type { Versioned } from './messages.ts';
import type { PageSignal } from './page.ts';
import type { Pokes } from './pokes.ts';
import { runRead, runRenewal, runStream } from './run.ts';
import { initialState, type LiveState } from './state.ts';
import { viewOf, type LiveView } from './status.ts';

/** One resource, followed. */
export type LiveSource<T extends Versioned> = {
  readonly view: LiveView<T>;
  /** Whether anyone listens, and whether anyone wants more than polling. */
  setUse(isUsed: boolean, wantsStream: boolean): void;
  /** Asks again, also after the last word: on a retry button, or after signing in. */
  refresh(): void;
  /** Aborts all, stops timers, gives everything back. */
  destroy(): void;
};

/**
 * Runs the machine: starts what its state says, aborts what is gone from it, and tells of what changed.
 *
 * @param onChange must not throw
 */
export function createLiveSource<T extends Versioned>(
  target: Target<T>,
  environment: LiveEnvironment,
  onChange: (view: LiveView<T>) => void,
): LiveSource<T> {
  const { now, clock, page } = environment;
  let state: LiveState<T> = initialState(now(), page);
  let view = viewOf(state, now());
  let wantsStream = false;
  let isDestroyed = false;
  let stopTimer = () => {};
  let releasePermit: (() => void) | undefined;
  let pokes: Pokes | undefined;
  let toldVersion: number | undefined;
  const running = new Map<number, AbortController>();
  const context = { target, environment, advance, lastToken: undefined };

  function advance(event: LiveEvent<T>): void {
    if (isDestroyed) return;
    state = step(state, event, { now: now(), random: environment.random() });
    reconcile();
    arm();
    publish();
    managePokes();
    managePermit();
  }

  /** The state says what should be under way. */
  function reconcile(): void {
    const { read, stream, renewal, known } = state;
    for (const [id, controller] of running) {
      if (id === read?.id || id === stream?.id || id === renewal?.id) continue;
      running.delete(id);
      controller.abort();
    }
    if (read) start(read.id, (signal) => runRead(context, read.id, signal, known?.etag));
    if (stream) start(stream.id, (signal) => runStream(context, stream.id, signal, known?.cursor));
    if (renewal) start(renewal.id, () => runRenewal(context, renewal.id));
  }

  function start(id: number, run: (signal: AbortSignal) => Promise<void>): void {
    if (running.has(id)) return;
    const controller = new AbortController();
    running.set(id, controller);
    void run(controller.signal);
  }

  function arm(): void {
    stopTimer();
    const due = nextLookAt(state, now());
    stopTimer = due === Infinity ? () => {} : environment.later(() => look(due), Math.ceil(Math.max(0, due - now())));
  }

  function look(due: number): void {
    // Either tells of sleep: the clocks came apart, or a timer was held up.
    if (!clock.checkDrift() && now() - due > SLEPT_MS) advance({ type: 'woke', ms: 0 });
    else advance({ type: 'tick' });
  }

  function publish(): void {
    const next = viewOf(state, now());
    const isSame = (Object.keys(next) as (keyof LiveView<T>)[]).every((name) => next[name] === view[name]);
    if (isSame) return;
    view = next;
    onChange(view);
  }

  function managePokes(): void {
    if (!environment.openPokes || isDestroyed) return;
    if (state.isFrozen) {
      pokes?.close();
      pokes = undefined;
      return;
    }
    pokes ??= environment.openPokes(onPoke);
    const version = state.known?.snapshot.version;
    if (version === undefined || version === toldVersion) return;
    toldVersion = version;
    pokes.tell(version);
  }

  function onPoke(version: number): void {
    // Anyone of this origin may say anything, as often as they like: it costs one request in a while.
    if (version <= (state.known?.snapshot.version ?? -1) || state.readAt !== Infinity) return;
    advance({ type: 'poked' });
  }

  function managePermit(): void {
    const isAwake = !isDestroyed && wantsStream && now() < restsFrom(state);
    if (!releasePermit && isAwake && state.isUsed && state.isVisible) {
      releasePermit = environment.permit.request(() => advance({ type: 'permitted', mayStream: true }));
    } else if (releasePermit && !(isAwake && (state.isUsed || state.stream))) {
      const release = releasePermit;
      releasePermit = undefined;
      // First the stream goes, then the right to it: whoever is next opens theirs at once.
      advance({ type: 'permitted', mayStream: false });
      release();
    }
  }

  function onSignal(signal: PageSignal): void {
    clock.checkDrift();
    advance({ type: signal });
  }

  const stopDrift = clock.onDrift((ms) => advance({ type: 'woke', ms }));
  const stopPage = page.listen(onSignal);
  advance({ type: 'tick' });

  return {
    get view() {
      return view;
    },
    setUse(isUsed, wants) {
      wantsStream = wants;
      if (isUsed !== state.isUsed) advance({ type: isUsed ? 'used' : 'unused' });
      else managePermit();
    },
    refresh: () => advance({ type: 'refresh' }),
    destroy() {
      isDestroyed = true;
      stopTimer();
      stopDrift();
      stopPage();
      for (const controller of running.values()) controller.abort();
      running.clear();
      pokes?.close();
      releasePermit?.();
    },
  };
}
