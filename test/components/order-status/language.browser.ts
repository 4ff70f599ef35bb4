import { pageClock, settle } from '../../support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { renderedText, mount, part, removeMounted, textOf } from './support/mount.ts';
import { now, orderStates } from '../../support/order-fixtures.ts';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import { getDirection, loadPacks, otherLanguages } from '../../support/language-packs.ts';

describe('order-status: language', () => {
  before(async () => {
    pageClock.set(now);
    for (const kind of ['estimate', 'order'] as const) registerMessages(...Object.values(await loadPacks(kind)));
  });
  afterEach(() => {
    removeMounted();
    document.documentElement.lang = '';
  });

  const headlines: Record<string, RegExp> = {
    ar: /^تأخّر/,
    de: /^Verspätet, .*6\. .*8\. Dezember$/,
    en: /^Delayed, now arriving Sun 6 – Tue 8 December$/,
    es: /6.*8 de diciembre/,
    fr: /6 .*8 décembre/,
    he: /בדצמבר/,
    it: /6 .*8 dicembre/,
    ja: /12(月6日|\/06).*(8日|\/08)/,
    nl: /6 .*8 december/,
    pl: /6.*8 grudnia/,
    ru: /6.*8 декабря/,
    uk: /6.*8 грудня/,
  };
  for (const language of ['en', ...otherLanguages]) {
    it(`${language}: every state has its texts, direction and dates [K08]`, async () => {
      const lateElement = await mount({ lang: language }, { order: orderStates['late']?.() });
      assert.match(textOf(lateElement) ?? '', headlines[language] ?? /6\D.*8/);
      assert.equal(getComputedStyle(part(lateElement, 'headline')).direction, getDirection(language));
      assert.equal(lateElement.shadowRoot?.querySelector('.base')?.getAttribute('lang'), language);
      for (const [name, createTestOrder] of Object.entries(orderStates)) {
        const element = await mount({ lang: language, style: 'inline-size: 280px' }, { order: createTestOrder() });
        const text = renderedText(element);
        assert.notMatch(text, /Invalid|NaN|undefined|[{}[\]]/, name);
        assert.isAtMost(element.scrollWidth, 281, name);
      }
      await expect(lateElement).to.be.accessible();
    });
  }

  it('a right-to-left language has the steps at the right, and isolated numbers [A11]', async () => {
    const element = await mount({ lang: 'ar' }, { order: orderStates['under way']?.() });
    part(element, 'details').querySelector('summary')?.click();
    const { left, right } = part(element, 'steps').getBoundingClientRect();
    const label = part(element, 'step-label').getBoundingClientRect();
    assert.isBelow(right - label.right, 40);
    assert.isAbove(label.left - left, 40);
    assert.equal(part(element, 'tracking-number').localName, 'bdi');
    assert.equal(textOf(element, 'tracking-number'), '00340434161094042557');
    const number = part(element, 'tracking-number').getBoundingClientRect();
    assert.isBelow(
      part(element, 'copy').getBoundingClientRect().right,
      number.left + 1,
      'the button does not overlap the number',
    );
  });

  for (const [tag, start] of [
    ['xx-invalid', /^Delayed, now/],
    ['-', /^Delayed, now/],
    ['', /^Delayed, now/],
    ['th-TH-u-ca-buddhist', /^Delayed, now/],
    ['ar-EG', /^تأخّر/],
    ['de-CH', /^Verspätet/],
    ['en-GB', /^Delayed, now arriving Sun 6 /],
  ] as const) {
    it(`"${tag}" falls back to a language with a pack [D22]`, async () => {
      const element = await mount({ lang: tag }, { order: orderStates['late']?.() });
      assert.match(textOf(element) ?? '', start);
    });
  }

  it('changes of lang on the page and the element update the element', async () => {
    const element = await mount({}, { order: orderStates['placed']?.() });
    assert.equal(textOf(element), 'Order received');
    document.documentElement.lang = 'de';
    await settle();
    assert.equal(textOf(element), 'Bestellung eingegangen');
    element.lang = 'en';
    await settle();
    assert.equal(textOf(element), 'Order received');
  });

  it('a title in another direction is isolated', async () => {
    const order = {
      ...orderStates['placed']?.(),
      lineItems: [{ id: 'a', title: 'ספר (א)', quantity: { original: 2, total: 2, fulfilled: 0 } }],
    };
    const element = await mount({}, { order });
    assert.isNotNull(part(element, 'item').querySelector('bdi'));
  });
});
