import { assert, expect } from '@open-wc/testing';
import { previewStates, showPreview } from '../../../src/preview/preview.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import '../../../src/components/cancel-item/cancel-item.define.ts';
import { hasPart, part } from './support/mount.ts';

let table: HTMLTableElement | undefined;

/** Mounts a state in the last cell of a row. */
async function mountInCell(preview: string, width = '20rem'): Promise<WaybillCancelItem> {
  table = document.body.appendChild(document.createElement('table'));
  table.style.inlineSize = width;
  const row = table.insertRow();
  row.insertCell().append('10023');
  const element = document.createElement('waybill-cancel-item');
  row.insertCell().append(element);
  element.setAttribute('layout', 'compact');
  element.setAttribute('preview', preview);
  showPreview(element);
  await element.updateComplete;
  return element;
}

const isShown = (element: Element, name: string): boolean =>
  hasPart(element, name) && part(element, name).getClientRects().length > 0;

describe('the compact cancel element', () => {
  afterEach(() => table?.remove());

  it('is a button of one line; the deadline describes it', async () => {
    const element = await mountInCell('idle');
    expect(isShown(element, 'until')).to.equal(false);
    const { shadowRoot } = element;
    const id = part(element, 'trigger').getAttribute('aria-describedby') ?? '';
    expect(shadowRoot?.getElementById(id)?.textContent).to.match(/^Can be canceled until /);
    assert.closeTo(element.getBoundingClientRect().height, part(element, 'trigger').getBoundingClientRect().height, 1);
  });

  it('has the title of an outcome and its control, and no more', async () => {
    const completed = await mountInCell('completed', '28rem');
    expect(part(completed, 'outcome-title').textContent).to.equal('Solaris is canceled');
    expect(['receipt', 'save', 'print'].map((name) => isShown(completed, name))).to.deep.equal([true, true, false]);
    expect(part(completed, 'outcome').innerText.replaceAll(/\s+/g, ' ').trim()).to.equal(
      'Solaris is canceled Save receipt',
    );
    assert.isAtMost(completed.getBoundingClientRect().height, 40);
    table?.remove();
    const unconfirmed = await mountInCell('unconfirmed');
    expect(isShown(unconfirmed, 'check')).to.equal(true);
    table?.remove();
    const refused = await mountInCell('refused');
    expect(isShown(refused, 'return')).to.equal(true);
  });

  it('says why nothing can be canceled', async () => {
    const element = await mountInCell('not-offered');
    expect([isShown(element, 'explanation'), isShown(element, 'alternative')]).to.deep.equal([true, false]);
  });

  it('has the dialog of every layout, with its deadline', async () => {
    const element = await mountInCell('confirming');
    const dialog = part(element, 'dialog');
    expect((dialog.querySelector('[part~=until]') as HTMLElement).getClientRects().length).to.equal(1);
  });

  for (const name of previewStates['waybill-cancel-item'] ?? [])
    it(`${name}: it is accessible and fits a narrow cell`, async () => {
      const element = await mountInCell(name, '9rem');
      await expect(element).to.be.accessible();
      const { left, right } = element.getBoundingClientRect();
      for (const inner of element.shadowRoot?.querySelectorAll('.base *') ?? []) {
        const box = inner.getBoundingClientRect();
        if (box.width > 1) assert.isTrue(box.left >= left - 0.5 && box.right <= right + 0.5, inner.outerHTML);
      }
    });
});
