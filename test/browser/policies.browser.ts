import { expect } from '@open-wc/testing';
import { TEST_TIMEOUT_MS, waitFor } from '../support/wait-for.ts';
import {
  closePages,
  getDateWeight,
  expectText,
  findAll,
  inlineScript,
  openFrame,
  openPage,
  scriptTag,
  waitUntilSettled,
  TAG,
  type Page,
} from './support/open-page.ts';

const readyMarkup = `<${TAG} from="2099-05-04" to="2099-05-06">2–3 days</${TAG}>`;
const day = { from: '2099-05-04', to: '2099-05-05' };
const explanation = ['received', 'handed-over'].map((kind) => ({ kind, window: day }));
const data = JSON.stringify({ id: 'a', kind: 'delivery', window: day, explanation });
const jsonLdMarkup = `<${TAG} json-ld><script type="application/json">${data}</script>2–3 days</${TAG}>`;
const strictPolicy =
  "default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const requiredTrustedTypes = "content-security-policy: require-trusted-types-for 'script'";

/** Expects the fallback text, one warning and no uncaught error. The browser itself reports the refused policy. */
async function expectRefusedPolicy(page: Page): Promise<void> {
  // A browser without trusted types refuses no policy.
  if (!('trustedTypes' in page)) return expectText(page, 'May');
  await waitUntilSettled();
  await expectText(page, '2–3 days');
  expect(page.faults.filter((fault) => !fault.startsWith('policy: trusted-types'))).to.deep.equal([
    "warn: Waybill: this page refuses the Trusted Types policy lit-html; nothing is shown. Allow it: trusted-types lit-html 'allow-duplicates'.",
  ]);
  return undefined;
}

type Report = { faults: string[]; texts: string[] };

/** Opens a page in an opaque origin. It reports its texts once all of them contain `expectedText`. */
async function openOpaque(html: string, sandbox: string, expectedText: string): Promise<Report> {
  const reportScript = inlineScript(`
    const textOf = (element) => element.shadowRoot?.querySelector('.base')?.textContent ?? '';
    const timer = setInterval(() => {
      const texts = [...document.querySelectorAll('${TAG}')].map(textOf);
      if (!texts.every((text) => text.includes('${expectedText}')) && performance.now() < ${TEST_TIMEOUT_MS}) return;
      clearInterval(timer);
      parent.postMessage({ faults, texts }, '*');
    }, 50);`);
  const report = new Promise<Report>((resolve) => {
    addEventListener('message', ({ data }: MessageEvent<Report>) => Array.isArray(data.texts) && resolve(data));
  });
  await openFrame(`${html}${reportScript}`, { sandbox });
  return report;
}

