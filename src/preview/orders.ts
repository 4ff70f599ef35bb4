import type { Order } from '../contract/order.ts';
import type { OrderEvent } from '../contract/order-event.ts';
import type { OrderException, Shipment } from '../contract/order-shipment.ts';
import { day, dayAtTime, inMinutes, ZONE } from './time.ts';

/* One order a state, as a shop's back end would send it. */

const dune = { id: 'dune', title: 'Dune', quantity: { original: 1, total: 1, fulfilled: 1 } };
const solaris = { id: 'solaris', title: 'Solaris', quantity: { original: 1, total: 1, fulfilled: 0 } };
const leipzig = { name: 'Leipzig', timeZone: ZONE };

const placed: OrderEvent = { id: 'placed', kind: 'placed', at: dayAtTime(-5, '09:12') };
const packed: OrderEvent = { id: 'packed', kind: 'packed', at: dayAtTime(-4, '16:40'), shipmentId: 'one' };
const accepted: OrderEvent = { id: 'accepted', kind: 'accepted', at: dayAtTime(-3, '08:05'), shipmentId: 'one', place: leipzig };
const sorted: OrderEvent = {
  id: 'sorted',
  kind: 'arrived_at_facility',
  at: dayAtTime(-1, '18:40'),
  shipmentId: 'one',
  text: 'Arrived at the sorting centre',
  place: { name: 'Berlin', timeZone: ZONE },
};
const onTheWay = [placed, packed, accepted, sorted];

