import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createDeliveryPromise,
  createEvent,
  createOrder,
  createShipment,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, shippedOrder, textsOf, type ReadyViewModel } from './support/derive-ready.ts';

/* Each test is a false statement that an order status once made. Ids in parentheses group them by kind. */

const promised = [createDeliveryPromise('p1', '2026-12-01', '2026-12-03')];
const stepDetails = ({ parcels }: ReadyViewModel): string[] => textsOf(parcels[0]?.steps.map(({ details }) => details));

describe('a date in an order status', () => {
  for (const kind of [
    'lost',
    'destroyed',
    'refused',
    'unclaimed',
    'damaged',
    'customs_hold',
    'attempt_failed',
    'address_issue',
    'held',
  ]) {
    it(`is not expected of a parcel with the problem ${kind} (D3)`, () => {
      const order = shippedOrder({ exceptions: [{ id: 'x', kind, since: '2026-11-22T07:00:00Z' }] }, promised);
      assert.deepEqual(
        textsOf(deriveReady(order)).filter((text) => /expected|December/.test(text)),
        [],
      );
    });
  }

  for (const status of ['undeliverable', 'returning', 'returned']) {
    it(`is not expected of a parcel that is ${status} (D3)`, () => {
      const order = shippedOrder({ status, statusAt: '2026-11-22T07:00:00Z' }, promised);
      assert.deepEqual(
        textsOf(deriveReady(order)).filter((text) => /expected|December/.test(text)),
        [],
      );
    });
  }

  it('was expected if it is past (D3)', () => {
    const past = shippedOrder({}, [createDeliveryPromise('p1', '2026-11-19', '2026-11-20')]);
    assert.deepEqual(stepDetails(deriveReady(past)).slice(-1), ['was expected Thu 19 – Fri 20 November']);
  });

  it('is expected again once the problem is resolved (D3)', () => {
    const resolved = { id: 'x', kind: 'held', since: '2026-11-22T07:00:00Z', resolvedAt: '2026-11-22T08:00:00Z' };
    const order = shippedOrder({ exceptions: [resolved] }, promised);
    assert.deepEqual(stepDetails(deriveReady(order)).slice(-1), ['expected Tue 1 – Thu 3 December']);
  });

  it('has its year if that is not this one (D4)', () => {
    const order = createOrder({
      placedAt: '2025-11-20T09:00:00Z',
      shipments: [createShipment('s1', { status: 'delivered' })],
      events: [createEvent('accepted', '2025-11-21T09:00:00Z'), createEvent('delivered', '2025-11-23T09:00:00Z')],
      promises: [],
    });
    assert.match(headlineOf(order), /23 November 2025/);
    const days = textsOf(deriveReady(order)).filter((text) => /\bNov/.test(text));
    assert.ok(days.length > 3);
    assert.deepEqual(
      days.filter((text) => !text.includes('2025')),
      [],
    );
  });

  it('of an offer or a pickup has its year if that is not this one (D4)', () => {
    const order = shippedOrder({ status: 'ready_for_pickup', method: 'pickup', pickup: { until: '2027-01-30' } });
    assert.ok(textsOf(deriveReady(order)).some((text) => /30 January 2027/.test(text)));
  });
});

describe('an order status of a delivery that nobody carries', () => {
  const carrier = { name: 'Parcel Post' };
  const tracking = [{ number: 'A 1', url: 'https://carrier.example/A1' }];
  const withMethod = (method: string, fields: Fields): Fields =>
    createOrder({
      method,
      checkedAt: '2026-11-22T12:00:00Z',
      shipments: [createShipment('s1', { carrier, tracking, method: undefined, ...fields })],
      events: [createEvent('packed', '2026-11-21T07:05:00Z')],
      actions: [{ type: 'report-missing', mode: 'instant' }],
      promises: [],
    });

  for (const status of [
    'preparing',
    'packed',
    'accepted',
    'in_transit',
    'out_for_delivery',
    'ready_for_pickup',
    'delivered',
  ]) {
    it(`names no carrier, parcel or neighbor for a download that is ${status} (D6)`, () => {
      const viewModel = deriveReady(withMethod('digital', { status, statusAt: '2026-11-22T07:00:00Z' }));
      assert.doesNotMatch(textsOf(viewModel).join('\n'), /carrier|parcel|neighbor|not here|A 1|depot|pick|collect/i);
    });
  }

  for (const status of ['preparing', 'packed', 'ready_for_pickup']) {
    it(`names no carrier for a store that has it ${status} (D6)`, () => {
      const order = withMethod('store', { status, statusAt: '2026-11-22T07:00:00Z', carrier: undefined, tracking: [] });
      assert.doesNotMatch(textsOf(deriveReady(order)).join('\n'), /carrier|neighbor|not here/i);
    });
  }

  for (const method of ['store', 'pickup', 'locker']) {
    it(`looks nowhere for what the customer collected: ${method} (D6)`, () => {
      const order = withMethod(method, { status: 'delivered', statusAt: '2026-11-22T07:00:00Z' });
      assert.deepEqual(deriveReady(order).parcels[0]?.missing?.checks, []);
      assert.equal(deriveReady({ ...order, actions: [] }).parcels[0]?.missing, undefined);
    });
  }
});
