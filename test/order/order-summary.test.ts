import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selectNextAction, type NextAction, type OrderSummary } from '../../src/order/index.ts';
import { event, line, noon, parcel, promise, summarize } from './order-builder.ts';

const on = (day: number): string => `2026-11-${day}T10:00:00Z`;
const promised = promise('p', '2026-11-24', '2026-11-26', on(14));
const later = promise('q', '2026-12-01', '2026-12-03', on(22));
const cancel = { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'dune', maxQuantity: 1 }] };
const addressIssue = {
  kind: 'address_issue',
  since: on(20),
  actionRequired: { by: 'recipient', what: 'Check the address' },
};
const exceptions = (...list: object[]): object => ({ shipments: [parcel('s1', { exceptions: list })] });

describe('headline', () => {
  const cases: [title: string, kind: string, events: object[], fields: object][] = [
    ['a promise', 'arriving', [event('accepted', on(22))], { promises: [promised] }],
    ['a promise, unshipped', 'arriving', [], { promises: [promised], shipments: [] }],
    ['a later second promise', 'late', [event('accepted', on(22))], { promises: [promised, later] }],
    [
      'a past promise',
      'overdue',
      [event('label_created', on(15))],
      { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] },
    ],
    ['out for delivery', 'out_for_delivery', [event('out_for_delivery', on(23))], { promises: [promised] }],
    ['ready for pickup', 'ready_for_pickup', [event('ready_for_pickup', on(23))], { promises: [promised] }],
    [
      'ready for pickup, with a request to collect',
      'ready_for_pickup',
      [event('ready_for_pickup', on(23))],
      exceptions({ kind: 'unclaimed', since: on(23), actionRequired: { by: 'recipient', what: 'Collect it' } }),
    ],
    ['delivered', 'delivered', [event('delivered', on(23))], { promises: [promised] }],
    ['delivered with damage', 'problem', [event('delivered', on(22))], exceptions({ kind: 'damaged', since: on(22) })],
    ['a required action', 'action_required', [event('accepted', on(22))], exceptions(addressIssue)],
    [
      'a customs hold',
      'problem',
      [event('accepted', on(22))],
      exceptions({ kind: 'customs_hold', since: on(22), actionRequired: { by: 'shop', what: 'Send the invoice' } }),
    ],
    [
      'a delay with a date',
      'arriving',
      [event('accepted', on(22))],
      { ...exceptions({ kind: 'delayed', since: on(22) }), promises: [promised] },
    ],
    ['under way without a date', 'under_way', [event('accepted', on(22))], {}],
    ['packed without a date', 'preparing', [event('packed', on(22))], {}],
    ['placed without a date', 'placed', [], { shipments: [] }],
    ['an unknown status', 'unknown', [], {}],
    ['undeliverable', 'undeliverable', [], { shipments: [parcel('s1', { status: 'undeliverable' })] }],
    ['returning', 'returning', [event('return_started', on(22))], {}],
    ['returned', 'returned', [event('returned_to_sender', on(22))], {}],
    ['a hold', 'on_hold', [], { shipments: [], hold: { reason: 'x' }, promises: [promised] }],
    ['a payment hold', 'awaiting_payment', [], { shipments: [], hold: { reason: 'payment' } }],
    ['canceled', 'canceled', [event('canceled', on(22), { shipmentId: undefined })], { promises: [promised] }],
  ];
  for (const [title, kind, events, fields] of cases) {
    it(`${title}: ${kind}`, () => assert.equal(summarize(events, { ...fields }).headline.kind, kind));
  }

  it('has the current window, and isPartial for one of several parts', () => {
    const { headline } = summarize([event('accepted', on(22))], {
      promises: [promised, later],
      lineItems: [line('dune', 2)],
    });
    assert.deepEqual(headline.window, { from: '2026-12-01', to: '2026-12-03' });
    assert.equal(headline.isPartial, true);
  });

  it('ready_for_pickup has the end of storage', () => {
    const shipments = [parcel('s1', { method: 'locker', pickup: { until: '2026-11-28', code: '4711' } })];
    assert.equal(summarize([event('ready_for_pickup', on(23))], { shipments }).headline.until, '2026-11-28');
  });

  it('delivered has the time and the recipient; an unlisted recipient is unknown', () => {
    const to = (kind: string): unknown => {
      const shipments = [parcel('s1', { delivery: { kind } })];
      const { headline } = summarize([event('delivered', on(23))], { shipments });
      return [headline.at, headline.deliveredTo];
    };
    assert.deepEqual(to('neighbour'), [on(23), 'neighbour']);
    assert.deepEqual(to('dog'), [on(23), 'unknown']);
  });

  it('is about the parcel with a required action, else the nearest, else the next one', () => {
    const shipments = ['s1', 's2', 's3'].map((id) => parcel(id));
    const selectPrimary = (...kinds: string[]): string | undefined => {
      const events = kinds.map((kind, index) => event(kind, on(20 + index), { shipmentId: `s${index + 1}` }));
      return summarize(events, { shipments, lineItems: [line('dune', 3)] }).headline.parcel?.shipment.id;
    };
    assert.equal(selectPrimary('delivered', 'accepted', 'ready_for_pickup'), 's3');
    assert.equal(selectPrimary('delivered', 'accepted', 'out_for_delivery'), 's3');
    assert.equal(selectPrimary('delivered', 'accepted', 'packed'), 's2');
    assert.equal(selectPrimary('delivered', 'returned_to_sender', 'packed'), 's3');
    const dated = {
      shipments,
      lineItems: [line('dune', 3)],
      promises: [
        { ...later, shipmentId: 's1' },
        { ...promised, shipmentId: 's2' },
      ],
    };
    const moving = ['s1', 's2', 's3'].map((shipmentId) => event('accepted', on(22), { shipmentId }));
    assert.equal(summarize(moving, dated).headline.parcel?.shipment.id, 's2');
  });
});