describe('pages with policies', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'delivery-estimate.iife.js', 'waybill.js', 'waybill.iife.js']) {
    it(`${file} is styled under a nonce policy without a violation [P17]`, async () => {
      const requestMarkup = `<${TAG} endpoint="/pages/endpoint" sku="cup">2–3 days</${TAG}>`;
      const page = await openPage(`${scriptTag(file)}<body>${readyMarkup}${requestMarkup}`, {
        headers: [`content-security-policy: ${strictPolicy}`],
      });
      await expectText(page, 'May');
      for (const element of findAll(page)) {
        expect(getDateWeight(element)).to.equal('600');
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`${file} can be loaded by a script with a nonce (strict-dynamic) [P17]`, async () => {
      const attributes = file.includes('iife') ? '' : 'script.type = "module";';
      const loader = inlineScript(`
        const script = document.createElement('script');
        ${attributes}
        script.src = '/dist/cdn/${file}';
        document.head.append(script);`);
      const page = await openPage(`${loader}<body>${readyMarkup}`, {
        headers: [`content-security-policy: ${strictPolicy}`],
      });
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
    });

    for (const policy of ['', '; trusted-types lit-html', "; trusted-types lit-html 'allow-duplicates'"]) {
      it(`${file} works with required trusted types${policy} [P18]`, async () => {
        const page = await openPage(`${scriptTag(file)}<body>${readyMarkup}`, {
          headers: [`${requiredTrustedTypes}${policy}`],
        });
        await expectText(page, 'May');
        await waitUntilSettled();
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    for (const policy of ["trusted-types 'none'", 'trusted-types shop']) {
      it(`${file} leaves the fallback text if its policy is refused: ${policy} [P18]`, async () => {
        const page = await openPage(`${scriptTag(file)}<body>${readyMarkup}`, {
          headers: [`${requiredTrustedTypes}; ${policy}`],
        });
        await expectRefusedPolicy(page);
      });
    }

    it(`${file} publishes its data with required trusted types, silently with a default policy [P18]`, async () => {
      const headers = [`${requiredTrustedTypes}; trusted-types default lit-html`];
      const createDefaultPolicy = inlineScript(
        "window.trustedTypes?.createPolicy('default', { createScript: (text) => text });",
      );
      for (const [policy, expected] of [
        [createDefaultPolicy, /^$/],
        ['', /^(policy: require-trusted-types-for)?$/],
      ] as const) {
        const publisher = scriptTag(file.replace(/^[\w-]+/, 'json-ld'));
        const page = await openPage(`${policy}${scriptTag(file)}${publisher}<body>${jsonLdMarkup}`, { headers });
        await expectText(page, 'May');
        await waitFor(
          () => findAll(page, '[type="application/ld+json"]')[0]?.textContent.includes('OfferShippingDetails'),
          'the published data',
        );
        await waitUntilSettled();
        expect(page.faults.join()).to.match(expected);
      }
    });

    for (const frozen of ['trustedTypes', 'TrustedTypePolicyFactory.prototype']) {
      it(`${file} leaves the fallback text if ${frozen} is frozen and the policy refused [P18]`, async () => {
        const freezeScript = inlineScript(`if (window.trustedTypes) Object.freeze(${frozen});`);
        const page = await openPage(`${freezeScript}${scriptTag(file)}<body>${readyMarkup}`, {
          headers: [`${requiredTrustedTypes}; trusted-types 'none'`],
        });
        await expectRefusedPolicy(page);
      });
    }

    it(`${file} needs 'allow-duplicates' with another copy of Lit [P18]`, async () => {
      const otherCopy = inlineScript("window.trustedTypes?.createPolicy('lit-html', { createHTML: (text) => text });");
      const html = `${otherCopy}${scriptTag(file)}<body>${readyMarkup}`;
      const page = await openPage(html, {
        headers: [`${requiredTrustedTypes}; trusted-types lit-html 'allow-duplicates'`],
      });
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
      await expectRefusedPolicy(await openPage(html, { headers: [`${requiredTrustedTypes}; trusted-types lit-html`] }));
    });

    it(`${file} works in a frame with an opaque origin [P20]`, async () => {
      const markup = readyMarkup + readyMarkup.replace(' from', ' remember-postal from');
      const { faults, texts } = await openOpaque(`${scriptTag(file)}<body>${markup}`, 'allow-scripts', 'May');
      expect(texts.join()).to.contain('May');
      expect(faults).to.deep.equal([]);
    });
  }

  it('the second of two files is refused without the first [P18]', async () => {
    const cancel = '<waybill-cancel-item>Write to us</waybill-cancel-item>';
    const loader = '<script type="module" src="/test/browser/fixtures/two-files.js" nonce="shop"></script>';
    const page = await openPage(`${loader}<body>${readyMarkup}${cancel}`, {
      headers: [`${requiredTrustedTypes}; trusted-types lit-html`],
    });
    await expectText(page, 'May');
    expect(page.customElements.get('waybill-cancel-item') === undefined).to.equal('trustedTypes' in page);
    expect(
      page.faults.filter(
        (fault) => fault.startsWith('warn: ') || fault.startsWith('error') || fault.startsWith('rejection'),
      ),
    ).to.have.length('trustedTypes' in page ? 1 : 0);
    expect(Object.getOwnPropertyDescriptor(page, 'trustedTypes')?.value).to.equal(undefined);
  });

  it('an element without adoptable style sheets is styled with the page’s nonce [P19]', async () => {
    const removeAdoptedStyleSheets = inlineScript(
      'delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets; window.litNonce = "shop";',
    );
    const headers = [`content-security-policy: ${strictPolicy}; style-src 'nonce-shop'`];
    const page = await openPage(`${removeAdoptedStyleSheets}${scriptTag('waybill.js')}<body>${readyMarkup}`, {
      headers,
    });
    await expectText(page, 'May');
    expect(getDateWeight(findAll(page)[0])).to.equal('600');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('an element uses a typed postcode if the storage throws [P20]', async () => {
    const submitScript = `<script type="module">
      const element = document.querySelector('${TAG}');
      element.source = async ({ destination }) => destination?.postal
        ? { id: 'a', kind: 'delivery', window: { from: '2099-05-04' } }
        : { id: 'a', kind: 'delivery', unavailable: { code: 'needs-destination' } };
      const timer = setInterval(() => {
        const field = element.shadowRoot.querySelector('input');
        if (!field) return;
        clearInterval(timer);
        field.value = '10115';
        element.shadowRoot.querySelector('button').click();
      }, 20);
    </script>`;
    const markup = `<${TAG} sku="cup" country="DE" remember-postal>2–3 days</${TAG}>`;
    const html = `${scriptTag('waybill.iife.js')}<body>${markup}${submitScript}`;
    const { faults, texts } = await openOpaque(html, 'allow-scripts allow-forms', 'May');
    expect(texts.join()).to.contain('May');
    expect(faults).to.deep.equal([]);
  });
});
