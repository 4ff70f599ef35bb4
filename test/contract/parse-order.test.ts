import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder, parseOrderEvents, type Order, type ParseWarning } from '../../src/contract/index.ts';
import fc, { runs } from '../support/fast-check.ts';

const complete = {
  id: 'o1',
  number: '1001',
  version: 3,
  placedAt: '2026-11-14T09:12:00Z',
  updatedAt: '2026-11-23T09:12:00Z',
  currency: 'EUR',
  lineItems: [{ id: 'dune', title: 'Dune', quantity: { original: 2, total: 2, fulfilled: 0 } }],
};

function parsed(fields: Record<string, unknown>): { data: Order; warnings: ParseWarning[] } {
  const result = parseOrder({ ...complete, ...fields });
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

const found = (warnings: readonly ParseWarning[]): string[] => warnings.map(({ code, path }) => `${code} ${path}`);

describe('parseOrder refuses', () => {
  const refused: [what: string, value: unknown, path: string][] = [
    ['empty [D01]', {}, 'id'],
    ['null [D01]', null, ''],
    ['a list [D01]', [], ''],
    ['a text [D01]', 'x', ''],
    ['a number [D01]', 42, ''],
    ['no id', { version: 1 }, 'id'],
    ['an empty id', { id: '', version: 1 }, 'id'],
    ['an id that is a number', { id: 7, version: 1 }, 'id'],
    ['no version', { id: 'o1' }, 'version'],
    ['a version as a text [D18]', { ...complete, version: '42' }, 'version'],
    ['a version beyond what numbers can count [D18]', { ...complete, version: 2 ** 53 + 1 }, 'version'],
    ['a version with a fraction', { ...complete, version: 1.5 }, 'version'],
    ['a version below zero', { ...complete, version: -1 }, 'version'],
  ];
  for (const [what, value, path] of refused) {
    it(what, () => {
      const result = parseOrder(value);
      assert.ok(!result.ok);
      assert.ok(
        result.issues.some((issue) => issue.path === path),
        JSON.stringify(result.issues),
      );
    });
  }

  it('without the invalid value in the issue', () => {
    const result = parseOrder({ id: 'o1', version: 'secret' });
    assert.doesNotMatch(JSON.stringify(result), /secret/);
  });
});

describe('parseOrder returns', () => {
  it('the order as sent, with empty lists for missing ones', () => {
    const { data, warnings } = parsed({});
    assert.deepEqual(warnings, []);
    assert.deepEqual(data, { ...complete, shipments: [], promises: [], events: [], adjustments: [], actions: [] });
  });

  it('unlisted codes, but no unknown fields: they may hold names and addresses [D02, D03] (E11)', () => {
    const contact = { name: 'Ada Lovelace', email: 'ada@shop.example', phone: '+49 30 1234567' };
    const shipment = { id: 's1', status: 'teleported', items: [], tracking: [{ number: '1Z', ...contact }], contact };
    const { data, warnings } = parsed({
      contact,
      shipments: [{ ...shipment, ...contact }],
      events: [{ id: 'e1', kind: 'beamed', at: '2026-11-20', by: 'Scotty', contact }],
    });
    assert.deepEqual(found(warnings), ['unknown-code shipments.0.status', 'unknown-code events.0.kind']);
    assert.doesNotMatch(JSON.stringify(data), /Ada|ada@|1234567|Scotty|contact/);
    assert.equal(data.shipments[0]?.status, 'teleported');
    assert.deepEqual(data.events[0], { id: 'e1', kind: 'beamed', at: '2026-11-20' });
  });

  it('an object with an unchanged prototype', () => {
    const { data } = parsed(
      JSON.parse(
        '{"__proto__": {"polluted": true}, "hold": {"reason": "x", "__proto__": {"polluted": true}}}',
      ) as Record<string, unknown>,
    );
    assert.equal((data as { polluted?: unknown }).polluted, undefined);
    assert.equal((data.hold as { polluted?: unknown }).polluted, undefined);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('clean texts: the shop’s as written, the carriers’ without markup', () => {
    const { data } = parsed({
      lineItems: [{ ...complete.lineItems[0], title: '<b>Dune</b>\u202e' }],
      events: [{ id: 'e1', kind: 'note', at: '2026-11-20', text: 'Left at <b>door</b> &amp; gone' }],
    });
    assert.equal(data.lineItems[0]?.title, '<b>Dune</b>');
    assert.equal(data.events[0]?.text, 'Left at door & gone');
  });

  it('no text for objects that look like templates [X04]', () => {
    const template = { _$litType$: 1, strings: ['<img src=x>'], values: [] };
    const { data, warnings } = parsed({
      lineItems: [{ ...complete.lineItems[0], title: template }],
      statusText: template,
    });
    assert.equal(data.lineItems[0]?.title, '');
    assert.equal(data.statusText, undefined);
    assert.deepEqual(found(warnings).toSorted(), ['left-out lineItems.0.title', 'left-out statusText']);
  });

  it('times in their form as sent', () => {
    const at = [
      '2026-11-20T10:00:00Z',
      '2026-11-20T11:00:00.123+01:00',
      '2026-11-20T10:00:00',
      '2026-11-20T10:00',
      '2026-11-20',
      '2028-02-29',
    ];
    const { data, warnings } = parsed({
      events: at.map((time, index) => ({ id: `e${index}`, kind: 'note', at: time })),
    });
    assert.deepEqual(
      data.events.map((event) => event.at),
      at,
    );
    assert.deepEqual(warnings, []);
  });
});

describe('parseOrder with invalid parts', () => {
  const cases: {
    what: string;
    fields: Record<string, unknown>;
    warnings: string[];
    left: (order: Order) => unknown;
    is: unknown;
  }[] = [
    {
      what: 'a time',
      fields: { placedAt: '2026-02-30T00:00:00Z' },
      warnings: ['left-out placedAt'],
      left: ({ placedAt }) => placedAt,
      is: undefined,
    },
    {
      what: 'a total',
      fields: { total: { amount: 12.9, currency: 'EUR' } },
      warnings: ['left-out total.amount'],
      left: ({ total }) => total,
      is: undefined,
    },
    {
      what: 'a zone',
      fields: { timeZone: 'Mars/Base' },
      warnings: ['left-out timeZone'],
      left: ({ timeZone }) => timeZone,
      is: undefined,
    },
    {
      what: 'a list',
      fields: { adjustments: 'none' },
      warnings: ['left-out adjustments'],
      left: ({ adjustments }) => adjustments,
      is: [],
    },
    {
      what: 'an entry',
      fields: { events: [null, 7, { kind: 'note' }, { id: 'e1', kind: 'note', at: '2026-11-20' }] },
      warnings: ['left-out events.0', 'left-out events.1', 'left-out events.2.id'],
      left: ({ events }) => events.map(({ id }) => id),
      is: ['e1'],
    },
    {
      what: 'an entry’s field',
      fields: { shipments: [{ id: 's1', status: 'packed', method: 7, place: 'here' }] },
      warnings: ['left-out shipments.0.method', 'left-out shipments.0.place'],
      left: ({ shipments }) => shipments.map(({ status, method, place }) => [status, method, place]),
      is: [['packed', undefined, undefined]],
    },
    {
      what: 'all that is wrong in one entry',
      fields: { shipments: [{ id: 's1', status: 7, tracking: [{ url: 'x' }, { number: '1' }], exceptions: {} }] },
      warnings: [
        'left-out shipments.0.status',
        'left-out shipments.0.tracking.0.number',
        'left-out shipments.0.exceptions',
      ],
      left: ({ shipments }) => [shipments[0]?.status, shipments[0]?.tracking.length],
      is: ['unknown', 1],
    },
    {
      what: 'an event’s time: it becomes one without [K07]',
      fields: { events: [{ id: 'e1', kind: 'accepted', at: '2026-02-30' }] },
      warnings: ['left-out events.0.at'],
      left: ({ events }) => events.map(({ kind, at }) => [kind, at]),
      is: [['accepted', undefined]],
    },
    {
      what: 'a window that runs backwards: the promise stays, without',
      fields: { promises: [{ id: 'p1', window: { from: '2026-12-03', to: '2026-12-01' } }] },
      warnings: ['left-out promises.0.window.to'],
      left: ({ promises }) => promises.map(({ id, window }) => [id, window]),
      is: [['p1', undefined]],
    },
    {
      what: 'a promise whose scope is not clear',
      fields: {
        promises: [{ id: 'p1', lineItems: [{ id: 'dune', quantity: 0 }] }, { id: 'p2', shipmentId: 7 }, { id: 'p3' }],
      },
      warnings: ['left-out promises.0.lineItems.0.quantity', 'left-out promises.1.shipmentId'],
      left: ({ promises }) => promises.map(({ id }) => id),
      is: ['p3'],
    },
    {
      what: 'an action whose end is not clear',
      fields: {
        actions: [
          { type: 'cancel-order', mode: 'instant', until: 'soon' },
          { type: 'cancel-order', mode: 'maybe' },
          { type: 'withdraw', mode: 'request' },
        ],
      },
      warnings: ['left-out actions.0.until', 'left-out actions.1.mode'],
      left: ({ actions }) => actions.map(({ type }) => type),
      is: ['withdraw'],
    },
    {
      what: 'contents of which one line is not clear: not known',
      fields: {
        shipments: [{ id: 's1', status: 'packed', lineItems: [{ id: 'dune', quantity: 1 }, { quantity: 1 }] }],
      },
      warnings: ['left-out shipments.0.lineItems.1.id'],
      left: ({ shipments }) => shipments[0]?.lineItems,
      is: undefined,
    },
    {
      what: 'a direction: not a parcel anyone can place',
      fields: { shipments: [{ id: 's1', status: 'delivered', direction: 'sideways' }] },
      warnings: ['left-out shipments.0.direction'],
      left: ({ shipments }) => shipments.length,
      is: 0,
    },
  ];
  for (const { what, fields, warnings, left, is } of cases) {
    it(what, () => {
      const result = parsed(fields);
      assert.deepEqual(left(result.data), is);
      assert.deepEqual(found(result.warnings), warnings);
    });
  }

  it('warns of missing fields', () => {
    const result = parseOrder({
      id: 'o1',
      version: 1,
      lineItems: [{ id: 'a', title: 'A' }],
      events: [{ id: 'e1', kind: 'note' }],
    });
    assert.ok(result.ok);
    assert.deepEqual(found(result.warnings), [
      'missing number',
      'missing placedAt',
      'missing updatedAt',
      'missing currency',
      'missing lineItems.0.quantity',
      'missing events.0.at',
    ]);
  });

  it('keeps the first of two entries with the same id [D17]', () => {
    const twice = [
      { id: 'a', title: 'First', quantity: complete.lineItems[0]?.quantity },
      { id: 'a', title: 'Second' },
    ];
    const { data, warnings } = parsed({
      lineItems: twice,
      events: [
        { id: 'e', kind: 'packed', at: '2026-11-20' },
        { id: 'e', kind: 'delivered', at: '2026-11-21' },
      ],
    });
    assert.deepEqual(
      data.lineItems.map(({ title }) => title),
      ['First'],
    );
    assert.deepEqual(
      data.events.map(({ kind }) => kind),
      ['packed'],
    );
    assert.deepEqual(found(warnings), ['duplicate lineItems.1.id', 'duplicate events.1.id']);
  });

  it('returns at most a hundred warnings', () => {
    const { data, warnings } = parsed({
      events: Array.from({ length: 500 }, (_, index) => ({ id: `e${index}`, kind: 'note', at: 'x' })),
    });
    assert.equal(warnings.length, 100);
    assert.equal(data.events.length, 500);
  });

  it('does not change its input', () => {
    const given = { ...complete, events: [{ id: 'e1', kind: 'note', at: 'x' }, 7] };
    const before = structuredClone(given);
    parseOrder(given);
    assert.deepEqual(given, before);
  });
});

describe('impossible quantities [D20]', () => {
  const cancel = (maxQuantity: unknown): Record<string, unknown> => ({
    actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'dune', maxQuantity }] }],
  });
  const offered = (fields: Record<string, unknown>): boolean => {
    const { data, warnings } = parsed(fields);
    assert.equal(warnings.length > 0, data.actions.length === 0, 'a warning where it is not offered');
    return data.actions.length > 0;
  };

  for (const [maxQuantity, isOffered] of [
    [1, true],
    [2, true],
    [0, false],
    [-1, false],
    [1.5, false],
    [3, false],
    ['1', false],
    [null, false],
  ] as const) {
    it(`an action for ${JSON.stringify(maxQuantity)} of 2`, () =>
      assert.equal(offered(cancel(maxQuantity)), isOffered));
  }

  for (const quantity of [0, -1, 1.5, 3, '1', undefined]) {
    it(`a parcel with ${JSON.stringify(quantity) ?? 'an unknown number'} of 2: unknown, and no action`, () => {
      const fields = {
        ...cancel(1),
        shipments: [{ id: 's1', status: 'packed', lineItems: [{ id: 'dune', quantity }] }],
      };
      assert.equal(offered(fields), false);
      assert.deepEqual(parsed(fields).data.shipments[0]?.lineItems, [{ id: 'dune' }]);
    });
  }

  for (const quantity of [
    { original: 0, total: 0, fulfilled: 0 },
    { original: -1, total: 2, fulfilled: 0 },
    { original: 2, total: 1.5, fulfilled: 0 },
    { original: 2, total: 2, fulfilled: 3 },
    '2',
    undefined,
  ]) {
    it(`a line of ${JSON.stringify(quantity)}: no action`, () => {
      assert.equal(offered({ ...cancel(1), lineItems: [{ id: 'dune', title: 'Dune', quantity }] }), false);
    });
  }

  it('an action for an unknown line is not offered', () => {
    assert.equal(offered({ ...cancel(1), lineItems: [] }), false);
  });

  it('valid lines of an action stay', () => {
    const lineItems = [
      { id: 'dune', maxQuantity: 1 },
      { id: 'dune', maxQuantity: 9 },
    ];
    const { data } = parsed({ actions: [{ type: 'cancel-items', mode: 'instant', lineItems }] });
    assert.deepEqual(data.actions[0]?.lineItems, [{ id: 'dune', maxQuantity: 1 }]);
  });

  it('lines that can only be chosen together are offered only if all are valid', () => {
    const amounts = { original: 1, total: 1, fulfilled: 0 };
    const lineItems = ['a', 'b', 'c', 'd'].map((id) => ({ id, title: id, quantity: amounts }));
    const ids = (offered: unknown): unknown =>
      parsed({
        lineItems,
        actions: [{ type: 'cancel-items', mode: 'instant', lineItems: offered }],
      }).data.actions[0]?.lineItems?.map(({ id }) => id);
    const line = (id: string, ...together: string[]): unknown => ({
      id,
      maxQuantity: 1,
      ...(together.length > 0 && { together }),
    });
    assert.deepEqual(ids([line('a', 'b'), line('b', 'a'), line('d')]), ['a', 'b', 'd']);
    assert.deepEqual(ids([line('a', 'b'), line('b', 'c'), line('d')]), ['d']);
    assert.equal(ids([line('a', 'b')]), undefined);
  });

  it('an action without lines is for the order', () => {
    assert.equal(parsed({ actions: [{ type: 'cancel-order', mode: 'request' }] }).data.actions.length, 1);
  });
});

