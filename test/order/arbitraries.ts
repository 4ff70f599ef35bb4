import { eventKinds, exceptionKinds } from '../../src/contract/codes.ts';
import { shipmentStatuses } from '../../src/contract/shipment-statuses.ts';
import fc from '../support/fast-check.ts';

/** An event as sent, before parsing. */
export type SentEvent = {
  id: string;
  kind: string;
  at?: string | undefined;
  shipmentId?: string | undefined;
  text?: string | undefined;
  place?: object | undefined;
  retracts?: string | undefined;
  word?: string | undefined;
  tracking?: { number: string; replaces?: string | undefined; carrier?: { name: string } | undefined } | undefined;
};

const firstMinute = Date.UTC(2026, 10, 10) / 60_000;

/** Mostly the same few times, so that many events have the same time. */
const minutes = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 14 * 24 * 60 - 1 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 11 }).map((quarter) => quarter * 6 * 60) },
);

const formatLocalTime = (minute: number, shift = 0): string =>
  new Date((firstMinute + minute + shift) * 60_000).toISOString().slice(0, 19);

const utcTimes = minutes.map((minute) => `${formatLocalTime(minute)}Z`);
const offsetTimes = minutes.map((minute) => `${formatLocalTime(minute, 60)}+01:00`);
const localTimes = minutes.map((minute) => formatLocalTime(minute));
const dates = minutes.map((minute) => formatLocalTime(minute).slice(0, 10));
const farTimes = fc.constantFrom('2030-01-01T00:00:00Z', '2030-01-01', '1999-12-31T23:59:59');

const eventTimes = fc.oneof(utcTimes, offsetTimes, localTimes, dates, farTimes);

const kinds = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...eventKinds) },
  { weight: 1, arbitrary: fc.constantFrom('teleported', 'constructor') },
);

const places = fc.constantFrom({ name: 'Leipzig' }, { name: 'Lisboa', timeZone: 'Europe/Lisbon' });

const numbers = fc.constantFrom('T1', 'T2', 'T3');
const carriers = fc.constantFrom({ name: 'DHL' }, { name: 'UPS' });

const event = fc.record(
  {
    kind: kinds,
    at: eventTimes,
    shipmentId: fc.constantFrom('s1', 's2', 's9'),
    text: fc.constantFrom('Sorted', 'Left the depot'),
    place: places,
    word: fc.constant('completed'),
    tracking: fc.record(
      { number: numbers, replaces: fc.oneof({ weight: 5, arbitrary: numbers }, fc.constant('-')), carrier: carriers },
      { requiredKeys: ['number'] },
    ),
  },
  { requiredKeys: ['kind', 'at'] },
);

/** Events with unique ids, with or without a parcel; some retract others. */
export const eventLists: fc.Arbitrary<SentEvent[]> = fc
  .array(fc.tuple(event, fc.option(fc.nat({ max: 20 }), { freq: 8 })), { maxLength: 14 })
  .map((list) =>
    list.map(([fields, retracted], index) => ({
      ...fields,
      id: `e${index}`,
      ...(retracted === null ? {} : { retracts: `e${retracted}` }),
    })),
  );

const quantities = fc.record({ original: fc.nat(3), total: fc.nat(3), fulfilled: fc.nat(3) });
const lineIds = fc.constantFrom('a', 'b', 'c');
const contents = fc.array(fc.record({ id: lineIds, quantity: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 });
const windows = fc.record({ from: dates, to: dates }, { requiredKeys: ['from'] });

const shipments = fc.record(
  {
    status: fc.constantFrom(...shipmentStatuses, 'teleported'),
    statusWord: fc.constant('completed'),
    statusAt: eventTimes,
    carrier: carriers,
    tracking: fc.array(
      fc.oneof(numbers, fc.constantFrom('n/a', '-', '000')).map((number) => ({ number })),
      { maxLength: 2 },
    ),
    direction: fc.constantFrom('outbound', 'outbound', 'return'),
    method: fc.constantFrom('courier', 'post', 'pickup', 'locker', 'store', 'digital'),
    lineItems: fc.option(contents),
    exceptions: fc.array(
      fc.record(
        { kind: fc.constantFrom(...exceptionKinds), since: eventTimes, resolvedAt: eventTimes },
        { requiredKeys: ['kind'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['status'] },
);

/** Valid and invalid orders as a shop may send them. */
export const orders = fc.record(
  {
    id: fc.constant('o1'),
    version: fc.nat(),
    placedAt: utcTimes,
    timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Vladivostok', 'Pacific/Kiritimati', 'Nowhere/Else'),
    lineItems: fc.array(
      fc.record({ id: lineIds, title: fc.string(), quantity: quantities }, { requiredKeys: ['id'] }),
      { maxLength: 4 },
    ),
    shipments: fc
      .array(shipments, { maxLength: 3 })
      .map((list) => list.map((fields, index) => ({ ...fields, id: `s${index + 1}` }))),
    promises: fc
      .array(
        fc.record(
          { window: windows, madeAt: utcTimes, shipmentId: fc.constantFrom('s1', 's2'), lineItems: contents },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      )
      .map((list) => list.map((fields, index) => ({ ...fields, id: `p${index}` }))),
    events: eventLists,
    hold: fc.record({ reason: fc.constantFrom('payment', 'fraud') }),
    adjustments: fc.array(
      fc.record({
        id: fc.constantFrom('x', 'y'),
        kind: fc.constantFrom('cancellation', 'return', 'refund'),
        status: fc.constantFrom('pending', 'completed'),
        lineItems: contents,
      }),
      { maxLength: 2 },
    ),
    actions: fc.array(
      fc.record(
        {
          type: fc.constantFrom('cancel-items', 'report-missing', 'x'),
          mode: fc.constantFrom('instant', 'request'),
          until: utcTimes,
        },
        { requiredKeys: ['type', 'mode'] },
      ),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['id', 'version'] },
);
