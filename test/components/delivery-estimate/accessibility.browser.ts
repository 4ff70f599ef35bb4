import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/estimate-controller.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { expectAccessible } from './support/expect-accessible.ts';
import { createEstimate, createFullEstimates } from './support/estimates.ts';
import { submitPlace } from './support/destination-form.ts';
import { mount, mountRequested, part, parts, removeMounted, statesOf } from './support/mount.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const pendingSource: EstimateSource = () => new Promise(() => {});
const fallback = { children: ['2–3 days'] };

type MountElement = () => Promise<WaybillDeliveryEstimate>;

const states: [what: string, states: string[], mountState: MountElement][] = [
  ['no data', [], () => mount({}, fallback)],
  ['loading', ['loading'], () => mount({ sku: 'cup' }, { source: pendingSource })],
  ['loading with fallback content', ['loading'], () => mount({ sku: 'cup' }, { source: pendingSource, ...fallback })],
  ['loading with an earlier estimate', ['loading', 'ready'], mountReloading],
  ['ready, with all fields', ['ready'], () => mountRequested(createFullEstimates(), { countries: 'DE AT' })],
  ['ready, a floating term', ['ready'], () => mount({ min: '1', max: '3' })],
  ['ready, compact', ['ready'], () => mountRequested(createFullEstimates(), { compact: '' })],
  [
    'unavailable',
    ['unavailable'],
    () => mount({}, { estimates: { id: 'a', kind: 'delivery', unavailable: { code: 'no-service' } } }),
  ],
  [
    'unavailable, compact',
    ['unavailable'],
    () => mount({ compact: '' }, { estimates: { id: 'a', kind: 'delivery', unavailable: { code: 'unknown' } } }),
  ],
  ['destination required', ['unavailable'], mountDestinationRequired],
  ['request for a submitted destination failed', ['failed', 'unavailable'], mountFailedAfterSubmit],
  [
    'failed',
    ['failed'],
    () => mount({ sku: 'cup' }, { source: () => Promise.reject(new Error('offline')), ...fallback }),
  ],
  ['invalid', ['invalid'], () => mount({ from: 'soon' }, fallback)],
  ['right to left', ['ready'], () => mountRequested(createFullEstimates(), { dir: 'rtl' })],
];

describe('delivery-estimate: accessibility', () => {
  beforeEach(() => {
    pageClock.set('2026-11-23T12:00:00Z');
    document.documentElement.lang = 'en';
  });
  afterEach(async () => {
    removeMounted();
    await settle();
  });

  for (const [what, expected, mountState] of states) {
    it(`has no axe violation: ${what} [A01]`, async () => {
      const element = await mountState();
      await settle();
      assert.deepEqual(statesOf(element), expected);
      await expectAccessible(element);
    });
  }

  it('has no axe violation on a dark page [A01]', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('body { background: #111; color: #eee }');
    document.adoptedStyleSheets = [sheet];
    try {
      await expectAccessible(await mountRequested(createFullEstimates(), { countries: 'DE AT' }));
    } finally {
      document.adoptedStyleSheets = [];
    }
  });

  it('lists have the role "list" and contain only list items', async () => {
    const element = await mountRequested(createFullEstimates());
    for (const list of element.shadowRoot?.querySelectorAll('ul, ol') ?? []) {
      assert.equal(list.getAttribute('role'), 'list');
      assert.isTrue([...list.children].every(({ tagName }) => tagName === 'LI'));
    }
    assert.isTrue(part(element, 'explanation')?.querySelector('ol') !== null, 'the steps are an ordered list');
    assert.lengthOf(parts(element, 'parcel'), 2);
  });

  it('dates are <time> elements with a datetime, in a <bdi>', async () => {
    const element = await mount({}, { estimates: createEstimate() });
    const times = [...(part(element, 'headline')?.querySelectorAll('time') ?? [])];
    assert.deepEqual(
      times.map(({ dateTime }) => dateTime),
      ['2026-11-25', '2026-11-26'],
    );
    assert.isTrue(times.every((time) => time.closest('bdi') !== null));
  });

  it('names of the shop are isolated from the text direction [A11]', async () => {
    const element = await mountRequested(createFullEstimates(), { dir: 'rtl' });
    const isolated = [...(element.shadowRoot?.querySelectorAll('bdi') ?? [])].map(({ textContent }) => textContent);
    for (const name of ['Kiosk', 'Lindenstr. 9', 'Express']) assert.include(isolated, name);
    assert.include(part(element, 'method')?.textContent, '\u2068Pickup point\u2069');
  });

  it('the layout of a right-to-left language is mirrored on a left-to-right page [A11]', async () => {
    const { default: ar } = await import('../../../src/i18n/locales/ar/estimate.ts');
    const { registerMessages } = await import('../../../src/i18n/message-registry.ts');
    registerMessages(ar);
    const element = await mountRequested(createFullEstimates(), { lang: 'ar' });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    const list = part(element, 'list') as HTMLElement;
    const label = list.querySelector('[part~="label"]') as HTMLElement;
    const base = element.shadowRoot?.querySelector('.base') as HTMLElement;
    const isAtRight = (inner: Element): boolean =>
      Math.abs(base.getBoundingClientRect().right - inner.getBoundingClientRect().right) <
      Math.abs(base.getBoundingClientRect().left - inner.getBoundingClientRect().left);
    assert.isTrue(isAtRight(label));
    assert.equal(getComputedStyle(part(element, 'headline') as HTMLElement).direction, 'rtl');
    await expectAccessible(element);
  });

  it('visually hidden text takes no space', async () => {
    const element = await mount({}, { estimates: createEstimate() });
    const { width, height } = (part(element, 'status') as HTMLElement).getBoundingClientRect();
    assert.isAtMost(width, 1);
    assert.isAtMost(height, 1);
    assert.equal(getComputedStyle(part(element, 'status') as HTMLElement).position, 'absolute');
  });

  it('the hidden attribute hides the element', async () => {
    const element = await mount({ hidden: '' }, { estimates: createEstimate() });
    assert.equal(getComputedStyle(element).display, 'none');
  });

  it('summaries and fields are at least 24 pixels wide and high', async () => {
    const element = await mountRequested(createFullEstimates(), { countries: 'DE AT' });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    for (const control of element.shadowRoot?.querySelectorAll('summary, input, select, button') ?? []) {
      const { width, height } = control.getBoundingClientRect();
      assert.isAtLeast(width, 24, control.tagName);
      assert.isAtLeast(height, 24, control.tagName);
    }
  });
});

async function mountReloading(): Promise<WaybillDeliveryEstimate> {
  let isResponding = true;
  const source: EstimateSource = () => (isResponding ? Promise.resolve(createFullEstimates()) : new Promise(() => {}));
  const element = await mount({ sku: 'cup' }, { source });
  await settle();
  isResponding = false;
  element.sku = 'table';
  return element;
}

async function mountDestinationRequired(): Promise<WaybillDeliveryEstimate> {
  const terms = berlinShop();
  delete terms.defaultDestination;
  return mount({ sku: 'cup', countries: 'DE AT' }, { terms });
}

async function mountFailedAfterSubmit(): Promise<WaybillDeliveryEstimate> {
  const source: EstimateSource = ({ destination }) =>
    destination?.postal
      ? Promise.reject(new Error('offline'))
      : Promise.resolve(createEstimate({ needs: 'postal', destination: { country: 'DE' } }));
  const element = await mount({ sku: 'cup', country: 'DE' }, { source });
  await settle();
  submitPlace(element, { postal: '10115' });
  return element;
}
