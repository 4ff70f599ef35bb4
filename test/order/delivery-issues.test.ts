import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderSummary } from '../../src/order/index.ts';
import { event, line, parcel, promise, summarize } from './order-builder.ts';

const issueKinds = (summary: OrderSummary): unknown[] => summary.issues.map(({ kind }) => kind);
const withExceptions = (...exceptions: object[]): object => ({ shipments: [parcel('s1', { exceptions })] });
const overdue = (shipmentId: string | undefined): object => ({
  kind: 'overdue',
  since: '2026-11-21',
  shipmentId,
  exception: undefined,
  isActionRequired: false,
  isTimeOver: false,
});
const on = (day: number): string => `2026-11-${day}T10:00:00Z`;

describe('issues', () => {
  it('include exceptions of the shop or the carrier', () => {
    const duty = {
      kind: 'customs_hold',
      reason: 'duty_unpaid',
      since: on(20),
      actionRequired: {
        by: 'recipient',
        what: 'Pay the duty',
        until: '2026-11-30',
        amount: { amount: 1290, currency: 'EUR' },
      },
    };
    const [issue] = summarize([event('import_customs', on(19))], withExceptions(duty)).issues;
    assert.equal(issue?.kind, 'customs_hold');
    assert.equal(issue?.shipmentId, 's1');
    assert.deepEqual(issue?.exception, duty);
  });

  it('exclude resolved exceptions; a future resolution does not count', () => {
    const held = { kind: 'held', since: on(20) };
    assert.deepEqual(issueKinds(summarize([], withExceptions({ ...held, resolvedAt: on(22) }))), []);
    assert.deepEqual(issueKinds(summarize([], withExceptions({ ...held, resolvedAt: on(29) }))), ['held']);
  });

  it('have the kind other for an unlisted exception, with its code kept', () => {
    const { issues: found } = summarize(
      [],
      withExceptions({ kind: 'abducted', text: 'By <b>aliens</b>', since: on(20) }),
    );
    assert.deepEqual(
      found.map(({ kind, exception }) => [kind, exception?.kind, exception?.text]),
      [['other', 'abducted', 'By aliens']],
    );
  });

  it('6: include those of all parcels and returns', () => {
    const shipments = [
      parcel('s1', { exceptions: [{ kind: 'held', since: on(20) }] }),
      parcel('s2', { direction: 'return', exceptions: [{ kind: 'lost', since: on(21) }] }),
    ];
    const { issues: found } = summarize([], { shipments });
    assert.deepEqual(
      found.map(({ kind, shipmentId }) => [kind, shipmentId]),
      [
        ['held', 's1'],
        ['lost', 's2'],
      ],
    );
  });

  it('end with the delivery, except for damage and later ones', () => {
    const exceptions = [
      { kind: 'delayed', since: on(18) },
      { kind: 'damaged', since: on(18) },
      { kind: 'other', since: on(22) },
    ];
    assert.deepEqual(issueKinds(summarize([event('delivered', on(20))], withExceptions(...exceptions))), [
      'damaged',
      'other',
    ]);
  });

  it('include a failed attempt without an exception', () => {
    const attempt = [event('out_for_delivery', on(22)), event('delivery_attempted', '2026-11-22T15:00:00Z')];
    assert.deepEqual(issueKinds(summarize(attempt)), ['attempt_failed']);
    assert.deepEqual(summarize(attempt).issues[0]?.since, '2026-11-22T15:00:00Z');
    assert.deepEqual(
      issueKinds(summarize(attempt, withExceptions({ kind: 'attempt_failed', reason: 'not_home', since: on(22) }))),
      ['attempt_failed'],
    );
    assert.deepEqual(
      issueKinds(summarize(attempt, withExceptions({ kind: 'attempt_failed', since: on(22), resolvedAt: on(23) }))),
      [],
    );
    assert.deepEqual(issueKinds(summarize([...attempt, event('out_for_delivery', '2026-11-23T08:00:00Z')])), []);
  });
});

