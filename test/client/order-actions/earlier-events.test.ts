import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createAuth } from '../../../src/client/http/auth.ts';
import { EarlierEvents } from '../../../src/client/order-actions/earlier-events.ts';
import { parseOrder, type Order } from '../../../src/contract/index.ts';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import fc, { runs } from '../../support/fast-check.ts';

const now = Date.parse('2026-11-23T11:00:00Z');
const url = new URL('https://shop.example/orders/o1/events');

type Fields = Readonly<Record<string, unknown>>;

function parse(fields: Fields): Order {
  const parsed = parseOrder({ id: 'o1', version: 1, placedAt: '2026-11-18T09:00:00Z', currency: 'EUR', ...fields });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.data;
}

const createEvent = (kind: string, day: number, fields: Fields = {}): Fields => ({
  id: `${kind} ${day}`,
  kind,
  at: `2026-11-${day}T08:00:00Z`,
  shipmentId: 's1',
  ...fields,
});

/** Fetches `events` as the earlier events of an order. */
async function fetchEarlier(order: Order, events: readonly Fields[]): Promise<EarlierEvents> {
  const earlierEvents = new EarlierEvents();
  mock.method(globalThis, 'fetch', () => Promise.resolve(Response.json({ events })));
  await earlierEvents.fetch(url, order, createAuth(undefined));
  mock.restoreAll();
  assert.equal(earlierEvents.state, 'idle');
  return earlierEvents;
}

const idsOf = ({ events }: Order): string[] => events.map(({ id }) => id);

const parcel = { id: 's1', method: 'locker', lineItems: null };

describe('earlier events', () => {
  it('do not undo a delivery by a word that the method decides', async () => {
    const events = [createEvent('ready_for_pickup', 20), createEvent('picked_up', 21)];
    const order = parse({ shipments: [parcel], earlierEvents: '/events' });
    const merged = (await fetchEarlier(order, events)).mergeInto(order);
    assert.equal(deriveOrderSummary(merged, { now }).status, 'delivered');
  });

  const order = parse({
    shipments: [parcel],
    events: [createEvent('in_transit', 20), createEvent('delivered', 21)],
    earlierEvents: '/events',
  });
  const earlier = [createEvent('packed', 18), createEvent('accepted', 19)];

  it('stay if a newer version lists fewer events', async () => {
    const events = await fetchEarlier(order, earlier);
    const newer = parse({
      version: 2,
      shipments: [parcel],
      events: [createEvent('delivered', 21), createEvent('note', 22)],
      earlierEvents: '/events',
    });
    assert.deepEqual(idsOf(events.mergeInto(newer)), [
      'packed 18',
      'accepted 19',
      'in_transit 20',
      'delivered 21',
      'note 22',
    ]);
  });

  it('of the order are gone if a newer version has deleted them', async () => {
    const events = await fetchEarlier(order, earlier);
    const newer = parse({
      version: 2,
      shipments: [parcel],
      events: [createEvent('in_transit', 20)],
      earlierEvents: '/events',
    });
    const merged = events.mergeInto(newer);
    assert.deepEqual(idsOf(merged), ['packed 18', 'accepted 19', 'in_transit 20']);
    assert.equal(deriveOrderSummary(merged, { now }).status, 'shipped');
  });

  it('are those of the order once it lists all of its events', async () => {
    const events = await fetchEarlier(order, earlier);
    const newer = parse({ version: 2, shipments: [parcel], events: [createEvent('accepted', 19)] });
    assert.equal(events.mergeInto(newer), newer);
    assert.equal(events.mergeInto(order), order);
  });

  const kinds = [
    'packed',
    'accepted',
    'in_transit',
    'delivered',
    'picked_up',
    'completed',
    'return_started',
    'returned',
    'canceled',
  ];
  const arbitraryEvent = fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.option(
      fc.integer({ min: 18, max: 23 }).map((day) => `2026-11-${day}T08:00:00Z`),
      { nil: undefined },
    ),
    shipmentId: fc.constantFrom('s1', 'r1', undefined),
    retracts: fc.option(
      fc.nat(5).map((index) => `e${index}`),
      { nil: undefined, freq: 4 },
    ),
  });
  const arbitraryOrder = fc.record({
    method: fc.constantFrom('courier', 'store', undefined),
    parcelMethod: fc.constantFrom('locker', 'post', undefined),
    hasReturn: fc.boolean(),
    events: fc.array(arbitraryEvent, { maxLength: 6 }),
    cut: fc.nat(6),
  });

  it('have the meaning that they have in the list of the order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryOrder, async ({ method, parcelMethod, hasReturn, events, cut }) => {
        const shipments = [
          { id: 's1', method: parcelMethod },
          ...(hasReturn ? [{ id: 'r1', direction: 'return', method: parcelMethod }] : []),
        ];
        const all = events.map((event, index) => ({ id: `e${index}`, ...event }));
        const whole = parse({ method, shipments, events: all });
        const newest = parse({ method, shipments, events: all.slice(cut), earlierEvents: '/events' });
        const merged = (await fetchEarlier(newest, all.slice(0, cut))).mergeInto(newest);
        assert.deepEqual(merged.events, whole.events);
      }),
      { numRuns: runs(100) },
    );
  });
});
