import { expect } from '@open-wc/testing';
import { VERSION } from '../../src/version.ts';
import { until } from '../support/until.ts';
import { closePages, dateWeightOf, expectText, findAll, inline, openPage, scriptTag, settled, TAG, visibleText, type Page } from './support/open-page.ts';

const fallback = '2–3 days';
const ready = `<${TAG} from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`;
const asking = `<${TAG} endpoint="/pages/endpoint" sku="cup">${fallback}</${TAG}>`;
const typed = (code: string): string => `<script type="module" nonce="shop">${code}</script>`;

type Shop = HTMLElement & Record<string, unknown>;

/** An element that has asked for a place, in a page with these scripts before ours. */
async function openAsking(scripts: string): Promise<{ page: Page; element: Shop; root: ShadowRoot }> {
  const give = typed(`
    window.asked = [];
    const element = document.querySelector('${TAG}');
    element.source = async (request) => {
      asked.push(JSON.stringify(request.destination));
      return request.destination?.postal
        ? { id: 'a', kind: 'delivery', window: { from: '2099-05-04' }, destination: request.destination }
        : { id: 'a', kind: 'delivery', unavailable: { code: 'needs-destination' } };
    };`);
  const markup = `<${TAG} sku="cup" country="DE">${fallback}</${TAG}>`;
  const page = await openPage(`${scripts}${scriptTag('waybill.js')}<body>${markup}${give}`);
  const [element] = findAll(page) as [Shop];
  await until(() => element.shadowRoot?.querySelector('form'), 'the form is there');
  return { page, element, root: element.shadowRoot as ShadowRoot };
}

