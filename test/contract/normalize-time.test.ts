import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEstimates, parseOrder, parseTerms } from '../../src/contract/index.ts';
import { normalizeEventTime, normalizeInstant } from '../../src/contract/normalize-time.ts';
import { sampleTerms } from '../support/sample-terms.ts';

const printed: [sent: string, time: string][] = [
  ['2026-11-24 18:00:00', '2026-11-24T18:00:00'],
  ['20261124', '2026-11-24'],
  ['2026/11/24', '2026-11-24'],
  ['2026-11-24T18:00:00+0100', '2026-11-24T18:00:00+01:00'],
  ['2026-11-24T18:00:00+01', '2026-11-24T18:00:00+01:00'],
  ['2026-11-24T18:00Z', '2026-11-24T18:00Z'],
  ['2026-11-24t18:00:00z', '2026-11-24T18:00:00Z'],
  ['2026-11-24 18:00:00 UTC', '2026-11-24T18:00:00Z'],
  [' 2026-11-24T18:00:00Z  ', '2026-11-24T18:00:00Z'],
  ['20261124T180000Z', '2026-11-24T18:00:00Z'],
  ['20261124180000', '2026-11-24T18:00:00'],
  ['2026-11-24T18:00:00.000+01:00', '2026-11-24T18:00:00.000+01:00'],
  ['2026-11-24T18:00:00,5Z', '2026-11-24T18:00:00.5Z'],
  ['２０２６-１１-２４', '2026-11-24'],
  ['٢٠٢٦-١١-٢٤', '2026-11-24'],
  ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00Z'],
  ['2026-12-31T24:00', '2026-12-31'],
];

/** Each of them may mean several times, or none. */
const unreadable = ['24.11.2026', '11/24/2026', '1795435200', '1795435200000', '2026-11/24', 'yesterday', '2026-11'];

const orderWith = (at: unknown): unknown => ({
  id: 'o1',
  version: 1,
  lineItems: [{ id: 'a', quantity: { original: 1, total: 1, fulfilled: 1 } }],
  shipments: [{ id: 's1', statusAt: at, pickup: { until: at } }],
  events: [{ id: 'e1', kind: 'delivered', at, shipmentId: 's1' }],
});

describe('B6: a time as other systems print it', () => {
  it('is read if it can mean one time only', () => {
    for (const [sent, time] of printed) {
      assert.equal(normalizeEventTime(sent), time, sent);
      const parsed = parseOrder(orderWith(sent));
      assert.ok(parsed.ok);
      assert.equal(parsed.data.events[0]?.at, time, sent);
      assert.equal(parsed.data.shipments[0]?.statusAt, time, sent);
      assert.equal(parsed.data.shipments[0]?.pickup?.until, time, sent);
      assert.ok(!parsed.warnings.some(({ path }) => path.startsWith('events') || path.startsWith('shipments')));
    }
  });

  it('is left out with a warning if it cannot be read, and the event stays', () => {
    for (const sent of [...unreadable, 1_795_435_200, 1_795_435_200_000]) {
      const parsed = parseOrder(orderWith(sent));
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.data.events, [{ id: 'e1', kind: 'delivered', shipmentId: 's1' }]);
      const paths = parsed.warnings.filter(({ code }) => code === 'left-out').map(({ path }) => path);
      assert.deepEqual(paths, ['shipments.0.statusAt', 'shipments.0.pickup.until', 'events.0.at']);
    }
  });

  it('is no time if it is null or blank', () => {
    for (const sent of [null, '', '  ']) {
      const parsed = parseOrder(orderWith(sent));
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.data.events, [{ id: 'e1', kind: 'delivered', shipmentId: 's1' }]);
      assert.deepEqual(
        parsed.warnings.filter(({ code, path }) => code === 'left-out' || path.startsWith('shipments')),
        [],
      );
      assert.deepEqual(
        parsed.warnings.filter(({ path }) => path.startsWith('events')).map(({ code, path }) => `${code} ${path}`),
        ['missing events.0.at'],
      );
    }
  });

  it('is an instant only with an offset, and gets its seconds', () => {
    assert.equal(normalizeInstant('2026-11-24 18:00Z'), '2026-11-24T18:00:00Z');
    const estimate = { id: 'a', kind: 'delivery', window: { from: '2026-11-24' } };
    const parsed = parseEstimates({ ...estimate, validUntil: '2026-11-24 18:00+0100' });
    assert.equal(parsed.ok && parsed.data[0]?.validUntil, '2026-11-24T18:00:00+01:00');
    assert.ok(!parseEstimates({ ...estimate, validUntil: '2026-11-24 18:00' }).ok);
  });

  it('is a date in terms and estimates, also as a key', () => {
    const [origin] = sampleTerms.origins;
    const cutoffDates = { '20261224': '10:00', '2026/12/31': null };
    const terms = parseTerms({ ...sampleTerms, origins: [{ ...origin, cutoffDates }] });
    assert.ok(terms.ok);
    assert.deepEqual(terms.data.origins[0]?.cutoffDates, { '2026-12-24': '10:00', '2026-12-31': null });
    const parsed = parseEstimates({ id: 'a', kind: 'delivery', window: { from: '20261124', to: ' 2026-11-25' } });
    assert.deepEqual(parsed.ok && parsed.data[0]?.window, { from: '2026-11-24', to: '2026-11-25' });
    // Two forms of one date contradict each other.
    const twice = { '20261224': '10:00', '2026-12-24': null };
    assert.deepEqual(parseTerms({ ...sampleTerms, origins: [{ ...origin, cutoffDates: twice }] }), {
      ok: false,
      issues: [{ path: 'origins.0.cutoffDates.2026-12-24', message: 'expected one value for it' }],
    });
    for (const from of ['2026-11-24T00:00:00Z', '24.11.2026', '2026-02-30'])
      assert.ok(!parseEstimates({ id: 'a', kind: 'delivery', window: { from } }).ok, from);
  });

  it('of a day that does not exist stays on that day, and is refused', () => {
    const end = '2026-02-30T24:00:00Z';
    assert.equal(normalizeInstant(end).slice(0, 10), '2026-02-30');
    const parsed = parseEstimates({ id: 'a', kind: 'delivery', window: { from: '2026-02-28' }, validUntil: end });
    assert.ok(!parsed.ok);
    assert.deepEqual(parsed.issues, [{ path: 'validUntil', message: 'expected a time that exists' }]);
    const order = parseOrder(orderWith(end));
    assert.ok(order.ok);
    assert.deepEqual(order.data.events, [{ id: 'e1', kind: 'delivered', shipmentId: 's1' }]);
  });

  it('of a very long text stays as it is', () => {
    const digits = '٢'.repeat(500_000);
    assert.equal(normalizeEventTime(digits), digits);
    assert.equal(normalizeInstant(digits), digits);
  });

  it('of a normal form stays as it is', () => {
    for (const [, time] of printed) assert.equal(normalizeEventTime(time), time);
  });
});
