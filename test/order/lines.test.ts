import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codes, line, parcel, read } from './build.ts';

const canceled = (quantity: number, status = 'completed'): object => ({
  id: 'a1',
  kind: 'cancellation',
  status,
  lineItems: [{ id: 'dune', quantity }],
  money: { amount: 1290, currency: 'EUR' },
});
const of = (quantity: object): object => ({ lineItems: [{ id: 'dune', title: 'Dune', quantity }] });
const sent = (quantity: number): object => ({ shipments: [parcel('s1', { lineItems: [{ id: 'dune', quantity }] })] });
const unknownParcel = { shipments: [parcel('s1', { lineItems: null })] };

describe('what of a line has not been sent', () => {
  const cases: [what: string, fields: object, unshipped: number | undefined, warnings: string[]][] = [
    ['nothing is sent', { lineItems: [line('dune', 3)], shipments: [] }, 3, []],
    ['D21: two of three are', { lineItems: [line('dune', 3)], ...sent(2) }, 1, []],
    ['all are', { lineItems: [line('dune', 3)], ...sent(3) }, 0, []],
    ['one was canceled, by the line', { ...of({ original: 3, total: 2, fulfilled: 0 }), ...sent(1) }, 1, []],
    ['one was canceled, by the list', { lineItems: [line('dune', 3)], adjustments: [canceled(1)], ...sent(1) }, 1, []],
    ['one was canceled, by both', { ...of({ original: 3, total: 2, fulfilled: 0 }), adjustments: [canceled(1)], ...sent(1) }, 1, []],
    ['one may be canceled', { lineItems: [line('dune', 3)], adjustments: [canceled(1, 'pending')], ...sent(1) }, 2, []],
    ['one was added', { ...of({ original: 2, total: 3, fulfilled: 0 }), ...sent(2) }, 1, []],
    ['a voided parcel sends nothing', { lineItems: [line('dune', 3)], shipments: [parcel('s1', { status: 'canceled' })] }, 3, []],
    ['a return sends nothing', { lineItems: [line('dune', 3)], shipments: [parcel('s1', { direction: 'return' })] }, 3, []],
    ['a parcel’s contents are not known', { lineItems: [line('dune', 3)], ...unknownParcel }, undefined, []],
    ['they are not known, the line counts what was sent', { ...of({ original: 3, total: 3, fulfilled: 2 }), ...unknownParcel }, 1, []],
    ['the line counts more than the parcel', { ...of({ original: 3, total: 3, fulfilled: 2 }), ...sent(1) }, 1, []],
    ['how many are in it is not known', { lineItems: [line('dune', 3)], ...sent(1.5) }, undefined, []],
    ['how many were ordered is not known', { lineItems: [{ id: 'dune', title: 'Dune' }], ...sent(1) }, undefined, []],
    ['more were sent and canceled than ordered', { lineItems: [line('dune', 3)], adjustments: [canceled(2)], ...sent(2) }, 0, ['quantity-disagrees']],
  ];
  for (const [what, fields, unshipped, warnings] of cases) {
    it(`${what}: ${unshipped ?? 'not known'}`, () => {
      const reading = read([], { ...fields });
      assert.equal(reading.lines[0]?.unshipped, unshipped);
      assert.deepEqual(codes(reading), warnings);
    });
  }
});

describe('what is in which parcel', () => {
  it('line by line, and what is in none', () => {
    const reading = read([], {
      lineItems: [line('dune', 2), line('solaris', 1)],
      shipments: [parcel('s1'), parcel('s2')],
    });
    assert.deepEqual(reading.lines[0]?.inParcels, [{ shipmentId: 's1', quantity: 1 }, { shipmentId: 's2', quantity: 1 }]);
    assert.deepEqual(reading.parcels[0]?.items?.map((item) => [item.line.id, item.quantity]), [['dune', 1]]);
    assert.deepEqual(reading.rest?.items.map((item) => [item.line.id, item.quantity]), [['solaris', 1]]);
  });

  it('not known is not empty', () => {
    const reading = read([], { lineItems: [line('dune', 2)], ...unknownParcel });
    assert.equal(reading.parcels[0]?.items, undefined);
    assert.equal(reading.rest, undefined);
  });

  it('what was canceled, with the money that came back', () => {
    const [dune] = read([], { lineItems: [line('dune', 3)], shipments: [], adjustments: [canceled(1)] }).lines;
    assert.equal(dune?.canceled, 1);
    assert.equal(dune?.adjustments[0]?.money?.amount, 1290);
  });
});
