import type { Cancellation } from '../contract/cancellation.ts';
import type { Order, OrderAction } from '../contract/order.ts';
import { dayAtTime, inMinutes, ZONE } from './time.ts';

/* One state of the cancel element each: an order, and how far its cancellation is. */

type Subject = { type: string; lineItem: string | undefined };
type Action = OrderAction & { type: string };

const price = { amount: 1290, currency: 'EUR' };
const refund = { perUnit: price, method: 'to your card', days: [3, 5] as [number, number] };
const receipt = { number: 'C-1042', at: inMinutes(-1) };
const solaris = { id: 'solaris', title: 'Solaris', unitPrice: price, quantity: { original: 1, total: 1, fulfilled: 0 } };
const dune = { ...solaris, id: 'dune', title: 'Dune' };
const line: Subject = { type: 'cancel-items', lineItem: 'solaris' };
const whole: Subject = { type: 'cancel-order', lineItem: undefined };
const withdrawal: Subject = { type: 'withdraw', lineItem: undefined };

const cancelOne: Action = {
  type: 'cancel-items',
  mode: 'instant',
  lineItems: [{ id: 'solaris', maxQuantity: 1 }],
  until: inMinutes(200),
  refund,
};
const cancelThree: Action = {
  ...cancelOne,
  lineItems: [{ id: 'solaris', maxQuantity: 3 }],
  refund: { ...refund, lost: 'the discount of €3.00 for three' },
};
const three = { lineItems: [{ ...solaris, quantity: { original: 3, total: 3, fulfilled: 0 } }], actions: [cancelThree] };
const askWhy: Action = {
  ...cancelOne,
  reasons: [
    { code: 'late', label: 'It comes too late' },
    { code: 'mistake', label: 'Ordered by mistake' },
    { code: 'price', label: 'Found it for less' },
  ],
  asksText: true,
};
const both = { lineItems: [dune, solaris] };
const withdraw: Action = {
  type: 'withdraw',
  mode: 'instant',
  until: dayAtTime(14, '23:59'),
  refund: { total: { amount: 2580, currency: 'EUR' }, method: 'to your card', days: [1, 14] },
};

function order(parts: Partial<Order> = {}): Order {
  return {
    id: 'preview',
    number: '10023',
    version: 1,
    placedAt: dayAtTime(-5, '09:12'),
    updatedAt: inMinutes(-3),
    currency: 'EUR',
    timeZone: ZONE,
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
function state(kind: string, subject: Subject, seen: Order, rest: Record<string, unknown> = {}) {
  const action = seen.actions.find(({ type }) => type === subject.type);
  const isWhole = subject.lineItem === undefined;
  const lines = seen.lineItems
    .filter(({ id }) => isWhole || id === subject.lineItem)
    .map(({ id, title, quantity }) => ({ id, title, quantity: quantity?.original ?? 1 }));
  const [first] = lines;
  const quantity = first?.quantity ?? 1;
  return {
    order: seen,
    subject,
    explain: false,
    isOpen: /^(confirming|changed|offline|sending)$/.test(kind),
    state: {
      kind,
      subject,
      order: seen,
      offer: action && { action, lines, hasChoice: !isWhole && quantity > 1 },
      choice: { quantity, reason: '', text: '' },
      isWithdrawn: false,
      intent: {
        type: subject.type,
        version: seen.version,
        key: 'preview',
        lineItems: isWhole ? [] : lines.map(({ id }) => ({ id, quantity })),
        before: { totals: lines.map(({ id, quantity: total }) => ({ id, total })), adjustments: [] },
      },
      ...rest,
    },
  };
}

const decided = (parts: Partial<Cancellation>): Cancellation => ({
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
  ready: state('ready', line, order()),
  confirming: state('confirming', line, order()),
  quantity: state('confirming', line, order(three)),
  reason: state('confirming', line, order({ actions: [askWhy] })),
  together: state('confirming', line, order({ ...both, actions: [{ ...cancelOne, lineItems: [{ id: 'solaris', maxQuantity: 1, together: ['dune'] }, { id: 'dune', maxQuantity: 1 }] }] }), {
    offer: {
      action: cancelOne,
      lines: [
        { id: 'solaris', title: 'Solaris', quantity: 1 },
        { id: 'dune', title: 'Dune', quantity: 1 },
      ],
      hasChoice: false,
    },
  }),
  request: state('confirming', line, order({ actions: [{ ...cancelOne, mode: 'request' }] })),
  sending: state('sending', line, order()),
  waiting: state('sending', line, order(), { retryAt: Date.now() + 10_000 }),
  changed: state('changed', line, order(three)),
  offline: state('offline', line, order()),
  'sent-meanwhile': state('confirming', line, order(shipped), { isWithdrawn: true, offer: { action: cancelOne, lines: [], hasChoice: false } }),
  done: state('done', line, order({ ...canceled, actions: [] }), { cancellation: decided({}), offer: { action: cancelOne, lines: [], hasChoice: false } }),
  requested: state('requested', line, order({ actions: [] }), { cancellation: decided({ status: 'pending', answerBy: inMinutes(40) }) }),
  refused: state('refused', line, order({ ...shipped, actions: [returns] }), { why: 'shipped' }),
  rejected: state('refused', line, order({ actions: [] }), {
    cancellation: decided({ status: 'rejected', reason: { code: 'packed', text: 'already packed' } }),
  }),
  unknown: state('unknown', line, order(), { isChecking: false, isOpen: false }),
  'whole-order': state('confirming', whole, order({ ...both, actions: [{ ...cancelOne, type: 'cancel-order', refund: { ...refund, total: { amount: 2580, currency: 'EUR' } } }] })),
  withdraw: state('ready', withdrawal, order({ ...both, actions: [withdraw] })),
  'withdraw-confirming': state('confirming', withdrawal, order({ ...both, actions: [withdraw] })),
  'withdraw-done': state('done', withdrawal, order({ ...both, actions: [withdraw] }), {
    cancellation: decided({ type: 'withdraw', refund: { amount: 2580, currency: 'EUR' } }),
  }),
  elsewhere: state('ready', line, order({ actions: [{ ...cancelOne, url: 'https://shop.example/cancel' }] })),
  'not-offered': { ...state('ready', line, order({ ...shipped, actions: [returns] })), explain: true },
  'already-canceled': { ...state('ready', line, order({ ...canceled, actions: [] })), explain: true },
};
