import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import type { EstimateRequest } from '../../../src/contract/estimate.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';
import { fieldOf, submitPlace } from './support/destination-form.ts';
import { createEstimate } from './support/estimates.ts';
import { hasPart, mount, part, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const warn = console.warn;
let warnings: string[] = [];
const findWarnings = (text: string): string[] => warnings.filter((warning) => warning.includes(text));

/** Records the destinations that are requested. */
function createSource(): { source: EstimateSource; destinations: EstimateRequest['destination'][] } {
  const destinations: EstimateRequest['destination'][] = [];
  const source: EstimateSource = async ({ destination }) => {
    destinations.push(destination && { ...destination });
    return createEstimate({ needs: 'postal', destination: { country: 'DE' } });
  };
  return { source, destinations };
}

describe('delivery-estimate: codes as other systems print them', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    warnings = [];
    console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
  });
  afterEach(async () => {
    console.warn = warn;
    removeMounted();
    sessionStorage.clear();
    await settle();
  });

  const printed: [attributes: Record<string, string>, destination: EstimateRequest['destination']][] = [
    [
      { country: 'UK', postal: ' BN3 1AA ' },
      { country: 'GB', region: undefined, postal: 'BN3 1AA' },
    ],
    [
      { country: 'de', region: 'DE-BY' },
      { country: 'DE', region: 'BY', postal: undefined },
    ],
    [{ region: 'DE-BY' }, { country: 'DE', region: 'BY', postal: undefined }],
    [
      { country: 'JP', postal: '１００－０００１' },
      { country: 'JP', region: undefined, postal: '100-0001' },
    ],
    [
      { country: 'SA', postal: '١١٥٦٤' },
      { country: 'SA', region: undefined, postal: '11564' },
    ],
    [
      { country: 'DE', postal: '-' },
      { country: 'DE', region: undefined, postal: undefined },
    ],
  ];
  for (const [attributes, destination] of printed) {
    it(`B3, B4: ${JSON.stringify(attributes)} is requested in the codes of the contract`, async () => {
      const { source, destinations } = createSource();
      await mount({ sku: 'cup', ...attributes }, { source });
      await settle();
      assert.deepEqual(destinations, [destination]);
      assert.deepEqual(warnings, []);
    });
  }

  it('B3: an entered postcode is requested and stored in ASCII', async () => {
    const { source, destinations } = createSource();
    const element = await mount({ sku: 'cup', countries: 'DE jp', 'remember-postal': '' }, { source });
    await settle();
    submitPlace(element, { country: 'JP', postal: '１００－０００１' });
    await settle();
    assert.deepEqual(destinations.at(-1), { country: 'JP', region: undefined, postal: '100-0001' });
    assert.equal(element.postal, '100-0001');
    assert.equal(sessionStorage.getItem('waybill-destination'), 'JP 100-0001');
  });

  it('B4: the name of a country is reported, and the text of the page stays', async () => {
    const { source, destinations } = createSource();
    const element = await mount({ sku: 'cup', country: 'France' }, { source, children: ['2–3 days'] });
    const other = await mount({ sku: 'cup', country: 'France' }, { terms: berlinShop(), children: ['2–3 days'] });
    await settle();
    assert.deepEqual(destinations, []);
    for (const each of [element, other]) {
      assert.equal(visibleText(each), '2–3 days');
      assert.deepEqual(statesOf(each), []);
    }
    assert.lengthOf(findWarnings('delivery-estimate: country="France" is no country: expected two letters'), 1);
    element.country = 'FR';
    await settle();
    assert.deepEqual(destinations, [{ country: 'FR', region: undefined, postal: undefined }]);
  });

  it('B4: the name of a region is reported and ignored', async () => {
    const { source, destinations } = createSource();
    await mount({ sku: 'cup', country: 'DE', region: 'Bavaria' }, { source });
    await settle();
    assert.deepEqual(destinations, [{ country: 'DE', region: undefined, postal: undefined }]);
    assert.lengthOf(findWarnings('delivery-estimate: region="Bavaria" is no region'), 1);
  });

  it('B4: the form offers the codes of `countries`, and other entries are reported', async () => {
    const element = await mount({ sku: 'cup', countries: 'de, UK France' }, { terms: berlinShop() });
    const values = [...(fieldOf(element, 'country') as HTMLSelectElement).options].map(({ value }) => value);
    assert.deepEqual(values, ['DE', 'GB']);
    assert.lengthOf(findWarnings('delivery-estimate: countries="France" is no country'), 1);
  });

  it('B2: half a postcode in the form changes nothing, and the form says what is missing', async () => {
    const { source, destinations } = createSource();
    const element = await mount({ sku: 'cup', 'remember-postal': '' }, { source });
    await settle();
    submitPlace(element, { postal: '12' });
    await settle();
    assert.isUndefined(element.postal);
    assert.lengthOf(destinations, 1);
    assert.lengthOf(sessionStorage, 0);
    assert.isTrue((part(element, 'destination') as HTMLDetailsElement).open);
    const message = part(element, 'destination-error');
    assert.equal(message?.textContent, 'Enter the whole postcode, for example 10115');
    assert.equal(message?.role, 'alert');
    const field = fieldOf(element, 'postal');
    assert.equal(field.value, '12');
    assert.equal(field.getAttribute('aria-describedby'), message?.id);
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    assert.isTrue(element.shadowRoot?.activeElement === field);

    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settle();
    assert.equal(message?.textContent, '');
    submitPlace(element, { postal: '12047' });
    await settle();
    assert.equal(element.postal, '12047');
    assert.isFalse(field.hasAttribute('aria-invalid'));
  });

  for (const currency of ['eur', ' EUR ', 'ＥＵＲ']) {
    it(`B4: the currency "${currency}" is EUR`, async () => {
      const element = await mount({ from: '2026-11-25', to: '2026-11-26', price: '490', currency });
      assert.equal(textOf(element, 'price'), '€4.90');
      assert.deepEqual(warnings, []);
    });
  }

  for (const currency of ['€', 'Euro']) {
    it(`B4: the currency "${currency}" is reported, and the price is not shown`, async () => {
      const element = await mount({
        from: '2026-11-25',
        to: '2026-11-25',
        'method-name': 'Parcel',
        price: '490',
        currency,
      });
      assert.equal(textOf(element), 'Arrives Wed 25 November');
      assert.equal(textOf(element, 'method'), 'Parcel');
      assert.isFalse(hasPart(element, 'price'));
      assert.lengthOf(findWarnings(`delivery-estimate: currency="${currency}" is no currency`), 1);
    });
  }

  it('B4: a text that is no language is reported, and the texts are English', async () => {
    const estimates = createEstimate({ window: { from: '2026-11-25', to: '2026-11-25' } });
    const element = await mount({ lang: 'english' }, { estimates });
    assert.equal(textOf(element), 'Arrives Wed 25 November');
    assert.lengthOf(findWarnings('lang="english" is no language'), 1);
    const british = await mount({ lang: 'en_GB.UTF-8' }, { estimates });
    assert.equal(british.shadowRoot?.querySelector<HTMLElement>('.base')?.lang, 'en-GB');
  });

  describe('D7: a product that is not named', () => {
    const inMunich = { country: 'DE', postal: '80331' };

    it('has no answer by terms that list products, and is reported if it stays so', async () => {
      const element = await mount({ ...inMunich, sku: '' }, { terms: berlinShop(), children: ['2–3 days'] });
      assert.equal(visibleText(element), '2–3 days');
      assert.deepEqual(statesOf(element), []);
      assert.deepEqual(warnings, []);
      await pageClock.pass(2_000);
      assert.lengthOf(findWarnings('delivery-estimate: sku: missing'), 1);
    });

    it('is not reported while the page hydrates', async () => {
      const element = await mount({ ...inMunich }, { terms: berlinShop(), children: ['2–3 days'] });
      element.items = [{ sku: 'slow' }];
      await settle();
      assert.equal(textOf(element), 'Arrives Wed 2 December');
      await pageClock.pass(2_000);
      assert.deepEqual(warnings, []);
    });

    it('is not asked for, and reported if it stays so', async () => {
      let requests = 0;
      const source = () => Promise.resolve(requests++);
      const element = await mount({ ...inMunich }, { source, children: ['2–3 days'] });
      await pageClock.pass(2_000);
      assert.equal(visibleText(element), '2–3 days');
      assert.equal(requests, 0);
      assert.lengthOf(findWarnings('sku: missing, so that nothing is requested'), 1);
    });

    it('may be any product that the terms do not list', async () => {
      const element = await mount({ ...inMunich, sku: '*' }, { terms: berlinShop() });
      assert.equal(textOf(element), 'Arrives Wed 25 November');
    });

    it('has no answer for an empty cart', async () => {
      const element = await mount({ ...inMunich }, { items: [], terms: berlinShop(), children: ['2–3 days'] });
      assert.equal(visibleText(element), '2–3 days');
    });

    it('may be in markup, as JSON of `items`', async () => {
      const items = '[{"sku":"cup","quantity":2},{"sku":"slow"}]';
      const element = await mount({ ...inMunich, items }, { terms: berlinShop() });
      assert.equal(textOf(element), 'Arrives Wed 2 December');
    });

    it('has no answer if `items` is malformed, with a warning', async () => {
      const attributes = { ...inMunich, items: '[object Object]', sku: 'cup' };
      const element = await mount(attributes, { terms: berlinShop(), children: ['2–3 days'] });
      assert.equal(visibleText(element), '2–3 days');
      assert.lengthOf(findWarnings('delivery-estimate: items: expected a list'), 1);
    });

    it('keeps the text of the page if properties have other types', async () => {
      const types: Record<string, unknown>[] = [
        { items: '[{"sku":"cup"}]', postal: 80331 },
        { items: { sku: 'cup' } },
        { items: [null] },
        { sku: 'cup', country: 49 },
        { sku: 'cup', region: 9, countries: ['DE', 'AT'] },
      ];
      const texts: (string | undefined)[] = [];
      for (const properties of types) {
        const element = await mount({ country: 'DE' }, { ...properties, terms: berlinShop(), children: ['2–3 days'] });
        texts.push(textOf(element) ?? visibleText(element));
      }
      assert.deepEqual(texts, [
        'Arrives Wed 25 November',
        '2–3 days',
        '2–3 days',
        '2–3 days',
        'Arrives Tue 24 – Wed 25 November',
      ]);
    });
  });
});
