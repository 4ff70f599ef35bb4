import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { viewOrder, type OrderView, type ViewInput } from '../../../src/components/order-status/order-status.view.ts';
import english from '../../../src/i18n/english-order.ts';
import { textOf } from '../../../src/i18n/fill.ts';
import { formatFor, type Piece } from '../../../src/i18n/format.ts';
import { readOrder } from '../../../src/order/read-order.ts';
import { eventOf, lineOf, now, orderOf, parcelOf, promiseOf, states, type Fields } from './support/orders.ts';

// Whose clock a reader's is: asked for at the first time that is told.
process.env['TZ'] = 'Europe/Berlin';

type Ready = Extract<OrderView, { kind: 'ready' }>;

function view(fields: Fields, given: Partial<ViewInput> & { at?: string } = {}): Ready {
  const parsed = parseOrder(fields);
  assert.ok(parsed.ok);
  const time = Date.parse(given.at ?? now);
  const timeZone = parsed.data.timeZone ?? given.timeZone;
  const shown = viewOrder({
    reading: readOrder(parsed.data, { now: time, timeZone }),
    status: undefined,
    age: undefined,
    isInvalid: false,
    timeZone,
    now: time,
    historyLimit: 20,
    messages: english,
    format: formatFor('en-GB'),
    ...given,
  });
  assert.ok(shown.kind === 'ready');
  return shown;
}

const say = (pieces: readonly Piece[] | undefined): string | undefined => pieces && textOf(pieces);
const headline = (fields: Fields, at?: string): string => textOf(view(fields, at === undefined ? {} : { at }).headline);
const onTheWay = (fields: Fields, promises: Fields[] = []): Fields =>
  orderOf({
    shipments: [parcelOf('s1', fields)],
    events: [eventOf('accepted', '2026-11-21T07:05:00Z')],
    promises,
  });

describe('order status: headline', () => {
  const expected: [state: string, text: string][] = [
    ['placed', 'Order received'],
    ['awaiting payment', 'Waiting for your payment'],
    ['on hold', 'On hold'],
    ['packed', 'Arrives Tue 24 November – Thu 26 November'],
    ['under way', 'Arrives Tue 24 November – Thu 26 November'],
    ['under way without a date', 'On its way'],
    ['open-ended', 'Arrives from Tue 1 December'],
    ['out for delivery', 'Out for delivery'],
    ['delivered', 'Delivered Mon 23 November at 10:20'],
    ['ready for pickup', 'Ready for pickup until Sat 28 November'],
    ['late', 'Late: now expected Sun 6 December – Tue 8 December'],
    ['overdue', 'Late: it was expected Wed 18 November – Fri 20 November'],
    ['attempt failed', 'The delivery attempt failed'],
    ['customs', 'Held at customs'],
    ['lost', 'The parcel is lost'],
    ['refused', 'The parcel was refused'],
    ['returning', 'On its way back to us'],
    ['returned', 'Returned'],
    ['canceled', 'Canceled'],
    ['unknown', 'We do not know yet where it is'],
  ];
  for (const [state, text] of expected) {
    it(`${state}: ${text}`, () => assert.equal(headline(states[state]?.() ?? {}), text));
  }

  it('delivered, and nobody said when', () => {
    assert.equal(headline(onTheWay({ status: 'delivered' })), 'Delivered');
  });

  it('later than promised, and without an end', () => {
    const promises = [promiseOf('p1', '2026-11-24', '2026-11-26'), promiseOf('p2', '2026-12-01', undefined)];
    assert.equal(headline(onTheWay({}, promises)), 'Late: now expected from Tue 1 December');
  });

  it('a day that is over here, and maybe not yet where it goes, is told as it was promised', () => {
    const order = { ...onTheWay({}, [promiseOf('p1', '2026-11-23', '2026-11-23')]), timeZone: undefined };
    const parsed = parseOrder(order);
    assert.ok(parsed.ok);
    const at = Date.parse('2026-11-24T08:00:00Z');
    const shown = viewOrder({
      reading: readOrder(parsed.data, { now: at }),
      status: undefined,
      age: undefined,
      isInvalid: false,
      timeZone: 'Pacific/Kiritimati',
      now: at,
      historyLimit: 20,
      messages: english,
      format: formatFor('en-GB'),
    });
    assert.ok(shown.kind === 'ready');
    assert.equal(textOf(shown.headline), 'Promised Mon 23 November');
  });
});

