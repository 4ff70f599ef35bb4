import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/answers.ts';
import { estimateOf } from './support/estimates.ts';
import { hasPart, mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const never: EstimateSource = () => new Promise(() => {});

describe('delivery-estimate: states', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('nothing is known: what stands between the tags', async () => {
    const element = await mount({}, { children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), []);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('loading, with nothing between the tags: a placeholder that says so', async () => {
    const element = await mount({ sku: 'cup' }, { source: never });
    assert.deepEqual(statesOf(element), ['loading']);
    assert.isTrue(hasPart(element, 'skeleton'));
    assert.equal(visibleText(element), 'Looking up the delivery date');
    assert.equal(element.shadowRoot?.querySelector('.base')?.getAttribute('aria-busy'), 'true');
  });

  it('loading, with a text between the tags: that text', async () => {
    const element = await mount({ sku: 'cup' }, { source: never, children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), ['loading']);
    assert.equal(visibleText(element), '2–3 days');
    assert.isFalse(hasPart(element, 'skeleton'));
  });

  it('ready', async () => {
    const element = await mount({ sku: 'cup' }, { source: async () => [estimateOf()], children: ['2–3 days'] });
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
    assert.match(visibleText(element), /^Arrives Wed/);
    assert.isFalse(element.shadowRoot?.querySelector('.base')?.hasAttribute('aria-busy'));
  });

  for (const [code, text] of [
    ['no-service', 'We do not deliver to this address'],
    ['needs-destination', 'Tell us where to deliver to see the date'],
    ['out-of-stock', 'Out of stock'],
    ['unknown', 'The delivery date is not known yet'],
  ] as const) {
    it(`unavailable: ${code}`, async () => {
      const element = await mount({}, { estimates: { id: 'a', kind: 'delivery', unavailable: { code } }, children: ['2–3 days'] });
      assert.deepEqual(statesOf(element), ['unavailable']);
      assert.equal(textOf(element, 'unavailable'), text);
    });
  }

  it('invalid: an answer that cannot be read', async () => {
    const element = await mount({ sku: 'cup' }, { source: async () => ({ when: 'soon' }), children: ['2–3 days'] });
    await settle();
    assert.deepEqual(statesOf(element), ['invalid']);
    assert.equal(visibleText(element), '2–3 days');
  });

  const failures: [what: string, source: EstimateSource][] = [
    ['a promise that is rejected', () => Promise.reject(new Error('offline'))],
    ['a function that throws', () => { throw new Error('broken'); }],
  ];
  for (const [what, source] of failures) {
    it(`failed: ${what}`, async () => {
      const element = await mount({ sku: 'cup' }, { source, children: ['2–3 days'] });
      await settle();
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
    });
  }

  it('an answer that comes without a promise is taken', async () => {
    const element = await mount({ sku: 'cup' }, { source: (() => [estimateOf()]) as never });
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('the page can style every state', async () => {
    const element = await mount({ sku: 'cup' }, { source: never });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('waybill-delivery-estimate:state(loading) { outline: 3px solid }');
    document.adoptedStyleSheets = [sheet];
    assert.equal(getComputedStyle(element).outlineWidth, '3px');
    document.adoptedStyleSheets = [];
  });
});
