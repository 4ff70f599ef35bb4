import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../../../src/contract/index.ts';
import { isFinal } from '../../../../src/server/http/stream/sse-frames.ts';
import { snapshot } from '../handler-harness.ts';

describe('a final order', () => {
  it('needs all items delivered and nothing open', () => {
    const line = { id: 'a', title: 'A', quantity: { original: 1, total: 1, fulfilled: 1 } };
    const delivered = {
      ...snapshot,
      id: 'o1',
      version: 1,
      lineItems: [line],
      shipments: [{ id: 's', status: 'delivered' }],
    };
    const final = (more: object): boolean => {
      const parsed = parseOrder({ ...delivered, ...more });
      return parsed.ok && isFinal(parsed.data);
    };
    assert.ok(final({}));
    assert.ok(!final({ shipments: [{ id: 's', status: 'in_transit' }] }));
    assert.ok(!final({ shipments: [{ id: 's', status: 'delivered', exceptions: [{ kind: 'damaged' }] }] }));
    assert.ok(!final({ actions: [{ type: 'return-items', mode: 'request' }] }));
    assert.ok(!final({ adjustments: [{ id: 'x', kind: 'refund', status: 'pending' }] }));
    assert.ok(!final({ lineItems: [{ ...line, quantity: { original: 1, total: 1, fulfilled: 0 } }] }));
    assert.ok(!final({ lineItems: [] }));
  });
});