describe('order status: steps and promises', () => {
  it('overdue: the step says the promised days as they were, never today', () => {
    const { parcels } = view(states['overdue']?.() ?? {});
    const details = parcels[0]?.steps.at(-1)?.details.map(say);
    assert.deepEqual(details, ['expected Wed 18 November – Fri 20 November']);
  });

  it('a window that has begun: the days ahead', () => {
    const { parcels } = view(onTheWay({}, [promiseOf('p1', '2026-11-20', '2026-11-25')]));
    assert.deepEqual(parcels[0]?.steps.at(-1)?.details.map(say), ['expected Mon 23 November – Wed 25 November']);
  });

  it('an open end in the words of the language', () => {
    const promises = [promiseOf('p1', '2026-11-24', '2026-11-26'), promiseOf('p2', '2026-12-01', undefined)];
    const { promise, parcels } = view(onTheWay({}, promises));
    assert.equal(say(promise?.current), 'now from Tue 1 December');
    assert.deepEqual(parcels[0]?.steps.at(-1)?.details.map(say), ['expected from Tue 1 December']);
  });

  it('a date after it was said that there is none was not promised before', () => {
    const none = { ...promiseOf('p0', '', ''), window: undefined };
    assert.equal(view(onTheWay({}, [none, promiseOf('p1', '2026-11-24', '2026-11-26')])).promise, undefined);
    const { promise } = view(onTheWay({}, [none, promiseOf('p1', '2026-11-24', '2026-11-26'), promiseOf('p2', '2026-12-06', '2026-12-08')]));
    assert.equal(say(promise?.first), 'Promised Tue 24 November – Thu 26 November');
    const gone = view(onTheWay({}, [promiseOf('p1', '2026-11-24', '2026-11-26'), none])).promise;
    assert.equal(say(gone?.current), 'now no date yet');
  });

  it('both promises stand side by side, with the reason and when it was said', () => {
    const { promise } = view(states['late']?.() ?? {});
    assert.equal(say(promise?.first), 'Promised Tue 24 November – Thu 26 November');
    assert.equal(say(promise?.current), 'now Sun 6 December – Tue 8 December');
    assert.equal(promise?.reason, 'The publisher sent it late.');
    assert.equal(say(promise?.told), 'Told on 23 Nov, 9:00');
  });

  it('D02: an unknown status is told neutrally; the word is no key of ours', () => {
    const { parcels } = view(states['unknown']?.() ?? {});
    assert.deepEqual(parcels[0]?.steps.map(({ label, state }) => [label, state])[0], ['Ordered', 'current']);
    assert.ok(!JSON.stringify(parcels).includes('teleported'));
  });

  it('words from outside are no names of our own', () => {
    for (const word of ['constructor', 'toString', '__proto__']) {
      const shown = view(onTheWay({
        status: 'delivered',
        delivery: { kind: word },
        exceptions: [{ kind: 'damaged', actionRequired: { by: word, what: 'x' } }, { kind: word }],
      }));
      assert.deepEqual(shown.parcels[0]?.facts, []);
      assert.equal(shown.parcels[0]?.troubles[0]?.todo, undefined);
      const event = view(onTheWay({}, []), { at: now });
      assert.ok(event);
      const adjusted = view(orderOf({ adjustments: [{ id: 'a', kind: word, status: word, lineItems: [{ id: 'dune', quantity: 1 }] }] }));
      assert.deepEqual(adjusted.adjustments, []);
      const told = view(orderOf({ events: [eventOf(word, '2026-11-21T07:05:00Z'), eventOf('packed', '2026-11-21T08:05:00Z')], shipments: [parcelOf('s1')] }));
      assert.deepEqual(told.parcels[0]?.history.entries.map(({ text }) => text), ['Packed']);
    }
  });
});

