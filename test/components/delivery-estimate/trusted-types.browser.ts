import { pageClock, settle, until } from './support/page-clock.ts';
import { assert } from '@open-wc/testing';
import type { WaybillDeliveryEstimate } from '../../../src/components/delivery-estimate/delivery-estimate.ts';
import { berlinShop } from './support/shop-terms.ts';

const module = new URL('../../../src/components/delivery-estimate/delivery-estimate.define.ts', import.meta.url).href;
const publisher = new URL('../../../src/components/delivery-estimate/json-ld.define.ts', import.meta.url).href;

describe('delivery-estimate: a page that enforces trusted types', () => {
  let frame: HTMLIFrameElement;
  let broken: string[];
  beforeEach(async () => {
    pageClock.set('2026-11-23T12:00:00Z');
    broken = [];
    frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="en">
      <meta http-equiv="content-security-policy" content="require-trusted-types-for 'script'; trusted-types lit-html">
      <script>Date.now = () => ${pageClock.now};</script>
      <script type="module" src="${module}"></script>
      <script type="module" src="${publisher}"></script>
      <body></body>`;
    document.body.append(frame);
    await until(() => frame.contentWindow?.customElements.get('waybill-delivery-estimate'));
    const inside = frame.contentWindow as Window;
    inside.addEventListener('unhandledrejection', ({ reason }) => broken.push(String(reason)));
    inside.addEventListener('error', ({ message }) => broken.push(message));
  });
  afterEach(() => frame.remove());

  async function show(properties: Partial<WaybillDeliveryEstimate>): Promise<WaybillDeliveryEstimate> {
    const inside = frame.contentDocument as Document;
    const element = inside.createElement('waybill-delivery-estimate') as WaybillDeliveryEstimate;
    Object.assign(element, { sku: 'cup', country: 'DE', postal: '80331', terms: berlinShop() }, properties);
    inside.body.append(element);
    await until(() => element.matches(':state(ready)'));
    return element;
  }

  it('shows an estimate without a violation', async () => {
    frame.contentDocument?.addEventListener('securitypolicyviolation', ({ violatedDirective }) => broken.push(violatedDirective));
    const element = await show({ countries: 'DE AT' });
    element.sku = 'slow';
    await settle();
    assert.deepEqual(broken, []);
  });

  // Browsers report any script element whose text no policy has made, also one that holds data.
  it('publishes structured data without an error', async () => {
    const element = await show({});
    element.setAttribute('json-ld', '');
    await until(() => element.querySelector('script')?.textContent.includes('"maxValue":2'));
    element.sku = 'slow';
    await until(() => element.querySelector('script')?.textContent.includes('"maxValue":7'));
    assert.deepEqual(broken, []);
  });
});
