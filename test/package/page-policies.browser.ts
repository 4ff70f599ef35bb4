import { expect } from '@open-wc/testing';
import { until } from '../support/until.ts';

type Page = Window & { faults: string[]; customElements: CustomElementRegistry };

/** Opens a page of test/pages/fixtures/. */
async function openPage(name: string): Promise<Page> {
  const frame = document.createElement('iframe');
  frame.src = `/pages/${name}`;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  return frame.contentWindow as unknown as Page;
}

afterEach(() => document.querySelectorAll('iframe').forEach((frame) => frame.remove()));

describe('policies of a page', () => {
  it('P17, P18: styled and complete under a strict policy that allows the policy of two copies of Lit, without a violation', async () => {
    const page = await openPage('strict-policy');
    const [english, german] = page.document.querySelectorAll('waybill-delivery-estimate');
    await until(() => german?.shadowRoot?.textContent?.includes('Mai'), 'German is shown');
    expect(english?.shadowRoot?.textContent).to.contain('May');
    expect(getComputedStyle(english?.shadowRoot?.querySelector('[part~="date"]') as Element).fontWeight).to.equal('600');
    expect(page.faults.join('\n')).to.equal('');
  });

  it('X15: a file that is not the expected one does not run, and the text inside stays', async () => {
    const page = await openPage('changed-file');
    expect(page.customElements.get('waybill-delivery-estimate')).to.equal(undefined);
    const element = page.document.querySelector<HTMLElement>('waybill-delivery-estimate');
    expect(element?.innerText).to.equal('2–3 days');
    expect(element?.getBoundingClientRect().height).to.be.greaterThan(0);
  });
});
