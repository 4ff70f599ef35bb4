import { pageClock, settle } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { richEstimates } from './support/estimates.ts';
import { create, removeMounted } from './support/mount.ts';
import { packs } from './support/packs.ts';
import { registerMessages } from '../../../src/i18n/register.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';

/** The text spacing that WCAG 1.4.12 lets a reader set. */
const TEXT_SPACING = `waybill-delivery-estimate {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}`;

async function show(width: string, lang: string, method = 'Standardpaketversand mit Zustellbenachrichtigung'): Promise<{ frame: HTMLElement; element: WaybillDeliveryEstimate }> {
  const frame = document.createElement('div');
  frame.style.inlineSize = width;
  const long = richEstimates().map((estimate) => ({
    ...estimate,
    method: { id: 'long', name: method, price: { amount: 123456, currency: 'EUR' } },
    ...(estimate.place && { place: { ...estimate.place, name: 'Donaudampfschifffahrtsgesellschaftskiosk', address: 'x'.repeat(120) } }),
  }));
  const element = create({ lang, countries: 'DE AT GB' }, { source: async () => long, items: [{ sku: 'cup', title: 'Cup'.repeat(40) }] });
  frame.append(element);
  document.body.append(frame);
  await settle();
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
  return { frame, element };
}

/** What sticks out of its frame, by part; what is hidden for the eye is clipped on purpose. */
function stickingOut(frame: HTMLElement, element: Element): string[] {
  const { left, right } = frame.getBoundingClientRect();
  const drawn = [...(element.shadowRoot?.querySelectorAll('[part]:not(.visually-hidden)') ?? [])];
  return drawn
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.left < left - 1 || each.scrollWidth > each.clientWidth + 1);
    })
    .filter((each) => !/^(SELECT|INPUT)$/.test(each.tagName) && getComputedStyle(each).display !== 'inline')
    .map((each) => `${each.getAttribute('part')} ${each.scrollWidth}>${each.clientWidth}`);
}

describe('delivery-estimate: reflow', () => {
  before(() => registerMessages(...Object.values(packs)));
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    document.adoptedStyleSheets = [];
    removeMounted();
  });

  for (const lang of ['en', 'de', 'ru', 'ar', 'ja']) {
    it(`A10 nothing is lost or sticks out at 320 px: ${lang}`, async () => {
      const { frame, element } = await show('320px', lang);
      assert.deepEqual(stickingOut(frame, element), []);
      frame.remove();
    });
  }

  it('A10 nor with text of twice the size', async () => {
    const { frame, element } = await show('20em', 'de', 'Standardpaket mit Benachrichtigung');
    frame.style.fontSize = '200%';
    frame.style.inlineSize = '320px';
    assert.deepEqual(stickingOut(frame, element), []);
    frame.remove();
  });

  it('A10 nor in the narrow column of a card', async () => {
    const { frame, element } = await show('160px', 'de', 'Standardpaket mit Benachrichtigung');
    assert.deepEqual(stickingOut(frame, element), []);
    frame.remove();
  });

  it('A10 a reader\'s text spacing is taken on, and nothing is clipped', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT_SPACING);
    document.adoptedStyleSheets = [sheet];
    const { frame, element } = await show('320px', 'en');
    assert.notEqual(getComputedStyle(element.shadowRoot?.querySelector('.headline') as Element).letterSpacing, 'normal');
    assert.deepEqual(stickingOut(frame, element), []);
    frame.remove();
  });
});
