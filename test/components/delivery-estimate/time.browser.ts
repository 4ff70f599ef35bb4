import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { estimateOf } from './support/estimates.ts';
import { hasPart, mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

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

  it('K04 at the cut-off the next one takes over', async () => {
    const element = await mount(inMunich, { terms: berlinShop() });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    assert.equal(textOf(element, 'countdown'), 'Order within 59 min');
    await pageClock.pass(HOUR);
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    assert.equal(textOf(element, 'countdown'), 'Order within 23 hr 59 min');
  });

  it('K04 a ready date is gone with its cut-off', async () => {
    const element = await mount({ from: '2026-11-25', 'order-by': '2026-11-23T12:10:00Z' }, { children: ['2–3 days'] });
    assert.equal(textOf(element, 'countdown'), 'Order within 9 min');
    await pageClock.pass(10 * MINUTE);
    assert.equal(visibleText(element), '2–3 days');
    assert.deepEqual(statesOf(element), []);
  });

  it('K04 the countdown goes down minute by minute and is never 0 or negative', async () => {
    const element = await mount({}, { estimates: estimateOf({ orderBy: '2026-11-23T13:03:00Z' }) });
    const said: (string | undefined)[] = [];
    for (let minute = 0; minute < 66; minute++) {
      said.push(textOf(element, 'countdown'));
      await pageClock.pass(MINUTE);
    }
    assert.deepEqual(said.slice(0, 4), ['Order within 1 hr 2 min', 'Order within 1 hr 1 min', 'Order within 1 hr', 'Order within 59 min']);
    assert.equal(said[61], 'Order within 1 min');
    assert.deepEqual(said.slice(62), [undefined, undefined, undefined, undefined]);
  });

  it('the countdown appears 24 hours before', async () => {
    const element = await mount({}, { estimates: estimateOf({ orderBy: '2026-11-24T12:30:00Z' }) });
    assert.isFalse(hasPart(element, 'countdown'));
    await pageClock.pass(29 * MINUTE);
    assert.isFalse(hasPart(element, 'countdown'));
    await pageClock.pass(MINUTE);
    assert.equal(textOf(element, 'countdown'), 'Order within 23 hr 59 min');
  });

  it('at midnight of the destination tomorrow becomes today', async () => {
    pageClock.set('2026-11-24T12:00:00Z');
    const vladivostok = await mount({ from: '2026-11-25', to: '2026-11-25', 'time-zone': 'Asia/Vladivostok' });
    const berlin = await mount({ from: '2026-11-25', to: '2026-11-25', 'time-zone': 'Europe/Berlin' });
    assert.equal(textOf(vladivostok), 'Arrives tomorrow, Wed, November 25');
    pageClock.sleep(2 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(textOf(vladivostok), 'Arrives today, Wed, November 25');
    assert.equal(textOf(berlin), 'Arrives tomorrow, Wed, November 25');
    pageClock.sleep(9 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(textOf(berlin), 'Arrives today, Wed, November 25');
  });

  it('days that have passed are no longer said', async () => {
    const element = await mount({ from: '2026-11-23', to: '2026-11-25', 'time-zone': 'Europe/Berlin' }, { children: ['soon'] });
    pageClock.sleep(24 * HOUR);
    await pageClock.pass(MINUTE);
    assert.match(textOf(element) ?? '', /^Arrives today or tomorrow, Tue, November 24\s–\sWed, November 25$/);
    pageClock.sleep(48 * HOUR);
    await pageClock.pass(MINUTE);
    assert.equal(visibleText(element), 'soon');
  });

  it('a time of collection that has passed is not said', async () => {
    const readyAt = { from: '2026-11-23T12:30:00Z', to: '2026-11-23T13:00:00Z' };
    const estimates = { id: 'store', kind: 'collection', readyAt, timeZone: 'Europe/Berlin' } as const;
    const element = await mount({}, { estimates, children: ['soon'] });
    assert.match(textOf(element) ?? '', /^Ready to collect today from 2:00\sPM$/);
    await pageClock.pass(HOUR);
    assert.equal(visibleText(element), 'soon');
  });

  it('K03 on the night the clocks change the countdown goes on minute by minute', async () => {
    // Cut-off at 02:30, an hour that Berlin skips on 28 March 2027: it is 03:30 summer time, 01:30 UTC.
    pageClock.set('2027-03-28T00:00:00Z');
    const everyDay = { weekdays: [1, 2, 3, 4, 5, 6, 7] };
    const [origin] = berlinShop().origins;
    const terms = berlinShop({ origins: [{ ...origin, calendar: everyDay, cutoff: '02:30' } as NonNullable<typeof origin>] });
    const element = await mount(inMunich, { terms });
    const minutes: number[] = [];
    for (let minute = 0; minute < 95; minute++) {
      minutes.push(minutesIn(textOf(element, 'countdown')));
      await pageClock.pass(MINUTE);
    }
    assert.deepEqual(minutes.slice(0, 89), Array.from({ length: 89 }, (_, index) => 89 - index));
    assert.isTrue(minutes.every((each) => Number.isNaN(each) || each > 0), String(minutes.slice(88)));
    // Then the next night's 02:30 summer time, 00:30 UTC.
    assert.equal(minutesIn(textOf(element, 'countdown')), 22 * 60 + 54);
  });

  it('K03 in the doubled hour it is the first one that counts', async () => {
    pageClock.set('2027-10-31T00:00:00Z');
    const element = await mount({ from: '2027-11-03', 'order-by': '2027-10-31T02:30:00+02:00', 'time-zone': 'Europe/Berlin' });
    assert.equal(textOf(element, 'countdown'), 'Order within 29 min');
    await pageClock.pass(30 * MINUTE);
    assert.isFalse(hasPart(element, 'headline'));
  });
});

function minutesIn(countdown: string | undefined): number {
  const [, hours, minutes] = /^Order within (?:(\d+) hr)? ?(?:(\d+) min)?$/.exec(countdown ?? '') ?? [];
  return hours === undefined && minutes === undefined ? NaN : Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}
