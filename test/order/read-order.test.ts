import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { event, line, parcel, promise, read } from './build.ts';

const on = (day: number): string => `2026-11-${day}T10:00:00Z`;
const promised = promise('p', '2026-11-24', '2026-11-26', on(14));
const later = promise('q', '2026-12-01', '2026-12-03', on(22));
const cancel = { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'dune', maxQuantity: 1 }] };
const asked = { kind: 'address_issue', since: on(20), actionRequired: { by: 'recipient', what: 'Check the address' } };
const exceptions = (...list: object[]): object => ({ shipments: [parcel('s1', { exceptions: list })] });

describe('the one thing to say first', () => {
  const cases: [what: string, kind: string, happened: object[], fields: object][] = [
    ['promised', 'arriving', [event('accepted', on(22))], { promises: [promised] }],
    ['promised, not sent', 'arriving', [], { promises: [promised], shipments: [] }],
    ['promised again, later', 'late', [event('accepted', on(22))], { promises: [promised, later] }],
    ['passed', 'overdue', [event('label_created', on(15))], { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] }],
    ['out for delivery', 'out_for_delivery', [event('out_for_delivery', on(23))], { promises: [promised] }],
    ['ready', 'ready_for_pickup', [event('ready_for_pickup', on(23))], { promises: [promised] }],
    ['ready, and asked to come', 'ready_for_pickup', [event('ready_for_pickup', on(23))], exceptions({ kind: 'unclaimed', since: on(23), actionRequired: { by: 'recipient', what: 'Collect it' } })],
    ['delivered', 'delivered', [event('delivered', on(23))], { promises: [promised] }],
    ['delivered, damaged', 'problem', [event('delivered', on(22))], exceptions({ kind: 'damaged', since: on(22) })],
    ['asked something', 'action_required', [event('accepted', on(22))], exceptions(asked)],
    ['a customs hold', 'problem', [event('accepted', on(22))], exceptions({ kind: 'customs_hold', since: on(22), actionRequired: { by: 'shop', what: 'Send the invoice' } })],
    ['a delay, with a date', 'arriving', [event('accepted', on(22))], { ...exceptions({ kind: 'delayed', since: on(22) }), promises: [promised] }],
    ['under way without a date', 'under_way', [event('accepted', on(22))], {}],
    ['being packed without a date', 'preparing', [event('packed', on(22))], {}],
    ['placed without a date', 'placed', [], { shipments: [] }],
    ['nothing known', 'unknown', [], {}],
    ['given up', 'undeliverable', [], { shipments: [parcel('s1', { status: 'undeliverable' })] }],
    ['going back', 'returning', [event('return_started', on(22))], {}],
    ['back', 'returned', [event('returned_to_sender', on(22))], {}],
    ['held', 'on_hold', [], { shipments: [], hold: { reason: 'x' }, promises: [promised] }],
    ['waits for money', 'awaiting_payment', [], { shipments: [], hold: { reason: 'payment' } }],
    ['canceled', 'canceled', [event('canceled', on(22), { shipmentId: undefined })], { promises: [promised] }],
  ];
  for (const [what, kind, happened, fields] of cases) {
    it(`${what}: ${kind}`, () => assert.equal(read(happened, { ...fields }).headline.kind, kind));
  }

  it('with the date that holds, and that it is a part only', () => {
    const { headline } = read([event('accepted', on(22))], { promises: [promised, later], lineItems: [line('dune', 2)] });
    assert.deepEqual(headline.window, { from: '2026-12-01', to: '2026-12-03' });
    assert.equal(headline.isPartial, true);
  });

  it('ready: until when it is kept', () => {
    const shipments = [parcel('s1', { method: 'locker', pickup: { until: '2026-11-28', code: '4711' } })];
    assert.equal(read([event('ready_for_pickup', on(23))], { shipments }).headline.until, '2026-11-28');
  });

  it('delivered: when, to whom or where; an unlisted word is not known', () => {
    const to = (kind: string): unknown => {
      const shipments = [parcel('s1', { delivery: { kind } })];
      const { headline } = read([event('delivered', on(23))], { shipments });
      return [headline.at, headline.deliveredTo];
    };
    assert.deepEqual(to('neighbour'), [on(23), 'neighbour']);
    assert.deepEqual(to('dog'), [on(23), 'unknown']);
  });

  it('of several parcels the one that needs the customer, is near, or is next', () => {
    const shipments = ['s1', 's2', 's3'].map((id) => parcel(id));
    const focusOf = (...kinds: string[]): string | undefined => {
      const happened = kinds.map((kind, index) => event(kind, on(20 + index), { shipmentId: `s${index + 1}` }));
      return read(happened, { shipments, lineItems: [line('dune', 3)] }).headline.leg?.shipment.id;
    };
    assert.equal(focusOf('delivered', 'accepted', 'ready_for_pickup'), 's3');
    assert.equal(focusOf('delivered', 'accepted', 'out_for_delivery'), 's3');
    assert.equal(focusOf('delivered', 'accepted', 'packed'), 's2');
    assert.equal(focusOf('delivered', 'returned_to_sender', 'packed'), 's3');
    const dated = { shipments, lineItems: [line('dune', 3)], promises: [{ ...later, shipmentId: 's1' }, { ...promised, shipmentId: 's2' }] };
    const moving = ['s1', 's2', 's3'].map((shipmentId) => event('accepted', on(22), { shipmentId }));
    assert.equal(read(moving, dated).headline.leg?.shipment.id, 's2');
  });
});

