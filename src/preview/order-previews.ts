import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';
import type { OrderException, Shipment } from '../contract/shipment.ts';
import { daysFromToday, daysFromTodayAt, minutesFromNow, PREVIEW_TIME_ZONE } from './relative-dates.ts';

/* Orders as a shop's back end sends them, one for each state. */

const dune = {
  id: 'dune',
  title: 'Dune',
  url: 'https://shop.example/dune',
  unitPrice: { amount: 1290, currency: 'EUR' },
  quantity: { original: 1, total: 1, fulfilled: 1 },
};
const solaris = {
  id: 'solaris',
  title: 'Solaris',
  url: 'https://shop.example/solaris',
  unitPrice: { amount: 1400, currency: 'EUR' },
  quantity: { original: 1, total: 1, fulfilled: 0 },
};
const leipzig = { name: 'Leipzig', timeZone: PREVIEW_TIME_ZONE };

const placed: OrderEvent = { id: 'placed', kind: 'placed', at: daysFromTodayAt(-5, '09:12') };
const packed: OrderEvent = { id: 'packed', kind: 'packed', at: daysFromTodayAt(-4, '16:40'), shipmentId: 'one' };
const accepted: OrderEvent = {
  id: 'accepted',
  kind: 'accepted',
  at: daysFromTodayAt(-3, '08:05'),
  shipmentId: 'one',
  place: leipzig,
};
const sortedEvent: OrderEvent = {
  id: 'sorted',
  kind: 'arrived_at_facility',
  at: daysFromTodayAt(-1, '18:40'),
  shipmentId: 'one',
  text: 'Arrived at the sorting centre',
  place: { name: 'Berlin', timeZone: PREVIEW_TIME_ZONE },
};
const onTheWay = [placed, packed, accepted, sortedEvent];

function createEvent(kind: string, at: string, rest: Partial<OrderEvent> = {}): OrderEvent {
  return { id: kind, kind, at, shipmentId: 'one', ...rest };
}

const parcel: Shipment = {
  id: 'one',
  direction: 'outbound',
  status: 'in_transit',
  method: 'courier',
  carrier: { name: 'Parcel Post' },
  tracking: [{ number: '0034 0434 1610 9401 5902', url: 'https://carrier.example/track/00340434161094015902' }],
  lineItems: [{ id: 'dune', quantity: 1 }],
  exceptions: [],
};

const firstPromise = {
  id: 'first',
  window: { from: daysFromToday(1), to: daysFromToday(3) },
  madeAt: daysFromTodayAt(-5, '09:12'),
  source: 'checkout',
};
const laterPromise = {
  id: 'later',
  window: { from: daysFromToday(10), to: daysFromToday(12) },
  madeAt: daysFromTodayAt(-1, '11:30'),
  source: 'shop',
  reason: { code: 'supplier', text: 'The publisher sent it late.' },
};

const base: Order = {
  id: 'preview',
  number: '10023',
  version: 1,
  placedAt: daysFromTodayAt(-5, '09:12'),
  updatedAt: minutesFromNow(-3),
  checkedAt: minutesFromNow(-3),
  currency: 'EUR',
  timeZone: PREVIEW_TIME_ZONE,
  helpUrl: 'https://shop.example/help',
  lineItems: [dune],
  shipments: [parcel],
  promises: [firstPromise],
  events: onTheWay,
  adjustments: [],
  actions: [],
};

function createOrder(parts: Partial<Order>, shipment?: Partial<Shipment>): Order {
  return { ...base, ...(shipment && { shipments: [{ ...parcel, ...shipment }] }), ...parts };
}

/** A parcel in transit with an exception. */
function createOrderWithIssue(kind: string, rest: Partial<OrderException> = {}, parts: Partial<Order> = {}): Order {
  return createOrder(parts, { exceptions: [{ kind, since: daysFromTodayAt(-1, '10:00'), ...rest }] });
}

const kiosk = {
  name: 'Kiosk am Markt',
  address: 'Marktstraße 12, 10317 Berlin',
  hours: 'Mon–Sat 7–21',
  timeZone: PREVIEW_TIME_ZONE,
};
const unshippedOrder = { lineItems: [{ ...dune, quantity: { ...dune.quantity, fulfilled: 0 } }], shipments: [] };
const cancelSolaris = {
  type: 'cancel-items',
  mode: 'instant' as const,
  lineItems: [{ id: 'solaris', maxQuantity: 1 }],
  until: daysFromTodayAt(1, '16:00'),
};

