import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../src/contract/order.ts';
import { deriveOrderSummary } from '../../../src/order/index.ts';
import { isRefusal } from '../../../src/server/orders/order-state.ts';
import type { Scan } from '../../../src/server/orders/scan.ts';
import { hour, line, messageTypes, noon, OrderHarness, type Outcome } from './order-harness.ts';

const inDays = (days: number, hours = 0): string => new Date(noon + (days * 24 + hours) * hour).toISOString();

const warningsOf = (outcome: Outcome): readonly string[] =>
  outcome === 'unchanged' || isRefusal(outcome) ? [] : (outcome.warnings ?? []);

const statuses = ({ shipments }: Order): string[] => shipments.map(({ status }) => status);

/** An order of one mug in the parcel `s1` with the number T1, placed on Monday, two hours before noon. */
class ParcelHarness extends OrderHarness {
  constructor(fields: object = {}) {
    super();
    this.upsert({
      lineItems: [line('mug', 1)],
      shipments: [
        {
          id: 's1',
          status: 'unknown',
          method: 'courier',
          lineItems: [{ id: 'mug', quantity: 1 }],
          tracking: [{ number: 'T1' }],
        },
      ],
      ...fields,
    });
  }

  /** A carrier's scan that arrives at its own time, or now if that is past. */
  report(kind: string, at: string, fields: Partial<Scan> = {}): Outcome {
    this.now = Math.max(this.now, Date.parse(at));
    return this.scan(kind, { at, shipmentId: 's1', ...fields }, 'carrier');
  }

  /** The stored status, which the reading of the stored order must repeat. */
  get status(): string | undefined {
    const { parcels } = deriveOrderSummary(this.order, { now: this.now });
    equal(parcels[0]?.status, this.order.shipments[0]?.status);
    return this.order.shipments[0]?.status;
  }
}

describe('a parcel on its way back', () => {
  const startReturn = (): ParcelHarness => {
    const harness = new ParcelHarness();
    harness.report('accepted', inDays(0, 7));
    harness.report('delivery_attempted', inDays(2));
    harness.report('return_started', inDays(3));
    return harness;
  };
  const ways: [what: string, kinds: string[], status: string][] = [
    ['out for delivery is returning', ['out_for_delivery'], 'returning'],
    ['ready for pickup is returning', ['ready_for_pickup'], 'returning'],
    ['delivered is returned', ['delivered'], 'returned'],
    ['returned to sender and delivered is returned', ['returned_to_sender', 'delivered'], 'returned'],
  ];
  for (const [what, kinds, status] of ways) {
    it(`${what}, and nobody is told of a delivery`, () => {
      const harness = startReturn();
      const types = kinds.flatMap((kind, index) => messageTypes(harness.report(kind, inDays(5, index))));
      equal(harness.status, status);
      ok(!types.includes('shipment.delivered') && !types.includes('shipment.ready_for_pickup'), types.join());
    });
  }
});

describe('a scan from before the order', () => {
  it('does not move the parcel and changes none of its data', () => {
    const harness = new ParcelHarness();
    const before = harness.order;
    const old = inDays(-300);
    const outcome = harness.report('delivered', old, {
      shipment: { delivery: { kind: 'neighbour' }, tracking: [{ number: 'T9' }] },
      exception: { kind: 'damaged' },
      window: { from: '2026-02-01', to: '2026-02-01' },
    });
    deepEqual(harness.order.shipments, before.shipments);
    deepEqual(harness.order.promises, before.promises);
    deepEqual(messageTypes(outcome), ['order.updated']);
    match(warningsOf(outcome).join(), /^event-before-order: event e1 has no effect/);
    harness.report('label_created', inDays(1));
    equal(harness.status, 'preparing');
    harness.report('in_transit', inDays(2));
    equal(harness.status, 'in_transit');
  });

  it('opens no parcel', () => {
    const harness = new OrderHarness();
    harness.upsert();
    harness.scan('accepted', { at: inDays(-300), shipmentId: 's7' }, 'carrier');
    deepEqual(harness.order.shipments, []);
  });
});

