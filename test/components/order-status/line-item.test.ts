import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LineItemViewModel } from '../../../src/components/order-status/line-item.view-model.ts';
import { createLineItem, createOrder, createShipment, type Fields } from '../../support/order-fixtures.ts';
import { deriveReady, plainTextOf } from './support/derive-ready.ts';

const itemOf = (fields: Fields, quantity = 1): LineItemViewModel => {
  const order = createOrder({
    lineItems: [createLineItem('dune', 'Dune', quantity, fields)],
    shipments: [createShipment('s1', { status: 'in_transit', lineItems: [{ id: 'dune', quantity }] })],
  });
  const [item] = deriveReady(order).parcels.flatMap(({ items }) => items);
  assert.ok(item);
  return item;
};
const linesOf = (fields: Fields, quantity?: number): (string | undefined)[] => {
  const { text, details } = itemOf(fields, quantity);
  return [text, ...details.map(plainTextOf)];
};

describe('an item of a parcel', () => {
  const unitPrice = { amount: 1290, currency: 'EUR' };

  it('has its quantity beside the price of one piece', () => {
    assert.deepEqual(linesOf({ unitPrice }, 2), ['Dune', '2 × €12.90']);
  });

  it('has its price alone for one piece', () => {
    assert.deepEqual(linesOf({ unitPrice }), ['Dune', '€12.90']);
  });

  it('has its quantity beside its title without a price', () => {
    assert.deepEqual(linesOf({}, 2), ['2 × Dune']);
    assert.deepEqual(linesOf({}), ['Dune']);
  });

  it('of a line in several parcels has the quantity in each', () => {
    const order = createOrder({
      lineItems: [createLineItem('dune', 'Dune', 3, { unitPrice })],
      shipments: [createShipment('s1', { status: 'in_transit', lineItems: [{ id: 'dune', quantity: 2 }] })],
    });
    const rows = deriveReady(order).parcels.map(({ isUnshipped, items }) => [
      isUnshipped,
      ...items.flatMap(({ text, details }) => [text, ...details.map(plainTextOf)]),
    ]);
    assert.deepEqual(rows.toSorted(), [
      [false, 'Dune', '2 × €12.90'],
      [true, 'Dune', '€12.90'],
    ]);
  });

  it('has its page and its picture', () => {
    const { url, imageUrl } = itemOf({ url: 'https://shop.example/dune', imageUrl: 'https://cdn.example/dune.jpg' });
    assert.deepEqual([url, imageUrl], ['https://shop.example/dune', 'https://cdn.example/dune.jpg']);
  });
});

describe('a URL of the shop or the carrier', () => {
  /** All URLs of a view model in which every field is `url`. */
  const urlsOf = (url: string): (string | undefined)[] => {
    const exceptions = [
      { kind: 'damaged', since: '2026-11-22T10:00:00Z', actionRequired: { by: 'recipient', what: 'x', url } },
    ];
    const viewModel = deriveReady(
      createOrder({
        lineItems: [createLineItem('dune', 'Dune', 1, { url, imageUrl: url })],
        shipments: [
          createShipment('s1', {
            status: 'delivered',
            tracking: [{ number: 'A', url }],
            delivery: { photoUrl: url, proofUrl: url },
            exceptions,
          }),
        ],
        helpUrl: url,
        actions: [{ type: 'withdraw', mode: 'request', url: 'https://shop.example/withdraw' }],
      }),
    );
    const [parcel] = viewModel.parcels;
    const [item] = parcel?.items ?? [];
    return [
      viewModel.helpUrl,
      parcel?.photoUrl,
      parcel?.proofUrl,
      parcel?.tracking[0]?.url,
      parcel?.issues[0]?.action?.url,
      item?.url,
      item?.imageUrl,
    ];
  };
  const withLocation = (origin: string, run: () => void): void => {
    const before = Object.getOwnPropertyDescriptor(globalThis, 'location');
    Object.defineProperty(globalThis, 'location', { value: { origin }, configurable: true });
    try {
      run();
    } finally {
      if (before) Object.defineProperty(globalThis, 'location', before);
      else Reflect.deleteProperty(globalThis, 'location');
    }
  };

  it('is https', () => {
    const url = 'https://shop.example/a';
    assert.deepEqual(new Set(urlsOf(url)), new Set([url]));
  });

  for (const url of [
    'http://shop.example/a',
    'javascript:alert(1)',
    'data:text/html,x',
    '/relative',
    '//shop.example/a',
    'https://user:secret@shop.example/',
  ]) {
    it(`is left out: ${url}`, () => assert.deepEqual(new Set(urlsOf(url)), new Set([undefined])));
  }

  it('is http only of the page’s own origin', () => {
    withLocation('http://localhost:8000', () => {
      const own = 'http://localhost:8000/a';
      assert.deepEqual(new Set(urlsOf(own)), new Set([own]));
      assert.deepEqual(new Set(urlsOf('http://localhost/a')), new Set([undefined]));
    });
  });

  it('is not http of an origin that begins like that of the page', () => {
    withLocation('http://shop', () => {
      for (const other of ['http://shop.evil.example/a', 'http://shop:8000/a'])
        assert.deepEqual(new Set(urlsOf(other)), new Set([undefined]), other);
    });
  });

  it('is https on a page of any origin', () => {
    withLocation('http://localhost:8000', () => {
      const url = 'https://cdn.example/a.jpg';
      assert.deepEqual(new Set(urlsOf(url)), new Set([url]));
    });
  });
});
