import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoizedOrderFacts } from '../../src/order/order-facts.ts';
import { parseOrder } from '../../src/contract/parse-order.ts';
import type { Order } from '../../src/contract/order.ts';
import { orderStates } from '../support/order-fixtures.ts';

const now = Date.parse('2026-11-23T11:00:00Z');
const timeZone = 'Europe/Berlin';

function createOrder(): Order {
  const parsed = parseOrder(orderStates['under way']?.());
  assert.ok(parsed.ok);
  return parsed.data;
}

describe('MemoizedOrderFacts', () => {
  it('derives new facts only for another order, another zone or a time outside the last result', () => {
    const memoized = new MemoizedOrderFacts();
    const order = createOrder();
    const facts = memoized.derive(order, { now, timeZone });
    const minute = 60_000;
    for (let later = now; later < facts.changesAt; later += 17 * minute) {
      assert.ok(memoized.derive(order, { now: later, timeZone }) === facts);
    }
    assert.ok(memoized.derive(order, { now: facts.changesAt - 1, timeZone }) === facts);
    const next = memoized.derive(order, { now: facts.changesAt, timeZone });
    assert.ok(next !== facts);
    assert.ok(memoized.derive(order, { now, timeZone }) !== next, 'after the clock was set back');
    const here = memoized.derive(order, { now, timeZone });
    assert.ok(memoized.derive(order, { now, timeZone: 'Asia/Tokyo' }) !== here);
    assert.ok(memoized.derive(createOrder(), { now, timeZone: 'Asia/Tokyo' }) !== here);
  });
});
