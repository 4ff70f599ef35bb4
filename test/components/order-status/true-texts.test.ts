import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PromiseViewModel } from '../../../src/components/order-status/parcel.view-model.ts';
import {
  createDeliveryPromise,
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, plainTextOf, textsOf, type ReadyViewModel } from './support/derive-ready.ts';

/* The time is noon in Berlin on Monday, 23 November 2026. */

const orderOf = (shipment: Fields, events: Fields[] = [], fields: Fields = {}): Fields =>
  createOrder({ shipments: [createShipment('s1', shipment)], events, ...fields });

type Parcel = ReadyViewModel['parcels'][number];

const parcelOf = (order: Fields, at?: string): Parcel => {
  const [parcel] = deriveReady(order, at === undefined ? {} : { at }).parcels;
  assert.ok(parcel);
  return parcel;
};
const stepsOf = ({ steps }: Parcel): string[] =>
  steps.map(({ label, state, details }) => [label, state, ...textsOf(details)].join(' | '));
const promisesOf = (order: Fields): PromiseViewModel[] => {
  const { promise, parcels } = deriveReady(order);
  return [promise, ...parcels.map((parcel) => parcel.promise)].filter((each) => each !== undefined);
};
const labelsOf = ({ steps }: Parcel): string[] => steps.map(({ label }) => label);
const factsOf = (order: Fields, at?: string): string[] => textsOf(parcelOf(order, at).facts);
const historyOf = ({ history }: Pick<ReadyViewModel, 'history'>): string[] =>
  history.entries.map(({ time, text }) => [text, ...(time ? [time.text] : [])].join(' '));

describe('a time of the past', () => {
  const delivered = (at: string, fields: Fields = {}): Fields => orderOf({}, [createEvent('delivered', at, fields)]);
  const timesOf = (order: Fields): string[] => [
    headlineOf(order),
    ...stepsOf(parcelOf(order)).slice(-1),
    ...historyOf(deriveReady(order)),
  ];

  it('is never ahead of the clock: an instant becomes now', () => {
    assert.deepEqual(timesOf(delivered('2026-11-24T09:00:00Z')), [
      'Delivered today, 12:00',
      'Delivered | done | today, 12:00',
      'Delivered today, 12:00',
    ]);
  });

  it('is never ahead of the clock: that of a reported status becomes now', () => {
    const order = orderOf({ status: 'delivered', statusAt: '2026-11-24T07:00:00Z' });
    assert.equal(headlineOf(order), 'Delivered today, 12:00');
  });

  it('is never ahead of the clock: a local time of an unknown zone becomes the current day', () => {
    assert.deepEqual(timesOf(delivered('2026-11-23T23:00:00')), [
      'Delivered Mon 23 November',
      'Delivered | done | today',
      'Delivered today',
    ]);
    assert.equal(headlineOf(delivered('2026-11-24T08:00')), 'Delivered Mon 23 November');
  });

  it('is never ahead of the clock: a local time of a known zone becomes now', () => {
    const place = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
    assert.equal(headlineOf(delivered('2026-11-23T23:00:00', { place })), 'Delivered today, 12:00');
  });

  it('is never ahead of the clock: a day becomes the current day', () => {
    assert.deepEqual(timesOf(delivered('2026-11-24')), [
      'Delivered Mon 23 November',
      'Delivered | done | today',
      'Delivered today',
    ]);
  });

  it('is the current day of its place', () => {
    const place = { name: 'Auckland', timeZone: 'Pacific/Auckland' };
    assert.equal(headlineOf(delivered('2026-11-24', { place })), 'Delivered Tue 24 November');
  });

  for (const time of ['2026-11-22T00:00', '2026-11-22T00:00:00', '2026-11-22T00:00:00.000']) {
    it(`is a day at midnight without an offset: ${time}`, () => {
      assert.deepEqual(timesOf(delivered(time)), [
        'Delivered Sun 22 November',
        'Delivered | done | 22 Nov',
        'Delivered 22 Nov',
      ]);
    });
  }

  it('is an hour at midnight of an instant', () => {
    assert.equal(headlineOf(delivered('2026-11-22T00:00:00+01:00')), 'Delivered yesterday, 0:00');
  });

  it('has the zone of its place in the headline and in the step', () => {
    const place = { name: 'New York', timeZone: 'America/New_York' };
    const order = delivered('2026-11-22T23:30:00Z', { place });
    assert.match(headlineOf(order), /^Delivered Sun 22 November at 18:30 (GMT-5|EST)$/);
    assert.match(stepsOf(parcelOf(order)).at(-1) ?? '', /22 Nov, 18:30 (GMT-5|EST) \| New York$/);
  });
});

