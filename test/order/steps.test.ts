import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderSummary } from '../../src/order/index.ts';
import { event, parcel, promise, summarize } from './order-builder.ts';

const marks = { done: '●', current: '◉', 'to-come': '○' };

/** For example `●ordered ◉packed ○delivered`. */
const formatSteps = ({ progress }: OrderSummary): string =>
  (progress?.steps ?? []).map(({ kind, state }) => marks[state] + kind).join(' ');

const on = (day: number): string => `2026-11-${day}T10:00:00Z`;
const withMethod = (method: string | undefined): object => ({ shipments: [parcel('s1', { method })] });

describe('steps by delivery method', () => {
  const cases: [title: string, method: string | undefined, kinds: string[], expected: string][] = [
    ['courier', 'courier', [], '◉ordered ○packed ○with_carrier ○out_for_delivery ○delivered'],
    ['courier', 'courier', ['packed'], '●ordered ◉packed ○with_carrier ○out_for_delivery ○delivered'],
    [
      'courier',
      'courier',
      ['packed', 'accepted', 'in_transit'],
      '●ordered ●packed ◉with_carrier ○out_for_delivery ○delivered',
    ],
    ['courier', 'courier', ['delivered'], '●ordered ●packed ●with_carrier ●out_for_delivery ●delivered'],
    [
      'courier with a failed attempt',
      'courier',
      ['out_for_delivery', 'delivery_attempted'],
      '●ordered ●packed ◉with_carrier ○out_for_delivery ○delivered',
    ],
    [
      'courier with delivery to a pickup point',
      'courier',
      ['out_for_delivery', 'ready_for_pickup'],
      '●ordered ●packed ●with_carrier ●out_for_delivery ◉ready_for_pickup ○delivered',
    ],
    ['post', 'post', ['accepted'], '●ordered ●packed ◉with_carrier ○at_delivery_office ○delivered'],
    [
      'post',
      'post',
      ['accepted', 'at_delivery_depot'],
      '●ordered ●packed ●with_carrier ◉at_delivery_office ○delivered',
    ],
    [
      'post',
      'post',
      ['accepted', 'out_for_delivery'],
      '●ordered ●packed ●with_carrier ●at_delivery_office ◉out_for_delivery ○delivered',
    ],
    ['pickup point', 'pickup', ['accepted'], '●ordered ●packed ◉with_carrier ○ready_for_pickup ○collected'],
    [
      'pickup point',
      'pickup',
      ['accepted', 'ready_for_pickup', 'delivered'],
      '●ordered ●packed ●with_carrier ●ready_for_pickup ●collected',
    ],
    [
      'locker with a delivery round',
      'locker',
      ['accepted', 'out_for_delivery'],
      '●ordered ●packed ●with_carrier ◉out_for_delivery ○ready_for_pickup ○collected',
    ],
    ['store', 'store', ['packed'], '●ordered ◉packed ○ready_for_pickup ○collected'],
    [
      'store with transport by a carrier',
      'store',
      ['packed', 'accepted'],
      '●ordered ●packed ◉with_carrier ○ready_for_pickup ○collected',
    ],
    ['digital', 'digital', [], '◉ordered ○delivered'],
    ['digital', 'digital', ['delivered'], '●ordered ●delivered'],
    ['unknown method', undefined, ['accepted'], '●ordered ●packed ◉with_carrier ○delivered'],
    ['unknown method', 'by-pigeon', ['accepted'], '●ordered ●packed ◉with_carrier ○delivered'],
    [
      'returning',
      'courier',
      ['packed', 'accepted', 'return_started'],
      '●ordered ●packed ●with_carrier ◉returning ○returned',
    ],
    [
      'returned',
      'courier',
      ['accepted', 'return_started', 'returned_to_sender'],
      '●ordered ●with_carrier ●returning ●returned',
    ],
    [
      'delivered before out_for_delivery',
      'courier',
      ['delivered', 'out_for_delivery'],
      '●ordered ●packed ●with_carrier ●out_for_delivery ●delivered',
    ],
  ];
  for (const [title, method, kinds, expected] of cases) {
    it(`${title}: ${kinds.join(', ') || 'no events'}`, () => {
      assert.equal(
        formatSteps(
          summarize(
            kinds.map((kind, index) => event(kind, on(10 + index))),
            withMethod(method),
          ),
        ),
        expected,
      );
    });
  }

  it('undeliverable is the last step', () => {
    const fields = { shipments: [parcel('s1', { status: 'undeliverable', statusAt: on(21) })] };
    assert.equal(formatSteps(summarize([event('accepted', on(20))], fields)), '●ordered ●with_carrier ●undeliverable');
  });

  it('a return has other steps', () => {
    const stepsWith = (kinds: string[]): string[] | undefined =>
      summarize(
        kinds.map((kind) => event(kind, on(20))),
        { shipments: [parcel('s1', { direction: 'return' })] },
      ).returns[0]?.steps.map(({ kind, state }) => marks[state] + kind);
    assert.deepEqual(stepsWith(['label_created']), ['◉return_announced', '○with_carrier', '○returned']);
    assert.deepEqual(stepsWith(['delivered']), ['●return_announced', '●with_carrier', '●returned']);
  });
});

