import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { registerMessages } from '../../../src/i18n/register.ts';
import type { EstimateMessages } from '../../../src/i18n/messages.ts';
import { estimateOf, richEstimates } from './support/estimates.ts';
import { create, mount, mountAnswered, part, removeMounted, textOf } from './support/mount.ts';
import { packs } from './support/packs.ts';
import { berlinShop } from './support/shop-terms.ts';

const { de, fr, ru, ar } = packs as Record<'de' | 'fr' | 'ru' | 'ar', EstimateMessages>;
const oneDay = estimateOf({ window: { from: '2026-11-25', to: '2026-11-25' } });
const GERMAN = /^Lieferung .*Mi\., 25\. November$/;
const page = document.documentElement;
const base = (element: Element) => element.shadowRoot?.querySelector('.base') as HTMLElement;

/** Packs stay registered for the whole page, so the tests stand in this order. */
describe('delivery-estimate: language', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    page.lang = '';
    await settle();
  });

  it('is English without a language', async () => {
    page.removeAttribute('lang');
    const element = await mount({}, { estimates: oneDay });
    assert.equal(textOf(element), 'Arrives Wed, November 25');
    assert.equal(base(element).lang, 'en');
  });

  it('is the next known one while a pack is missing, for words and dates alike', async () => {
    page.lang = 'de';
    const element = await mount({ lang: 'en-GB' }, { estimates: oneDay });
    const foreign = await mount({ lang: 'fr' }, { estimates: oneDay });
    assert.match(textOf(element) ?? '', /^Arrives Wed,? 25 November$/);
    assert.equal(textOf(foreign), 'Arrives Wed, November 25');
    assert.equal(base(foreign).lang, 'en');
  });

  it('a pack that comes late is spoken at once', async () => {
    page.lang = 'de';
    const element = await mount({}, { estimates: oneDay });
    assert.match(textOf(element) ?? '', /^Arrives/);
    registerMessages(de);
    await settle();
    assert.match(textOf(element) ?? '', GERMAN);
    assert.equal(base(element).lang, 'de');
  });

  it('is its own, else the nearest ancestor\'s across shadow roots, else the page\'s', async () => {
    registerMessages(fr, ru);
    page.lang = 'de';
    const outer = document.createElement('div');
    outer.lang = 'ru';
    const host = outer.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    const own = root.appendChild(create({ lang: 'fr' }, { estimates: oneDay }));
    const inherited = root.appendChild(create({}, { estimates: oneDay }));
    document.body.append(outer);
    const outside = await mount({}, { estimates: oneDay });
    await settle();
    assert.deepEqual([own, inherited, outside].map((each) => base(each).lang), ['fr', 'ru', 'de']);
    outer.remove();
  });

  it('follows the page, an ancestor and its own attribute', async () => {
    const section = document.createElement('section');
    document.body.append(section);
    const element = create({}, { estimates: oneDay });
    section.append(element);
    const said: string[] = [];
    for (const change of [
      () => (page.lang = 'de'),
      () => (section.lang = 'ru'),
      () => (element.lang = 'fr'),
      () => element.removeAttribute('lang'),
      () => section.removeAttribute('lang'),
    ]) {
      change();
      await settle();
      said.push(base(element).lang);
    }
    assert.deepEqual(said, ['de', 'ru', 'fr', 'ru', 'de']);
    section.remove();
  });

  it('leaves the native lang property alone', async () => {
    const element = await mount({}, { estimates: oneDay });
    assert.equal(element.lang, '');
    element.lang = 'de';
    assert.equal(element.getAttribute('lang'), 'de');
    await settle();
    assert.equal(base(element).lang, 'de');
  });

  it('a longer tag speaks with the pack of its language, and formats as its country does', async () => {
    const element = await mount({ lang: 'de-AT' }, { estimates: { ...oneDay, method: { id: 'a', name: '', price: { amount: 490, currency: 'EUR' } } } });
    assert.equal(base(element).lang, 'de-AT');
    assert.match(textOf(element, 'method') ?? '', /^€\s4,90$/);
  });

  for (const tag of ['xx-invalid', 'th-TH-u-ca-buddhist', '', 'de_DE', '*', 'e', 'en-', '🙂', 'x'.repeat(100)]) {
    it(`D22 "${tag.slice(0, 20)}" falls back to the page's language, then English`, async () => {
      page.lang = 'de';
      const element = await mount({ lang: tag }, { estimates: oneDay });
      assert.match(textOf(element) ?? '', GERMAN);
      page.lang = tag;
      await settle();
      assert.equal(textOf(element), 'Arrives Wed, November 25');
    });
  }

  it('D22 ar-EG speaks Arabic with the digits of Egypt', async () => {
    registerMessages(ar);
    const element = await mount({ lang: 'ar-EG' }, { estimates: oneDay });
    assert.include(textOf(element), '٢٥ نوفمبر');
    assert.equal(base(element).dir, 'rtl');
  });

  it('D22 a calendar in the tag is no error', async () => {
    const element = await mount({ lang: 'en-u-ca-buddhist' }, { estimates: oneDay });
    assert.match(textOf(element) ?? '', /^Arrives Wed, November 25/);
  });

  for (const [language, pack] of Object.entries(packs)) {
    it(`speaks ${language} throughout`, async () => {
      registerMessages(pack);
      const element = await mountAnswered(richEstimates(), { lang: language });
      const script = new Intl.Locale(language).maximize().script;
      const isLatin = script === 'Latn';
      const texts = ['headline', 'countdown', 'availability', 'destination-summary'].map((name) => textOf(element, name) ?? '');
      for (const text of texts) {
        assert.isNotEmpty(text);
        assert.notMatch(text, /\{|\}|\[|\]|undefined|parcels|Order within|Pre-order:|Enter your/);
        if (!isLatin) assert.notMatch(text, /[a-z]{3}/i, text);
      }
      assert.equal(base(element).dir, language === 'ar' || language === 'he' ? 'rtl' : 'ltr');
      assert.isTrue(textOf(element, 'explanation')?.startsWith((pack as EstimateMessages).why.replaceAll(/\s/g, ' ')));
    });
  }

  it('numbers take the forms of the language', async () => {
    const says = async (lang: string, min: number, max: number) => textOf(await mount({ lang }, { min, max }));
    assert.equal(await says('ru', 1, 3), 'Срок доставки: от 1 до 3 дней');
    assert.equal(await says('ru', 1, 21), 'Срок доставки: от 1 до 21 дня');
    assert.include(await says('pl', 1, 3), 'od 1 do 3 dni');
  });

  it('single messages are the page\'s own, in place of the pack\'s', async () => {
    const messages = { delivery: { on: 'An Ihrer Tür [{date}]' }, free: 'geschenkt' };
    const estimates = { ...oneDay, method: { id: 'a', name: '', price: { amount: 0, currency: 'EUR' } } };
    const element = await mount({ lang: 'de' }, { messages, estimates });
    assert.equal(textOf(element), 'An Ihrer Tür Mi., 25. November');
    assert.equal(textOf(element, 'method'), 'geschenkt');
    element.messages = { delivery: { on: 7 }, free: null, steps: 'x' } as never;
    await element.updateComplete;
    assert.match(textOf(element) ?? '', GERMAN);
    element.messages = undefined;
    await element.updateComplete;
    assert.equal(textOf(element, 'method'), de.free);
  });

  it('a changed pack replaces the one before', async () => {
    const element = await mount({ lang: 'fr' }, { estimates: estimateOf({ availability: 'pre-order' }) });
    registerMessages({ ...fr, availability: { ...fr.availability, 'pre-order': 'Bientôt' } });
    await settle();
    assert.equal(textOf(element, 'availability'), 'Bientôt');
    registerMessages(fr);
  });

  it('a pack of another version speaks English where it is silent', async () => {
    registerMessages({ language: 'tlh', delivery: { on: 'nIteb [{date}]' } } as never);
    const element = await mount({ lang: 'tlh' }, { estimates: estimateOf({ ...oneDay, availability: 'pre-order' }) });
    assert.match(textOf(element) ?? '', /^nIteb/);
    assert.equal(textOf(element, 'availability'), 'Pre-order');
  });

  it('asks a shop\'s terms for names in the language', async () => {
    const element = await mount({ lang: 'de', sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    assert.include(textOf(element, 'method'), 'Paket');
    element.lang = 'en';
    await settle();
    assert.include(textOf(element, 'method'), 'Parcel');
  });

  it('K02 K08 the same date in every language, whatever the zone', async () => {
    for (const language of ['en', ...Object.keys(packs)]) {
      const element = await mount({ lang: language }, { estimates: estimateOf({ window: { from: '2028-02-29', to: '2028-03-01' }, timeZone: 'Pacific/Kiritimati' }) });
      const dates = [...(part(element, 'headline')?.querySelectorAll('time') ?? [])].map(({ dateTime }) => dateTime);
      assert.deepEqual(dates, ['2028-02-29', '2028-03-01'], language);
      const western = (textOf(element) ?? '').replaceAll(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
      assert.match(western, /29.*1/, language);
      assert.include(western, '2028', language);
    }
  });
});
