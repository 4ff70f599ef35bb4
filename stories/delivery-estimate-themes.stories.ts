/// <reference types="vite/client" />
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import type { Estimate } from '../src/contract/estimate.ts';
import { createFixedSource, waitForEstimates } from './fixed-source.ts';
import { allMethods, express, rangeEstimate, store } from '../src/preview/estimate-previews.ts';
import bookshop from './themes/bookshop.css?raw';
import contrast from './themes/contrast.css?raw';
import cosmetics from './themes/cosmetics.css?raw';
import electronics from './themes/electronics.css?raw';
import marketplace from './themes/marketplace.css?raw';
import page from './themes/shop.css?raw';

type Product = { title: string; by: string; price: string };
type Theme = { name: string; css: string; product: Product; others: Product[] };

const source = createFixedSource(...allMethods);
const estimates: Estimate[] = [rangeEstimate, express, store];

/**
 * Five shops, one element. Each theme is the shop's own style sheet: what the element inherits, its host as a
 * box, `--waybill-…` properties on a wrapper (a shop would set them on `:root`), `::part(…)` and `:state(…)`.
 */
export default {
  title: 'Delivery estimate/Themes',
  component: 'waybill-delivery-estimate',
  parameters: { controls: { disable: true } },
} satisfies Meta;

function renderShop({ name, css, product, others }: Theme): TemplateResult {
  return html`
    <style>${page}${css}</style>
    <div class="shop ${name}">
      <div class="product">
        <span class="cover"></span>
        <div class="offer">
          <h1>${product.title}</h1>
          <p class="by">${product.by}</p>
          <p class="price">${product.price}</p>
          <waybill-delivery-estimate sku=${name} .source=${source} countries="DE AT CH"></waybill-delivery-estimate>
          <button class="buy">Add to basket</button>
        </div>
      </div>
      <ul class="others">
        ${others.map(
          ({ title, by, price }, index) => html`
            <li>
              <span class="cover"></span>
              <h2>${title}</h2>
              <p class="by">${by}</p>
              <p class="price">${price}</p>
              <waybill-delivery-estimate compact .estimates=${estimates[index]}></waybill-delivery-estimate>
            </li>
          `,
        )}
      </ul>
    </div>
  `;
}

function story(theme: Theme): StoryObj {
  return {
    render: () => renderShop(theme),
    play: async ({ canvasElement }) => {
      const element = canvasElement.querySelector('waybill-delivery-estimate');
      if (element) await waitForEstimates(element);
      const options = element?.shadowRoot?.querySelector<HTMLDetailsElement>('[part="options"]');
      if (options) options.open = true;
    },
  };
}

export const Bookshop: StoryObj = story({
  name: 'bookshop',
  css: bookshop,
  product: { title: 'The Rings of Saturn', by: 'W. G. Sebald', price: '€16.00' },
  others: [
    { title: 'Invisible Cities', by: 'Italo Calvino', price: '€12.00' },
    { title: 'Austerlitz', by: 'W. G. Sebald', price: '€14.00' },
    { title: 'The Periodic Table', by: 'Primo Levi', price: '€13.00' },
  ],
});

export const Electronics: StoryObj = story({
  name: 'electronics',
  css: electronics,
  product: { title: 'Field recorder, 6 tracks', by: '96 kHz, 32 bit float', price: '€649.00' },
  others: [
    { title: 'Shotgun microphone', by: 'Supercardioid', price: '€249.00' },
    { title: 'Closed headphones', by: '64 Ω', price: '€129.00' },
    { title: 'Memory card', by: '256 GB', price: '€59.90' },
  ],
});

export const Cosmetics: StoryObj = story({
  name: 'cosmetics',
  css: cosmetics,
  product: { title: 'Rose and oat face cream', by: '50 ml', price: '€28.00' },
  others: [
    { title: 'Cleansing balm', by: '90 ml', price: '€24.00' },
    { title: 'Night oil', by: '30 ml', price: '€32.00' },
    { title: 'Hand cream', by: '75 ml', price: '€14.00' },
  ],
});

export const Marketplace: StoryObj = story({
  name: 'marketplace',
  css: marketplace,
  product: {
    title: 'Cordless drill with two batteries, charger and case, 18 V, 55 Nm, 34 pieces',
    by: 'Sold by Werkzeughof',
    price: '€89.99',
  },
  others: [
    { title: 'Drill bits for wood, metal and stone, 27 pieces', by: 'Sold by Werkzeughof', price: '€14.49' },
    { title: 'Spirit level, aluminium, 60 cm', by: 'Sold by Baumann', price: '€11.95' },
    { title: 'Safety glasses, clear, pack of 3', by: 'Sold by Arbeitsschutz Nord', price: '€9.99' },
  ],
});

export const HighContrast: StoryObj = story({
  name: 'contrast',
  css: contrast,
  product: { title: 'Talking kitchen scale', by: 'Up to 5 kg', price: '€39.00' },
  others: [
    { title: 'Large-print diary', by: 'A5', price: '€12.00' },
    { title: 'Reading lamp', by: 'LED', price: '€45.00' },
    { title: 'Magnifier', by: '3.5 ×', price: '€19.00' },
  ],
});
