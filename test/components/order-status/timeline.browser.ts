import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { create, mount, part, parts, removeMounted } from './support/mount.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { readOrder } from '../../../src/order/read-order.ts';
import { eventOf, now, orderOf, parcelOf, type Fields } from './support/orders.ts';

/** Milliseconds by a clock that no test holds. */
const clock = (): number => new Event('now').timeStamp;

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

  it('of 10,000 what it takes to mount is what it takes to read them', async () => {
    const times = new Map<number, number[]>([[10, []], [10_000, []]]);
    const reading: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const [count, took] of times) {
        const element = create({}, { order: orderWith(count) });
        const began = clock();
        document.body.append(element);
        await element.updateComplete;
        took.push(clock() - began);
        element.remove();
      }
      const order = orderWith(10_000);
      const began = clock();
      const parsed = parseOrder(order);
      if (parsed.ok) readOrder(parsed.data, { now: Date.parse(now) });
      reading.push(clock() - began);
    }
    const least = (count: number): number => Math.min(...(times.get(count) ?? []));
    console.log(`mount: 10 events ${least(10).toFixed(1)} ms, 10,000 events ${least(10_000).toFixed(1)} ms`);
    assert.isBelow(least(10_000), 20 + 2 * Math.min(...reading) + least(10));
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
