import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { EstimateItem, EstimateSource } from '../src/index.ts';
import type { Estimate } from '../src/contract/estimate.ts';
import type { EstimatePreference } from '../src/contract/shop-terms.ts';
import { createFixedSource, waitForEstimates } from './fixed-source.ts';
import {
  createDeliveryEstimate,
  allMethods,
  explanation,
  express,
  openingHours,
  pickupPoint,
  rangeEstimate,
  store,
} from '../src/preview/estimate-previews.ts';
import { daysFromToday, minutesFromNow, workdaysFromToday } from '../src/preview/relative-dates.ts';

type Args = {
  estimates?: Estimate[];
  source?: EstimateSource;
  items?: EstimateItem[];
  countries?: string;
  from?: string;
  prefer?: EstimatePreference;
  compact?: boolean;
  jsonLd?: boolean;
  /** What stands between the tags. */
  fallback?: string;
};

/** One story a state. All data is fixed and counted from the moment the story is opened. */
export default {
  title: 'Delivery estimate/States',
  component: 'waybill-delivery-estimate',
  render: ({ estimates, source, items, countries, from, prefer, compact = false, jsonLd = false, fallback }) => html`
    <waybill-delivery-estimate
      .estimates=${estimates}
      .source=${source}
      .items=${items}
      sku=${source ? 'dune' : nothing}
      countries=${ifDefined(countries)}
      from=${ifDefined(from)}
      prefer=${ifDefined(prefer)}
      ?compact=${compact}
      ?json-ld=${jsonLd}
    >${fallback}</waybill-delivery-estimate>
  `,
} satisfies Meta<Args>;

type Story = StoryObj<Args>;

function showing(...estimates: Estimate[]): Story {
  return { args: { estimates } };
}

function unavailable(code: NonNullable<Estimate['unavailable']>['code']): Story {
  return showing({ id: code, kind: 'delivery', unavailable: { code } });
}

export const Range: Story = showing(rangeEstimate);

export const SingleDate: Story = showing(
  createDeliveryEstimate({ window: { from: workdaysFromToday(3), to: workdaysFromToday(3) } }),
);

export const Today: Story = showing(
  createDeliveryEstimate({
    window: { from: daysFromToday(0), to: daysFromToday(0) },
    orderBy: minutesFromNow(48.5),
    method: { id: 'courier', name: 'Courier', price: { amount: 590, currency: 'EUR' } },
  }),
);

export const Tomorrow: Story = showing(
  createDeliveryEstimate({ window: { from: daysFromToday(1), to: daysFromToday(1) } }),
);

export const TodayOrTomorrow: Story = showing(
  createDeliveryEstimate({ window: { from: daysFromToday(0), to: daysFromToday(1) } }),
);

export const FromADate: Story = showing(createDeliveryEstimate({ window: { from: workdaysFromToday(8) } }));

export const Countdown: Story = showing({ ...rangeEstimate, orderBy: minutesFromNow(134.5) });

/** The cheapest delivery leads. Below it: a faster delivery, and a collection that is ready earlier. */
export const SeveralMethods: Story = showing(rangeEstimate, express, pickupPoint, store);

export const PreferFastest: Story = { args: { ...SeveralMethods.args, prefer: 'fastest' } };

export const PreferCollection: Story = { args: { ...SeveralMethods.args, prefer: 'collection' } };

/** Without a delivery a collection leads. */
export const CollectionAlone: Story = showing(pickupPoint, store);

export const CompactOfSeveral: Story = { args: { ...SeveralMethods.args, compact: true } };

export const PickupPoint: Story = showing(pickupPoint);

export const StoreReady: Story = showing(store);

export const Parcels: Story = {
  args: {
    items: [
      { sku: 'dune', title: 'Dune' },
      { sku: 'solaris', title: 'Solaris' },
      { sku: 'lamp', title: 'Reading lamp, brass' },
    ],
    estimates: [
      createDeliveryEstimate({
        window: { from: workdaysFromToday(2), to: workdaysFromToday(14) },
        parcels: [
          { items: ['dune', 'solaris'], window: { from: workdaysFromToday(2), to: workdaysFromToday(2) } },
          { items: ['lamp'], window: { from: workdaysFromToday(11), to: workdaysFromToday(14) } },
        ],
      }),
    ],
  },
};

export const PreOrder: Story = showing(
  createDeliveryEstimate({
    availability: 'pre-order',
    window: { from: workdaysFromToday(30), to: workdaysFromToday(32) },
  }),
);

export const MadeToOrder: Story = showing(
  createDeliveryEstimate({
    availability: 'made-to-order',
    window: { from: workdaysFromToday(16), to: workdaysFromToday(20) },
    explanation: [
      { kind: 'received', window: { from: daysFromToday(0) } },
      { kind: 'made', window: { from: workdaysFromToday(1), to: workdaysFromToday(14) } },
      { kind: 'packed', window: { from: workdaysFromToday(14) } },
      { kind: 'delivered', window: { from: workdaysFromToday(16), to: workdaysFromToday(20) } },
    ],
  }),
);

export const BackOrder: Story = showing(
  createDeliveryEstimate({
    availability: 'back-order',
    window: { from: workdaysFromToday(9), to: workdaysFromToday(12) },
  }),
);

export const FloatingDays: Story = showing(createDeliveryEstimate({ term: { min: 1, max: 3, unit: 'day' } }));

export const FloatingWorkingDays: Story = showing(
  createDeliveryEstimate({ term: { min: 5, max: 8, unit: 'business-day' } }),
);

export const FloatingHours: Story = showing(
  createDeliveryEstimate({
    term: { min: 1, max: 2, unit: 'hour' },
    method: { id: 'courier', name: 'Courier', price: { amount: 590, currency: 'EUR' } },
  }),
);