describe('what the customer is asked to do', () => {
  const action = { by: 'recipient', what: 'pay the duty', amount: { amount: 490, currency: 'EUR' } };
  const held = (fields: Fields, shipment: Fields = {}, kind = 'customs_hold'): Fields =>
    orderOf({
      status: 'in_transit',
      statusAt: '2026-11-22T07:00:00Z',
      exceptions: [
        {
          kind,
          since: '2026-11-22T08:00:00Z',
          actionRequired: { ...action, url: 'https://customs.example/pay', ...fields },
        },
      ],
      ...shipment,
    });
  const demand = /pay the duty|send photos| by |To pay/;
  const isAsked = (order: Fields, at?: string): boolean => {
    const viewModel = deriveReady(order, at === undefined ? {} : { at });
    const hasUrl = viewModel.parcels.some(({ issues }) => issues.some(({ action: button }) => button !== undefined));
    assert.equal(hasUrl, demand.test(textsOf(viewModel).join('\n')));
    return hasUrl;
  };

  it('is shown until its deadline', () => {
    const order = held({ until: '2026-11-23T11:30:00Z' });
    assert.equal(isAsked(order), true);
    assert.equal(isAsked(order, '2026-11-23T11:30:00Z'), false);
    assert.equal(headlineOf(order, '2026-11-23T11:30:00Z'), 'Held at customs');
  });

  it('is shown on the last day, also if that is sent as midnight', () => {
    for (const until of ['2026-11-23', '2026-11-23T00:00:00']) {
      assert.equal(isAsked(held({ until })), true, until);
      assert.equal(isAsked(held({ until }), '2026-11-23T23:00:00Z'), false, until);
    }
  });

  it('changes at the deadline', () => {
    const { changesAt } = deriveReady({ ...held({ until: '2026-11-23T11:00:30Z' }), checkedAt: undefined });
    assert.equal(changesAt, Date.parse('2026-11-23T11:00:30Z'));
  });

  for (const status of ['returned', 'canceled', 'delivered']) {
    it(`is not shown of a parcel that is ${status}`, () => {
      assert.equal(isAsked(held({}, { status })), false);
    });
  }

  it('is shown of a delivered parcel that is damaged', () => {
    assert.equal(isAsked(held({ what: 'send photos' }, { status: 'delivered' }, 'damaged')), true);
    assert.equal(isAsked(held({ what: 'send photos' }, { status: 'returned' }, 'damaged')), false);
  });

  it('of somebody else, has no deadline that is over', () => {
    const { issues } = parcelOf(held({ by: 'shop', what: 'we pay the duty', amount: undefined, until: '2026-11-22' }));
    assert.deepEqual(
      issues.map(({ todo, action: button }) => [textsOf(todo), button]),
      [[['we pay the duty'], { label: 'Details', url: 'https://customs.example/pay' }]],
    );
  });
});

describe('a parcel that is ready for pickup', () => {
  const ready = (until: string, fields: Fields = {}): Fields =>
    orderOf({ status: 'ready_for_pickup', method: 'pickup', pickup: { until, code: '4711' }, ...fields });

  it('has a code until the last day is over', () => {
    const order = ready('2026-11-23');
    assert.equal(headlineOf(order), 'Ready for pickup until Mon 23 November');
    assert.deepEqual(factsOf(order), ['Code 4711']);
    assert.equal(headlineOf(order, '2026-11-23T23:00:00Z'), 'Pickup was possible until Mon 23 November');
    assert.deepEqual(factsOf(order, '2026-11-23T23:00:00Z'), []);
  });

  it('is kept on the whole last day, if that is sent as midnight', () => {
    const order = ready('2026-11-28T00:00:00');
    assert.equal(headlineOf(order), 'Ready for pickup until Sat 28 November');
    assert.deepEqual(factsOf(order, '2026-11-28T20:00:00Z'), ['Code 4711']);
  });

  it('says until when it is kept if the headline is about an issue', () => {
    const order = ready('2026-11-23', { exceptions: [{ kind: 'lost' }] });
    assert.equal(headlineOf(order), 'The parcel is lost');
    assert.deepEqual(factsOf(order), ['Code 4711', 'Kept until Mon 23 November']);
  });

  it('is kept until a time at its place', () => {
    const place = { name: 'Kiosk', timeZone: 'America/New_York' };
    const order = ready('2026-11-23T06:30', { place });
    assert.equal(headlineOf(order), 'Ready for pickup until Mon 23 November at 6:30');
    assert.equal(deriveReady({ ...order, checkedAt: undefined }).changesAt, Date.parse('2026-11-23T11:30:00Z'));
    assert.match(headlineOf(order, '2026-11-23T11:30:00Z'), /^Pickup was possible until/);
  });

  it('has no code for the customer if it is a return', () => {
    const order = orderOf({ status: 'delivered', statusAt: '2026-11-20T10:00:00Z' }, [], {});
    const back = createShipment('r1', {
      direction: 'return',
      status: 'ready_for_pickup',
      tracking: [{ number: 'R1' }],
      pickup: { until: '2026-11-28', code: '4711' },
    });
    const shipments = [...(order['shipments'] as Fields[]), back];
    assert.doesNotMatch(textsOf(deriveReady({ ...order, shipments })).join('\n'), /4711|Kept/);
  });
});

