import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { create, dataScript, drawnText, hasPart, isFallbackShown, listen, mount, part, parts, removeMounted, statesOf, textOf } from './support/mount.ts';
import { eventOf, lineOf, now, orderOf, parcelOf, promiseOf, states } from './support/orders.ts';

const delivered = (): unknown => states['delivered']?.();

describe('order-status: three ways in', () => {
  before(() => pageClock.set(now));
  afterEach(removeMounted);

  it('nothing given: what stands between the tags', async () => {
    const element = await mount({}, { children: ['See your mail'] });
    assert.isTrue(isFallbackShown(element));
    assert.deepEqual(statesOf(element), []);
    assert.equal(drawnText(element), '');
  });

  it('a property', async () => {
    const element = await mount({}, { order: delivered(), children: ['See your mail'] });
    assert.equal(textOf(element), 'Delivered Mon, November 23 at 10:20 AM');
    assert.isFalse(isFallbackShown(element));
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('a property that was set before the element was known', async () => {
    const parser = document.implementation.createHTMLDocument();
    const element = parser.createElement('waybill-order-status') as WaybillOrderStatus;
    Reflect.set(element, 'order', delivered());
    Reflect.set(element, 'compact', true);
    document.body.append(element);
    await element.updateComplete;
    assert.match(textOf(element) ?? '', /^Delivered/);
    assert.isFalse(hasPart(element, 'history'));
    element.remove();
  });

  it('a property that is taken back, with null as with undefined', async () => {
    for (const nothing of [null, undefined]) {
      const element = await mount({}, { order: delivered(), children: ['See your mail'] });
      Reflect.set(element, 'order', nothing);
      await element.updateComplete;
      assert.isTrue(isFallbackShown(element), String(nothing));
      assert.deepEqual(statesOf(element), [], String(nothing));
    }
  });

  it('JSON inside, also where it comes later or changes place', async () => {
    const element = await mount({}, { children: ['See your mail'] });
    element.append(dataScript(delivered()));
    await settle();
    assert.match(textOf(element) ?? '', /^Delivered/);
    document.body.prepend(element);
    await settle();
    assert.match(textOf(element) ?? '', /^Delivered/);
  });

  for (const [what, json] of [['no JSON', '{"id":'], ['no order', '{}'], ['another thing', '42']] as const) {
    it(`${what} inside: what stands between the tags, and why`, async () => {
      const element = await mount({}, { children: ['See your mail', dataScript(json)] });
      assert.isTrue(isFallbackShown(element));
      assert.deepEqual(statesOf(element), ['invalid']);
      assert.equal(textOf(element), 'The status is not available');
      assert.isFalse(hasPart(element, 'retry'));
    });
  }

  it('no event for what the page itself set; what changes is told once, politely', async () => {
    const element = create({}, { order: states['packed']?.() });
    let told = 0;
    element.addEventListener('waybill-order-change', () => (told += 1));
    document.body.append(element);
    await element.updateComplete;
    const heard = listen(element);
    Reflect.set(element, 'order', states['out for delivery']?.());
    await settle();
    Reflect.set(element, 'order', states['late']?.());
    await settle();
    Reflect.set(element, 'order', delivered());
    await settle();
    assert.deepEqual(heard, ['Out for delivery']);
    await pageClock.pass(5_000);
    assert.deepEqual(heard, ['Out for delivery', 'Delivered Mon, November 23 at 10:20 AM'], 'a burst is told when it is over');
    assert.equal(told, 0);
  });

  it('a page’s own messages, one by one', async () => {
    const element = await mount({}, { order: states['placed']?.(), messages: { order: { headline: { placed: 'Thank you' } } } });
    assert.equal(textOf(element), 'Thank you');
  });

  it('the destination’s zone where the order does not say it', async () => {
    const order = { ...states['under way']?.(), timeZone: undefined };
    const element = await mount({ 'time-zone': 'Asia/Tokyo' }, { order });
    assert.match(textOf(element, 'steps') ?? '', /Nov 21, 0?4:05 PM|Leipzig/);
  });

  it('D12: 500 items with 300 letters and no space: nothing beyond the edge, drawn in little more than its text takes', async () => {
    const items = Array.from({ length: 500 }, (_, index) => lineOf(`i${index}`, 'Donaudampfschiff'.repeat(19).slice(0, 300)));
    // Half a second is what a phone may take; beside a list without us it holds on every machine.
    const plain = document.createElement('ul');
    plain.style.cssText = 'inline-size: 280px; overflow-wrap: anywhere';
    const start = new Event('now').timeStamp;
    for (const { title } of items) plain.appendChild(document.createElement('li')).textContent = String(title);
    document.body.append(plain);
    assert.isAbove(plain.offsetHeight, 0);
    const began = new Event('now').timeStamp;
    const element = await mount({ style: 'inline-size: 280px' }, { order: orderOf({ lineItems: items }) });
    assert.isAbove(element.offsetHeight, 0);
    const took = new Event('now').timeStamp - began;
    plain.remove();
    assert.isBelow(took, 250 + 5 * (began - start));
    assert.lengthOf(parts(element, 'item'), 500);
    assert.isAtMost(element.scrollWidth, 281);
    assert.isAtMost(part(element, 'items').scrollWidth, 281);
  });

  it('D21: 2 of 3 sent: both are shown, and the third alone can be canceled', async () => {
    const order = orderOf({
      lineItems: [lineOf('cup', 'Cup', 3, { quantity: { original: 3, total: 3, fulfilled: 2 } })],
      shipments: [parcelOf('s1', { lineItems: [{ id: 'cup', quantity: 2 }] })],
      events: [eventOf('accepted', '2026-11-21T07:05:00Z')],
      promises: [promiseOf('p1', '2026-11-24', '2026-11-26')],
      actions: [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'cup', maxQuantity: 1 }] }],
    });
    const element = await mount({}, { order });
    assert.deepEqual(parts(element, 'item').map(({ textContent }) => textContent), ['2 × Cup', 'Cupexpected Tue, November 24 – Thu, November 26']);
    const offers = parts(element, 'item').map((item) => item.querySelector('waybill-cancel-item'));
    assert.isNull(offers[0] ?? null);
    assert.equal(offers[1]?.getAttribute('line-item'), 'cup');
    assert.equal((Reflect.get(offers[1] ?? {}, 'order') as { id?: string }).id, 'o1');
  });

  it('a page’s own way out stands beside its line', async () => {
    const own = document.createElement('button');
    own.slot = 'item-dune';
    own.textContent = 'Ask us';
    const element = await mount({}, { order: states['placed']?.(), children: [own] });
    assert.isTrue(part(element, 'item').querySelector('slot')?.assignedElements()[0] === own);
  });

  it('copies a number, and says so once', async () => {
    const written: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text: string) => written.push(text) }, configurable: true });
    const element = await mount({}, { order: states['under way']?.() });
    const heard = listen(element);
    part(element, 'copy').click();
    await settle();
    assert.deepEqual(written, ['00340434161094042557']);
    assert.match(part(element, 'copy').textContent, /^Copied/);
    await pageClock.pass(10_000);
    assert.deepEqual(heard, ['Copied']);
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
  });

  it('shows 20 entries of a long history, then a hundred', async () => {
    const events = Array.from({ length: 300 }, (_, index) =>
      eventOf('in_transit', new Date(Date.parse('2026-11-20T00:00:00Z') + index * 60_000).toISOString(), { text: `scan ${index}` }));
    const element = await mount({}, { order: orderOf({ shipments: [parcelOf('s1')], events }) });
    assert.lengthOf(parts(element, 'event'), 20);
    part(element, 'history').querySelector('summary')?.click();
    const [first] = parts(element, 'event');
    part(element, 'earlier').click();
    await settle();
    assert.lengthOf(parts(element, 'event'), 100);
    assert.isTrue(parts(element, 'event')[0] === first, 'what stood there stays');
  });

  it('ages by itself, and wakes at the minute', async () => {
    const element = await mount({}, { order: states['under way']?.() });
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 3 minutes ago/);
    await pageClock.pass(61_000);
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 4 minutes ago/);
    pageClock.sleep(8 * 3_600_000);
    await pageClock.pass(61_000);
    assert.match(textOf(element, 'freshness') ?? '', /^Updated 8 hours ago/);
    pageClock.set(now);
  });
});
