import { assert, expect } from '@open-wc/testing';
import { previewStates, showPreview } from '../../../src/preview/preview.ts';
import '../../../src/components/cancel-item/cancel-item.define.ts';

/* Every state that can be previewed: what must hold in every state is held here. */

const pages: HTMLElement[] = [];

async function show(preview: string, { width = '640px', fontSize = '16px', direction = 'ltr' } = {}): Promise<Element> {
  const page = document.body.appendChild(document.createElement('div'));
  pages.push(page);
  page.style.inlineSize = width;
  page.style.fontSize = fontSize;
  page.dir = direction;
  const element = page.appendChild(document.createElement('waybill-cancel-item'));
  element.setAttribute('preview', preview);
  showPreview(element);
  await element.updateComplete;
  return element;
}

const all = (element: Element, selector: string): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];

function assertInside(inner: readonly Element[], { left, right }: DOMRect): void {
  for (const each of inner) {
    const box = each.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, each.outerHTML);
    assert.isAtMost(box.right, right + 0.5, each.outerHTML);
  }
}

describe('every state of the cancel element', () => {
  afterEach(() => pages.splice(0).forEach((page) => page.remove()));

  for (const name of previewStates['waybill-cancel-item'] ?? []) {
    it(`A01, A15: ${name}: accessible, targets of at least 24 pixels in small type too`, async () => {
      const element = await show(name, { fontSize: '9px' });
      await expect(element).to.be.accessible();
      for (const target of all(element, 'button, select, textarea')) {
        const { width, height } = target.getBoundingClientRect();
        assert.isAtLeast(Math.min(width, height), 24, target.outerHTML);
      }
    });

    it(`A10, P23: ${name}: nothing beyond the edge at 120 pixels`, async () => {
      const element = await show(name, { width: '120px' });
      assertInside(all(element, '.base *'), element.getBoundingClientRect());
      const [dialog] = all(element, 'dialog');
      if (!dialog?.childElementCount) return;
      dialog.style.inlineSize = '180px';
      assertInside(all(element, 'dialog *:not(option)'), dialog.getBoundingClientRect());
      assert.isAtMost(dialog.scrollWidth, dialog.clientWidth);
    });
  }

  it('on a dark page the dialog is dark without being told', async () => {
    const element = await show('not-offered');
    const page = element.parentElement as HTMLElement;
    page.style.background = '#14161a';
    page.style.color = '#e6e6e3';
    element.setAttribute('preview', 'quantity');
    showPreview(element);
    await (element as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
    const [dialog] = all(element, 'dialog');
    const { backgroundColor, color } = getComputedStyle(dialog as Element);
    expect([backgroundColor, color]).to.deep.equal(['rgb(20, 22, 26)', 'rgb(230, 230, 227)']);
    await expect(element).to.be.accessible();
  });

  it('P04: what the page says of buttons and dialogs with !important has no effect inside; hidden hides', async () => {
    const style = document.createElement('style');
    style.textContent = 'button, dialog { display: none !important; } [hidden] { display: block !important; }';
    document.head.append(style);
    const element = await show('confirming');
    assert.isAbove(all(element, '[part~=confirm]')[0]?.getBoundingClientRect().height ?? 0, 23);
    (element as HTMLElement).hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
    style.remove();
  });
});