describe('issues derived from time', () => {
  const promised = { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] };

  it('overdue begins on the day after the promise', () => {
    const { issues: found } = summarize([event('accepted', on(22))], promised);
    assert.deepEqual(found, [overdue('s1')]);
  });

  it('overdue includes unshipped items', () => {
    const { issues: found, status } = summarize([], { ...promised, shipments: [] });
    assert.deepEqual(found, [overdue(undefined)]);
    assert.equal(status, 'placed');
  });

  it('overdue occurs once if the shop reported it', () => {
    const shipments = [parcel('s1', { exceptions: [{ kind: 'overdue', since: '2026-11-21' }] })];
    assert.deepEqual(issueKinds(summarize([event('accepted', on(22))], { ...promised, shipments })), ['overdue']);
  });

  it('a return is never overdue', () => {
    const shipments = [parcel('s1'), parcel('s2', { direction: 'return' })];
    const delivered = [event('delivered', '2026-11-19T10:00:00Z'), event('accepted', on(22), { shipmentId: 's2' })];
    assert.deepEqual(issueKinds(summarize(delivered, { ...promised, shipments })), []);
  });

  it('a canceled order has no issues', () => {
    const summary = summarize([event('canceled', on(16), { shipmentId: undefined })], promised);
    assert.equal(summary.status, 'canceled');
    assert.deepEqual(issueKinds(summary), []);
  });

  it('time alone changes no status', () => {
    const summary = summarize([event('accepted', '2024-01-01T10:00:00Z')], { placedAt: '2023-12-30T10:00:00Z' });
    assert.equal(summary.parcels[0]?.status, 'accepted');
    assert.equal(summary.status, 'shipped');
    assert.deepEqual(issueKinds(summary), ['silent']);
  });
});

describe('stalled tracking', () => {
  const cases: [title: string, kinds: string[], method: string, hours: number | undefined][] = [
    ['with a courier', ['accepted'], 'courier', 72],
    ['with a postal service', ['accepted'], 'post', 120],
    ['across a border', ['export_customs', 'departed_facility'], 'courier', 240],
    ['out for delivery', ['out_for_delivery'], 'courier', 36],
    ['packed', ['packed'], 'courier', 96],
    ['returning', ['return_started'], 'courier', 336],
    ['preparing', ['label_created'], 'courier', undefined],
    ['ready for pickup', ['ready_for_pickup'], 'locker', undefined],
    ['delivered', ['delivered'], 'courier', undefined],
  ];
  for (const [title, kinds, method, hours] of cases) {
    it(`${title}: ${hours === undefined ? 'no scan is expected' : `${hours} hours`}`, () => {
      const last = Date.parse('2026-11-10T10:00:00Z');
      const events = kinds.map((kind) => event(kind, '2026-11-10T10:00:00Z'));
      const deriveParcelAfter = (elapsedHours: number) =>
        summarize(events, { shipments: [parcel('s1', { method })] }, last + elapsedHours * 3_600_000).parcels[0];
      if (hours === undefined) {
        assert.equal(deriveParcelAfter(10_000)?.stalledTracking, undefined);
        return;
      }
      assert.equal(deriveParcelAfter(hours)?.stalledTracking?.state, 'normal');
      assert.equal(deriveParcelAfter(hours)?.stalledTracking?.stalledAt, last + hours * 3_600_000);
      assert.equal(deriveParcelAfter(hours + 1)?.stalledTracking?.state, 'stalled');
      assert.deepEqual(
        deriveParcelAfter(hours + 1)?.issues.map(({ kind, since }) => [kind, since]),
        [['silent', `${new Date(last + hours * 3_600_000).toISOString().slice(0, 19)}Z`]],
      );
    });
  }

  it('is undefined without a scan', () => {
    const { parcels } = summarize([], { shipments: [parcel('s1', { status: 'in_transit' })] });
    assert.equal(parcels[0]?.stalledTracking, undefined);
  });
});

