import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { EstimateSource } from '../../../src/components/delivery-estimate/answers.ts';
import { estimateOf } from './support/estimates.ts';
import { fieldOf, formOf, submitPlace, summaryOf } from './support/form.ts';
import { hasPart, mount, part, removeMounted, statesOf, textOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

const withoutPlace = () => {
  const terms = berlinShop();
  delete terms.defaultDestination;
  return terms;
};

describe('delivery-estimate: asking for the postcode', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(async () => {
    removeMounted();
    await settle();
  });

  it('is offered where it would narrow the answer', async () => {
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    assert.equal(summaryOf(element).textContent, 'Enter your postcode for a closer date');
    assert.isFalse((part(element, 'destination') as HTMLDetailsElement).open);
  });

  it('is not offered where it would not, and not in a compact badge', async () => {
    const exact = await mount({}, { estimates: estimateOf() });
    assert.isFalse(hasPart(exact, 'destination'));
    const compact = await mount({ sku: 'cup', compact: '' }, { terms: berlinShop() });
    assert.isFalse(hasPart(compact, 'destination'));
  });

  it('stays changeable where it was given', async () => {
    const element = await mount({ sku: 'cup', country: 'DE', postal: '80331' }, { terms: berlinShop() });
    assert.equal(summaryOf(element).textContent, 'Delivery to 80331 Germany');
    assert.equal(fieldOf(element, 'postal').value, '80331');
  });

  it('works by keyboard, and the focus stays at hand', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE AT' }, { terms: berlinShop() });
    const before = element.shadowRoot as ShadowRoot;
    summaryOf(element).focus();
    await sendKeys({ press: 'Enter' });
    assert.isTrue((part(element, 'destination') as HTMLDetailsElement).open);
    await sendKeys({ press: 'Tab' });
    assert.isTrue(before.activeElement === fieldOf(element, 'country'));
    await sendKeys({ press: 'Tab' });
    assert.isTrue(before.activeElement === fieldOf(element, 'postal'));
    // No digit twice in a row: WebKit's driver may take the second for the first.
    await sendKeys({ type: '12047' });
    await sendKeys({ press: 'Enter' });
    await settle();
    assert.equal(textOf(element), 'Arrives tomorrow, Tue, November 24');
    assert.isFalse((part(element, 'destination') as HTMLDetailsElement).open);
    assert.isTrue(before.activeElement === summaryOf(element));
    assert.equal(summaryOf(element).textContent, 'Delivery to 12047 Germany');
  });

  it('a country can be chosen from those the page names', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE, AT' }, { terms: withoutPlace() });
    assert.deepEqual(statesOf(element), ['unavailable']);
    const options = [...(fieldOf(element, 'country') as HTMLSelectElement).options];
    assert.deepEqual(options.map(({ value, text }) => [value, text]), [['DE', 'Germany'], ['AT', 'Austria']]);
    submitPlace(element, { country: 'AT', postal: '1010' });
    await settle();
    assert.equal(textOf(element), 'Arrives Thu, November 26');
    assert.equal(element.country, 'AT');
    assert.equal(element.postal, '1010');
  });

  it('is not drawn where no country is known and none can be chosen: it could not be answered', async () => {
    const element = await mount({ sku: 'cup' }, { terms: withoutPlace() });
    assert.deepEqual(statesOf(element), ['unavailable']);
    assert.isFalse(hasPart(element, 'destination'));
  });

  it('another place is asked for without the region of the one before', async () => {
    const asked: object[] = [];
    const source: EstimateSource = async ({ destination }) => {
      asked.push({ ...destination });
      return estimateOf({ needs: 'postal', destination: { country: 'DE' } });
    };
    const element = await mount({ sku: 'cup', country: 'DE', region: 'BY' }, { source });
    await settle();
    submitPlace(element, { postal: '10115' });
    await settle();
    assert.deepInclude(asked[1], { country: 'DE', postal: '10115', region: undefined });
  });

  for (const postal of ['', '   ', '<b>']) {
    it(`does not take "${postal}"`, async () => {
      const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
      submitPlace(element, { postal });
      await settle();
      assert.isUndefined(element.postal);
    });
  }

  for (const postal of ['SW1A 1AA', '〒100-0001'.slice(1), 'H3Z-2Y7']) {
    it(`takes "${postal}"`, async () => {
      const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
      submitPlace(element, { postal });
      await settle();
      assert.equal(element.postal, postal);
    });
  }

  it('what is being typed survives an answer that comes meanwhile', async () => {
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

  it('sends nothing to the page\'s own form', async () => {
    const outer = document.createElement('form');
    let submitted = 0;
    outer.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted += 1;
    });
    const element = await mount({ sku: 'cup' }, { terms: berlinShop() });
    outer.append(element);
    document.body.append(outer);
    await settle();
    submitPlace(element, { postal: '10115' });
    await settle();
    assert.equal(submitted, 0);
    assert.lengthOf([...new FormData(outer)], 0);
    outer.remove();
  });

  for (const [what, answer] of [
    ['fails', () => Promise.reject(new Error('offline'))],
    ['brings what cannot be read', async () => ({ when: 'soon' })],
  ] as const) {
    it(`says so in words and keeps the form where the answer ${what}`, async () => {
      let isAnswering = true;
      const source: EstimateSource = (request) =>
        isAnswering ? Promise.resolve(estimateOf({ needs: 'postal', destination: request.destination ?? { country: 'DE' } })) : answer();
      const element = await mount({ sku: 'cup', country: 'DE' }, { source, children: ['2–3 days'] });
      await settle();
      isAnswering = false;
      summaryOf(element).click();
      submitPlace(element, { postal: '10115' });
      await settle();
      assert.equal(textOf(element, 'unavailable'), 'The delivery date is not known yet');
      assert.equal(textOf(element, 'status'), 'The delivery date is not known yet');
      assert.isTrue(element.shadowRoot?.activeElement === summaryOf(element));
      isAnswering = true;
      submitPlace(element, { postal: '10117' });
      await settle();
      assert.match(textOf(element) ?? '', /^Arrives Wed/);
    });
  }

  it('is the same form when everything around it changes', async () => {
    const rich = (): object[] => {
      const step = { kind: 'received' as const, at: '2026-11-23T12:00:00Z' };
      const one = estimateOf({ needs: 'postal', destination: { country: 'DE' }, explanation: [step], place: { name: 'Kiosk' } });
      return [one, { ...one, id: 'b' }];
    };
    const plain = (): object => estimateOf({ needs: 'postal', destination: { country: 'DE' } });
    const none = (): object => ({ id: 'a', kind: 'delivery', unavailable: { code: 'needs-destination' }, destination: { country: 'DE' } });
    const answers = [rich, none, plain, rich];
    const element = await mount({ sku: 'p0', country: 'DE' }, { source: async ({ items }) => answers[Number(items[0]?.sku.slice(1))]?.() });
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

  it('a folded form has the postcode that holds, whatever was typed into it before', async () => {
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

  it('the form is one of its own, named for autofill', async () => {
    const element = await mount({ sku: 'cup', countries: 'DE AT' }, { terms: berlinShop() });
    assert.equal(fieldOf(element, 'postal').autocomplete, 'shipping postal-code');
    assert.equal(fieldOf(element, 'country').autocomplete, 'shipping country');
    assert.equal(fieldOf(element, 'postal').labels?.[0]?.textContent, 'Postcode');
    assert.equal(formOf(element).querySelector('button')?.textContent, 'Show date');
  });
});
