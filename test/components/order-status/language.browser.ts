import { pageClock, settle } from '../delivery-estimate/support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import { drawnText, mount, part, removeMounted, textOf } from './support/mount.ts';
import { now, states } from './support/orders.ts';
import { registerMessages } from '../../../src/i18n/register.ts';

const others = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'ru', 'uk'];
const load = async (language: string): Promise<void> => {
  for (const folder of ['messages', 'messages/order']) {
    const { default: pack } = (await import(`../../../src/i18n/${folder}/${language}.ts`)) as { default: Parameters<typeof registerMessages>[0] };
    registerMessages(pack);
  }
};

describe('order-status: language', () => {
  before(async () => {
    pageClock.set(now);
    for (const language of others) await load(language);
  });
  afterEach(() => {
    removeMounted();
    document.documentElement.lang = '';
  });

  const headlines: Record<string, RegExp> = {
    ar: /^متأخر/, de: /^Verspätet: .*6\. .*8\. Dezember$/, en: /^Late: now expected Sun, December 6/, es: /6.*8 de diciembre/, fr: /6 .*8 décembre/,
    he: /בדצמבר/, it: /6 .*8 dicembre/, ja: /12(月6日|\/06).*(8日|\/08)/, nl: /6 .*8 december/, pl: /6.*8 grudnia/, ru: /6.*8 декабря/, uk: /6.*8 грудня/,
  };
  for (const language of ['en', ...others]) {
    it(`K08 ${language}: every state in its words, direction and dates`, async () => {
      const late = await mount({ lang: language }, { order: states['late']?.() });
      assert.match(textOf(late) ?? '', headlines[language] ?? /^$/);
      const isRightToLeft = language === 'ar' || language === 'he';
      assert.equal(getComputedStyle(part(late, 'headline')).direction, isRightToLeft ? 'rtl' : 'ltr');
      assert.equal(late.shadowRoot?.querySelector('.base')?.getAttribute('lang'), language);
      for (const [name, make] of Object.entries(states)) {
        const element = await mount({ lang: language, style: 'inline-size: 280px' }, { order: make() });
        const text = drawnText(element);
        assert.notMatch(text, /Invalid|NaN|undefined|[{}[\]]/, name);
        assert.isAtMost(element.scrollWidth, 281, name);
      }
      await expect(late).to.be.accessible();
    });
  }

  it('A11: from right to left the rail stands at the right, and numbers keep their order', async () => {
    const element = await mount({ lang: 'ar' }, { order: states['under way']?.() });
    const { left, right } = part(element, 'steps').getBoundingClientRect();
    const label = part(element, 'step-label').getBoundingClientRect();
    assert.isBelow(right - label.right, 40);
    assert.isAbove(label.left - left, 40);
    assert.equal(part(element, 'tracking-number').querySelector('bdi')?.textContent, '00340434161094042557');
    const number = part(element, 'tracking-number').getBoundingClientRect();
    assert.isBelow(part(element, 'copy').getBoundingClientRect().right, number.left + 1, 'they do not touch or overlap');
  });

  for (const [tag, start] of [
    ['xx-invalid', /^Late: now/],
    ['-', /^Late: now/],
    ['', /^Late: now/],
    ['th-TH-u-ca-buddhist', /^Late: now/],
    ['ar-EG', /^متأخر/],
    ['de-CH', /^Verspätet/],
    ['en-GB', /^Late: now expected Sun 6 /],
  ] as const) {
    it(`D22: "${tag}" is told in a language there is`, async () => {
      const element = await mount({ lang: tag }, { order: states['late']?.() });
      assert.match(textOf(element) ?? '', start);
    });
  }

  it('follows the page’s language and its own, as they change', async () => {
    const element = await mount({}, { order: states['placed']?.() });
    assert.equal(textOf(element), 'Order received');
    document.documentElement.lang = 'de';
    await settle();
    assert.equal(textOf(element), 'Bestellung eingegangen');
    element.lang = 'en';
    await settle();
    assert.equal(textOf(element), 'Order received');
  });

  it('in a line of the other direction nothing leaks', async () => {
    const order = { ...states['placed']?.(), lineItems: [{ id: 'a', title: 'ספר (א)', quantity: { original: 2, total: 2, fulfilled: 0 } }] };
    const element = await mount({}, { order });
    assert.isNotNull(part(element, 'item').querySelector('bdi'));
  });
});
