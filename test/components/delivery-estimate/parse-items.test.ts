import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { parseItems, type WrittenItems } from '../../../src/components/delivery-estimate/parse-items.ts';

const item = (sku: string, quantity?: number, title?: string) => ({ sku, quantity, title });

describe('parseItems', () => {
  const readable: [what: string, written: WrittenItems, expected: unknown][] = [
    ['nothing', {}, undefined],
    ['null and blank text as nothing', { items: null, sku: ' ' }, undefined],
    ['a product', { sku: 'mug' }, [item('mug')]],
    ['a product with its quantity', { sku: 'mug', quantity: 2 }, [item('mug', 2)]],
    ['numbers as text, and text as numbers', { sku: 1001, quantity: '2' }, [item('1001', 2)]],
    [
      'a list before the product',
      { sku: 'cup', items: [{ sku: 'mug', title: 'Mug' }] },
      [item('mug', undefined, 'Mug')],
    ],
    ['JSON', { items: '[{"sku":"mug","quantity":2},{"sku":7}]' }, [item('mug', 2), item('7')]],
    ['an empty cart', { items: [] }, []],
  ];
  for (const [what, written, expected] of readable) {
    it(`D7: reads ${what}`, () => assert.deepEqual(parseItems(written), expected));
  }

  const unreadable: [written: WrittenItems, path: string][] = [
    [{ sku: {} }, 'sku'],
    [{ sku: 'mug', quantity: 0 }, 'quantity'],
    [{ sku: 'mug', quantity: NaN }, 'quantity'],
    [{ sku: 'mug', quantity: 1.5 }, 'quantity'],
    [{ items: '[{"sku":"mug"', sku: 'cup' }, 'items'],
    [{ items: { sku: 'mug' } }, 'items'],
    [{ items: 5 }, 'items'],
    [{ items: ['mug'] }, 'items.0.sku'],
    [{ items: [null] }, 'items.0.sku'],
    [{ items: [{ sku: 'mug' }, { id: 'pre' }] }, 'items.1.sku'],
    [{ items: [{ sku: '' }] }, 'items.0.sku'],
    [{ items: [{ sku: 'mug' }, { sku: 'mug' }, { sku: 'mug', quantity: -1 }] }, 'items.2.quantity'],
  ];
  unreadable.forEach(([written, path], index) => {
    it(`D7: reads nothing of example ${index + 1}, and names ${path}`, () => {
      const warn = mock.method(console, 'warn', () => undefined);
      assert.equal(parseItems(written), null);
      const texts = warn.mock.calls.map(({ arguments: [text] }) => String(text));
      warn.mock.restore();
      // A text that was given before is not given again.
      for (const text of texts) assert.ok(text.startsWith(`Waybill: delivery-estimate: ${path}: expected `), text);
    });
  });
});
