import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import {
  create,
  createJsonScript,
  renderedText,
  hasPart,
  isFallbackShown,
  recordAnnouncements,
  mount,
  part,
  parts,
  removeMounted,
  statesOf,
  textOf,
} from './support/mount.ts';
import {
  createEvent,
  createLineItem,
  now,
  createOrder,
  createShipment,
  createDeliveryPromise,
  orderStates,
} from '../../support/order-fixtures.ts';

const createDeliveredOrder = (): unknown => orderStates['delivered']?.();

describe('order-status: properties and inline data', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('an element without data shows the fallback content', async () => {
    const element = await mount({}, { children: ['See your mail'] });
    assert.isTrue(isFallbackShown(element));
    assert.deepEqual(statesOf(element), []);
    assert.equal(renderedText(element), '');
  });

  it('the property `order` is rendered', async () => {
    const element = await mount({}, { order: createDeliveredOrder(), children: ['See your mail'] });
    assert.equal(textOf(element), 'Delivered today, 10:20 AM');
    assert.isFalse(isFallbackShown(element));
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('properties that are set before the upgrade are kept', async () => {
    const parser = document.implementation.createHTMLDocument();
    const element = parser.createElement('waybill-order-status') as WaybillOrderStatus;
    Reflect.set(element, 'order', createDeliveredOrder());
    Reflect.set(element, 'layout', 'compact');
    document.body.append(element);
    await element.updateComplete;
    assert.match(textOf(element) ?? '', /^Delivered/);
    assert.isFalse(hasPart(element, 'history'));
    element.remove();
  });

  it('null or undefined removes the order', async () => {
    for (const emptyValue of [null, undefined]) {
      const element = await mount({}, { order: createDeliveredOrder(), children: ['See your mail'] });
      Reflect.set(element, 'order', emptyValue);
      await element.updateComplete;
      assert.isTrue(isFallbackShown(element), String(emptyValue));
      assert.deepEqual(statesOf(element), [], String(emptyValue));
    }
  });

  it('inline data may be added later, and stays after a move', async () => {
    const element = await mount({}, { children: ['See your mail'] });
    element.append(createJsonScript(createDeliveredOrder()));
    await settle();
    assert.match(textOf(element) ?? '', /^Delivered/);
    document.body.prepend(element);
    await settle();
    assert.match(textOf(element) ?? '', /^Delivered/);
  });

  for (const [what, json] of [
    ['invalid JSON', '{"id":'],
    ['an object that is no order', '{}'],
    ['a number', '42'],
  ] as const) {
    it(`inline data with ${what} shows the fallback content and a message`, async () => {
      const element = await mount({}, { children: ['See your mail', createJsonScript(json)] });
      assert.isTrue(isFallbackShown(element));
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.equal(textOf(element), 'The status is not available');
      assert.isFalse(hasPart(element, 'retry'));
    });
  }

  it('changes of the property are announced and dispatch no event', async () => {
    const element = create({}, { order: orderStates['packed']?.() });
    let eventCount = 0;
    element.addEventListener('waybill-order-change', () => (eventCount += 1));
    document.body.append(element);
    await element.updateComplete;
    const announcements = recordAnnouncements(element);
    Reflect.set(element, 'order', orderStates['out for delivery']?.());
    await settle();
    Reflect.set(element, 'order', orderStates['late']?.());
    await settle();
    Reflect.set(element, 'order', createDeliveredOrder());
    await settle();
    assert.deepEqual(announcements, ['Out for delivery']);
    await pageClock.pass(5_000);
    assert.deepEqual(
      announcements,
      ['Out for delivery', 'Delivered today, 10:20 AM'],
      'the last of several changes is announced',
    );
    assert.equal(eventCount, 0);
  });

  it('the property `connection` sets the stream status, and the retry button refreshes it', async () => {
    let refreshes = 0;
    const refresh = (): void => void (refreshes += 1);
    const connection = { status: 'stale', refresh } as const;
    const element = await mount({}, { order: orderStates['packed']?.(), connection });
    assert.deepEqual(statesOf(element), ['ready', 'stale']);
    assert.equal(textOf(element, 'freshness-stale'), 'This may be out of date');
    part(element, 'retry')?.click();
    assert.equal(refreshes, 1);
    element.connection = { status: 'live', refresh };
    await element.updateComplete;
    assert.deepEqual(statesOf(element), ['live', 'ready']);
    assert.isFalse(hasPart(element, 'retry'));
  });

  it('the property `connection` sets the message without an order', async () => {
    const element = await mount({}, { connection: { status: 'connecting', refresh() {} } });
    assert.deepEqual(statesOf(element), ['loading']);
    element.connection = { status: 'not-found', refresh() {} };
    await element.updateComplete;
    assert.equal(textOf(element), 'We cannot find this order');
    element.connection = undefined;
    await element.updateComplete;
    assert.isTrue(isFallbackShown(element));
  });

  it('the property `messages` overrides single messages', async () => {
    const element = await mount(
      {},
      { order: orderStates['placed']?.(), messages: { order: { headline: { placed: 'Thank you' } } } },
    );
    assert.equal(textOf(element), 'Thank you');
  });

  it('the attribute time-zone applies if the order has no time zone', async () => {
    const order = { ...orderStates['under way']?.(), timeZone: undefined };
    const element = await mount({ 'time-zone': 'Asia/Tokyo' }, { order });
    assert.match(textOf(element, 'steps') ?? '', /Nov 21, 0?4:05 PM|Leipzig/);
  });

  it('500 items with 300 letters and no space do not overflow, and each adds the same nodes [D12]', async () => {
    const mountItems = async (count: number): Promise<WaybillOrderStatus> => {
      const lineItems = Array.from({ length: count }, (_, index) =>
        createLineItem(`i${index}`, 'Donaudampfschiff'.repeat(19).slice(0, 300)),
      );
      return mount({ style: 'inline-size: 280px' }, { order: createOrder({ lineItems }) });
    };
    const countNodes = (element: WaybillOrderStatus): number => part(element, 'items').querySelectorAll('*').length;
    const element = await mountItems(500);
    assert.lengthOf(parts(element, 'item'), 500);
    assert.isAtMost(element.scrollWidth, 281);
    assert.isAtMost(part(element, 'items').scrollWidth, 281);
    // Time is measured in bench/: here, the work for an item is its nodes.
    assert.equal(countNodes(element), 250 * countNodes(await mountItems(2)));
    assert.isAtMost(countNodes(element), 500 * 8);
  });

  it('2 of 3 sent: both quantities are shown, and only the third can be canceled [D21]', async () => {
    const order = createOrder({
      lineItems: [createLineItem('cup', 'Cup', 3, { quantity: { original: 3, total: 3, fulfilled: 2 } })],
      shipments: [createShipment('s1', { lineItems: [{ id: 'cup', quantity: 2 }] })],
      events: [createEvent('accepted', '2026-11-21T07:05:00Z')],
      promises: [createDeliveryPromise('p1', '2026-11-24', '2026-11-26')],
      actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'cup', maxQuantity: 1 }] }],
    });
    const element = await mount({}, { order });
    assert.deepEqual(
      parts(element, 'item').map(({ textContent }) => textContent),
      ['2 × Cup', 'Cup'],
    );
    assert.equal(textOf(element, 'parcel-title'), 'Not sent yet');
    assert.equal(textOf(element, 'parcel-headline'), 'Arrives Tue 24 – Thu 26 November');
    const cancelElements = parts(element, 'item').map((item) => item.querySelector('waybill-cancel-item'));
    assert.isNull(cancelElements[0] ?? null);
    assert.equal(cancelElements[1]?.getAttribute('line-item'), 'cup');
    assert.equal((Reflect.get(cancelElements[1] ?? {}, 'order') as { id?: string }).id, 'o1');
  });

  it('the slot of a line shows a button of the page', async () => {
    const pageButton = document.createElement('button');
    pageButton.slot = 'item-dune';
    pageButton.textContent = 'Ask us';
    const element = await mount({}, { order: orderStates['placed']?.(), children: [pageButton] });
    assert.isTrue(part(element, 'item').querySelector('slot')?.assignedElements()[0] === pageButton);
  });

  it('the copy button copies the tracking number and announces it once', async () => {
    const clipboardTexts: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (text: string) => clipboardTexts.push(text) },
      configurable: true,
    });
    const element = await mount({}, { order: orderStates['under way']?.() });
    const announcements = recordAnnouncements(element);
    part(element, 'copy').click();
    await settle();
    assert.deepEqual(clipboardTexts, ['00340434161094042557']);
    assert.match(part(element, 'copy').textContent, /^Copied/);
    await pageClock.pass(10_000);
    assert.deepEqual(announcements, ['Copied']);
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });

  it('a long history has 20 entries, then a hundred', async () => {
    const events = Array.from({ length: 300 }, (_, index) =>
      createEvent('in_transit', new Date(Date.parse('2026-11-20T00:00:00Z') + index * 60_000).toISOString(), {
        text: `scan ${index}`,
      }),
    );
    const element = await mount({}, { order: createOrder({ shipments: [createShipment('s1')], events }) });
    assert.lengthOf(parts(element, 'event'), 20);
    part(element, 'history').querySelector('summary')?.click();
    const [first] = parts(element, 'event');
    part(element, 'earlier').click();
    await settle();
    assert.lengthOf(parts(element, 'event'), 100);
    assert.isTrue(parts(element, 'event')[0] === first, 'the first entry keeps its node');
  });

  it('the freshness is updated every minute', async () => {
    const element = await mount({}, { order: orderStates['under way']?.() });
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 3 minutes ago/);
    await pageClock.pass(61_000);
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 4 minutes ago/);
    pageClock.sleep(8 * 3_600_000);
    await pageClock.pass(61_000);
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 8 hours ago/);
    pageClock.set(now);
  });
});
