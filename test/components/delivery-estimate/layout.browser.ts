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

  it('the skeleton has the height of the usual answer: content below does not move', async () => {
    let resolveEstimates: (estimates: unknown) => void = () => {};
    const source: EstimateSource = () => new Promise((resolve) => (resolveEstimates = resolve));
    for (const fontSize of ['16px', '20px']) {
      const element = create({ sku: 'cup', country: 'DE' }, { source });
      element.style.fontSize = fontSize;
      const probe = document.createElement('p');
      document.body.append(element, probe);
      await settle();
      assert.isTrue(part(element, 'skeleton') !== undefined);
      const before = probe.getBoundingClientRect().top;
      const shared = { needs: 'postal', destination: { country: 'DE' } } as const;
      resolveEstimates([
        createEstimate({
          ...shared,
          orderBy: '2026-11-23T14:00:00Z',
          method: { id: 'a', name: 'Standard', price: { amount: 490, currency: 'EUR' } },
          explanation: [{ kind: 'received', window: { from: '2026-11-23', to: '2026-11-23' } }],
        }),
        createEstimate({
          ...shared,
          id: 'express',
          window: { from: '2026-11-24', to: '2026-11-24' },
          method: { id: 'b', name: 'Express', price: { amount: 990, currency: 'EUR' } },
        }),
      ]);
      await settle();
      assert.lengthOf(parts(element, 'alternative'), 1);
      assert.lengthOf(element.shadowRoot?.querySelectorAll('details') ?? [], 3);
      // Browsers ignore layout shifts of less than three pixels.
      assert.isBelow(Math.abs(probe.getBoundingClientRect().top - before), 3, fontSize);
      probe.remove();
    }
  });

  describe('at 320 pixels', () => {
    const narrow = async (attributes: Record<string, string> = {}) => {
      const frame = document.createElement('div');
      frame.style.inlineSize = '320px';
      const price = { amount: 490, currency: 'EUR' };
      const estimates = [
        createEstimate({
          window: { from: '2026-12-30', to: '2027-01-04' },
          orderBy: '2026-11-23T14:00:00Z',
          method: { id: 'a', name: 'Standard shipping', price },
        }),
        createEstimate({ id: 'b', method: { id: 'b', name: 'Express', price: { ...price, amount: 990 } } }),
      ];
      const element = create(attributes, { estimates });
      frame.append(element);
      document.body.append(frame);
      await settle();
      (part(element, 'options') as HTMLDetailsElement).open = true;
      return { element, frame };
    };
    const topOf = (node: Element): number => node.getBoundingClientRect().top;

    it('a date is on one line, and the dash stays with the first one', async () => {
      const { element, frame } = await narrow();
      const times = [...(element.shadowRoot?.querySelectorAll('time') ?? [])];
      assert.isAbove(times.length, 4);
      for (const time of times) {
        const range = document.createRange();
        range.selectNodeContents(time);
        assert.lengthOf(new Set([...range.getClientRects()].map(({ top }) => Math.round(top))), 1, time.textContent);
      }
      const [first, last] = part(element, 'headline')?.querySelectorAll('time') ?? [];
      assert.isAbove(topOf(last as Element), topOf(first as Element));
      assert.match(first?.textContent ?? '', /–$/);
      frame.remove();
    });

    it('no line of the details begins or ends with a separator', async () => {
      const { element, frame } = await narrow();
      const [countdown, method] = [part(element, 'countdown'), part(element, 'method')] as [HTMLElement, HTMLElement];
      assert.isAbove(topOf(method), topOf(countdown));
      assert.equal(getComputedStyle(countdown, '::after').content, 'none');
      // The separator is before the method, outside the box that clips it.
      const { insetInlineStart, position } = getComputedStyle(method, '::before');
      assert.equal(position, 'absolute');
      assert.isBelow(Number.parseFloat(insetInlineStart), 0);
      assert.equal(getComputedStyle(part(element, 'detail') as Element).overflowX, 'clip');
      frame.remove();
    });

    it('an option has its price beside its name, and its date below', async () => {
      const { element, frame } = await narrow();
      for (const row of parts(element, 'option')) {
        const [label, when, price] = [...row.children] as [Element, Element, Element];
        assert.equal(Math.round(topOf(price)), Math.round(topOf(label)));
        assert.isAbove(topOf(when), topOf(label));
        assert.approximately(price.getBoundingClientRect().right, row.getBoundingClientRect().right, 1);
      }
      frame.remove();
    });
  });

  it('options have columns of their own: name, date, and price at the end', async () => {
    const price = (amount: number) => ({ amount, currency: 'EUR' });
    const element = await mount(
      {},
      {
        estimates: [
          createEstimate({ method: { id: 'a', name: 'Standard', price: price(490) } }),
          createEstimate({
            id: 'b',
            window: { from: '2026-11-24', to: '2026-11-24' },
            method: { id: 'b', name: 'Express by a very long name', price: price(109_90) },
          }),
        ],
      },
    );
    element.style.inlineSize = '600px';
    (part(element, 'options') as HTMLDetailsElement).open = true;
    const columns = parts(element, 'option').map((row) =>
      [...row.children].map((cell) => cell.getBoundingClientRect()),
    );
    const [first, second] = columns as [DOMRect[], DOMRect[]];
    assert.equal(first[1]?.left, second[1]?.left);
    assert.equal(first[2]?.right, second[2]?.right);
    assert.isTrue(getComputedStyle(parts(element, 'option')[0] as Element).fontVariantNumeric.includes('tabular-nums'));
  });

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
      assert.equal(getComputedStyle(countdown, '::before').content, 'none');
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
    const style = getComputedStyle(element.shadowRoot?.querySelector('[part=headline]') as Element);
    assert.deepEqual([style.fontStyle, style.fontSize, style.color], ['italic', '20px', 'rgb(10, 20, 30)']);
  });
});
