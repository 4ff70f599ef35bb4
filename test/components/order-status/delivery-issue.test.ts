import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeliveryIssueViewModel } from '../../../src/components/order-status/delivery-issue.view-model.ts';
import { exceptionKinds, type ExceptionKind } from '../../../src/contract/codes.ts';
import {
  createDeliveryPromise,
  createEvent,
  createOrder,
  createShipment,
  orderStates,
  type Fields,
} from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, plainTextOf, textsOf } from './support/derive-ready.ts';

/* The time is noon in Berlin on Monday, 23 November 2026. */

const since = '2026-11-22T12:00:00Z';

/** An order with one parcel on its way that has one exception. */
const orderWith = (exception: Fields, shipment: Fields = {}, fields: Fields = {}): Fields =>
  createOrder({
    shipments: [
      createShipment('s1', {
        status: 'in_transit',
        statusAt: '2026-11-22T10:00:00Z',
        exceptions: [{ since, ...exception }],
        ...shipment,
      }),
    ],
    ...fields,
  });

const issuesOf = (order: Fields): DeliveryIssueViewModel[] =>
  deriveReady(order).parcels.flatMap(({ issues }) => issues);
const issueOf = (order: Fields): DeliveryIssueViewModel => {
  const [issue, ...others] = issuesOf(order);
  assert.ok(issue);
  assert.deepEqual(others, []);
  return issue;
};

const back = 'It usually comes back to us. Contact us about a refund or a new delivery';
const replace = 'Contact us about a replacement or a refund';
const retry = 'The carrier usually tries again';
const wait = 'We will show any news here';
const contact = 'Contact us, and we will look into it';

describe('what happens next', () => {
  const expected: Record<ExceptionKind, string> = {
    delayed: wait,
    customs_hold: wait,
    attempt_failed: retry,
    address_issue: contact,
    refused: back,
    unclaimed: back,
    held: wait,
    damaged: replace,
    lost: replace,
    destroyed: replace,
    missing_contents: replace,
    not_received: wait,
    overdue: wait,
    silent: contact,
    other: contact,
  };
  /** A text of the shop does not say how to get the goods. */
  const isDeadEnd = (kind: ExceptionKind): boolean => [back, replace].includes(expected[kind]);

  for (const kind of exceptionKinds) {
    it(`is said of an issue of the kind ${kind}`, () => {
      assert.equal(issueOf(orderWith({ kind })).nextStep, expected[kind]);
    });

    it(`is said beside a text of the shop only after the end of the delivery: ${kind}`, () => {
      const { text, nextStep } = issueOf(orderWith({ kind, text: 'The belt tore.' }));
      assert.deepEqual([text, nextStep], ['The belt tore.', isDeadEnd(kind) ? expected[kind] : undefined]);
    });

    it(`is not said beside something to do: ${kind}`, () => {
      const actionRequired = { by: 'shop', what: 'We call you' };
      assert.equal(issueOf(orderWith({ kind, actionRequired })).nextStep, undefined);
    });
  }

  it('depends on where the parcel is, then on the issue', () => {
    const nextStepOf = (kind: string, shipment: Fields): string | undefined =>
      issuesOf(orderWith({ kind }, { statusAt: since, ...shipment }))[0]?.nextStep;
    assert.equal(nextStepOf('attempt_failed', { status: 'in_transit' }), retry);
    assert.equal(nextStepOf('attempt_failed', { status: 'undeliverable' }), back);
    assert.equal(nextStepOf('held', { status: 'returning' }), replace);
    assert.equal(nextStepOf('lost', { status: 'undeliverable' }), replace);
    assert.equal(nextStepOf('attempt_failed', { status: 'ready_for_pickup' }), undefined);
    assert.equal(nextStepOf('attempt_failed', { status: 'in_transit', direction: 'return' }), contact);
  });

  it('stops no parcel that waits to be collected', () => {
    const order = orderWith({ kind: 'attempt_failed' }, { status: 'ready_for_pickup', statusAt: since });
    const [parcel] = deriveReady(order).parcels;
    assert.equal(parcel?.bar?.isStopped, false);
    assert.equal(parcel.bar.progress, 'Step 5 of 6: Ready for pickup');
  });

  for (const [status, text, isBlocking] of [
    ['undeliverable', back, true],
    ['returning', replace, false],
  ] as const) {
    it(`is said of a parcel without an issue that is ${status}`, () => {
      const order = createOrder({ shipments: [createShipment('s1', { status, statusAt: since })] });
      const { title, nextStep, ...issue } = issueOf(order);
      assert.deepEqual([title, nextStep, issue.isBlocking], [undefined, text, isBlocking]);
    });

    it(`is said once of a parcel with an issue that is ${status}`, () => {
      const order = orderWith({ kind: 'refused' }, { status, statusAt: since });
      assert.deepEqual(
        issuesOf(order).map(({ nextStep }) => nextStep),
        [text],
      );
    });

    it(`is not said of a return that is ${status}`, () => {
      const shipments = [
        createShipment('s1', { status: 'delivered' }),
        createShipment('r1', { direction: 'return', status, tracking: [{ number: 'R1' }] }),
      ];
      assert.deepEqual(issuesOf(createOrder({ shipments })), []);
    });
  }

  it('is said once of two issues that need nothing', () => {
    const exceptions = [
      { kind: 'delayed', since },
      { kind: 'other', since: '2026-11-22T13:00:00Z' },
    ];
    const issues = issuesOf(orderWith({}, { exceptions }));
    assert.deepEqual(
      issues.map(({ title, nextStep }) => [title, nextStep]),
      [
        ['Delayed', wait],
        ['There is a problem with this delivery', undefined],
      ],
    );
  });

  it('of a download is a call: no parcel of it is lost or comes back', () => {
    for (const kind of ['lost', 'refused'] as const)
      assert.equal(issueOf(orderWith({ kind }, { method: 'digital', status: 'preparing' })).nextStep, contact, kind);
  });
});

