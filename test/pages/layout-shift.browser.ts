import { expect } from '@open-wc/testing';
import { until } from '../support/until.ts';
import { closePages, expectText, findAll, inline, openPage, settled, TAG, type Page } from './support/open-page.ts';

const fallback = 'Delivery in 2–3 days';
const reserved = `<style>${TAG} { min-block-size: 1.45em }</style>`;
const reservedUntilThen = `<style>${TAG}:not(:defined) { display: block; min-block-size: 1.45em }</style>`;
const shop = '<style>body { font: 16px/1.5 sans-serif; margin: 0 } img { display: block; inline-size: 100%; block-size: 40px }</style>';
const below = '<p class="below">What stands below.</p><button>Add to cart</button>'.repeat(5);

const observe = inline(`
  window.shifts = [];
  if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) {
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true });
  }
  window.tops = new Set();
  const watch = () => {
    const below = document.querySelector('.below');
    if (below) tops.add(Math.round(below.getBoundingClientRect().top));
    requestAnimationFrame(watch);
  };
  watch();`);

type Watched = Page & { shifts: number[]; tops: Set<number> };

/** A page whose text has been shown for a while when its script comes. */
async function openLate(file: string, head: string, element: string): Promise<Watched> {
  const page = (await openPage(`${shop}${head}${observe}<body><p>A cup.</p>${element}${below}`)) as Watched;
  await until(() => page.tops.size > 0, 'it is painted');
  await settled();
  const script = page.document.createElement('script');
  if (!file.includes('iife')) script.type = 'module';
  script.src = `/pages/script/${file}`;
  page.document.head.append(script);
  await expectText(page, 'May');
  await settled(20);
  return page;
}

const sumOf = (values: readonly number[]): number => [...values].reduce((sum, value) => sum + value, 0);
const spreadOf = ({ tops }: Watched): number => Math.max(...tops) - Math.min(...tops);

/** How far what stands below may move unseen, in CSS pixels: the browsers' own threshold for a shift. */
const UNSEEN = 3;

const elements: [what: string, html: string][] = [
  ['a ready date', `<${TAG} from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`],
  ['a compact one', `<${TAG} compact from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`],
  ['an endpoint', `<${TAG} endpoint="/pages/endpoint" sku="cup">${fallback}</${TAG}>`],
];

describe('pages whose script comes late', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
    for (const [what, element] of elements) {
      it(`L12: with the documented line nothing moves when ${file} comes: ${what}`, async () => {
        const page = await openLate(file, reserved, element);
        expect(sumOf(page.shifts)).to.equal(0);
        expect(spreadOf(page)).to.be.below(UNSEEN);
        expect(page.faults.join('\n')).to.equal('');
      });

      it(`L12: nor where the line is kept only until ${file} has come: ${what}`, async () => {
        const page = await openLate(file, reservedUntilThen, element);
        // A compact one is lower than the line: its text is smaller.
        expect(sumOf(page.shifts)).to.be.at.most(element.includes('compact') ? 0.005 : 0);
        expect(spreadOf(page)).to.be.at.most(element.includes('compact') ? 4 : UNSEEN);
      });

      it(`L12: without it hardly anything moves when ${file} comes: ${what}`, async () => {
        const page = await openLate(file, '', element);
        expect(sumOf(page.shifts)).to.be.at.most(0.02);
        expect(spreadOf(page)).to.be.at.most(8);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    it(`L12: the shift is measured: a second line is seen when ${file} comes`, async () => {
      const long = `<${TAG} from="2099-05-04" method-name="Parcel">${fallback}</${TAG}>`;
      const page = await openLate(file, '', long);
      expect(spreadOf(page), [...page.tops].join()).to.be.greaterThan(UNSEEN);
      if (page.PerformanceObserver.supportedEntryTypes.includes('layout-shift')) expect(sumOf(page.shifts)).to.be.greaterThan(0);
      expect(findAll(page)).to.have.length(1);
    });
  }
});
