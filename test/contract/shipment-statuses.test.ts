import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  hasLeftShop,
  resolveShipmentStatus,
  shipmentStatuses,
  shipmentStatusTable,
} from '../../src/contract/shipment-statuses.ts';

const statusesWith = (column: 'hasLeftShop' | 'endsPromise' | 'isFinal'): string[] =>
  shipmentStatuses.filter((status) => shipmentStatusTable[status][column]);

describe('shipment statuses', () => {
  it('have ranks in the order in which a shipment usually passes them', () => {
    const byRank = shipmentStatuses.toSorted((a, b) => shipmentStatusTable[a].rank - shipmentStatusTable[b].rank);
    assert.deepEqual(byRank, [
      'unknown',
      'preparing',
      'packed',
      'canceled',
      'accepted',
      'in_transit',
      'out_for_delivery',
      'ready_for_pickup',
      'undeliverable',
      'delivered',
      'returning',
      'returned',
    ]);
    assert.equal(new Set(shipmentStatuses.map((status) => shipmentStatusTable[status].rank)).size, 12);
  });

  it('leave the shop with the first scan of the carrier', () => {
    assert.deepEqual(statusesWith('hasLeftShop'), [
      'accepted',
      'in_transit',
      'out_for_delivery',
      'ready_for_pickup',
      'delivered',
      'undeliverable',
      'returning',
      'returned',
    ]);
    for (const status of shipmentStatuses) assert.equal(hasLeftShop(status), shipmentStatusTable[status].hasLeftShop);
  });

  it('end the promise when the shipment has arrived or will not arrive', () => {
    assert.deepEqual(statusesWith('endsPromise'), [
      'ready_for_pickup',
      'delivered',
      'undeliverable',
      'returning',
      'returned',
      'canceled',
    ]);
  });

  it('are final when no further event is expected', () => {
    assert.deepEqual(statusesWith('isFinal'), ['delivered', 'returned', 'canceled']);
  });

  it('resolve unlisted codes to unknown', () => {
    for (const status of shipmentStatuses) assert.equal(resolveShipmentStatus(status), status);
    for (const code of ['', 'teleported', 'toString', 'Delivered'])
      assert.equal(resolveShipmentStatus(code), 'unknown');
  });
});