export const FloatingWithoutEnd: Story = showing(createDeliveryEstimate({ term: { min: 14, unit: 'day' } }));

/** There is a date, and the postcode would narrow it. */
export const PostcodeRefines: Story = {
  args: {
    countries: 'DE AT CH',
    source: createFixedSource({ ...rangeEstimate, needs: 'postal', destination: { country: 'DE' } }),
  },
};

/** Without the postcode there is no date. */
export const PostcodeRequired: Story = {
  args: {
    countries: 'DE AT CH',
    source: createFixedSource({
      id: 'ask',
      kind: 'delivery',
      needs: 'postal',
      destination: { country: 'DE' },
      unavailable: { code: 'needs-destination' },
    }),
  },
};

/** The same, with its form unfolded. */
export const PostcodeForm: Story = { ...PostcodeRequired, play: ({ canvasElement }) => unfold(canvasElement) };

export const DestinationGiven: Story = {
  args: { source: createFixedSource({ ...rangeEstimate, destination: { country: 'DE', postal: '10115' } }) },
};

export const WhyThisDate: Story = {
  ...showing({ ...rangeEstimate, orderBy: minutesFromNow(134.5), explanation }),
  play: ({ canvasElement }) => unfold(canvasElement),
};

/** All that a product page can show at once. */
export const Everything: Story = {
  args: { source: createFixedSource(...allMethods) },
  play: ({ canvasElement }) => unfold(canvasElement),
};

export const NoService: Story = unavailable('no-service');

export const NeedsDestination: Story = unavailable('needs-destination');

export const OutOfStock: Story = unavailable('out-of-stock');

export const UnknownDate: Story = unavailable('unknown');

export const Loading: Story = { args: { source: () => new Promise(() => {}) } };

/** The fallback stands until there is an answer. */
export const LoadingWithFallback: Story = {
  args: { source: () => new Promise(() => {}), fallback: 'Usually delivered in 2 to 4 days' },
};

/** 30 February: nothing is guessed, the fallback is shown and the console names the field. */
export const InvalidWithFallback: Story = {
  args: { from: '2026-02-30', fallback: 'Usually delivered in 2 to 4 days' },
};

export const FailedWithFallback: Story = {
  args: {
    source: () => Promise.reject(new Error('no answer')),
    fallback: 'Usually delivered in 2 to 4 days',
  },
};

export const Compact: Story = { args: { estimates: [rangeEstimate], compact: true } };

const books = [
  { title: 'Dune', author: 'Frank Herbert', price: '€14.00', estimate: rangeEstimate },
  { title: 'Solaris', author: 'Stanisław Lem', price: '€12.90', estimate: express },
  { title: 'Roadside Picnic', author: 'Arkady and Boris Strugatsky', price: '€11.50', estimate: store },
  {
    title: 'The Left Hand of Darkness',
    author: 'Ursula K. Le Guin',
    price: '€13.00',
    estimate: createDeliveryEstimate({
      availability: 'pre-order',
      window: { from: workdaysFromToday(30), to: workdaysFromToday(32) },
    }),
  },
];

/** A quiet line on every card. */
export const InAListing: Story = {
  render: () => html`
    <style>
      .listing { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1.5rem; margin: 0; padding: 0; list-style: none; }
      .listing .cover { display: block; aspect-ratio: 4 / 5; background: color-mix(in srgb, currentColor 8%, transparent); }
      .listing h3 { margin: 0.75rem 0 0; font-size: 1rem; }
      .listing p { margin: 0; }
    </style>
    <ul class="listing">
      ${books.map(
        ({ title, author, price, estimate }) => html`
          <li>
            <span class="cover"></span>
            <h3>${title}</h3>
            <p>${author}</p>
            <p>${price}</p>
            <waybill-delivery-estimate compact .estimates=${estimate}></waybill-delivery-estimate>
          </li>
        `,
      )}
    </ul>
  `,
};

/** Names as long as carriers and shops make them. */
export const LongTexts: Story = {
  ...showing(
    createDeliveryEstimate({
      window: { from: workdaysFromToday(2), to: workdaysFromToday(4) },
      orderBy: minutesFromNow(134.5),
      method: {
        id: 'long',
        name: 'Climate-neutral parcel delivery to the door with a signature of the recipient or of somebody in the household',
        price: { amount: 1249900, currency: 'EUR' },
      },
      availability: 'made-to-order',
      explanation,
    }),
    {
      ...pickupPoint,
      method: {
        id: 'point',
        name: 'Donaudampfschifffahrtsgesellschaftspaketabholstationsnetz',
        price: { amount: 290, currency: 'EUR' },
      },
      place: {
        name: 'Lotto, press, tobacco and parcel shop at the corner of the old market hall',
        address: 'Bürgermeister-Doktor-Nebelsieck-Straße 112 a, 23569 Lübeck-Kücknitz',
        opening: openingHours,
      },
    },
  ),
  play: ({ canvasElement }) => unfold(canvasElement),
};

/** The same numbers for search engines, in a script beside the element's children. */
export const StructuredData: Story = {
  args: {
    jsonLd: true,
    estimates: [{ ...rangeEstimate, destination: { country: 'DE' }, explanation }],
  },
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('waybill-delivery-estimate');
    await element?.updateComplete;
    const shown = document.createElement('pre');
    shown.tabIndex = 0;
    shown.textContent = JSON.stringify(JSON.parse(element?.querySelector('script')?.text ?? '{}'), undefined, 2);
    element?.after(shown);
  },
};

async function unfold(canvas: HTMLElement): Promise<void> {
  const element = canvas.querySelector('waybill-delivery-estimate');
  if (!element) return;
  await waitForEstimates(element);
  for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
}