describe('a promised date', () => {
  const promises = [
    createDeliveryPromise('p1', '2026-11-20', '2026-11-21'),
    createDeliveryPromise('p2', '2026-11-24', '2026-11-25', { madeAt: '2026-11-20T08:00:00Z' }),
  ];
  const changed = (shipment: Fields): Fields =>
    orderOf({ statusAt: '2026-11-22T10:00:00Z', ...shipment }, [], { promises });

  it('is shown with the first one as long as it holds', () => {
    const [promise, ...others] = promisesOf(changed({ status: 'in_transit' }));
    assert.deepEqual(others, []);
    assert.equal(plainTextOf(promise?.current), 'now Tue 24 – Wed 25 November');
  });

  for (const status of ['undeliverable', 'returning', 'returned', 'ready_for_pickup', 'delivered']) {
    it(`does not hold for a parcel that is ${status}`, () => {
      assert.deepEqual(promisesOf(changed({ status })), []);
    });
  }

  for (const kind of ['lost', 'destroyed', 'refused', 'unclaimed']) {
    it(`does not hold for a parcel with the problem ${kind}`, () => {
      const exceptions = [{ kind, since: '2026-11-22T11:00:00Z' }];
      assert.deepEqual(promisesOf(changed({ status: 'in_transit', exceptions })), []);
    });
  }

  it('that was withdrawn is shown as long as the parcel is expected', () => {
    const withdrawn = [promises[0], { id: 'p2', madeAt: '2026-11-22T08:00:00Z', source: 'shop' }];
    const of = (status: string): string | undefined =>
      plainTextOf(promisesOf({ ...changed({ status }), promises: withdrawn })[0]?.current);
    assert.equal(of('in_transit'), 'now no date yet');
    assert.equal(of('delivered'), undefined);
  });

  it('of the order holds as long as a part of it is expected', () => {
    const order = createOrder({
      lineItems: [createLineItem('dune', 'Dune', 2)],
      shipments: [
        createShipment('s1', { status: 'delivered', statusAt: '2026-11-22T10:00:00Z' }),
        createShipment('s2', { status: 'in_transit', tracking: [] }),
      ],
      promises,
    });
    assert.ok(deriveReady(order).promise);
  });

  for (const kind of ['delivered', 'return_started']) {
    it(`is not expected of items without a parcel after the event ${kind}`, () => {
      const events = [createEvent(kind, '2026-11-22T10:00:00Z', { shipmentId: undefined })];
      const order = createOrder({ events, promises: [createDeliveryPromise('p1', '2026-11-20', '2026-11-21')] });
      assert.deepEqual(parcelOf(order).items[0]?.details, []);
    });
  }

  it('of a lost parcel is not overdue', () => {
    const order = orderOf(
      { exceptions: [{ kind: 'lost', since: '2026-11-21T10:00:00Z' }] },
      [createEvent('accepted', '2026-11-21T10:00:00Z')],
      { promises: [createDeliveryPromise('p1', '2026-11-19', '2026-11-20')] },
    );
    assert.equal(headlineOf(order), 'The parcel is lost');
    assert.deepEqual(
      parcelOf(order).issues.map(({ title, nextStep }) => [title, nextStep]),
      [[undefined, 'Contact us about a replacement or a refund']],
    );
  });
});

