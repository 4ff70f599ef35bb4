import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  createDeliveryPromise,
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, plainTextOf, textsOf } from './support/derive-ready.ts';

/* The time is noon in Berlin on Monday, 23 November 2026. */

const books = { dune: 'Dune', solaris: 'Solaris', emma: 'Emma', effi: 'Effi Briest', ulysses: 'Ulysses' };
type Book = keyof typeof books;

/** An order with one parcel a book. */
function orderOf(parcels: Partial<Record<Book, Fields>>, fields: Fields = {}): Fields {
  const ids = Object.keys(parcels) as Book[];
  return createOrder({
    lineItems: ids.map((id) => createLineItem(id, books[id])),
    shipments: ids.map((id) =>
      createShipment(id, {
        status: 'in_transit',
        statusAt: '2026-11-22T10:00:00Z',
        tracking: [{ number: id }],
        lineItems: [{ id, quantity: 1 }],
        ...parcels[id],
      }),
    ),
    promises: [createDeliveryPromise('p1', '2026-11-24', '2026-11-26')],
    ...fields,
  });
}

const promiseOf = (id: Book, from: string, to: string): Fields =>
  createDeliveryPromise(`${id} ${from}`, from, to, {
    lineItems: [{ id, quantity: 1 }],
    madeAt: `2026-11-${from < '2026-12' ? '14' : '20'}T08:00:00Z`,
  });

/** The headline, and the lines of other parcels. */
const headlinesOf = (order: Fields): (string | undefined)[] => {
  const { headline, otherHeadlines } = deriveReady(order);
  return [headline, ...otherHeadlines].map(plainTextOf);
};

const exception = (kind: string, fields: Fields = {}): Fields => ({
  exceptions: [{ kind, since: '2026-11-22T12:00:00Z', ...fields }],
});
const duty = exception('customs_hold', { actionRequired: { by: 'recipient', what: 'Pay the duty' } });
const late = [promiseOf('dune', '2026-11-24', '2026-11-26'), promiseOf('dune', '2026-12-06', '2026-12-08')];
const onTime = promiseOf('solaris', '2026-11-24', '2026-11-24');

describe('the headline of one parcel', () => {
  it('tells what became of it before the failed attempt', () => {
    const failed = exception('attempt_failed');
    for (const [status, text] of [
      ['undeliverable', 'Could not be delivered'],
      ['returning', 'On its way back to us'],
    ] as const) {
      const order = orderOf({ dune: { ...failed, status } });
      assert.deepEqual(headlinesOf(order), [text]);
      assert.deepEqual(
        deriveReady(order).parcels[0]?.issues.map(({ title }) => title),
        ['We could not deliver it'],
      );
    }
  });

  it('is late if the delivery round of days ago did not bring it', () => {
    const round = (at: string): Fields =>
      orderOf(
        { dune: { status: 'out_for_delivery', statusAt: at } },
        {
          promises: [createDeliveryPromise('p1', '2026-11-18', '2026-11-20')],
          events: [createEvent('out_for_delivery', at, { shipmentId: 'dune' })],
        },
      );
    assert.deepEqual(headlinesOf(round('2026-11-20T07:00:00Z')), ['Late, was due Wed 18 – Fri 20 November']);
    assert.deepEqual(headlinesOf(round('2026-11-23T07:00:00Z')), ['Out for delivery']);
  });
});

