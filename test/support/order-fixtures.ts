/* Orders in every state, as a shop sends them. The time is noon in Berlin on Monday, 23 November 2026. */

export const now = '2026-11-23T11:00:00Z';

export type Fields = Record<string, unknown>;

/** An order of one book. */
export const createOrder = (fields: Fields = {}): Fields => ({
  id: 'o1',
  number: '1001',
  version: 1,
  placedAt: '2026-11-14T08:12:00Z',
  updatedAt: '2026-11-23T10:57:00Z',
  checkedAt: '2026-11-23T10:57:00Z',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  method: 'courier',
  lineItems: [createLineItem('dune', 'Dune')],
  ...fields,
});

export const createLineItem = (id: string, title: string, count = 1, fields: Fields = {}): Fields => ({
  id,
  title,
  quantity: { original: count, total: count, fulfilled: 0 },
  ...fields,
});

/** On its way with a courier by default. */
export const createShipment = (id: string, fields: Fields = {}): Fields => ({
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

export const createEvent = (kind: string, at: string | undefined, fields: Fields = {}): Fields => ({
  id: `e${(events += 1)}`,
  kind,
  at,
  shipmentId: 's1',
  ...fields,
});

export const createDeliveryPromise = (
  id: string,
  from: string,
  to: string | undefined,
  fields: Fields = {},
): Fields => ({
  id,
  window: { from, to },
  madeAt: '2026-11-14T08:12:00Z',
  source: 'checkout',
  ...fields,
});

const leipzig = { name: 'Leipzig', timeZone: 'Europe/Berlin' };
const packedAndAccepted = (): Fields[] => [
  createEvent('packed', '2026-11-20T15:40:00Z'),
  createEvent('accepted', '2026-11-21T07:05:00Z', { place: leipzig }),
];
const facilityScan = (): Fields =>
  createEvent('departed_facility', '2026-11-23T03:40:00Z', { text: 'Left the sorting centre', place: leipzig });
const outForDelivery = (): Fields => createEvent('out_for_delivery', '2026-11-23T07:30:00Z');
const delivered = (at = '2026-11-23T09:20:00Z'): Fields => createEvent('delivered', at);
const promiseSoon = createDeliveryPromise('p1', '2026-11-24', '2026-11-26');
const promiseLate = createDeliveryPromise('p2', '2026-12-06', '2026-12-08', {
  madeAt: '2026-11-23T08:00:00Z',
  reason: { code: 'supplier', text: 'The publisher sent it late.' },
});

/** An order with one parcel, its events and further fields. */
const orderWithOneShipment = (happened: Fields[], shipment: Fields = {}, fields: Fields = {}): Fields =>
  createOrder({ shipments: [createShipment('s1', shipment)], events: happened, promises: [promiseSoon], ...fields });

const withException = (kind: string, fields: Fields = {}): Fields => ({
  exceptions: [{ kind, since: '2026-11-23T06:00:00Z', ...fields }],
});

const pickupPoint = {
  name: 'Kiosk Sonnenallee',
  address: 'Sonnenallee 12, 12047 Berlin',
  hours: 'Mon–Sat 8:00–20:00',
  timeZone: 'Europe/Berlin',
};

const orderWithTwoLineItems = (fields: Fields = {}): Fields =>
  createOrder({
    lineItems: [
      createLineItem('dune', 'Dune', 1, { quantity: { original: 1, total: 1, fulfilled: 1 } }),
      createLineItem('solaris', 'Solaris', 2),
    ],
    shipments: [createShipment('s1')],
    events: [...packedAndAccepted(), facilityScan()],
    promises: [promiseSoon, { ...promiseLate, lineItems: [{ id: 'solaris', quantity: 2 }] }],
    actions: [
      { type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'solaris', maxQuantity: 2 }] },
      { type: 'cancel-order', mode: 'request', url: 'https://shop.example/cancel/o1' },
    ],
    ...fields,
  });

