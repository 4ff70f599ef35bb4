import { expect } from '@open-wc/testing';
import { VERSION } from '../../src/version.ts';
import { waitFor } from '../support/wait-for.ts';
import {
  closePages,
  getDateWeight,
  expectText,
  findAll,
  inlineScript,
  openPage,
  scriptTag,
  waitUntilSettled,
  TAG,
  visibleText,
  type Page,
} from './support/open-page.ts';

const fallback = '2–3 days';
const ready = `<${TAG} from="2099-05-04" to="2099-05-06">${fallback}</${TAG}>`;
const requestMarkup = `<${TAG} endpoint="/pages/endpoint" sku="cup">${fallback}</${TAG}>`;
const moduleScript = (code: string): string => `<script type="module" nonce="shop">${code}</script>`;

type Shop = HTMLElement & Record<string, unknown>;

/** Opens a page with these scripts before Waybill's, and an element that asks for the postcode. */
async function openWithPostcodeForm(scripts: string): Promise<{ page: Page; element: Shop; root: ShadowRoot }> {
  const setSourceScript = moduleScript(`
    window.destinations = [];
    const element = document.querySelector('${TAG}');
    element.source = async (request) => {
      destinations.push(JSON.stringify(request.destination));
      return request.destination?.postal
        ? { id: 'a', kind: 'delivery', window: { from: '2099-05-04' }, destination: request.destination }
        : { id: 'a', kind: 'delivery', unavailable: { code: 'needs-destination' } };
    };`);
  const markup = `<${TAG} sku="cup" country="DE">${fallback}</${TAG}>`;
  const page = await openPage(`${scripts}${scriptTag('waybill.js')}<body>${markup}${setSourceScript}`);
  const [element] = findAll(page) as [Shop];
  await waitFor(() => element.shadowRoot?.querySelector('form'), 'the form');
  return { page, element, root: element.shadowRoot as ShadowRoot };
}

