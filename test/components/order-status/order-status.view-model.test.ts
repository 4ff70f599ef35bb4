import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  deriveOrderViewModel,
  type OrderViewModelInput,
} from '../../../src/components/order-status/order-status.view-model.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { englishOrderStatus } from '../../../src/i18n/messages.ts';
import { toPlainText } from '../../../src/i18n/format-message.ts';
import { getFormatter } from '../../../src/i18n/formatter.ts';
import { deriveOrderFacts } from '../../../src/order/order-facts.ts';
import {
  createEvent,
  now,
  createOrder,
  createShipment,
  createDeliveryPromise,
  orderStates,
} from '../../support/order-fixtures.ts';
import { deriveReady, headlineOf, plainTextOf, shippedOrder } from './support/derive-ready.ts';

describe('order view model: headline', () => {
  const expected: [state: string, text: string][] = [
    ['placed', 'Order received'],
    ['awaiting payment', 'Waiting for your payment'],
    ['on hold', 'On hold'],
    ['packed', 'Arrives Tue 24 – Thu 26 November'],
    ['under way', 'Arrives Tue 24 – Thu 26 November'],
    ['under way without a date', 'On its way'],
    ['open-ended', 'Arrives from Tue 1 December'],
    ['out for delivery', 'Out for delivery'],
    ['delivered', 'Delivered today, 10:20'],
    ['ready for pickup', 'Ready for pickup until Sat 28 November'],
    ['late', 'Delayed, now arriving Sun 6 – Tue 8 December'],
    ['overdue', 'Late, was due Wed 18 – Fri 20 November'],
    ['attempt failed', 'We could not deliver it'],
    ['customs', 'Held at customs'],
    ['lost', 'The parcel is lost'],
    ['refused', 'The parcel was refused'],
    ['returning', 'On its way back to us'],
    ['returned', 'Returned'],
    ['canceled', 'Canceled'],
    ['unknown', 'No tracking information yet'],
  ];
  for (const [state, text] of expected) {
    it(`${state}: ${text}`, () => assert.equal(headlineOf(orderStates[state]?.() ?? {}), text));
  }

  it('delivered at an unknown time: no date', () => {
    assert.equal(headlineOf(shippedOrder({ status: 'delivered' })), 'Delivered');
  });

  it('a later promise without an end: from its first day', () => {
    const promises = [
      createDeliveryPromise('p1', '2026-11-24', '2026-11-26'),
      createDeliveryPromise('p2', '2026-12-01', undefined),
    ];
    assert.equal(headlineOf(shippedOrder({}, promises)), 'Delayed, now arriving from Tue 1 December');
  });

  it('a day that is over for the reader and not at the destination: the promise itself', () => {
    const order = {
      ...shippedOrder({}, [createDeliveryPromise('p1', '2026-11-23', '2026-11-23')]),
      timeZone: undefined,
    };
    const parsed = parseOrder(order);
    assert.ok(parsed.ok);
    const at = Date.parse('2026-11-24T08:00:00Z');
    const viewModel = deriveOrderViewModel({
      summary: deriveOrderFacts(parsed.data, { now: at }),
      streamStatus: undefined,
      ageMs: undefined,
      isInvalid: false,
      timeZone: 'Pacific/Kiritimati',
      now: at,
      historyLimit: 20,
      messages: englishOrderStatus,
      format: getFormatter('en-GB'),
    });
    assert.ok(viewModel.kind === 'ready');
    assert.equal(toPlainText(viewModel.headline), 'Promised Mon 23 November');
  });
});

