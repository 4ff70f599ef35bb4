import { expect } from '@open-wc/testing';
import { waitFor } from '../support/wait-for.ts';

const tag = 'waybill-delivery-estimate';

type Page = Window & {
  customElements: CustomElementRegistry;
  Waybill?: Record<string, unknown>;
  errors: string[];
  warnings: string[];
};

/** Opens a page with this markup. */
async function openPage(body: string): Promise<Page> {
  const frame = document.createElement('iframe');
  const recorder = `<script>
    errors = []; warnings = [];
    onerror = (message) => { errors.push(message) };
    onunhandledrejection = ({ reason }) => { errors.push(String(reason)) };
    console.error = (text) => { errors.push(text) };
    console.warn = (text) => { warnings.push(text) };
  </script>`;
  frame.srcdoc = `<!doctype html><html lang="en"><title>shop</title>${recorder}${body}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as unknown as Page;
}

/** Waits for the element's own text and returns it. */
async function textOf(page: Page, selector = tag): Promise<string> {
  const element = page.document.querySelector(selector);
  await waitFor(() => element?.shadowRoot?.textContent?.trim(), 'the element says something');
  return element?.shadowRoot?.textContent ?? '';
}

const module = (file: string): string => `<script type="module" src="/dist/cdn/${file}"></script>`;
const classic = (file: string): string => `<script src="/dist/cdn/${file}"></script>`;
const scripts: Record<string, string> = {
  'waybill.js': module('waybill.js'),
  'waybill.iife.js': classic('waybill.iife.js'),
  'delivery-estimate.js': module('delivery-estimate.js'),
  'delivery-estimate.iife.js': classic('delivery-estimate.iife.js'),
};
const estimate = `<${tag} from="2099-05-04" to="2099-05-06">2–3 days</${tag}>`;

afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

describe('built files', () => {
  for (const [file, script] of Object.entries(scripts)) {
    it(`${file} registers the element, before its markup`, async () => {
      const page = await openPage(script + estimate);
      expect(await textOf(page)).to.contain('May');
      expect(page.errors).to.deep.equal([]);
    });

    it(`${file} registers the element, after its markup [P13]`, async () => {
      const page = await openPage(estimate + script);
      expect(await textOf(page)).to.contain('May');
      expect(page.errors).to.deep.equal([]);
    });
  }

  it('the classic script has a global with the public functions, the module has none', async () => {
    const page = await openPage(scripts['waybill.iife.js'] ?? '');
    expect(page.Waybill).to.include.keys('WaybillDeliveryEstimate', 'registerMessages', 'VERSION');
    expect((await openPage(scripts['waybill.js'] ?? '')).Waybill).to.equal(undefined);
  });

  it('a classic script adds no globals but its own and Lit’s', async () => {
    const emptyPage = await openPage('');
    const page = await openPage(
      ['waybill', 'delivery-estimate', 'locales/de/estimate'].map((name) => classic(`${name}.iife.js`)).join(''),
    );
    const added = Object.getOwnPropertyNames(page).filter(
      (name) => !Object.getOwnPropertyNames(emptyPage).includes(name),
    );
    // Lit counts its versions on a page with these globals.
    const litGlobals = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'];
    expect(added.sort()).to.deep.equal(['Waybill', ...litGlobals]);
  });

  it('the same file twice, or several files, define each element once, silently [P10]', async () => {
    const page = await openPage(
      Object.values(scripts).join('') + module('waybill.js?again') + classic('waybill.iife.js') + estimate,
    );
    expect(await textOf(page)).to.contain('May');
    expect(page.errors).to.deep.equal([]);
    expect(page.warnings).to.deep.equal([]);
  });

  for (const [kind, language] of Object.entries({
    module: module('locales/de/estimate.js'),
    classic: classic('locales/de/estimate.iife.js'),
  })) {
    for (const [order, page] of Object.entries({
      before: language + scripts['waybill.js'],
      after: scripts['waybill.js'] + language,
    })) {
      it(`a locale file (${kind}) works ${order} the elements`, async () => {
        const opened = await openPage(page + estimate.replace(' from', ' lang="de" from'));
        await waitFor(async () => (await textOf(opened)).includes('Mai'), 'the text is German');
        expect(opened.errors).to.deep.equal([]);
      });
    }
  }

  for (const file of ['waybill.js', 'waybill.iife.js']) {
    it(`${file} works after the page has replaced built-in objects [P08]`, async () => {
      const objects = [
        'JSON',
        'Promise',
        'Map',
        'Set',
        'WeakMap',
        'URL',
        'Intl',
        'AbortController',
        'MutationObserver',
      ];
      const functions = ['fetch', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'requestAnimationFrame'];
      const replaceGlobals = `
        for (const name of ${JSON.stringify(objects)}) window[name] = undefined;
        for (const name of ${JSON.stringify(functions)}) window[name] = () => { throw new Error(name + ' was called') };`;
      const scripted = `<${tag} id="scripted"><script type="application/json">
        { "id": "a", "kind": "delivery", "window": { "from": "2099-06-04" }, "asOf": "2026-01-01T00:00:00Z", "timeZone": "UTC" }
      </script></${tag}>`;
      const lateScript = `<script type="module">${replaceGlobals} document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(estimate)});</script>`;
      const page = await openPage(scripts[file] + lateScript + scripted);
      expect(await textOf(page, `${tag}:not([id])`)).to.contain('May');
      expect(page.errors).to.deep.equal([]);
    });
  }
});
