import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import { createEstimate } from './support/estimates.ts';
import { hasPart, mount, removeMounted, statesOf, textOf, visibleText } from './support/mount.ts';

const pendingSource: EstimateSource = () => new Promise(() => {});

describe('delivery-estimate: states', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(removeMounted);

  it('no data: the fallback content is shown', async () => {
    const element = await mount({}, { children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), []);
    assert.equal(visibleText(element), '2–3 days');
  });

  it('loading, without fallback content: a skeleton with a text is shown', async () => {
    const element = await mount({ sku: 'cup' }, { source: pendingSource });
    assert.deepEqual(statesOf(element), ['loading']);
    assert.isTrue(hasPart(element, 'skeleton'));
    assert.equal(visibleText(element), 'Looking up the delivery date');
    assert.equal(element.shadowRoot?.querySelector('.base')?.getAttribute('aria-busy'), 'true');
  });

  it('loading, with fallback content: the fallback content is shown', async () => {
    const element = await mount({ sku: 'cup' }, { source: pendingSource, children: ['2–3 days'] });
    assert.deepEqual(statesOf(element), ['loading']);
    assert.equal(visibleText(element), '2–3 days');
    assert.isFalse(hasPart(element, 'skeleton'));
  });

  it('ready: the estimate is shown', async () => {
    const element = await mount({ sku: 'cup' }, { source: async () => [createEstimate()], children: ['2–3 days'] });
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
    assert.match(visibleText(element), /^Arrives Wed/);
    assert.isFalse(element.shadowRoot?.querySelector('.base')?.hasAttribute('aria-busy'));
  });

  for (const [code, text] of [
    ['no-service', 'We do not deliver to this destination'],
    ['needs-destination', 'Tell us where to deliver to see the date'],
    ['out-of-stock', 'Out of stock'],
    ['unknown', 'The delivery date is not known yet'],
  ] as const) {
    it(`unavailable: the reason is shown: ${code}`, async () => {
      const element = await mount(
        {},
        { estimates: { id: 'a', kind: 'delivery', unavailable: { code } }, children: ['2–3 days'] },
      );
      assert.deepEqual(statesOf(element), ['unavailable']);
      assert.equal(textOf(element, 'unavailable'), text);
    });
  }

  it('invalid: the fallback content is shown for an invalid estimate', async () => {
    const element = await mount({ sku: 'cup' }, { source: async () => ({ when: 'soon' }), children: ['2–3 days'] });
    await settle();
    assert.deepEqual(statesOf(element), ['invalid']);
    assert.equal(visibleText(element), '2–3 days');
  });

  const failures: [what: string, source: EstimateSource][] = [
    ['a rejected promise', () => Promise.reject(new Error('offline'))],
    [
      'a function that throws',
      () => {
        throw new Error('broken');
      },
    ],
  ];
  for (const [what, source] of failures) {
    it(`failed: the fallback content is shown after ${what}`, async () => {
      const element = await mount({ sku: 'cup' }, { source, children: ['2–3 days'] });
      await settle();
      assert.deepEqual(statesOf(element), ['failed']);
      assert.equal(visibleText(element), '2–3 days');
    });
  }

  it('a source may return an estimate without a promise', async () => {
    const element = await mount({ sku: 'cup' }, { source: (() => [createEstimate()]) as never });
    await settle();
    assert.deepEqual(statesOf(element), ['ready']);
  });

  it('the page can style a state', async () => {
    const element = await mount({ sku: 'cup' }, { source: pendingSource });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('waybill-delivery-estimate:state(loading) { outline: 3px solid }');
    document.adoptedStyleSheets = [sheet];
    assert.equal(getComputedStyle(element).outlineWidth, '3px');
    document.adoptedStyleSheets = [];
  });
});
