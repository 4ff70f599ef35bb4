import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderReading } from '../../src/order/index.ts';
import { event, parcel, promise, read } from './build.ts';

const marks = { done: '●', current: '◉', 'to-come': '○' };

/** E.g. `●ordered ◉packed ○delivered`. */
const rail = ({ progress }: OrderReading): string =>
  (progress?.steps ?? []).map(({ kind, state }) => marks[state] + kind).join(' ');

const on = (day: number): string => `2026-11-${day}T10:00:00Z`;
const by = (method: string | undefined): object => ({ shipments: [parcel('s1', { method })] });

describe('steps, each way its own', () => {
  const cases: [what: string, method: string | undefined, kinds: string[], rail: string][] = [
    ['courier', 'courier', [], '◉ordered ○packed ○with_carrier ○out_for_delivery ○delivered'],
    ['courier', 'courier', ['packed'], '●ordered ◉packed ○with_carrier ○out_for_delivery ○delivered'],
    ['courier', 'courier', ['packed', 'accepted', 'in_transit'], '●ordered ●packed ◉with_carrier ○out_for_delivery ○delivered'],
    ['courier', 'courier', ['delivered'], '●ordered ●packed ●with_carrier ●out_for_delivery ●delivered'],
    ['courier, attempt failed', 'courier', ['out_for_delivery', 'delivery_attempted'], '●ordered ●packed ◉with_carrier ○out_for_delivery ○delivered'],
    ['courier, left at a point', 'courier', ['out_for_delivery', 'ready_for_pickup'], '●ordered ●packed ●with_carrier ●out_for_delivery ◉ready_for_pickup ○delivered'],
    ['post', 'post', ['accepted'], '●ordered ●packed ◉with_carrier ○at_delivery_office ○delivered'],
    ['post', 'post', ['accepted', 'at_delivery_depot'], '●ordered ●packed ●with_carrier ◉at_delivery_office ○delivered'],
    ['post', 'post', ['accepted', 'out_for_delivery'], '●ordered ●packed ●with_carrier ●at_delivery_office ◉out_for_delivery ○delivered'],
    ['pickup point', 'pickup', ['accepted'], '●ordered ●packed ◉with_carrier ○ready_for_pickup ○collected'],
    ['pickup point', 'pickup', ['accepted', 'ready_for_pickup', 'delivered'], '●ordered ●packed ●with_carrier ●ready_for_pickup ●collected'],
    ['locker, by courier', 'locker', ['accepted', 'out_for_delivery'], '●ordered ●packed ●with_carrier ◉out_for_delivery ○ready_for_pickup ○collected'],
    ['store', 'store', ['packed'], '●ordered ◉packed ○ready_for_pickup ○collected'],
    ['store, from another one', 'store', ['packed', 'accepted'], '●ordered ●packed ◉with_carrier ○ready_for_pickup ○collected'],
    ['digital', 'digital', [], '◉ordered ○delivered'],
    ['digital', 'digital', ['delivered'], '●ordered ●delivered'],
    ['not known', undefined, ['accepted'], '●ordered ●packed ◉with_carrier ○delivered'],
    ['not known', 'by-pigeon', ['accepted'], '●ordered ●packed ◉with_carrier ○delivered'],
    ['going back', 'courier', ['packed', 'accepted', 'return_started'], '●ordered ●packed ●with_carrier ◉returning ○returned'],
    ['back', 'courier', ['accepted', 'return_started', 'returned_to_sender'], '●ordered ●with_carrier ●returning ●returned'],
    ['tapped delivered too early', 'courier', ['delivered', 'out_for_delivery'], '●ordered ●packed ●with_carrier ●out_for_delivery ●delivered'],
  ];
  for (const [what, method, kinds, expected] of cases) {
    it(`${what}: ${kinds.join(', ') || 'nothing yet'}`, () => {
      assert.equal(rail(read(kinds.map((kind, index) => event(kind, on(10 + index))), by(method))), expected);
    });
  }

  it('undeliverable ends the way', () => {
    const fields = { shipments: [parcel('s1', { status: 'undeliverable', statusAt: on(21) })] };
    assert.equal(rail(read([event('accepted', on(20))], fields)), '●ordered ●with_carrier ●undeliverable');
  });

  it('a return has steps of its own', () => {
    const stepsWith = (kinds: string[]): string[] | undefined =>
      read(kinds.map((kind) => event(kind, on(20))), { shipments: [parcel('s1', { direction: 'return' })] })
        .returns[0]?.steps.map(({ kind, state }) => marks[state] + kind);
    assert.deepEqual(stepsWith(['label_created']), ['◉return_announced', '○with_carrier', '○returned']);
    assert.deepEqual(stepsWith(['delivered']), ['●return_announced', '●with_carrier', '●returned']);
  });
});

describe('what a step says', () => {
  it('when it was reached and where, and what happened there since', () => {
    const { progress } = read([
      event('packed', '2026-11-15T16:40:00+01:00'),
      event('accepted', '2026-11-16T08:05:00+01:00', { place: { name: 'Leipzig' } }),
      event('arrived_at_facility', '2026-11-17T04:00:00', { id: 'newest', place: { name: 'Berlin' } }),
    ]);
    const [ordered, packed, carrier] = progress?.steps ?? [];
    assert.equal(ordered?.at, '2026-11-14T09:12:00Z');
    assert.equal(packed?.at, '2026-11-15T16:40:00+01:00');
    assert.equal(carrier?.at, '2026-11-16T08:05:00+01:00');
    assert.equal(carrier?.place?.name, 'Leipzig');
    assert.equal(carrier?.latest?.event.id, 'newest');
    assert.equal(progress?.current, 2);
  });

  it('of a second round, when that began', () => {
    const { progress } = read([
      event('accepted', on(10)),
      event('out_for_delivery', on(11)),
      event('delivery_attempted', on(12)),
      event('out_for_delivery', on(13)),
    ]);
    assert.deepEqual(progress?.steps.map(({ at }) => at).slice(2, 4), [on(10), on(13)]);
  });

  it('of one that was skipped, no time', () => {
    const { progress } = read([event('delivered', on(20))]);
    assert.deepEqual(progress?.steps.map(({ at }) => at), ['2026-11-14T09:12:00Z', undefined, undefined, undefined, on(20)]);
  });

  it('of one to come, when it is promised', () => {
    const promised = (from: string, to: string): unknown[] | undefined =>
      read([event('accepted', on(20))], { promises: [promise('p', from, to, on(14))] }).progress?.steps.map(
        ({ expected }) => expected,
      );
    const window = { from: '2026-11-24', to: '2026-11-26' };
    assert.deepEqual(promised(window.from, window.to), [undefined, undefined, undefined, undefined, window]);
    const day = { from: '2026-11-24', to: '2026-11-24' };
    assert.deepEqual(promised(day.from, day.to), [undefined, undefined, undefined, day, day]);
  });

  it('known by the summary alone, since when that holds', () => {
    const { progress } = read([], { shipments: [parcel('s1', { status: 'accepted', statusAt: on(20) })] });
    assert.equal(progress?.steps[2]?.at, on(20));
  });

  it('never of an event from the future or one that was taken back', () => {
    const { progress } = read([
      event('packed', on(15), { id: 'mistake' }),
      event('note', on(16), { retracts: 'mistake' }),
      event('accepted', '2027-01-01T10:00:00Z'),
    ]);
    assert.deepEqual(progress?.steps.map(({ state, at }) => [state, at])[0], ['current', '2026-11-14T09:12:00Z']);
  });
});