describe('what somebody must do', () => {
  const duty = { by: 'recipient', what: 'Pay the import duty.', url: 'https://customs.example/pay' };
  const amount = { amount: 1290, currency: 'EUR' };
  const todoOf = (actionRequired: Fields): [todo: (string | undefined)[], button: string | undefined] => {
    const { todo, action } = issueOf(orderWith({ kind: 'customs_hold', actionRequired }));
    return [todo.map(plainTextOf), action?.label];
  };

  it('is one sentence with its deadline', () => {
    const until = '2026-11-27T16:00:00Z';
    assert.deepEqual(todoOf({ ...duty, until })[0], ['Pay the import duty by Fri 27 November at 17:00']);
    assert.deepEqual(todoOf({ ...duty, until: '2026-11-27' })[0], ['Pay the import duty by Fri 27 November']);
  });

  it('is the sentence alone without a deadline', () => {
    assert.deepEqual(todoOf(duty)[0], ['Pay the import duty']);
  });

  it('has a button with its own text, else the amount, else the sentence', () => {
    assert.equal(todoOf({ ...duty, amount, label: 'Pay now' })[1], 'Pay now');
    assert.equal(todoOf({ ...duty, amount })[1], 'Pay €12.90');
    assert.equal(todoOf(duty)[1], 'Pay the import duty.');
  });

  it('has no button without a page, or with one that is not safe', () => {
    for (const url of [undefined, 'http://customs.example/pay', 'javascript:alert(1)'])
      assert.equal(todoOf({ ...duty, url })[1], undefined);
  });

  it('names every amount once', () => {
    const line = ['Pay the import duty', 'To pay: €12.90'];
    assert.deepEqual(todoOf({ ...duty, amount }), [['Pay the import duty'], 'Pay €12.90']);
    assert.deepEqual(todoOf({ ...duty, amount, label: 'Pay €12.90 now' })[0], ['Pay the import duty']);
    assert.deepEqual(todoOf({ ...duty, amount, label: 'Pay now' })[0], line);
    assert.deepEqual(todoOf({ ...duty, amount, url: undefined })[0], line);
    assert.deepEqual(todoOf({ ...duty, amount, url: 'http://customs.example/pay' })[0], line);
  });

  for (const [by, text] of [
    ['shop', 'Pay the import duty'],
    ['carrier', 'With the carrier: Pay the import duty'],
    ['customs', 'With customs: Pay the import duty'],
    ['broker', undefined],
  ] as const) {
    it(`names who does it, and asks the customer for no money: ${by}`, () => {
      const [[sentence], button] = todoOf({ ...duty, by, amount });
      assert.deepEqual([sentence, button], [text, 'Details']);
    });
  }

  it('is its button’s text if the shop sends no sentence', () => {
    const until = '2026-11-27';
    assert.deepEqual(todoOf({ ...duty, what: '', label: 'Pay now', until }), [
      ['Pay now by Fri 27 November'],
      'Pay now',
    ]);
  });

  it('is nothing if the shop sends no sentence at all: then it is said what happens next', () => {
    const { todo, action, nextStep } = issueOf(
      orderWith({ kind: 'customs_hold', actionRequired: { ...duty, what: '', url: undefined } }),
    );
    assert.deepEqual([todo, action, nextStep], [[], undefined, wait]);
  });

  it('has a button with a text in any case', () => {
    assert.equal(todoOf({ ...duty, what: '' })[1], 'Details');
  });

  it('stands in one line as an action that is needed', () => {
    const { compact } = deriveReady(orderWith({ kind: 'customs_hold', actionRequired: duty }));
    assert.deepEqual(
      [plainTextOf(compact.text), compact.isActionRequired],
      ['Action needed: Pay the import duty.', true],
    );
    const others = deriveReady(orderWith({ kind: 'customs_hold', actionRequired: { ...duty, by: 'shop' } })).compact;
    assert.deepEqual([plainTextOf(others.text), others.isActionRequired], ['Held at customs', false]);
  });
});

