import type { Cancellation } from '../contract/cancellation.ts';
import type { Order, OrderAction } from '../contract/order.ts';
import { daysFromTodayAt, minutesFromNow, PREVIEW_TIME_ZONE } from './relative-dates.ts';

/* One state of the cancel element each: an order, and how far its cancellation is. */

type CancelTarget = { type: string; lineItem: string | undefined };
type Action = OrderAction & { type: string };

const price = { amount: 1290, currency: 'EUR' };
const refund = { perUnit: price, method: 'to your card', days: [3, 5] as [number, number] };
const receipt = { number: 'C-1042', at: minutesFromNow(-1) };
const solaris = {
  id: 'solaris',
  title: 'Solaris',
  unitPrice: price,
  quantity: { original: 1, total: 1, fulfilled: 0 },
};
const dune = { ...solaris, id: 'dune', title: 'Dune' };
const line: CancelTarget = { type: 'cancel-items', lineItem: 'solaris' };
const wholeOrder: CancelTarget = { type: 'cancel-order', lineItem: undefined };
const withdrawal: CancelTarget = { type: 'withdraw', lineItem: undefined };

const cancelOne: Action = {
  type: 'cancel-items',
  mode: 'instant',
  lineItems: [{ id: 'solaris', maxQuantity: 1 }],
  until: minutesFromNow(200),
  refund,
};
const cancelThree: Action = {
  ...cancelOne,
  lineItems: [{ id: 'solaris', maxQuantity: 3 }],
  refund: { ...refund, lost: 'the discount of €3.00 for three' },
};
const createUnits = (count: number) => ({
  lineItems: [{ ...solaris, quantity: { original: count, total: count, fulfilled: 0 } }],
  actions: [{ ...cancelThree, lineItems: [{ id: 'solaris', maxQuantity: count }] }],
});
const threeUnits = createUnits(3);
const optionOfThree = {
  action: cancelThree,
  lines: [{ id: 'solaris', title: 'Solaris', quantity: 3 }],
  canChooseQuantity: true,
};
/** The host name is reserved: a page without network shows the dialog of a picture that cannot be loaded. */
const pictured = { lineItems: [{ ...solaris, imageUrl: 'https://shop.example/solaris.jpg' }] };
const cancelWithReasons: Action = {
  ...cancelOne,
  reasons: [
    { code: 'late', label: 'It comes too late' },
    { code: 'mistake', label: 'Ordered by mistake' },
    { code: 'price', label: 'Found it for less' },
  ],
  asksText: true,
};
const twoLineItems = { lineItems: [dune, solaris] };
const withdraw: Action = {
  type: 'withdraw',
  mode: 'instant',
  until: daysFromTodayAt(14, '23:59'),
  refund: { total: { amount: 2580, currency: 'EUR' }, method: 'to your card', days: [1, 14] },
};

function createOrder(parts: Partial<Order> = {}): Order {
  return {
    id: 'preview',
    number: '10023',
    version: 1,
    placedAt: daysFromTodayAt(-5, '09:12'),
    updatedAt: minutesFromNow(-3),
    currency: 'EUR',
    timeZone: PREVIEW_TIME_ZONE,
    lineItems: [solaris],
    shipments: [],
    promises: [],
    events: [],
    adjustments: [],
    actions: [cancelOne],
    ...parts,
  };
}

/** What the element keeps of a question or of what was confirmed. */
function createPreview(kind: string, target: CancelTarget, seen: Order, rest: Record<string, unknown> = {}) {
  const action = seen.actions.find(({ type }) => type === target.type);
  const isWhole = target.lineItem === undefined;
  const lines = seen.lineItems
    .filter(({ id }) => isWhole || id === target.lineItem)
    .map(({ id, title, quantity }) => ({ id, title, quantity: quantity?.original ?? 1 }));
  const [first] = lines;
  const quantity = first?.quantity ?? 1;
  return {
    order: seen,
    target,
    explain: false,
    state: {
      kind,
      target,
      order: seen,
      option: action && { action, lines, canChooseQuantity: !isWhole && quantity > 1 },
      choice: { quantity, reason: '', text: '' },
      isUnavailable: false,
      intent: {
        type: target.type,
        version: seen.version,
        idempotencyKey: 'preview',
        lineItems: isWhole ? [] : lines.map(({ id }) => ({ id, quantity })),
        baseline: { totals: lines.map(({ id, quantity: total }) => ({ id, total })), adjustments: [] },
      },
      ...rest,
    },
  };
}

