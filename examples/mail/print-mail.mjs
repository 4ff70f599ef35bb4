/* Prints the mail for a late parcel. Run `npm run build` before. */
import process from 'node:process';
import { parseOrder } from 'waybill/contract';
import en from 'waybill/locales/en/estimate';
import enOrder from 'waybill/locales/en/order';
import { deriveOrderSummary } from 'waybill/order';
import { createMailSubscriber } from './mail-subscriber.mjs';

const order = {
  id: 'o-1',
  number: '2026-17',
  version: 2,
  placedAt: '2026-11-20T12:00:00Z',
  updatedAt: '2026-11-23T15:00:00Z',
  timeZone: 'Europe/Berlin',
  lineItems: [{ id: 'l-1', title: 'Blue mug', quantity: { original: 2, total: 2, fulfilled: 2 } }],
  shipments: [
    { id: 's-1', direction: 'outbound', status: 'in_transit', tracking: [], lineItems: [{ id: 'l-1', quantity: 2 }] },
  ],
  events: [{ id: 'e-1', kind: 'in_transit', shipmentId: 's-1', at: '2026-11-23T09:00:00Z' }],
  promises: [
    {
      id: 'p-1',
      shipmentId: 's-1',
      window: { from: '2026-11-24', to: '2026-11-25' },
      madeAt: '2026-11-20T12:00:00Z',
      source: 'checkout',
    },
    {
      id: 'p-2',
      shipmentId: 's-1',
      window: { from: '2026-12-01' },
      madeAt: '2026-11-23T15:00:00Z',
      source: 'carrier',
      reason: { code: 'weather', text: 'Snow on the roads' },
    },
  ],
  adjustments: [],
  actions: [],
};

const parsed = parseOrder(order);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));

const subscriber = createMailSubscriber({
  from: { name: 'Shop', address: 'orders@shop.example' },
  send: async ({ to, subject, text }) => process.stdout.write(`To: ${to}\nSubject: ${subject}\n\n${text}`),
  loadOrder: async () => parsed.data,
  findCustomer: async () => ({ address: 'eve@customer.example', language: 'en' }),
  orderUrl: (id) => `https://shop.example/orders/${encodeURIComponent(id)}`,
  deriveOrderSummary,
  messagesByLanguage: { en: { ...en, ...enOrder } },
  now: () => Date.parse('2026-11-23T16:00:00Z'),
});

await subscriber.handle({
  id: 'm-1',
  type: 'promise.changed',
  orderId: 'o-1',
  at: '2026-11-23T15:00:00Z',
  data: { promise: { id: 'p-2' } },
});
