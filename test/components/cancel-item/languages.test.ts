import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialState, nextState } from '../../../src/components/cancel-item/cancel-item.machine.ts';
import type { CancelEvent, CancelState } from '../../../src/components/cancel-item/cancel-item.state.ts';
import { viewCancel } from '../../../src/components/cancel-item/cancel-item.view.ts';
import type { Subject } from '../../../src/components/cancel-item/offer.ts';
import type { Cancellation } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';
import { formatFor } from '../../../src/i18n/format.ts';
import ar from '../../../src/i18n/messages/cancel/ar.ts';
import de from '../../../src/i18n/messages/cancel/de.ts';
import en from '../../../src/i18n/messages/cancel/en.ts';
import es from '../../../src/i18n/messages/cancel/es.ts';
import fr from '../../../src/i18n/messages/cancel/fr.ts';
import he from '../../../src/i18n/messages/cancel/he.ts';
import italian from '../../../src/i18n/messages/cancel/it.ts';
import ja from '../../../src/i18n/messages/cancel/ja.ts';
import nl from '../../../src/i18n/messages/cancel/nl.ts';
import pl from '../../../src/i18n/messages/cancel/pl.ts';
import ru from '../../../src/i18n/messages/cancel/ru.ts';
import uk from '../../../src/i18n/messages/cancel/uk.ts';
import type { CancelMessages } from '../../../src/i18n/messages.ts';
import { actionOf, lineOf, orderOf, refund, shipped, three, type Fields } from './support/orders.ts';

/* Every message that the element shows, through the view that shows it: nothing is left to be filled in. */

const now = Date.parse('2026-11-23T12:00:00Z');
const until = '2026-12-01T16:00:00Z';
const order = (fields: Fields = {}): Order => orderOf(fields) as unknown as Order;
const opened: CancelEvent = { type: 'open', now };
const confirmed: CancelEvent = { type: 'confirm', key: 'k', now };

const full = { until, refund: { ...refund, lost: '€ 3' }, reasons: [{ code: 'a', label: 'A' }], asksText: true };
const subjects: [Subject, Fields][] = [
  [{ type: 'cancel-items', lineItem: 'mug' }, { ...full, lineItems: [{ id: 'mug', maxQuantity: 3 }] }],
  [{ type: 'cancel-items', lineItem: 'mug' }, { ...full, mode: 'request', lineItems: [{ id: 'mug', maxQuantity: 3 }] }],
  [{ type: 'cancel-order', lineItem: undefined }, { ...full, type: 'cancel-order', lineItems: undefined, refund: undefined }],
  [{ type: 'cancel-order', lineItem: undefined }, { ...full, type: 'cancel-order', mode: 'request', lineItems: undefined, refund: { ...refund, total: refund.perUnit, days: [1, 1] } }],
  [{ type: 'withdraw', lineItem: undefined }, { ...full, type: 'withdraw', lineItems: undefined }],
];

const answered = (fields: Partial<Cancellation>): CancelEvent => {
  const receipt = { number: 'C-7', at: '2026-11-23T12:00:00Z' };
  const cancellation = { id: 'c', type: 'cancel-items', lineItems: [], status: 'pending', receipt, ...fields } as Cancellation;
  return { type: 'answered', key: 'k', cancellation };
};

const answers: CancelEvent[][] = [
  [],
  [{ type: 'waiting', key: 'k', until: now + 1 }],
  [answered({})],
  [answered({ answerBy: until })],
  [answered({ status: 'completed', refund: { amount: 1290, currency: 'EUR' } })],
  [answered({ status: 'rejected', reason: { code: 'other', text: '42' } })],
  ...(['already-shipped', 'action-not-allowed', 'order-not-found', 'sign-in', 'validation', 'rate-limited'] as const).map(
    (code): CancelEvent[] => [{ type: 'refused', key: 'k', code }],
  ),
  [{ type: 'unconfirmed', key: 'k', isOpen: false }],
  [{ type: 'unconfirmed', key: 'k', isOpen: false }, { type: 'check' }],
  [{ type: 'not-sent', key: 'k' }],
];

/** Orders that offer nothing any more. */
const closed: Fields[] = [
  shipped(),
  { actions: [] },
  { actions: [actionOf({ until: '2026-11-01T00:00:00Z' })] },
  { lineItems: [lineOf('mug', 'Blue mug', 0)], actions: [] },
];

function states(): CancelState[] {
  return subjects.flatMap(([subject, action]) => {
    const seen: CancelEvent = { type: 'order-seen', order: order({ ...three(), actions: [actionOf(action)] }), now };
    const asked = [seen, opened, { type: 'choose', choice: { quantity: 2 } } as CancelEvent].reduce(nextState, initialState(subject));
    const newer = order({ ...three(), version: 2, actions: [actionOf({ ...action, until: undefined })] });
    const gone = closed.map((fields): CancelEvent => ({ type: 'order-seen', order: order({ ...fields, version: 2 }), now }));
    return [
      nextState(initialState(subject), seen),
      asked,
      ...gone.flatMap((event) => [nextState(initialState(subject), event), nextState(asked, event)]),
      nextState(nextState(asked, confirmed), { type: 'conflicted', key: 'k', order: newer, now }),
      ...answers.map((events) => events.reduce(nextState, nextState(asked, confirmed))),
    ];
  });
}

/** Every text of a view, also those of its parts. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((each) => typeof each === 'object' && each && 'text' in each)) {
    return [(value as { text: string }[]).map(({ text }) => text).join('')];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function shownIn(messages: CancelMessages): string[] {
  const format = formatFor(messages.language);
  const views = states().flatMap((state) =>
    [true, false].map((isOpen) => viewCancel({ state, isOpen, explains: true, now, timeZone: 'UTC', messages, format })),
  );
  return [...new Set(views.flatMap(textsOf))];
}

function messagesOf(group: object): string[] {
  return Object.values(group).flatMap((value) => (typeof value === 'string' ? [value] : messagesOf(value as object)));
}

/** Whether a text is that message, with anything in its places; also as one line of several. */
function isFilled(message: string, text: string): boolean {
  const parts = message.replaceAll(/[[\]]/g, '').split(/\{\w+\}/).map((part) => part.replaceAll(/[^\p{L}\s]/gu, String.raw`\$&`));
  return new RegExp(`(^|\n)${parts.join('.+')}($|[\n.])`).test(text);
}

describe('cancel-item in every language', () => {
  const kinds = new Set(states().map(({ kind }) => kind));

  it('comes to every state', () => {
    const expected = ['ready', 'confirming', 'offline', 'changed', 'sending', 'done', 'requested', 'refused', 'unknown'];
    assert.deepEqual([...kinds].sort(), expected.sort());
  });

  it('shows every message that has something to be filled in', () => {
    const seen = shownIn(en);
    const missing = messagesOf(en.cancel).filter((message) => message.includes('{') && !seen.some((text) => isFilled(message, text)));
    assert.deepEqual(missing, []);
  });

  const count = shownIn(en).length;
  for (const pack of [en, ar, de, es, fr, he, italian, ja, nl, pl, ru, uk]) {
    it(`${pack.language}: leaves no placeholder, no bracket and no gap`, () => {
      const texts = shownIn(pack);
      assert.ok(texts.length > 60 && texts.length > count * 0.9, `${texts.length} of ${count}`);
      for (const text of texts) assert.doesNotMatch(text, /[{}[\]]|undefined|«\s*»|„“|„”|‘’|「」|״״| {2}/, text);
    });
  }
});
