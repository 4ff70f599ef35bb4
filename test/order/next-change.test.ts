import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/index.ts';
import { orderStates } from '../support/order-fixtures.ts';
import fc, { runs } from '../support/fast-check.ts';

const noon = Date.parse('2026-11-23T11:00:00Z');
const day = 86_400_000;

/** The summary without `elapsedMs`, which grows all the time, and `changesAt`. */
const serialize = (summary: OrderSummary): string =>
  JSON.stringify(summary, (key, value: unknown) => (key === 'elapsedMs' || key === 'changesAt' ? undefined : value));

const ahead = (ms: number): string => new Date(noon + ms).toISOString();

describe('changesAt', () => {
  it('no summary changes before changesAt, for every state and time', () => {
    for (const [name, make] of Object.entries(orderStates)) {
      const parsed = parseOrder(make());
      assert.ok(parsed.ok);
      fc.assert(
        fc.property(
          fc.integer({ min: -3 * day, max: 30 * day }),
          fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
          fc.boolean(),
          (offset, part, isZoned) => {
            const order = isZoned ? parsed.data : { ...parsed.data, timeZone: undefined };
            const now = noon + offset;
            const summary = deriveOrderSummary(order, { now });
            assert.ok(summary.changesAt > now && summary.changesAt <= now + 1.5 * day, name);
            const later = Math.min(Math.floor(now + part * (summary.changesAt - now)), summary.changesAt - 1);
            assert.ok(
              serialize(deriveOrderSummary(order, { now: later })) === serialize(summary),
              `${name} at ${later}`,
            );
          },
        ),
        { numRuns: runs(40) },
      );
    }
  });

  it('is the next time of an event, a reported status, an action or a resolved exception', () => {
    const base = orderStates['under way']?.() ?? {};
    const shipment = (base['shipments'] as Record<string, unknown>[])[0];
    const deriveChangesIn = (fields: Record<string, unknown>): number => {
      const parsed = parseOrder({ ...base, ...fields });
      assert.ok(parsed.ok);
      return deriveOrderSummary(parsed.data, { now: noon }).changesAt - noon;
    };
    const minute = 60_000;
    assert.equal(
      deriveChangesIn({ events: [{ id: 'e', kind: 'packed', at: ahead(5 * minute), shipmentId: 's1' }] }),
      5 * minute,
    );
    assert.equal(
      deriveChangesIn({ events: [{ id: 'e', kind: 'packed', at: ahead(day + 5 * minute), shipmentId: 's1' }] }),
      5 * minute,
    );
    assert.equal(
      deriveChangesIn({ shipments: [{ ...shipment, status: 'delivered', statusAt: ahead(7 * minute) }] }),
      7 * minute,
    );
    assert.equal(
      deriveChangesIn({ actions: [{ type: 'cancel-order', mode: 'instant', until: ahead(9 * minute) }] }),
      9 * minute,
    );
    assert.equal(
      deriveChangesIn({
        shipments: [
          { ...shipment, exceptions: [{ kind: 'held', since: ahead(-minute), resolvedAt: ahead(3 * minute) }] },
        ],
      }),
      3 * minute,
    );
  });
});

it('changesAt is not after the time from which an order of a clock that is ahead counts', () => {
  const parsed = parseOrder({ id: 'o1', version: 1, placedAt: ahead(1.2 * day) });
  assert.ok(parsed.ok);
  assert.equal(deriveOrderSummary(parsed.data, { now: noon, timeZone: 'Europe/Berlin' }).changesAt, noon + 0.2 * day);
});

it('changesAt is not after the end of a pickup, in the zone of its place', () => {
  const parsed = parseOrder({
    id: 'o1',
    version: 1,
    shipments: [
      {
        id: 's1',
        status: 'ready_for_pickup',
        place: { name: 'Kiosk', timeZone: 'Europe/Lisbon' },
        pickup: { until: '2026-11-23T12:00:00' },
      },
    ],
  });
  assert.ok(parsed.ok);
  const { changesAt } = deriveOrderSummary(parsed.data, { now: noon, timeZone: 'Europe/Berlin' });
  assert.equal(changesAt, Date.parse('2026-11-23T12:00:00Z'));
  const isOver = (now: number): unknown =>
    deriveOrderSummary(parsed.data, { now, timeZone: 'Europe/Berlin' }).parcels[0]?.isPickupOver;
  assert.deepEqual([isOver(changesAt - 1), isOver(changesAt)], [false, true]);
});