describe('the headline of several parcels', () => {
  const goodNews: Fields = { status: 'out_for_delivery' };

  it('names the worst one, and the good news below', () => {
    assert.deepEqual(headlinesOf(orderOf({ dune: exception('lost'), solaris: goodNews })), [
      'Dune: the parcel is lost',
      'Solaris: out for delivery',
    ]);
  });

  it('is a later date before a parcel that arrives today', () => {
    assert.deepEqual(headlinesOf(orderOf({ dune: {}, solaris: goodNews }, { promises: [...late, onTime] })), [
      'Dune: delayed, now arriving Sun 6 – Tue 8 December',
      'Solaris: out for delivery',
    ]);
  });

  it('is an overdue parcel before a later date', () => {
    const promises = [...late, promiseOf('solaris', '2026-11-19', '2026-11-20')];
    assert.deepEqual(headlinesOf(orderOf({ dune: {}, solaris: {} }, { promises })), [
      'Solaris: late, was due Thu 19 – Fri 20 November',
      'Dune: delayed, now arriving Sun 6 – Tue 8 December',
    ]);
  });

  for (const [status, text] of [
    ['undeliverable', 'Dune: could not be delivered'],
    ['returning', 'Dune: on its way back to us'],
  ]) {
    it(`is a parcel that is ${status} before one that is late or on its way`, () => {
      const promises = [
        promiseOf('solaris', '2026-11-24', '2026-11-26'),
        promiseOf('solaris', '2026-12-06', '2026-12-08'),
      ];
      assert.equal(headlinesOf(orderOf({ dune: { status }, solaris: {} }, { promises }))[0], text);
      assert.equal(headlinesOf(orderOf({ solaris: goodNews, dune: { status } }))[0], text);
    });
  }

  it('is a required action before a loss', () => {
    assert.deepEqual(headlinesOf(orderOf({ dune: exception('lost'), solaris: duty })), [
      'Solaris: held at customs',
      'Dune: the parcel is lost',
    ]);
  });

  it('is the earlier one of two that are equally bad, in each order', () => {
    const promises = [
      ...late,
      promiseOf('solaris', '2026-11-24', '2026-11-24'),
      promiseOf('solaris', '2026-12-01', '2026-12-01'),
    ];
    for (const parcels of [
      { dune: {}, solaris: {} },
      { solaris: {}, dune: {} },
    ])
      assert.equal(headlinesOf(orderOf(parcels, { promises }))[0], 'Solaris: delayed, now arriving Tue 1 December');
  });

  it('is the first one of two that are equal', () => {
    assert.equal(
      headlinesOf(orderOf({ dune: exception('lost'), solaris: exception('lost') }))[0],
      'Dune: the parcel is lost',
    );
    assert.equal(
      headlinesOf(orderOf({ solaris: exception('lost'), dune: exception('lost') }))[0],
      'Solaris: the parcel is lost',
    );
  });

  it('marks the order as late if it is bad news', () => {
    assert.equal(deriveReady(orderOf({ dune: exception('lost'), solaris: goodNews })).isLate, true);
    assert.equal(deriveReady(orderOf({ dune: {}, solaris: goodNews })).isLate, false);
  });

  it('is announced with its subject', () => {
    const { announcement } = deriveReady(orderOf({ dune: exception('lost'), solaris: goodNews }));
    assert.equal(announcement, 'Dune: the parcel is lost');
  });

  it('has no lines of others if they are many: their parcels have them', () => {
    const parcels = { dune: exception('lost'), solaris: goodNews, emma: goodNews, effi: goodNews };
    assert.equal(headlinesOf(orderOf(parcels)).length, 4);
    const many = deriveReady(orderOf({ ...parcels, ulysses: goodNews }));
    assert.deepEqual(many.otherHeadlines, []);
    assert.deepEqual(
      many.parcels.map(({ title, headline }) => [title, plainTextOf(headline)]),
      [
        ['Dune', undefined],
        ['Solaris', 'Out for delivery'],
        ['Emma', 'Out for delivery'],
        ['Effi Briest', 'Out for delivery'],
        ['Ulysses', 'Out for delivery'],
      ],
    );
  });
});