describe('order status: trouble', () => {
  it('what the headline has said is not said twice', () => {
    const { parcels, headline: said } = view(onTheWay({ exceptions: [{ kind: 'lost', since: '2026-11-22T06:00:00Z' }] }));
    assert.equal(textOf(said), 'The parcel is lost');
    assert.deepEqual(parcels[0]?.troubles, []);
  });

  it('what to do about it is said all the same', () => {
    const [trouble] = view(states['customs']?.() ?? {}).parcels[0]?.troubles ?? [];
    assert.equal(trouble?.title, undefined);
    assert.equal(trouble?.todo, 'You need to act: pay the duty');
    assert.deepEqual(trouble?.terms.map(say), ['By Fri 27 November at 17:00', 'To pay: €12.90']);
    assert.equal(trouble?.url, 'https://customs.example/pay');
  });

  it('silent, and nobody knows since when', () => {
    const order = orderOf({ shipments: [parcelOf('s1', { status: 'in_transit', exceptions: [{ kind: 'silent' }] })] });
    assert.equal(view(order).parcels[0]?.troubles[0]?.title, 'We do not know yet where it is');
  });

  it('silent since the last scan', () => {
    const [trouble] = view(states['silent']?.() ?? {}).parcels[0]?.troubles ?? [];
    assert.equal(trouble?.title, 'We have not heard from the carrier since 16 Nov, 8:05');
  });
});

describe('order status: what was taken back', () => {
  const adjusted = (kind: string, status: string): string[] =>
    view(orderOf({ adjustments: [{ id: 'a1', kind, status, lineItems: [{ id: 'dune', quantity: 1 }], money: { amount: 1290, currency: 'EUR' } }] })).adjustments;

  it('tells what is asked for from what is done', () => {
    assert.deepEqual(adjusted('return', 'pending'), ['1 × Dune: return announced']);
    assert.deepEqual(adjusted('return', 'completed'), ['1 × Dune: returned', 'Refund: €12.90']);
    assert.deepEqual(adjusted('cancellation', 'pending'), ['1 × Dune: cancellation requested']);
    assert.deepEqual(adjusted('cancellation', 'completed'), ['1 × Dune: canceled', 'Refund: €12.90']);
    assert.deepEqual(adjusted('refund', 'completed'), ['Refund: €12.90']);
    for (const kind of ['return', 'cancellation', 'refund']) assert.deepEqual(adjusted(kind, 'rejected'), []);
  });

  it('nobody misses what goes back', () => {
    const delivered = states['delivered']?.() ?? {};
    assert.ok(view(delivered).parcels[0]?.missing);
    assert.equal(view(states['return under way']?.() ?? {}).parcels[0]?.missing, undefined);
    const announced = { adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }] };
    assert.equal(view({ ...delivered, ...announced }).parcels[0]?.missing, undefined);
  });

  it('a return of one parcel says nothing of the other', () => {
    const order = states['several parcels']?.() ?? {};
    const back = { adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'solaris', quantity: 1 }] }] };
    assert.ok(view({ ...order, ...back }).parcels[0]?.missing);
  });

  it('D21: 2 of 3 sent: both are told, and only the third may be canceled where it stands', () => {
    const shown = view(orderOf({
      lineItems: [lineOf('cup', 'Cup', 3, { quantity: { original: 3, total: 3, fulfilled: 2 } })],
      shipments: [parcelOf('s1', { lineItems: [{ id: 'cup', quantity: 2 }] })],
      events: [eventOf('accepted', '2026-11-21T07:05:00Z')],
      actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'cup', maxQuantity: 1 }] }],
    }));
    assert.deepEqual(
      shown.parcels.map(({ isRest, items }) => [isRest, ...items.map(({ text, canCancel }) => `${text} ${canCancel}`)]),
      [[false, '2 × Cup false'], [true, 'Cup true']],
    );
  });
});