describe('step', () => {
  it('has time and place of its first event, and the latest event', () => {
    const { progress } = summarize([
      event('packed', '2026-11-15T16:40:00+01:00'),
      event('accepted', '2026-11-16T08:05:00+01:00', { place: { name: 'Leipzig' } }),
      event('arrived_at_facility', '2026-11-17T04:00:00', { id: 'newest', place: { name: 'Berlin' } }),
    ]);
    const [ordered, packed, carrier] = progress?.steps ?? [];
    assert.equal(ordered?.at, '2026-11-01T09:12:00Z');
    assert.equal(packed?.at, '2026-11-15T16:40:00+01:00');
    assert.equal(carrier?.at, '2026-11-16T08:05:00+01:00');
    assert.equal(carrier?.place?.name, 'Leipzig');
    assert.equal(carrier?.latest?.event.id, 'newest');
    assert.equal(progress?.current, 2);
  });

  it('has the time of the second round', () => {
    const { progress } = summarize([
      event('accepted', on(10)),
      event('out_for_delivery', on(11)),
      event('delivery_attempted', on(12)),
      event('out_for_delivery', on(13)),
    ]);
    assert.deepEqual(progress?.steps.map(({ at }) => at).slice(2, 4), [on(10), on(13)]);
  });

  it('has no time if skipped', () => {
    const { progress } = summarize([event('delivered', on(20))]);
    assert.deepEqual(
      progress?.steps.map(({ at }) => at),
      ['2026-11-01T09:12:00Z', undefined, undefined, undefined, on(20)],
    );
  });

  it('has the promised window if it is to come', () => {
    const promised = (from: string, to: string): unknown[] | undefined =>
      summarize([event('accepted', on(20))], { promises: [promise('p', from, to, on(14))] }).progress?.steps.map(
        ({ expected }) => expected,
      );
    const window = { from: '2026-11-24', to: '2026-11-26' };
    assert.deepEqual(promised(window.from, window.to), [undefined, undefined, undefined, undefined, window]);
    const day = { from: '2026-11-24', to: '2026-11-24' };
    assert.deepEqual(promised(day.from, day.to), [undefined, undefined, undefined, day, day]);
  });

  it('has the time of the reported status without events', () => {
    const { progress } = summarize([], { shipments: [parcel('s1', { status: 'accepted', statusAt: on(20) })] });
    assert.equal(progress?.steps[2]?.at, on(20));
  });

  it('ignores future and retracted events', () => {
    const { progress } = summarize([
      event('packed', on(15), { id: 'mistake' }),
      event('note', on(16), { retracts: 'mistake' }),
      event('accepted', '2027-01-01T10:00:00Z'),
    ]);
    assert.deepEqual(progress?.steps.map(({ state, at }) => [state, at])[0], ['current', '2026-11-01T09:12:00Z']);
  });
});

describe('scans of the way back', () => {
  it('reach no step of the way to the customer', () => {
    const summary = summarize([
      event('accepted', on(16)),
      event('delivery_attempted', on(17)),
      event('return_started', on(18)),
      event('out_for_delivery', on(19)),
      event('ready_for_pickup', on(20)),
    ]);
    assert.equal(formatSteps(summary), '●ordered ●with_carrier ◉returning ○returned');
    const carrier = summary.progress?.steps.find(({ kind }) => kind === 'with_carrier');
    assert.equal(carrier?.latest?.at, on(17));
  });

  it('count again after the parcel was turned round', () => {
    const summary = summarize([
      event('returned_to_sender', on(18)),
      event('accepted', on(20)),
      event('out_for_delivery', on(21)),
    ]);
    assert.equal(formatSteps(summary), '●ordered ●packed ●with_carrier ◉out_for_delivery ○delivered');
  });
});

describe('a parcel that waits for the customer', () => {
  for (const kind of ['pickup_point', 'post_office', 'locker'])
    it(`was delivered to the ${kind}, not collected`, () => {
      const summary = summarize([event('delivered', on(20))], {
        shipments: [parcel('s1', { method: 'pickup', delivery: { kind } })],
      });
      assert.equal(formatSteps(summary), '●ordered ●packed ●with_carrier ●ready_for_pickup ●delivered');
    });

  it('was collected if the recipient has it', () => {
    const summary = summarize([event('delivered', on(20))], {
      shipments: [parcel('s1', { method: 'pickup', delivery: { kind: 'recipient' } })],
    });
    assert.equal(formatSteps(summary), '●ordered ●packed ●with_carrier ●ready_for_pickup ●collected');
  });
});