function then(kind: string, at: string, rest: Partial<OrderEvent> = {}): OrderEvent {
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

const first = { id: 'first', window: { from: day(1), to: day(3) }, madeAt: dayAtTime(-5, '09:12'), source: 'checkout' };
const later = {
  id: 'later',
  window: { from: day(10), to: day(12) },
  madeAt: dayAtTime(-1, '11:30'),
  source: 'shop',
  reason: { code: 'supplier', text: 'The publisher sent it late.' },
};

const base: Order = {
  id: 'preview',
  number: '10023',
  version: 1,
  placedAt: dayAtTime(-5, '09:12'),
  updatedAt: inMinutes(-3),
  checkedAt: inMinutes(-3),
  currency: 'EUR',
  timeZone: ZONE,
  lineItems: [dune],
  shipments: [parcel],
  promises: [first],
  events: onTheWay,
  adjustments: [],
  actions: [],
};

function order(parts: Partial<Order>, shipment?: Partial<Shipment>): Order {
  return { ...base, ...(shipment && { shipments: [{ ...parcel, ...shipment }] }), ...parts };
}

/** Something is wrong with the parcel on its way. */
function troubled(kind: string, rest: Partial<OrderException> = {}, parts: Partial<Order> = {}): Order {
  return order(parts, { exceptions: [{ kind, since: dayAtTime(-1, '10:00'), ...rest }] });
}

const kiosk = { name: 'Kiosk am Markt', address: 'Marktstraße 12, 10317 Berlin', hours: 'Mon–Sat 7–21', timeZone: ZONE };
const unsent = { lineItems: [{ ...dune, quantity: { ...dune.quantity, fulfilled: 0 } }], shipments: [] };
const cancelSolaris = {
  type: 'cancel-items',
  mode: 'instant' as const,
  lineItems: [{ id: 'solaris', maxQuantity: 1 }],
  until: dayAtTime(1, '16:00'),
};

/** By the name that `preview` takes. */
export const orderPreviews = {
  'awaiting-payment': order({ ...unsent, events: [placed], promises: [], hold: { reason: 'payment', since: dayAtTime(-5, '09:12') } }),
  'on-hold': order({ ...unsent, events: [placed], hold: { reason: 'check', since: dayAtTime(-4, '10:00') } }),
  placed: order({ ...unsent, events: [placed] }),
  packed: order({ events: [placed, packed] }, { status: 'packed', tracking: [] }),
  'on-its-way': order({}),
  'out-for-delivery': order({ events: [...onTheWay, then('out_for_delivery', inMinutes(-90))] }, { status: 'out_for_delivery' }),
  late: order({ promises: [first, later] }),
  overdue: order({ promises: [{ ...first, window: { from: day(-3), to: day(-2) } }] }),
  silent: order({ events: [placed, packed, { ...accepted, at: dayAtTime(-4, '17:00') }], promises: [{ ...first, window: { from: day(1), to: day(9) } }] }),
  'two-parcels': order({
    lineItems: [dune, { ...solaris, quantity: { ...solaris.quantity, fulfilled: 1 } }],
    shipments: [parcel, { ...parcel, id: 'two', status: 'packed', tracking: [], lineItems: [{ id: 'solaris', quantity: 1 }] }],
    events: [...onTheWay, { id: 'packed two', kind: 'packed', at: inMinutes(-200), shipmentId: 'two' }],
  }),
  'partly-sent': order({
    lineItems: [dune, solaris],
    promises: [first, { ...later, lineItems: [{ id: 'solaris', quantity: 1 }] }],
    actions: [cancelSolaris],
  }),
  'failed-attempt': order(
    { events: [...onTheWay, then('delivery_attempted', inMinutes(-120))], actions: [{ type: 'reschedule', mode: 'instant', url: 'https://shop.example/reschedule' }] },
    { exceptions: [{ kind: 'attempt_failed', reason: 'not_home', since: inMinutes(-120), text: 'Nobody was at home. We try again tomorrow.' }] },
  ),
  customs: troubled('customs_hold', {
    reason: 'duty_unpaid',
    text: 'Import duty is due before the parcel goes on.',
    actionRequired: {
      by: 'recipient',
      what: 'Pay the import duty',
      until: day(6),
      amount: { amount: 1290, currency: 'EUR' },
      url: 'https://customs.example/pay',
    },
  }),
  held: troubled('held', { text: 'A document is missing.', actionRequired: { by: 'shop', what: 'We are sending the document' } }),
  'address-problem': troubled('address_issue', {
    actionRequired: { by: 'recipient', what: 'Check the house number', until: day(2), url: 'https://shop.example/address' },
  }),
  damaged: troubled('damaged', { text: 'The box was torn.', actionRequired: { by: 'shop', what: 'We are sending it again' } }),
  refused: troubled('refused'),
  unclaimed: troubled('unclaimed'),
  lost: troubled('lost', { actionRequired: { by: 'shop', what: 'We are sending it again' } }),
  'ready-for-pickup': order(
    { events: [...onTheWay, then('ready_for_pickup', inMinutes(-60))] },
    { status: 'ready_for_pickup', method: 'pickup', place: kiosk, pickup: { until: day(6), code: '4711' } },
  ),
  'in-store': order(
    { events: [placed, packed, then('ready_for_pickup', inMinutes(-60))] },
    { status: 'ready_for_pickup', method: 'store', tracking: [], place: { ...kiosk, name: 'Bookshop Mitte' } },
  ),
  post: order({}, { method: 'post' }),
  digital: order({ events: [placed, then('delivered', inMinutes(-20))], promises: [] }, { status: 'delivered', method: 'digital', tracking: [] }),
  delivered: order(
    { events: [...onTheWay, then('delivered', inMinutes(-40))], actions: [{ type: 'report-missing', mode: 'instant' }] },
    { status: 'delivered', delivery: { kind: 'neighbour', proofUrl: 'https://carrier.example/proof' } },
  ),
  'partly-delivered': order(
    { events: [...onTheWay, then('delivered', inMinutes(-40))] },
    { status: 'delivered', delivery: { kind: 'recipient', partial: true } },
  ),
  undeliverable: order({}, { status: 'undeliverable' }),
  returning: order({ events: [...onTheWay, then('return_started', inMinutes(-40))] }, { status: 'returning' }),
  returned: order(
    {
      events: [...onTheWay, then('returned_to_sender', inMinutes(-40))],
      adjustments: [{ id: 'refund', kind: 'refund', lineItems: [{ id: 'dune', quantity: 1 }], money: { amount: 1290, currency: 'EUR' }, status: 'completed' }],
    },
    { status: 'returned' },
  ),
  canceled: order({
    lineItems: [{ ...dune, quantity: { original: 1, total: 0, fulfilled: 0 } }],
    shipments: [],
    events: [placed, { id: 'canceled', kind: 'canceled', at: inMinutes(-40) }],
    adjustments: [{ id: 'cancel', kind: 'cancellation', lineItems: [{ id: 'dune', quantity: 1 }], money: { amount: 1290, currency: 'EUR' }, status: 'completed' }],
  }),
  'not-known': order({ shipments: [{ ...parcel, status: 'teleported' }], events: [placed], promises: [] }),
} satisfies Record<string, Order>;