describe('actions and selectNextAction', () => {
  const selectAction = (summary: OrderSummary): NextAction | undefined => selectNextAction(summary, { now: noon });

  it('a required action with the earliest deadline comes first', () => {
    const until = (day: string): object => ({
      ...addressIssue,
      actionRequired: { ...addressIssue.actionRequired, until: day },
    });
    const nextAction = selectAction(
      summarize([event('accepted', on(22))], {
        ...exceptions(addressIssue, until('2026-11-29'), until('2026-11-25')),
        actions: [cancel],
      }),
    );
    assert.equal(nextAction?.kind, 'required');
    assert.equal(nextAction?.issue.exception?.actionRequired?.until, '2026-11-25');
  });

  it('an offered action that helps with an issue comes next', () => {
    const overdue = { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] };
    const nextAction = selectAction(
      summarize([], { ...overdue, shipments: [], actions: [{ type: 'report-missing', mode: 'request' }, cancel] }),
    );
    assert.equal(nextAction?.kind === 'offered' && nextAction.action.type, 'cancel-items');
    assert.equal(selectAction(summarize([], { ...overdue, shipments: [] })), undefined);
  });

  it('there is no next action without an issue', () => {
    assert.equal(selectAction(summarize([event('accepted', on(22))], { actions: [cancel] })), undefined);
  });

  it('actions that have ended and unlisted types are not offered', () => {
    const until = { ...cancel, until: '2026-11-23T11:00:00Z' };
    const types = (now: string): string[] =>
      summarize([], { actions: [until, { type: 'teleport', mode: 'instant' }] }, now).actions.map(({ type }) => type);
    assert.deepEqual(types('2026-11-23T10:59:59Z'), ['cancel-items']);
    assert.deepEqual(types('2026-11-23T11:00:00Z'), []);
  });

  it('a status alone offers no action', () => {
    assert.deepEqual(summarize([], { shipments: [] }).actions, []);
  });
});

describe('freshness', () => {
  it('has the last check and the last scan', () => {
    const { freshness } = summarize([event('packed', on(20)), event('accepted', on(21)), event('note', on(22))], {
      checkedAt: on(23),
    });
    assert.equal(freshness.checkedAt, on(23));
    assert.equal(freshness.lastScan?.at, on(21));
  });

  it('an unlisted event counts as a scan, a future event does not', () => {
    const { freshness } = summarize([event('beeped', on(21)), event('accepted', '2027-01-01T00:00:00Z')]);
    assert.equal(freshness.lastScan?.at, on(21));
  });
});

describe('order summary', () => {
  it('has the number, or the id without a number', () => {
    assert.equal(summarize([]).number, '1001');
    assert.equal(summarize([], { number: undefined }).number, 'o1');
  });

  it('is final when all items are delivered', () => {
    assert.equal(summarize([event('delivered', on(23))]).isFinal, true);
    assert.equal(summarize([event('delivered', on(23))], { lineItems: [line('dune', 2)] }).isFinal, false);
  });

  it('warns of codes that are not listed, once for the order, a parcel and an event', () => {
    const unknown = parcel('s1', {
      status: 'teleported',
      method: 'drone',
      exceptions: [{ kind: 'eaten', since: on(20) }],
    });
    const { warnings } = summarize([event('beeped', on(21), { id: 'x' }), event('accepted', on(22))], {
      method: 'drone',
      shipments: [unknown, parcel('s2')],
    });
    assert.deepEqual(
      warnings.filter(({ code }) => code === 'unknown-code'),
      [{ code: 'unknown-code' }, { code: 'unknown-code', shipmentId: 's1' }, { code: 'unknown-code', eventId: 'x' }],
    );
  });

  it('the zone of the order takes precedence over the given zone', () => {
    const delivered = [event('delivered', '2026-11-26T23:30:00Z')];
    const state = (timeZone: string | undefined): string | undefined =>
      summarize(delivered, { timeZone, promises: [promised] }, '2026-12-01T00:00:00Z').promise?.state;
    assert.equal(state('Europe/Berlin'), 'missed');
    assert.equal(state('Europe/London'), 'kept');
  });
});
