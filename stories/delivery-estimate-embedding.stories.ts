import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { createFixedSource } from './fixed-source.ts';
import { allMethods, pickupPoint, rangeEstimate } from '../src/preview/estimate-previews.ts';

/**
 * Awkward places. Nothing is lost, nothing overlaps, nothing around the element moves when a list is unfolded.
 */
export default {
  title: 'Delivery estimate/Embedding',
  component: 'waybill-delivery-estimate',
  parameters: { controls: { disable: true } },
} satisfies Meta;

const css = `
  .place { margin: 0 0 2.5rem; }
  .place > h2 { margin: 0 0 0.75rem; font: 0.75rem/1.2 ui-monospace, monospace; opacity: 0.75; }
  .edge { border: 1px dashed color-mix(in srgb, currentColor 40%, transparent); }
  .flex { display: flex; gap: 1rem; align-items: start; }
  .grid { display: grid; grid-template-columns: 1fr 2fr 1fr; gap: 1rem; }
  .narrow { width: 120px; }
  .cards { display: flex; flex-wrap: wrap; gap: 1rem; }
  .card { position: relative; width: 15rem; padding: 1rem; border-radius: 0.5rem; }
  .card h3 { margin: 0; font-size: 1rem; }
  .card a { color: inherit; }
  .large { font-size: 200%; }
  .columns { columns: 3 14rem; column-gap: 2rem; column-rule: 1px dashed currentColor; }
  .columns p { margin-block-start: 0; }
  .shouting { letter-spacing: 0.4em; line-height: 0.8; text-transform: uppercase; text-indent: 3em; white-space: nowrap; word-spacing: 1em; }
  .centred { text-align: center; }
  .coloured { padding: 1rem; background: #1f3a5f; color: #f3e9d2; }
  .spaced, .spaced * { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }
  .scroller { overflow-x: auto; white-space: nowrap; }
  .scroller > * { display: inline-block; width: 15rem; margin-inline-end: 1rem; vertical-align: top; }
  .reset, .reset * { all: unset; display: revert; }
  table { border-collapse: collapse; }
  td, th { padding: 0.5rem; text-align: start; vertical-align: top; }
`;

const source = createFixedSource(...allMethods);

const full = (): TemplateResult => html`
  <waybill-delivery-estimate sku="dune" .source=${source}></waybill-delivery-estimate>
`;
const short = (): TemplateResult => html`
  <waybill-delivery-estimate .estimates=${rangeEstimate}></waybill-delivery-estimate>
`;
const compact = (): TemplateResult => html`
  <waybill-delivery-estimate compact .estimates=${rangeEstimate}></waybill-delivery-estimate>
`;

function place(title: string, content: TemplateResult): TemplateResult {
  return html`<section class="place"><h2>${title}</h2>${content}</section>`;
}

export const Containers: StoryObj = {
  render: () => html`
    <style>${css}</style>
    ${place('Beside a button in a flex row', html`<div class="flex edge"><button>Add to basket</button>${full()}</div>`)}
    ${place('A flex item that does not grow', html`<div class="flex edge"><span>In stock</span><div class="edge">${full()}</div><span>Price</span></div>`)}
    ${place('Grid cells', html`<div class="grid"><div class="edge">${full()}</div><div class="edge">${full()}</div><div class="edge">${compact()}</div></div>`)}
    ${place(
      'Table cells',
      html`
        <table class="edge">
          <tr><th>Item</th><th>Price</th><th>Delivery</th></tr>
          <tr><td>Dune</td><td>€14.00</td><td>${full()}</td></tr>
          <tr><td>Solaris</td><td>€12.90</td><td>${compact()}</td></tr>
        </table>
      `,
    )}
    ${place('120 pixels', html`<div class="flex"><div class="narrow edge">${full()}</div><div class="narrow edge">${compact()}</div></div>`)}
    ${place(
      'Cards whose title is the link',
      html`
        <div class="cards">
          <article class="card edge"><h3><a href="#dune">Dune</a></h3>${compact()}</article>
          <article class="card edge centred"><h3><a href="#solaris">Solaris</a></h3>${full()}</article>
        </div>
      `,
    )}
    ${place('A row that scrolls sideways', html`<div class="scroller edge" tabindex="0">${[1, 2, 3, 4, 5, 6, 7, 8].map(() => html`<div>${short()}</div>`)}</div>`)}
  `,
};

export const Text: StoryObj = {
  render: () => html`
    <style>${css}</style>
    ${place('Large text', html`<div class="large">${full()}</div>`)}
    ${place(
      'Columns of text',
      html`
        <div class="columns">
          <p>A book that leaves our shelves today is with you in a few days, wherever in the country you live.</p>
          ${full()}
          <p>If it is a present, say so at the till: we wrap it in paper and leave out the invoice.</p>
          ${short()}
          <p>And if you would rather come by, it waits for you behind the counter for two weeks.</p>
        </div>
      `,
    )}
    ${place('A parent that spaces, shouts and does not wrap', html`<div class="shouting">${full()}</div>`)}
    ${place('A reader who sets the spacing of text', html`<div class="spaced">${full()}</div>`)}
    ${place('A parent with colours of its own', html`<div class="coloured">${full()}</div>`)}
    ${place('A page that resets everything', html`<div class="reset">${full()}</div>`)}
    ${place('Arabic on an English page', html`<div lang="ar"><waybill-delivery-estimate .estimates=${[pickupPoint, rangeEstimate]}></waybill-delivery-estimate></div>`)}
  `,
};

/** Many themes set this; sizes are in `em`, so nothing shrinks. */
export const SmallRootFont: StoryObj = {
  // Its style sheet would shrink the whole page of the docs.
  tags: ['!autodocs'],
  render: () => html`
    <style>
      html { font-size: 62.5%; }
      .page { font-size: 1.6rem; }
    </style>
    ${full()}
  `,
};
