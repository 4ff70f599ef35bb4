import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RememberedReading } from '../../../src/components/order-status/remembered-reading.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import type { Order } from '../../../src/contract/order.ts';
import { states } from './support/orders.ts';

const now = Date.parse('2026-11-23T11:00:00Z');
const timeZone = 'Europe/Berlin';

function order(): Order {
  const parsed = parseOrder(states['under way']?.());
  assert.ok(parsed.ok);
  return parsed.data;
}

describe('a remembered reading', () => {
  it('is the same until the order, its zone or what time makes of it is another', () => {
    const readings = new RememberedReading();
    const first = order();
    const reading = readings.read(first, { now, timeZone });
    const minute = 60_000;
    for (let later = now; later < reading.changesAt; later += 17 * minute) {
      assert.ok(readings.read(first, { now: later, timeZone }) === reading);
    }
    assert.ok(readings.read(first, { now: reading.changesAt - 1, timeZone }) === reading);
    const next = readings.read(first, { now: reading.changesAt, timeZone });
    assert.ok(next !== reading);
    assert.ok(readings.read(first, { now, timeZone }) !== next, 'a clock that was set back');
    const here = readings.read(first, { now, timeZone });
    assert.ok(readings.read(first, { now, timeZone: 'Asia/Tokyo' }) !== here);
    assert.ok(readings.read(order(), { now, timeZone: 'Asia/Tokyo' }) !== here);
  });
});
