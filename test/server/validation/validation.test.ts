import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { order, orderEvent, type ValidationIssue } from '../../../src/contract/index.ts';
import { parseOrderSnapshot } from '../../../src/server/validation/order-snapshot.ts';
import { parseScan } from '../../../src/server/validation/request-bodies.ts';
import { validateFields } from '../../../src/server/validation/fields.ts';
import fc, { runs } from '../../support/fast-check.ts';
import { snapshot } from '../http/handler-harness.ts';

type Read = { ok: true } | { ok: false; issues: readonly ValidationIssue[] };
const pathsOf = (read: Read): string[] => (read.ok ? [] : read.issues.map(({ path }) => path));
const reads = (more: object, raw: 'reject' | 'store' = 'reject') =>
  parseOrderSnapshot({ ...snapshot, ...more }, 'o1', raw);

const full = {
  ...snapshot,
  method: 'pickup',
  place: { name: 'Point 7', address: 'Station Road 1', country: 'DE', timeZone: 'Europe/Berlin' },
  hold: { reason: 'payment', since: '2026-11-20' },
  shipments: [
    {
      id: 's1',
      status: 'packed',
      carrier: { name: 'Courier', url: 'https://courier.example' },
      tracking: [{ number: 'T1' }],
      lineItems: [{ id: 'a', quantity: 1 }],
      place: { name: 'Point 7' },
      pickup: { until: '2026-12-01', code: '12' },
      exceptions: [
        {
          kind: 'delayed',
          since: '2026-11-21',
          actionRequired: { by: 'shop', what: 'Ask', amount: { amount: 1, currency: 'EUR' } },
        },
      ],
      delivery: { kind: 'recipient' },
    },
  ],
  events: [{ id: 'e1', kind: 'packed', at: '2026-11-21', place: { name: 'Depot' } }],
  adjustments: [
    {
      id: 'x1',
      kind: 'refund',
      at: '2026-11-21T10:00:00Z',
      status: 'completed',
      lineItems: [{ id: 'a', quantity: 1 }],
      money: { amount: 1, currency: 'EUR' },
    },
  ],
  actions: [
    {
      type: 'cancel-items',
      mode: 'instant',
      lineItems: [{ id: 'b', maxQuantity: 1 }],
      reasons: [{ code: 'late', label: 'Too late' }],
      refund: { perUnit: { amount: 900, currency: 'EUR' }, days: [1, 3] },
    },
  ],
};

/** Paths of all objects in a value. */
function objectsIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, part]) => objectsIn(part, [...path, name]));
  return Array.isArray(value) ? inner : [path, ...inner];
}

function withField(value: unknown, [first, ...rest]: readonly (string | number)[], name: string): unknown {
  if (first === undefined) return { ...(value as object), [name]: 'Ada Lovelace, Station Road 1' };
  if (Array.isArray(value))
    return value.map((part, index) => (index === Number(first) ? withField(part, rest, name) : part));
  const record = value as Record<string, unknown>;
  return { ...record, [first]: withField(record[first], rest, name) };
}