/** By value of the attribute `preview`. */
export const orderPreviews = {
  'awaiting-payment': createOrder({
    ...unshippedOrder,
    events: [placed],
    promises: [],
    hold: { reason: 'payment', since: daysFromTodayAt(-5, '09:12') },
  }),
  'on-hold': createOrder({
    ...unshippedOrder,
    events: [placed],
    hold: { reason: 'check', since: daysFromTodayAt(-4, '10:00') },
  }),
  placed: createOrder({ ...unshippedOrder, events: [placed] }),
  packed: createOrder({ events: [placed, packed] }, { status: 'packed', tracking: [] }),
  'on-its-way': createOrder({}),
  'out-for-delivery': createOrder(
    { events: [...onTheWay, createEvent('out_for_delivery', minutesFromNow(-90))] },
    { status: 'out_for_delivery' },
  ),
  late: createOrder({ promises: [firstPromise, laterPromise] }),
  overdue: createOrder({ promises: [{ ...firstPromise, window: { from: daysFromToday(-3), to: daysFromToday(-2) } }] }),
  'stalled-tracking': createOrder({
    events: [placed, packed, { ...accepted, at: daysFromTodayAt(-4, '17:00') }],
    promises: [{ ...firstPromise, window: { from: daysFromToday(1), to: daysFromToday(9) } }],
  }),
  'two-parcels': createOrder({
    lineItems: [dune, { ...solaris, quantity: { ...solaris.quantity, fulfilled: 1 } }],
    shipments: [
      parcel,
      { ...parcel, id: 'two', status: 'packed', tracking: [], lineItems: [{ id: 'solaris', quantity: 1 }] },
    ],
    events: [...onTheWay, { id: 'packed two', kind: 'packed', at: minutesFromNow(-200), shipmentId: 'two' }],
  }),
  'partly-shipped': createOrder({
    lineItems: [dune, solaris],
    promises: [firstPromise, { ...laterPromise, lineItems: [{ id: 'solaris', quantity: 1 }] }],
    actions: [cancelSolaris],
  }),
  'failed-attempt': createOrder(
    {
      events: [...onTheWay, createEvent('delivery_attempted', minutesFromNow(-120))],
      actions: [{ type: 'reschedule', mode: 'instant', url: 'https://shop.example/reschedule' }],
    },
    {
      exceptions: [
        {
          kind: 'attempt_failed',
          reason: 'not_home',
          since: minutesFromNow(-120),
          text: 'Nobody was at home. We try again tomorrow.',
        },
      ],
    },
  ),
  customs: createOrderWithIssue('customs_hold', {
    reason: 'duty_unpaid',
    text: 'Import duty is due before the parcel goes on.',
    actionRequired: {
      by: 'recipient',
      what: 'Pay the import duty',
      until: daysFromToday(6),
      amount: { amount: 1290, currency: 'EUR' },
      url: 'https://customs.example/pay',
    },
  }),
  held: createOrderWithIssue('held', {
    text: 'A document is missing.',
    actionRequired: { by: 'shop', what: 'We are sending the document' },
  }),
  'address-problem': createOrderWithIssue('address_issue', {
    actionRequired: {
      by: 'recipient',
      what: 'Check the house number',
      until: daysFromToday(2),
      url: 'https://shop.example/address',
    },
  }),
  damaged: createOrderWithIssue('damaged', {
    text: 'The box was torn.',
    actionRequired: { by: 'shop', what: 'We are sending it again' },
  }),
  refused: createOrderWithIssue('refused'),
  unclaimed: createOrderWithIssue('unclaimed'),
  lost: createOrderWithIssue('lost', { actionRequired: { by: 'shop', what: 'We are sending it again' } }),
  'ready-for-pickup': createOrder(
    { events: [...onTheWay, createEvent('ready_for_pickup', minutesFromNow(-60))] },
    { status: 'ready_for_pickup', method: 'pickup', place: kiosk, pickup: { until: daysFromToday(6), code: '4711' } },
  ),
  'in-store': createOrder(
    { events: [placed, packed, createEvent('ready_for_pickup', minutesFromNow(-60))] },
    {
      status: 'ready_for_pickup',
      method: 'store',
      carrier: undefined,
      tracking: [],
      place: { ...kiosk, name: 'Bookshop Mitte' },
    },
  ),
  post: createOrder({}, { method: 'post' }),
  digital: createOrder(
    { events: [placed, createEvent('delivered', minutesFromNow(-20))], promises: [] },
    { status: 'delivered', method: 'digital', carrier: undefined, tracking: [] },
  ),
  delivered: createOrder(
    {
      events: [...onTheWay, createEvent('delivered', minutesFromNow(-40))],
      actions: [{ type: 'report-missing', mode: 'instant' }],
    },
    { status: 'delivered', delivery: { kind: 'neighbour', proofUrl: 'https://carrier.example/proof' } },
  ),
  'reported-missing': createOrder(
    { events: [...onTheWay, createEvent('delivered', daysFromTodayAt(-1, '11:25'))] },
    {
      status: 'delivered',
      delivery: { kind: 'safe_place' },
      exceptions: [
        {
          kind: 'not_received',
          since: minutesFromNow(-30),
          actionRequired: { by: 'shop', what: 'We are asking the carrier', until: daysFromTodayAt(2, '16:00') },
        },
      ],
    },
  ),
  'partly-delivered': createOrder(
    { events: [...onTheWay, createEvent('delivered', minutesFromNow(-40))] },
    { status: 'delivered', delivery: { kind: 'recipient', partial: true } },
  ),
  undeliverable: createOrder({}, { status: 'undeliverable' }),
  returning: createOrder(
    { events: [...onTheWay, createEvent('return_started', minutesFromNow(-40))] },
    { status: 'returning' },
  ),
  returned: createOrder(
    {
      events: [...onTheWay, createEvent('returned_to_sender', minutesFromNow(-40))],
      adjustments: [
        {
          id: 'refund',
          kind: 'refund',
          lineItems: [{ id: 'dune', quantity: 1 }],
          money: { amount: 1290, currency: 'EUR' },
          status: 'completed',
        },
      ],
    },
    { status: 'returned' },
  ),
  canceled: createOrder({
    lineItems: [{ ...dune, quantity: { original: 1, total: 0, fulfilled: 0 } }],
    shipments: [],
    events: [placed, { id: 'canceled', kind: 'canceled', at: minutesFromNow(-40) }],
    adjustments: [
      {
        id: 'cancel',
        kind: 'cancellation',
        lineItems: [{ id: 'dune', quantity: 1 }],
        money: { amount: 1290, currency: 'EUR' },
        status: 'completed',
      },
    ],
  }),
  'unknown-status': createOrder({ shipments: [{ ...parcel, status: 'teleported' }], events: [placed], promises: [] }),
} satisfies Record<string, Order>;
