import { expect } from '@open-wc/testing';
import { waitFor } from '../support/wait-for.ts';

type Page = Window & { faults: string[]; customElements: CustomElementRegistry };

/** Opens a page of test/browser/fixtures/. */
async function openPage(name: string): Promise<Page> {
  const frame = document.createElement('iframe');
  frame.src = `/pages/${name}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as unknown as Page;
}

afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

describe('a static page with a policy', () => {
  it('is complete and styled under a strict policy with two copies of Lit [P17, P18]', async () => {
    const page = await openPage('strict-policy');
    const [english, german] = page.document.querySelectorAll('waybill-delivery-estimate');
    await waitFor(() => german?.shadowRoot?.textContent?.includes('Mai'), 'German is shown');
    expect(english?.shadowRoot?.textContent).to.contain('May');
    expect(getComputedStyle(english?.shadowRoot?.querySelector('[part~="date"]') as Element).fontWeight).to.equal(
      '600',
    );
    expect(page.faults.join('\n')).to.equal('');
  });

  it('does not run a file with another hash, and shows the fallback text [X15]', async () => {
    const page = await openPage('changed-file');
    expect(page.customElements.get('waybill-delivery-estimate')).to.equal(undefined);
    const element = page.document.querySelector<HTMLElement>('waybill-delivery-estimate');
    expect(element?.innerText).to.equal('2–3 days');
    expect(element?.getBoundingClientRect().height).to.be.greaterThan(0);
  });
});
