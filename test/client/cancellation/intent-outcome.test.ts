import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCancelIntent, createCancelRequest, type CancelIntent } from '../../../src/client/cancellation/intent.ts';
import { deriveIntentOutcome, type IntentOutcome } from '../../../src/client/cancellation/intent-outcome.ts';
import type { Order } from '../../../src/contract/order.ts';
import { parseOrderOrThrow } from './fake-page.ts';

type Line = { id: string; total: number; fulfilled?: number };

function order(lines: Line[], more: Record<string, unknown> = {}): Order {
  return parseOrderOrThrow({
    id: 'o1',
    version: 3,
    lineItems: lines.map(({ id, total, fulfilled = 0 }) => ({
      id,
      title: id,
      quantity: { original: 5, total, fulfilled },
    })),
    actions: [],
    ...more,
  });
}

const offered = (type: string, lines?: Record<string, number>): unknown => ({
  type,
  mode: 'instant',
  ...(lines && { lineItems: Object.entries(lines).map(([id, maxQuantity]) => ({ id, maxQuantity })) }),
});
const before = order(
  [
    { id: 'a', total: 3 },
    { id: 'b', total: 1 },
  ],
  { adjustments: [{ id: 'old', kind: 'cancellation', status: 'completed', lineItems: [{ id: 'a', quantity: 2 }] }] },
);
const two = createCancelIntent(before, { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 2 }] }, 'k');
const both = createCancelIntent(
  before,
  {
    type: 'cancel-items',
    lineItems: [
      { id: 'a', quantity: 3 },
      { id: 'b', quantity: 1 },
    ],
  },
  'k',
);
const whole = createCancelIntent(before, { type: 'cancel-order', lineItems: [] }, 'k');
const wholeOfOne = createCancelIntent(
  order([
    { id: 'a', total: 3 },
    { id: 'b', total: 0 },
  ]),
  { type: 'cancel-order', lineItems: [] },
  'k',
);
const withdrawal = createCancelIntent(before, { type: 'withdraw', lineItems: [] }, 'k');

const adjusted = (status: string, lines: Record<string, number> | undefined, more = {}): unknown => ({
  id: 'new',
  kind: 'cancellation',
  status,
  ...(lines && { lineItems: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })) }),
  ...more,
});
const a3b1 = [
  { id: 'a', total: 3 },
  { id: 'b', total: 1 },
];

