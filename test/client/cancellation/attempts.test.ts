import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  selectOperation,
  selectWakeAt,
  type CancellationEvent,
  type CancellationState,
} from '../../../src/client/cancellation/state.ts';
import type { CancelResponse } from '../../../src/client/cancellation/transport.ts';
import {
  cancellation,
  check,
  confirm,
  idOf,
  dismiss,
  open,
  readOrder,
  received,
  reduce,
  run,
  tick,
} from './state-driver.ts';
import {
  order,
  restored,
  empty,
  sending,
  requested,
  unconfirmedState,
  retryable,
  allStates,
} from './state-fixtures.ts';

describe('an unconfirmed cancellation', () => {
  it('is checked by one read at a time', () => {
    const checking = run(unconfirmedState, check);
    assert.equal(selectOperation(checking)?.type, 'read-order');
    assert.equal(run(checking, check), checking);
    assert.deepEqual(run(checking, readOrder()), unconfirmedState);
  });

  it('may be asked again only if the order, as read after the last POST, offers it', () => {
    assert.equal(run(unconfirmedState, open), unconfirmedState);
    assert.equal(run(retryable, open).kind, 'confirming');
    assert.equal(run(unconfirmedState, received(order({ version: 2 })), open).kind, 'unconfirmed');
    assert.equal(run(unconfirmedState, check, readOrder(order()), open).kind, 'confirming');
    const checking = run(retryable, check);
    assert.equal(run(checking, open), checking);
  });
});

describe('events without a meaning in a state', () => {
  const events: Record<string, CancellationEvent> = {
    open,
    choose: { type: 'choose', choice: { reason: 'x' } },
    dismiss,
    confirm,
    check,
    tick,
    resumed: { type: 'resumed' },
    restored: restored(),
  };
  const meant: Record<keyof typeof allStates, string> = {
    empty: 'restored',
    idle: 'open restored',
    confirming: 'choose dismiss confirm',
    offline: 'choose dismiss confirm',
    changed: 'choose dismiss confirm',
    unavailable: 'choose dismiss',
    sending: '',
    completed: '',
    requested: 'resumed',
    refusedState: 'open',
    unconfirmedState: 'check',
    retryable: 'open check',
  };
  for (const [name, state] of Object.entries(allStates)) {
    for (const [type, event] of Object.entries(events)) {
      const isMeant = meant[name as keyof typeof allStates].split(' ').includes(type);
      it(`${name}: ${type} ${isMeant ? 'changes the state' : 'returns the same state'}`, () => {
        assert.equal(run(state, event) !== state, isMeant);
      });
    }
    it(`${name}: the result of another operation returns the same state`, () => {
      const id = idOf(state) + 1_000;
      for (const event of [
        { type: 'responded', id, response: { status: 200, body: cancellation('completed') } },
        { type: 'order-read', id, order: order({ version: 9, total: 0, action: null }) },
        { type: 'cancellation-read', id, cancellation: cancellation('completed') },
      ] as const)
        assert.equal(run(state, event), state);
    });
  }
});

describe('every state with an operation or a timer', () => {
  const responses: CancelResponse[] = [0, 200, 202, 400, 404, 409, 410, 412, 422, 425, 429, 500].map((status) => ({
    status,
  }));
  const orders = [undefined, order(), order({ version: 0 }), order({ version: 2 }), order({ version: 2, total: 0 })];
  const polling = run(requested, { type: 'resumed' });
  const reading = run(polling, (state) =>
    reduce(state, { type: 'cancellation-read', id: idOf(state), cancellation: undefined }),
  );
  const restoredState = run(empty, restored());

  /** All states that follow from the results that the operation of `state` can have, or from its timer. */
  function followers(state: CancellationState, uptime: number): CancellationState[] {
    const operation = selectOperation(state);
    if (!operation) return [reduce(state, tick, { uptime: selectWakeAt(state) ?? uptime })];
    const { id, type } = operation;
    const results: CancellationEvent[] =
      type === 'send'
        ? responses.map((response) => ({ type: 'responded', id, response }))
        : type === 'read-order'
          ? orders.map((each) => ({ type: 'order-read', id, order: each }))
          : [undefined, cancellation('pending'), cancellation('rejected')].map((each) => ({
              type: 'cancellation-read',
              id,
              cancellation: each,
            }));
    return results.flatMap((event) =>
      [true, false].map((canReadOrder) => reduce(state, event, { uptime, canReadOrder })),
    );
  }

  for (const [name, state] of Object.entries({ sending, requested, polling, reading, restoredState }))
    it(`${name}: every result and the timer lead on`, () => {
      assert.notEqual(selectOperation(state) === undefined, selectWakeAt(state) === undefined);
      for (const next of followers(state, 0)) assert.notEqual(next, state);
    });

  it('unconfirmed, checking: every result ends the check', () => {
    for (const checking of [run(unconfirmedState, check), run(retryable, check)])
      for (const next of followers(checking, 0)) assert.equal(selectOperation(next), undefined);
  });

  it('sending ends within its attempts, whatever the shop responds and the reads show', () => {
    const seen = new Set<string>();
    const steps = (state: CancellationState, uptime: number, depth: number): void => {
      if (state.kind !== 'sending') return;
      assert.ok(depth < 200, 'no end');
      assert.ok(selectOperation(state) !== undefined || selectWakeAt(state) !== undefined, 'no way out');
      const { attempt, submission, retryAt } = state;
      const key = JSON.stringify([attempt, submission, retryAt, uptime, selectOperation(state)?.type]);
      if (seen.has(key)) return;
      seen.add(key);
      // Reads and POSTs take their full time, so that the number of states stays small.
      const later = selectOperation(state) ? uptime + 20_000 : (selectWakeAt(state) ?? uptime);
      for (const next of followers(state, later)) steps(next, later, depth + 1);
    };
    steps(sending, 0, 0);
    steps(restoredState, 0, 0);
    assert.ok(seen.size > 50);
  });

  it('a request polls until the shop decides, by one operation or one timer at a time', () => {
    let state: CancellationState = requested;
    for (let count = 0; count < 50; count++) {
      assert.notEqual(selectOperation(state) === undefined, selectWakeAt(state) === undefined);
      [state] = followers(state, count) as [CancellationState];
      assert.equal(state.kind, 'requested');
    }
  });

  it('a hidden page polls later', () => {
    const wakeAt = selectWakeAt(requested) ?? 0;
    const hidden = reduce(requested, tick, { uptime: wakeAt, isVisible: false });
    assert.deepEqual([selectOperation(hidden), selectWakeAt(hidden)], [undefined, wakeAt * 2]);
  });
});