describe('pages with scripts of their own', () => {
  afterEach(closePages);

  for (const kind of ['.js', '.iife.js']) {
    it(`P10: delivery-estimate${kind} twice from the same address is one definition without a word`, async () => {
      const page = await openPage(`${scriptTag(`delivery-estimate${kind}`).repeat(2)}<body>${ready}`);
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P10: of two versions of delivery-estimate${kind} the first one works, and one warning names both`, async () => {
      const other = scriptTag(`/pages/script/delivery-estimate${kind}?version=9.9.9`);
      const ours = scriptTag(`delivery-estimate${kind}`) + scriptTag(`delivery-estimate${kind}?again`);
      const page = await openPage(`${other}${ours}<body>${ready}`);
      await expectText(page, 'May');
      expect((page.customElements.get(TAG) as unknown as { version: string }).version).to.equal('9.9.9');
      const [warning, ...more] = page.faults;
      expect(warning).to.match(/^warn: Waybill: .*9\.9\.9/).and.contain(VERSION);
      // Each file warns for itself, and says the same.
      expect(more.filter((text) => text !== warning)).to.deep.equal([]);
    });
  }

  for (const file of ['delivery-estimate.js', 'delivery-estimate.iife.js', 'waybill.js', 'waybill.iife.js']) {
    it(`P12: ${file} leaves an element of someone else alone, with its text, and says so once`, async () => {
      const taken = inline(`customElements.define('${TAG}', class extends HTMLElement {});`);
      const page = await openPage(`${taken}${scriptTag(file)}<body>${ready}`);
      await settled();
      expect((findAll(page)[0] as HTMLElement).innerText).to.equal(fallback);
      expect(page.faults).to.have.length(1);
      expect(page.faults[0]).to.match(/^warn: Waybill: <waybill-delivery-estimate> is already defined/);
    });

    it(`P13: ${file} keeps properties that were set before it came`, async () => {
      const early = inline(`
        const [ready, rich] = document.querySelectorAll('${TAG}');
        ready.from = '2099-05-04'; ready.orderBy = '2099-05-01T12:00:00Z'; ready.methodName = 'Parcel'; ready.to = null;
        rich.estimates = { id: 'a', kind: 'delivery', window: { from: '2099-05-04' } };
        rich.messages = { delivery: { one: 'Here on {date}', on: 'Here on {date}' } };
        rich.compact = true;`);
      const markup = `<${TAG} from="2099-06-01">${fallback}</${TAG}><${TAG}>${fallback}</${TAG}>`;
      const page = await openPage(`<body>${markup}${early}${scriptTag(file)}`);
      await expectText(page, 'May 4');
      const [first, second] = findAll(page) as [Shop, Shop];
      expect(visibleText(first)).to.contain('Parcel');
      expect([first['orderBy'], first['to'], second['compact']]).to.deep.equal(['2099-05-01T12:00:00Z', null, true]);
      expect(Object.keys(first).filter((name) => /^(from|orderBy|methodName|to)$/.test(name))).to.deep.equal([]);
      expect(page.faults.join('\n')).to.equal('');
      first['from'] = '2099-07-14';
      await until(() => visibleText(first).includes('July 14') || visibleText(first).includes('Jul 14'), 'it still follows the property');
    });

    it(`P19: ${file} is styled without adoptable style sheets`, async () => {
      const old = inline('delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;');
      const page = await openPage(`${old}${scriptTag(file)}<body>${ready}`);
      await expectText(page, 'May');
      expect(dateWeightOf(findAll(page)[0])).to.equal('600');
      expect(page.faults.join('\n')).to.equal('');
    });
  }

  it('P13: attributes and properties as a framework hands them over, before and after the upgrade', async () => {
    // As React 19 does: a property where the element has one by then, else an attribute.
    const hand = `function hand(element, props) {
      for (const [name, value] of Object.entries(props)) {
        if (name in element) element[name] = value;
        else if (value === true) element.setAttribute(name, '');
        else if (value == null || value === false) element.removeAttribute(name);
        else element.setAttribute(name, String(value));
      }
    }`;
    const early = inline(`${hand}
      const given = { from: '2099-05-04', price: 490, currency: 'EUR', compact: false, 'time-zone': 'UTC' };
      hand(document.querySelector('${TAG}'), given);`);
    const page = await openPage(`<body><${TAG}>${fallback}</${TAG}>${early}${scriptTag('waybill.js')}`);
    await expectText(page, 'May 4');
    const [element] = findAll(page) as [Shop];
    expect(visibleText(element)).to.contain('€4.90');
    const estimates = [{ id: 'a', kind: 'delivery', window: { from: '2099-06-09' } }];
    const { hand: handOver } = page as unknown as { hand: (element: Element, props: object) => void };
    handOver(element, { from: undefined, price: null, compact: true, estimates });
    await expectText(page, 'June 9').catch(() => expectText(page, 'Jun 9'));
    expect(visibleText(element)).not.to.contain('€');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('P15: unfolds and asks although the page stops every event on its way', async () => {
    const stop = inline(`
      for (const type of ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'keydown', 'submit', 'toggle']) {
        addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      }`);
    const { page, root } = await openAsking(stop);
    const details = root.querySelector('details') as HTMLDetailsElement;
    details.querySelector('summary')?.click();
    expect(details.open).to.equal(true);
    (root.querySelector('input') as HTMLInputElement).value = '10115';
    root.querySelector('button')?.click();
    await expectText(page, 'May 4');
    expect((page as unknown as { asked: string[] }).asked.at(-1)).to.equal('{"country":"DE","postal":"10115"}');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('P15: its form is the page\'s neither to submit nor to read', async () => {
    const { page, root } = await openAsking(inline('addEventListener("submit", () => { window.submitted = true })'));
    (root.querySelector('input') as HTMLInputElement).value = '10115';
    root.querySelector('button')?.click();
    await expectText(page, 'May 4');
    expect('submitted' in page).to.equal(false);
  });

  it('P22: where a blocker refuses the request, the shop\'s text stays without an error', async () => {
    const block = inline(`
      Math.random = () => 0;
      window.refused = 0;
      window.fetch = () => {
        refused += 1;
        return Promise.reject(new TypeError('Failed to fetch'));
      };`);
    const page = await openPage(`${block}${scriptTag('waybill.iife.js')}<body>${asking}`);
    const [element] = findAll(page) as [HTMLElement];
    expect(visibleText(element)).to.equal(fallback);
    await until(() => (page as unknown as { refused: number }).refused === 4, 'it has tried');
    await settled();
    expect(visibleText(element)).to.equal(fallback);
    expect(page.faults.join('\n')).to.equal('');
  });

  it('P22: no address of ours has a name that blockers look for', async () => {
    const note = inline(`
      window.seen = [];
      const ask = fetch;
      window.fetch = (url, init) => {
        seen.push(String(url));
        return ask(url, init);
      };`);
    const page = await openPage(`${note}${scriptTag('waybill.iife.js')}<body>${asking}`);
    await expectText(page, 'May');
    const ours = page.performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    const asked = (page as unknown as { seen: string[] }).seen.map((address) => new URL(address).pathname);
    expect(asked).to.deep.equal(['/pages/endpoint/estimates']);
    for (const path of [...ours, ...asked]) expect(path).not.to.match(/\bads?\b|analytic|beacon|collect|metric|pixel|telemetry|track/i);
  });
});