const cases: [what: string, CancelIntent, Order, IntentOutcome, cancellationId?: string][] = [
  ['as many are gone as were asked for', two, order([{ id: 'a', total: 1 }]), 'canceled'],
  ['more are gone', two, order([{ id: 'a', total: 0 }]), 'canceled'],
  ['fewer are gone', two, order([{ id: 'a', total: 2 }]), 'inconclusive'],
  ['the line is gone', two, order([{ id: 'b', total: 1 }]), 'canceled'],
  ['how many there are is not known', two, order([], { lineItems: [{ id: 'a', title: 'a' }] }), 'inconclusive'],
  [
    'one of two lines is gone',
    both,
    order([
      { id: 'a', total: 0 },
      { id: 'b', total: 1 },
    ]),
    'inconclusive',
  ],
  [
    'both lines are gone',
    both,
    order([
      { id: 'a', total: 0 },
      { id: 'b', total: 0 },
    ]),
    'canceled',
  ],
  [
    'everything is gone',
    whole,
    order([
      { id: 'a', total: 0 },
      { id: 'b', total: 0 },
    ]),
    'canceled',
  ],
  [
    'not everything is gone',
    whole,
    order([
      { id: 'a', total: 0 },
      { id: 'b', total: 1 },
    ]),
    'inconclusive',
  ],
  [
    'a withdrawal takes nothing from lines',
    withdrawal,
    order([
      { id: 'a', total: 0 },
      { id: 'b', total: 0 },
    ]),
    'inconclusive',
  ],
  [
    'nothing has changed and it is offered',
    two,
    order(a3b1, { actions: [offered('cancel-items', { a: 3 })] }),
    'cancelable',
  ],
  ['as many are offered', two, order(a3b1, { actions: [offered('cancel-items', { a: 2 })] }), 'cancelable'],
  ['offered among other lines', two, order(a3b1, { actions: [offered('cancel-items', { b: 1, a: 3 })] }), 'cancelable'],
  ['fewer are offered', two, order(a3b1, { actions: [offered('cancel-items', { a: 1 })] }), 'inconclusive'],
  ['one of two is offered', both, order(a3b1, { actions: [offered('cancel-items', { a: 3 })] }), 'inconclusive'],
  ['something else is offered', two, order(a3b1, { actions: [offered('return-items', { a: 3 })] }), 'inconclusive'],
  ['offered for the order as a whole', two, order(a3b1, { actions: [offered('cancel-items')] }), 'inconclusive'],
  ['the whole is offered', whole, order(a3b1, { actions: [offered('cancel-order')] }), 'cancelable'],
  ['a withdrawal is offered', withdrawal, order(a3b1, { actions: [offered('withdraw')] }), 'cancelable'],
  [
    'an older order that offers it',
    two,
    order(a3b1, { version: 2, actions: [offered('cancel-items', { a: 3 })] }),
    'inconclusive',
  ],
  [
    'an older order of the same epoch',
    { ...two, epoch: 'k1' },
    order(a3b1, { version: 2, epoch: 'k1', actions: [offered('cancel-items', { a: 3 })] }),
    'inconclusive',
  ],
  [
    'an older order that names no epoch',
    { ...two, epoch: 'k1' },
    order(a3b1, { version: 2, actions: [offered('cancel-items', { a: 3 })] }),
    'inconclusive',
  ],
  [
    'an older order that alone names an epoch',
    two,
    order(a3b1, { version: 2, epoch: 'k1', actions: [offered('cancel-items', { a: 3 })] }),
    'inconclusive',
  ],
  [
    'an order of another epoch',
    { ...two, epoch: 'k1' },
    order(a3b1, { version: 2, epoch: 'k2', actions: [offered('cancel-items', { a: 3 })] }),
    'cancelable',
  ],
  ['the very version', two, order(a3b1, { version: 3, actions: [offered('cancel-items', { a: 3 })] }), 'cancelable'],
  ['all of it has left', two, order([{ id: 'a', total: 3, fulfilled: 3 }]), 'shipped'],
  ['a part of it has left', two, order([{ id: 'a', total: 3, fulfilled: 2 }]), 'inconclusive'],
  [
    'one of two has left',
    both,
    order([
      { id: 'a', total: 3, fulfilled: 3 },
      { id: 'b', total: 1 },
    ]),
    'inconclusive',
  ],
  [
    'a withdrawal from what has left',
    withdrawal,
    order([
      { id: 'a', total: 3, fulfilled: 3 },
      { id: 'b', total: 1, fulfilled: 1 },
    ]),
    'inconclusive',
  ],
  [
    'the whole has left',
    whole,
    order([
      { id: 'a', total: 3, fulfilled: 3 },
      { id: 'b', total: 1, fulfilled: 1 },
    ]),
    'shipped',
  ],
  ['an entry says completed', two, order(a3b1, { adjustments: [adjusted('completed', { a: 2 })] }), 'canceled'],
  ['an entry says pending', two, order(a3b1, { adjustments: [adjusted('pending', { a: 2 })] }), 'requested'],
  ['an entry says rejected', two, order(a3b1, { adjustments: [adjusted('rejected', { a: 2 })] }), 'rejected'],
  ['an entry says something new', two, order(a3b1, { adjustments: [adjusted('dreaming', { a: 2 })] }), 'inconclusive'],
  ['an entry about more', two, order(a3b1, { adjustments: [adjusted('completed', { a: 3, b: 1 })] }), 'canceled'],
  ['an entry about fewer', two, order(a3b1, { adjustments: [adjusted('completed', { a: 1 })] }), 'inconclusive'],
  ['an entry about another line', two, order(a3b1, { adjustments: [adjusted('completed', { b: 2 })] }), 'inconclusive'],
  ['an entry about one of two', both, order(a3b1, { adjustments: [adjusted('completed', { a: 3 })] }), 'inconclusive'],
  ['an entry about everything', two, order(a3b1, { adjustments: [adjusted('completed', undefined)] }), 'canceled'],
  [
    'an entry that stood there before',
    two,
    order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { id: 'old' })] }),
    'inconclusive',
  ],
  [
    'an entry of money',
    two,
    order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { kind: 'refund' })] }),
    'inconclusive',
  ],
  [
    'a return',
    two,
    order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { kind: 'return' })] }),
    'inconclusive',
  ],
  [
    'a return after a withdrawal',
    withdrawal,
    order(a3b1, { adjustments: [adjusted('pending', { a: 3, b: 1 }, { kind: 'return' })] }),
    'requested',
  ],
  [
    'a withdrawal by cancellation',
    withdrawal,
    order(a3b1, { adjustments: [adjusted('completed', { a: 3, b: 1 })] }),
    'canceled',
  ],
  [
    'of the whole, an entry about a part',
    whole,
    order(a3b1, { adjustments: [adjusted('completed', { a: 3 })] }),
    'inconclusive',
  ],
  [
    'of the whole, an entry about all',
    whole,
    order(a3b1, { adjustments: [adjusted('pending', { a: 3, b: 1 })] }),
    'requested',
  ],
  [
    'of the whole with a line that had none, an entry about the others',
    wholeOfOne,
    order(a3b1, { adjustments: [adjusted('pending', { a: 3 })] }),
    'requested',
  ],
  [
    'offered beside something else',
    two,
    order(a3b1, { actions: [offered('return-items', { a: 3 }), offered('cancel-items', { a: 3 })] }),
    'cancelable',
  ],
  [
    'the newest entry counts',
    two,
    order(a3b1, { adjustments: [adjusted('rejected', { a: 2 }), adjusted('pending', { a: 2 }, { id: 'newer' })] }),
    'requested',
  ],
  [
    'the named entry counts',
    two,
    order(a3b1, { adjustments: [adjusted('rejected', { a: 2 }), adjusted('pending', { a: 2 }, { id: 'newer' })] }),
    'rejected',
    'new',
  ],
  [
    'pieces that are gone go before a pending entry',
    two,
    order([{ id: 'a', total: 1 }], { adjustments: [adjusted('pending', { a: 2 })] }),
    'canceled',
  ],
  [
    'an entry goes before what has left',
    two,
    order([{ id: 'a', total: 3, fulfilled: 3 }], { adjustments: [adjusted('pending', { a: 2 })] }),
    'requested',
  ],
];

