import { expect } from '@open-wc/testing';
import { berlinShop } from '../support/berlin-shop-terms.ts';
import {
  closePages,
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
const readyMarkup = `<${TAG} from="2099-05-04" to="2099-05-06" order-by="2099-05-01T12:00:00Z"
  method-name="Parcel" price="490" currency="EUR">${fallback}</${TAG}>`;
const destinationAttributes = 'country="DE" postal="10115"';
const createRequestMarkup = (sku: string, run: string): string =>
  `<${TAG} endpoint="/pages/endpoint?run=${run}" sku="${sku}" quantity="2" ${destinationAttributes}>${fallback}</${TAG}>`;
const createRequestsMarkup = (run: string): string =>
  createRequestMarkup('cup', run) + createRequestMarkup('table', run);
const termsMarkup = `<${TAG} class="computed" sku="cup" ${destinationAttributes}>${fallback}</${TAG}>`;
const setTermsScript = inlineScript(`document.querySelector('.computed').terms = ${JSON.stringify(berlinShop())};`);

const destination = '"destination":{"country":"DE","postal":"10115"},"language":"en"';
const createRequestJson = (sku: string, id: string): string =>
  `{"items":[{"sku":"${sku}","quantity":2}],${destination},"id":"${id}"}`;
const expectedBody = `{"requests":[${createRequestJson('cup', '0')},${createRequestJson('table', '1')}]}`;

let runs = 0;

/** Opens a page that loads a library before the file. */
async function openShop(library: string, file: string): Promise<{ page: Page; run: string }> {
  const run = `${library}-${Date.now()}-${++runs}`;
  const libraryScript = library && scriptTag(`/test/browser/vendor/${library}.js`).replace('type="module" ', '');
  const page = await openPage(
    `${libraryScript}${scriptTag(file)}<body>${readyMarkup}${createRequestsMarkup(run)}${termsMarkup}${setTermsScript}`,
  );
  await waitUntilSettled(30);
  return { page, run };
}

async function fetchReceivedBodies(run: string): Promise<string[]> {
  return (await (await fetch(`/pages/received?run=${run}`)).json()) as string[];
}

const workingLibraries = ['prototype-1.6', 'mootools-1.6', 'es5-shim', 'core-js-2', 'zone'];
const fallbackLibraries = ['for-in-map', 'for-in-arrays'];

describe('pages with old libraries', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'waybill.iife.js']) {
    for (const library of ['', ...workingLibraries]) {
      it(`${file} works with ${library || 'no library'} and sends the same bytes [P05]`, async () => {
        const { page, run } = await openShop(library, file);
        await expectText(page, 'May', `${TAG}:not(.computed)`);
        await expectText(page, 'Arrives', '.computed');
        expect(page.faults.join('\n')).to.equal('');
        expect(await fetchReceivedBodies(run)).to.deep.equal([expectedBody]);
      });
    }

    for (const library of fallbackLibraries) {
      it(`${file} works with ${library}, or leaves the fallback text with one warning [P05]`, async () => {
        const { page, run } = await openShop(library, file);
        for (const element of findAll(page)) expect(visibleText(element)).to.match(/^2–3 days$|Arrives/);
        expect([...page.faults].filter((fault) => !fault.startsWith('warn: Waybill'))).to.deep.equal([]);
        expect(page.faults.length).to.be.at.most(1, page.faults.join('\n'));
        for (const body of await fetchReceivedBodies(run)) expect(body).to.equal(expectedBody);
      });
    }

    for (const library of ['broken-bind', 'named-objects']) {
      it(`${file} works with ${library} [P09]`, async () => {
        const { page, run } = await openShop(library, file);
        await expectText(page, 'May', `${TAG}:not(.computed)`);
        await expectText(page, 'Arrives', '.computed');
        expect(page.faults.join('\n')).to.equal('');
        expect(await fetchReceivedBodies(run)).to.deep.equal([expectedBody]);
      });
    }

    it(`${file} works after the page has replaced fetch, JSON, Promise and timers [P08]`, async () => {
      const names = [
        'JSON',
        'fetch',
        'Promise',
        'setTimeout',
        'clearTimeout',
        'queueMicrotask',
        'AbortController',
        'URL',
        'Map',
      ];
      const replaceGlobals = `for (const name of ${JSON.stringify(names)}) window[name] = function () { throw new Error(name + ' was called'); };`;
      const lateScript = `<script type="module" nonce="shop">${replaceGlobals} document.body.append(document.querySelector('template').content);</script>`;
      const run = `late-${Date.now()}-${++runs}`;
      const page = await openPage(
        `${scriptTag(file)}<body><template>${readyMarkup}${createRequestsMarkup(run)}</template>${lateScript}`,
      );
      await waitUntilSettled();
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
      expect(await fetchReceivedBodies(run)).to.deep.equal([expectedBody]);
    });
  }
});
