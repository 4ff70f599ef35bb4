/* Orders as a shop sends them: every state that a customer may see. Noon in Berlin on Monday, 23 November 2026. */

export const now = '2026-11-23T11:00:00Z';

export type Fields = Record<string, unknown>;

/** An order of one book. */
export const orderOf = (fields: Fields = {}): Fields => ({
  id: 'o1',
  number: '1001',
  version: 1,
  placedAt: '2026-11-14T08:12:00Z',
  updatedAt: '2026-11-23T10:57:00Z',
  checkedAt: '2026-11-23T10:57:00Z',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  method: 'courier',
  lineItems: [lineOf('dune', 'Dune')],
  ...fields,
});

export const lineOf = (id: string, title: string, count = 1, fields: Fields = {}): Fields => ({
  id,
  title,
  quantity: { original: count, total: count, fulfilled: 0 },
  ...fields,
});

/** Under way with a courier, unless told otherwise. */
export const parcelOf = (id: string, fields: Fields = {}): Fields => ({
  id,
  direction: 'outbound',
  status: 'unknown',
  method: 'courier',
  carrier: { name: 'DHL' },
  tracking: [{ number: '00340434161094042557', url: 'https://carrier.example/00340434161094042557' }],
  lineItems: [{ id: 'dune', quantity: 1 }],
  ...fields,
});

let events = 0;

export const eventOf = (kind: string, at: string | undefined, fields: Fields = {}): Fields => ({
  id: `e${(events += 1)}`,
  kind,
  at,
  shipmentId: 's1',
  ...fields,
});

export const promiseOf = (id: string, from: string, to: string | undefined, fields: Fields = {}): Fields => ({
  id,
  window: { from, to },
  madeAt: '2026-11-14T08:12:00Z',
  source: 'checkout',
  ...fields,
});

const leipzig = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
const way = (): Fields[] => [
  eventOf('packed', '2026-11-20T15:40:00Z'),
  eventOf('accepted', '2026-11-21T07:05:00Z', { place: leipzig }),
];
const scan = (): Fields =>
  eventOf('departed_facility', '2026-11-23T03:40:00Z', { text: 'Left the sorting centre', place: leipzig });
const round = (): Fields => eventOf('out_for_delivery', '2026-11-23T07:30:00Z');
const arrival = (at = '2026-11-23T09:20:00Z'): Fields => eventOf('delivered', at);
const soon = promiseOf('p1', '2026-11-24', '2026-11-26');
const late = promiseOf('p2', '2026-12-06', '2026-12-08', {
  madeAt: '2026-11-23T08:00:00Z',
  reason: { code: 'supplier', text: 'The publisher sent it late.' },
});

/** One parcel, what happened to it, and what else is particular. */
const sent = (happened: Fields[], shipment: Fields = {}, fields: Fields = {}): Fields =>
  orderOf({ shipments: [parcelOf('s1', shipment)], events: happened, promises: [soon], ...fields });

const trouble = (kind: string, fields: Fields = {}): Fields => ({
  exceptions: [{ kind, since: '2026-11-23T06:00:00Z', ...fields }],
});

const point = {
  name: 'Kiosk Sonnenallee',
  address: 'Sonnenallee 12, 12047 Berlin',
  hours: 'Mon–Sat 8:00–20:00',
  timeZone: 'Europe/Berlin',
};

const two = (fields: Fields = {}): Fields =>
  orderOf({
    lineItems: [
      lineOf('dune', 'Dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } }),
      lineOf('solaris', 'Solaris', 2),
    ],
    shipments: [parcelOf('s1')],
    events: [...way(), scan()],
    promises: [soon, { ...late, lineItems: [{ id: 'solaris', quantity: 2 }] }],
    actions: [
      { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'solaris', maxQuantity: 2 }] },
      { type: 'cancel-order', mode: 'request', url: 'https://shop.example/cancel/o1' },
    ],
    ...fields,
  });

