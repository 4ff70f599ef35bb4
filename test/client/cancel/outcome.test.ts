import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIntent, mintKey, requestOf, type Intent } from '../../../src/client/cancel/intent.ts';
import { outcomeIn, type Outcome } from '../../../src/client/cancel/outcome.ts';
import type { Order } from '../../../src/contract/order.ts';
import { readOrder } from './desk.ts';

type Line = { id: string; total: number; fulfilled?: number };

function order(lines: Line[], more: Record<string, unknown> = {}): Order {
  return readOrder({
    id: 'o1',
    version: 3,
    lineItems: lines.map(({ id, total, fulfilled = 0 }) => ({ id, title: id, quantity: { original: 5, total, fulfilled } })),
    actions: [],
    ...more,
  });
}

const offered = (type: string, lines?: Record<string, number>): unknown => ({
  type,
  mode: 'instant',
  ...(lines && { lineItems: Object.entries(lines).map(([id, maxQuantity]) => ({ id, maxQuantity })) }),
});
const before = order([{ id: 'a', total: 3 }, { id: 'b', total: 1 }], { adjustments: [{ id: 'old', kind: 'cancellation', status: 'completed', lineItems: [{ id: 'a', quantity: 2 }] }] });
const two = createIntent(before, { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 2 }] }, 'k');
const both = createIntent(before, { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 3 }, { id: 'b', quantity: 1 }] }, 'k');
const whole = createIntent(before, { type: 'cancel-order', lineItems: [] }, 'k');
const wholeOfOne = createIntent(order([{ id: 'a', total: 3 }, { id: 'b', total: 0 }]), { type: 'cancel-order', lineItems: [] }, 'k');
const withdrawal = createIntent(before, { type: 'withdraw', lineItems: [] }, 'k');

const adjusted = (status: string, lines: Record<string, number> | undefined, more = {}): unknown => ({
  id: 'new',
  kind: 'cancellation',
  status,
  ...(lines && { lineItems: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })) }),
  ...more,
});
const a3b1 = [{ id: 'a', total: 3 }, { id: 'b', total: 1 }];

