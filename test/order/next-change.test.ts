import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import { readOrder, type OrderReading } from '../../src/order/index.ts';
import { states } from '../components/order-status/support/orders.ts';
import fc, { runs } from '../support/fast-check.ts';

const noon = Date.parse('2026-11-23T11:00:00Z');
const day = 86_400_000;

/** How long it has been quiet grows with every millisecond and is no change. */
const settled = (reading: OrderReading): string =>
  JSON.stringify(reading, (key, value: unknown) => (key === 'quietFor' || key === 'changesAt' ? undefined : value));

const ahead = (ms: number): string => new Date(noon + ms).toISOString();

describe('until when a reading holds', () => {
  it('of every state: nothing changes before, whenever it is read', () => {
    for (const [name, make] of Object.entries(states)) {
      const parsed = parseOrder(make());
      assert.ok(parsed.ok);
      fc.assert(
        fc.property(fc.integer({ min: -3 * day, max: 30 * day }), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.boolean(), (offset, part, isZoned) => {
          const order = isZoned ? parsed.data : { ...parsed.data, timeZone: undefined };
          const now = noon + offset;
          const reading = readOrder(order, { now });
          assert.ok(reading.changesAt > now && reading.changesAt <= now + 1.5 * day, name);
          const later = Math.min(Math.floor(now + part * (reading.changesAt - now)), reading.changesAt - 1);
          assert.ok(settled(readOrder(order, { now: later })) === settled(reading), `${name} at ${later}`);
        }),
        { numRuns: runs(40) },
      );
    }
  });

  it('with times ahead: of an event, a summary, an offer, a mended trouble', () => {
    const base = states['under way']?.() ?? {};
    const shipment = (base['shipments'] as Record<string, unknown>[])[0];
    const at = (fields: Record<string, unknown>): number => {
      const parsed = parseOrder({ ...base, ...fields });
      assert.ok(parsed.ok);
      return readOrder(parsed.data, { now: noon }).changesAt - noon;
    };
    const minute = 60_000;
    assert.equal(at({ events: [{ id: 'e', kind: 'packed', at: ahead(5 * minute), shipmentId: 's1' }] }), 5 * minute);
    assert.equal(at({ events: [{ id: 'e', kind: 'packed', at: ahead(day + 5 * minute), shipmentId: 's1' }] }), 5 * minute);
    assert.equal(at({ shipments: [{ ...shipment, status: 'delivered', statusAt: ahead(7 * minute) }] }), 7 * minute);
    assert.equal(at({ actions: [{ type: 'cancel-order', mode: 'instant', until: ahead(9 * minute) }] }), 9 * minute);
    assert.equal(at({ shipments: [{ ...shipment, exceptions: [{ kind: 'held', since: ahead(-minute), resolvedAt: ahead(3 * minute) }] }] }), 3 * minute);
  });
});
