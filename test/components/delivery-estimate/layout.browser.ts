import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/answers.ts';
import { estimateOf } from './support/estimates.ts';
import { create, mount, removeMounted } from './support/mount.ts';

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

describe('delivery-estimate: layout', () => {
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    document.adoptedStyleSheets = [];
    removeMounted();
  });

  for (const [what, attributes, children] of [
    ['compact, over a text', { compact: '' }, ['2–3 working days']],
    ['compact, over nothing', { compact: '' }, []],
    ['one line, over a text', {}, ['2–3 working days']],
  ] as const) {
    it(`with the line that is documented nothing moves when the answer comes: ${what}`, async () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('waybill-delivery-estimate { min-block-size: 1.45em }');
      document.adoptedStyleSheets = [sheet];
      let give: (answer: unknown) => void = () => {};
      const source: EstimateSource = () => new Promise((resolve) => (give = resolve));
      const element = await mount({ sku: 'cup', ...attributes }, { source, children: [...children] });
      const before = heightOf(element);
      give(estimateOf());
      await settle();
      assert.isAtMost(Math.abs(heightOf(element) - before), 0.5, String(before));
    });
  }

  it('room that the page keeps on the host is kept from the start', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('waybill-delivery-estimate { min-block-size: 6em }');
    document.adoptedStyleSheets = [sheet];
    const probe = document.createElement('p');
    let give: (answer: unknown) => void = () => {};
    const element = create({ sku: 'cup' }, { source: () => new Promise((resolve) => (give = resolve)) });
    document.body.append(element, probe);
    const top = probe.getBoundingClientRect().top;
    await settle();
    assert.equal(probe.getBoundingClientRect().top, top);
    give(estimateOf({ method: { id: 'a', name: 'Parcel' }, orderBy: '2026-11-23T14:00:00Z' }));
    await settle();
    assert.equal(probe.getBoundingClientRect().top, top);
    probe.remove();
  });

  it('the next variant does not move what stands below', async () => {
    let day = '2026-11-25';
    const source: EstimateSource = async () => estimateOf({ window: { from: day, to: day }, method: { id: 'a', name: 'Parcel' } });
    const element = await mount({ sku: 'red' }, { source });
    await settle();
    const heights = new Set([heightOf(element)]);
    const observer = new MutationObserver(() => heights.add(heightOf(element)));
    observer.observe(element.shadowRoot as ShadowRoot, { subtree: true, childList: true, characterData: true, attributes: true });
    day = '2026-11-26';
    element.sku = 'blue';
    await settle();
    observer.disconnect();
    assert.equal(heights.size, 1, [...heights].join());
  });

  it('is a block that takes the width it is given', async () => {
    const element = await mount({ from: '2026-11-25' });
    assert.equal(getComputedStyle(element).display, 'block');
    assert.equal(element.getBoundingClientRect().width, (element.parentElement as Element).getBoundingClientRect().width);
  });

  it('takes font, size and colour from the page', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('body { font: italic 20px Georgia, serif; color: rgb(10, 20, 30) } html { font-size: 62.5% }');
    document.adoptedStyleSheets = [sheet];
    const element = await mount({ from: '2026-11-25' });
    const style = getComputedStyle(element.shadowRoot?.querySelector('.headline') as Element);
    assert.deepEqual([style.fontStyle, style.fontSize, style.color], ['italic', '20px', 'rgb(10, 20, 30)']);
  });
});
