import { pageClock } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { hasPart, mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const fallback = { children: ['2–3 working days'] };

describe('delivery-estimate: attributes', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('from and to: a range of days', async () => {
    const element = await mount({ from: '2026-11-25', to: '2026-11-27', 'time-zone': 'Europe/Berlin' });
    assert.match(textOf(element) ?? '', /^Arrives Wed 25 – Fri 27 November$/);
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('from without to: no upper bound', async () => {
    const element = await mount({ from: '2026-12-01', 'time-zone': 'Europe/Berlin' });
    assert.equal(textOf(element), 'Arrives from Tue 1 December');
  });

  it('equal from and to: one date [D16]', async () => {
    const element = await mount({ from: '2026-11-25', to: '2026-11-25', 'time-zone': 'Europe/Berlin' });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.equal(element.shadowRoot?.querySelectorAll('time').length, 1);
  });

  for (const [day, sentence] of [
    ['2026-11-23', 'Arrives today, Mon 23 November'],
    ['2026-11-24', 'Arrives tomorrow, Tue 24 November'],
  ] as const) {
    it(`a relative day has its date: ${day}`, async () => {
      const element = await mount({ from: day, to: day, 'time-zone': 'Europe/Berlin' });
      assert.equal(textOf(element), sentence);
    });
  }

  it('"today" is the current day at the destination, not at the reader', async () => {
    pageClock.set('2026-11-23T23:30:00Z');
    const dates = { from: '2026-11-24', to: '2026-11-24' };
    const berlin = await mount({ ...dates, 'time-zone': 'Europe/Berlin' });
    const newYork = await mount({ ...dates, 'time-zone': 'America/New_York' });
    assert.equal(textOf(berlin), 'Arrives today, Tue 24 November');
    assert.equal(textOf(newYork), 'Arrives tomorrow, Tue 24 November');
  });

  it('min, max and unit: a floating term', async () => {
    assert.equal(textOf(await mount({ min: '1', max: '3' })), 'Delivery takes from 1 to 3 days');
    assert.equal(textOf(await mount({ min: '2', unit: 'business-day' })), 'Delivery takes 2 working days or more');
    assert.equal(textOf(await mount({ max: '4', unit: 'hour' })), 'Delivery takes 4 hours');
  });

  it('kind, method-name, price and place-name: the pickup place and the price', async () => {
    const element = await mount({
      from: '2026-11-25',
      to: '2026-11-25',
      kind: 'collection',
      'method-name': 'Locker',
      price: '290',
      currency: 'EUR',
      'place-name': 'Central station',
    });
    assert.equal(textOf(element), 'Ready for pickup Wed 25 November');
    assert.equal(textOf(element, 'method'), 'Locker, €2.90');
    assert.equal(textOf(element, 'place'), 'Central station');
  });

  it('a price of 0 is free', async () => {
    const element = await mount({ from: '2026-11-25', price: '0', currency: 'EUR' });
    assert.equal(textOf(element, 'method'), 'free');
  });

  it('a compact badge renders the headline alone', async () => {
    const element = await mount({ from: '2026-11-25', price: '0', currency: 'EUR', compact: '' });
    assert.equal(textOf(element), 'Arrives from Wed 25 November');
    assert.isFalse(hasPart(element, 'method'));
  });

  it('changed and removed attributes update the element', async () => {
    const element = await mount({ from: '2026-11-25', to: '2026-11-26', 'method-name': 'Parcel' }, fallback);
    element.removeAttribute('to');
    await element.updateComplete;
    assert.equal(textOf(element), 'Arrives from Wed 25 November');
    element.removeAttribute('method-name');
    await element.updateComplete;
    assert.isFalse(hasPart(element, 'method'));
    element.removeAttribute('from');
    await element.updateComplete;
    assert.equal(visibleText(element), '2–3 working days');
    assert.deepEqual(statesOf(element), []);
    element.setAttribute('min', '1');
    await element.updateComplete;
    assert.equal(textOf(element), 'Delivery takes 1 day or more');
    element.removeAttribute('min');
    await element.updateComplete;
    assert.deepEqual(statesOf(element), []);
  });
});
