import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { Estimate } from '../src/contract/estimate.ts';
import { createFixedSource, waitForEstimates } from './fixed-source.ts';
import { createDeliveryEstimate, allMethods, rangeEstimate, store } from '../src/preview/estimate-previews.ts';
import { workdaysFromToday } from '../src/preview/relative-dates.ts';
import { languages } from './language-packs.ts';

/** Every language side by side. Words come from the packs, dates and numbers from the browser. */
export default {
  title: 'Delivery estimate/Languages',
  component: 'waybill-delivery-estimate',
  parameters: { controls: { disable: true } },
} satisfies Meta;

const css = `
  .languages { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 2rem; margin: 0; }
  .languages > div { display: grid; gap: 1rem; align-content: start; }
  .languages dt { font-size: 0.875rem; opacity: 0.75; border-block-end: 1px solid; }
  .languages dd { margin: 0; }
`;

function sideBySide(...shown: (Estimate | Estimate[])[]): StoryObj {
  return {
    render: () => html`
      <style>${css}</style>
      <dl class="languages">
        ${languages.map(
          (language) => html`
            <div lang=${language}>
              <dt>${language}, ${new Intl.DisplayNames(language, { type: 'language' }).of(language)}</dt>
              ${shown.map((estimates) => html`<dd>${estimate(estimates)}</dd>`)}
            </div>
          `,
        )}
      </dl>
    `,
  };
}

function estimate(estimates: Estimate | Estimate[]): TemplateResult {
  return html`
    <waybill-delivery-estimate sku="dune" .source=${createFixedSource(...[estimates].flat())}></waybill-delivery-estimate>
  `;
}

export const Dates: StoryObj = sideBySide(
  allMethods,
  createDeliveryEstimate({ window: { from: workdaysFromToday(1), to: workdaysFromToday(1) } }),
  createDeliveryEstimate({ window: { from: workdaysFromToday(8) } }),
  store,
);

/** «от 1 до 3 дней»: the form follows the upper number. */
export const Terms: StoryObj = sideBySide(
  ...(
    [
      { min: 1, max: 3, unit: 'day' },
      { min: 1, max: 1, unit: 'business-day' },
      { min: 2, max: 21, unit: 'business-day' },
      { min: 1, max: 2, unit: 'hour' },
      { min: 5, unit: 'day' },
    ] as const
  ).map((term) => createDeliveryEstimate({ term })),
);

export const Unavailable: StoryObj = sideBySide(
  ...(['no-service', 'needs-destination', 'out-of-stock', 'unknown'] as const).map((code): Estimate => ({
    id: code,
    kind: 'delivery',
    unavailable: { code },
  })),
);

/** A page that reads from right to left, in Arabic and in Hebrew. */
export const RightToLeft: StoryObj = {
  render: () => html`
    <style>${css}</style>
    <div class="languages" dir="rtl">
      ${['ar', 'he'].map(
        (language) =>
          html`<div lang=${language}>${estimate([{ ...rangeEstimate, needs: 'postal', destination: { country: 'DE' } }, ...allMethods.slice(1)])}${estimate(allMethods)}</div>`,
      )}
    </div>
  `,
  play: async ({ canvasElement }) => {
    for (const element of canvasElement.querySelectorAll('waybill-delivery-estimate')) {
      await waitForEstimates(element);
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
    }
  },
};