const createCancellation = (parts: Partial<Cancellation>): Cancellation => ({
  id: 'c1',
  status: 'completed',
  type: 'cancel-items',
  lineItems: [{ id: 'solaris', quantity: 1 }],
  refund: price,
  receipt,
  ...parts,
});
const canceled = { lineItems: [{ ...solaris, quantity: { original: 1, total: 0, fulfilled: 0 } }] };
const shipped = { lineItems: [{ ...solaris, quantity: { original: 1, total: 1, fulfilled: 1 } }], actions: [] };
const returns = { type: 'return-items', mode: 'request' as const, url: 'https://shop.example/return' };

/** By the name that `preview` takes. */
export const cancelPreviews = {
  idle: createPreview('idle', line, createOrder()),
  confirming: createPreview('confirming', line, createOrder()),
  picture: createPreview('confirming', line, createOrder(pictured)),
  quantity: createPreview('confirming', line, createOrder(threeUnits)),
  reason: createPreview('confirming', line, createOrder({ actions: [cancelWithReasons] })),
  together: createPreview(
    'confirming',
    line,
    createOrder({
      ...twoLineItems,
      actions: [
        {
          ...cancelOne,
          lineItems: [
            { id: 'solaris', maxQuantity: 1, together: ['dune'] },
            { id: 'dune', maxQuantity: 1 },
          ],
        },
      ],
    }),
    {
      option: {
        action: cancelOne,
        lines: [
          { id: 'solaris', title: 'Solaris', quantity: 1 },
          { id: 'dune', title: 'Dune', quantity: 1 },
        ],
        canChooseQuantity: false,
      },
    },
  ),
  request: createPreview('confirming', line, createOrder({ actions: [{ ...cancelOne, mode: 'request' }] })),
  sending: createPreview('sending', line, createOrder()),
  waiting: createPreview('sending', line, createOrder(), { retryAt: Date.now() + 10_000 }),
  changed: createPreview('changed', line, createOrder(createUnits(2)), {
    revision: {
      before: { option: optionOfThree, choice: { quantity: 3, reason: '', text: '' } },
      choice: { quantity: 2, reason: '', text: '' },
    },
  }),
  offline: createPreview('offline', line, createOrder()),
  'shipped-since': createPreview('confirming', line, createOrder(shipped), {
    isUnavailable: true,
    option: { action: cancelOne, lines: [], canChooseQuantity: false },
  }),
  completed: createPreview('completed', line, createOrder({ ...canceled, actions: [] }), {
    cancellation: createCancellation({}),
    option: { action: cancelOne, lines: [], canChooseQuantity: false },
  }),
  requested: createPreview('requested', line, createOrder({ actions: [] }), {
    cancellation: createCancellation({ status: 'pending', answerBy: minutesFromNow(40) }),
  }),
  refused: createPreview('refused', line, createOrder({ ...shipped, actions: [returns] }), {
    refusalReason: 'shipped',
  }),
  rejected: createPreview('refused', line, createOrder({ actions: [] }), {
    cancellation: createCancellation({ status: 'rejected', reason: { code: 'packed', text: 'already packed' } }),
  }),
  unconfirmed: createPreview('unconfirmed', line, createOrder(), { canRetry: false }),
  'whole-order': createPreview(
    'confirming',
    wholeOrder,
    createOrder({
      ...twoLineItems,
      actions: [
        { ...cancelOne, type: 'cancel-order', refund: { ...refund, total: { amount: 2580, currency: 'EUR' } } },
      ],
    }),
  ),
  withdraw: createPreview('idle', withdrawal, createOrder({ ...twoLineItems, actions: [withdraw] })),
  'withdraw-confirming': createPreview('confirming', withdrawal, createOrder({ ...twoLineItems, actions: [withdraw] })),
  'withdraw-completed': createPreview('completed', withdrawal, createOrder({ ...twoLineItems, actions: [withdraw] }), {
    cancellation: createCancellation({ type: 'withdraw', refund: { amount: 2580, currency: 'EUR' } }),
  }),
  'external-page': createPreview(
    'idle',
    line,
    createOrder({ actions: [{ ...cancelOne, url: 'https://shop.example/cancel' }] }),
  ),
  'not-offered': { ...createPreview('idle', line, createOrder({ ...shipped, actions: [returns] })), explain: true },
  'already-canceled': { ...createPreview('idle', line, createOrder({ ...canceled, actions: [] })), explain: true },
};
