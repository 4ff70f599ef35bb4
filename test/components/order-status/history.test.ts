import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEvent, createLineItem, createOrder, createShipment, type Fields } from '../../support/order-fixtures.ts';
import { deriveReady } from './support/derive-ready.ts';

const orderOf = (events: Fields[], fields: Fields = {}): Fields =>
  createOrder({
    lineItems: [createLineItem('dune', 'Dune'), createLineItem('solaris', 'Solaris')],
    shipments: [
      createShipment('s1'),
      createShipment('s2', { tracking: [{ number: 'B' }], lineItems: [{ id: 'solaris', quantity: 1 }] }),
    ],
    events,
    ...fields,
  });

const linesOf = (order: Fields, input: Parameters<typeof deriveReady>[1] = {}): string[] =>
  deriveReady(order, input).history.entries.map(({ time, text, place, parcel }) =>
    [time?.text, text, place, parcel].filter(Boolean).join(' | '),
  );

const out = createEvent('out_for_delivery', '2026-11-23T06:00:00Z', { place: { name: 'Berlin' } });
const scan = createEvent('in_transit', '2026-11-22T17:40:00Z', { shipmentId: 's2', text: 'Arrived' });

describe('the history of an order', () => {
  it('is one for all parcels, the newest first, with their titles', () => {
    const hold = createEvent('on_hold', '2026-11-21T08:00:00Z', { shipmentId: undefined });
    assert.deepEqual(linesOf(orderOf([hold, out, scan])), [
      'today, 7:00 | Out for delivery | Berlin | Dune',
      '22 Nov, 18:40 | Arrived | Solaris',
      '21 Nov, 9:00 | On hold',
    ]);
  });

  it('has no titles for a single parcel', () => {
    const order = createOrder({ shipments: [createShipment('s1')], events: [out] });
    assert.deepEqual(linesOf(order), ['today, 7:00 | Out for delivery | Berlin']);
  });

  it('has the title of a return', () => {
    const shipments = [
      createShipment('s1'),
      createShipment('r1', { direction: 'return', tracking: [{ number: 'R' }] }),
    ];
    const back = createEvent('accepted', '2026-11-22T17:40:00Z', { shipmentId: 'r1' });
    assert.deepEqual(linesOf(createOrder({ shipments, events: [back] })), ['22 Nov, 18:40 | Shipped | Return']);
  });

  it('has as many entries as are asked for, of all parcels together', () => {
    const events = Array.from({ length: 30 }, (_, index) =>
      createEvent('in_transit', new Date(Date.parse('2026-11-20T00:00:00Z') + index * 3_600_000).toISOString(), {
        shipmentId: index % 2 === 0 ? 's1' : 's2',
        text: `scan ${index}`,
      }),
    );
    const { entries, hasMore } = deriveReady(orderOf(events), { historyLimit: 20 }).history;
    assert.deepEqual(
      entries.map(({ text, parcel }) => `${text} ${parcel}`),
      Array.from({ length: 20 }, (_, index) => `scan ${29 - index} ${index % 2 === 0 ? 'Solaris' : 'Dune'}`),
    );
    assert.equal(hasMore, true);
    const all = deriveReady(orderOf(events), { historyLimit: 30 }).history;
    assert.deepEqual([all.entries.length, all.hasMore], [30, false]);
  });

  it('has more if the shop can be asked for earlier events', () => {
    assert.equal(deriveReady(orderOf([out])).history.hasMore, false);
    assert.equal(deriveReady(orderOf([out]), { hasEarlierEvents: true }).history.hasMore, true);
  });

  it('has entries with different keys', () => {
    const { entries } = deriveReady(orderOf([out, scan])).history;
    assert.equal(new Set(entries.map(({ key }) => key)).size, 2);
  });
});