describe('the headline of an order', () => {
  it('has no subject for one parcel', () => {
    assert.deepEqual(headlinesOf(orderOf({ dune: exception('lost') })), ['The parcel is lost']);
  });

  it('has no subject if it is about the order', () => {
    const notStarted = { status: 'preparing', statusAt: undefined };
    const waiting = { dune: notStarted, solaris: { ...notStarted, ...exception('lost') } };
    assert.deepEqual(headlinesOf(orderOf(waiting, { hold: { reason: 'payment' } })), ['Waiting for your payment']);
    assert.deepEqual(headlinesOf(orderOf(waiting, { hold: { reason: 'check' } })), ['On hold']);
    const canceled = createEvent('canceled', '2026-11-23T08:00:00Z', { shipmentId: undefined });
    assert.deepEqual(headlinesOf(orderOf(waiting, { events: [canceled] })), ['Canceled']);
    assert.deepEqual(headlinesOf(orderOf({ dune: { status: 'returned' }, solaris: { status: 'returned' } })), [
      'Returned',
    ]);
  });

  it('has the state of each parcel also if it has no subject', () => {
    const { parcels } = deriveReady(orderOf({ dune: { status: 'returned' }, solaris: {} }));
    assert.deepEqual(parcels.map(({ title, headline }) => [title, plainTextOf(headline)]).toSorted(), [
      ['Dune', 'Returned'],
      ['Solaris', 'Arrives Tue 24 – Thu 26 November'],
    ]);
  });

  it('of a partial return is that return, unless another parcel has bad news', () => {
    const returned = { status: 'returned' };
    assert.equal(headlinesOf(orderOf({ dune: returned, solaris: {} }))[0], 'Partly returned');
    assert.equal(headlinesOf(orderOf({ dune: returned, solaris: duty }))[0], 'Solaris: held at customs');
    const { compact } = deriveReady(orderOf({ dune: returned, solaris: duty }));
    assert.deepEqual([plainTextOf(compact.text), compact.isActionRequired], ['Action needed: Pay the duty', true]);
  });

  it('is never about a canceled parcel beside another one', () => {
    const canceled = { status: 'canceled', statusAt: '2026-11-22T10:00:00Z', ...exception('lost') };
    const [headline] = headlinesOf(orderOf({ dune: canceled, solaris: { status: 'out_for_delivery' } }));
    assert.equal(headline, 'Solaris: out for delivery');
  });

  it('is never about a parcel of canceled pieces', () => {
    const order = orderOf({ dune: { status: 'preparing', ...exception('lost') }, solaris: {} });
    const [dune, ...others] = order['lineItems'] as Fields[];
    const lineItems = [{ ...dune, quantity: { original: 1, total: 0, fulfilled: 0 } }, ...others];
    const promises = [promiseOf('dune', '2026-11-18', '2026-11-18'), onTime];
    assert.equal(headlinesOf({ ...order, lineItems, promises })[0], 'Solaris: arrives tomorrow, Tue 24 November');
  });

  it('tells a pickup that ends before a delay', () => {
    const order = orderOf(
      {
        solaris: {},
        dune: { status: 'ready_for_pickup', method: 'pickup', pickup: { until: '2026-11-23', code: '4711' } },
      },
      {
        promises: [promiseOf('solaris', '2026-11-24', '2026-11-26'), promiseOf('solaris', '2026-12-06', '2026-12-08')],
      },
    );
    assert.deepEqual(headlinesOf(order), [
      'Dune: ready for pickup until Mon 23 November',
      'Solaris: delayed, now arriving Sun 6 – Tue 8 December',
    ]);
    assert.deepEqual(
      deriveReady(order).parcels.map(({ isFolded }) => isFolded),
      [false, false],
    );
  });

  it('is the worst of several problems', () => {
    const order = orderOf({ dune: exception('attempt_failed'), solaris: exception('lost') });
    assert.equal(headlinesOf(order)[0], 'Solaris: the parcel is lost');
  });

  it('is never about a return', () => {
    const order = orderStates['return under way']?.() ?? {};
    assert.deepEqual(headlinesOf(order), ['Delivered Sat 21 November at 10:20']);
    const { parcels } = deriveReady(order);
    assert.deepEqual(
      parcels.map(({ title, headline }) => [title, plainTextOf(headline)]),
      [
        [undefined, undefined],
        ['Return', 'Shipped'],
      ],
    );
  });
});

