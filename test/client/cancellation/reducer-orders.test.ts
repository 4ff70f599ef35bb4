import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancellationState } from '../../../src/client/cancellation/state.ts';
import {
  NOW,
  at,
  confirm,
  conflicted,
  decided,
  idOf,
  dismiss,
  open,
  readOrder,
  received,
  refused,
  run,
  tick,
  unconfirmed,
} from './state-driver.ts';
import {
  order,
  adjusted,
  restored,
  empty,
  idle,
  confirming,
  sending,
  offline,
  changed,
  completed,
  requested,
  refusedState,
  unconfirmedState,
  unavailable,
  ofKind,
} from './state-fixtures.ts';

describe('an order that changes during a cancellation', () => {
  const shipped = order({ version: 2, fulfilled: 3, action: null });

  it('replaces the last order unless it is an older version', () => {
    const later = run(idle, received(order({ version: 5 })));
    assert.equal(later.order?.version, 5);
    assert.equal(run(later, received(order({ version: 4 }))), later);
    assert.equal(run(later, received(order({ version: 1, epoch: 'k2' }))).order?.epoch, 'k2');
    assert.equal(run(later, received({ ...order({ version: 1 }), id: 'o2' })).order?.id, 'o2');
    const same = order({ version: 5 });
    assert.equal(run(later, received(same)).order, same);
  });

  for (const [what, given] of [
    ['ships [S23]', shipped],
    ['is done elsewhere', order({ version: 2, action: { url: 'https://shop.example' } })],
  ] as const) {
    it(`${what} while the dialog is open: nothing to confirm`, () => {
      for (const state of [confirming, offline, changed]) {
        const { order: current, option } = ofKind(state, state.kind) as typeof confirming & { option: unknown };
        const next = ofKind(run(state, received({ ...given, version: 3 })), 'confirming');
        assert.ok(next.isUnavailable && next.order.version === 3 && current && option === next.option);
        assert.equal(run(next, confirm), next);
        assert.equal(run(next, tick), next);
      }
    });
  }

  it('an unavailable question stays so until it is opened again [S23]', () => {
    const again = ofKind(run(unavailable, received(order({ version: 3 }))), 'confirming');
    assert.ok(again.isUnavailable && again.order.version === 3);
    assert.equal(run(again, dismiss, open).kind, 'confirming');
  });

  it('after its deadline the question is unavailable, by a tick or by the confirmation [K06]', () => {
    const until = run(empty, received(order({ action: { until: '2026-11-23T12:10:00Z' } })), open);
    const end = NOW + 600_000;
    assert.equal(run(until, at(end - 1, tick)), until);
    assert.equal(run(until, at(end - 1, confirm)).kind, 'sending');
    for (const event of [tick, confirm]) assert.ok(ofKind(run(until, at(end, event)), 'confirming').isUnavailable);
  });

  it('the same question about a newer version stays open, and is confirmed for that version', () => {
    for (const state of [confirming, offline]) {
      const next: CancellationState = run(
        state,
        received(order({ version: 2, action: { until: '2026-11-24T12:00:00Z' } })),
      );
      assert.equal(next.kind, state.kind);
      const confirmed: Extract<CancellationState, { kind: 'sending' }> = ofKind(run(next, confirm), 'sending');
      assert.deepEqual([confirmed.intent.version, confirmed.option?.action.until], [2, '2026-11-24T12:00:00Z']);
    }
  });

  const others = {
    fewer: order({ version: 2, line: { maxQuantity: 2 } }),
    mode: order({ version: 2, action: { mode: 'request' } }),
    refund: order({ version: 2, action: { refund: { method: 'by post' } } }),
    reasons: order({ version: 2, action: { reasons: [{ code: 'x', label: 'X' }] } }),
    words: order({ version: 2, action: { asksText: true } }),
    together: order({ version: 2, line: { together: ['b'] } }),
  };
  for (const [what, given] of Object.entries(others)) {
    it(`a different question is asked again (${what})`, () => {
      const next = ofKind(run(confirming, received(given)), 'changed');
      assert.deepEqual([next.order.version, next.option.lines[0]?.quantity], [2, what === 'fewer' ? 2 : 3]);
      assert.equal(ofKind(run(next, confirm), 'sending').intent.version, 2);
    });
  }

  it('a question that is asked again keeps the choice as far as possible', () => {
    const one = run(confirming, { type: 'choose', choice: { quantity: 1, reason: 'late' } }, received(others.fewer));
    assert.deepEqual(ofKind(one, 'changed').choice, { quantity: 1, reason: 'late', text: '' });
    assert.equal(ofKind(run(confirming, received(others.fewer)), 'changed').choice.quantity, 2);
    const two = run(confirming, { type: 'choose', choice: { quantity: 1 } }, received(others.together));
    assert.equal(ofKind(two, 'changed').choice.quantity, 3);
  });

  it('while sending, an order changes nothing else: the response decides', () => {
    const next = run(sending, received(order({ version: 2, total: 0, action: null })));
    assert.deepEqual([next.kind, next.order?.version], ['sending', 2]);
    for (const state of [idle, completed, refusedState])
      assert.equal(run(state, received(order({ version: 2 }))).kind, state.kind);
  });

  it('decides a request [S08, S09]', () => {
    const pending = order({ version: 2, adjustments: [adjusted('pending')] });
    assert.equal(ofKind(run(requested, received(pending)), 'requested').cancellation?.status, 'pending');
    const granted = ofKind(
      run(requested, received(pending), received(order({ version: 3, adjustments: [adjusted('completed')] }))),
      'completed',
    );
    assert.equal(granted.cancellation?.status, 'completed');
    const rejected = ofKind(
      run(requested, received(order({ version: 3, fulfilled: 3, action: null, adjustments: [adjusted('rejected')] }))),
      'refused',
    );
    assert.deepEqual(
      [rejected.code, rejected.refusalReason, rejected.cancellation?.status],
      ['rejected', 'shipped', 'rejected'],
    );
    const delivered = {
      shipments: [{ id: 's', direction: 'outbound', status: 'delivered', lineItems: [{ id: 'a', quantity: 3 }] }],
    };
    const gone = ofKind(
      run(
        requested,
        received(order({ version: 3, fulfilled: 3, action: null, adjustments: [adjusted('rejected')], ...delivered })),
      ),
      'refused',
    );
    assert.equal(gone.refusalReason, 'delivered');
    const unsaid = ofKind(
      run(requested, received(order({ version: 3, adjustments: [adjusted('rejected')] }))),
      'refused',
    );
    assert.equal(unsaid.refusalReason, 'notAllowed');
    // That something else was asked for is no reason.
    const another = { id: 'x', kind: 'cancellation', status: 'pending', lineItems: [{ id: 'a', quantity: 1 }] };
    const beside = ofKind(
      run(requested, received(order({ version: 3, adjustments: [another, adjusted('rejected')] }))),
      'refused',
    );
    assert.equal(beside.refusalReason, 'notAllowed');
    assert.equal(run(requested, received(shipped)).kind, 'requested');
    assert.equal(run(requested, received(order({ version: 2, total: 0, action: null }))).kind, 'completed');
  });

  it('decides an unconfirmed cancellation', () => {
    assert.equal(
      ofKind(run(unconfirmedState, received(order({ version: 2, total: 0, action: null }))), 'completed').cancellation,
      undefined,
    );
    assert.equal(
      ofKind(run(unconfirmedState, received(order({ version: 2, adjustments: [adjusted('pending')] }))), 'requested')
        .cancellation,
      undefined,
    );
    const late = ofKind(run(unconfirmedState, received(shipped)), 'refused');
    assert.deepEqual([late.code, late.refusalReason], ['already-shipped', 'shipped']);
    assert.equal(
      ofKind(run(unconfirmedState, received(order({ version: 2, adjustments: [adjusted('rejected')] }))), 'refused')
        .cancellation,
      undefined,
    );
    assert.equal(run(unconfirmedState, received(order({ version: 2 }))).kind, 'unconfirmed');
    assert.equal(
      run(sending, received(order({ version: 2, total: 0, action: null })), unconfirmed()).kind,
      'completed',
    );
    const blind = run(empty, restored(), readOrder());
    assert.equal(blind.kind, 'unconfirmed');
  });

  it('decides a refused cancellation that the order shows all the same [S10, S24]', () => {
    const canceled = order({ version: 2, total: 0, action: null });
    const pending = order({ version: 2, adjustments: [adjusted('pending')] });
    for (const code of [
      'already-shipped',
      'action-not-allowed',
      'sign-in',
      'rate-limited',
      'idempotency-mismatch',
    ] as const) {
      const no = run(sending, refused(code));
      assert.equal(ofKind(run(no, received(canceled)), 'completed').cancellation, undefined);
      const asked = ofKind(run(no, received(pending)), 'requested');
      assert.deepEqual([asked.cancellation, asked.order?.version], [undefined, 2]);
      assert.equal(run(asked, received(order({ version: 3, adjustments: [adjusted('completed')] }))).kind, 'completed');
      // What shipped, or is as it was, changes nothing of why.
      for (const given of [
        shipped,
        order({ version: 2 }),
        order({ version: 2, adjustments: [adjusted('rejected')] }),
      ]) {
        assert.deepEqual(run(no, received(given)), { ...no, order: given });
      }
      assert.equal(run(sending, received(canceled), refused(code)).kind, 'completed');
      assert.equal(run(sending, received(pending), refused(code)).kind, 'requested');
    }
    assert.equal(run(sending, conflicted(shipped), received({ ...canceled, version: 3 })).kind, 'completed');
  });

  it('an order that still shows a rejected request as pending changes nothing [S09]', () => {
    const rejected = run(requested, decided('rejected'));
    const { cancellation: said } = ofKind(
      run(rejected, received(order({ version: 2, adjustments: [adjusted('pending')] }))),
      'refused',
    );
    assert.equal(said?.status, 'rejected');
    assert.equal(run(rejected, received(order({ version: 3, total: 0, action: null }))).kind, 'completed');
  });

  it('a conflict leads to a new question, or to what the order shows', () => {
    const next = ofKind(changed, 'changed');
    assert.deepEqual([next.option.lines[0]?.quantity, next.order.version], [2, 2]);
    assert.equal(run(sending, conflicted(order({ version: 2, total: 0, action: null }))).kind, 'completed');
    assert.equal(run(sending, conflicted(order({ version: 2, adjustments: [adjusted('pending')] }))).kind, 'requested');
    const late = ofKind(run(sending, conflicted(shipped)), 'refused');
    assert.deepEqual([late.refusalReason, late.code, late.order?.version], ['shipped', 'action-not-allowed', 2]);
    assert.equal(
      run(sending, conflicted(order({ version: 2, action: { url: 'https://shop.example' } }))).kind,
      'refused',
    );
    // Without an order of its own, by the one that was seen; an older one changes nothing.
    assert.equal(run(sending, conflicted()).kind, 'changed');
    assert.equal(run(sending, received(order({ version: 4 })), conflicted(shipped)).kind, 'changed');
    const blind = run(empty, restored(), readOrder());
    assert.deepEqual([blind.kind, 'canRetry' in blind && blind.canRetry, idOf(blind)], ['unconfirmed', false, -1]);
  });
});
