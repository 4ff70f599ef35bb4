import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrderReading } from '../../src/order/index.ts';
import { event, parcel, promise, read } from './build.ts';

const troubles = (reading: OrderReading): unknown[] => reading.troubles.map(({ kind }) => kind);
const withExceptions = (...exceptions: object[]): object => ({ shipments: [parcel('s1', { exceptions })] });
const on = (day: number): string => `2026-11-${day}T10:00:00Z`;

describe('what is wrong now', () => {
  it('what the shop or the carrier says', () => {
    const duty = { kind: 'customs_hold', reason: 'duty_unpaid', since: on(20), actionRequired: { by: 'recipient', what: 'Pay the duty', until: '2026-11-30', amount: { amount: 1290, currency: 'EUR' } } };
    const [trouble] = read([event('import_customs', on(19))], withExceptions(duty)).troubles;
    assert.equal(trouble?.kind, 'customs_hold');
    assert.equal(trouble?.shipmentId, 's1');
    assert.deepEqual(trouble?.exception, duty);
  });

  it('nothing that is resolved; a resolution to come is none yet', () => {
    const held = { kind: 'held', since: on(20) };
    assert.deepEqual(troubles(read([], withExceptions({ ...held, resolvedAt: on(22) }))), []);
    assert.deepEqual(troubles(read([], withExceptions({ ...held, resolvedAt: on(29) }))), ['held']);
  });

  it('an unlisted kind as another, its word kept', () => {
    const { troubles: found } = read([], withExceptions({ kind: 'abducted', text: 'By <b>aliens</b>', since: on(20) }));
    assert.deepEqual(found.map(({ kind, exception }) => [kind, exception?.kind, exception?.text]), [['other', 'abducted', 'By aliens']]);
  });

  it('6: of any parcel, also of one that goes back', () => {
    const shipments = [
      parcel('s1', { exceptions: [{ kind: 'held', since: on(20) }] }),
      parcel('s2', { direction: 'return', exceptions: [{ kind: 'lost', since: on(21) }] }),
    ];
    const { troubles: found } = read([], { shipments });
    assert.deepEqual(found.map(({ kind, shipmentId }) => [kind, shipmentId]), [['held', 's1'], ['lost', 's2']]);
  });

  it('trouble on the way is over once it is there, damage is not', () => {
    const exceptions = [{ kind: 'delayed', since: on(18) }, { kind: 'damaged', since: on(18) }, { kind: 'other', since: on(22) }];
    assert.deepEqual(troubles(read([event('delivered', on(20))], withExceptions(...exceptions))), ['damaged', 'other']);
  });

  it('an attempt that failed, also where nobody says so', () => {
    const attempt = [event('out_for_delivery', on(22)), event('delivery_attempted', '2026-11-22T15:00:00Z')];
    assert.deepEqual(troubles(read(attempt)), ['attempt_failed']);
    assert.deepEqual(read(attempt).troubles[0]?.since, '2026-11-22T15:00:00Z');
    assert.deepEqual(troubles(read(attempt, withExceptions({ kind: 'attempt_failed', reason: 'not_home', since: on(22) }))), ['attempt_failed']);
    assert.deepEqual(troubles(read(attempt, withExceptions({ kind: 'attempt_failed', since: on(22), resolvedAt: on(23) }))), []);
    assert.deepEqual(troubles(read([...attempt, event('out_for_delivery', '2026-11-23T08:00:00Z')])), []);
  });
});

