import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import { createEstimate, createFullEstimates } from './support/estimates.ts';
import { create, mount, mountRequested, part, removeMounted, textOf } from './support/mount.ts';
import { getDirection, loadPacks, otherLanguages } from '../../support/language-packs.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const packs = await loadPacks('estimate');
const { de, fr, ru, ar } = packs;
const oneDayEstimate = createEstimate({ window: { from: '2026-11-25', to: '2026-11-25' } });
const GERMAN = /^Lieferung .*Mi\., 25\. November$/;
const page = document.documentElement;
const getBase = (element: Element) => element.shadowRoot?.querySelector('.base') as HTMLElement;

/** The order of the tests matters: registered packs stay for the whole page. */
describe('delivery-estimate: language', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    page.lang = '';
    await settle();
  });

  it('English is the default language', async () => {
    page.removeAttribute('lang');
    const element = await mount({}, { estimates: oneDayEstimate });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.equal(getBase(element).lang, 'en');
  });

  it('a language without a pack is English, in texts and dates', async () => {
    page.lang = 'de';
    const element = await mount({ lang: 'en-GB' }, { estimates: oneDayEstimate });
    const french = await mount({ lang: 'fr' }, { estimates: oneDayEstimate });
    assert.match(textOf(element) ?? '', /^Arrives Wed,? 25 November$/);
    assert.equal(textOf(french), 'Arrives Wed 25 November');
    assert.equal(getBase(french).lang, 'en');
  });

  it('a pack that is registered later updates the element', async () => {
    page.lang = 'de';
    const element = await mount({}, { estimates: oneDayEstimate });
    assert.match(textOf(element) ?? '', /^Arrives/);
    registerMessages(de);
    await settle();
    assert.match(textOf(element) ?? '', GERMAN);
    assert.equal(getBase(element).lang, 'de');
  });

  it('the own lang applies, then that of the nearest ancestor across shadow roots, then that of the page', async () => {
    registerMessages(fr, ru);
    page.lang = 'de';
    const outer = document.createElement('div');
    outer.lang = 'ru';
    const host = outer.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    const own = root.appendChild(create({ lang: 'fr' }, { estimates: oneDayEstimate }));
    const inherited = root.appendChild(create({}, { estimates: oneDayEstimate }));
    document.body.append(outer);
    const outside = await mount({}, { estimates: oneDayEstimate });
    await settle();
    assert.deepEqual(
      [own, inherited, outside].map((each) => getBase(each).lang),
      ['fr', 'ru', 'de'],
    );
    outer.remove();
  });

  it('changes of lang on the page, an ancestor and the element update the element', async () => {
    const section = document.createElement('section');
    document.body.append(section);
    const element = create({}, { estimates: oneDayEstimate });
    section.append(element);
    const languages: string[] = [];
    for (const change of [
      () => (page.lang = 'de'),
      () => (section.lang = 'ru'),
      () => (element.lang = 'fr'),
      () => element.removeAttribute('lang'),
      () => section.removeAttribute('lang'),
    ]) {
      change();
      await settle();
      languages.push(getBase(element).lang);
    }
    assert.deepEqual(languages, ['de', 'ru', 'fr', 'ru', 'de']);
    section.remove();
  });

  it('the native `lang` property is unchanged', async () => {
    const element = await mount({}, { estimates: oneDayEstimate });
    assert.equal(element.lang, '');
    element.lang = 'de';
    assert.equal(element.getAttribute('lang'), 'de');
    await settle();
    assert.equal(getBase(element).lang, 'de');
  });

  it('a tag with a region uses the pack of its language and the formats of its region', async () => {
    const element = await mount(
      { lang: 'de-AT' },
      { estimates: { ...oneDayEstimate, method: { id: 'a', name: '', price: { amount: 490, currency: 'EUR' } } } },
    );
    assert.equal(getBase(element).lang, 'de-AT');
    assert.match(textOf(element, 'method') ?? '', /^€\s4,90$/);
  });

  for (const tag of ['xx-invalid', 'th-TH-u-ca-buddhist', '', '*', 'e', 'en-', '🙂', 'x'.repeat(100)]) {
    it(`"${tag.slice(0, 20)}" falls back to the page's language, then English [D22]`, async () => {
      page.lang = 'de';
      const element = await mount({ lang: tag }, { estimates: oneDayEstimate });
      assert.match(textOf(element) ?? '', GERMAN);
      page.lang = tag;
      await settle();
      assert.equal(textOf(element), 'Arrives Wed 25 November');
    });
  }

  it('ar-EG is Arabic with Arabic digits [D22]', async () => {
    registerMessages(ar);
    const element = await mount({ lang: 'ar-EG' }, { estimates: oneDayEstimate });
    assert.include(textOf(element), '٢٥ نوفمبر');
    assert.equal(getBase(element).dir, 'rtl');
  });

  it('a tag may have a calendar [D22]', async () => {
    const element = await mount({ lang: 'en-u-ca-buddhist' }, { estimates: oneDayEstimate });
    assert.match(textOf(element) ?? '', /^Arrives Wed 25 November/);
  });

  for (const [language, pack] of Object.entries(packs)) {
    it(`every text is translated: ${language}`, async () => {
      registerMessages(pack);
      const element = await mountRequested(createFullEstimates(), { lang: language });
      const script = new Intl.Locale(language).maximize().script;
      const isLatin = script === 'Latn';
      const texts = ['headline', 'countdown', 'availability', 'destination-summary'].map(
        (name) => textOf(element, name) ?? '',
      );
      for (const text of texts) {
        assert.isNotEmpty(text);
        assert.notMatch(text, /\{|\}|\[|\]|undefined|parcels|Order within|Pre-order:|Enter your/);
        if (!isLatin) assert.notMatch(text, /[a-z]{3}/i, text);
      }
      assert.equal(getBase(element).dir, getDirection(language));
      assert.isTrue(textOf(element, 'explanation')?.startsWith(pack.explanation.replaceAll(/\s/g, ' ')));
    });
  }

  it('numbers have the plural forms of the language', async () => {
    const formatTerm = async (lang: string, min: number, max: number) => textOf(await mount({ lang }, { min, max }));
    assert.equal(await formatTerm('ru', 1, 3), 'Срок доставки: от 1 до 3 дней');
    assert.equal(await formatTerm('ru', 1, 21), 'Срок доставки: от 1 до 21 дня');
    assert.include(await formatTerm('pl', 1, 3), 'od 1 do 3 dni');
  });

  it('the messages property overrides single messages of the pack', async () => {
    const messages = { delivery: { on: 'An Ihrer Tür [{date}]' }, free: 'geschenkt' };
    const estimates = { ...oneDayEstimate, method: { id: 'a', name: '', price: { amount: 0, currency: 'EUR' } } };
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

  it('a pack that is registered again replaces the earlier one', async () => {
    const element = await mount({ lang: 'fr' }, { estimates: createEstimate({ availability: 'pre-order' }) });
    registerMessages({ ...fr, availability: { ...fr.availability, 'pre-order': 'Bientôt' } });
    await settle();
    assert.equal(textOf(element, 'availability'), 'Bientôt');
    registerMessages(fr);
  });

  it('a message that a pack does not have is English', async () => {
    registerMessages({ language: 'tlh', delivery: { on: 'nIteb [{date}]' } } as never);
    const element = await mount(
      { lang: 'tlh' },
      { estimates: createEstimate({ ...oneDayEstimate, availability: 'pre-order' }) },
    );
    assert.match(textOf(element) ?? '', /^nIteb/);
    assert.equal(textOf(element, 'availability'), 'Pre-order');
  });

  it("names in the shop's terms have the language of the element", async () => {
    const element = await mount({ lang: 'de', sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    assert.include(textOf(element, 'method'), 'Paket');
    element.lang = 'en';
    await settle();
    assert.include(textOf(element, 'method'), 'Parcel');
  });

  it('every language has the same date, in a zone far ahead [K02, K08]', async () => {
    for (const language of ['en', ...otherLanguages]) {
      const element = await mount(
        { lang: language },
        {
          estimates: createEstimate({
            window: { from: '2028-02-29', to: '2028-03-01' },
            timeZone: 'Pacific/Kiritimati',
          }),
        },
      );
      const dates = [...(part(element, 'headline')?.querySelectorAll('time') ?? [])].map(({ dateTime }) => dateTime);
      assert.deepEqual(dates, ['2028-02-29', '2028-03-01'], language);
      const western = (textOf(element) ?? '').replaceAll(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)));
      assert.match(western, /29.*1/, language);
      assert.include(western, '2028', language);
    }
  });
});
