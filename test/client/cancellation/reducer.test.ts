import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  initialCancellationState,
  selectPending,
  selectWakeAt,
  type CancellationEvent,
} from '../../../src/client/cancellation/state.ts';
import {
  NOW,
  alreadyCanceled,
  cancellation,
  confirm,
  decided,
  idOf,
  dismiss,
  open,
  received,
  reduce,
  refused,
  respond,
  run,
  tick,
} from './state-driver.ts';
import {
  order,
  target,
  restored,
  empty,
  idle,
  confirming,
  sending,
  offline,
  changed,
  completed,
  requested,
  unavailable,
  ofKind,
} from './state-fixtures.ts';

describe('a cancellation, from the question to its outcome', () => {
  it('is idle at first, without an order', () => assert.deepEqual(empty, { kind: 'idle', target, order: undefined }));

  it('opens with the maximum quantity and no reason', () => {
    const { choice, option, isUnavailable } = ofKind(confirming, 'confirming');
    assert.deepEqual(
      [choice, option.lines[0]?.quantity, isUnavailable],
      [{ quantity: 3, reason: '', text: '' }, 3, false],
    );
  });

  it('does not open without an action, for an action on another page, or after the deadline', () => {
    for (const given of [
      order({ action: null }),
      order({ action: { url: 'https://shop.example' } }),
      order({ action: { until: '2026-11-23T12:00:00Z' } }),
    ]) {
      const state = run(empty, received(given));
      assert.equal(run(state, open), state);
    }
    assert.equal(run(empty, open), empty);
  });

  it('accepts whole quantities from 1 to the maximum', () => {
    for (const quantity of [1, 2, 3])
      assert.equal(
        ofKind(run(confirming, { type: 'choose', choice: { quantity } }), 'confirming').choice.quantity,
        quantity,
      );
    for (const quantity of [0, -1, 1.5, 4, NaN])
      assert.equal(run(confirming, { type: 'choose', choice: { quantity } }), confirming);
  });

  it('accepts reason and text, and keeps the other fields', () => {
    const told = ofKind(
      run(
        confirming,
        { type: 'choose', choice: { quantity: 2 } },
        { type: 'choose', choice: { reason: 'late', text: 'x' } },
      ),
      'confirming',
    );
    assert.deepEqual(told.choice, { quantity: 2, reason: 'late', text: 'x' });
  });

  it('accepts no quantity for a single unit or for lines that go together', () => {
    const one = run(empty, received(order({ line: { maxQuantity: 1 } })), open);
    const together = run(empty, received(order({ line: { together: ['b'] } })), open);
    for (const state of [one, together]) {
      assert.equal(run(state, { type: 'choose', choice: { quantity: 2 } }), state);
      assert.equal(
        ofKind(run(state, { type: 'choose', choice: { reason: 'late' } }), 'confirming').choice.reason,
        'late',
      );
    }
    const { intent } = ofKind(run(together, confirm), 'sending');
    assert.deepEqual(intent.lineItems, [
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 1 },
    ]);
  });

  it('confirms an intent: lines, version, key and baseline', () => {
    const { intent, choice, option } = ofKind(
      run(confirming, { type: 'choose', choice: { quantity: 2 } }, confirm),
      'sending',
    );
    assert.deepEqual(intent, {
      type: 'cancel-items',
      lineItems: [{ id: 'a', quantity: 2 }],
      version: 1,
      epoch: undefined,
      idempotencyKey: 'k',
      baseline: { totals: [{ id: 'a', total: 3 }], adjustments: [] },
    });
    assert.deepEqual([choice.quantity, option?.lines.length], [2, 1]);
  });

  it('sends the reason, and text only if the action asks for it', () => {
    const why = (action: object, choice: object): unknown =>
      ofKind(run(empty, received(order({ action })), open, { type: 'choose', choice }, confirm), 'sending').intent
        .reason;
    assert.deepEqual(why({}, { reason: 'late', text: 'words' }), { code: 'late' });
    assert.deepEqual(why({ asksText: true }, { reason: 'late', text: ' words ' }), { code: 'late', text: 'words' });
    assert.deepEqual(why({ asksText: true }, { text: 'words' }), { code: 'other', text: 'words' });
    assert.equal(why({ asksText: true }, { text: '  ' }), undefined);
    assert.equal(why({}, { text: 'words' }), undefined);
  });

  it('sends no lines for the whole order, unless the action names lines', () => {
    const whole = { type: 'cancel-order', lineItem: undefined } as const;
    const intentOf = (lineItems: unknown): unknown =>
      ofKind(
        run(
          initialCancellationState(whole),
          received(order({ action: { type: 'cancel-order', lineItems } })),
          open,
          confirm,
        ),
        'sending',
      ).intent.lineItems;
    assert.deepEqual(intentOf(undefined), []);
    assert.deepEqual(intentOf([{ id: 'b', maxQuantity: 1 }]), [{ id: 'b', quantity: 1 }]);
  });

  it('an order without lines can be canceled as a whole', () => {
    const whole = { type: 'cancel-order', lineItem: undefined } as const;
    const bare = (version: number, mode: string): CancellationEvent =>
      received(order({ version, lineItems: [], action: { type: 'cancel-order', lineItems: undefined, mode } }));
    const asked = run(initialCancellationState(whole), bare(1, 'instant'), open);
    assert.deepEqual([ofKind(asked, 'confirming').choice.quantity, ofKind(asked, 'confirming').option.lines], [1, []]);
    assert.equal(ofKind(run(asked, bare(2, 'request')), 'changed').choice.quantity, 1);
    assert.deepEqual(ofKind(run(asked, confirm), 'sending').intent.lineItems, []);
  });

  it('dismiss: from every open confirmation back to idle', () => {
    for (const state of [confirming, offline, changed, unavailable]) {
      assert.deepEqual(run(state, dismiss), { kind: 'idle', target, order: state.order });
    }
  });

  it('is completed by a cancellation, or by already-canceled', () => {
    assert.equal(ofKind(completed, 'completed').cancellation?.id, 'c1');
    assert.equal(ofKind(run(sending, alreadyCanceled), 'completed').cancellation, undefined);
    assert.equal(run(requested, decided('completed')).kind, 'completed');
  });

  it('opens again after success only for a newer order version', () => {
    assert.equal(run(completed, open), completed);
    assert.equal(
      run(completed, received(order({ version: 2, total: 2, line: { maxQuantity: 2 } })), open).kind,
      'confirming',
    );
  });

  it('a rejection has the shop’s reason and no derived one', () => {
    for (const state of [sending, requested]) {
      const { refusalReason, code, cancellation: said } = ofKind(run(state, decided('rejected')), 'refused');
      assert.deepEqual([refusalReason, code, said?.status], [undefined, 'rejected', 'rejected']);
    }
  });

  it('derives a reason from each refusal code', () => {
    for (const [code, why] of [
      ['already-shipped', 'shipped'],
      ['action-not-allowed', 'notAllowed'],
      ['order-not-found', 'notFound'],
      ['sign-in', 'denied'],
      ['validation', 'failed'],
      ['idempotency-mismatch', 'failed'],
      ['rate-limited', 'failed'],
    ] as const) {
      const state = ofKind(run(sending, refused(code)), 'refused');
      assert.deepEqual([state.refusalReason, state.code, state.cancellation], [why, code, undefined]);
      assert.equal(run(state, open).kind, 'confirming');
    }
    const delivered = order({
      version: 2,
      fulfilled: 3,
      action: null,
      shipments: [{ id: 's', direction: 'outbound', status: 'delivered', lineItems: [{ id: 'a', quantity: 3 }] }],
    });
    assert.equal(
      ofKind(run(sending, received(delivered), refused('already-shipped')), 'refused').refusalReason,
      'delivered',
    );
  });

  it('a refusal is a success if the order shows the cancellation [S22]', () => {
    assert.equal(
      run(sending, received(order({ version: 2, total: 0, action: null })), refused('action-not-allowed')).kind,
      'completed',
    );
  });

  it('waits as long as the shop asks for, then sends the same intent [S19]', () => {
    const waiting = ofKind(run(sending, respond({ status: 429, retryAfterMs: 5_000 })), 'sending');
    assert.deepEqual([waiting.retryAt, waiting.operation, selectWakeAt(waiting)], [NOW + 5_000, undefined, 5_000]);
    assert.equal(reduce(waiting, tick, { uptime: 4_999 }), waiting);
    const next = ofKind(reduce(waiting, tick, { uptime: 5_000 }), 'sending');
    assert.deepEqual([next.retryAt, next.operation?.type, selectWakeAt(next)], [undefined, 'send', undefined]);
    assert.deepEqual(
      [next.intent, next.submission],
      [ofKind(sending, 'sending').intent, ofKind(sending, 'sending').submission],
    );
  });

  it('offline, the question stays and can be confirmed again [S28]', () => {
    const { choice, option } = ofKind(offline, 'offline');
    assert.deepEqual([choice.quantity, option.lines[0]?.id], [3, 'a']);
    assert.equal(selectPending(offline), undefined);
    const again = ofKind(run(offline, { type: 'confirm', idempotencyKey: 'k2' }), 'sending');
    assert.equal(again.intent.idempotencyKey, 'k2');
  });

  it('continues after a reload: reads the order first, or polls for the decision [S25]', () => {
    const { intent } = ofKind(sending, 'sending');
    const state = ofKind(run(empty, restored({ intent: { ...intent, reason: { code: 'late' } } })), 'sending');
    assert.deepEqual(
      [state.intent.idempotencyKey, state.option, state.choice, state.operation?.type],
      ['k', undefined, { quantity: 3, reason: 'late', text: '' }, 'read-order'],
    );
    const followed = ofKind(
      run(idle, restored({ intent: { ...intent, lineItems: [] }, cancellation: cancellation('pending') })),
      'requested',
    );
    assert.deepEqual(
      [followed.choice, followed.cancellation?.id, followed.order?.version, followed.operation?.type],
      [{ quantity: 1, reason: '', text: '' }, 'c1', 1, 'read-cancellation'],
    );
    const done = reduce(followed, {
      type: 'cancellation-read',
      id: idOf(followed),
      cancellation: cancellation('completed'),
    });
    assert.equal(done.kind, 'completed');
  });
});
