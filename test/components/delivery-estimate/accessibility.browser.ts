import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { EstimateSource } from '../../../src/components/delivery-estimate/answers.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { expectAccessible } from './support/accessible.ts';
import { estimateOf, richEstimates } from './support/estimates.ts';
import { submitPlace } from './support/form.ts';
import { mount, mountAnswered, part, parts, removeMounted, statesOf } from './support/mount.ts';
import { berlinShop } from './support/shop-terms.ts';

const never: EstimateSource = () => new Promise(() => {});
const fallback = { children: ['2–3 days'] };

type Make = () => Promise<WaybillDeliveryEstimate>;

const states: [what: string, states: string[], make: Make][] = [
  ['nothing known', [], () => mount({}, fallback)],
  ['loading', ['loading'], () => mount({ sku: 'cup' }, { source: never })],
  ['loading over a fallback', ['loading'], () => mount({ sku: 'cup' }, { source: never, ...fallback })],
  ['loading over an answer', ['loading', 'ready'], loadingOverAnswer],
  ['ready, with everything', ['ready'], () => mountAnswered(richEstimates(), { countries: 'DE AT' })],
  ['ready, a floating term', ['ready'], () => mount({ min: '1', max: '3' })],
  ['ready, compact', ['ready'], () => mountAnswered(richEstimates(), { compact: '' })],
  ['unavailable', ['unavailable'], () => mount({}, { estimates: { id: 'a', kind: 'delivery', unavailable: { code: 'no-service' } } })],
  ['unavailable, compact', ['unavailable'], () => mount({ compact: '' }, { estimates: { id: 'a', kind: 'delivery', unavailable: { code: 'unknown' } } })],
  ['asking for the place', ['unavailable'], askingForPlace],
  ['no answer to a typed place', ['failed', 'unavailable'], failedAfterTyping],
  ['failed', ['failed'], () => mount({ sku: 'cup' }, { source: () => Promise.reject(new Error('offline')), ...fallback })],
  ['invalid', ['invalid'], () => mount({ from: 'soon' }, fallback)],
  ['right to left', ['ready'], () => mountAnswered(richEstimates(), { dir: 'rtl' })],
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

  for (const [what, expected, make] of states) {
    it(`A01 no violation: ${what}`, async () => {
      const element = await make();
      await settle();
      assert.deepEqual(statesOf(element), expected);
      await expectAccessible(element);
    });
  }

  it('A01 no violation on a dark page', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('body { background: #111; color: #eee }');
    document.adoptedStyleSheets = [sheet];
    try {
      await expectAccessible(await mountAnswered(richEstimates(), { countries: 'DE AT' }));
    } finally {
      document.adoptedStyleSheets = [];
    }
  });

  it('lists are lists, and say how long they are', async () => {
    const element = await mountAnswered(richEstimates());
    for (const list of element.shadowRoot?.querySelectorAll('ul, ol') ?? []) {
      assert.equal(list.getAttribute('role'), 'list');
      assert.isTrue([...list.children].every(({ tagName }) => tagName === 'LI'));
    }
    assert.isTrue(part(element, 'explanation')?.querySelector('ol') !== null, 'the steps have an order');
    assert.lengthOf(parts(element, 'parcel'), 2);
  });

  it('every date is a <time> with its day, isolated from the direction around it', async () => {
    const element = await mount({}, { estimates: estimateOf() });
    const times = [...(part(element, 'headline')?.querySelectorAll('time') ?? [])];
    assert.deepEqual(times.map(({ dateTime }) => dateTime), ['2026-11-25', '2026-11-26']);
    assert.isTrue(times.every((time) => time.closest('bdi') !== null));
  });

  it('A11 names of the shop do not turn the text around them', async () => {
    const element = await mountAnswered(richEstimates(), { dir: 'rtl' });
    const isolated = [...(element.shadowRoot?.querySelectorAll('bdi') ?? [])].map(({ textContent }) => textContent);
    for (const name of ['Kiosk', 'Lindenstr. 9', 'Express']) assert.include(isolated, name);
    assert.include(part(element, 'method')?.textContent, '\u2068Pickup point\u2069');
  });

  it('A11 the layout is mirrored where the language is, whatever the page does', async () => {
    const { default: ar } = await import('../../../src/i18n/messages/ar.ts');
    const { registerMessages } = await import('../../../src/i18n/register.ts');
    registerMessages(ar);
    const element = await mountAnswered(richEstimates(), { lang: 'ar' });
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

  it('what is hidden for the eye takes no room', async () => {
    const element = await mount({}, { estimates: estimateOf() });
    const { width, height } = (part(element, 'status') as HTMLElement).getBoundingClientRect();
    assert.isAtMost(width, 1);
    assert.isAtMost(height, 1);
    assert.equal(getComputedStyle(part(element, 'status') as HTMLElement).position, 'absolute');
  });

  it('the hidden attribute hides it', async () => {
    const element = await mount({ hidden: '' }, { estimates: estimateOf() });
    assert.equal(getComputedStyle(element).display, 'none');
  });

  it('summaries and fields are large enough to hit', async () => {
    const element = await mountAnswered(richEstimates(), { countries: 'DE AT' });
    for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    for (const control of element.shadowRoot?.querySelectorAll('summary, input, select, button') ?? []) {
      const { width, height } = control.getBoundingClientRect();
      assert.isAtLeast(width, 24, control.tagName);
      assert.isAtLeast(height, 24, control.tagName);
    }
  });
});

async function loadingOverAnswer(): Promise<WaybillDeliveryEstimate> {
  let isAnswering = true;
  const source: EstimateSource = () => (isAnswering ? Promise.resolve(richEstimates()) : new Promise(() => {}));
  const element = await mount({ sku: 'cup' }, { source });
  await settle();
  isAnswering = false;
  element.sku = 'table';
  return element;
}

async function askingForPlace(): Promise<WaybillDeliveryEstimate> {
  const terms = berlinShop();
  delete terms.defaultDestination;
  return mount({ sku: 'cup', countries: 'DE AT' }, { terms });
}

async function failedAfterTyping(): Promise<WaybillDeliveryEstimate> {
  const source: EstimateSource = ({ destination }) =>
    destination?.postal ? Promise.reject(new Error('offline')) : Promise.resolve(estimateOf({ needs: 'postal', destination: { country: 'DE' } }));
  const element = await mount({ sku: 'cup', country: 'DE' }, { source });
  await settle();
  submitPlace(element, { postal: '10115' });
  return element;
}
