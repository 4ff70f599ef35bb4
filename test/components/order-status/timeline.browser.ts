import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { mount, part, parts, removeMounted } from './support/mount.ts';
import { eventOf, now, orderOf, parcelOf, type Fields } from './support/orders.ts';

const orderWith = (count: number): Fields =>
  orderOf({
    shipments: [parcelOf('s1')],
    events: Array.from({ length: count }, (_, index) =>
      eventOf('in_transit', new Date(Date.parse('2026-11-23T10:00:00Z') - (count - index) * 60_000).toISOString(), { text: `Scan ${index}` })),
  });

describe('order-status: long histories', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('of 10,000 events as many nodes are drawn as of 30', async () => {
    const nodes = async (count: number): Promise<number> =>
      (await mount({}, { order: orderWith(count) })).shadowRoot?.querySelectorAll('*').length ?? 0;
    assert.equal(await nodes(10_000), await nodes(30));
    assert.lengthOf(parts(await mount({}, { order: orderWith(10_000) }), 'event'), 20);
  });

  it('of 10,000 each time is read once, and none again for a minute that passes or a language', async () => {
    const order = orderWith(10_000);
    const { parse } = Date;
    let times = 0;
    Date.parse = (text) => {
      times += 1;
      return parse(text);
    };
    try {
      const element = await mount({}, { order });
      assert.isAbove(times, 9_999);
      assert.isBelow(times, 10_500);
      times = 0;
      await pageClock.pass(61_000);
      element.lang = 'de';
      await settle();
      assert.isBelow(times, 500);
    } finally {
      Date.parse = parse;
    }
  });

  it('what stands there stays when one is added', async () => {
    const order = orderWith(10_000);
    const element = await mount({}, { order });
    const [newest] = parts(element, 'event');
    const added = eventOf('in_transit', '2026-11-23T10:30:00Z', { text: 'Newest' });
    Reflect.set(element, 'order', { ...order, version: 2, events: [...(order['events'] as Fields[]), added] });
    await settle();
    assert.lengthOf(parts(element, 'event'), 20);
    assert.isTrue(parts(element, 'event')[1] === newest);
    assert.match(part(element, 'event').textContent, /Newest/);
  });
});
