import { assert, fixture, html } from '@open-wc/testing';
import '../../src/define.ts';
import type { WaybillDeliveryEstimate } from '../../src/index.ts';
import type { Estimate } from '../../src/contract/estimate.ts';
import { deliveryEstimateStyles } from '../../src/components/delivery-estimate/delivery-estimate.styles.ts';
import { baseStyles } from '../../src/components/shared/base-styles.ts';
import { allMethods, pickupPoint } from '../../src/preview/estimate-previews.ts';
import { createFixedSource, waitForEstimates } from '../../stories/fixed-source.ts';
import { workdaysFromToday } from '../../src/preview/relative-dates.ts';

/** The effect of a custom property: a selector in the shadow tree, and a style property there. */
type Effect = [property: string, value: string, selector: string, style: keyof CSSStyleDeclaration & string];

const effects: Effect[] = [
  ['--waybill-delivery-estimate-date-weight', '300', '[part=date]', 'fontWeight'],
  ['--waybill-delivery-estimate-detail-size', '21px', '[part=detail]', 'fontSize'],
  ['--waybill-delivery-estimate-detail-size', '21px', '[part=options] summary', 'fontSize'],
  ['--waybill-delivery-estimate-detail-size', '21px', '[part=option]', 'fontSize'],
  ['--waybill-delivery-estimate-detail-color', 'rgb(1, 2, 3)', '[part=method]', 'color'],
  ['--waybill-delivery-estimate-countdown-color', 'rgb(1, 2, 3)', '[part=countdown]', 'color'],
  ['--waybill-delivery-estimate-gap', '17px', '.base', 'rowGap'],
  ['--waybill-color-accent', 'rgb(1, 2, 3)', '[part=countdown]', 'color'],
  ['--waybill-color-muted', 'rgb(1, 2, 3)', '[part=method]', 'color'],
  ['--waybill-color-line', 'rgb(1, 2, 3)', '[part=option] + [part=option]', 'borderTopColor'],
  ['--waybill-color-control', 'rgb(1, 2, 3)', 'input', 'borderTopColor'],
  ['--waybill-color-danger', 'rgb(1, 2, 3)', '[part=destination-error]', 'color'],
  ['--waybill-control-size', '77px', 'input', 'minBlockSize'],
  ['--waybill-radius', '9px', 'input', 'borderTopLeftRadius'],
  ['--waybill-radius', '9px', 'summary', 'borderTopLeftRadius'],
];

const root = document.documentElement;