const cases: [what: string, Intent, Order, Outcome, cancellationId?: string][] = [
  ['as many are gone as were asked for', two, order([{ id: 'a', total: 1 }]), 'canceled'],
  ['more are gone', two, order([{ id: 'a', total: 0 }]), 'canceled'],
  ['fewer are gone', two, order([{ id: 'a', total: 2 }]), 'unclear'],
  ['the line is gone', two, order([{ id: 'b', total: 1 }]), 'canceled'],
  ['how many there are is not known', two, order([], { lineItems: [{ id: 'a', title: 'a' }] }), 'unclear'],
  ['one of two lines is gone', both, order([{ id: 'a', total: 0 }, { id: 'b', total: 1 }]), 'unclear'],
  ['both lines are gone', both, order([{ id: 'a', total: 0 }, { id: 'b', total: 0 }]), 'canceled'],
  ['everything is gone', whole, order([{ id: 'a', total: 0 }, { id: 'b', total: 0 }]), 'canceled'],
  ['not everything is gone', whole, order([{ id: 'a', total: 0 }, { id: 'b', total: 1 }]), 'unclear'],
  ['a withdrawal takes nothing from lines', withdrawal, order([{ id: 'a', total: 0 }, { id: 'b', total: 0 }]), 'unclear'],
  ['nothing has changed and it is offered', two, order(a3b1, { actions: [offered('cancel-items', { a: 3 })] }), 'open'],
  ['as many are offered', two, order(a3b1, { actions: [offered('cancel-items', { a: 2 })] }), 'open'],
  ['offered among other lines', two, order(a3b1, { actions: [offered('cancel-items', { b: 1, a: 3 })] }), 'open'],
  ['fewer are offered', two, order(a3b1, { actions: [offered('cancel-items', { a: 1 })] }), 'unclear'],
  ['one of two is offered', both, order(a3b1, { actions: [offered('cancel-items', { a: 3 })] }), 'unclear'],
  ['something else is offered', two, order(a3b1, { actions: [offered('return-items', { a: 3 })] }), 'unclear'],
  ['offered for the order as a whole', two, order(a3b1, { actions: [offered('cancel-items')] }), 'unclear'],
  ['the whole is offered', whole, order(a3b1, { actions: [offered('cancel-order')] }), 'open'],
  ['a withdrawal is offered', withdrawal, order(a3b1, { actions: [offered('withdraw')] }), 'open'],
  ['an older order that offers it', two, order(a3b1, { version: 2, actions: [offered('cancel-items', { a: 3 })] }), 'unclear'],
  ['an older order of the same epoch', { ...two, epoch: 'k1' }, order(a3b1, { version: 2, epoch: 'k1', actions: [offered('cancel-items', { a: 3 })] }), 'unclear'],
  ['an older order that names no epoch', { ...two, epoch: 'k1' }, order(a3b1, { version: 2, actions: [offered('cancel-items', { a: 3 })] }), 'unclear'],
  ['an older order that alone names an epoch', two, order(a3b1, { version: 2, epoch: 'k1', actions: [offered('cancel-items', { a: 3 })] }), 'unclear'],
  ['an order of another epoch', { ...two, epoch: 'k1' }, order(a3b1, { version: 2, epoch: 'k2', actions: [offered('cancel-items', { a: 3 })] }), 'open'],
  ['the very version', two, order(a3b1, { version: 3, actions: [offered('cancel-items', { a: 3 })] }), 'open'],
  ['all of it has left', two, order([{ id: 'a', total: 3, fulfilled: 3 }]), 'shipped'],
  ['a part of it has left', two, order([{ id: 'a', total: 3, fulfilled: 2 }]), 'unclear'],
  ['one of two has left', both, order([{ id: 'a', total: 3, fulfilled: 3 }, { id: 'b', total: 1 }]), 'unclear'],
  ['a withdrawal from what has left', withdrawal, order([{ id: 'a', total: 3, fulfilled: 3 }, { id: 'b', total: 1, fulfilled: 1 }]), 'unclear'],
  ['the whole has left', whole, order([{ id: 'a', total: 3, fulfilled: 3 }, { id: 'b', total: 1, fulfilled: 1 }]), 'shipped'],
  ['an entry says completed', two, order(a3b1, { adjustments: [adjusted('completed', { a: 2 })] }), 'canceled'],
  ['an entry says pending', two, order(a3b1, { adjustments: [adjusted('pending', { a: 2 })] }), 'requested'],
  ['an entry says rejected', two, order(a3b1, { adjustments: [adjusted('rejected', { a: 2 })] }), 'rejected'],
  ['an entry says something new', two, order(a3b1, { adjustments: [adjusted('dreaming', { a: 2 })] }), 'unclear'],
  ['an entry about more', two, order(a3b1, { adjustments: [adjusted('completed', { a: 3, b: 1 })] }), 'canceled'],
  ['an entry about fewer', two, order(a3b1, { adjustments: [adjusted('completed', { a: 1 })] }), 'unclear'],
  ['an entry about another line', two, order(a3b1, { adjustments: [adjusted('completed', { b: 2 })] }), 'unclear'],
  ['an entry about one of two', both, order(a3b1, { adjustments: [adjusted('completed', { a: 3 })] }), 'unclear'],
  ['an entry about everything', two, order(a3b1, { adjustments: [adjusted('completed', undefined)] }), 'canceled'],
  ['an entry that stood there before', two, order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { id: 'old' })] }), 'unclear'],
  ['an entry of money', two, order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { kind: 'refund' })] }), 'unclear'],
  ['a return', two, order(a3b1, { adjustments: [adjusted('completed', { a: 2 }, { kind: 'return' })] }), 'unclear'],
  ['a return after a withdrawal', withdrawal, order(a3b1, { adjustments: [adjusted('pending', { a: 3, b: 1 }, { kind: 'return' })] }), 'requested'],
  ['a withdrawal by cancellation', withdrawal, order(a3b1, { adjustments: [adjusted('completed', { a: 3, b: 1 })] }), 'canceled'],
  ['of the whole, an entry about a part', whole, order(a3b1, { adjustments: [adjusted('completed', { a: 3 })] }), 'unclear'],
  ['of the whole, an entry about all', whole, order(a3b1, { adjustments: [adjusted('pending', { a: 3, b: 1 })] }), 'requested'],
  ['of the whole with a line that had none, an entry about the others', wholeOfOne, order(a3b1, { adjustments: [adjusted('pending', { a: 3 })] }), 'requested'],
  ['offered beside something else', two, order(a3b1, { actions: [offered('return-items', { a: 3 }), offered('cancel-items', { a: 3 })] }), 'open'],
  ['the newest entry counts', two, order(a3b1, { adjustments: [adjusted('rejected', { a: 2 }), adjusted('pending', { a: 2 }, { id: 'newer' })] }), 'requested'],
  ['the named entry counts', two, order(a3b1, { adjustments: [adjusted('rejected', { a: 2 }), adjusted('pending', { a: 2 }, { id: 'newer' })] }), 'rejected', 'new'],
  ['pieces that are gone go before a pending entry', two, order([{ id: 'a', total: 1 }], { adjustments: [adjusted('pending', { a: 2 })] }), 'canceled'],
  ['an entry goes before what has left', two, order([{ id: 'a', total: 3, fulfilled: 3 }], { adjustments: [adjusted('pending', { a: 2 })] }), 'requested'],
];