describe('what the customer can do', () => {
  it('what is asked of them comes first, the most pressing before others', () => {
    const until = (day: string): object => ({ ...asked, actionRequired: { ...asked.actionRequired, until: day } });
    const { nextAction } = read([event('accepted', on(22))], { ...exceptions(asked, until('2026-11-29'), until('2026-11-25')), actions: [cancel] });
    assert.equal(nextAction?.kind, 'required');
    assert.equal(nextAction?.trouble.exception?.actionRequired?.until, '2026-11-25');
  });

  it('then what the shop offers against what is wrong', () => {
    const overdue = { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] };
    const { nextAction } = read([], { ...overdue, shipments: [], actions: [{ type: 'report-missing', mode: 'request' }, cancel] });
    assert.equal(nextAction?.kind === 'offered' && nextAction.action.type, 'cancel-items');
    assert.equal(read([], { ...overdue, shipments: [] }).nextAction, undefined);
  });

  it('nothing where nothing is wrong', () => {
    assert.equal(read([event('accepted', on(22))], { actions: [cancel] }).nextAction, undefined);
  });

  it('no action that has ended, none that is not known', () => {
    const until = { ...cancel, until: '2026-11-23T11:00:00Z' };
    const types = (now: string): string[] =>
      read([], { actions: [until, { type: 'teleport', mode: 'instant' }] }, now).actions.map(({ type }) => type);
    assert.deepEqual(types('2026-11-23T10:59:59Z'), ['cancel-items']);
    assert.deepEqual(types('2026-11-23T11:00:00Z'), []);
  });

  it('never by a status: a placed order offers nothing by itself', () => {
    assert.deepEqual(read([], { shipments: [] }).actions, []);
  });
});

describe('how old the knowledge is', () => {
  it('when the shop looked, when the carrier saw it', () => {
    const { freshness } = read([event('packed', on(20)), event('accepted', on(21)), event('note', on(22))], { checkedAt: on(23) });
    assert.equal(freshness.checkedAt, on(23));
    assert.equal(freshness.lastScan?.at, on(21));
  });

  it('a carrier’s own word is a scan, one from the future is none', () => {
    const { freshness } = read([event('beeped', on(21)), event('accepted', '2027-01-01T00:00:00Z')]);
    assert.equal(freshness.lastScan?.at, on(21));
  });
});

describe('the order itself', () => {
  it('is known by its number, or its id', () => {
    assert.equal(read([]).number, '1001');
    assert.equal(read([], { number: undefined }).number, 'o1');
  });

  it('is final once nothing more is to come', () => {
    assert.equal(read([event('delivered', on(23))]).isFinal, true);
    assert.equal(read([event('delivered', on(23))], { lineItems: [line('dune', 2)] }).isFinal, false);
  });

  it('the destination’s own zone beats the reader’s', () => {
    const delivered = [event('delivered', '2026-11-26T23:30:00Z')];
    const state = (timeZone: string | undefined): string | undefined =>
      read(delivered, { timeZone, promises: [promised] }, '2026-12-01T00:00:00Z').promise?.state;
    assert.equal(state('Europe/Berlin'), 'missed');
    assert.equal(state('Europe/London'), 'kept');
  });
});