describe('order view model: issues', () => {
  it('an issue in the headline is not repeated in its parcel', () => {
    const { parcels, headline: runs } = deriveReady(
      shippedOrder({ exceptions: [{ kind: 'lost', since: '2026-11-22T06:00:00Z' }] }),
    );
    assert.equal(toPlainText(runs), 'The parcel is lost');
    assert.deepEqual(
      parcels[0]?.issues.map(({ title, nextStep }) => [title, nextStep]),
      [[undefined, 'Contact us about a replacement or a refund']],
    );
  });

  it('an issue in the headline keeps its instruction, deadline and amount in its parcel', () => {
    const [issue] = deriveReady(orderStates['customs']?.() ?? {}).parcels[0]?.issues ?? [];
    assert.equal(issue?.title, undefined);
    assert.deepEqual(issue?.todo.map(plainTextOf), ['pay the duty by Fri 27 November at 17:00']);
    assert.deepEqual(issue?.action, { label: 'Pay €12.90', url: 'https://customs.example/pay' });
  });

  it('stalled tracking without a scan: unknown', () => {
    const order = createOrder({
      shipments: [createShipment('s1', { status: 'in_transit', exceptions: [{ kind: 'silent' }] })],
    });
    assert.equal(deriveReady(order).parcels[0]?.issues[0]?.title, 'No tracking information yet');
  });

  it('stalled tracking: since the last scan', () => {
    const [issue] = deriveReady(orderStates['silent']?.() ?? {}).parcels[0]?.issues ?? [];
    assert.equal(issue?.title, 'No news since 16 Nov, 8:05');
  });
});

describe('order view model: freshness', () => {
  const freshnessTexts = (
    input: Partial<OrderViewModelInput>,
    fields = orderStates['under way']?.() ?? {},
  ): (string | undefined)[] => deriveReady(fields, input).freshness.map(({ text }) => plainTextOf(text));

  it('has the age in whole minutes, and “just now” below one', () => {
    assert.equal(freshnessTexts({ ageMs: 59_999 })[0], 'Updated just now');
    assert.equal(freshnessTexts({ ageMs: 60_000 })[0], 'Updated 1 minute ago');
    assert.equal(freshnessTexts({ ageMs: 3 * 3_600_000 })[0], 'Updated 3 hours ago');
  });

  it('an order checked in the future was updated just now [K07]', () => {
    assert.equal(freshnessTexts({}, createOrder({ checkedAt: '2026-11-24T11:00:00Z' }))[0], 'Updated just now');
  });

  it('has no age without a check: the last scan is in its parcel', () => {
    const uncheckedOrder = createOrder({
      shipments: [createShipment('s1')],
      checkedAt: undefined,
      events: [createEvent('accepted', '2026-11-21T07:05:00Z')],
    });
    assert.deepEqual(freshnessTexts({}, uncheckedOrder), []);
    assert.deepEqual(deriveReady(uncheckedOrder).parcels[0]?.latestScan.map(plainTextOf), ['Sat, 8:05', 'Shipped']);
  });

  it('has texts for stale and offline [A16]', () => {
    assert.deepEqual(freshnessTexts({ streamStatus: 'offline', ageMs: 600_000 }).slice(0, 3), [
      'You are offline',
      'This may be out of date',
      'Updated 10 minutes ago',
    ]);
    assert.equal(freshnessTexts({ streamStatus: 'stale', ageMs: 600_000 })[0], 'This may be out of date');
  });

  it('has “Live” in the status `live` alone', () => {
    for (const status of ['connecting', 'polling', 'stale', 'offline', 'ended'] as const) {
      assert.ok(!freshnessTexts({ streamStatus: status, ageMs: 0 }).includes('Live'), status);
    }
    assert.equal(freshnessTexts({ streamStatus: 'live', ageMs: 0 })[0], 'Live');
  });

  it('changes with the minute, the end of an action, stalled tracking, and midnight', () => {
    const at = Date.parse(now);
    const order = createOrder({ checkedAt: undefined });
    assert.equal(deriveReady(order).changesAt, Date.parse('2026-11-23T23:00:00Z'));
    assert.equal(deriveReady(order, { ageMs: 90_000 }).changesAt, at + 30_000);
    assert.equal(deriveReady(createOrder({ checkedAt: '2026-11-23T10:59:30Z' })).changesAt, at + 30_000);
    const until = '2026-11-23T12:00:00Z';
    const offer = { checkedAt: undefined, actions: [{ type: 'withdraw', mode: 'request', until }] };
    assert.equal(deriveReady(createOrder(offer)).changesAt, Date.parse(until));
    const quiet = {
      ...orderStates['silent']?.(),
      checkedAt: undefined,
      events: [createEvent('accepted', '2026-11-20T13:00:00Z')],
    };
    assert.equal(deriveReady(quiet).changesAt, Date.parse('2026-11-23T13:00:00Z') + 1);
  });
});
