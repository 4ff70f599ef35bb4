import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { EstimatePreference } from '../src/contract/shop-terms.ts';
import { bookshop } from './bookshop-terms.ts';
import { languages } from './language-packs.ts';

type Args = {
  terms: object;
  sku: string;
  quantity: number;
  country?: string;
  postal?: string;
  subtotal?: number;
  prefer?: EstimatePreference;
  language: string;
  compact: boolean;
};

/** Computed in the browser from a shop's terms. Change them, the product, the place or the language. */
export default {
  title: 'Delivery estimate/Interactive',
  component: 'waybill-delivery-estimate',
  args: { terms: bookshop, sku: 'dune', quantity: 1, country: 'DE', language: 'en', compact: false },
  argTypes: {
    terms: { control: 'object' },
    sku: { control: 'select', options: Object.keys(bookshop.products ?? {}) },
    quantity: { control: { type: 'number', min: 1 } },
    country: { control: 'select', options: ['DE', 'AT', 'CH', 'FR'] },
    postal: { control: 'text' },
    subtotal: { control: { type: 'number', min: 0, step: 100 }, description: 'In cents' },
    prefer: { control: 'select', options: ['cheapest', 'fastest', 'collection'] },
    language: { control: 'select', options: languages },
    compact: { control: 'boolean' },
  },
  render: ({ terms, sku, quantity, country, postal, subtotal, prefer, language, compact }) => html`
    <waybill-delivery-estimate
      lang=${language}
      .terms=${terms}
      sku=${sku}
      quantity=${quantity}
      country=${ifDefined(country)}
      postal=${ifDefined(postal || undefined)}
      subtotal=${ifDefined(subtotal)}
      prefer=${ifDefined(prefer)}
      countries="DE AT CH"
      ?compact=${compact}
    ></waybill-delivery-estimate>
  `,
} satisfies Meta<Args>;

type Story = StoryObj<Args>;

export const Book: Story = {};

export const OfWhichOneIsLeft: Story = { args: { sku: 'solaris', quantity: 2, postal: '10115' } };

export const MadeToOrderLamp: Story = { args: { sku: 'lamp', country: 'AT' } };