describe('order status: freshness', () => {
  const fresh = (given: Partial<ViewInput>, fields = states['under way']?.() ?? {}): (string | undefined)[] =>
    view(fields, given).freshness.map(({ text }) => say(text));

  it('says how long ago, in whole minutes; below one: just now', () => {
    assert.equal(fresh({ age: 59_999 })[0], 'Updated just now');
    assert.equal(fresh({ age: 60_000 })[0], 'Updated 1 minute ago');
    assert.equal(fresh({ age: 3 * 3_600_000 })[0], 'Updated 3 hours ago');
  });

  it('K07: an answer of the future is of just now', () => {
    assert.equal(fresh({}, orderOf({ checkedAt: '2026-11-24T11:00:00Z' }))[0], 'Updated just now');
  });

  it('every line stands for itself', () => {
    const never = orderOf({ shipments: [parcelOf('s1')], checkedAt: undefined, events: [eventOf('accepted', '2026-11-21T07:05:00Z')] });
    assert.deepEqual(fresh({}, never), ['Last seen by the carrier 21 Nov, 8:05']);
  });

  it('A16: stale and offline are said in words', () => {
    assert.deepEqual(fresh({ status: 'offline', age: 600_000 }).slice(0, 3), [
      'You are offline',
      'This may be out of date',
      'Updated 10 minutes ago',
    ]);
    assert.equal(fresh({ status: 'stale', age: 600_000 })[0], 'This may be out of date');
  });

  it('“Live” is said while it is true', () => {
    for (const status of ['connecting', 'polling', 'stale', 'offline', 'ended'] as const) {
      assert.ok(!fresh({ status, age: 0 }).includes('Live'), status);
    }
    assert.equal(fresh({ status: 'live', age: 0 })[0], 'Live');
  });

  it('changes with the minute, with the end of an offer, when silence gets long, at midnight', () => {
    const at = Date.parse(now);
    const order = orderOf({ checkedAt: undefined });
    assert.equal(view(order).changesAt, Date.parse('2026-11-23T23:00:00Z'));
    assert.equal(view(order, { age: 90_000 }).changesAt, at + 30_000);
    assert.equal(view(orderOf({ checkedAt: '2026-11-23T10:59:30Z' })).changesAt, at + 30_000);
    const until = '2026-11-23T12:00:00Z';
    const offer = { checkedAt: undefined, actions: [{ type: 'withdraw', mode: 'request', until }] };
    assert.equal(view(orderOf(offer)).changesAt, Date.parse(until));
    const quiet = { ...states['silent']?.(), checkedAt: undefined, events: [eventOf('accepted', '2026-11-20T13:00:00Z')] };
    assert.equal(view(quiet).changesAt, Date.parse('2026-11-23T13:00:00Z') + 1);
  });
});

