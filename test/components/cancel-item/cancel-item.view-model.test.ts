import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialCancellationState, type CancellationState } from '../../../src/client/cancellation/state.ts';
import {
  deriveCancelViewModel,
  type CancelViewModel,
} from '../../../src/components/cancel-item/cancel-item.view-model.ts';
import type { CancelTarget } from '../../../src/order/cancel-options.ts';
import type { Order } from '../../../src/contract/order.ts';
import { getFormatter } from '../../../src/i18n/formatter.ts';
import english from '../../../src/i18n/locales/en/cancel.ts';
import japanese from '../../../src/i18n/locales/ja/cancel.ts';
import type { CancelMessages } from '../../../src/i18n/messages.ts';
import { toPlainText } from '../../../src/i18n/format-message.ts';
import {
  NOW,
  alreadyCanceled,
  confirm,
  conflicted,
  decided,
  open,
  received,
  reduce,
  refused,
  respond,
  run,
  type Step,
} from '../../client/cancellation/state-driver.ts';
import { actionOf, lineOf, orderOf, refund, threeMugs, type Fields } from './support/orders.ts';

const mug: CancelTarget = { type: 'cancel-items', lineItem: 'mug' };
const whole: CancelTarget = { type: 'cancel-order', lineItem: undefined };
const order = (fields: Fields = {}): Order => orderOf(fields) as unknown as Order;

/** The state after these steps, beginning with an order. */
const stateAfter = (target: CancelTarget, first: Order, ...steps: Step[]): CancellationState =>
  run(initialCancellationState(target), received(first), ...steps);

const deriveViewModel = (state: CancellationState, isOpen = false): CancelViewModel =>
  deriveCancelViewModel({
    state,
    isDialogOpen: isOpen,
    explains: true,
    now: NOW,
    timeZone: 'UTC',
    namesZone: true,
    messages: english,
    format: getFormatter('en'),
  });

const refundLinesOf = (target: CancelTarget, first: Order, ...steps: Step[]): string[] =>
  deriveViewModel(stateAfter(target, first, open, ...steps), true).dialog?.refundLines.map(toPlainText) ?? [];