describe('the title of a parcel', () => {
  const titlesOf = (order: Fields): (string | undefined)[] =>
    deriveReady(order)
      .parcels.map(({ key, title }) => `${key}: ${title}`)
      .toSorted();
  const lineItems = [
    createLineItem('dune', 'Dune', 2),
    createLineItem('sol', 'Solaris', 2),
    createLineItem('emma', '', 2, { sku: 'E 1' }),
  ];
  const containing = (id: string, ids: readonly string[] | null): Fields =>
    createShipment(id, {
      status: 'in_transit',
      tracking: [{ number: id }],
      lineItems: ids && ids.map((each) => ({ id: each, quantity: 1 })),
    });
  const orderWith = (...contents: (readonly string[] | null)[]): Fields =>
    createOrder({
      lineItems: lineItems.map((line) => ({ ...line, quantity: { original: 2, total: 2, fulfilled: 2 } })),
      shipments: contents.map((ids, index) => containing(`s${index + 1}`, ids)),
    });

  it('is its product, else the SKU', () => {
    assert.deepEqual(titlesOf(orderWith(['dune', 'dune'], ['emma', 'emma'])).slice(-2), ['s1: Dune', 's2: E 1']);
  });

  it('has the number of further lines', () => {
    assert.deepEqual(titlesOf(orderWith(['dune', 'sol', 'emma'], ['sol'])).slice(-2), ['s1: Dune +2', 's2: Solaris']);
  });

  it('is a number if two parcels have the same product, or nobody knows the contents', () => {
    const titles = titlesOf(orderWith(['dune'], ['dune'], ['sol'], null));
    assert.deepEqual(titles, ['s1: Parcel 1', 's2: Parcel 2', 's3: Solaris', 's4: Parcel 4']);
  });

  it('is missing for a single parcel', () => {
    assert.deepEqual(titlesOf(createOrder({ shipments: [createShipment('s1')] })), ['s1: undefined']);
  });

  it('of unshipped items is their product, else their state', () => {
    const partly = (lines: Fields[]): Fields =>
      createOrder({ lineItems: lines, shipments: [containing('s1', ['dune'])] });
    assert.deepEqual(titlesOf(partly([createLineItem('dune', 'Dune'), createLineItem('sol', 'Solaris')])), [
      ': Solaris',
      's1: Dune',
    ]);
    assert.deepEqual(titlesOf(partly([createLineItem('dune', 'Dune', 2)])), [': Not sent yet', 's1: Parcel 1']);
  });

  it('that is the status is said once', () => {
    const order = createOrder({
      lineItems: [createLineItem('dune', 'Dune', 2)],
      shipments: [containing('s1', ['dune'])].map((parcel) => ({ ...parcel, status: 'delivered' })),
    });
    const texts = textsOf(deriveReady(order));
    assert.equal(texts.filter((text) => /not sent yet.*not sent yet/i.test(text)).length, 0);
    const { parcels } = deriveReady(order);
    assert.deepEqual(parcels.find(({ isUnshipped }) => isUnshipped)?.headline, []);
  });

  it('of several returns has their number', () => {
    const back = (id: string): Fields => createShipment(id, { direction: 'return', tracking: [{ number: id }] });
    const delivered = createShipment('s1', { status: 'delivered' });
    assert.deepEqual(titlesOf(createOrder({ shipments: [delivered, back('r1')] })), ['r1: Return', 's1: undefined']);
    assert.deepEqual(titlesOf(createOrder({ shipments: [delivered, back('r1'), back('r2')] })), [
      'r1: Return 1',
      'r2: Return 2',
      's1: undefined',
    ]);
  });
});
