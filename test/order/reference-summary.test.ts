import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../src/contract/parse-order.ts';
import type { Shipment } from '../../src/contract/shipment.ts';
import { deriveOrderSummary, type OrderSummary } from '../../src/order/index.ts';
import { normalizeTrackingNumber } from '../../src/order/tracking-numbers.ts';
import fc, { runs } from '../support/fast-check.ts';
import { orders } from './arbitraries.ts';
import { deriveReferenceSummary } from './reference-summary.ts';

const nows = fc.constantFrom('2026-11-12T00:00:00Z', '2026-11-23T11:00:00Z', '2027-02-01T00:00:00Z');

const listNumbers = ({ tracking }: Shipment): string[] => [
  ...new Set(tracking.map(({ number }) => normalizeTrackingNumber(number))),
];

const describeParcel = ({ shipment, status, since, items }: OrderSummary['parcels'][number]): object => ({
  id: shipment.id,
  status,
  since,
  numbers: listNumbers(shipment),
  items: items?.map(({ line, quantity }) => ({ id: line.id, quantity })),
});

const describeReturn = ({ shipment, status, since }: OrderSummary['parcels'][number]): object => ({
  id: shipment.id,
  status,
  since,
  numbers: listNumbers(shipment),
});

describe('a second implementation of the rules', () => {
  it('agrees on random orders', () => {
    fc.assert(
      fc.property(orders, nows, fc.constantFrom('Europe/Berlin', undefined), (sent, nowText, timeZone) => {
        const parsed = parseOrder(sent);
        assert.ok(parsed.ok);
        const order = parsed.data;
        const now = Date.parse(nowText);
        const summary = deriveOrderSummary(order, { now, timeZone });
        const reference = deriveReferenceSummary(order, { now, timeZone });
        assert.deepEqual(
          {
            timeline: summary.timeline.map(({ event, exclusion }) => [event.id, exclusion]),
            parcels: summary.parcels.map(describeParcel),
            returns: summary.returns.map(describeReturn),
            lines: summary.lines.map(({ ordered, canceled, inParcels, unshipped, returned }) => ({
              ordered,
              canceled,
              inParcels,
              unshipped,
              returned,
            })),
          },
          reference,
        );
      }),
      { numRuns: runs(1_000) },
    );
  });
});
