import { expect } from '@open-wc/testing';
import { createFullEstimates } from '../components/delivery-estimate/support/estimates.ts';
import { findLayoutChanges, findOverlaps, getRenderedElements } from './support/layout.ts';
import {
  closePages,
  expectText,
  findAll,
  openPage,
  scriptTag,
  waitUntilSettled,
  TAG,
  type Page,
} from './support/open-page.ts';

const fallback = '2–3 days';
const window2099 = { from: '2099-05-04', to: '2099-05-06' };
const estimates = createFullEstimates().map((each) => ({
  ...each,
  orderBy: undefined,
  window: window2099,
  ...(each.parcels && { parcels: each.parcels.map((parcel) => ({ ...parcel, window: window2099 })) }),
}));
const estimateMarkup = `<${TAG}>${fallback}<script type="application/json">${JSON.stringify(estimates)}</script></${TAG}>`;

const link = (name: string): string => `<link rel="stylesheet" href="/test/browser/vendor/${name}.css">`;
const style = (css: string): string => `<style>${css}</style>`;

/** The theme of a product page, which follows a reset. Other tests insert styles between the two. */
const theme = style(
  'body { background: white } body #product { display: block; width: 500px; font: 16px/1.45 sans-serif; color: rgb(20, 20, 20) }',
);

type StyleSubject = {
  what: string;
  tag: string;
  files: readonly string[];
  markup: string;
  /** A text that the rendered element contains. */
  expectedText: string;
  /** The minimum number of rendered elements, and their minimum height in pixels. */
  minimum: { count: number; height: number };
  /** A part that has the font size of the page. */
  part: string;
};

const createPreviewSubject = (
  tag: string,
  preview: string,
  expectedText: string,
  part: string,
  minimum: StyleSubject['minimum'],
): StyleSubject => ({
  what: `${tag.replace('waybill-', '')}: ${preview}`,
  tag,
  files: [`${tag.replace('waybill-', '')}.iife.js`, 'preview.iife.js'],
  markup: `<${tag} preview="${preview}">${fallback}</${tag}>`,
  expectedText,
  minimum,
  part,
});

/** Elements with as many parts as possible. */
const subjects: readonly StyleSubject[] = [
  {
    what: 'delivery-estimate',
    tag: TAG,
    files: ['delivery-estimate.iife.js'],
    markup: estimateMarkup,
    expectedText: 'May',
    minimum: { count: 30, height: 100 },
    part: 'headline',
  },
  createPreviewSubject('waybill-order-status', 'partly-shipped', 'Parcel', 'headline', { count: 50, height: 200 }),
  createPreviewSubject('waybill-order-status', 'customs', 'customs', 'headline', { count: 30, height: 200 }),
  createPreviewSubject('waybill-cancel-item', 'reason', 'Cancel', 'heading', { count: 20, height: 20 }),
  createPreviewSubject('waybill-cancel-item', 'completed', 'canceled', 'outcome-title', { count: 10, height: 60 }),
];

