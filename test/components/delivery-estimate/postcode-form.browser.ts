import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import { createEstimate } from './support/estimates.ts';
import { fieldOf, formOf, submitPlace, summaryOf } from './support/destination-form.ts';
import { hasPart, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const createTermsWithoutDestination = () => {
  const terms = berlinShop();
  delete terms.defaultDestination;
  return terms;
};

describe('delivery-estimate: postcode form', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    await settle();
  });

  it('the form is rendered, closed, if a postcode narrows the estimate', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    assert.equal(summaryOf(element).textContent, 'Enter your postcode for a more exact date');
    assert.isFalse((part(element, 'destination') as HTMLDetailsElement).open);
  });

  it('the form is not rendered for inline estimates and in a compact badge', async () => {
    const exact = await mount({}, { estimates: createEstimate() });
    assert.isFalse(hasPart(exact, 'destination'));
    const compact = await mount({ sku: 'cup', compact: '' }, { terms: berlinShop() });
    assert.isFalse(hasPart(compact, 'destination'));
  });

  it('a postcode from the page can be changed in the form', async () => {
    const element = await mount({ sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    assert.equal(summaryOf(element).textContent, 'Delivery to 80331 Germany');
    assert.equal(fieldOf(element, 'postal').value, '80331');
  });

  it('the form works by keyboard, and the focus returns to the summary', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE AT' }, { terms: berlinShop() });
    const root = element.shadowRoot as ShadowRoot;
    summaryOf(element).focus();
    await sendKeys({ press: 'Enter' });
    assert.isTrue((part(element, 'destination') as HTMLDetailsElement).open);
    await sendKeys({ press: 'Tab' });
    assert.isTrue(root.activeElement === fieldOf(element, 'country'));
    await sendKeys({ press: 'Tab' });
    assert.isTrue(root.activeElement === fieldOf(element, 'postal'));
    // No digit is repeated: WebKit's driver may drop the second.
    await sendKeys({ type: '12047' });
    await sendKeys({ press: 'Enter' });
    await settle();
    assert.equal(textOf(element), 'Arrives tomorrow, Tue 24 November');
    assert.isFalse((part(element, 'destination') as HTMLDetailsElement).open);
    assert.isTrue(root.activeElement === summaryOf(element));
    assert.equal(summaryOf(element).textContent, 'Delivery to 12047 Germany');
  });

  it('the countries attribute sets the options for the country', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE, AT' }, { terms: createTermsWithoutDestination() });
    assert.deepEqual(statesOf(element), ['unavailable']);
    const options = [...(fieldOf(element, 'country') as HTMLSelectElement).options];
    assert.deepEqual(
      options.map(({ value, text }) => [value, text]),
      [
        ['DE', 'Germany'],
        ['AT', 'Austria'],
      ],
    );
    submitPlace(element, { country: 'AT', postal: '1010' });
    await settle();
    assert.equal(textOf(element), 'Arrives Thu 26 November');
    assert.equal(element.country, 'AT');
    assert.equal(element.postal, '1010');
  });

  it('the form is not rendered if the country is unknown and cannot be selected', async () => {
    const element = await mount({ sku: 'cup' }, { terms: createTermsWithoutDestination() });
    assert.deepEqual(statesOf(element), ['unavailable']);
    assert.isFalse(hasPart(element, 'destination'));
  });

  it('a submitted destination is requested without the earlier region', async () => {
    const destinations: object[] = [];
    const source: EstimateSource = async ({ destination }) => {
      destinations.push({ ...destination });
      return createEstimate({ needs: 'postal', destination: { country: 'DE' } });
    };
    const element = await mount({ sku: 'cup', country: 'DE', region: 'BY' }, { source });
    await settle();
    submitPlace(element, { postal: '10115' });
    await settle();
    assert.deepInclude(destinations[1], { country: 'DE', postal: '10115', region: undefined });
  });

  for (const postal of ['', '   ', '<b>']) {
    it(`the form rejects "${postal}"`, async () => {
      const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
      submitPlace(element, { postal });
      await settle();
      assert.isUndefined(element.postal);
    });
  }

  for (const [country, postal] of [
    ['GB', 'SW1A 1AA'],
    ['JP', '100-0001'],
    ['CA', 'H3Z-2Y7'],
  ] as const) {
    it(`the form accepts "${postal}"`, async () => {
      const source: EstimateSource = async ({ destination = { country: 'DE' } }) =>
        createEstimate({ needs: 'postal', destination });
      const element = await mount({ sku: 'cup', countries: 'DE GB JP CA' }, { source });
      await settle();
      submitPlace(element, { country, postal });
      await settle();
      assert.equal(element.postal, postal);
    });
  }

  describe('a place that the shop does not deliver to', () => {
    const message = 'We do not deliver to 75001 France';
    const cases: [what: string, terms: object | EstimateSource][] = [
      ['terms', berlinShop()],
      [
        'a source',
        async ({ destination = { country: 'DE' } }) =>
          destination.country === 'FR'
            ? { id: 'a', kind: 'delivery', destination, unavailable: { code: 'no-service' } }
            : createEstimate({ needs: 'postal', destination }),
      ],
    ];
    for (const [what, answer] of cases) {
      it(`is an error below the field, and nothing else changes: ${what}`, async () => {
        const properties = typeof answer === 'function' ? { source: answer as EstimateSource } : { terms: answer };
        const element = await mount(
          { sku: 'cup', countries: 'DE FR', country: 'DE', 'remember-postal': '' },
          properties,
        );
        await settle();
        summaryOf(element).click();
        const before = { headline: textOf(element), height: element.getBoundingClientRect().height };
        submitPlace(element, { country: 'FR', postal: '75001' });
        await settle();
        const field = fieldOf(element, 'postal');
        assert.equal(textOf(element, 'destination-error'), message);
        assert.equal(field.getAttribute('aria-invalid'), 'true');
        assert.equal(field.getAttribute('aria-describedby'), part(element, 'destination-error')?.id);
        assert.equal(field.value, '75001');
        assert.equal(textOf(element), before.headline);
        assert.equal(element.getBoundingClientRect().height, before.height);
        assert.deepEqual([element.country, element.postal], ['DE', undefined]);
        assert.isTrue((part(element, 'destination') as HTMLDetailsElement).open);
        assert.isTrue(element.shadowRoot?.activeElement === field);
        assert.deepEqual(statesOf(element), ['ready']);
        assert.isNull(sessionStorage.getItem('waybill-destination'));
      });
    }

    it('can be corrected', async () => {
      const element = await mount({ sku: 'cup', countries: 'DE FR', country: 'DE' }, { terms: berlinShop() });
      submitPlace(element, { country: 'FR', postal: '75001' });
      await settle();
      submitPlace(element, { country: 'DE', postal: '80331' });
      await settle();
      assert.equal(textOf(element, 'destination-error'), '');
      assert.equal(summaryOf(element).textContent, 'Delivery to 80331 Germany');
      assert.equal(element.postal, '80331');
      assert.isFalse((part(element, 'destination') as HTMLDetailsElement).open);
    });

    it('keeps the product that the page has set meanwhile', async () => {
      let answer = (): void => {};
      const skus: string[] = [];
      const source: EstimateSource = async ({ items, destination = { country: 'DE' } }) => {
        skus.push(`${items[0]?.sku} ${destination.country}`);
        if (destination.country !== 'FR') return createEstimate({ needs: 'postal', destination });
        await new Promise<void>((resolve) => (answer = resolve));
        return { id: 'a', kind: 'delivery', destination, unavailable: { code: 'no-service' } };
      };
      const element = await mount({ sku: 'cup', countries: 'DE FR', country: 'DE' }, { source });
      await settle();
      submitPlace(element, { country: 'FR', postal: '75001' });
      await settle();
      element.sku = 'table';
      await settle();
      answer();
      await settle();
      assert.equal(textOf(element, 'destination-error'), message);
      assert.deepEqual(skus, ['cup DE', 'cup FR', 'table FR', 'table DE']);
    });
  });

  it('the message about half a postcode has an example of the country, and moves nothing', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE PL NL GB' }, { terms: berlinShop() });
    summaryOf(element).click();
    const before = { headline: textOf(element), height: element.getBoundingClientRect().height };
    for (const [country, example] of [
      ['DE', '10115'],
      ['PL', '10-150'],
      ['NL', '1011 AA'],
      ['GB', 'SW1A 1AA'],
    ] as const) {
      submitPlace(element, { country, postal: country === 'GB' ? 'SW1' : '1' });
      await settle();
      assert.equal(textOf(element, 'destination-error'), `Enter the whole postcode, for example ${example}`);
      assert.equal(fieldOf(element, 'postal').getAttribute('aria-invalid'), 'true');
      assert.equal(textOf(element), before.headline);
      assert.equal(element.getBoundingClientRect().height, before.height);
    }
  });

  it('the form alone asks for a destination: nothing is said twice', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE AT' }, { terms: createTermsWithoutDestination() });
    assert.deepEqual(statesOf(element), ['unavailable']);
    assert.isFalse(hasPart(element, 'unavailable'));
    assert.equal(summaryOf(element).textContent, 'Enter your postcode to see the date');
    const compact = await mount({ sku: 'cup', compact: '' }, { terms: createTermsWithoutDestination() });
    assert.equal(textOf(compact, 'unavailable'), 'Tell us where to deliver to see the date');
  });

  it('an update keeps the typed text and the focus', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    (part(element, 'destination') as HTMLDetailsElement).open = true;
    fieldOf(element, 'postal').focus();
    fieldOf(element, 'postal').value = '801';
    element.sku = 'slow';
    await settle();
    assert.equal(fieldOf(element, 'postal').value, '801');
    assert.isTrue(element.shadowRoot?.activeElement === fieldOf(element, 'postal'));
    assert.isTrue((part(element, 'destination') as HTMLDetailsElement).open);
  });

  it('the form submits nothing to a form of the page', async () => {
    const pageForm = document.createElement('form');
    let submitCount = 0;
    pageForm.addEventListener('submit', (event) => {
      event.preventDefault();
      submitCount += 1;
    });
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    pageForm.append(element);
    document.body.append(pageForm);
    await settle();
    submitPlace(element, { postal: '10115' });
    await settle();
    assert.equal(submitCount, 0);
    assert.lengthOf([...new FormData(pageForm)], 0);
    pageForm.remove();
  });

  for (const [what, respond] of [
    ['has failed', () => Promise.reject(new Error('offline'))],
    ['has an invalid response', async () => ({ when: 'soon' })],
  ] as const) {
    it(`the form stays, with a message, if the request ${what}`, async () => {
      let isResponding = true;
      const source: EstimateSource = (request) =>
        isResponding
          ? Promise.resolve(createEstimate({ needs: 'postal', destination: request.destination ?? { country: 'DE' } }))
          : respond();
      const element = await mount({ sku: 'cup', country: 'DE' }, { source, children: ['2–3 days'] });
      await settle();
      isResponding = false;
      summaryOf(element).click();
      submitPlace(element, { postal: '10115' });
      await settle();
      assert.equal(textOf(element, 'unavailable'), 'The delivery date is not known yet');
      assert.equal(textOf(element, 'status'), 'The delivery date is not known yet');
      assert.isTrue(element.shadowRoot?.activeElement === summaryOf(element));
      isResponding = true;
      submitPlace(element, { postal: '10117' });
      await settle();
      assert.match(textOf(element) ?? '', /^Arrives Wed/);
    });
  }

  it('the form is the same node in every view model', async () => {
    const createRichEstimates = (): object[] => {
      const step = { kind: 'received' as const, at: '2026-11-23T12:00:00Z' };
      const one = createEstimate({
        needs: 'postal',
        destination: { country: 'DE' },
        explanation: [step],
        place: { name: 'Kiosk' },
      });
      return [one, { ...one, id: 'b' }];
    };
    const createPlainEstimate = (): object => createEstimate({ needs: 'postal', destination: { country: 'DE' } });
    const createUnavailableEstimate = (): object => ({
      id: 'a',
      kind: 'delivery',
      unavailable: { code: 'needs-destination' },
      destination: { country: 'DE' },
    });
    const results = [createRichEstimates, createUnavailableEstimate, createPlainEstimate, createRichEstimates];
    const element = await mount(
      { sku: 'p0', country: 'DE' },
      { source: async ({ items }) => results[Number(items[0]?.sku.slice(1))]?.() },
    );
    await settle();
    const form = formOf(element);
    summaryOf(element).click();
    fieldOf(element, 'postal').focus();
    for (const sku of ['p1', 'p2', 'p3']) {
      element.sku = sku;
      await settle();
      assert.isTrue(formOf(element) === form, sku);
      assert.isTrue(element.shadowRoot?.activeElement === fieldOf(element, 'postal'), sku);
    }
  });

  it('a closed form resets its field to the current postcode', async () => {
    const element = await mount({ sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    summaryOf(element).click();
    fieldOf(element, 'postal').value = '999';
    summaryOf(element).click();
    element.sku = 'slow';
    await settle();
    assert.equal(fieldOf(element, 'postal').value, '80331');
    submitPlace(element, { postal: '10115' });
    element.postal = '80331';
    await settle();
    assert.equal(fieldOf(element, 'postal').value, '80331');
  });

  it('the fields have labels and autocomplete', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE AT' }, { terms: berlinShop() });
    assert.equal(fieldOf(element, 'postal').autocomplete, 'shipping postal-code');
    assert.equal(fieldOf(element, 'country').autocomplete, 'shipping country');
    assert.equal(fieldOf(element, 'postal').labels?.[0]?.textContent, 'Postcode');
    assert.equal(formOf(element).querySelector('button')?.textContent, 'Show date');
  });
});