describe('an action of the shop that helps', () => {
  const reschedule = { type: 'reschedule', mode: 'request', url: 'https://shop.example/reschedule' };
  const withdraw = { type: 'withdraw', mode: 'request', url: 'https://shop.example/withdraw' };
  const failed = (exception: Fields = {}): Fields =>
    orderWith({ kind: 'attempt_failed', ...exception }, {}, { actions: [reschedule, withdraw] });
  const linksOf = (order: Fields): string[] => deriveReady(order).actionLinks.map(({ key }) => key);

  it('stands beside the issue, and is not offered again', () => {
    assert.deepEqual(issueOf(failed()).action, {
      label: 'Choose another day or place',
      url: reschedule.url,
      type: 'reschedule',
    });
    assert.deepEqual(linksOf(failed()), ['withdraw']);
  });

  it('takes no other action with it that has the same page', () => {
    const url = reschedule.url;
    const actions = ['withdraw', 'cancel-order', 'return-items', 'reschedule'].map((type) => ({
      type,
      mode: 'instant',
      url,
    }));
    assert.deepEqual(linksOf({ ...failed(), actions }), ['withdraw', 'cancel-order', 'return-items']);
  });

  it('is no other day for a parcel that is over', () => {
    for (const status of ['ready_for_pickup', 'undeliverable', 'returning']) {
      const order = orderWith({ kind: 'attempt_failed' }, { status, statusAt: since }, { actions: [reschedule] });
      assert.equal(issuesOf(order)[0]?.action, undefined, status);
      assert.deepEqual(linksOf(order), ['reschedule'], status);
    }
  });

  it('is offered for the order without such an issue', () => {
    const order = orderWith({ kind: 'delayed' }, {}, { actions: [reschedule, withdraw] });
    assert.equal(issueOf(order).action, undefined);
    assert.deepEqual(linksOf(order), ['reschedule', 'withdraw']);
  });

  it('gives way to what the customer must do, and is offered for the order', () => {
    const actionRequired = { by: 'recipient', what: 'Choose a day', url: 'https://carrier.example/day' };
    assert.equal(issueOf(failed({ actionRequired })).action?.url, actionRequired.url);
    assert.deepEqual(linksOf(failed({ actionRequired })), ['reschedule', 'withdraw']);
  });

  it('is not offered with a page that is not safe', () => {
    const order = orderWith(
      { kind: 'attempt_failed' },
      {},
      { actions: [{ ...reschedule, url: 'javascript:alert(1)' }] },
    );
    assert.equal(issueOf(order).action, undefined);
    assert.deepEqual(linksOf(order), []);
  });
});

