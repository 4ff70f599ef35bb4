import { pageClock, settle } from '../../support/page-clock.ts';
import { assert, expect } from '@open-wc/testing';
import type { WaybillOrderStatus } from '../../../src/components/order-status/order-status.ts';
import { registerMessages } from '../../../src/i18n/message-registry.ts';
import { previewStates, showPreview } from '../../../src/preview/preview.ts';
import { getDirection, loadPacks } from '../../support/language-packs.ts';
import {
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  now,
  orderStates,
} from '../../support/order-fixtures.ts';
import { backgroundsOf, contrastOf, measureTexts } from '../support/contrast.ts';
import { collapsedText, create, mount, part, parts, removeMounted, textOf } from './support/mount.ts';

/* What everybody can perceive and use, in every preview state and layout. */

const previews = previewStates['waybill-order-status'] ?? [];
const layouts = ['bar', 'rail', 'compact'] as const;

const pages = {
  light: 'background: #fff; color: #1a1a1a',
  dark: 'background: #14161a; color: #e6e6e3; color-scheme: dark',
  'dark without a color scheme': 'background: #14161a; color: #e6e6e3',
};
type PageName = keyof typeof pages;
const pageNames = Object.keys(pages) as PageName[];

const root = document.documentElement;
/** Landmark of the elements. */
const main = document.createElement('main');
const warn = console.warn;

function setPage(name: PageName, accent?: string): void {
  root.style.cssText = pages[name];
  if (accent !== undefined) root.style.setProperty('--waybill-color-accent', accent);
}

async function mountPreview(preview: string, attributes: Record<string, string> = {}): Promise<WaybillOrderStatus> {
  const element = create({ preview, ...attributes });
  showPreview(element);
  main.append(element);
  await element.updateComplete;
  return element;
}

/** Mounts every preview state of one layout. */
const mountPreviews = (attributes: Record<string, string>): Promise<WaybillOrderStatus[]> =>
  Promise.all(previews.map((preview) => mountPreview(preview, attributes)));

function unfold(element: Element): void {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
}

const summariesOf = (element: Element): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll('summary') ?? [])];
const previewOf = (element: Element): string => element.getAttribute('preview') ?? '';

