import { expect } from '@open-wc/testing';
import { GIVE_UP_MS, until } from '../support/until.ts';
import { closePages, dateWeightOf, expectText, findAll, inline, openFrame, openPage, scriptTag, settled, TAG, type Page } from './support/open-page.ts';

const ready = `<${TAG} from="2099-05-04" to="2099-05-06">2–3 days</${TAG}>`;
const day = { from: '2099-05-04', to: '2099-05-05' };
const explanation = ['received', 'handed-over'].map((kind) => ({ kind, window: day }));
const data = JSON.stringify({ id: 'a', kind: 'delivery', window: day, explanation });
const publishing = `<${TAG} json-ld><script type="application/json">${data}</script>2–3 days</${TAG}>`;
const strict = "default-src 'none'; script-src 'nonce-shop' 'strict-dynamic'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const requiring = "content-security-policy: require-trusted-types-for 'script'";

/** The page's own text, one warning, no uncaught error; the browser reports the refusal itself. */
async function expectRefused(page: Page): Promise<void> {
  // A browser without trusted types refuses nothing.
  if (!('trustedTypes' in page)) return expectText(page, 'May');
  await settled();
  await expectText(page, '2–3 days');
  expect(page.faults.filter((fault) => !fault.startsWith('policy: trusted-types'))).to.deep.equal([
    "warn: Waybill: this page refuses the Trusted Types policy lit-html; nothing is shown. Allow it: trusted-types lit-html 'allow-duplicates'.",
  ]);
  return undefined;
}

type Report = { faults: string[]; texts: string[] };

/** Opens a page that nobody can look into; it tells by itself what it shows once that holds `sign`. */
async function openOpaque(html: string, sandbox: string, sign: string): Promise<Report> {
  const tell = inline(`
    const textOf = (element) => element.shadowRoot?.querySelector('.base')?.textContent ?? '';
    const timer = setInterval(() => {
      const texts = [...document.querySelectorAll('${TAG}')].map(textOf);
      if (!texts.every((text) => text.includes('${sign}')) && performance.now() < ${GIVE_UP_MS}) return;
      clearInterval(timer);
      parent.postMessage({ faults, texts }, '*');
    }, 50);`);
  const told = new Promise<Report>((resolve) => {
    addEventListener('message', ({ data }: MessageEvent<Report>) => Array.isArray(data.texts) && resolve(data));
  });
  await openFrame(`${html}${tell}`, { sandbox });
  return told;
}