describe('an order snapshot', () => {
  it('with all fields of the contract is accepted', () => {
    assert.deepEqual(pathsOf(reads(full)), []);
    assert.deepEqual(pathsOf(reads({})), []);
  });

  it('with an unknown field anywhere is refused with its path', () => {
    const places = objectsIn(full);
    assert.ok(places.length > 25, String(places.length));
    for (const place of places) {
      for (const name of ['customer', 'email', 'phone', 'recipient', '__proto__x', 'constructor']) {
        const read = parseOrderSnapshot(withField(full, place, name), 'o1', 'reject');
        assert.deepEqual(pathsOf(read), [[...place, name].join('.')]);
        assert.doesNotMatch(JSON.stringify(read), /Lovelace/);
      }
    }
    const own = JSON.parse('{"__proto__": {"email": "a@b.example"}}') as object;
    assert.deepEqual(
      pathsOf(
        parseOrderSnapshot(
          Object.defineProperty({ ...snapshot }, '__proto__', { value: own, enumerable: true }),
          'o1',
          'reject',
        ),
      ),
      ['__proto__'],
    );
  });

  it('without a field that readers tolerate is refused', () => {
    for (const name of ['number', 'placedAt', 'currency', 'lineItems']) {
      const { [name]: _, ...rest } = snapshot as Record<string, unknown>;
      assert.deepEqual(pathsOf(parseOrderSnapshot(rest, 'o1', 'reject')), [name]);
    }
    const [line] = snapshot.lineItems;
    assert.deepEqual(pathsOf(reads({ lineItems: [{ ...line, quantity: undefined }] })), ['lineItems.0.quantity']);
  });

  it('with an invalid value is refused with a message', () => {
    const wrong: [object, string, RegExp][] = [
      [{ placedAt: 'yesterday' }, 'placedAt', /a time with its offset/],
      [{ currency: 'euro' }, 'currency', /a currency such as EUR/],
      [{ version: '1' }, 'version', /whole number/],
      [{ lineItems: [...snapshot.lineItems, snapshot.lineItems[0]] }, 'lineItems.2.id', /an id of its own/],
      [
        {
          promises: [
            {
              id: 'p',
              window: { from: '2026-12-02', to: '2026-12-01' },
              madeAt: '2026-11-20T10:00:00Z',
              source: 'shop',
            },
          ],
        },
        'promises.0.window.to',
        /not after/,
      ],
      [
        { shipments: [{ id: 's', status: 'packed', lineItems: [{ id: 'zzz', quantity: 1 }] }] },
        'shipments.0.lineItems.0.id',
        /a line of this order/,
      ],
      [{ id: 'o2' }, 'id', /id in the path/],
      [{ earlierEvents: '/x' }, 'earlierEvents', /not accepted/],
    ];
    for (const [more, path, words] of wrong) {
      const read = reads(more);
      assert.deepEqual(pathsOf(read), [path]);
      assert.match(read.ok ? '' : (read.issues[0]?.message ?? ''), words);
    }
  });

  it('with `raw` is only accepted with `rawData: store`', () => {
    const events = [{ id: 'e1', kind: 'packed', at: '2026-11-21', raw: { consignee: 'Ada' } }];
    assert.deepEqual(pathsOf(reads({ events })), ['events.0.raw']);
    assert.deepEqual(pathsOf(reads({ events }, 'store')), []);
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
    assert.deepEqual(pathsOf(reads({ events: [{ ...events[0], raw: deep }] }, 'store')), ['events.0.raw']);
    assert.deepEqual(pathsOf(reads({ events: [{ ...events[0], raw: 'x'.repeat(20_000) }] }, 'store')), [
      'events.0.raw',
    ]);
  });

  it('of any value is accepted or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = parseOrderSnapshot(value, 'o1', 'reject');
        assert.ok(read.ok || read.issues.length > 0);
        assert.ok(Array.isArray(validateFields(order, value)) && Array.isArray(validateFields(orderEvent, value)));
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('a scan of the shop', () => {
  const scan = {
    id: 'e1',
    kind: 'packed',
    at: '2026-11-21',
    shipmentId: 's1',
    shipment: { carrier: { name: 'C' }, place: { name: 'P' }, lineItems: [{ id: 'a', quantity: 1 }] },
    reason: { code: 'x' },
  };

  it('with an unknown field anywhere is refused with its path', () => {
    assert.deepEqual(pathsOf(parseScan(scan, 'reject')), []);
    for (const place of objectsIn(scan)) {
      assert.deepEqual(pathsOf(parseScan(withField(scan, place, 'signedBy'), 'reject')), [
        [...place, 'signedBy'].join('.'),
      ]);
    }
  });

  it('with an invalid value is refused with a message', () => {
    const read = parseScan({ ...scan, at: 'noon', shipment: { lineItems: [{ id: 'a', quantity: 0 }] } }, 'reject');
    assert.deepEqual(pathsOf(read), ['at', 'shipment.lineItems.0.quantity']);
    assert.match(JSON.stringify(read), /a whole number of 1 or more/);
    assert.deepEqual(pathsOf(parseScan([scan], 'reject')), ['']);
  });

  it('B6: may have other times that are null or blank', () => {
    const sent = {
      ...scan,
      shipment: { pickup: { until: '', code: '7' } },
      exception: { kind: 'customs', actionRequired: { by: 'recipient', what: 'Pay', until: null } },
    };
    const read = parseScan(sent, 'reject');
    assert.ok(read.ok);
    assert.deepEqual(read.data.shipment, { pickup: { code: '7' } });
    assert.deepEqual(read.data.exception?.actionRequired, { by: 'recipient', what: 'Pay' });
  });

  it('B6: may have a time as other systems print it', () => {
    const times: [sent: unknown, at: string | undefined][] = [
      [null, undefined],
      ['', undefined],
      [' ', undefined],
      ['2026-11-24', '2026-11-24'],
      ['20261124', '2026-11-24'],
      ['2026-11-24 18:00:00', '2026-11-24T18:00:00'],
      ['20261124T1800', '2026-11-24T18:00'],
      ['2026-11-24T18:00:00+0100', '2026-11-24T18:00:00+01:00'],
      ['2026-11-24T18:00:00.5+01', '2026-11-24T18:00:00.5+01:00'],
      ['2026-11-24 18:00:00 Z', '2026-11-24T18:00:00Z'],
    ];
    for (const [sent, at] of times) {
      const read = parseScan({ ...scan, at: sent }, 'reject');
      assert.equal(read.ok && read.data.at, at, String(sent));
    }
    for (const sent of ['24.11.2026', '20261399', '2026-11-24 25:00', 1795435200, 'yesterday'])
      assert.deepEqual(pathsOf(parseScan({ ...scan, at: sent }, 'reject')), ['at'], String(sent));
  });
});
