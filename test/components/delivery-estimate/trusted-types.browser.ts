import { pageClock, settle, waitFor } from '../../support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { berlinShop } from '../../support/berlin-shop-terms.ts';

const module = new URL('../../../src/components/delivery-estimate/delivery-estimate.define.ts', import.meta.url).href;
const jsonLdModule = new URL('../../../src/components/delivery-estimate/json-ld.define.ts', import.meta.url).href;

describe('delivery-estimate: a page that requires trusted types', () => {
  let frame: HTMLIFrameElement;
  let faults: string[];
  beforeEach(async () => {
    pageClock.set('2026-11-23T12:00:00Z');
    faults = [];
    frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="en">
      <meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'; trusted-types lit-html">
      <script>Date.now = () => ${pageClock.now};</script>
      <script type="module" src="${module}"></script>
      <script type="module" src="${jsonLdModule}"></script>
      <body></body>`;
    document.body.append(frame);
    await waitFor(() => frame.contentWindow?.customElements.get('waybill-delivery-estimate'));
    const frameWindow = frame.contentWindow as Window;
    frameWindow.addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)));
    frameWindow.addEventListener('error', ({ message }) => faults.push(message));
  });
  afterEach(() => frame.remove());

  async function mountInFrame(properties: Partial<WaybillDeliveryEstimate>): Promise<WaybillDeliveryEstimate> {
    const frameDocument = frame.contentDocument as Document;
    const element = frameDocument.createElement('waybill-delivery-estimate') as WaybillDeliveryEstimate;
    Object.assign(element, { sku: 'cup', country: 'DE', postal: '80331', terms: berlinShop() }, properties);
    frameDocument.body.append(element);
    await waitFor(() => element.matches(':state(ready)'));
    return element;
  }

  it('an estimate is shown without a violation', async () => {
    frame.contentDocument?.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
      faults.push(violatedDirective),
    );
    const element = await mountInFrame({ countries: 'DE AT' });
    element.sku = 'slow';
    await settle();
    assert.deepEqual(faults, []);
  });

  // Browsers report a violation for text in any script element, including data, unless a policy created it.
  it('structured data is published without an error', async () => {
    const element = await mountInFrame({});
    element.setAttribute('json-ld', '');
    await waitFor(() => element.querySelector('script')?.textContent.includes('"maxValue":2'));
    element.sku = 'slow';
    await waitFor(() => element.querySelector('script')?.textContent.includes('"maxValue":7'));
    assert.deepEqual(faults, []);
  });
});
