import { expect } from '@open-wc/testing';
import { waitFor } from '../support/wait-for.ts';
import {
  closePages,
  expectText,
  findAll,
  inlineScript,
  openPage,
  waitUntilSettled,
  TAG,
  type Page,
} from './support/open-page.ts';

const fallback = 'Delivery in 2–3 days';
const reservedStyle = `<style>${TAG} { min-block-size: 1.45em }</style>`;
const reservedUntilDefinedStyle = `<style>${TAG}:not(:defined) { display: block; min-block-size: 1.45em }</style>`;
const shopStyle =
  '<style>body { font: 16px/1.5 sans-serif; margin: 0 } img { display: block; inline-size: 100%; block-size: 40px }</style>';
const belowMarkup = '<p class="below">Content below.</p><button>Add to cart</button>'.repeat(5);

const observe = inlineScript(`
  window.shifts = [];
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  }
  window.tops = new Set();
  const recordTop = () => {
    const below = document.querySelector('.below');
    if (below) tops.add(Math.round(below.getBoundingClientRect().top));
    requestAnimationFrame(recordTop);
  };
  recordTop();`);

type ObservedPage = Page & { shifts: number[]; tops: Set<number> };

/** Opens a page that shows its fallback text before its script loads. */
async function openWithLateScript(file: string, head: string, element: string): Promise<ObservedPage> {
  const page = (await openPage(
    `${shopStyle}${head}${observe}<body><p>A cup.</p>${element}${belowMarkup}`,
  )) as ObservedPage;
  await waitFor(() => page.tops.size > 0, 'the first frame');
  await waitUntilSettled();
  const script = page.document.createElement('script');
  if (!file.includes('iife')) script.type = 'module';
  script.src = `/pages/script/${file}`;
  page.document.head.append(script);
  await expectText(page, 'May');
  await waitUntilSettled(20);
  return page;
}

const sumOf = (values: readonly number[]): number => [...values].reduce((sum, value) => sum + value, 0);
const topRangeOf = ({ tops }: ObservedPage): number => Math.max(...tops) - Math.min(...tops);

/** Browsers ignore layout shifts below this many CSS pixels. */
const THRESHOLD_PX = 3;

const elements: [what: string, html: string][] = [
  ['attributes', `<${TAG} from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`],
  ['compact', `<${TAG} compact from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`],
  ['an endpoint', `<${TAG} endpoint="/pages/endpoint" sku="cup">${fallback}</${TAG}>`],
];

describe('pages with a late script', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
    for (const [what, element] of elements) {
      it(`${file} causes no shift with the documented reserved line: ${what} [L12]`, async () => {
        const page = await openWithLateScript(file, reservedStyle, element);
        expect(sumOf(page.shifts)).to.equal(0);
        expect(topRangeOf(page)).to.be.below(THRESHOLD_PX);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`${file} causes no shift with a line reserved only before its definition: ${what} [L12]`, async () => {
        const page = await openWithLateScript(file, reservedUntilDefinedStyle, element);
        // A compact element has smaller text, so it is lower than the reserved line.
        expect(sumOf(page.shifts)).to.be.at.most(element.includes('compact') ? 0.005 : 0);
        expect(topRangeOf(page)).to.be.at.most(element.includes('compact') ? 4 : THRESHOLD_PX);
      });

      it(`${file} causes a small shift without a reserved line: ${what} [L12]`, async () => {
        const page = await openWithLateScript(file, '', element);
        expect(sumOf(page.shifts)).to.be.at.most(0.02);
        expect(topRangeOf(page)).to.be.at.most(8);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    it(`the measurement detects a second line of ${file} [L12]`, async () => {
      const longMarkup = `<${TAG} from="2099-05-04" method-name="Parcel">${fallback}</${TAG}>`;
      const page = await openWithLateScript(file, '', longMarkup);
      expect(topRangeOf(page), [...page.tops].join()).to.be.greaterThan(THRESHOLD_PX);
      if (page.PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        expect(sumOf(page.shifts)).to.be.greaterThan(0);
      expect(findAll(page)).to.have.length(1);
    });
  }
});