describe('a canceled order', () => {
  const cancellation = createEvent('canceled', '2026-11-20T10:00:00Z', { shipmentId: undefined });
  const packed = createEvent('packed', '2026-11-19T10:00:00Z');

  it('has no open problem, no step to come, and its cancellation in the history', () => {
    const exceptions = [
      { kind: 'delayed', since: '2026-11-20T08:00:00Z', actionRequired: { by: 'recipient', what: 'wait' } },
    ];
    const order = orderOf({ exceptions }, [packed, cancellation]);
    const parcel = parcelOf(order);
    assert.deepEqual(parcel.issues, []);
    assert.deepEqual(stepsOf(parcel), [
      'Ordered | done | 14 Nov, 9:12',
      'Packed | done | 19 Nov, 11:00',
      'Canceled | done | 20 Nov, 11:00',
    ]);
    assert.deepEqual(
      parcel.steps.map(({ isActive }) => isActive),
      [false, false, true],
    );
    assert.deepEqual(historyOf(deriveReady(order)), ['Canceled 20 Nov, 11:00', 'Packed 19 Nov, 11:00']);
  });

  it('has one step of its cancellation without parcels', () => {
    assert.deepEqual(labelsOf(parcelOf(createOrder({ events: [cancellation] }))), ['Ordered', 'Canceled']);
  });

  it('is canceled by its quantities, without a time', () => {
    const lineItems = [createLineItem('dune', 'Dune', 1, { quantity: { original: 1, total: 0, fulfilled: 0 } })];
    assert.deepEqual(stepsOf(parcelOf(orderOf({}, [packed], { lineItems }))), [
      'Ordered | done | 14 Nov, 9:12',
      'Packed | done | 19 Nov, 11:00',
      'Canceled | done',
    ]);
  });

  it('has no items that are not sent yet', () => {
    const lineItems = [createLineItem('dune', 'Dune', 2)];
    const viewModel = deriveReady(orderOf({}, [packed, cancellation], { lineItems }));
    assert.deepEqual(
      viewModel.parcels.map(({ title }) => title),
      ['Parcel 1', 'Canceled'],
    );
    assert.doesNotMatch(textsOf(viewModel).join('\n'), /Not sent/);
  });
});

describe('the history of an order', () => {
  const out = createEvent('out_for_delivery', '2026-11-22T08:00:00Z');
  const canceled = createEvent('canceled', '2026-11-22T09:00:00Z');

  it('has the events of a canceled parcel', () => {
    assert.deepEqual(historyOf(deriveReady(orderOf({}, [out, canceled]))), [
      'Canceled 22 Nov, 10:00',
      'Out for delivery 22 Nov, 9:00',
    ]);
  });

  it('has the return of a parcel to the shop, and no delivery', () => {
    const kinds = ['accepted', 'return_started', 'delivered'];
    const events = kinds.map((kind, index) => createEvent(kind, `2026-11-2${index}T08:00:00Z`));
    assert.deepEqual(historyOf(deriveReady(orderOf({}, events))), [
      'Returned 22 Nov, 9:00',
      'On its way back 21 Nov, 9:00',
      'Shipped 20 Nov, 9:00',
    ]);
  });

  it('marks every event that does not count', () => {
    const events = [
      createEvent('accepted', '2026-11-20T08:00:00Z', { id: 'a', tracking: { number: 'OLD' } }),
      createEvent('label_created', '2026-11-20T09:00:00Z', { tracking: { number: 'NEW', replaces: 'OLD' } }),
      createEvent('in_transit', '2026-11-21T08:00:00Z', { id: 'b' }),
      createEvent('note', '2026-11-21T09:00:00Z', { retracts: 'b', text: 'An error' }),
      createEvent('delivered', '2026-12-24T08:00:00Z'),
      createEvent('delivered', '2025-11-20T08:00:00Z'),
    ];
    const { entries } = deriveReady(orderOf({}, events)).history;
    assert.deepEqual(
      entries.flatMap(({ text, mark }) => (mark ? [`${text}: ${mark}`] : [])),
      [
        'Delivered: The time is not right',
        'On its way: Corrected',
        'Shipped: Not about this parcel',
        'Delivered: Not about this parcel',
      ],
    );
  });

  it('has every event once', () => {
    const order = createOrder({
      lineItems: [createLineItem('dune', 'Dune', 2)],
      shipments: [createShipment('s1'), createShipment('s2', { tracking: [{ number: 'B' }] })],
      events: [
        createEvent('on_hold', '2026-11-21T08:00:00Z', { shipmentId: undefined }),
        out,
        canceled,
        createEvent('accepted', '2026-11-22T10:00:00Z', { shipmentId: 's2' }),
      ],
    });
    const viewModel = deriveReady(order);
    assert.deepEqual(historyOf(viewModel).toSorted(), [
      'Canceled 22 Nov, 10:00',
      'On hold 21 Nov, 9:00',
      'Out for delivery 22 Nov, 9:00',
      'Shipped 22 Nov, 11:00',
    ]);
  });
});

