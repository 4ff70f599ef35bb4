import { assert, expect } from '@open-wc/testing';
import { render, type TemplateResult } from 'lit';
import '../../src/define.ts';
import { whenAnswered } from '../../stories/answering.ts';
import * as stories from '../../stories/delivery-estimate.stories.ts';

/*
 * The stories are every state there is, so what must hold in every state is held here.
 */

type Drawing = { args?: object; render?: (args: object) => TemplateResult };
const { default: meta, ...states } = stories as unknown as { default: Required<Drawing> } & Record<string, Drawing>;
const warn = console.warn;
const pages: HTMLElement[] = [];

describe('every state of the delivery estimate', () => {
  before(() => (console.warn = () => {}));
  after(() => (console.warn = warn));
  afterEach(() => pages.splice(0).forEach((page) => page.remove()));

  for (const [name, story] of Object.entries(states)) {
    it(`${name}: accessible`, async () => {
      await expect(await show(story)).to.be.accessible();
    });

    it(`${name}: nothing lost, nothing beyond the edge at 120 pixels`, async () => {
      const page = await show(story, '120px');
      for (const element of page.querySelectorAll('waybill-delivery-estimate')) assertInside(element);
    });
  }

  it('holds on a dark page without being told', async () => {
    const page = await show(stories.Everything as Drawing);
    page.style.background = '#14161a';
    page.style.color = '#e6e6e3';
    await expect(page).to.be.accessible();
  });

  it('the placeholder has the size of the answer', async () => {
    const heightOf = async (story: Drawing): Promise<number> => {
      const page = await show(story);
      return page.querySelector('waybill-delivery-estimate')?.getBoundingClientRect().height ?? 0;
    };
    assert.closeTo(await heightOf(stories.Loading as Drawing), await heightOf(stories.Range as Drawing), 1);
    const compact = { ...stories.Loading, args: { ...stories.Loading.args, compact: true } };
    assert.closeTo(await heightOf(compact as Drawing), await heightOf(stories.Compact as Drawing), 1);
  });

  it('what unfolds does not widen the element', async () => {
    const page = await show(stories.LongTexts as Drawing);
    page.style.display = 'inline-block';
    page.style.inlineSize = 'auto';
    const element = page.querySelector('waybill-delivery-estimate') as Element;
    unfold(element, false);
    const { width } = element.getBoundingClientRect();
    unfold(element, true);
    assert.equal(element.getBoundingClientRect().width, width);
  });

  it('targets are at least 24 pixels, in small type too', async () => {
    const page = await show(stories.Everything as Drawing);
    page.style.fontSize = '9px';
    const element = page.querySelector('waybill-delivery-estimate') as Element;
    const targets = [...(element.shadowRoot?.querySelectorAll('summary, input, select, button') ?? [])];
    assert.deepEqual(targets.map(({ localName }) => localName), ['summary', 'input', 'button', 'summary', 'summary']);
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      assert.isAtLeast(Math.min(width, height), 24, target.tagName);
    }
  });
});

/** A story as Storybook shows it, with everything unfolded. */
async function show({ args, render: draw = meta.render }: Drawing, width = '640px'): Promise<HTMLElement> {
  const page = document.body.appendChild(document.createElement('div'));
  pages.push(page);
  page.style.inlineSize = width;
  render(draw({ ...meta.args, ...args }), page);
  for (const element of page.querySelectorAll('waybill-delivery-estimate')) {
    await whenAnswered(element);
    unfold(element, true);
  }
  return page;
}

function unfold(element: Element, isOpen: boolean): void {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = isOpen;
}

function assertInside(element: Element): void {
  const { left, right } = element.getBoundingClientRect();
  for (const inner of element.shadowRoot?.querySelectorAll('*') ?? []) {
    const box = inner.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, inner.outerHTML);
    assert.isAtMost(box.right, right + 0.5, inner.outerHTML);
    // What is drawn in the line has no box of its own.
    if (inner.clientWidth > 0) assert.isAtMost(inner.scrollWidth, inner.clientWidth + 1, inner.outerHTML);
  }
}