describe('two shipments with one carrier and number', () => {
  const twice = {
    shipments: [
      { id: 's1', status: 'unknown', lineItems: [{ id: 'mug', quantity: 1 }], tracking: [{ number: 'T1' }] },
      { id: 's2', status: 'unknown', tracking: [{ number: 't 1' }] },
    ],
  };

  it('are one parcel: delivered, fulfilled and told of once', () => {
    const harness = new ParcelHarness(twice);
    deepEqual(messageTypes(harness.report('accepted', inDays(1))), ['shipment.shipped']);
    deepEqual(messageTypes(harness.report('delivered', inDays(2), { shipmentId: 's2' })), ['shipment.delivered']);
    deepEqual(statuses(harness.order), ['delivered', 'delivered']);
    deepEqual(harness.order.lineItems[0]?.quantity, { original: 1, total: 1, fulfilled: 1 });
    equal(deriveOrderSummary(harness.order, harness).status, 'delivered');
    deepEqual(
      harness.order.shipments.map(({ lineItems }) => lineItems),
      [[{ id: 'mug', quantity: 1 }], null],
    );
  });

  it('stay two if their carriers differ', () => {
    const [one, other] = twice.shipments;
    const harness = new ParcelHarness({
      shipments: [
        { ...one, carrier: { name: 'A' } },
        { ...other, carrier: { name: 'B' } },
      ],
    });
    harness.report('delivered', inDays(2));
    deepEqual(statuses(harness.order), ['delivered', 'unknown']);
  });
});

describe('a corrected tracking number', () => {
  const correct = (): ParcelHarness => {
    const harness = new ParcelHarness({ shipments: [{ id: 's1', status: 'unknown', method: 'courier' }] });
    harness.scan('label_created', {
      shipmentId: 's1',
      shipment: { carrier: { name: 'A' } },
      tracking: { number: 'OLD1' },
    });
    deepEqual(harness.order.shipments[0]?.tracking, [{ number: 'OLD1' }]);
    harness.now += hour;
    harness.scan('label_created', {
      id: 'correction',
      shipmentId: 's1',
      tracking: { number: 'NEW2', url: 'https://b.example/NEW2', carrier: { name: 'B' }, replaces: 'OLD1' },
    });
    return harness;
  };

  it('replaces the wrong one, whose scans decide nothing', () => {
    const harness = correct();
    const [shipment] = harness.order.shipments;
    deepEqual(shipment?.tracking, [{ number: 'NEW2', url: 'https://b.example/NEW2' }]);
    equal(shipment?.carrier?.name, 'B');
    const wrong = harness.report('delivered', inDays(1), {
      tracking: { number: 'old 1' },
      shipment: { delivery: { kind: 'neighbour' } },
    });
    equal(harness.status, 'preparing');
    equal(harness.order.shipments[0]?.delivery, undefined);
    deepEqual(harness.order.shipments[0]?.tracking, shipment?.tracking);
    match(warningsOf(wrong).join(), /^event-replaced-number/);
    harness.report('in_transit', inDays(1, 1), { tracking: { number: 'NEW2' } });
    equal(harness.status, 'in_transit');
  });

  it('comes back if the correction is retracted', () => {
    const harness = correct();
    harness.scan('note', { shipmentId: 's1', retracts: 'correction' });
    deepEqual(harness.order.shipments[0]?.tracking, [{ number: 'OLD1' }]);
    equal(harness.order.shipments[0]?.carrier, undefined);
    harness.report('in_transit', inDays(1), { tracking: { number: 'OLD1' } });
    equal(harness.status, 'in_transit');
  });

  it('is right again if it is corrected back, and its carrier is not known', () => {
    const harness = correct();
    harness.now += hour;
    harness.scan('label_created', { shipmentId: 's1', tracking: { number: 'OLD1', replaces: 'NEW2' } });
    deepEqual(harness.order.shipments[0]?.tracking, [{ number: 'OLD1' }]);
    equal(harness.order.shipments[0]?.carrier, undefined);
    harness.report('delivered', inDays(1), { tracking: { number: 'NEW2' } });
    equal(harness.status, 'preparing');
    harness.report('in_transit', inDays(1), { tracking: { number: 'OLD1' } });
    equal(harness.status, 'in_transit');
  });

  it('stays replaced if the correct one is corrected, too', () => {
    const harness = correct();
    harness.now += hour;
    harness.scan('label_created', { shipmentId: 's1', tracking: { number: 'NEW3', replaces: 'NEW2' } });
    deepEqual(harness.order.shipments[0]?.tracking, [{ number: 'NEW3' }]);
    equal(harness.order.shipments[0]?.carrier?.name, 'B');
    for (const number of ['OLD1', 'NEW2']) harness.report('delivered', inDays(1), { tracking: { number } });
    equal(harness.status, 'preparing');
  });
});