describe('pages with policies', () => {
  afterEach(closePages);

  for (const file of ['delivery-estimate.js', 'delivery-estimate.iife.js', 'waybill.js', 'waybill.iife.js']) {
    it(`P17: ${file} is styled under a policy of nonces without inline styles, without a violation`, async () => {
      const asked = `<${TAG} endpoint="/pages/endpoint" sku="cup">2–3 days</${TAG}>`;
      const page = await openPage(`${scriptTag(file)}<body>${ready}${asked}`, { headers: [`content-security-policy: ${strict}`] });
      await expectText(page, 'May');
      for (const element of findAll(page)) {
        expect(dateWeightOf(element)).to.equal('600');
      }
      expect(page.faults.join('\n')).to.equal('');
    });

    it(`P17: ${file} may be brought in by a script that the policy trusts`, async () => {
      const attributes = file.includes('iife') ? '' : 'script.type = "module";';
      const loader = inline(`
        const script = document.createElement('script');
        ${attributes}
        script.src = '/dist/cdn/${file}';
        document.head.append(script);`);
      const page = await openPage(`${loader}<body>${ready}`, { headers: [`content-security-policy: ${strict}`] });
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
    });

    for (const policy of ['', '; trusted-types lit-html', "; trusted-types lit-html 'allow-duplicates'"]) {
      it(`P18: ${file} works where trusted types are required${policy}`, async () => {
        const page = await openPage(`${scriptTag(file)}<body>${ready}`, { headers: [`${requiring}${policy}`] });
        await expectText(page, 'May');
        await settled();
        expect(page.faults.join('\n')).to.equal('');
      });
    }

    for (const policy of ["trusted-types 'none'", 'trusted-types shop']) {
      it(`P18: ${file} leaves the page's own text where its policy is refused: ${policy}`, async () => {
        const page = await openPage(`${scriptTag(file)}<body>${ready}`, { headers: [`${requiring}; ${policy}`] });
        await expectRefused(page);
      });
    }

    it(`P18: ${file} publishes its data where trusted types are required, without a word where a policy lets data pass`, async () => {
      const headers = [`${requiring}; trusted-types default lit-html`];
      const pass = inline("window.trustedTypes?.createPolicy('default', { createScript: (text) => text });");
      for (const [policy, expected] of [[pass, /^$/], ['', /^(policy: require-trusted-types-for)?$/]] as const) {
        const publisher = scriptTag(file.replace(/^[\w-]+/, 'json-ld'));
        const page = await openPage(`${policy}${scriptTag(file)}${publisher}<body>${publishing}`, { headers });
        await expectText(page, 'May');
        await until(() => findAll(page, '[type="application/ld+json"]')[0]?.textContent.includes('OfferShippingDetails'), 'its data are published');
        await settled();
        expect(page.faults.join()).to.match(expected);
      }
    });

    for (const frozen of ['trustedTypes', 'TrustedTypePolicyFactory.prototype']) {
      it(`P18: ${file} leaves the page's own text where ${frozen} is frozen and the policy refused`, async () => {
        const freeze = inline(`if (window.trustedTypes) Object.freeze(${frozen});`);
        const page = await openPage(`${freeze}${scriptTag(file)}<body>${ready}`, { headers: [`${requiring}; trusted-types 'none'`] });
        await expectRefused(page);
      });
    }

    it(`P18: ${file} beside another copy of Lit needs 'allow-duplicates'`, async () => {
      const other = inline("window.trustedTypes?.createPolicy('lit-html', { createHTML: (text) => text });");
      const html = `${other}${scriptTag(file)}<body>${ready}`;
      const page = await openPage(html, { headers: [`${requiring}; trusted-types lit-html 'allow-duplicates'`] });
      await expectText(page, 'May');
      expect(page.faults.join('\n')).to.equal('');
      await expectRefused(await openPage(html, { headers: [`${requiring}; trusted-types lit-html`] }));
    });

    it(`P20: ${file} works in a frame of nobody's origin`, async () => {
      const markup = ready + ready.replace(' from', ' remember-postal from');
      const { faults, texts } = await openOpaque(`${scriptTag(file)}<body>${markup}`, 'allow-scripts', 'May');
      expect(texts.join()).to.contain('May');
      expect(faults).to.deep.equal([]);
    });
  }

  it('P18: of two files that one script loads the second is refused by itself', async () => {
    const cancel = '<waybill-cancel-item>Write to us</waybill-cancel-item>';
    const loader = '<script type="module" src="/test/pages/fixtures/two-files.js" nonce="shop"></script>';
    const page = await openPage(`${loader}<body>${ready}${cancel}`, { headers: [`${requiring}; trusted-types lit-html`] });
    await expectText(page, 'May');
    expect(page.customElements.get('waybill-cancel-item') === undefined).to.equal('trustedTypes' in page);
    expect(page.faults.filter((fault) => fault.startsWith('warn: ') || fault.startsWith('error') || fault.startsWith('rejection'))).to.have.length('trustedTypes' in page ? 1 : 0);
    expect(Object.getOwnPropertyDescriptor(page, 'trustedTypes')?.value).to.equal(undefined);
  });

  it('P19: without adoptable style sheets it is styled by the nonce that the page gives', async () => {
    const old = inline('delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets; window.litNonce = "shop";');
    const headers = [`content-security-policy: ${strict}; style-src 'nonce-shop'`];
    const page = await openPage(`${old}${scriptTag('waybill.js')}<body>${ready}`, { headers });
    await expectText(page, 'May');
    expect(dateWeightOf(findAll(page)[0])).to.equal('600');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('P20: where storage throws, a typed postcode is asked for all the same', async () => {
    const drive = `<script type="module">
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
    const html = `${scriptTag('waybill.iife.js')}<body>${markup}${drive}`;
    const { faults, texts } = await openOpaque(html, 'allow-scripts allow-forms', 'May');
    expect(texts.join()).to.contain('May');
    expect(faults).to.deep.equal([]);
  });
});