describe('items without a known parcel', () => {
  const sent = (id: string, title: string, count: number, fulfilled: number): Fields =>
    createLineItem(id, title, count, { quantity: { original: count, total: count, fulfilled } });
  const delivered = createShipment('s1', { status: 'delivered', statusAt: '2026-11-20T10:00:00Z' });
  const beside = (lineItems: Fields[]): ReadyViewModel =>
    deriveReady(createOrder({ lineItems, shipments: [delivered] }));

  it('were sent if the shop fulfilled them', () => {
    const { headline, parcels } = beside([sent('dune', 'Dune', 3, 3)]);
    assert.equal(plainTextOf(headline), 'On its way');
    assert.deepEqual(
      parcels.map(({ title }) => title),
      ['On its way', 'Parcel 1'],
    );
  });

  it('are not sent yet beside a delivered parcel, and it is known where they are', () => {
    const { headline, parcels } = beside([sent('dune', 'Dune', 1, 1), sent('sol', 'Solaris', 1, 0)]);
    assert.equal(plainTextOf(headline), 'Only part of it was delivered');
    assert.deepEqual(
      parcels.map(({ title, headline: own }) => [title, plainTextOf(own)]),
      [
        ['Solaris', 'Not sent yet'],
        ['Dune', 'Delivered Fri 20 November at 11:00'],
      ],
    );
    assert.deepEqual(parcels[0]?.items[0]?.details, []);
  });

  it('each say whether they were sent if some were', () => {
    const { parcels } = beside([sent('dune', 'Dune', 2, 2), sent('sol', 'Solaris', 1, 0), sent('emma', 'Emma', 2, 1)]);
    const unshipped = parcels.find(({ isUnshipped }) => isUnshipped);
    assert.equal(unshipped?.title, 'Dune +2');
    assert.deepEqual(
      unshipped.items.map(({ text, details }) => [text, ...textsOf(details)]),
      [['Dune', 'On its way'], ['Solaris', 'Not sent yet'], ['2 × Emma']],
    );
  });

  it('are on their way if some were sent, without any parcel', () => {
    const order = createOrder({ lineItems: [sent('dune', 'Dune', 1, 1), sent('sol', 'Solaris', 1, 0)] });
    assert.equal(headlineOf(order), 'On its way');
  });

  it('are not sent yet beside a parcel on its way back', () => {
    const shipments = [createShipment('s1', { status: 'returning', statusAt: '2026-11-22T10:00:00Z' })];
    const order = createOrder({ lineItems: [sent('dune', 'Dune', 1, 1), sent('sol', 'Solaris', 1, 0)], shipments });
    const { headline, otherHeadlines } = deriveReady(order);
    assert.deepEqual([headline, ...otherHeadlines].map(plainTextOf), [
      'Dune: on its way back to us',
      'Solaris: not sent yet',
    ]);
  });
});