/** Creates an order per state, by name. */
export const orderStates: Record<string, () => Fields> = {
  placed: () => createOrder(),
  'awaiting payment': () => createOrder({ hold: { reason: 'payment' } }),
  'on hold': () => createOrder({ hold: { reason: 'check' }, promises: [promiseSoon] }),
  packed: () => orderWithOneShipment(packedAndAccepted().slice(0, 1)),
  'under way': () => orderWithOneShipment([...packedAndAccepted(), facilityScan()]),
  'under way without a date': () => orderWithOneShipment(packedAndAccepted(), {}, { promises: [] }),
  'open-ended': () =>
    orderWithOneShipment(packedAndAccepted(), {}, { promises: [createDeliveryPromise('p1', '2026-12-01', undefined)] }),
  'by post': () =>
    orderWithOneShipment([...packedAndAccepted(), createEvent('at_delivery_depot', '2026-11-23T05:00:00Z')], {
      method: 'post',
    }),
  'out for delivery': () => orderWithOneShipment([...packedAndAccepted(), facilityScan(), outForDelivery()]),
  delivered: () =>
    orderWithOneShipment(
      [...packedAndAccepted(), facilityScan(), outForDelivery(), delivered()],
      { delivery: { kind: 'neighbour', text: 'House 14', proofUrl: 'https://carrier.example/proof' } },
      {
        actions: [
          { type: 'report-missing', mode: 'request' },
          { type: 'return-items', mode: 'request', url: 'https://shop.example/return' },
        ],
      },
    ),
  'ready for pickup': () =>
    orderWithOneShipment([...packedAndAccepted(), createEvent('ready_for_pickup', '2026-11-23T08:00:00Z')], {
      method: 'pickup',
      place: pickupPoint,
      pickup: { until: '2026-11-28', code: '4711' },
    }),
  collected: () =>
    orderWithOneShipment(
      [...packedAndAccepted(), createEvent('ready_for_pickup', '2026-11-22T08:00:00Z'), delivered()],
      { method: 'locker', place: pickupPoint },
    ),
  late: () =>
    orderWithOneShipment([...packedAndAccepted(), facilityScan()], {}, { promises: [promiseSoon, promiseLate] }),
  overdue: () =>
    orderWithOneShipment(
      packedAndAccepted(),
      {},
      {
        promises: [createDeliveryPromise('p1', '2026-11-18', '2026-11-20')],
        actions: [{ type: 'cancel-order', mode: 'request', url: 'https://shop.example/cancel/o1' }],
      },
    ),
  silent: () => orderWithOneShipment([createEvent('accepted', '2026-11-16T07:05:00Z', { place: leipzig })]),
  'attempt failed': () =>
    orderWithOneShipment(
      [...packedAndAccepted(), outForDelivery()],
      withException('attempt_failed', {
        reason: 'not_home',
        text: 'Nobody at the door.',
        actionRequired: {
          by: 'recipient',
          what: 'choose another day',
          until: '2026-11-26',
          url: 'https://carrier.example/day',
        },
      }),
    ),
  customs: () =>
    orderWithOneShipment(
      [...packedAndAccepted(), createEvent('import_customs', '2026-11-22T12:00:00Z')],
      withException('customs_hold', {
        reason: 'duty_unpaid',
        actionRequired: {
          by: 'recipient',
          what: 'pay the duty',
          until: '2026-11-27T16:00:00Z',
          amount: { amount: 1290, currency: 'EUR' },
          url: 'https://customs.example/pay',
        },
      }),
    ),
  delayed: () =>
    orderWithOneShipment(
      [...packedAndAccepted(), facilityScan()],
      withException('delayed', { reason: 'weather', text: 'Snow on the motorway.' }),
    ),
  lost: () =>
    orderWithOneShipment(
      packedAndAccepted(),
      withException('lost', { actionRequired: { by: 'shop', what: 'we send it again' } }),
    ),
  damaged: () =>
    orderWithOneShipment([...packedAndAccepted(), outForDelivery(), delivered()], withException('damaged')),
  'address problem': () => orderWithOneShipment(packedAndAccepted(), withException('address_issue')),
  refused: () =>
    orderWithOneShipment([...packedAndAccepted(), outForDelivery()], {
      status: 'undeliverable',
      statusAt: '2026-11-23T09:00:00Z',
      ...withException('refused'),
    }),
  returning: () =>
    orderWithOneShipment([...packedAndAccepted(), createEvent('return_started', '2026-11-23T09:00:00Z')]),
  returned: () =>
    orderWithOneShipment([
      ...packedAndAccepted(),
      createEvent('return_started', '2026-11-21T09:00:00Z'),
      createEvent('returned_to_sender', '2026-11-23T09:00:00Z'),
    ]),
  'several parcels': () =>
    orderWithTwoLineItems({
      lineItems: [createLineItem('dune', 'Dune'), createLineItem('solaris', 'Solaris', 2)],
      shipments: [
        createShipment('s1', { delivery: { kind: 'mailbox' } }),
        createShipment('s2', {
          tracking: [{ number: '1Z999AA10123456784' }],
          carrier: { name: 'UPS' },
          lineItems: [{ id: 'solaris', quantity: 2 }],
        }),
      ],
      events: [
        ...packedAndAccepted(),
        delivered('2026-11-22T09:20:00Z'),
        createEvent('accepted', '2026-11-22T12:00:00Z', { shipmentId: 's2' }),
      ],
      actions: [],
    }),
  'partly sent': () => orderWithTwoLineItems(),
  'partly canceled': () =>
    orderWithTwoLineItems({
      lineItems: [
        createLineItem('dune', 'Dune'),
        createLineItem('solaris', 'Solaris', 2, { quantity: { original: 2, total: 1, fulfilled: 0 } }),
      ],
      adjustments: [
        {
          id: 'a1',
          kind: 'cancellation',
          status: 'completed',
          lineItems: [{ id: 'solaris', quantity: 1 }],
          money: { amount: 1290, currency: 'EUR' },
        },
        { id: 'a2', kind: 'cancellation', status: 'pending', lineItems: [{ id: 'solaris', quantity: 1 }] },
      ],
    }),
  'return under way': () =>
    createOrder({
      shipments: [
        createShipment('s1', { delivery: { kind: 'recipient' } }),
        createShipment('r1', { direction: 'return', tracking: [{ number: 'R1' }] }),
      ],
      events: [
        ...packedAndAccepted(),
        delivered('2026-11-21T09:20:00Z'),
        createEvent('accepted', '2026-11-22T12:00:00Z', { shipmentId: 'r1' }),
      ],
      adjustments: [{ id: 'a1', kind: 'return', status: 'pending', lineItems: [{ id: 'dune', quantity: 1 }] }],
    }),
  canceled: () =>
    createOrder({
      lineItems: [createLineItem('dune', 'Dune', 1, { quantity: { original: 1, total: 0, fulfilled: 0 } })],
      adjustments: [
        {
          id: 'a1',
          kind: 'cancellation',
          status: 'completed',
          lineItems: [{ id: 'dune', quantity: 1 }],
          money: { amount: 1290, currency: 'EUR' },
        },
      ],
    }),
  digital: () => createOrder({ method: 'digital' }),
  unknown: () =>
    orderWithOneShipment(
      [],
      { status: 'teleported', tracking: [], carrier: undefined },
      { promises: [], placedAt: undefined },
    ),
};