describe('what only time tells', () => {
  const promised = { promises: [promise('p', '2026-11-18', '2026-11-20', on(14))] };

  it('overdue, since the day after the last promised one', () => {
    const { troubles: found } = read([event('accepted', on(22))], promised);
    assert.deepEqual(found, [{ kind: 'overdue', since: '2026-11-21', shipmentId: 's1', exception: undefined }]);
  });

  it('overdue too where it has not been sent', () => {
    const { troubles: found, status } = read([], { ...promised, shipments: [] });
    assert.deepEqual(found, [{ kind: 'overdue', since: '2026-11-21', shipmentId: undefined, exception: undefined }]);
    assert.equal(status, 'placed');
  });

  it('overdue once, where the shop says it first', () => {
    const shipments = [parcel('s1', { exceptions: [{ kind: 'overdue', since: '2026-11-21' }] })];
    assert.deepEqual(troubles(read([event('accepted', on(22))], { ...promised, shipments })), ['overdue']);
  });

  it('nothing of what goes back: it was promised to come', () => {
    const shipments = [parcel('s1'), parcel('s2', { direction: 'return' })];
    const delivered = [event('delivered', '2026-11-19T10:00:00Z'), event('accepted', on(22), { shipmentId: 's2' })];
    assert.deepEqual(troubles(read(delivered, { ...promised, shipments })), []);
  });

  it('nothing where the order is canceled', () => {
    const reading = read([event('canceled', on(16), { shipmentId: undefined })], promised);
    assert.equal(reading.status, 'canceled');
    assert.deepEqual(troubles(reading), []);
  });

  it('no state: it stays where it was seen, for ever', () => {
    const reading = read([event('accepted', '2024-01-01T10:00:00Z')]);
    assert.equal(reading.parcels[0]?.status, 'accepted');
    assert.equal(reading.status, 'shipped');
    assert.deepEqual(troubles(reading), ['silent']);
  });
});

describe('silence that is normal, and silence that is not', () => {
  const cases: [what: string, kinds: string[], method: string, hours: number | undefined][] = [
    ['with the courier', ['accepted'], 'courier', 72],
    ['with the post', ['accepted'], 'post', 120],
    ['across a border', ['export_customs', 'departed_facility'], 'courier', 240],
    ['on the round', ['out_for_delivery'], 'courier', 36],
    ['packed, not collected', ['packed'], 'courier', 96],
    ['going back', ['return_started'], 'courier', 336],
    ['being made', ['label_created'], 'courier', undefined],
    ['waiting for the customer', ['ready_for_pickup'], 'locker', undefined],
    ['delivered', ['delivered'], 'courier', undefined],
  ];
  for (const [what, kinds, method, hours] of cases) {
    it(`${what}: ${hours === undefined ? 'no scan is awaited' : `${hours} hours`}`, () => {
      const last = Date.parse('2026-11-10T10:00:00Z');
      const happened = kinds.map((kind) => event(kind, '2026-11-10T10:00:00Z'));
      const silenceAfter = (quiet: number) =>
        read(happened, { shipments: [parcel('s1', { method })] }, last + quiet * 3_600_000).parcels[0];
      if (hours === undefined) {
        assert.equal(silenceAfter(10_000)?.silence, undefined);
        return;
      }
      assert.equal(silenceAfter(hours)?.silence?.state, 'normal');
      assert.equal(silenceAfter(hours)?.silence?.actFrom, last + hours * 3_600_000);
      assert.equal(silenceAfter(hours + 1)?.silence?.state, 'silent');
      assert.deepEqual(silenceAfter(hours + 1)?.troubles.map(({ kind, since }) => [kind, since]), [
        ['silent', `${new Date(last + hours * 3_600_000).toISOString().slice(0, 19)}Z`],
      ]);
    });
  }

  it('without any scan there is none to miss', () => {
    const { parcels } = read([], { shipments: [parcel('s1', { status: 'in_transit' })] });
    assert.equal(parcels[0]?.silence, undefined);
  });
});

describe('delivered, and not there', () => {
  it('wait until the day after, then report it where the shop offers that', () => {
    const report = { type: 'report-missing', mode: 'request' };
    const check = (now: string, actions: object[]) =>
      read([event('delivered', '2026-11-20T10:00:00Z')], { actions }, now).parcels[0]?.missing;
    assert.deepEqual(check('2026-11-21T20:00:00Z', [report]), { waitUntil: '2026-11-21', isWaitOver: false, report });
    assert.equal(check('2026-11-21T23:00:00Z', [report])?.isWaitOver, true);
    assert.equal(check('2026-11-22T20:00:00Z', [])?.report, undefined);
    assert.equal(check('2026-11-22T20:00:00Z', [{ ...report, until: '2026-11-22T20:00:00Z' }])?.report, undefined);
  });

  it('is nothing before it is delivered', () => {
    assert.equal(read([event('out_for_delivery', on(23))]).parcels[0]?.missing, undefined);
  });
});