describe('order-status: accessibility', () => {
  before(async () => {
    document.body.append(main);
    for (const kind of ['estimate', 'order'] as const) registerMessages(...Object.values(await loadPacks(kind)));
  });
  after(() => main.remove());
  beforeEach(() => {
    pageClock.set(now);
    console.warn = () => {};
  });
  afterEach(async () => {
    removeMounted();
    root.removeAttribute('style');
    root.lang = 'en';
    console.warn = warn;
    await settle();
  });

  describe('axe', () => {
    for (const pageName of pageNames) {
      for (const layout of layouts) {
        it(`finds nothing in any preview state: ${layout}, ${pageName}, folded and unfolded [A01]`, async () => {
          setPage(pageName);
          const elements = await mountPreviews({ layout });
          await expect(main).to.be.accessible();
          for (const element of elements) unfold(element);
          await expect(main).to.be.accessible();
        });
      }
    }

    // A link in the accent has the contrast that the shop gives it.
    for (const [accent, pageName] of [
      ['#0a6847', 'light'],
      ['#b3261e', 'light'],
      ['#ffcc00', 'dark'],
      ['#9ad1b8', 'dark without a color scheme'],
    ] as const) {
      it(`finds nothing in any preview state with the accent ${accent}, ${pageName} [A01]`, async () => {
        setPage(pageName, accent);
        for (const element of await mountPreviews({ layout: 'bar' })) unfold(element);
        await expect(main).to.be.accessible();
      });
    }
  });

  describe('contrast', () => {
    for (const pageName of pageNames) {
      it(`every text has 4.5:1, ${pageName}`, async () => {
        setPage(pageName);
        for (const layout of layouts) {
          for (const element of await mountPreviews({ layout })) {
            unfold(element);
            const [lowest] = measureTexts(element);
            if (lowest) assert.isAtLeast(lowest.contrast, 4.5, `${previewOf(element)}, ${layout}: ${lowest.text}`);
          }
          removeMounted();
        }
      });

      it(`every segment of the bar has 3:1 with the page, ${pageName}`, async () => {
        setPage(pageName);
        const kinds = new Set<string>();
        for (const element of await mountPreviews({ layout: 'bar' })) {
          for (const segment of parts(element, 'segment')) {
            const kind = `${segment.className}${segment.closest('.stopped') ? ' stopped' : ''}`;
            kinds.add(kind);
            const background = backgroundsOf(part(element, 'bar'));
            const { borderTopColor } = getComputedStyle(segment);
            assert.isAtLeast(contrastOf(borderTopColor, background), 3, `${previewOf(element)}: ${kind}`);
            if (segment.matches('.to-come')) continue;
            const filling = getComputedStyle(segment, '::before');
            assert.isAtLeast(contrastOf(filling.borderTopColor, background), 3, `${previewOf(element)}: ${kind}`);
            assert.isAbove(Number.parseFloat(filling.borderTopWidth), 2, 'the filling has the height of the bar');
          }
        }
        for (const kind of ['done', 'current', 'to-come', 'current stopped'])
          assert.include([...kinds], `segment ${kind}`);
      });

      for (const accent of [undefined, '#0a6847', '#b3261e', '#ffcc00', '#808080']) {
        it(`the main button has 4.5:1 between text and background, accent ${accent}, ${pageName}`, async () => {
          setPage(pageName, accent);
          for (const preview of ['customs', 'address-problem']) {
            const element = await mountPreview(preview);
            const button = part(element, 'primary');
            const label = button.querySelector('span') as Element;
            assert.isAtLeast(contrastOf(getComputedStyle(label).color, backgroundsOf(label)), 4.5);
            assert.isAtLeast(button.getBoundingClientRect().height, 44);
          }
        });
      }
    }

    it('the main button has 4.5:1 with every accent of a grid', async () => {
      const element = await mountPreview('customs');
      const label = part(element, 'primary').querySelector('span') as Element;
      const levels = ['00', '33', '66', '99', 'cc', 'ff'];
      const accents = levels.flatMap((red) =>
        levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`)),
      );
      const low = accents.filter((accent) => {
        setPage('light', accent);
        return contrastOf(getComputedStyle(label).color, backgroundsOf(label)) < 4.5;
      });
      assert.deepEqual(low, []);
    });
  });

  describe('names', () => {
    for (const layout of ['bar', 'rail'] as const) {
      it(`every step says whether it is done, current or to come: ${layout}`, async () => {
        for (const element of await mountPreviews({ layout })) {
          for (const list of parts(element, 'steps')) {
            const steps = [...list.children];
            const active = steps.filter((step) => step.ariaCurrent === 'step');
            assert.lengthOf(active, 1, previewOf(element));
            for (const step of steps) {
              const label = collapsedText(step.querySelector('[part="step-label"]') ?? undefined) ?? '';
              const state = active.includes(step)
                ? /^[^(]+$/
                : step.matches('.done')
                  ? /. \(done\)$/
                  : /. \(to come\)$/;
              assert.match(label, state, previewOf(element));
            }
          }
        }
      });
    }

    it('the bar is one sentence, and its texts are no second one', async () => {
      const element = await mountPreview('on-its-way');
      const bar = part(element, 'bar');
      assert.equal(bar.role, 'img');
      assert.equal(bar.ariaLabel, 'Step 3 of 5: Shipped');
      const stopped = await mountPreview('customs');
      assert.equal(part(stopped, 'bar').ariaLabel, 'Step 3 of 5: Held at customs');
    });

    it('the bar ends at the last promised day', async () => {
      const element = await mount({}, { order: orderStates['under way']?.() });
      const end = element.shadowRoot?.querySelector('.bar-end time');
      assert.equal(end?.getAttribute('datetime'), '2026-11-26');
      assert.equal(end?.textContent, '26 Nov');
    });

    /** Parcels of one carrier with the same product, all of them delivered. */
    const createEqualParcels = () => {
      const ids = ['s1', 's2', 's3'];
      return createOrder({
        lineItems: [createLineItem('dune', 'Dune', 3)],
        shipments: ids.map((id) =>
          createShipment(id, {
            status: 'delivered',
            tracking: [{ number: `number ${id}`, url: `https://carrier.example/${id}` }],
            delivery: { kind: 'neighbour', proofUrl: `https://carrier.example/proof/${id}` },
          }),
        ),
        events: ids.map((id) => createEvent('delivered', '2026-11-23T09:20:00Z', { shipmentId: id })),
        actions: [{ type: 'report-missing', mode: 'request' }],
      });
    };

    for (const layout of ['bar', 'rail'] as const) {
      it(`no two controls of equal parcels have one name: ${layout} [A17]`, async () => {
        const element = await mount({ layout }, { order: createEqualParcels() });
        unfold(element);
        const names = [...(element.shadowRoot?.querySelectorAll('summary, a, button') ?? [])].map(collapsedText);
        assert.deepEqual(names, [...new Set(names)]);
        assert.lengthOf(element.shadowRoot?.querySelectorAll('a[part~="track"]') ?? [], 3);
        assert.lengthOf(parts(element, 'missing'), 3);
      });
    }

    it('no two disclosures have one name in any state [A17]', async () => {
      for (const [name, createTestOrder] of Object.entries(orderStates)) {
        const element = await mount({}, { order: createTestOrder() });
        const names = summariesOf(element).map(collapsedText);
        assert.deepEqual(names, [...new Set(names)], name);
        assert.isAtMost(parts(element, 'history').length, 1, name);
      }
    });

    const createLateParcels = () =>
      createOrder({
        lineItems: [createLineItem('dune', 'Dune'), createLineItem('solaris', 'Solaris')],
        shipments: ['dune', 'solaris'].map((id) =>
          createShipment(id, {
            lineItems: [{ id, quantity: 1 }],
            exceptions: [{ kind: 'delayed', since: '2026-11-23T06:00:00Z' }],
          }),
        ),
      });

    for (const [level, expected] of [
      [undefined, ['2', '3']],
      ['3', ['3', '4']],
      ['6', ['6', '6']],
      ['0', [null, null]],
      ['7', ['2', '3']],
      ['x', ['2', '3']],
    ] as const) {
      it(`the headline and the titles of parcels follow heading-level ${level}`, async () => {
        const attributes: Record<string, string> = level === undefined ? {} : { 'heading-level': level };
        const element = await mount(attributes, { order: createLateParcels() });
        const headings = [part(element, 'headline'), part(element, 'parcel-title')];
        assert.deepEqual(
          headings.map(({ ariaLevel }) => ariaLevel),
          [...expected],
        );
        for (const heading of headings) assert.equal(heading.role, level === '0' ? null : 'heading');
      });
    }

    it('the live regions have the language and the direction of the element', async () => {
      root.lang = 'en';
      for (const language of ['de', 'ar']) {
        const element = await mount({ lang: language }, { order: orderStates['under way']?.() });
        const regions = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role="status"]') ?? [])];
        assert.lengthOf(regions, 2);
        for (const region of regions) {
          assert.equal(region.lang, language);
          assert.equal(region.dir, getDirection(language));
        }
      }
    });
  });

  describe('size', () => {
    for (const layout of ['bar', 'rail'] as const) {
      it(`links, buttons and disclosures are 24 pixels high in a small font: ${layout} [A15]`, async () => {
        for (const element of await mountPreviews({ layout, style: 'font-size: 9px' })) {
          unfold(element);
          for (const control of element.shadowRoot?.querySelectorAll('a, button, summary') ?? []) {
            const { width, height } = control.getBoundingClientRect();
            const name = `${previewOf(element)}: ${control.getAttribute('part')} ${collapsedText(control)}`;
            assert.isAtLeast(height, 24, name);
            assert.isAtLeast(width, 24, name);
          }
        }
      });
    }

    for (const language of ['en', 'de', 'ar', 'he']) {
      for (const layout of layouts) {
        it(`nothing overflows and no date breaks at 320 pixels: ${language}, ${layout} [A10, A11]`, async () => {
          const attributes = { lang: language, layout, style: 'inline-size: 288px' };
          for (const element of await mountPreviews(attributes)) {
            unfold(element);
            assertInside(element);
            assert.deepEqual(findBrokenDates(element), [], previewOf(element));
          }
        });
      }
    }

    it('a picture that cannot be loaded leaves no hole', async () => {
      const order = createOrder({
        lineItems: [createLineItem('dune', 'Dune', 1, { imageUrl: 'https://shop.example/dune.jpg' })],
      });
      const element = await mount({}, { order });
      const picture = part(element, 'media');
      assert.equal(picture.getBoundingClientRect().width, 56);
      picture.dispatchEvent(new Event('error'));
      assert.equal(picture.getBoundingClientRect().width, 0);
      assert.equal(textOf(element, 'item-title'), 'Dune');
      picture.dispatchEvent(new Event('load'));
      assert.equal(picture.getBoundingClientRect().width, 56);
    });

    it('a narrow element has the list in place of the bar, and gets the bar when it grows', async () => {
      const element = await mount({ style: 'inline-size: 200px' }, { order: orderStates['under way']?.() });
      const isDrawn = (node: Element | null): boolean =>
        (node?.getBoundingClientRect().height ?? 0) > 0 && node?.checkVisibility() === true;
      const isShown = (name: string): boolean => isDrawn(part(element, name));
      const summary = part(element, 'details').querySelector('summary');
      // Without `::details-content`, the bar and the closed disclosure stay.
      const isUnfolded = isShown('steps');
      assert.equal(isShown('bar'), !isUnfolded);
      assert.equal(isDrawn(summary), !isUnfolded);
      if (/Chrome/.test(navigator.userAgent)) assert.isTrue(isUnfolded);
      element.style.inlineSize = '390px';
      // WebKit measures containers once a frame.
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      assert.deepEqual(['bar', 'steps'].map(isShown), [true, false]);
      assert.isTrue(isDrawn(summary));
    });
  });
});

function assertInside(element: Element): void {
  const { left, right } = element.getBoundingClientRect();
  for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
    const box = inner.getBoundingClientRect();
    if (box.width <= 1) continue;
    const name = `${previewOf(element)}: ${inner.localName} ${inner.getAttribute('part') ?? inner.className} ${collapsedText(inner)}`;
    assert.isAtLeast(box.left, left - 0.5, name);
    assert.isAtMost(box.right, right + 0.5, name);
  }
  assert.isAtMost(element.scrollWidth, element.clientWidth, previewOf(element));
}

/** Dates and times on more than one line that are not wider than a line. */
function findBrokenDates(element: Element): string[] {
  return [...(element.shadowRoot?.querySelectorAll('time') ?? [])].flatMap((time) => {
    const range = document.createRange();
    range.selectNodeContents(time);
    const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
    if (tops.size <= 1) return [];
    const lineWidth = time.closest('p, li, summary, .bar-labels')?.clientWidth ?? 0;
    time.style.whiteSpace = 'nowrap';
    const { width } = range.getBoundingClientRect();
    time.style.whiteSpace = '';
    return width <= lineWidth ? [`${time.textContent}: ${width} in ${lineWidth}`] : [];
  });
}
