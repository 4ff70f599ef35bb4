import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium, skipWithoutChromium } from '../support/chromium.ts';
import {
  createDeliveryPromise,
  createEvent,
  createLineItem,
  createOrder,
  createShipment,
  now,
  type Fields,
} from '../support/order-fixtures.ts';
import { readAloud } from './read-aloud.ts';
import { orderStatusScript, startTestShop, TAG, type TestShop } from './start-test-shop.ts';

/* What a screen reader reads of an order status, in order. */

let shop: TestShop;
let browser: Browser;
before(async () => {
  shop = await startTestShop();
  browser = (await launchChromium()) as Browser;
});
after(async () => {
  await browser?.close();
  await shop.close();
});

const leipzig = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
const shippedEvents = (): Fields[] => [
  createEvent('packed', '2026-11-20T15:40:00Z'),
  createEvent('accepted', '2026-11-21T07:05:00Z', { place: leipzig }),
];
const promise = createDeliveryPromise('p1', '2026-11-24', '2026-11-26');
const price = { unitPrice: { amount: 1290, currency: 'EUR' }, url: 'https://shop.example/dune' };
const dune = createLineItem('dune', 'Dune', 1, price);

const createTestOrder = (fields: Fields): Fields =>
  createOrder({ lineItems: [dune], promises: [promise], helpUrl: 'https://shop.example/help', ...fields });

type Story = { order: () => Fields; isUnfolded?: boolean; expected: readonly string[] };

