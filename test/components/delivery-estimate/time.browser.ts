import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createEstimate } from './support/estimates.ts';
import { hasPart, mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const inMunich = { sku: 'cup', country: 'DE', postal: '80331' };

describe('delivery-estimate: time', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    await settle();
    assert.deepEqual(pageClock.timers, []);
  });

  it('at the cut-off the estimate for the next cut-off is shown [K04]', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.equal(textOf(element, 'countdown'), 'Order within 59 min');
    await pageClock.pass(HOUR);
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.equal(textOf(element, 'countdown'), 'Order within 23 hr 59 min');
  });

  it('a date in attributes is not shown after its cut-off [K04]', async () => {
    const element = await mount({ from: '2026-11-25', 'order-by': '2026-11-23T12:10:00Z' }, { children: ['2–3 days'] });
    assert.equal(textOf(element, 'countdown'), 'Order within 9 min');
    await pageClock.pass(10 * MINUTE);
    assert.equal(visibleText(element), '2–3 days');
    assert.deepEqual(statesOf(element), []);
  });

  it('the countdown decreases by a minute and is never 0 or negative [K04]', async () => {
    const element = await mount({}, { estimates: createEstimate({ orderBy: '2026-11-23T13:03:00Z' }) });
    const countdowns: (string | undefined)[] = [];
    for (let minute = 0; minute < 66; minute++) {
      countdowns.push(textOf(element, 'countdown'));
      await pageClock.pass(MINUTE);
    }
    assert.deepEqual(countdowns.slice(0, 4), [
      'Order within 1 hr 2 min',
      'Order within 1 hr 1 min',
      'Order within 1 hr',
      'Order within 59 min',
    ]);
    assert.equal(countdowns[61], 'Order within 1 min');
    assert.deepEqual(countdowns.slice(62), [undefined, undefined, undefined, undefined]);
  });

  it('the countdown appears 24 hours before its end', async () => {
    const element = await mount({}, { estimates: createEstimate({ orderBy: '2026-11-24T12:30:00Z' }) });
    assert.isFalse(hasPart(element, 'countdown'));
    await pageClock.pass(29 * MINUTE);
    assert.isFalse(hasPart(element, 'countdown'));
    await pageClock.pass(MINUTE);
    assert.equal(textOf(element, 'countdown'), 'Order within 23 hr 59 min');
  });

  it('"tomorrow" becomes "today" at midnight at the destination', async () => {
    pageClock.set('2026-11-24T12:00:00Z');
    const vladivostok = await mount({ from: '2026-11-25', to: '2026-11-25', 'time-zone': 'Asia/Vladivostok' });
    const berlin = await mount({ from: '2026-11-25', to: '2026-11-25', 'time-zone': 'Europe/Berlin' });
    assert.equal(textOf(vladivostok), 'Arrives tomorrow, Wed 25 November');
    pageClock.sleep(2 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(textOf(vladivostok), 'Arrives today, Wed 25 November');
    assert.equal(textOf(berlin), 'Arrives tomorrow, Wed 25 November');
    pageClock.sleep(9 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(textOf(berlin), 'Arrives today, Wed 25 November');
  });

  it('past days are not shown', async () => {
    const element = await mount(
      { from: '2026-11-23', to: '2026-11-25', 'time-zone': 'Europe/Berlin' },
      { children: ['soon'] },
    );
    pageClock.sleep(24 * HOUR);
    await pageClock.pass(MINUTE);
    assert.match(textOf(element) ?? '', /^Arrives today or tomorrow, Tue 24 – Wed 25 November$/);
    pageClock.sleep(48 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(visibleText(element), 'soon');
  });

  it('a past pickup time is not shown', async () => {
    const readyAt = { from: '2026-11-23T12:30:00Z', to: '2026-11-23T13:00:00Z' };
    const estimates = { id: 'store', kind: 'collection', readyAt, timeZone: 'Europe/Berlin' } as const;
    const element = await mount({}, { estimates, children: ['soon'] });
    assert.match(textOf(element) ?? '', /^Ready to collect today from 2:00\sPM$/);
    await pageClock.pass(HOUR);
    assert.equal(visibleText(element), 'soon');
  });

  it('the countdown decreases by a minute in the night when summer time begins [K03]', async () => {
    // The cut-off is 02:30, which Berlin skips on 28 March 2027. It becomes 03:30 summer time, 01:30 UTC.
    pageClock.set('2027-03-28T00:00:00Z');
    const openDaily = { weekdays: [1, 2, 3, 4, 5, 6, 7] };
    const [origin] = berlinShop().origins;
    const terms = berlinShop({
      origins: [{ ...origin, calendar: openDaily, cutoff: '02:30' } as NonNullable<typeof origin>],
    });
    const element = await mount(inMunich, { terms });
    const minutes: number[] = [];
    for (let minute = 0; minute < 95; minute++) {
      minutes.push(minutesIn(textOf(element, 'countdown')));
      await pageClock.pass(MINUTE);
    }
    assert.deepEqual(
      minutes.slice(0, 89),
      Array.from({ length: 89 }, (_, index) => 89 - index),
    );
    assert.isTrue(
      minutes.every((each) => Number.isNaN(each) || each > 0),
      String(minutes.slice(88)),
    );
    // The next cut-off is 02:30 summer time, 00:30 UTC.
    assert.equal(minutesIn(textOf(element, 'countdown')), 22 * 60 + 54);
  });

  it('a cut-off in the first of the repeated hours ends the countdown then [K03]', async () => {
    pageClock.set('2027-10-31T00:00:00Z');
    const element = await mount({
      from: '2027-11-03',
      'order-by': '2027-10-31T02:30:00+02:00',
      'time-zone': 'Europe/Berlin',
    });
    assert.equal(textOf(element, 'countdown'), 'Order within 29 min');
    await pageClock.pass(30 * MINUTE);
    assert.isFalse(hasPart(element, 'headline'));
  });
});

function minutesIn(countdown: string | undefined): number {
  const [, hours, minutes] = /^Order within (?:(\d+) hr)? ?(?:(\d+) min)?$/.exec(countdown ?? '') ?? [];
  return hours === undefined && minutes === undefined ? NaN : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}
