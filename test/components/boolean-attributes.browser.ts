import { expect } from '@open-wc/testing';
import '../../src/components/cancel-item/cancel-item.define.ts';
import '../../src/components/delivery-estimate/delivery-estimate.define.ts';
import '../../src/components/delivery-estimate/json-ld.define.ts';
import '../../src/components/order-status/order-status.define.ts';
import { berlinShop } from '../support/berlin-shop-terms.ts';
import { pageClock, settle } from '../support/page-clock.ts';

const booleanAttributes = [
  ['waybill-order-status', 'shared', 'shared'],
  ['waybill-cancel-item', 'explain', 'explain'],
  ['waybill-delivery-estimate', 'compact', 'compact'],
  ['waybill-delivery-estimate', 'remember-postal', 'rememberPostal'],
  ['waybill-delivery-estimate', 'json-ld', 'jsonLd'],
] as const;

describe('boolean attributes', () => {
  let element: HTMLElement & { requestUpdate?(): void };
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => element.remove());

  for (const [tag, attribute, property] of booleanAttributes)
    it(`the text "false" of ${attribute} on ${tag} counts as absent (E3)`, async () => {
      element = document.createElement(tag);
      document.body.append(element);
      for (const [text, expected] of [
        ['false', false],
        ['', true],
        ['False', false],
        ['true', true],
        [' false ', false],
        [attribute, true],
      ] as const) {
        element.setAttribute(attribute, text);
        await settle();
        expect(Reflect.get(element, property)).to.equal(expected, JSON.stringify(text));
      }
      element.removeAttribute(attribute);
      expect(Reflect.get(element, property)).to.equal(false);
    });

  it('the text "false" of json-ld publishes no structured data (E3)', async () => {
    const estimate = document.createElement('waybill-delivery-estimate');
    element = estimate;
    Object.assign(estimate, { sku: 'cup', country: 'DE', postal: '80331', terms: berlinShop() });
    estimate.setAttribute('json-ld', 'false');
    document.body.append(estimate);
    await settle();
    expect(estimate.matches(':state(ready)')).to.equal(true);
    expect(estimate.querySelectorAll('script').length).to.equal(0);
    estimate.setAttribute('json-ld', 'true');
    await settle();
    expect(estimate.querySelectorAll('script').length).to.equal(1);
  });
});