describe('missing check', () => {
  it('waits until the day after the delivery, then has the report action of the shop', () => {
    const report = { type: 'report-missing', mode: 'request' };
    const check = (now: string, actions: object[]) =>
      summarize([event('delivered', '2026-11-20T10:00:00Z')], { actions }, now).parcels[0]?.missingCheck;
    assert.deepEqual(check('2026-11-21T20:00:00Z', [report]), {
      waitUntil: '2026-11-21',
      isWaitOver: false,
      isReturned: false,
      reportAction: report,
    });
    assert.equal(check('2026-11-21T23:00:00Z', [report])?.isWaitOver, true);
    assert.equal(check('2026-11-22T20:00:00Z', [])?.reportAction, undefined);
    assert.equal(
      check('2026-11-22T20:00:00Z', [{ ...report, until: '2026-11-22T20:00:00Z' }])?.reportAction,
      undefined,
    );
  });

  it('is undefined before the delivery', () => {
    assert.equal(summarize([event('out_for_delivery', on(23))]).parcels[0]?.missingCheck, undefined);
  });

  it('tells whether a part of the parcel goes back', () => {
    const withReturn = (returned: object[] | undefined) => {
      const back = parcel('r1', { direction: 'return', status: 'in_transit', lineItems: returned });
      const sent = parcel('s1', { status: 'delivered', lineItems: [{ id: 'dune', quantity: 1 }] });
      return summarize([], { shipments: [sent, back], lineItems: [line('dune', 1), line('solaris', 1)] }).parcels[0]
        ?.missingCheck?.isReturned;
    };
    assert.equal(withReturn([{ id: 'dune', quantity: 1 }]), true);
    assert.equal(withReturn(undefined), true);
    assert.equal(withReturn([{ id: 'solaris', quantity: 1 }]), false);
  });
});

describe('faults of a delivery', () => {
  const read = (delivery: object, exceptions: object[] = [], kind = 'delivered'): unknown[] =>
    issueKinds(summarize([event(kind, on(20))], { shipments: [parcel('s1', { delivery, exceptions })] }));

  it('are issues of a delivered parcel', () => {
    assert.deepEqual(read({ kind: 'recipient', partial: true }), ['missing_contents']);
    assert.deepEqual(read({ kind: 'recipient', damaged: true }), ['damaged']);
    assert.deepEqual(read({ kind: 'recipient', partial: false }), []);
  });

  it('stand once beside the exception', () => {
    assert.deepEqual(read({ kind: 'recipient', damaged: true }, [{ kind: 'damaged', since: on(20) }]), ['damaged']);
  });

  it('say nothing of a parcel that is not delivered', () => {
    assert.deepEqual(read({ kind: 'recipient', partial: true }, [], 'ready_for_pickup'), []);
  });
});

it('a canceled return does not hide what to do about a missing parcel', () => {
  const read = (status: string): unknown =>
    summarize([event('delivered', on(22))], {
      shipments: [parcel('s1'), parcel('r1', { direction: 'return', status })],
    }).parcels[0]?.missingCheck?.isReturned;
  assert.equal(read('preparing'), true);
  assert.equal(read('canceled'), false);
});

describe('a required action', () => {
  const required = (fields: object): object => ({ by: 'recipient', what: 'Pay the duty', ...fields });
  const read = (fields: object, status = 'in_transit'): unknown => {
    const exceptions = [{ kind: 'customs_hold', since: on(19), actionRequired: required(fields) }];
    return summarize([], { shipments: [parcel('s1', { status, exceptions })] }).headline.kind;
  };

  it('ends with its time limit', () => {
    assert.equal(read({}), 'action_required');
    assert.equal(read({ until: '2026-11-23' }), 'action_required');
    assert.equal(read({ until: '2026-11-23T11:00:01Z' }), 'action_required');
    assert.equal(read({ until: '2026-11-23T11:00:00Z' }), 'problem');
    assert.equal(read({ until: '2026-11-22' }), 'problem');
  });

  it('of a parcel on its way back is the shop’s to end', () => assert.equal(read({}, 'returning'), 'action_required'));
});