describe('theming of the delivery estimate', () => {
  afterEach(() => root.removeAttribute('style'));

  for (const [property, value, selector, style] of effects) {
    it(`reads ${property} from :root: ${style} of ${selector}`, async () => {
      const element = await mountReady();
      const valueBefore = styleOf(element, selector)[style];
      root.style.setProperty(property, value);
      assert.equal(styleOf(element, selector)[style], value);
      root.style.removeProperty(property);
      assert.equal(styleOf(element, selector)[style], valueBefore);
      assert.notEqual(valueBefore, value);
    });
  }

  it('reads --waybill-delivery-estimate-compact-size from :root', async () => {
    const element = await mountReady({ isCompact: true });
    root.style.setProperty('--waybill-delivery-estimate-compact-size', '21px');
    assert.equal(styleOf(element, '[part=headline]').fontSize, '21px');
  });

  it('reads --waybill-color-focus from :root', async () => {
    const element = await mountReady();
    root.style.setProperty('--waybill-color-focus', 'rgb(1, 2, 3)');
    openAllDetails(element);
    findInShadow(element, 'input').focus();
    const { outlineColor, outlineStyle } = styleOf(element, 'input');
    assert.deepEqual([outlineColor, outlineStyle], ['rgb(1, 2, 3)', 'solid']);
  });

  it('prefers the property of the element to the shared one', async () => {
    const element = await mountReady();
    root.style.setProperty('--waybill-color-accent', 'rgb(1, 2, 3)');
    root.style.setProperty('--waybill-delivery-estimate-countdown-color', 'rgb(4, 5, 6)');
    assert.equal(styleOf(element, '[part=countdown]').color, 'rgb(4, 5, 6)');
  });

  it('declares no custom property, which would override :root', () => {
    const declarations = [deliveryEstimateStyles, baseStyles].flatMap(
      ({ cssText }) => cssText.match(/(^|[{;\s])--[\w-]+\s*:/g) ?? [],
    );
    assert.deepEqual(declarations, []);
  });

  it('tests every custom property that the styles read', () => {
    const usedProperties = new Set(
      [deliveryEstimateStyles, baseStyles].flatMap(({ cssText }) => cssText.match(/--waybill-[\w-]+/g) ?? []),
    );
    const testedProperties = [
      ...effects.map(([property]) => property),
      '--waybill-delivery-estimate-compact-size',
      '--waybill-color-focus',
    ];
    assert.sameMembers([...usedProperties], [...new Set(testedProperties)]);
  });

  it('reads at most eight shared properties', () => {
    const sharedProperties = new Set(deliveryEstimateStyles.cssText.match(/--waybill-(?!delivery-estimate)[\w-]+/g));
    assert.isAtMost(sharedProperties.size, 8);
  });

  it('inherits font and colour', async () => {
    const element = await mountReady();
    root.style.font = 'italic 20px monospace';
    root.style.color = 'rgb(1, 2, 3)';
    const { fontStyle, fontSize, fontFamily, color } = styleOf(element, '[part=headline]');
    assert.deepEqual([fontStyle, fontSize, fontFamily, color], ['italic', '20px', 'monospace', 'rgb(1, 2, 3)']);
    assert.equal(styleOf(element, '[part=detail]').fontSize, '17.5px');
  });

  it('does not depend on the font size of the root', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    box.style.fontSize = '16px';
    const element = document.createElement('waybill-delivery-estimate');
    element.estimates = allMethods;
    box.append(element);
    await element.updateComplete;
    const valueBefore = element.getBoundingClientRect().height;
    root.style.fontSize = '62.5%';
    assert.equal(element.getBoundingClientRect().height, valueBefore);
  });

  it('has a host with padding, border and background', async () => {
    const element = await mountReady();
    const { width, height } = findInShadow(element, '.base').getBoundingClientRect();
    const sheet = await addStyle(
      'waybill-delivery-estimate { padding: 10px 20px; border: 5px solid; background: rgb(1, 2, 3); }',
    );
    const inner = findInShadow(element, '.base').getBoundingClientRect();
    assert.closeTo(inner.width, width - 50, 0.1);
    assert.closeTo(element.getBoundingClientRect().height, inner.height + 30, 0.1);
    assert.isAtLeast(inner.height, height);
    assert.equal(getComputedStyle(element).backgroundColor, 'rgb(1, 2, 3)');
    sheet.remove();
  });

  const parts = [
    'headline',
    'date',
    'detail',
    'countdown',
    'availability',
    'method',
    'place',
    'alternatives',
    'alternative',
    'parcels',
    'parcel',
    'options',
    'option',
    'explanation',
    'step',
    'label',
    'when',
    'price',
    'destination',
    'destination-summary',
    'destination-form',
    'control',
    'button',
  ];

  it('every part can be styled', async () => {
    const first: Estimate = {
      ...(allMethods[0] as Estimate),
      availability: 'pre-order',
      place: { name: 'Kiosk' },
      parcels: [
        { items: ['a'], window: { from: workdaysFromToday(1) } },
        { items: ['b'], window: { from: workdaysFromToday(2) } },
      ],
    };
    const element = await mountReady({ estimates: [first, pickupPoint] });
    const sheet = await addStyle(
      parts.map((part) => `waybill-delivery-estimate::part(${part}) { text-indent: 7px; }`).join(''),
    );
    for (const part of parts) {
      assert.equal(styleOf(element, `[part~="${part}"]`).textIndent, '7px', part);
    }
    sheet.remove();
  });

  const states: [state: string, attributes: Partial<WaybillDeliveryEstimate>][] = [
    ['ready', { estimates: allMethods }],
    ['unavailable', { estimates: { id: 'x', kind: 'delivery', unavailable: { code: 'unknown' } } }],
    ['invalid', { from: '2026-02-30' }],
    ['loading', { sku: 'dune', source: () => new Promise(() => {}) }],
    ['failed', { sku: 'dune', source: () => Promise.reject(new Error('offline')) }],
  ];
  for (const [state, properties] of states) {
    it(`:state(${state}) can be styled`, async () => {
      const warn = console.warn;
      console.warn = () => {};
      const element = await mountReady();
      Object.entries({ source: undefined, sku: undefined, ...properties }).forEach(([name, value]) =>
        Reflect.set(element, name, value),
      );
      await waitForEstimates(element);
      console.warn = warn;
      const sheet = await addStyle(`waybill-delivery-estimate:state(${state}) { text-indent: 7px; }`);
      assert.equal(getComputedStyle(element).textIndent, '7px');
      sheet.remove();
    });
  }
});

async function mountReady({ estimates = allMethods, isCompact = false } = {}): Promise<WaybillDeliveryEstimate> {
  const element = await fixture<WaybillDeliveryEstimate>(html`
    <waybill-delivery-estimate ?compact=${isCompact} sku="dune" .source=${createFixedSource(...estimates)}></waybill-delivery-estimate>
  `);
  await waitForEstimates(element);
  return element;
}

function addStyle(css: string): Promise<HTMLStyleElement> {
  return fixture<HTMLStyleElement>(html`<style>${css}</style>`);
}

function findInShadow(element: Element, selector: string): HTMLElement {
  const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
  assert.exists(found, selector);
  return found as HTMLElement;
}

function styleOf(element: Element, selector: string): CSSStyleDeclaration {
  return getComputedStyle(findInShadow(element, selector));
}

function openAllDetails(element: Element): void {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
}