describe('the outcome of an intent, as an order shows it', () => {
  for (const [what, intent, seen, outcome, cancellationId] of cases) {
    it(`${what}: ${outcome}`, () => assert.equal(deriveIntentOutcome(seen, intent, cancellationId), outcome));
  }

  it('an order without quantities is inconclusive', () => {
    const bare = parseOrderOrThrow({ id: 'o1', version: 1, lineItems: [{ id: 'a', title: 'a' }] });
    const intent = createCancelIntent(bare, { type: 'cancel-order', lineItems: [] }, 'k');
    assert.deepEqual(intent.baseline.totals, []);
    assert.equal(deriveIntentOutcome(bare, intent), 'inconclusive');
    const none = createCancelIntent(order([{ id: 'a', total: 0 }]), { type: 'cancel-order', lineItems: [] }, 'k');
    assert.equal(
      deriveIntentOutcome(order([{ id: 'a', total: 2 }]), { ...none, baseline: { totals: [], adjustments: [] } }),
      'inconclusive',
    );
  });

  it('an invalid intent for a quantity of 0 is not canceled by an order without a change', () => {
    const nothing = createCancelIntent(before, { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 0 }] }, 'k');
    assert.notEqual(deriveIntentOutcome(before, nothing), 'canceled');
  });

  it('a line of quantity 0 is not shipped', () => {
    const intent = createCancelIntent(
      order([{ id: 'a', total: 2 }]),
      { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 5 }] },
      'k',
    );
    assert.equal(deriveIntentOutcome(order([{ id: 'a', total: 0, fulfilled: 0 }]), intent), 'inconclusive');
  });
});

describe('an intent', () => {
  it('keeps the quantities and adjustments of the order', () => {
    assert.deepEqual(two, {
      type: 'cancel-items',
      lineItems: [{ id: 'a', quantity: 2 }],
      version: 3,
      epoch: undefined,
      idempotencyKey: 'k',
      baseline: { totals: [{ id: 'a', total: 3 }], adjustments: ['old'] },
    });
    assert.deepEqual(whole.baseline.totals, [
      { id: 'a', total: 3 },
      { id: 'b', total: 1 },
    ]);
  });

  it('becomes a request with the fields of the contract only', () => {
    assert.deepEqual(createCancelRequest(two), {
      type: 'cancel-items',
      lineItems: [{ id: 'a', quantity: 2 }],
      version: 3,
    });
    const reason = { code: 'late', text: 'too late' };
    assert.deepEqual(createCancelRequest({ ...whole, reason }), {
      type: 'cancel-order',
      lineItems: [],
      version: 3,
      reason,
    });
  });
});