describe('parseOrder with any JSON', () => {
  it('never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.equal(typeof parseOrder(value).ok, 'boolean')));
  });

  it('drops only the part that contains invalid JSON', () => {
    const keys = fc.constantFrom(
      'number',
      'placedAt',
      'timeZone',
      'lineItems',
      'shipments',
      'promises',
      'events',
      'adjustments',
      'actions',
      'hold',
      'total',
      'place',
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (fields) => {
        const result = parseOrder({ id: 'o1', version: 1, ...fields });
        assert.ok(result.ok);
        assert.equal(result.data.version, 1);
      }),
    );
  });

  it('never throws for nested JSON', () => {
    const field = fc.constantFrom(
      'id',
      'kind',
      'status',
      'at',
      'window',
      'lineItems',
      'quantity',
      'exceptions',
      'delivery',
      'tracking',
      'type',
      'mode',
      'refund',
      'until',
    );
    const part = fc
      .dictionary(field, fc.oneof(fc.jsonValue(), fc.constantFrom('s1', 'instant', 1)))
      .map((fields) => ({ id: 'x', ...fields }));
    const list = fc.constantFrom('lineItems', 'shipments', 'promises', 'events', 'adjustments', 'actions');
    fc.assert(
      fc.property(fc.dictionary(list, fc.array(part, { maxLength: 3 })), (fields) => {
        assert.ok(parseOrder({ id: 'o1', version: 1, ...fields }).ok);
      }),
      { numRuns: runs(300) },
    );
  });

  it('returns the same for its own result', () => {
    const value = { ...complete, events: [{ id: 'e1', kind: 'note', at: 'x', text: '&amp;amp;' }] };
    const once = parseOrder(value);
    assert.ok(once.ok);
    const again = parseOrder(JSON.parse(JSON.stringify(once.data)));
    assert.ok(again.ok);
    assert.deepEqual(again.data.lineItems, once.data.lineItems);
  });
});