describe('a parcel that was reported missing', () => {
  const reported = (actionRequired?: Fields): Fields =>
    orderWith(
      { kind: 'not_received', actionRequired },
      { status: 'delivered', delivery: { kind: 'mailbox' } },
      { actions: [{ type: 'report-missing', mode: 'request' }] },
    );

  it('says so, and asks nothing more', () => {
    assert.equal(headlineOf(reported()), 'You reported it missing');
    const [parcel] = deriveReady(reported()).parcels;
    assert.equal(parcel?.missing, undefined);
    assert.deepEqual(parcel?.facts.map(plainTextOf), ['Delivered yesterday, 11:00', 'In the mailbox']);
    assert.equal(issueOf(reported()).nextStep, wait);
  });

  it('says until when the shop answers, and its text', () => {
    const todoOf = (action: Fields): string[] => textsOf(issueOf(reported({ by: 'shop', ...action })).todo);
    const until = '2026-11-26T17:00:00Z';
    assert.deepEqual(todoOf({ what: '', until }), ['We will answer by Thu 26 November at 18:00']);
    assert.deepEqual(todoOf({ what: 'We ask the carrier.', until: '2026-11-26' }), [
      'We ask the carrier',
      'We will answer by Thu 26 November',
    ]);
    assert.deepEqual(todoOf({ what: 'We ask the carrier.' }), ['We ask the carrier']);
  });

  it('has no answer that is over', () => {
    const { todo, nextStep } = issueOf(reported({ by: 'shop', what: '', until: '2026-11-22' }));
    assert.deepEqual([todo, nextStep], [[], wait]);
  });

  it('is asked about again after the shop resolved the report', () => {
    const order = orderWith(
      { kind: 'not_received', resolvedAt: '2026-11-23T08:00:00Z' },
      { status: 'delivered' },
      { actions: [{ type: 'report-missing', mode: 'request' }] },
    );
    assert.deepEqual(issuesOf(order), []);
    assert.ok(deriveReady(order).parcels[0]?.missing);
  });

  it('comes before a parcel that arrives', () => {
    const order = orderStates['several parcels']?.() ?? {};
    const [first = {}, ...others] = order['shipments'] as Fields[];
    const shipments = [{ ...first, exceptions: [{ kind: 'not_received', since: '2026-11-23T08:00:00Z' }] }, ...others];
    assert.equal(headlineOf({ ...order, shipments }), 'Dune: you reported it missing');
  });
});

describe('an issue', () => {
  it('that the headline shows has no title in its parcel, and every other one has', () => {
    const exceptions = [
      { kind: 'damaged', since },
      { kind: 'delayed', since },
    ];
    const order = orderWith({}, { exceptions });
    assert.equal(headlineOf(order), 'The parcel is damaged');
    assert.deepEqual(
      issuesOf(order).map(({ title, isBlocking }) => [title, isBlocking]),
      [
        [undefined, true],
        ['Delayed', false],
      ],
    );
  });

  it('of a parcel that is late says that once', () => {
    const order = createOrder({
      shipments: [createShipment('s1')],
      events: [createEvent('accepted', '2026-11-22T07:05:00Z')],
      promises: [createDeliveryPromise('p1', '2026-11-18', '2026-11-20')],
    });
    assert.equal(headlineOf(order), 'Late, was due Wed 18 – Fri 20 November');
    assert.deepEqual(textsOf(issuesOf(order).map(({ title, nextStep }) => [title, nextStep])), [
      'It should have arrived by now. We have no newer date yet',
      wait,
    ]);
  });
});
