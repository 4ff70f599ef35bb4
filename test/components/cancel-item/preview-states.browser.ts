import { assert, expect } from '@open-wc/testing';
import { previewStates, showPreview } from '../../../src/preview/preview.ts';
import type { WaybillCancelItem } from '../../../src/components/cancel-item/cancel-item.ts';
import '../../../src/components/cancel-item/cancel-item.define.ts';

/* Requirements that hold in every preview state. */

const pages: HTMLElement[] = [];

async function mountPreview(
  preview: string,
  { width = '640px', fontSize = '16px', direction = 'ltr' } = {},
): Promise<Element> {
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

const findAll = (element: Element, selector: string): HTMLElement[] => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];

function assertInside(elements: readonly Element[], { left, right }: DOMRect): void {
  for (const inner of elements) {
    const box = inner.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, inner.outerHTML);
    assert.isAtMost(box.right, right + 0.5, inner.outerHTML);
  }
}

describe('every state of the cancel element', () => {
  afterEach(() => pages.splice(0).forEach((page) => page.remove()));

  for (const name of previewStates['waybill-cancel-item'] ?? []) {
    it(`${name}: the element is accessible, with targets of at least 24 pixels in a small font size [A01, A15]`, async () => {
      const element = await mountPreview(name, { fontSize: '9px' });
      await expect(element).to.be.accessible();
      for (const target of findAll(element, 'a, button, input, select, textarea')) {
        const { width, height } = target.getBoundingClientRect();
        assert.isAtLeast(Math.min(width, height), 24, target.outerHTML);
      }
    });

    it(`${name}: nothing overflows at 120 pixels [A10, P23]`, async () => {
      const element = await mountPreview(name, { width: '120px' });
      assertInside(findAll(element, '.base *'), element.getBoundingClientRect());
      const [dialog] = findAll(element, 'dialog');
      if (!dialog?.childElementCount) return;
      dialog.style.inlineSize = '180px';
      assertInside(findAll(element, 'dialog *:not(option)'), dialog.getBoundingClientRect());
      assert.isAtMost(dialog.scrollWidth, dialog.clientWidth);
    });
  }

  it('the property `state` overrides the state of the order until it is unset', async () => {
    const element = (await mountPreview('confirming')) as WaybillCancelItem;
    expect(element.matches(':state(open)')).to.equal(true);
    element.state = undefined;
    await element.updateComplete;
    expect([element.matches(':state(open)'), element.matches(':state(offered)')]).to.deep.equal([false, true]);
    const completed = (await mountPreview('completed')) as WaybillCancelItem;
    completed.state = undefined;
    await completed.updateComplete;
    expect(completed.matches(':state(completed)')).to.equal(false);
  });

  it('the dialog is dark on a dark page', async () => {
    const element = await mountPreview('not-offered');
    const page = element.parentElement as HTMLElement;
    page.style.background = '#14161a';
    page.style.color = '#e6e6e3';
    element.setAttribute('preview', 'quantity');
    showPreview(element);
    await (element as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
    const [dialog] = findAll(element, 'dialog');
    const { backgroundColor, color } = getComputedStyle(dialog as Element);
    expect([backgroundColor, color]).to.deep.equal(['rgb(20, 22, 26)', 'rgb(230, 230, 227)']);
    await expect(element).to.be.accessible();
  });

  it('the page’s `!important` rules have no effect inside, and `hidden` hides the element [P04]', async () => {
    const style = document.createElement('style');
    style.textContent = 'button, dialog { display: none !important; } [hidden] { display: block !important; }';
    document.head.append(style);
    const element = await mountPreview('confirming');
    assert.isAbove(findAll(element, '[part~=confirm]')[0]?.getBoundingClientRect().height ?? 0, 23);
    (element as HTMLElement).hidden = true;
    expect(getComputedStyle(element).display).to.equal('none');
    style.remove();
  });
});
