import { expect } from '@open-wc/testing';
import { waitFor } from '../../support/page-clock.ts';

// The policy names the origin: in Firefox 'self' does not match for a srcdoc page.
const origin = location.origin;
const policy = `default-src 'none'; script-src ${origin}; style-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types lit-html`;

describe('the cancel element under a strict policy', () => {
  it('is styled and shows dialog, outcome and receipt without a violation [P17, P18]', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="en"><head><meta http-equiv="content-security-policy" content="${policy}"><title>shop</title></head>
      <body><waybill-cancel-item preview="quantity"></waybill-cancel-item><waybill-cancel-item preview="completed"></waybill-cancel-item>
      <script type="module" src="/src/components/cancel-item/cancel-item.define.ts"></script>
      <script type="module" src="/src/preview/preview.define.ts"></script></body>`;
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
    document.body.append(frame);
    await loaded;
    const page = frame.contentDocument as Document;
    const violations: string[] = [];
    page.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
    const findInElement = (index: number, selector: string): HTMLElement | null | undefined =>
      page.querySelectorAll('waybill-cancel-item')[index]?.shadowRoot?.querySelector<HTMLElement>(selector);
    await waitFor(() => findInElement(0, 'dialog[open]') && findInElement(1, '[part~=save]'));
    const keep = findInElement(0, '[part~=keep]') as HTMLElement;
    expect(getComputedStyle(keep).borderTopWidth).to.equal('2px');
    keep.click();
    await waitFor(() => !findInElement(0, 'dialog[open]'));
    findInElement(0, '[part~=trigger]')?.click();
    await waitFor(() => findInElement(0, 'dialog[open]'));
    let name = '';
    const link = (page.defaultView as Window & typeof globalThis).HTMLAnchorElement.prototype;
    link.click = function save(this: HTMLAnchorElement) {
      name = `${this.download} ${this.href.slice(0, 5)}`;
    };
    findInElement(1, '[part~=save]')?.click();
    expect(name).to.equal('receipt-C-1042.txt blob:');
    expect(violations).to.deep.equal([]);
    frame.remove();
  });
});