for (const { what, tag, files, markup, expectedText, minimum, part } of subjects)
  describe(`pages with other styles: ${what}`, () => {
    afterEach(closePages);

    /** Opens a product page with the element, its details open. `head` precedes the theme. */
    async function openProduct(head: string): Promise<{ page: Page; host: HTMLElement }> {
      const page = await openPage(
        `${head}${theme}${files.map(scriptTag).join('')}<body><div id="product">${markup}</div>`,
      );
      await expectText(page, expectedText, tag);
      const [host] = findAll(page, tag) as [HTMLElement];
      for (const details of host.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      return { page, host };
    }

    for (const reset of ['normalize', 'the-new-css-reset', 'tailwind-preflight', 'bootstrap-3']) {
      it(`the reset ${reset} changes nothing [P02]`, async () => {
        const plainProduct = await openProduct('');
        const { page, host } = await openProduct(link(reset));
        expect(getRenderedElements(host).length)
          .to.be.greaterThan(minimum.count)
          .and.equal(getRenderedElements(plainProduct.host).length);
        expect(findLayoutChanges(host, plainProduct.host)).to.deep.equal([]);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    it('inherited spacing, case and line height have no effect, visibility has [P03]', async () => {
      const plainProduct = await openProduct('');
      const inheritedStyle = style(`#product {
      letter-spacing: 1em; word-spacing: 2em; text-transform: uppercase;
      line-height: 0 !important; text-indent: 3em; white-space: nowrap;
    }`);
      expect(findLayoutChanges((await openProduct(inheritedStyle)).host, plainProduct.host)).to.deep.equal([]);
      const { host } = await openProduct(style('#product { visibility: hidden }'));
      // An open dialog stays visible: browsers show modal dialogs even in a hidden parent.
      const visibleElements = getRenderedElements(host).filter(
        (each) => !each.closest('dialog') && getComputedStyle(each).visibility !== 'hidden',
      );
      expect(visibleElements.map(({ localName }) => localName)).to.deep.equal([]);
    });

    it('a parent’s `font-size: 0` is inherited, and the element’s own size applies [P03]', async () => {
      const { host } = await openProduct(style('#product { font-size: 0 !important }'));
      expect(getComputedStyle(host.shadowRoot?.querySelector(`[part~="${part}"]`) as Element).fontSize).to.equal('0px');
      const sizedProduct = await openProduct(style(`#product { font-size: 0 !important } ${tag} { font-size: 16px }`));
      expect(findLayoutChanges(sizedProduct.host, (await openProduct('')).host)).to.deep.equal([]);
    });

    it('`!important` rules of the page have no effect inside, and `hidden` hides the element [P04]', async () => {
      const plainProduct = await openProduct('');
      const { host } = await openProduct(link('important'));
      expect(findLayoutChanges(host, plainProduct.host)).to.deep.equal([]);
      host.hidden = true;
      expect(getComputedStyle(host).display).to.equal('none');
      expect(host.getBoundingClientRect().height).to.equal(0);
    });

    it('a page with `* { all: unset !important }` leaves a block with all its lines [P04]', async () => {
      const { host } = await openProduct(style('* { all: unset !important }'));
      expect(getComputedStyle(host).display).to.equal('block');
      expect(host.getBoundingClientRect().height).to.be.greaterThan(minimum.height);
      expect(findOverlaps(host)).to.deep.equal([]);
    });

    const containers: [where: string, css: string][] = [
      ['120 px wide', '#product { width: 120px !important }'],
      [
        '120 px wide, scaled down',
        '#product { width: 120px !important; transform: scale(0.8); transform-origin: 0 0 }',
      ],
      ['zoomed to 150 %', '#product { zoom: 1.5; width: 300px !important }'],
      ['120 px wide, zoomed to 150 %', '#product { zoom: 1.5; width: 120px !important }'],
      ['in a flex row', '#product { display: flex !important; width: 240px !important }'],
      ['in a grid cell', '#product { display: grid !important; grid-template-columns: 120px 1fr }'],
      ['in a table cell', '#product { display: table-cell !important; width: 120px !important }'],
    ];
    for (const [where, css] of containers) {
      it(`no text overlaps or overflows ${where} [P23]`, async () => {
        const { page, host } = await openProduct(style(css));
        await waitUntilSettled(2);
        expect(findOverlaps(host)).to.deep.equal([]);
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    if (tag === TAG)
      it('a list has three columns in a wide container and two at 120 pixels [P23]', async () => {
        const countColumns = (host: HTMLElement): number => {
          const list = host.shadowRoot?.querySelector<HTMLElement>('[part="list"]') as HTMLElement;
          (list.closest('details') as HTMLDetailsElement).open = true;
          return getComputedStyle(list).gridTemplateColumns.split(' ').length;
        };
        expect(countColumns((await openProduct('')).host)).to.equal(3);
        expect(countColumns((await openProduct(style('#product { width: 120px !important }'))).host)).to.equal(2);
      });

    const missingScripts: [how: string, script: string][] = [
      ['was not found', scriptTag('/dist/cdn/gone.iife.js')],
      ['was not found, as a module', scriptTag('/dist/cdn/gone.js')],
      ['is refused by its type', '<script src="/test/browser/vendor/normalize.css"></script>'],
    ];
    for (const [how, script] of missingScripts) {
      it(`the fallback text has the page's style if the script ${how} [N19]`, async () => {
        const page = await openPage(`${style(`${tag} { color: rgb(1, 2, 3) }`)}${script}<body>${markup}`);
        const [host] = findAll(page, tag) as [HTMLElement];
        expect(host.innerText.trim()).to.equal(fallback);
        expect(getComputedStyle(host).color).to.equal('rgb(1, 2, 3)');
        expect(getComputedStyle(host).display).not.to.equal('none');
        expect(page.faults.filter((fault) => !/SyntaxError|expected expression|Unexpected/i.test(fault))).to.deep.equal(
          [],
        );
      });
    }

    it('the fallback text stays after a truncated script [N19]', async () => {
      const page = await openPage(`${scriptTag('/pages/script/waybill.iife.js?length=30000')}<body>${markup}`);
      const [host] = findAll(page, tag) as [HTMLElement];
      expect(host.innerText.trim()).to.equal(fallback);
      expect(host.shadowRoot).to.equal(null);
    });
  });