describe('the view model of cancel-item', () => {
  const threeThenOne = (version: number, maxQuantity: number, perUnit: number): Order =>
    order({
      version,
      lineItems: [lineOf('mug', 'Blue mug', 3)],
      actions: [
        actionOf({
          lineItems: [{ id: 'mug', maxQuantity }],
          refund: { perUnit: { amount: perUnit, currency: 'EUR' } },
        }),
      ],
    });
  const noticeLinesOf = (...steps: Step[]): string[] => {
    const { dialog } = deriveViewModel(stateAfter(mug, threeThenOne(1, 3, 1290), open, ...steps), true);
    return (dialog?.notice ?? []).map(toPlainText);
  };
  const changedSince = 'The order has changed. Please check it before you confirm';

  for (const [what, ...steps] of [
    ['a conflict', confirm, conflicted(threeThenOne(2, 1, 555))],
    ['an order', received(threeThenOne(2, 1, 555))],
    ['two orders', received(threeThenOne(2, 2, 555)), received(threeThenOne(3, 1, 555))],
  ] as [string, ...Step[]][])
    it(`the notice says quantity and refund before and now, after ${what} (E9)`, () => {
      const expected = [changedSince, 'Quantity: was 3, now 1', 'Refund: was €38.70, now €5.55'];
      assert.deepEqual(noticeLinesOf(...steps), expected);
    });

  it('the notice leaves out what stays the same, and a later choice of the customer (E9)', () => {
    const choose = (quantity: number): Step => ({ type: 'choose', choice: { quantity } });
    assert.deepEqual(noticeLinesOf(choose(1), received(threeThenOne(2, 2, 1290))), [changedSince]);
    assert.deepEqual(noticeLinesOf(received(threeThenOne(2, 2, 1935)), choose(1)), [
      changedSince,
      'Quantity: was 3, now 2',
    ]);
  });

  it('a changed order is told on the page too, if the dialog was closed (E9)', () => {
    const state = stateAfter(mug, threeThenOne(1, 3, 1290), open, confirm, conflicted(threeThenOne(2, 1, 555)));
    assert.deepEqual(deriveViewModel(state).outcome?.lines.map(toPlainText), [
      'Quantity: was 3, now 1',
      'Refund: was €38.70, now €5.55',
    ]);
  });

  it('the refund has the amount for the quantity, the method, the days and the lost discount', () => {
    const lost = {
      actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 3 }], refund: { ...refund, lost: 'the discount' } })],
    };
    assert.deepEqual(refundLinesOf(mug, order({ ...threeMugs(), ...lost })), [
      'Your refund: €38.70 to your card',
      'Within 3–5 days',
      'Not refunded: the discount',
    ]);
    assert.equal(
      refundLinesOf(mug, order(threeMugs()), { type: 'choose', choice: { quantity: 2 } })[0],
      'Your refund: €25.80 to your card',
    );
  });

  it('a range of days has the dash of the language', () => {
    const state = stateAfter(mug, order(), open);
    const daysIn = (messages: CancelMessages): string => {
      const format = getFormatter(messages.language);
      const input = {
        state,
        isDialogOpen: true,
        explains: true,
        now: NOW,
        timeZone: 'UTC',
        namesZone: true,
        messages,
        format,
      };
      return toPlainText(deriveCancelViewModel(input).dialog?.refundLines[1] ?? []);
    };
    assert.equal(daysIn(english), 'Within 3–5 days');
    assert.equal(daysIn(japanese), '3～5日以内に返金');
  });

  it('the refund has only the fields that the shop sends', () => {
    const unknown = 'We will confirm your refund amount';
    assert.deepEqual(refundLinesOf(mug, order({ actions: [actionOf({ refund: undefined })] })), [unknown]);
    assert.deepEqual(
      refundLinesOf(mug, order({ actions: [actionOf({ refund: { method: 'to your card', days: [3, 5] } })] })),
      [unknown],
    );
    assert.deepEqual(
      refundLinesOf(mug, order({ actions: [actionOf({ refund: { ...refund, days: [1, 1] } })] }))[1],
      'Within 1 day',
    );
  });

  it('the refund of the whole order is its total', () => {
    const action = actionOf({
      type: 'cancel-order',
      lineItems: undefined,
      refund: { total: { amount: 5000, currency: 'EUR' } },
    });
    assert.deepEqual(refundLinesOf(whole, order({ actions: [action] })), ['Your refund: €50.00']);
  });

  it('the dialog of a request says that the shop decides later', () => {
    assert.match(
      refundLinesOf(mug, order({ actions: [actionOf({ mode: 'request' })] })).at(-1) ?? '',
      /^We will check whether/,
    );
  });

  it('lines that can only be canceled together are listed', () => {
    const lines = { lineItems: [lineOf('mug', 'Blue mug'), lineOf('cup', 'Saucer', 2)] };
    const action = actionOf({
      lineItems: [
        { id: 'mug', maxQuantity: 1, together: ['cup'] },
        { id: 'cup', maxQuantity: 2 },
      ],
    });
    const { dialog } = deriveViewModel(stateAfter(mug, order({ ...lines, actions: [action] }), open), true);
    assert.deepEqual(dialog?.items, {
      title: 'These can only be canceled together',
      lines: ['Blue mug', '2 × Saucer'],
    });
    assert.equal(dialog?.quantity, undefined);
  });

  it('the trigger is hidden while sending, and after success until a newer order offers the action', () => {
    const sending = stateAfter(mug, order(threeMugs()), open, confirm);
    assert.equal(deriveViewModel(sending).trigger, undefined);
    const completed = run(sending, alreadyCanceled);
    assert.equal(deriveViewModel(completed).trigger, undefined);
    const newer = run(completed, received(order({ ...threeMugs(), version: 2 })));
    assert.equal(deriveViewModel(newer).trigger?.name, 'Cancel Blue mug');
    assert.equal(deriveViewModel(newer).outcome?.title, '3 × Blue mug is canceled');
  });

  it('only the state "completed" is titled "canceled"', () => {
    const confirming = stateAfter(mug, order(), open);
    const sending = run(confirming, confirm);
    const states: CancellationState[] = [
      sending,
      run(sending, respond({ status: 429, retryAfterMs: 1_000 })),
      run(sending, decided('pending')),
      run(sending, refused('already-shipped')),
      reduce(confirming, confirm, { isOnline: false }),
    ];
    for (const state of states)
      assert.doesNotMatch(deriveViewModel(state).outcome?.title ?? '', /is canceled/, state.kind);
  });

  it('the offline notice of a closed dialog is on the page, beside the trigger', () => {
    const state = reduce(stateAfter(mug, order(), open), confirm, { isOnline: false });
    assert.match(deriveViewModel(state).outcome?.title ?? '', /^You are offline/);
    assert.ok(deriveViewModel(state).trigger);
    assert.equal(deriveViewModel(state, true).outcome, undefined);
    assert.match(deriveViewModel(state, true).dialog?.notice.map(toPlainText).join() ?? '', /^You are offline/);
  });

  it('every accessible name in English contains the label of its button', () => {
    const { item, order: all, withdraw, request } = english.cancel;
    for (const { open, named } of [item, all, withdraw, request]) assert.ok(named.includes(open), named);
    assert.ok(request.namedOrder.includes(request.open));
  });

  it('the English texts have no exclamation marks and no pressure', () => {
    assert.doesNotMatch(JSON.stringify(english), /!|hurry|sure|really|unfortunately|oops/i);
  });
});