describe('parseOrderEvents', () => {
  it('parses events like those of an order', () => {
    const result = parseOrderEvents(
      {
        events: [{ id: 'e1', kind: 'packed', at: '2026-11-20' }, { id: 'e1', kind: 'note' }, 7],
        earlierEvents: '/more',
      },
      { shipments: [] },
    );
    assert.ok(result.ok);
    assert.deepEqual(
      result.data.events.map(({ kind }) => kind),
      ['packed'],
    );
    assert.equal(result.data.earlierEvents, '/more');
    assert.deepEqual(found(result.warnings), ['left-out events.2', 'duplicate events.1.id']);
  });

  it('refuses a value without a list', () => assert.equal(parseOrderEvents([], { shipments: [] }).ok, false));
});

describe('parseOrder with a previous version', () => {
  const event = (id: string, fields: Record<string, unknown> = {}) => ({
    id,
    kind: 'in_transit',
    at: '2026-11-20T10:00:00Z',
    ...fields,
  });
  const version = (events: unknown[], last?: Order) => {
    const read = parseOrder({ ...complete, events: structuredClone(events) }, last);
    assert.ok(read.ok);
    return read;
  };
  const kept = (now: Order, before: Order): boolean[] => now.events.map((each) => before.events.includes(each));

  it('takes unchanged events from the previous version and validates the others', () => {
    const place = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
    const events = [event('a'), event('b', { place }), event('c'), event('d')];
    const { data: before } = version(events);
    assert.deepEqual(kept(version([...events, event('e')], before).data, before), [true, true, true, true, false]);
    assert.deepEqual(kept(version(events.slice(2), before).data, before), [true, true]);
    const moved = events.with(1, event('b', { place: { ...place, name: 'Halle' } }));
    assert.deepEqual(kept(version(moved, before).data, before), [true, false, false, false]);
    assert.deepEqual(kept(version([event('x'), ...events], before).data, before), [false, false, false, false, false]);
  });

  it('returns the same as without a previous version, with the same paths of warnings', () => {
    const dirty = event('c', { text: '<b>Left</b>', at: 'yesterday', raw: { deep: { deeper: { deepest: 1 } } } });
    const events: unknown[] = [event('a'), event('b', { text: 'Left' }), dirty, 42, event('a'), event('d')];
    for (let length = 0; length <= events.length; length++) {
      const { data: before } = version(events.slice(0, length));
      for (const next of [
        events,
        events.slice(1),
        events.toReversed(),
        [event('a', { text: 'New' }), ...events.slice(1)],
      ]) {
        const [fresh, again] = [version(next), version(next, before)];
        assert.deepEqual(again.data, fresh.data);
        assert.deepEqual(again.warnings, fresh.warnings);
      }
    }
  });
});