describe('what an order says became of an intent', () => {
  for (const [what, intent, seen, outcome, cancellationId] of cases) {
    it(`${what}: ${outcome}`, () => assert.equal(outcomeIn(seen, intent, cancellationId), outcome));
  }

  it('an order without amounts says nothing about them', () => {
    const bare = readOrder({ id: 'o1', version: 1, lineItems: [{ id: 'a', title: 'a' }] });
    const intent = createIntent(bare, { type: 'cancel-order', lineItems: [] }, 'k');
    assert.deepEqual(intent.before.totals, []);
    assert.equal(outcomeIn(bare, intent), 'unclear');
    const none = createIntent(order([{ id: 'a', total: 0 }]), { type: 'cancel-order', lineItems: [] }, 'k');
    assert.equal(outcomeIn(order([{ id: 'a', total: 2 }]), { ...none, before: { totals: [], adjustments: [] } }), 'unclear');
  });

  it('a line that had none is not shipped', () => {
    const intent = createIntent(order([{ id: 'a', total: 2 }]), { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 5 }] }, 'k');
    assert.equal(outcomeIn(order([{ id: 'a', total: 0, fulfilled: 0 }]), intent), 'unclear');
  });
});

describe('an intent', () => {
  it('keeps what the order said of its lines', () => {
    assert.deepEqual(two, {
      type: 'cancel-items', lineItems: [{ id: 'a', quantity: 2 }], version: 3, epoch: undefined, key: 'k',
      before: { totals: [{ id: 'a', total: 3 }], adjustments: ['old'] },
    });
    assert.deepEqual(whole.before.totals, [{ id: 'a', total: 3 }, { id: 'b', total: 1 }]);
  });

  it('sends what the contract names, and nothing else', () => {
    assert.deepEqual(requestOf(two), { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 2 }], version: 3 });
    const reason = { code: 'late', text: 'too late' };
    assert.deepEqual(requestOf({ ...whole, reason }), { type: 'cancel-order', lineItems: [], version: 3, reason });
  });

  it('has a key of its own, with https and without', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const plain = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    const keys = Array.from({ length: 200 }, (_, index) => (index % 2 ? mintKey() : mintKey(plain)));
    for (const key of keys) assert.match(key, uuid);
    assert.equal(new Set(keys).size, 200);
    const ordered = { getRandomValues: <T,>(bytes: T): T => (bytes as Uint8Array).forEach((_, index) => ((bytes as Uint8Array)[index] = index * 17)) ?? bytes };
    assert.equal(mintKey(ordered as Crypto), '00112233-4455-4677-8899-aabbccddeeff');
    assert.equal(mintKey({ ...plain, randomUUID: () => 'a-b-c-d-e' }), 'a-b-c-d-e');
  });
});
