/* Orders that can be canceled, as a shop sends them. Tests set the clock to 12:00 UTC on 23 November 2026. */

export type Fields = Record<string, unknown>;

export const refund = { perUnit: { amount: 1290, currency: 'EUR' }, method: 'to your card', days: [3, 5] };

export const actionOf = (fields: Fields = {}): Fields => ({
  type: 'cancel-items',
  mode: 'instant',
  lineItems: [{ id: 'mug', maxQuantity: 1 }],
  refund,
  ...fields,
});

export const lineOf = (id: string, title: string, total = 1, fulfilled = 0): Fields => ({
  id,
  title,
  quantity: { original: Math.max(total, 1), total, fulfilled },
});

/** An order of one blue mug that has not shipped. */
export const orderOf = (fields: Fields = {}): Fields => ({
  id: 'o1',
  number: '1001',
  version: 1,
  placedAt: '2026-11-20T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
  currency: 'EUR',
  timeZone: 'UTC',
  lineItems: [lineOf('mug', 'Blue mug')],
  shipments: [],
  promises: [],
  events: [],
  adjustments: [],
  actions: [actionOf()],
  ...fields,
});

/** The fields of an order whose mug has shipped. */
export const shipped = (): Fields => ({
  lineItems: [lineOf('mug', 'Blue mug', 1, 1)],
  actions: [{ type: 'return-items', mode: 'request', url: 'https://shop.example/return' }],
});

export const threeMugs = (): Fields => ({
  lineItems: [lineOf('mug', 'Blue mug', 3)],
  actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 3 }] })],
});