describe('a delivery without a carrier', () => {
  const fulfilled = [createLineItem('dune', 'Dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } })];

  for (const method of ['store', 'digital']) {
    it(`names none if the shop fulfilled the order: ${method}`, () => {
      const viewModel = deriveReady(createOrder({ method, lineItems: fulfilled }));
      assert.doesNotMatch(textsOf(viewModel).join('\n'), /carrier/i);
    });

    it(`names none in any scan: ${method}`, () => {
      const kinds = ['packed', 'accepted', 'in_transit', 'out_for_delivery'];
      const events = kinds.map((kind, index) => createEvent(kind, `2026-11-2${index}T08:00:00Z`));
      const viewModel = deriveReady(orderOf({ method, carrier: undefined, tracking: [] }, events, { method }));
      assert.doesNotMatch(textsOf(viewModel).join('\n'), /carrier/i);
    });
  }

  const packed = [createEvent('packed', '2026-11-15T10:00:00Z')];
  const accepted = [createEvent('accepted', '2026-11-15T10:00:00Z')];

  it('needs no scans while a store keeps it packed', () => {
    assert.deepEqual(parcelOf(orderOf({ method: 'store' }, packed)).issues, []);
    assert.equal(parcelOf(orderOf({ method: 'courier' }, packed)).issues.length, 1);
  });

  it('needs no scans as a download', () => {
    assert.deepEqual(parcelOf(orderOf({ method: 'digital' }, accepted)).issues, []);
  });

  for (const kind of [
    'lost',
    'destroyed',
    'damaged',
    'refused',
    'unclaimed',
    'held',
    'customs_hold',
    'attempt_failed',
  ]) {
    it(`is a download, and no parcel that is ${kind}`, () => {
      const exceptions = [{ kind, since: '2026-11-22T10:00:00Z' }];
      assert.equal(
        headlineOf(orderOf({ method: 'digital', status: 'preparing', exceptions })),
        'There is a problem with this delivery',
      );
    });
  }

  it('is not named for the events of canceled downloads', () => {
    const shipments = ['s1', 's2'].map((id) =>
      createShipment(id, { method: 'digital', tracking: [], status: 'canceled', statusAt: '2026-11-22T10:00:00Z' }),
    );
    const { history } = deriveReady(createOrder({ method: 'digital', shipments, events: accepted }));
    assert.deepEqual(historyOf({ history }), ['On its way 15 Nov, 11:00']);
  });

  it('is a download that stands nowhere', () => {
    const order = orderOf({
      method: 'digital',
      status: 'delivered',
      delivery: { kind: 'mailbox', text: 'Blue box' },
      place: { name: 'Kiosk' },
    });
    assert.deepEqual(factsOf(order), []);
    assert.equal(parcelOf(order).place, undefined);
  });

  for (const status of ['returning', 'returned']) {
    it(`is a download that nobody brings back: ${status}`, () => {
      const order = orderOf({ method: 'digital', status }, [createEvent('return_started', '2026-11-22T10:00:00Z')]);
      assert.doesNotMatch(textsOf(deriveReady(order)).join('\n'), /way back/);
    });
  }
});

describe('a return', () => {
  const withReturn = (
    fields: Fields,
    events: Fields[] = [],
  ): { parcel: Parcel; history: ReadyViewModel['history'] } => {
    const shipments = [
      createShipment('s1', { status: 'delivered', statusAt: '2026-11-20T10:00:00Z' }),
      createShipment('r1', { direction: 'return', tracking: [{ number: 'R1' }], ...fields }),
    ];
    const { parcels, history } = deriveReady(createOrder({ shipments, events }));
    const parcel = parcels.find(({ key }) => key === 'r1');
    assert.ok(parcel);
    return { parcel, history };
  };

  for (const kind of ['recipient', 'neighbour', 'agent', 'mailbox']) {
    it(`is not handed to the customer: ${kind}`, () => {
      assert.deepEqual(withReturn({ status: 'delivered', delivery: { kind, text: 'Gate 3' } }).parcel.facts, []);
    });
  }

  it('has the words of its steps in the history', () => {
    const kinds = ['label_created', 'accepted', 'ready_for_pickup', 'delivered'];
    const events = kinds.map((kind, index) => createEvent(kind, `2026-11-2${index}T08:00:00Z`, { shipmentId: 'r1' }));
    assert.deepEqual(
      withReturn({}, events).history.entries.map(({ text }) => text),
      ['Returned', 'Shipped', 'Shipped', 'Return registered'],
    );
  });
});

describe('a parcel that the carrier delivered to where it is collected', () => {
  for (const [kind, where] of [
    ['pickup_point', 'At the pickup point'],
    ['post_office', 'At the post office'],
    ['locker', 'In the locker'],
  ]) {
    for (const method of ['pickup', 'locker', 'store', 'courier']) {
      it(`says where it is, and looks for it nowhere else: ${kind} by ${method}`, () => {
        const order = orderOf({ method, delivery: { kind } }, [createEvent('delivered', '2026-11-22T10:00:00Z')], {
          actions: [{ type: 'report-missing', mode: 'instant' }],
        });
        assert.equal(headlineOf(order), `Delivered yesterday, 11:00\u00a0· ${where}`);
        assert.deepEqual(factsOf(order), []);
        assert.deepEqual(parcelOf(order).missing?.checks, []);
      });
    }
  }
});
