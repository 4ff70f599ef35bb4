import { expect } from '@open-wc/testing';
import { berlinShop } from '../components/delivery-estimate/support/shop-terms.ts';
import { closePages, expectText, findAll, inline, openPage, scriptTag, settled, TAG, visibleText, type Page } from './support/open-page.ts';

const fallback = '2–3 days';
const ready = `<${TAG} from="2099-05-04" to="2099-05-06" order-by="2099-05-01T12:00:00Z"
  method-name="Parcel" price="490" currency="EUR">${fallback}</${TAG}>`;
const destinationAttributes = 'country="DE" postal="10115"';
const askedAbout = (sku: string, run: string): string =>
  `<${TAG} endpoint="/pages/endpoint?run=${run}" sku="${sku}" quantity="2" ${destinationAttributes}>${fallback}</${TAG}>`;
const asked = (run: string): string => askedAbout('cup', run) + askedAbout('table', run);
const computed = `<${TAG} class="computed" sku="cup" ${destinationAttributes}>${fallback}</${TAG}>`;
const giveTerms = inline(`document.querySelector('.computed').terms = ${JSON.stringify(berlinShop())};`);

const destination = '"destination":{"country":"DE","postal":"10115"},"language":"en"';
const question = (sku: string, id: string): string => `{"items":[{"sku":"${sku}","quantity":2}],${destination},"id":"${id}"}`;
const body = `{"requests":[${question('cup', '0')},${question('table', '1')}]}`;

let runs = 0;

/** A shop's page with a library in front of our file. */
async function openShop(library: string, file: string): Promise<{ page: Page; run: string }> {
  const run = `${library}-${Date.now()}-${++runs}`;
  const vendor = library && scriptTag(`/test/pages/vendor/${library}.js`).replace('type="module" ', '');
  const page = await openPage(`${vendor}${scriptTag(file)}<body>${ready}${asked(run)}${computed}${giveTerms}`);
  await settled(30);
  return { page, run };
}

async function receivedBy(run: string): Promise<string[]> {
  return (await (await fetch(`/pages/received?run=${run}`)).json()) as string[];
}

const works = ['prototype-1.6', 'mootools-1.6', 'es5-shim', 'core-js-2', 'zone'];
const mayFallBack = ['for-in-map', 'for-in-arrays'];

describe('pages with old libraries', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
    for (const library of ['', ...works]) {
      it(`P05: ${file} works beside ${library || 'nothing'}, and asks with the same bytes`, async () => {
        const { page, run } = await openShop(library, file);
        await expectText(page, 'May', `${TAG}:not(.computed)`);
        await expectText(page, 'Arrives', '.computed');
        expect(page.faults.join('\n')).to.equal('');
        expect(await receivedBy(run)).to.deep.equal([body]);
      });
    }

    for (const library of mayFallBack) {
      it(`P05: ${file} works beside ${library}, or leaves the shop's text and says so once`, async () => {
        const { page, run } = await openShop(library, file);
        for (const element of findAll(page)) expect(visibleText(element)).to.match(/^2–3 days$|Arrives/);
        expect([...page.faults].filter((fault) => !fault.startsWith('warn: Waybill'))).to.deep.equal([]);
        expect(page.faults.length).to.be.at.most(1, page.faults.join('\n'));
        for (const each of await receivedBy(run)) expect(each).to.equal(body);
      });
    }

    for (const library of ['broken-bind', 'named-objects']) {
      it(`P09: ${file} works beside ${library}`, async () => {
        const { page, run } = await openShop(library, file);
        await expectText(page, 'May', `${TAG}:not(.computed)`);
        await expectText(page, 'Arrives', '.computed');
        expect(page.faults.join('\n')).to.equal('');
        expect(await receivedBy(run)).to.deep.equal([body]);
      });
    }

    it(`P08: ${file} asks and answers although the page has replaced fetch, JSON, Promise and timers since`, async () => {
      const names = ['JSON', 'fetch', 'Promise', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'AbortController', 'URL', 'Map'];
      const replace = `for (const name of ${JSON.stringify(names)}) window[name] = function () { throw new Error(name + ' was called'); };`;
      const late = `<script type="module" nonce="shop">${replace} document.body.append(document.querySelector('template').content);</script>`;
      const run = `late-${Date.now()}-${++runs}`;
      const page = await openPage(`${scriptTag(file)}<body><template>${ready}${asked(run)}</template>${late}`);
      await settled();
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
      expect(await receivedBy(run)).to.deep.equal([body]);
    });
  }
});
