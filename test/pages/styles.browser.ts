import { expect } from '@open-wc/testing';
import { richEstimates } from '../components/delivery-estimate/support/estimates.ts';
import { changesOf, collisions, drawnIn } from './support/layout.ts';
import { closePages, expectText, findAll, openPage, scriptTag, settled, TAG, type Page } from './support/open-page.ts';

const fallback = '2–3 days';
const window2099 = { from: '2099-05-04', to: '2099-05-06' };
const rich = richEstimates().map((each) => ({
  ...each,
  orderBy: undefined,
  window: window2099,
  ...(each.parcels && { parcels: each.parcels.map((parcel) => ({ ...parcel, window: window2099 })) }),
}));
const everything = `<${TAG}>${fallback}<script type="application/json">${JSON.stringify(rich)}</script></${TAG}>`;

const link = (name: string): string => `<link rel="stylesheet" href="/test/pages/vendor/${name}.css">`;
const style = (css: string): string => `<style>${css}</style>`;

/** What a theme says of a product's page, after any reset; the rest is between the reset and the element. */
const theme = style('body #product { display: block; width: 500px; font: 16px/1.45 sans-serif; color: rgb(20, 20, 20) }');

type Subject = {
  what: string;
  tag: string;
  files: readonly string[];
  markup: string;
  /** Stands in it once it is drawn. */
  sign: string;
  /** How many elements it draws at least, and how high they are together. */
  least: { count: number; height: number };
  /** A part whose size is that of the page's type. */
  part: string;
};

const previewed = (tag: string, preview: string, sign: string, part: string, least: Subject['least']): Subject => ({
  what: `${tag.replace('waybill-', '')}: ${preview}`,
  tag,
  files: [`${tag.replace('waybill-', '')}.iife.js`, 'preview.iife.js'],
  markup: `<${tag} preview="${preview}">${fallback}</${tag}>`,
  sign,
  least,
  part,
});

/** Each with all that it can draw. */
const subjects: readonly Subject[] = [
  {
    what: 'delivery-estimate',
    tag: TAG,
    files: ['delivery-estimate.iife.js'],
    markup: everything,
    sign: 'May',
    least: { count: 30, height: 100 },
    part: 'headline',
  },
  previewed('waybill-order-status', 'partly-sent', 'Parcel', 'headline', { count: 50, height: 200 }),
  previewed('waybill-order-status', 'customs', 'customs', 'headline', { count: 30, height: 200 }),
  previewed('waybill-cancel-item', 'reason', 'Cancel', 'heading', { count: 20, height: 20 }),
  previewed('waybill-cancel-item', 'done', 'canceled', 'outcome-title', { count: 10, height: 60 }),
];