describe('pages with other scripts', () => {
  afterEach(closePages);

  for (const kind of ['.js', '.iife.js']) {
    it(`delivery-estimate${kind} twice from one URL defines the element once, silently [P10]`, async () => {
      const page = await openPage(`${scriptTag(`delivery-estimate${kind}`).repeat(2)}<body>${ready}`);
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`the first of two versions of delivery-estimate${kind} works, and one warning names both [P10]`, async () => {
      const other = scriptTag(`/pages/script/delivery-estimate${kind}?version=9.9.9`);
      const ownVersion = scriptTag(`delivery-estimate${kind}`) + scriptTag(`delivery-estimate${kind}?again`);
      const page = await openPage(`${other}${ownVersion}<body>${ready}`);
      await expectText(page, 'May');
      expect((page.customElements.get(TAG) as unknown as { version: string }).version).to.equal('9.9.9');
      const [warning, ...otherWarnings] = page.faults;
      expect(warning)
        .to.match(/^warn: Waybill: .*9\.9\.9/)
        .and.contain(VERSION);
      // Each file warns separately, with the same text.
      expect(otherWarnings.filter((text) => text !== warning)).to.deep.equal([]);
    });
  }

  for (const file of ['delivery-estimate.js', 'delivery-estimate.iife.js', 'waybill.js', 'waybill.iife.js']) {
    it(`${file} leaves a tag that the page has defined alone, with one warning [P12]`, async () => {
      const foreignDefinition = inlineScript(`customElements.define('${TAG}', class extends HTMLElement {});`);
      const page = await openPage(`${foreignDefinition}${scriptTag(file)}<body>${ready}`);
      await waitUntilSettled();
      expect((findAll(page)[0] as HTMLElement).innerText).to.equal(fallback);
      expect(page.faults).to.have.length(1);
      expect(page.faults[0]).to.match(/^warn: Waybill: <waybill-delivery-estimate> is already defined/);
    });

    it(`${file} keeps properties that were set before the upgrade [P13]`, async () => {
      const setPropertiesScript = inlineScript(`
        const [ready, rich] = document.querySelectorAll('${TAG}');
        ready.from = '2099-05-04'; ready.orderBy = '2099-05-01T12:00:00Z'; ready.methodName = 'Parcel'; ready.to = null;
        rich.estimates = { id: 'a', kind: 'delivery', window: { from: '2099-05-04' } };
        rich.messages = { delivery: { one: 'Here on {date}', on: 'Here on {date}' } };
        rich.compact = true;`);
      const markup = `<${TAG} from="2099-06-01">${fallback}</${TAG}><${TAG}>${fallback}</${TAG}>`;
      const page = await openPage(`<body>${markup}${setPropertiesScript}${scriptTag(file)}`);
      await expectText(page, 'Mon 4');
      const [first, second] = findAll(page) as [Shop, Shop];
      expect(visibleText(first)).to.contain('Parcel');
      expect([first['orderBy'], first['to'], second['compact']]).to.deep.equal(['2099-05-01T12:00:00Z', null, true]);
      expect(Object.keys(first).filter((name) => /^(from|orderBy|methodName|to)$/.test(name))).to.deep.equal([]);
      expect(page.faults.join('\n')).to.equal('');
      first['from'] = '2099-07-14';
      await waitFor(() => visibleText(first).includes('14 July'), 'the new date');
    });

    it(`${file} is styled without adoptable style sheets [P19]`, async () => {
      const removeAdoptedStyleSheets = inlineScript(
        'delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets;',
      );
      const page = await openPage(`${removeAdoptedStyleSheets}${scriptTag(file)}<body>${ready}`);
      await expectText(page, 'May');
      expect(getDateWeight(findAll(page)[0])).to.equal('600');
      expect(page.faults.join('\n')).to.equal('');
    });
  }

  it('an element takes attributes and properties before and after the upgrade [P13]', async () => {
    // React 19 sets a property if the element has it, else an attribute.
    const setPropsFunction = `function setProps(element, props) {
      for (const [name, value] of Object.entries(props)) {
        if (name in element) element[name] = value;
        else if (value === true) element.setAttribute(name, '');
        else if (value == null || value === false) element.removeAttribute(name);
        else element.setAttribute(name, String(value));
      }
    }`;
    const setPropertiesScript = inlineScript(`${setPropsFunction}
      const props = { from: '2099-05-04', price: 490, currency: 'EUR', compact: false, 'time-zone': 'UTC' };
      setProps(document.querySelector('${TAG}'), props);`);
    const page = await openPage(`<body><${TAG}>${fallback}</${TAG}>${setPropertiesScript}${scriptTag('waybill.js')}`);
    await expectText(page, 'Mon 4');
    const [element] = findAll(page) as [Shop];
    expect(visibleText(element)).to.contain('€4.90');
    const estimates = [{ id: 'a', kind: 'delivery', window: { from: '2099-06-09' } }];
    const { setProps } = page as unknown as { setProps: (element: Element, props: object) => void };
    setProps(element, { from: undefined, price: null, compact: true, estimates });
    await expectText(page, '9 June');
    expect(visibleText(element)).not.to.contain('€');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('an element opens and requests although the page stops all events [P15]', async () => {
    const stopEvents = inlineScript(`
      for (const type of ['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'keydown', 'submit', 'toggle']) {
        addEventListener(type, (event) => event.stopImmediatePropagation(), true);
      }`);
    const { page, root } = await openWithPostcodeForm(stopEvents);
    const details = root.querySelector('details') as HTMLDetailsElement;
    details.querySelector('summary')?.click();
    expect(details.open).to.equal(true);
    (root.querySelector('input') as HTMLInputElement).value = '10115';
    root.querySelector('button')?.click();
    await expectText(page, 'Mon 4');
    expect((page as unknown as { destinations: string[] }).destinations.at(-1)).to.equal(
      '{"country":"DE","postal":"10115"}',
    );
    expect(page.faults.join('\n')).to.equal('');
  });

  it("the page can neither submit nor read the element's form [P15]", async () => {
    const { page, root } = await openWithPostcodeForm(
      inlineScript('addEventListener("submit", () => { window.submitted = true })'),
    );
    (root.querySelector('input') as HTMLInputElement).value = '10115';
    root.querySelector('button')?.click();
    await expectText(page, 'Mon 4');
    expect('submitted' in page).to.equal(false);
  });

  it('an element leaves the fallback text without an error if a blocker refuses its request [P22]', async () => {
    const blockRequests = inlineScript(`
      Math.random = () => 0;
      window.refused = 0;
      window.fetch = () => {
        refused += 1;
        return Promise.reject(new TypeError('Failed to fetch'));
      };`);
    const page = await openPage(`${blockRequests}${scriptTag('waybill.iife.js')}<body>${requestMarkup}`);
    const [element] = findAll(page) as [HTMLElement];
    expect(visibleText(element)).to.equal(fallback);
    await waitFor(() => (page as unknown as { refused: number }).refused === 4, 'four refused requests');
    await waitUntilSettled();
    expect(visibleText(element)).to.equal(fallback);
    expect(page.faults.join('\n')).to.equal('');
  });

  it('no URL contains a word that blockers look for [P22]', async () => {
    const recordRequests = inlineScript(`
      window.requestedUrls = [];
      const originalFetch = fetch;
      window.fetch = (url, init) => {
        requestedUrls.push(String(url));
        return originalFetch(url, init);
      };`);
    const page = await openPage(`${recordRequests}${scriptTag('waybill.iife.js')}<body>${requestMarkup}`);
    await expectText(page, 'May');
    const resourcePaths = page.performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
    const requestPaths = (page as unknown as { requestedUrls: string[] }).requestedUrls.map(
      (url) => new URL(url).pathname,
    );
    expect(requestPaths).to.deep.equal(['/pages/endpoint/estimates']);
    for (const path of [...resourcePaths, ...requestPaths])
      expect(path).not.to.match(/\bads?\b|analytic|beacon|collect|metric|pixel|telemetry|track/i);
  });
});
