import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialState, nextState } from '../../../src/components/cancel-item/cancel-item.machine.ts';
import type { CancelEvent, CancelState } from '../../../src/components/cancel-item/cancel-item.state.ts';
import { viewCancel, type CancelView } from '../../../src/components/cancel-item/cancel-item.view.ts';
import type { Subject } from '../../../src/components/cancel-item/offer.ts';
import type { Order } from '../../../src/contract/order.ts';
import { formatFor } from '../../../src/i18n/format.ts';
import english from '../../../src/i18n/messages/cancel/en.ts';
import { textOf } from '../../../src/i18n/fill.ts';
import { actionOf, lineOf, orderOf, refund, three, type Fields } from './support/orders.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const mug: Subject = { type: 'cancel-items', lineItem: 'mug' };
const whole: Subject = { type: 'cancel-order', lineItem: undefined };
const order = (fields: Fields = {}): Order => orderOf(fields) as unknown as Order;

/** A state after these events, beginning with an order. */
const after = (subject: Subject, seen: Order, ...events: CancelEvent[]): CancelState =>
  [{ type: 'order-seen', order: seen, now } as CancelEvent, ...events].reduce(nextState, initialState(subject));

const view = (state: CancelState, isOpen = false): CancelView =>
  viewCancel({ state, isOpen, explains: true, now, timeZone: 'UTC', messages: english, format: formatFor('en') });

const opened: CancelEvent = { type: 'open', now };
const confirmed: CancelEvent = { type: 'confirm', key: 'k', now };
const terms = (subject: Subject, seen: Order, ...events: CancelEvent[]): string[] =>
  view(after(subject, seen, opened, ...events), true).dialog?.terms.map(textOf) ?? [];

describe('cancel-item view', () => {
  it('what comes back: by quantity, how, in how many days, and what does not', () => {
    const lost = { actions: [actionOf({ lineItems: [{ id: 'mug', maxQuantity: 3 }], refund: { ...refund, lost: 'the discount' } })] };
    assert.deepEqual(terms(mug, order({ ...three(), ...lost })), ['You get back €38.70 to your card', 'In 3–5 days', 'Does not come back: the discount']);
    assert.equal(terms(mug, order(three()), { type: 'choose', choice: { quantity: 2 } })[0], 'You get back €25.80 to your card');
  });

  it('what comes back: nothing is said that the shop did not say', () => {
    const unknown = 'How much you get back, we tell you afterwards';
    assert.deepEqual(terms(mug, order({ actions: [actionOf({ refund: undefined })] })), [unknown]);
    assert.deepEqual(terms(mug, order({ actions: [actionOf({ refund: { method: 'to your card', days: [3, 5] } })] })), [unknown]);
    assert.deepEqual(terms(mug, order({ actions: [actionOf({ refund: { ...refund, days: [1, 1] } })] }))[1], 'In 1 day');
  });

  it('what comes back: for the whole order its total', () => {
    const action = actionOf({ type: 'cancel-order', lineItems: undefined, refund: { total: { amount: 5000, currency: 'EUR' } } });
    assert.deepEqual(terms(whole, order({ actions: [action] })), ['You get back €50.00']);
  });

  it('where the shop decides later, that is said before', () => {
    assert.match(terms(mug, order({ actions: [actionOf({ mode: 'request' })] })).at(-1) ?? '', /^We check whether/);
  });

  it('lines that go together are named', () => {
    const lines = { lineItems: [lineOf('mug', 'Blue mug'), lineOf('cup', 'Saucer', 2)] };
    const action = actionOf({ lineItems: [{ id: 'mug', maxQuantity: 1, together: ['cup'] }, { id: 'cup', maxQuantity: 2 }] });
    const { dialog } = view(after(mug, order({ ...lines, actions: [action] }), opened), true);
    assert.deepEqual(dialog?.items, { title: 'These can only be canceled together', lines: ['Blue mug', '2 × Saucer'] });
    assert.equal(dialog?.quantity, undefined);
  });

  it('nothing is offered while it is under way, nor when done by the same order; by a newer one it is', () => {
    const sending = after(mug, order(three()), opened, confirmed);
    assert.equal(view(sending).opener, undefined);
    const done = nextState(sending, { type: 'already-canceled', key: 'k' });
    assert.equal(view(done).opener, undefined);
    const newer = nextState(done, { type: 'order-seen', order: order({ ...three(), version: 2 }), now });
    assert.equal(view(newer).opener?.name, 'Cancel Blue mug');
    assert.equal(view(newer).outcome?.title, '3 × Blue mug is canceled');
  });

  it('"canceled" is said in no state but done', () => {
    const sending = after(mug, order(), opened, confirmed);
    const pending = { id: 'c', status: 'pending' as const, type: 'cancel-items', lineItems: [] };
    const states: CancelState[] = [
      sending,
      nextState(sending, { type: 'waiting', key: 'k', until: now + 1 }),
      nextState(sending, { type: 'answered', key: 'k', cancellation: pending }),
      nextState(sending, { type: 'refused', key: 'k', code: 'already-shipped' }),
      nextState(sending, { type: 'not-sent', key: 'k' }),
    ];
    for (const state of states) assert.doesNotMatch(view(state).outcome?.title ?? '', /is canceled/, state.kind);
  });

  it('what came back to a closed dialog is told on the page, and can be asked again', () => {
    const state = nextState(after(mug, order(), opened, confirmed), { type: 'not-sent', key: 'k' });
    assert.match(view(state).outcome?.title ?? '', /^You are offline/);
    assert.ok(view(state).opener);
    assert.equal(view(state, true).outcome, undefined);
    assert.match(view(state, true).dialog?.notice ?? '', /^You are offline/);
  });

  it('English: every name holds what is seen on its button', () => {
    const { item, order: all, withdraw, request } = english.cancel;
    for (const { open, named } of [item, all, withdraw, request]) assert.ok(named.includes(open), named);
    assert.ok(request.namedOrder.includes(request.open));
  });

  it('English: no exclamation marks, no pressure', () => {
    assert.doesNotMatch(JSON.stringify(english), /!|hurry|sure|really|unfortunately|oops/i);
  });
});
