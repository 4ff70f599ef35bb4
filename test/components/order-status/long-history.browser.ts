import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { mount, part, parts, removeMounted } from './support/mount.ts';
import {
  createEvent,
  createLineItem,
  now,
  createOrder,
  createShipment,
  type Fields,
} from '../../support/order-fixtures.ts';

const createOrderWithEvents = (count: number): Fields =>
  createOrder({
    shipments: [createShipment('s1')],
    events: Array.from({ length: count }, (_, index) =>
      createEvent('in_transit', new Date(Date.parse('2026-11-23T10:00:00Z') - (count - index) * 60_000).toISOString(), {
        text: `Scan ${index}`,
      }),
    ),
  });

describe('order-status: long histories', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('10,000 events have as many nodes as 30', async () => {
    const countNodes = async (count: number): Promise<number> =>
      (await mount({}, { order: createOrderWithEvents(count) })).shadowRoot?.querySelectorAll('*').length ?? 0;
    assert.equal(await countNodes(10_000), await countNodes(30));
    assert.lengthOf(parts(await mount({}, { order: createOrderWithEvents(10_000) }), 'event'), 20);
  });

  it('each of 10,000 times is parsed once, and not again after a minute or for another language', async () => {
    const order = createOrderWithEvents(10_000);
    const { parse } = Date;
    let parseCount = 0;
    Date.parse = (text) => {
      parseCount += 1;
      return parse(text);
    };
    try {
      const element = await mount({}, { order });
      assert.isAbove(parseCount, 9_999);
      assert.isBelow(parseCount, 10_500);
      parseCount = 0;
      await pageClock.pass(61_000);
      element.lang = 'de';
      await settle();
      assert.isBelow(parseCount, 500);
    } finally {
      Date.parse = parse;
    }
  });

  it('existing entries keep their nodes when an event is added', async () => {
    const order = createOrderWithEvents(10_000);
    const element = await mount({}, { order });
    const [newest] = parts(element, 'event');
    const newEvent = createEvent('in_transit', '2026-11-23T10:30:00Z', { text: 'Newest' });
    Reflect.set(element, 'order', { ...order, version: 2, events: [...(order['events'] as Fields[]), newEvent] });
    await settle();
    assert.lengthOf(parts(element, 'event'), 20);
    assert.isTrue(parts(element, 'event')[1] === newest);
    assert.match(part(element, 'event').textContent, /Newest/);
  });

  it('1,000 lines are drawn in several tasks, in their order, and stay drawn (C3)', async () => {
    const lineItems = Array.from({ length: 1000 }, (_, index) => createLineItem(`line-${index}`, `Line ${index}`, 2));
    const lines = lineItems.map(({ id }) => ({ id, maxQuantity: 1 }));
    const order = createOrder({
      lineItems,
      shipments: [],
      actions: [{ type: 'cancel-items', mode: 'instant', lineItems: lines }],
    });
    const element = await mount({}, { order });
    const count = parts(element, 'item').length;
    assert.isAbove(count, 100);
    assert.isBelow(count, 300);
    await pageClock.pass(0);
    assert.lengthOf(parts(element, 'item'), 1000);
    assert.lengthOf(element.shadowRoot?.querySelectorAll('waybill-cancel-item') ?? [], 1000);
    assert.match(parts(element, 'item').at(-1)?.textContent ?? '', /Line 999/);
    Reflect.set(element, 'order', { ...order, version: 2 });
    await settle();
    assert.lengthOf(parts(element, 'item'), 1000);
  });
});