it('after a delivery a scan changes nothing, and a newer status of the sender is a correction', () => {
  const harness = new ParcelHarness();
  harness.report('delivered', inDays(1));
  harness.report('in_transit', inDays(2));
  equal(harness.status, 'delivered');
  harness.now += hour;
  harness.upsert({
    lineItems: [line('mug', 1)],
    shipments: [{ ...harness.order.shipments[0], status: 'in_transit', statusAt: inDays(2, 1) }],
  });
  equal(harness.status, 'in_transit');
});

for (const texts of [
  ['Handed over', 'Delivered to the door'],
  [undefined, undefined],
]) {
  it(`the retraction of one report retracts all, ${texts[0] ? 'with' : 'without'} texts`, () => {
    const harness = new ParcelHarness();
    harness.report('accepted', inDays(1));
    const reports = texts.map((text, index) => ({ id: `e-${index}`, ...(text !== undefined && { text }) }));
    for (const report of reports) harness.report('delivered', inDays(2), report);
    equal(harness.status, 'delivered');
    harness.report('note', inDays(2, 1), { retracts: 'e-0' });
    equal(harness.status, 'accepted');
    const late = harness.report('delivered', inDays(2), { id: 'e-late', text: 'Again' });
    equal(harness.status, 'accepted');
    match(warningsOf(late).join(), texts[0] ? /^event-retracted: event e-late/ : /^(event-retracted|$)/);
  });
}

describe('words of other systems in a scan', () => {
  it('are read as the codes that they mean, with a warning', () => {
    const harness = new ParcelHarness();
    const outcome = harness.report('Shipped', inDays(1), { exception: { kind: 'customs' } });
    equal(harness.status, 'accepted');
    equal(harness.order.events.at(-1)?.kind, 'accepted');
    equal(harness.order.shipments[0]?.exceptions[0]?.kind, 'customs_hold');
    deepEqual(warningsOf(outcome), [
      'synonym: kind: "Shipped" is read as accepted',
      'synonym: exception.kind: "customs" is read as customs_hold',
    ]);
    const delivered = harness.report('delivered', inDays(2), { shipment: { delivery: { kind: 'neighbor' } } });
    equal(harness.order.shipments[0]?.delivery?.kind, 'neighbour');
    deepEqual(warningsOf(delivered), ['synonym: shipment.delivery.kind: "neighbor" is read as neighbour']);
  });

  it('depend on the delivery method of the parcel', () => {
    const harness = new ParcelHarness();
    harness.report('picked_up', inDays(1), { shipment: { method: 'parcel_shop' } });
    equal(harness.status, 'delivered');
  });

  it('are kept if they are unknown, with a warning', () => {
    const harness = new ParcelHarness();
    const outcome = harness.report('Z17', inDays(1));
    equal(harness.order.events.at(-1)?.kind, 'Z17');
    deepEqual(warningsOf(outcome), ['unknown-code: kind: "Z17" is not listed']);
  });
});
