import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { warningCodes, line, parcel, summarize } from './order-builder.ts';

const canceled = (quantity: number, status = 'completed'): object => ({
  id: 'a1',
  kind: 'cancellation',
  status,
  lineItems: [{ id: 'dune', quantity }],
  money: { amount: 1290, currency: 'EUR' },
});
const of = (quantity: object): object => ({ lineItems: [{ id: 'dune', title: 'Dune', quantity }] });
const shipped = (quantity: number): object => ({
  shipments: [parcel('s1', { lineItems: [{ id: 'dune', quantity }] })],
});
const unknownParcel = { shipments: [parcel('s1', { lineItems: null })] };

describe('unshipped quantity', () => {
  const cases: [title: string, fields: object, unshipped: number | undefined, warnings: string[]][] = [
    ['without parcels', { lineItems: [line('dune', 3)], shipments: [] }, 3, []],
    ['with two of three pieces in a parcel [D21]', { lineItems: [line('dune', 3)], ...shipped(2) }, 1, []],
    ['with all pieces in a parcel', { lineItems: [line('dune', 3)], ...shipped(3) }, 0, []],
    ['with one piece canceled by the line', { ...of({ original: 3, total: 2, fulfilled: 0 }), ...shipped(1) }, 1, []],
    [
      'with one piece canceled by an adjustment',
      { lineItems: [line('dune', 3)], adjustments: [canceled(1)], ...shipped(1) },
      1,
      ['quantity-mismatch'],
    ],
    [
      'with one piece canceled by both',
      { ...of({ original: 3, total: 2, fulfilled: 0 }), adjustments: [canceled(1)], ...shipped(1) },
      1,
      [],
    ],
    [
      'with a pending cancellation',
      { lineItems: [line('dune', 3)], adjustments: [canceled(1, 'pending')], ...shipped(1) },
      2,
      [],
    ],
    ['with one piece added', { ...of({ original: 2, total: 3, fulfilled: 0 }), ...shipped(2) }, 1, []],
    [
      'with a canceled parcel',
      { lineItems: [line('dune', 3)], shipments: [parcel('s1', { status: 'canceled' })] },
      3,
      [],
    ],
    ['with a return', { lineItems: [line('dune', 3)], shipments: [parcel('s1', { direction: 'return' })] }, 3, []],
    ['with a parcel of unknown contents', { lineItems: [line('dune', 3)], ...unknownParcel }, undefined, []],
    [
      'with a parcel of unknown contents and a fulfilled quantity',
      { ...of({ original: 3, total: 3, fulfilled: 2 }), ...unknownParcel },
      1,
      [],
    ],
    [
      'with a fulfilled quantity above the contents',
      { ...of({ original: 3, total: 3, fulfilled: 2 }), ...shipped(1) },
      1,
      [],
    ],
    ['with an unknown quantity in the parcel', { lineItems: [line('dune', 3)], ...shipped(1.5) }, undefined, []],
    ['with an unknown ordered quantity', { lineItems: [{ id: 'dune', title: 'Dune' }], ...shipped(1) }, undefined, []],
    [
      'with more pieces shipped and canceled than ordered',
      { lineItems: [line('dune', 3)], adjustments: [canceled(2)], ...shipped(2) },
      0,
      ['quantity-mismatch'],
    ],
  ];
  for (const [title, fields, unshipped, warnings] of cases) {
    it(`${title}: ${unshipped ?? 'unknown'}`, () => {
      const summary = summarize([], { ...fields });
      assert.equal(summary.lines[0]?.unshipped, unshipped);
      assert.deepEqual(warningCodes(summary), warnings);
    });
  }
});

describe('contents of parcels', () => {
  it('are listed by line; the rest is unshipped', () => {
    const summary = summarize([], {
      lineItems: [line('dune', 2), line('solaris', 1)],
      shipments: [parcel('s1'), parcel('s2')],
    });
    assert.deepEqual(summary.lines[0]?.inParcels, [
      { shipmentId: 's1', quantity: 1 },
      { shipmentId: 's2', quantity: 1 },
    ]);
    assert.deepEqual(
      summary.parcels[0]?.items?.map((item) => [item.line.id, item.quantity]),
      [['dune', 1]],
    );
    assert.deepEqual(
      summary.unshippedItems?.items.map((item) => [item.line.id, item.quantity]),
      [['solaris', 1]],
    );
  });

  it('are undefined if unknown', () => {
    const summary = summarize([], { lineItems: [line('dune', 2)], ...unknownParcel });
    assert.equal(summary.parcels[0]?.items, undefined);
    assert.equal(summary.unshippedItems, undefined);
  });

  it('exclude canceled pieces; the adjustment has the refund', () => {
    const [dune] = summarize([], { lineItems: [line('dune', 3)], shipments: [], adjustments: [canceled(1)] }).lines;
    assert.equal(dune?.canceled, 1);
    assert.equal(dune?.adjustments[0]?.money?.amount, 1290);
  });
});
