import { pageClock, settle } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import { createFullEstimates } from './support/estimates.ts';
import { create, removeMounted } from './support/mount.ts';
import { loadPacks } from '../../support/language-packs.ts';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';

/** The text spacing that WCAG 1.4.12 requires a page to support. */
const TEXT_SPACING = `waybill-delivery-estimate {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}`;

async function renderAtWidth(
  width: string,
  lang: string,
  method = 'Standardpaketversand mit Zustellbenachrichtigung',
): Promise<{ frame: HTMLElement; element: WaybillDeliveryEstimate }> {
  const frame = document.createElement('div');
  frame.style.inlineSize = width;
  const estimates = createFullEstimates().map((estimate, index) => ({
    ...estimate,
    method: { id: 'long', name: method, price: { amount: 123456 + index, currency: 'EUR' } },
    ...(estimate.place && {
      place: { ...estimate.place, name: 'Donaudampfschifffahrtsgesellschaftskiosk', address: 'x'.repeat(120) },
    }),
  }));
  const element = create(
    { lang, countries: 'DE AT GB' },
    { source: async () => estimates, items: [{ sku: 'cup', title: 'Cup'.repeat(40) }] },
  );
  frame.append(element);
  document.body.append(frame);
  await settle();
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
  return { frame, element };
}

/** The visible parts that overflow the frame or their own box. Visually hidden text is clipped on purpose. */
function findOverflow(frame: HTMLElement, element: Element): string[] {
  const { left, right } = frame.getBoundingClientRect();
  const renderedParts = [...(element.shadowRoot?.querySelectorAll('[part]:not(.visually-hidden)') ?? [])];
  return renderedParts
    .filter((node) => {
      const box = node.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.left < left - 1 || node.scrollWidth > node.clientWidth + 1);
    })
    .filter((node) => !/^(SELECT|INPUT)$/.test(node.tagName) && getComputedStyle(node).display !== 'inline')
    .map((node) => `${node.getAttribute('part')} ${node.scrollWidth}>${node.clientWidth}`);
}

describe('delivery-estimate: reflow', () => {
  before(async () => registerMessages(...Object.values(await loadPacks('estimate'))));
  beforeEach(() => pageClock.set('2026-11-23T12:00:00Z'));
  afterEach(() => {
    document.adoptedStyleSheets = [];
    removeMounted();
  });

  for (const lang of ['en', 'de', 'ru', 'ar', 'ja']) {
    it(`nothing overflows or is clipped at 320 pixels: ${lang} [A10]`, async () => {
      const { frame, element } = await renderAtWidth('320px', lang);
      assert.deepEqual(findOverflow(frame, element), []);
      frame.remove();
    });
  }

  it('nothing overflows or is clipped at 320 pixels with text at 200 % [A10]', async () => {
    const { frame, element } = await renderAtWidth('20em', 'de', 'Standardpaket mit Benachrichtigung');
    frame.style.fontSize = '200%';
    frame.style.inlineSize = '320px';
    assert.deepEqual(findOverflow(frame, element), []);
    frame.remove();
  });

  it('nothing overflows or is clipped at 160 pixels [A10]', async () => {
    const { frame, element } = await renderAtWidth('160px', 'de', 'Standardpaket mit Benachrichtigung');
    assert.deepEqual(findOverflow(frame, element), []);
    frame.remove();
  });

  it('wide text spacing applies, and nothing overflows or is clipped [A10]', async () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT_SPACING);
    document.adoptedStyleSheets = [sheet];
    const { frame, element } = await renderAtWidth('320px', 'en');
    assert.notEqual(
      getComputedStyle(element.shadowRoot?.querySelector('[part=headline]') as Element).letterSpacing,
      'normal',
    );
    assert.deepEqual(findOverflow(frame, element), []);
    frame.remove();
  });
});
