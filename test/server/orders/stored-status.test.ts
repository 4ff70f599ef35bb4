import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { hour, line, noon, OrderHarness } from './order-harness.ts';

const inHours = (hours: number): string => new Date(noon + hours * hour).toISOString();

const kinds = [
  'packed',
  'accepted',
  'in_transit',
  'import_customs',
  'out_for_delivery',
  'delivery_attempted',
  'ready_for_pickup',
  'delivered',
  'return_started',
  'returned_to_sender',
  'canceled',
  'label_created',
  'completed',
  'note',
];

/** Few times, so that scans of the same time are frequent: instants, local times and dates around now, and none. */
const time = fc.constantFrom(
  inHours(1),
  inHours(22),
  inHours(24),
  inHours(48),
  inHours(60),
  '2026-11-24',
  '2026-11-25',
  '2026-11-25T00:00:00',
  '2026-11-25T12:00:00',
  '2020-01-01',
  '2026-12-24',
  null,
);
/** Corrections of the number that the parcels begin with. */
const corrections = [
  { number: 'B', replaces: 'A' },
  { number: 'C', replaces: 'A', carrier: { name: 'Carrier C' } },
];
const event = fc.record({
  kind: fc.constantFrom(...kinds),
  at: time,
  retracts: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined, freq: 3 }),
  tracking: fc.constantFrom(undefined, { number: 'A' }, { number: 'B' }, ...corrections),
  place: fc.option(fc.constantFrom('Asia/Tokyo', 'America/New_York'), { nil: undefined, freq: 4 }),
});
const shipmentId = fc.constantFrom('s1', 's2');
const scan = fc.record({ shipmentId, event });
type ScanStep = typeof scan extends fc.Arbitrary<infer Each> ? Each : never;
const step = fc.oneof(
  { weight: 5, arbitrary: scan },
  {
    weight: 1,
    arbitrary: fc.record({
      shipmentId,
      status: fc.constantFrom('packed', 'accepted', 'in_transit', 'delivered', 'returned', 'fulfilled'),
      statusAt: time,
    }),
  },
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 40 }) }) },
);

/** Two parcels of one pen each. */
const createHarness = (): OrderHarness => {
  const harness = new OrderHarness();
  const shipments = ['s1', 's2'].map((id) => ({
    id,
    status: 'unknown',
    method: 'courier',
    lineItems: [{ id: id === 's1' ? 'pen' : 'cap', quantity: 1 }],
    tracking: [{ number: 'A' }],
  }));
  harness.upsert({ lineItems: [line('pen', 1), line('cap', 1)], shipments });
  harness.now += 60 * hour;
  return harness;
};

function recordScan(harness: OrderHarness, { shipmentId: id, event: sent }: ScanStep, index: number): void {
  const { retracts, tracking, place, ...fields } = sent;
  harness.scan(fields.kind, {
    ...fields,
    id: `e${index}`,
    shipmentId: id,
    ...(retracts !== undefined && { retracts: `e${retracts}` }),
    ...(tracking && { tracking }),
    ...(place !== undefined && { place: { name: 'Depot', timeZone: place } }),
  });
}

test('the stored statuses and numbers of parcels are those that readers derive from the stored order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const harness = createHarness();
      for (const [index, each] of steps.entries()) {
        if ('wait' in each) harness.now += each.wait * hour;
        else if ('event' in each) recordScan(harness, each, index);
        else {
          const shipments = harness.order.shipments.map((shipment) =>
            shipment.id === each.shipmentId
              ? { ...shipment, statusWord: undefined, status: each.status, statusAt: each.statusAt ?? undefined }
              : shipment,
          );
          harness.upsert({ lineItems: harness.order.lineItems, shipments });
        }
        if ('wait' in each) continue;
        const { order, now } = harness;
        const { parcels } = deriveOrderSummary(order, { now, timeZone: 'UTC' });
        const stored = order.shipments.map(({ id, status, tracking }) => ({ id, status, tracking }));
        deepEqual(
          stored.filter(({ status }) => status !== 'canceled'),
          parcels.map(({ shipment: { id, tracking }, status }) => ({ id, status, tracking })),
        );
        for (const { shipment, since } of parcels)
          if (shipment.statusAt !== undefined) deepEqual(shipment.statusAt, since);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('the stored statuses and numbers of parcels follow from all scans, whenever they arrived', () => {
  fc.assert(
    fc.property(fc.array(scan, { maxLength: 8 }), (scans) => {
      const harness = createHarness();
      const { shipments } = harness.order;
      for (const [index, each] of scans.entries()) recordScan(harness, each, index);
      const { order, now } = harness;
      const { parcels } = deriveOrderSummary({ ...order, shipments }, { now });
      for (const { shipment, status, since } of parcels) {
        const stored = order.shipments.find(({ id }) => id === shipment.id);
        deepEqual(stored?.status, status);
        if (stored?.statusAt !== undefined) deepEqual(stored.statusAt, since);
        const scanned = order.events.flatMap(({ tracking }) =>
          tracking?.replaces === undefined ? (tracking?.number ?? []) : [],
        );
        const numbers = shipment.tracking.map((each) => each.number);
        const storedNumbers = stored?.tracking.map((each) => each.number) ?? [];
        deepEqual(
          storedNumbers.filter((each) => numbers.includes(each) || !scanned.includes(each)).toSorted(),
          numbers.toSorted(),
        );
      }
    }),
    { numRuns: runs(200) },
  );
});
