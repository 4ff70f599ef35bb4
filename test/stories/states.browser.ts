import { assert, expect } from '@open-wc/testing';
import { render, type TemplateResult } from 'lit';
import '../../src/define.ts';
import { waitForEstimates } from '../../stories/fixed-source.ts';
import * as stories from '../../stories/delivery-estimate.stories.ts';

/* Requirements that hold in every story. The stories cover every state. */

type Story = { args?: object; render?: (args: object) => TemplateResult };
const { default: meta, ...states } = stories as unknown as { default: Required<Story> } & Record<string, Story>;
const warn = console.warn;
const pages: HTMLElement[] = [];

describe('every state of the delivery estimate', () => {
  before(() => (console.warn = () => {}));
  after(() => (console.warn = warn));
  afterEach(() => pages.splice(0).forEach((page) => page.remove()));

  for (const [name, story] of Object.entries(states)) {
    it(`${name}: the element is accessible`, async () => {
      await expect(await renderStory(story)).to.be.accessible();
    });

    it(`${name}: nothing overflows at 120 pixels`, async () => {
      const page = await renderStory(story, '120px');
      for (const element of page.querySelectorAll('waybill-delivery-estimate')) assertInside(element);
    });
  }

  it('the element is accessible on a dark page without options', async () => {
    const page = await renderStory(stories.Everything as Story);
    page.style.background = '#14161a';
    page.style.color = '#e6e6e3';
    await expect(page).to.be.accessible();
  });

  it('the compact skeleton has the height of the estimate', async () => {
    const heightOf = async (story: Story): Promise<number> => {
      const page = await renderStory(story);
      return page.querySelector('waybill-delivery-estimate')?.getBoundingClientRect().height ?? 0;
    };
    const compact = { ...stories.Loading, args: { ...stories.Loading.args, compact: true } };
    assert.closeTo(await heightOf(compact as Story), await heightOf(stories.Compact as Story), 1);
  });

  it('open details do not change the width of the element', async () => {
    const page = await renderStory(stories.LongTexts as Story);
    page.style.display = 'inline-block';
    page.style.inlineSize = 'auto';
    const element = page.querySelector('waybill-delivery-estimate') as Element;
    setDetailsOpen(element, false);
    const { width } = element.getBoundingClientRect();
    setDetailsOpen(element, true);
    assert.equal(element.getBoundingClientRect().width, width);
  });

  it('targets are at least 24 pixels in a small font size', async () => {
    const page = await renderStory(stories.Everything as Story);
    page.style.fontSize = '9px';
    const element = page.querySelector('waybill-delivery-estimate') as Element;
    const targets = [...(element.shadowRoot?.querySelectorAll('summary, input, select, button') ?? [])];
    assert.deepEqual(
      targets.map(({ localName }) => localName),
      ['summary', 'input', 'button', 'summary', 'summary'],
    );
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      assert.isAtLeast(Math.min(width, height), 24, target.tagName);
    }
  });
});

/** Renders a story as Storybook does, with all details open. */
async function renderStory(
  { args, render: renderTemplate = meta.render }: Story,
  width = '640px',
): Promise<HTMLElement> {
  const page = document.body.appendChild(document.createElement('div'));
  pages.push(page);
  page.style.inlineSize = width;
  render(renderTemplate({ ...meta.args, ...args }), page);
  for (const element of page.querySelectorAll('waybill-delivery-estimate')) {
    await waitForEstimates(element);
    setDetailsOpen(element, true);
  }
  return page;
}

function setDetailsOpen(element: Element, isOpen: boolean): void {
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = isOpen;
}

function assertInside(element: Element): void {
  const { left, right } = element.getBoundingClientRect();
  for (const descendant of element.shadowRoot?.querySelectorAll('*') ?? []) {
    const box = descendant.getBoundingClientRect();
    if (box.width <= 1) continue;
    assert.isAtLeast(box.left, left - 0.5, descendant.outerHTML);
    assert.isAtMost(box.right, right + 0.5, descendant.outerHTML);
    // Inline elements have no client width.
    if (descendant.clientWidth > 0)
      assert.isAtMost(descendant.scrollWidth, descendant.clientWidth + 1, descendant.outerHTML);
  }
}