describe('order status: times', () => {
  const history = (events: Fields[], fields: Fields = {}): { when: string | undefined; text: string }[] =>
    (view(orderOf({ shipments: [parcelOf('s1')], events, ...fields })).parcels[0]?.history.entries ?? [])
      .map(({ when, text }) => ({ when: when?.text, text }));

  it('K07: a little ahead is just now; a day ahead and what is no date is shown without a time', () => {
    const told = history([
      eventOf('packed', '2026-11-23T11:05:00Z', { text: 'a' }),
      eventOf('note', '2026-11-26T11:05:00Z', { text: 'b' }),
      eventOf('note', '2026-02-30', { text: 'c' }),
      eventOf('accepted', '2026-11-22T09:30:00', { text: 'd' }),
      eventOf('accepted', '2026-11-21', { text: 'e' }),
    ]);
    assert.deepEqual(new Map(told.map(({ text, when }) => [text, when])), new Map([
      ['b', undefined],
      ['a', '23 Nov, 12:00'],
      ['c', undefined],
      ['d', '22 Nov, 9:30'],
      ['e', '21 Nov'],
    ]));
  });

  it('K02: a time is told in its place’s own zone, named where the reader’s clock shows another', () => {
    const place = { name: 'Vladivostok', timeZone: 'Asia/Vladivostok' };
    const [entry] = history([eventOf('accepted', '2026-11-21T20:00:00Z', { place })], {});
    assert.match(entry?.when ?? '', /^22 Nov, 06:00 (GMT\+10|VLAT)$/);
  });

  it('K02: a promised day stays that day in every zone', () => {
    for (const timeZone of ['Asia/Vladivostok', 'Pacific/Kiritimati', 'Pacific/Honolulu', 'Europe/Moscow']) {
      const order = { ...onTheWay({}, [promiseOf('p1', '2026-11-30', '2026-11-30')]), timeZone };
      assert.equal(headline(order), 'Arrives Mon 30 November', timeZone);
    }
  });

  it('K08: years are said where they differ; leap days are days', () => {
    const on = (day: string, at: string): string => headline(onTheWay({}, [promiseOf('p1', day, day)]), at);
    assert.equal(on('2027-01-04', '2026-12-30T11:00:00Z'), 'Arrives Mon, 4 January 2027');
    assert.equal(on('2028-02-29', '2028-02-20T11:00:00Z'), 'Arrives Tue 29 February');
  });

  it('an event without words of its own is told in ours, or not at all', () => {
    const told = history([
      eventOf('label_created', '2026-11-20T10:00:00Z'),
      eventOf('accepted', '2026-11-21T10:00:00Z'),
      eventOf('in_transit', '2026-11-21T11:00:00Z'),
      eventOf('note', '2026-11-21T12:00:00Z'),
      eventOf('pigeon', '2026-11-21T13:00:00Z'),
      eventOf('delivery_attempted', '2026-11-22T10:00:00Z'),
    ]);
    assert.deepEqual(told.map(({ text }) => text), [
      'The delivery attempt failed',
      'On its way',
      'With the carrier',
      'Being prepared',
    ]);
  });

  it('shows 20 entries of a history of 10,000 first', () => {
    const events = Array.from({ length: 10_000 }, (_, index) =>
      eventOf('in_transit', new Date(Date.parse('2026-10-01T00:00:00Z') + index * 60_000).toISOString(), { text: `scan ${index}` }));
    const [parcel] = view(orderOf({ shipments: [parcelOf('s1')], events })).parcels;
    assert.equal(parcel?.history.entries.length, 20);
    assert.equal(parcel?.history.entries[0]?.text, 'scan 9999');
    assert.equal(parcel?.history.hasMore, true);
  });
});

describe('order status: several parcels', () => {
  it('says which it is about, and where it does not know what is in one', () => {
    const order = states['several parcels']?.() ?? {};
    const shown = view(order);
    assert.deepEqual(shown.parcels.map(({ title }) => title), ['Parcel 1 of 2', 'Parcel 2 of 2']);
    assert.equal(shown.about, 'Parcel 2 of 2');
    const unknown = view({ ...order, shipments: [parcelOf('s1', { lineItems: null }), parcelOf('s2', { lineItems: null })] });
    assert.deepEqual(say(unknown.parcels[0]?.facts[0]), 'We do not know which items are in it');
  });

  it('what is not sent stands beside what is, with its own dates', () => {
    const shown = view(states['partly sent']?.() ?? {});
    const rest = shown.parcels.at(-1);
    assert.equal(rest?.title, 'Not sent yet');
    assert.deepEqual(rest?.items.map(({ text, details, canCancel }) => [text, ...details.map(say), canCancel]), [
      ['2 × Solaris', 'expected Sun 6 December – Tue 8 December', true],
    ]);
    assert.deepEqual(shown.links.map(({ key }) => key), ['cancel-order']);
  });
});