const stories: Record<string, Story> = {
  'two parcels of which one slips': {
    order: () =>
      createTestOrder({
        lineItems: [dune, createLineItem('solaris', 'Solaris', 2)],
        shipments: [
          createShipment('s1', { delivery: { kind: 'mailbox' } }),
          createShipment('s2', {
            tracking: [{ number: 'S2', url: 'https://carrier.example/S2' }],
            lineItems: [{ id: 'solaris', quantity: 2 }],
          }),
        ],
        events: [
          ...shippedEvents(),
          createEvent('delivered', '2026-11-22T09:20:00Z'),
          createEvent('accepted', '2026-11-22T12:00:00Z', { shipmentId: 's2' }),
        ],
        promises: [
          promise,
          createDeliveryPromise('p2', '2026-12-06', '2026-12-08', {
            madeAt: '2026-11-23T08:00:00Z',
            reason: { code: 'supplier', text: 'The publisher sent it late.' },
            lineItems: [{ id: 'solaris', quantity: 2 }],
          }),
        ],
      }),
    expected: [
      'heading 2: Solaris: delayed, now arriving Sun 6 – Tue 8 December',
      'Dune: delivered yesterday, 10:20 AM',
      'image: Step 3 of 5: Shipped',
      'Sun, 1:00 PM Shipped',
      'Promised Tue 24 – Thu 26 November · now Sun 6 – Tue 8 December',
      'The publisher sent it late. We told you on 23 Nov, 9:00 AM',
      '- 2 × Solaris',
      'DHL',
      'S2',
      'button: Copy number S2',
      'link: Track with DHL S2',
      'disclosure, collapsed: Details Solaris',
      'disclosure, collapsed: Dune Delivered yesterday, 10:20 AM',
      'link: Contact us',
      'disclosure, collapsed: Tracking history',
      'Updated 3 minutes ago',
    ],
  },
  'held at customs with duty': {
    order: () =>
      createTestOrder({
        shipments: [
          createShipment('s1', {
            exceptions: [
              {
                kind: 'customs_hold',
                reason: 'duty_unpaid',
                since: '2026-11-23T06:00:00Z',
                text: 'Import duty is due before the parcel goes on.',
                actionRequired: {
                  by: 'recipient',
                  what: 'Pay the import duty',
                  until: '2026-11-27T16:00:00Z',
                  amount: { amount: 1290, currency: 'EUR' },
                  url: 'https://customs.example/pay',
                },
              },
            ],
          }),
        ],
        events: [
          ...shippedEvents(),
          createEvent('import_customs', '2026-11-22T12:00:00Z', { text: 'Presented to customs', place: leipzig }),
        ],
      }),
    isUnfolded: true,
    expected: [
      'heading 2: Held at customs',
      'image: Step 3 of 5: Held at customs',
      'Sun, 1:00 PM Presented to customs Leipzig',
      'Pay the import duty by Fri 27 November at 5:00 PM',
      'Import duty is due before the parcel goes on.',
      'link: Pay €12.90',
      'link: Contact us',
      '- At customs since 22 Nov, 1:00 PM',
      '- link: Dune',
      '€12.90',
      'DHL',
      '00340434161094042557',
      'button: Copy number 00340434161094042557',
      'link: Track with DHL',
      'disclosure, expanded: Details',
      '- Ordered (done) 14 Nov, 9:12 AM',
      '- Packed (done) 20 Nov, 4:40 PM',
      '- Shipped 21 Nov, 8:05 AM Leipzig 22 Nov, 1:00 PM Presented to customs Leipzig',
      '- Out for delivery (to come)',
      '- Delivered (to come)',
      'disclosure, expanded: Tracking history',
      '- 22 Nov, 1:00 PM Presented to customs Leipzig',
      '- 21 Nov, 8:05 AM Shipped Leipzig',
      '- 20 Nov, 4:40 PM Packed',
      'Updated 3 minutes ago',
    ],
  },
  'delivered and not received': {
    order: () =>
      createTestOrder({
        shipments: [createShipment('s1', { delivery: { kind: 'neighbour', text: 'House 14' } })],
        events: [...shippedEvents(), createEvent('delivered', '2026-11-23T09:20:00Z')],
        actions: [{ type: 'report-missing', mode: 'request' }],
      }),
    isUnfolded: true,
    expected: [
      'heading 2: Delivered today, 10:20 AM',
      '- Left with a neighbour',
      '- House 14',
      'disclosure, expanded: Didn’t receive it?',
      '- Check the delivery address',
      '- Ask your household and neighbours',
      '- Wait until Tue 24 November: parcels are sometimes marked delivered a day early',
      'button: Report it missing',
      '- link: Dune',
      '€12.90',
      'DHL',
      '00340434161094042557',
      'button: Copy number 00340434161094042557',
      'link: Track with DHL',
      'disclosure, expanded: Details',
      '- Ordered (done) 14 Nov, 9:12 AM',
      '- Packed (done) 20 Nov, 4:40 PM',
      '- Shipped (done) 21 Nov, 8:05 AM Leipzig',
      '- Out for delivery (done)',
      '- Delivered Today, 10:20 AM',
      'link: Contact us',
      'disclosure, expanded: Tracking history',
      '- Today, 10:20 AM Delivered',
      '- 21 Nov, 8:05 AM Shipped Leipzig',
      '- 20 Nov, 4:40 PM Packed',
      'Updated 3 minutes ago',
    ],
  },
  'reported missing': {
    order: () =>
      createTestOrder({
        shipments: [
          createShipment('s1', {
            delivery: { kind: 'safe_place' },
            exceptions: [
              {
                kind: 'not_received',
                since: '2026-11-23T10:00:00Z',
                actionRequired: { by: 'shop', what: 'We are asking the carrier', until: '2026-11-25T15:00:00Z' },
              },
            ],
          }),
        ],
        events: [...shippedEvents(), createEvent('delivered', '2026-11-22T09:20:00Z')],
      }),
    expected: [
      'heading 2: You reported it missing',
      'We are asking the carrier',
      'We will answer by Wed 25 November at 4:00 PM',
      'link: Contact us',
      '- Delivered yesterday, 10:20 AM',
      '- Left in a safe place',
      '- link: Dune',
      '€12.90',
      'DHL',
      '00340434161094042557',
      'button: Copy number 00340434161094042557',
      'link: Track with DHL',
      'disclosure, collapsed: Details',
      'disclosure, collapsed: Tracking history',
      'Updated 3 minutes ago',
    ],
  },
  'missed delivery': {
    order: () =>
      createTestOrder({
        shipments: [
          createShipment('s1', {
            exceptions: [
              {
                kind: 'attempt_failed',
                reason: 'not_home',
                since: '2026-11-23T09:00:00Z',
                text: 'Nobody at the door.',
              },
            ],
          }),
        ],
        events: [...shippedEvents(), createEvent('delivery_attempted', '2026-11-23T09:00:00Z')],
        actions: [{ type: 'reschedule', mode: 'request', url: 'https://shop.example/day' }],
      }),
    expected: [
      'heading 2: We could not deliver it',
      'image: Step 3 of 5: We could not deliver it',
      'Today, 10:00 AM We could not deliver it',
      'Nobody at the door.',
      'link: Choose another day or place',
      'link: Contact us',
      '- link: Dune',
      '€12.90',
      'DHL',
      '00340434161094042557',
      'button: Copy number 00340434161094042557',
      'link: Track with DHL',
      'disclosure, collapsed: Details',
      'disclosure, collapsed: Tracking history',
      'Updated 3 minutes ago',
    ],
  },
  'ready for pickup': {
    order: () =>
      createTestOrder({
        shipments: [
          createShipment('s1', {
            method: 'pickup',
            place: {
              name: 'Kiosk Sonnenallee',
              address: 'Sonnenallee 12, 12047 Berlin',
              hours: 'Mon–Sat 8:00–20:00',
              timeZone: 'Europe/Berlin',
            },
            pickup: { until: '2026-11-28', code: '4711' },
          }),
        ],
        events: [...shippedEvents(), createEvent('ready_for_pickup', '2026-11-23T08:00:00Z')],
      }),
    expected: [
      'heading 2: Ready for pickup until Sat 28 November',
      'image: Step 4 of 5: Ready for pickup',
      'Kiosk Sonnenallee Sonnenallee 12, 12047 Berlin Mon–Sat 8:00–20:00',
      '- Code 4711',
      '- link: Dune',
      '€12.90',
      'DHL',
      '00340434161094042557',
      'button: Copy number 00340434161094042557',
      'link: Track with DHL',
      'disclosure, collapsed: Details',
      'link: Contact us',
      'disclosure, collapsed: Tracking history',
      'Updated 3 minutes ago',
    ],
  },
};

describe('a screen reader reads an order status', () => {
  for (const [name, { order, isUnfolded = false, expected }] of Object.entries(stories)) {
    it(`in the order of its questions: ${name} [A02]`, { skip: skipWithoutChromium, timeout: 120_000 }, async () => {
      const json = JSON.stringify(order());
      const url = shop.addPage(
        `/${name.replaceAll(' ', '-')}`,
        `${orderStatusScript}<body><main><${TAG}><script type="application/json">${json}</script></${TAG}></main>`,
      );
      const context = await browser.newContext({ locale: 'en-US', timezoneId: 'Europe/Berlin' });
      try {
        const page = await context.newPage();
        await page.clock.setFixedTime(now);
        await page.goto(url);
        await page.locator(`${TAG}:state(ready)`).waitFor();
        if (isUnfolded)
          await page.evaluate((tag) => {
            const root = document.querySelector(tag)?.shadowRoot;
            for (const details of root?.querySelectorAll('details') ?? []) details.open = true;
          }, TAG);
        assert.deepEqual(await readAloud(page), expected);
      } finally {
        await context.close();
      }
    });
  }
});