/** Every state by name, made anew each time. */
export const states: Record<string, () => Fields> = {
  placed: () => orderOf(),
  'awaiting payment': () => orderOf({ hold: { reason: 'payment' } }),
  'on hold': () => orderOf({ hold: { reason: 'check' }, promises: [soon] }),
  packed: () => sent(way().slice(0, 1)),
  'under way': () => sent([...way(), scan()]),
  'under way without a date': () => sent(way(), {}, { promises: [] }),
  'open-ended': () => sent(way(), {}, { promises: [promiseOf('p1', '2026-12-01', undefined)] }),
  'by post': () => sent([...way(), eventOf('at_delivery_depot', '2026-11-23T05:00:00Z')], { method: 'post' }),
  'out for delivery': () => sent([...way(), scan(), round()]),
  delivered: () =>
    sent(
      [...way(), scan(), round(), arrival()],
      { delivery: { kind: 'neighbour', text: 'House 14', proofUrl: 'https://carrier.example/proof' } },
      { actions: [{ type: 'report-missing', mode: 'request' }, { type: 'return-items', mode: 'request', url: 'https://shop.example/return' }] },
    ),
  'ready for pickup': () =>
    sent([...way(), eventOf('ready_for_pickup', '2026-11-23T08:00:00Z')], {
      method: 'pickup',
      place: point,
      pickup: { until: '2026-11-28', code: '4711' },
    }),
  collected: () =>
    sent([...way(), eventOf('ready_for_pickup', '2026-11-22T08:00:00Z'), arrival()], { method: 'locker', place: point }),
  late: () => sent([...way(), scan()], {}, { promises: [soon, late] }),
  overdue: () =>
    sent(way(), {}, {
      promises: [promiseOf('p1', '2026-11-18', '2026-11-20')],
      actions: [{ type: 'cancel-order', mode: 'request', url: 'https://shop.example/cancel/o1' }],
    }),
  silent: () => sent([eventOf('accepted', '2026-11-16T07:05:00Z', { place: leipzig })]),
  'attempt failed': () =>
    sent([...way(), round()], trouble('attempt_failed', {
      reason: 'not_home',
      text: 'Nobody at the door.',
      actionRequired: { by: 'recipient', what: 'choose another day', until: '2026-11-26', url: 'https://carrier.example/day' },
    })),
  customs: () =>
    sent([...way(), eventOf('import_customs', '2026-11-22T12:00:00Z')], trouble('customs_hold', {
      reason: 'duty_unpaid',
      actionRequired: {
        by: 'recipient',
        what: 'pay the duty',
        until: '2026-11-27T16:00:00Z',
        amount: { amount: 1290, currency: 'EUR' },
        url: 'https://customs.example/pay',
      },
    })),
  delayed: () => sent([...way(), scan()], trouble('delayed', { reason: 'weather', text: 'Snow on the motorway.' })),
  lost: () => sent(way(), trouble('lost', { actionRequired: { by: 'shop', what: 'we send it again' } })),
  damaged: () => sent([...way(), round(), arrival()], trouble('damaged')),
  'address problem': () => sent(way(), trouble('address_issue')),
  refused: () => sent([...way(), round()], { status: 'undeliverable', statusAt: '2026-11-23T09:00:00Z', ...trouble('refused') }),
  returning: () => sent([...way(), eventOf('return_started', '2026-11-23T09:00:00Z')]),
  returned: () =>
    sent([...way(), eventOf('return_started', '2026-11-21T09:00:00Z'), eventOf('returned_to_sender', '2026-11-23T09:00:00Z')]),
  'several parcels': () =>
    two({
      lineItems: [lineOf('dune', 'Dune'), lineOf('solaris', 'Solaris', 2)],
      shipments: [
        parcelOf('s1', { delivery: { kind: 'mailbox' } }),
        parcelOf('s2', { tracking: [{ number: '1Z999AA10123456784' }], carrier: { name: 'UPS' }, lineItems: [{ id: 'solaris', quantity: 2 }] }),
      ],
      events: [...way(), arrival('2026-11-22T09:20:00Z'), eventOf('accepted', '2026-11-22T12:00:00Z', { shipmentId: 's2' })],
      actions: [],
    }),
  'partly sent': () => two(),
  'partly canceled': () =>
    two({
      lineItems: [lineOf('dune', 'Dune'), lineOf('solaris', 'Solaris', 2, { quantity: { original: 2, total: 1, fulfilled: 0 } })],
      adjustments: [
        { id: 'a1', kind: 'cancellation', status: 'completed', lineItems: [{ id: 'solaris', quantity: 1 }], money: { amount: 1290, currency: 'EUR' } },
        { id: 'a2', kind: 'cancellation', status: 'pending', lineItems: [{ id: 'solaris', quantity: 1 }] },
      ],
    }),
  'return under way': () =>
    orderOf({
      shipments: [
        parcelOf('s1', { delivery: { kind: 'recipient' } }),
        parcelOf('r1', { direction: 'return', tracking: [{ number: 'R1' }] }),
      ],
      events: [...way(), arrival('2026-11-21T09:20:00Z'), eventOf('accepted', '2026-11-22T12:00:00Z', { shipmentId: 'r1' })],
      adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }],
    }),
  canceled: () =>
    orderOf({
      lineItems: [lineOf('dune', 'Dune', 1, { quantity: { original: 1, total: 0, fulfilled: 0 } })],
      adjustments: [
        { id: 'a1', kind: 'cancellation', status: 'completed', lineItems: [{ id: 'dune', quantity: 1 }], money: { amount: 1290, currency: 'EUR' } },
      ],
    }),
  digital: () => orderOf({ method: 'digital' }),
  unknown: () => sent([], { status: 'teleported', tracking: [], carrier: undefined }, { promises: [], placedAt: undefined }),
};
