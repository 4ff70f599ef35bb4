import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import { createEstimate } from './support/estimates.ts';
import { create, mount, part, parts, removeMounted } from './support/mount.ts';

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

describe('delivery-estimate: layout', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    document.adoptedStyleSheets = [];
    removeMounted();
  });

  for (const [what, attributes, children] of [
    ['compact, with fallback content', { compact: '' }, ['2–3 working days']],
    ['compact, without fallback content', { compact: '' }, []],
    ['one line, with fallback content', {}, ['2–3 working days']],
  ] as const) {
    it(`the documented minimum height prevents a shift when the estimate is rendered: ${what}`, async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('waybill-delivery-estimate { min-block-size: 1.45em }');
      document.adoptedStyleSheets = [sheet];
      let resolveEstimate: (estimate: unknown) => void = () => {};
      const source: EstimateSource = () => new Promise((resolve) => (resolveEstimate = resolve));
      const element = await mount({ sku: 'cup', ...attributes }, { source, children: [...children] });
      const heightBefore = heightOf(element);
      resolveEstimate(createEstimate());
      await settle();
      assert.isAtMost(Math.abs(heightOf(element) - heightBefore), 0.5, String(heightBefore));
    });
  }

  it('a minimum height on the host applies before the first rendering', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('waybill-delivery-estimate { min-block-size: 6em }');
    document.adoptedStyleSheets = [sheet];
    const probe = document.createElement('p');
    let resolveEstimate: (estimate: unknown) => void = () => {};
    const element = create({ sku: 'cup' }, { source: () => new Promise((resolve) => (resolveEstimate = resolve)) });
    document.body.append(element, probe);
    const top = probe.getBoundingClientRect().top;
    await settle();
    assert.equal(probe.getBoundingClientRect().top, top);
    resolveEstimate(createEstimate({ method: { id: 'a', name: 'Parcel' }, orderBy: '2026-11-23T14:00:00Z' }));
    await settle();
    assert.equal(probe.getBoundingClientRect().top, top);
    probe.remove();
  });

  describe('a theme that hides the part `price`', () => {
    const price = { amount: 490, currency: 'EUR' };
    const hidePrices = (): void => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('waybill-delivery-estimate::part(price) { display: none }');
      document.adoptedStyleSheets = [sheet];
    };

    it('leaves the method alone, without a comma', async () => {
      hidePrices();
      const element = await mount({}, { estimates: createEstimate({ method: { id: 'a', name: 'Parcel', price } }) });
      // Browsers differ in whether the rendered text has the isolates of the name.
      assert.equal(
        part(element, 'detail')
          ?.innerText.replaceAll(/[\u2068\u2069]/g, '')
          .trim(),
        'Parcel',
      );
    });

    it('hides the price in every row', async () => {
      hidePrices();
      const estimates = ['a', 'b'].map((id) => createEstimate({ id, method: { id, name: id, price } }));
      const element = await mount({}, { estimates });
      const prices = parts(element, 'price');
      assert.lengthOf(prices, 3);
      for (const each of prices) assert.equal(getComputedStyle(each).display, 'none');
    });

    it('leaves no separator if the method has no name', async () => {
      const estimates = createEstimate({ method: { id: 'a', name: '', price }, orderBy: '2026-11-23T14:00:00Z' });
      const element = await mount({}, { estimates });
      const countdown = part(element, 'countdown') as HTMLElement;
      const detailPrice = part(element, 'method') as HTMLElement;
      assert.equal(getComputedStyle(countdown, '::after').content, 'none');
      assert.equal(getComputedStyle(detailPrice, '::before').content, '"·"');
      hidePrices();
      assert.equal(getComputedStyle(detailPrice).display, 'none');
    });
  });

  it('the next variant does not change the height of the element', async () => {
    let day = '2026-11-25';
    const source: EstimateSource = async () =>
      createEstimate({ window: { from: day, to: day }, method: { id: 'a', name: 'Parcel' } });
    const element = await mount({ sku: 'red' }, { source });
    await settle();
    const heights = new Set([heightOf(element)]);
    const observer = new MutationObserver(() => heights.add(heightOf(element)));
    observer.observe(element.shadowRoot as ShadowRoot, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    day = '2026-11-26';
    element.sku = 'blue';
    await settle();
    observer.disconnect();
    assert.equal(heights.size, 1, [...heights].join());
  });

  it('the element is a block with the width of its parent', async () => {
    const element = await mount({ from: '2026-11-25' });
    assert.equal(getComputedStyle(element).display, 'block');
    assert.equal(
      element.getBoundingClientRect().width,
      (element.parentElement as Element).getBoundingClientRect().width,
    );
  });

  it('font, size and colour are inherited from the page', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('body { font: italic 20px Georgia, serif; color: rgb(10, 20, 30) } html { font-size: 62.5% }');
    document.adoptedStyleSheets = [sheet];
    const element = await mount({ from: '2026-11-25' });
    const style = getComputedStyle(element.shadowRoot?.querySelector('.headline') as Element);
    assert.deepEqual([style.fontStyle, style.fontSize, style.color], ['italic', '20px', 'rgb(10, 20, 30)']);
  });
});
