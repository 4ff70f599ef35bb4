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

const numbersOf = ({ order, now }: OrderHarness): string[] | undefined => {
  const numbers = order.shipments[0]?.tracking.map(({ number }) => number);
  const [parcel] = deriveOrderSummary(order, { now }).parcels;
  deepEqual(
    parcel?.shipment.tracking.map(({ number }) => number),
    numbers,
  );
  return numbers;
};

const lines = { lineItems: [line('mug', 1)] };

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

describe('a late report of a retracted scan', () => {
  const facts = {
    shipment: { delivery: { kind: 'neighbour' }, tracking: [{ number: 'T9' }] },
    exception: { kind: 'damaged' },
  };
  for (const [what, text] of [
    ['with another text', 'Handed over'],
    ['without a text', undefined],
  ] as const) {
    it(`${what} changes none of the data of the parcel`, () => {
      const harness = new ParcelHarness();
      harness.report('accepted', inDays(1));
      harness.report('delivered', inDays(2), { id: 'wrong' });
      harness.report('note', inDays(2, 1), { retracts: 'wrong' });
      const before = harness.order.shipments;
      harness.report('delivered', inDays(2), { ...facts, ...(text !== undefined && { text }) });
      deepEqual(harness.order.shipments, before);
    });
  }
});

it('a status of the shop that is more than a day ahead is not stored, and nobody is told of it', () => {
  const harness = new ParcelHarness();
  const ahead = { id: 's1', status: 'delivered', statusAt: inDays(9), method: 'courier' };
  const outcome = harness.upsert({ ...lines, shipments: [ahead] });
  equal(harness.status, 'unknown');
  deepEqual(messageTypes(outcome), ['order.updated']);
  harness.now = Date.parse(inDays(9));
  deepEqual(messageTypes(harness.upsert({ ...lines, shipments: [ahead] })), ['shipment.delivered']);
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

it('a placeholder for a tracking number is no number of the parcel, and makes no two shipments one', () => {
  const harness = new ParcelHarness({
    shipments: ['s1', 's2'].map((id) => ({ id, status: 'unknown', method: 'courier', lineItems: null })),
  });
  for (const shipmentId of ['s1', 's2']) {
    for (const number of ['-', '.', 'N/A', 'n/a', 'none'])
      harness.scan('label_created', { shipmentId, tracking: { number }, shipment: { tracking: [{ number }] } });
  }
  harness.report('delivered', inDays(1));
  deepEqual(statuses(harness.order), ['delivered', 'preparing']);
  deepEqual(
    harness.order.shipments.map(({ tracking }) => tracking),
    [[], []],
  );
});

describe('a shipment with the number to which that of another one is corrected', () => {
  const correction = { kind: 'label_created', shipmentId: 's1', tracking: { number: 'T2', replaces: 'T1' } };
  const createHarness = (): ParcelHarness =>
    new ParcelHarness({
      shipments: [
        { id: 's1', status: 'unknown', lineItems: [{ id: 'mug', quantity: 1 }], tracking: [{ number: 'T1' }] },
        { id: 's2', status: 'unknown', tracking: [{ number: 'T2' }] },
      ],
    });
  const check = (harness: ParcelHarness, status: string): void => {
    deepEqual(statuses(harness.order), [status, status]);
    deepEqual(
      deriveOrderSummary(harness.order, harness).parcels.map((parcel) => [parcel.shipment.id, parcel.status]),
      [['s1', status]],
    );
    deepEqual(
      harness.order.shipments.map(({ tracking }) => tracking.map(({ number }) => number)),
      [['T2'], ['T2']],
    );
  };

  for (const correctIn of ['scan', 'order'] as const) {
    it(`is the same parcel, whichever was scanned before the correction in the ${correctIn}`, () => {
      for (const shipmentId of ['s1', 's2']) {
        const harness = createHarness();
        harness.report('delivered', inDays(1), { shipmentId });
        harness.now = Date.parse(inDays(2));
        const event = { id: 'correction', at: inDays(2), ...correction };
        const outcome =
          correctIn === 'scan' ? harness.scan(event.kind, event) : harness.upsert({ ...lines, events: [event] });
        check(harness, 'delivered');
        deepEqual(messageTypes(outcome), ['order.updated']);
        deepEqual(harness.order.lineItems[0]?.quantity, { original: 1, total: 1, fulfilled: 1 });
      }
    });
  }

  it('keeps the word of a status that only one of them reports', () => {
    const harness = createHarness();
    harness.scan(correction.kind, correction);
    const [first, second] = harness.order.shipments;
    harness.upsert({
      ...lines,
      shipments: [first, { ...second, status: 'fulfilled', statusAt: inDays(1), statusWord: undefined }],
    });
    check(harness, 'accepted');
    deepEqual(
      harness.order.shipments.map(({ statusWord }) => statusWord),
      ['fulfilled', 'fulfilled'],
    );
  });

  it('is the same parcel for scans after the correction', () => {
    const harness = createHarness();
    harness.scan(correction.kind, correction);
    check(harness, 'preparing');
    deepEqual(messageTypes(harness.report('delivered', inDays(1), { shipmentId: 's2' })), ['shipment.delivered']);
    check(harness, 'delivered');
  });

  it('is another parcel again if the correction is retracted', () => {
    const harness = createHarness();
    harness.scan(correction.kind, { id: 'correction', ...correction });
    harness.report('delivered', inDays(1), { shipmentId: 's2' });
    harness.scan('note', { shipmentId: 's1', retracts: 'correction' });
    deepEqual(statuses(harness.order), ['unknown', 'delivered']);
    deepEqual(
      harness.order.shipments.map(({ tracking }) => tracking.map(({ number }) => number)),
      [['T1'], ['T2']],
    );
  });
});

describe('a corrected tracking number', () => {
  const correct = (fields: Partial<Scan> = {}): ParcelHarness => {
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
      ...fields,
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

  const retractions: [what: string, retraction: Partial<Scan>][] = [
    ['a report of the same scan', { retracts: 'report' }],
    ['the correction, for another parcel', { retracts: 'correction', shipmentId: 'r1' }],
    ['the correction, for no parcel', { retracts: 'correction', shipmentId: undefined }],
  ];
  for (const [what, retraction] of retractions) {
    it(`is right again after the retraction of ${what}`, () => {
      const harness = correct({ text: 'New label' });
      harness.report('accepted', inDays(1), { shipmentId: 'r1', shipment: { direction: 'return' } });
      const { at, tracking } = harness.order.events.find(({ id }) => id === 'correction') ?? {};
      harness.scan('label_created', {
        id: 'report',
        shipmentId: 's1',
        ...(at !== undefined && { at }),
        ...(tracking && { tracking }),
      });
      deepEqual(numbersOf(harness), ['NEW2']);
      harness.scan('note', { id: 'retraction', shipmentId: 's1', ...retraction });
      deepEqual(numbersOf(harness), ['OLD1']);
      harness.scan('note', { shipmentId: 's1', retracts: 'retraction' });
      deepEqual(numbersOf(harness), ['NEW2']);
      equal(harness.order.shipments[0]?.carrier?.name, 'B');
    });
  }

  it('stays right if the retraction has no effect', () => {
    const harness = correct();
    harness.scan('note', { shipmentId: 's1', retracts: 'correction', at: inDays(9) });
    deepEqual(numbersOf(harness), ['NEW2']);
    harness.now = Date.parse(inDays(9));
    harness.scan('note', { shipmentId: 's1' });
    deepEqual(numbersOf(harness), ['OLD1']);
  });

  it('is right again if the shop sends the retraction with an order that does not name the parcel', () => {
    const harness = correct();
    const retraction = { id: 'retraction', kind: 'note', at: inDays(1), shipmentId: 's1', retracts: 'correction' };
    harness.upsert({ lineItems: [line('mug', 1)], events: [retraction] });
    deepEqual(numbersOf(harness), ['OLD1']);
  });

  it('is that of the shop if it sends the parcel with the retraction', () => {
    const harness = correct();
    const sent = {
      lineItems: [line('mug', 1)],
      shipments: [{ id: 's1', status: 'unknown', method: 'courier', tracking: [{ number: 'NEW2' }] }],
      events: [{ id: 'retraction', kind: 'note', at: inDays(1), shipmentId: 's1', retracts: 'correction' }],
    };
    harness.upsert(sent);
    deepEqual(numbersOf(harness), ['NEW2']);
    equal(harness.upsert(sent), 'unchanged');
  });

  for (const status of ['delivered', 'out_for_delivery', 'returned_to_sender']) {
    it(`takes ${status} of the wrong number back, and nobody keeps it as a status`, () => {
      const correction = { number: 'NEW2', replaces: 'OLD1' };
      for (const correctIn of ['scan', 'order'] as const) {
        const harness = new ParcelHarness({ shipments: [{ id: 's1', status: 'unknown', method: 'courier' }] });
        harness.report('accepted', inDays(1), { tracking: { number: 'OLD1' } });
        harness.report(status, inDays(2), { tracking: { number: 'OLD1' } });
        ok(harness.status !== 'accepted');
        harness.now = Date.parse(inDays(3));
        const event = {
          id: 'correction',
          kind: 'label_created',
          at: inDays(3),
          shipmentId: 's1',
          tracking: correction,
        };
        if (correctIn === 'scan') harness.scan('label_created', event);
        else harness.upsert({ lineItems: [line('mug', 1)], events: [event] });
        equal(harness.status, 'preparing');
        deepEqual(numbersOf(harness), ['NEW2']);
        deepEqual(harness.order.lineItems[0]?.quantity, { original: 1, total: 1, fulfilled: 0 });
      }
    });
  }

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

it('a return that a scan opens has neither the method nor the place of the order', () => {
  const harness = new ParcelHarness({ method: 'pickup', place: { name: 'Kiosk' } });
  harness.report('accepted', inDays(1), { shipmentId: 'r1', shipment: { direction: 'return' } });
  const parcel = harness.order.shipments.find(({ id }) => id === 'r1');
  deepEqual([parcel?.direction, parcel?.method, parcel?.place], ['return', undefined, undefined]);
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

  it('are kept in the event and the parcel if they may mean more than the code', () => {
    const harness = new ParcelHarness();
    harness.report('Completed', inDays(1));
    const [shipment] = harness.order.shipments;
    equal(harness.order.events.at(-1)?.word, 'Completed');
    deepEqual([shipment?.status, shipment?.statusWord], ['accepted', 'Completed']);
    harness.report('accepted', inDays(2), { word: 'fulfilled' });
    equal(harness.order.events.at(-1)?.word, 'fulfilled');
    harness.report('in_transit', inDays(3));
    deepEqual([harness.status, harness.order.shipments[0]?.statusWord], ['in_transit', undefined]);
  });

  for (const status of ['in_transit', 'out_for_delivery', 'delivered', 'undeliverable', 'returned', 'canceled']) {
    it(`take ${status} back neither as a scan nor as a status`, () => {
      const sent = { id: 's1', method: 'courier', lineItems: [{ id: 'mug', quantity: 1 }] };
      for (const word of ['completed', 'fulfilled', 'picked_up', 'collected', 'handed_over']) {
        for (const reportWord of [
          (harness: ParcelHarness) => harness.report(word, inDays(3)),
          (harness: ParcelHarness) =>
            harness.upsert({
              lineItems: [line('mug', 1)],
              shipments: [{ ...sent, status: word, statusAt: inDays(3) }],
            }),
        ]) {
          const harness = new ParcelHarness({ shipments: [{ ...sent, status, statusAt: inDays(1) }] });
          harness.now = Date.parse(inDays(3));
          reportWord(harness);
          const [shipment] = harness.order.shipments;
          deepEqual([shipment?.status, shipment?.statusWord], [status, undefined], word);
          if (status !== 'canceled') equal(harness.status, status);
        }
      }
    });
  }

  it('of the shop are kept in the parcel as long as they decide its status', () => {
    const harness = new ParcelHarness();
    const report = (status: string, fields: object = {}): string | undefined => {
      harness.upsert({ lineItems: [line('mug', 1)], shipments: [{ id: 's1', status, method: 'courier', ...fields }] });
      return harness.order.shipments[0]?.statusWord;
    };
    equal(report('fulfilled', { statusAt: inDays(0) }), 'fulfilled');
    equal(report('unknown'), 'fulfilled');
    equal(report('accepted', { statusAt: inDays(0) }), undefined);
    equal(report('completed', { statusAt: inDays(0) }), undefined);
    harness.report('delivered', inDays(1));
    deepEqual([harness.status, harness.order.shipments[0]?.statusWord], ['delivered', undefined]);
  });

  const pickupParcel = { id: 's1', status: 'unknown', method: 'store', lineItems: [{ id: 'mug', quantity: 1 }] };

  it('do not depend on the method of another parcel', () => {
    const harness = new ParcelHarness({ shipments: [pickupParcel] });
    harness.report('picked_up', inDays(1), { shipmentId: 's2', shipment: {} });
    deepEqual(statuses(harness.order), ['unknown', 'accepted']);
    equal(harness.order.events.at(-1)?.word, 'picked_up');
  });

  it('depend on the method of the only parcel in the direction of the scan', () => {
    const orders = [
      { shipments: [pickupParcel] },
      { shipments: [pickupParcel, { id: 'r1', status: 'unknown', direction: 'return' }] },
    ];
    for (const order of orders) {
      const harness = new ParcelHarness(order);
      harness.scan('picked_up');
      equal(harness.order.shipments[0]?.status, 'delivered');
    }
  });

  for (const [what, shipments, scan] of [
    ['an announced return', [{ id: 'r1', status: 'unknown', direction: 'return', method: 'locker' }], {}],
    ['a return that the scan opens', [], { shipment: { direction: 'return' } }],
    [
      'a return without an id',
      [{ id: 'r1', status: 'unknown', direction: 'return' }],
      { shipment: { direction: 'return' }, shipmentId: undefined },
    ],
  ] as const) {
    it(`say of ${what} that the carrier took it over`, () => {
      const harness = new ParcelHarness({
        method: 'locker',
        shipments: [{ ...pickupParcel, method: 'locker' }, ...shipments],
      });
      for (const kind of ['picked_up', 'completed', 'handed_over'])
        harness.report(kind, inDays(1), { shipmentId: 'r1', ...scan });
      deepEqual(statuses(harness.order), ['unknown', 'accepted']);
      const [parcel] = deriveOrderSummary(harness.order, harness).returns;
      equal(parcel?.status, 'accepted');
    });
  }

  it('are kept if they are unknown, with a warning', () => {
    const harness = new ParcelHarness();
    const outcome = harness.report('Z17', inDays(1));
    equal(harness.order.events.at(-1)?.kind, 'Z17');
    deepEqual(warningsOf(outcome), ['unknown-code: kind: "Z17" is not listed']);
  });
});
