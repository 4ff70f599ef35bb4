import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { event, line, parcel, summarize, warningCodes } from './order-builder.ts';

type Fields = object;

const numbered = (id: string, number: string, fields: Fields = {}): Fields =>
  parcel(id, { tracking: [{ number }], ...fields });

/** Ids and statuses of the parcels of an order of two pieces. */
const readParcels = (shipments: readonly Fields[], events: readonly Fields[] = []): unknown[] =>
  summarize(events, { shipments, lineItems: [line('dune', 2)] }).parcels.map(({ shipment, status }) => [
    shipment.id,
    status,
  ]);

/** Status of a parcel that stands twice in the order, in both orders. */
function readTwice(one: Fields, other: Fields): [status: unknown, since: unknown] {
  const [given, turned] = [
    [numbered('s1', 'T1', one), numbered('s2', 'T1', other)],
    [numbered('s1', 'T1', other), numbered('s2', 'T1', one)],
  ].map((shipments) => summarize([], { shipments }).parcels.map(({ status, since }) => [status, since]));
  assert.deepEqual(turned, given);
  assert.equal(given?.length, 1);
  return [given[0]?.[0], given[0]?.[1]];
}

describe('two reported statuses of one parcel', () => {
  const rules: [rule: string, one: Fields, other: Fields, expected: [string, string | undefined]][] = [
    [
      'the newer one counts',
      { status: 'in_transit', statusAt: '2026-11-21T10:00:00Z' },
      { status: 'delivered', statusAt: '2026-11-22T10:00:00Z' },
      ['delivered', '2026-11-22T10:00:00Z'],
    ],
    [
      'times are compared, not their texts',
      { status: 'out_for_delivery', statusAt: '2026-11-22T10:00:00+05:00' },
      { status: 'delivered', statusAt: '2026-11-22T09:00:00Z' },
      ['delivered', '2026-11-22T09:00:00Z'],
    ],
    [
      'one without a time counts if it is farther on',
      { status: 'in_transit', statusAt: '2026-11-21T10:00:00Z' },
      { status: 'delivered' },
      ['delivered', undefined],
    ],
    [
      'one without a time does not count if it is less far',
      { status: 'delivered', statusAt: '2026-11-21T10:00:00Z' },
      { status: 'in_transit' },
      ['delivered', '2026-11-21T10:00:00Z'],
    ],
    [
      'one of a time to come does not count',
      { status: 'in_transit', statusAt: '2026-11-21T10:00:00Z' },
      { status: 'delivered', statusAt: '2026-12-24T10:00:00Z' },
      ['in_transit', '2026-11-21T10:00:00Z'],
    ],
    [
      'an unlisted code does not count',
      { status: 'in_transit', statusAt: '2026-11-21T10:00:00Z' },
      { status: 'teleported', statusAt: '2026-11-22T10:00:00Z' },
      ['in_transit', '2026-11-21T10:00:00Z'],
    ],
    [
      'the time of one is not that of the other',
      { status: 'in_transit' },
      { status: 'unknown', statusAt: '2026-11-22T10:00:00Z' },
      ['in_transit', undefined],
    ],
  ];
  for (const [rule, one, other, expected] of rules) {
    it(rule, () => assert.deepEqual(readTwice(one, other), expected));
  }
});

describe('two entries of one parcel', () => {
  it('an exception stands once, and is resolved if one entry says so', () => {
    const lost = { kind: 'lost', since: '2026-11-20T10:00:00Z' };
    const read = (...lists: object[][]): unknown[] =>
      summarize([], {
        shipments: lists.map((exceptions, index) => numbered(`s${index}`, 'T1', { exceptions })),
      }).issues.map(({ kind }) => kind);
    assert.deepEqual(read([lost], [lost]), ['lost']);
    assert.deepEqual(read([lost], [{ ...lost, resolvedAt: '2026-11-22T10:00:00Z' }]), []);
    assert.deepEqual(read([{ ...lost, resolvedAt: '2026-11-22T10:00:00Z' }], [lost]), []);
  });

  it('the recipient is the known one', () => {
    const { parcels } = summarize([], {
      shipments: [
        numbered('s1', 'T1', { status: 'delivered', delivery: { kind: 'unknown' } }),
        numbered('s2', 'T1', { status: 'delivered', delivery: { kind: 'neighbour', text: 'House 3' } }),
      ],
    });
    assert.deepEqual(parcels[0]?.shipment.delivery, { kind: 'neighbour', text: 'House 3' });
  });
});

describe('which shipments are one parcel', () => {
  it('the spelling of a carrier does not matter', () => {
    const shipments = [
      numbered('s1', 'T1', { carrier: { name: 'DHL' } }),
      numbered('s2', 't-1', { carrier: { name: 'dhl ' } }),
    ];
    assert.deepEqual(readParcels(shipments), [['s1', 'unknown']]);
  });

  it('placeholders are no numbers', () => {
    for (const number of ['-', '.', 'N/A', 'n/a', 'none', 'TBD', '0000'])
      assert.equal(readParcels([numbered('s1', number), numbered('s2', number)]).length, 2, number);
  });

  it('the corrected number of one is the number of the other', () => {
    const shipments = [numbered('s1', 'OLD'), numbered('s2', 'NEW')];
    const events = [
      event('label_created', '2026-11-21T10:00:00Z', { tracking: { number: 'NEW', replaces: 'OLD' } }),
      event('delivered', '2026-11-22T10:00:00Z', { shipmentId: 's2' }),
    ];
    assert.deepEqual(readParcels(shipments, events), [['s1', 'delivered']]);
  });

  it('a wrong number that is corrected was that of another parcel', () => {
    const shipments = [numbered('s1', 'T2'), numbered('s2', 'T2')];
    const events = [
      event('label_created', '2026-11-21T10:00:00Z', { tracking: { number: 'T1', replaces: 'T2' } }),
      event('delivered', '2026-11-22T10:00:00Z', { shipmentId: 's2' }),
    ];
    assert.deepEqual(readParcels(shipments, events), [
      ['s1', 'preparing'],
      ['s2', 'delivered'],
    ]);
  });

  it('of several parcels that it may be, it is the first one', () => {
    const shipments = [
      parcel('s1', { tracking: [{ number: 'T1' }] }),
      parcel('s2', { tracking: [{ number: 'T2' }] }),
      parcel('s3', { tracking: [{ number: 'T2' }, { number: 'T1' }], status: 'delivered' }),
      parcel('s4', { tracking: [{ number: 'T2' }], place: { name: 'Kiosk' } }),
    ];
    const summary = summarize([], { shipments });
    assert.deepEqual(
      summary.parcels.map(({ shipment: { id, place }, status }) => [id, status, place?.name]),
      [
        ['s1', 'delivered', 'Kiosk'],
        ['s2', 'unknown', undefined],
      ],
    );
    assert.ok(warningCodes(summary).includes('duplicate-shipment'));
  });
});

it('corrections of the same time that contradict each other are warned of', () => {
  const correct = (number: string, replaces: string): Fields =>
    event('label_created', '2026-11-21', { tracking: { number, replaces } });
  const read = (...events: Fields[]): string[] =>
    warningCodes(summarize(events, { shipments: [numbered('s1', 'T1')] }));
  assert.ok(read(correct('T2', 'T1'), correct('T1', 'T2')).includes('event-order-ambiguous'));
  assert.ok(!read(correct('T2', 'T1'), correct('T2', 'T1')).includes('event-order-ambiguous'));
});
