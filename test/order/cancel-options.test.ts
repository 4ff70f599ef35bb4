import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { findNextDeadline } from '../../src/order/cancel-options.ts';

const at = (minute: number): string => `2026-11-23T12:${minute}:00Z`;

it('the next deadline is that of the next ending offer of the type', () => {
  const parsed = parseOrder({
    id: 'o1',
    version: 1,
    actions: [
      { type: 'cancel-items', mode: 'instant', until: at(40) },
      { type: 'cancel-items', mode: 'request', until: at(20) },
      { type: 'cancel-items', mode: 'instant' },
      { type: 'cancel-order', mode: 'instant', until: at(10) },
    ],
  });
  assert.ok(parsed.ok);
  const find = (type: 'cancel-items' | 'withdraw', minute: number): number =>
    findNextDeadline(parsed.data, type, Date.parse(at(minute)));
  assert.equal(find('cancel-items', 10), Date.parse(at(20)));
  assert.equal(find('cancel-items', 20), Date.parse(at(40)));
  assert.equal(find('cancel-items', 40), Infinity);
  assert.equal(find('withdraw', 10), Infinity);
});