for (const { what, tag, files, markup, sign, least, part } of subjects) describe(`pages with styles of their own: ${what}`, () => {
  afterEach(closePages);

  /** It, unfolded, in a shop with this in its head and around it. */
  async function openProduct(head: string): Promise<{ page: Page; host: HTMLElement }> {
    const page = await openPage(`${head}${theme}${files.map(scriptTag).join('')}<body><div id="product">${markup}</div>`);
    await expectText(page, sign, tag);
    const [host] = findAll(page, tag) as [HTMLElement];
    for (const details of host.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    return { page, host };
  }

  for (const reset of ['normalize', 'the-new-css-reset', 'tailwind-preflight', 'bootstrap-3']) {
    it(`P02: nothing moves or looks otherwise under ${reset}`, async () => {
      const plain = await openProduct('');
      const { page, host } = await openProduct(link(reset));
      expect(drawnIn(host).length).to.be.greaterThan(least.count).and.equal(drawnIn(plain.host).length);
      expect(changesOf(host, plain.host)).to.deep.equal([]);
      expect(page.faults.join('\n')).to.equal('');
    });
  }

  it('P03: spacing, case and line height of the parent end at the element; its visibility holds', async () => {
    const plain = await openProduct('');
    const around = style(`#product {
      letter-spacing: 1em; word-spacing: 2em; text-transform: uppercase;
      line-height: 0 !important; text-indent: 3em; white-space: nowrap;
    }`);
    expect(changesOf((await openProduct(around)).host, plain.host)).to.deep.equal([]);
    const { host } = await openProduct(style('#product { visibility: hidden }'));
    // A question that stands open is seen in any case: browsers show what the rest of the page is shut off for.
    const seen = drawnIn(host).filter((each) => !each.closest('dialog') && getComputedStyle(each).visibility !== 'hidden');
    expect(seen.map(({ localName }) => localName)).to.deep.equal([]);
  });

  it('P03: under `font-size: 0` it is as small as everything else, and takes the size the page gives it', async () => {
    const { host } = await openProduct(style('#product { font-size: 0 !important }'));
    expect(getComputedStyle(host.shadowRoot?.querySelector(`[part~="${part}"]`) as Element).fontSize).to.equal('0px');
    const sized = await openProduct(style(`#product { font-size: 0 !important } ${tag} { font-size: 16px }`));
    expect(changesOf(sized.host, (await openProduct('')).host)).to.deep.equal([]);
  });

  it('P04: what the page marks as important does not get inside, and `hidden` on the host hides', async () => {
    const plain = await openProduct('');
    const { host } = await openProduct(link('important'));
    expect(changesOf(host, plain.host)).to.deep.equal([]);
    host.hidden = true;
    expect(getComputedStyle(host).display).to.equal('none');
    expect(host.getBoundingClientRect().height).to.equal(0);
  });

  it('P04: `* { all: unset !important }` leaves a block with all its lines', async () => {
    const { host } = await openProduct(style('* { all: unset !important }'));
    expect(getComputedStyle(host).display).to.equal('block');
    expect(host.getBoundingClientRect().height).to.be.greaterThan(least.height);
    expect(collisions(host)).to.deep.equal([]);
  });

  const zooms: [where: string, css: string][] = [
    ['120 px wide', '#product { width: 120px !important }'],
    ['120 px wide, scaled down', '#product { width: 120px !important; transform: scale(0.8); transform-origin: 0 0 }'],
    ['zoomed to 150 %', '#product { zoom: 1.5; width: 300px !important }'],
    ['120 px wide, zoomed to 150 %', '#product { zoom: 1.5; width: 120px !important }'],
    ['in a flex row', '#product { display: flex !important; width: 240px !important }'],
    ['in a grid cell', '#product { display: grid !important; grid-template-columns: 120px 1fr }'],
    ['in a table cell', '#product { display: table-cell !important; width: 120px !important }'],
  ];
  for (const [where, css] of zooms) {
    it(`P23: nothing overlaps or sticks out ${where}`, async () => {
      const { page, host } = await openProduct(style(css));
      await settled(2);
      expect(collisions(host)).to.deep.equal([]);
      expect(page.faults.join('\n')).to.equal('');
    });
  }

  if (tag === TAG) it('P23: a list has columns where there is room and none at 120 px', async () => {
    const displayOf = (host: HTMLElement): string =>
      getComputedStyle(host.shadowRoot?.querySelector('[part="option"]') as Element).display;
    expect(displayOf((await openProduct('')).host)).to.equal('grid');
    expect(displayOf((await openProduct(style('#product { width: 120px !important }'))).host)).to.equal('flex');
  });

  const missing: [how: string, script: string][] = [
    ['was not found', scriptTag('/dist/cdn/gone.iife.js')],
    ['was not found, as a module', scriptTag('/dist/cdn/gone.js')],
    ['is refused by its type', '<script src="/test/pages/vendor/normalize.css"></script>'],
  ];
  for (const [how, script] of missing) {
    it(`N19: where the script ${how}, the shop's text stands in the shop's style`, async () => {
      const page = await openPage(`${style(`${tag} { color: rgb(1, 2, 3) }`)}${script}<body>${markup}`);
      const [host] = findAll(page, tag) as [HTMLElement];
      expect(host.innerText.trim()).to.equal(fallback);
      expect(getComputedStyle(host).color).to.equal('rgb(1, 2, 3)');
      expect(getComputedStyle(host).display).not.to.equal('none');
      expect(page.faults.filter((fault) => !/SyntaxError|expected expression|Unexpected/i.test(fault))).to.deep.equal([]);
    });
  }

  it('N19: where only the beginning of the script has come, the text stands too', async () => {
    const page = await openPage(`${scriptTag('/pages/script/waybill.iife.js?length=30000')}<body>${markup}`);
    const [host] = findAll(page, tag) as [HTMLElement];
    expect(host.innerText.trim()).to.equal(fallback);
    expect(host.shadowRoot).to.equal(null);
  });
});
