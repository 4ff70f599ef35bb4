import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialCancellationState, type CancellationState } from '../../../src/client/cancellation/state.ts';
import { deriveCancelViewModel } from '../../../src/components/cancel-item/cancel-item.view-model.ts';
import type { CancelTarget } from '../../../src/order/cancel-options.ts';
import type { Order } from '../../../src/contract/order.ts';
import { getFormatter } from '../../../src/i18n/formatter.ts';
import en from '../../../src/i18n/locales/en/cancel.ts';
import type { CancelMessages } from '../../../src/i18n/messages.ts';
import { loadPacks } from '../../support/language-packs.ts';
import {
  NOW,
  check,
  confirm,
  conflicted,
  decided,
  open,
  received,
  reduce,
  refused,
  respond,
  run,
  unconfirmed,
  type Step,
} from '../../client/cancellation/state-driver.ts';
import { actionOf, lineOf, orderOf, refund, shipped, threeMugs, type Fields } from './support/orders.ts';

/* All texts of the view models in every language, without placeholders. */

const packs = await loadPacks('cancel');
const deadline = '2026-12-01T16:00:00Z';
const order = (fields: Fields = {}): Order => orderOf(fields) as unknown as Order;

const allFields = {
  until: deadline,
  refund: { ...refund, lost: '€ 3' },
  reasons: [{ code: 'a', label: 'A' }],
  asksText: true,
};
const targets: [CancelTarget, Fields][] = [
  [
    { type: 'cancel-items', lineItem: 'mug' },
    { ...allFields, lineItems: [{ id: 'mug', maxQuantity: 3 }] },
  ],
  [
    { type: 'cancel-items', lineItem: 'mug' },
    { ...allFields, mode: 'request', lineItems: [{ id: 'mug', maxQuantity: 3 }] },
  ],
  [
    { type: 'cancel-order', lineItem: undefined },
    { ...allFields, type: 'cancel-order', lineItems: undefined, refund: undefined },
  ],
  [
    { type: 'cancel-order', lineItem: undefined },
    {
      ...allFields,
      type: 'cancel-order',
      mode: 'request',
      lineItems: undefined,
      refund: { ...refund, total: refund.perUnit, days: [1, 1] },
    },
  ],
  [
    { type: 'withdraw', lineItem: undefined },
    { ...allFields, type: 'withdraw', lineItems: undefined },
  ],
];

const receipt = { number: 'C-7', at: '2026-11-23T12:00:00Z' };

/** Steps after a confirmation. */
const outcomes: Step[][] = [
  [],
  [respond({ status: 429, retryAfterMs: 1_000 })],
  [decided('pending', { receipt })],
  [decided('pending', { receipt, answerBy: deadline })],
  [decided('completed', { receipt, refund: { amount: 1290, currency: 'EUR' } })],
  [decided('rejected', { receipt, reason: { code: 'other', text: '42' } })],
  ...(
    ['already-shipped', 'action-not-allowed', 'order-not-found', 'sign-in', 'validation', 'rate-limited'] as const
  ).map((code) => [refused(code)]),
  [unconfirmed()],
  [unconfirmed(), check],
];

/** Orders without an available action. */
const unavailableOrders: Fields[] = [
  shipped(),
  { actions: [] },
  { actions: [actionOf({ until: '2026-11-01T00:00:00Z' })] },
  { lineItems: [lineOf('mug', 'Blue mug', 0)], actions: [] },
];

/** The one line of the order, for another refund. */
const lessAndCheaper = {
  lineItems: [{ id: 'mug', maxQuantity: 1 }],
  refund: { perUnit: { amount: 555, currency: 'EUR' } },
};

function createStates(): CancellationState[] {
  return targets.flatMap(([target, action]) => {
    const initial = initialCancellationState(target);
    const offered = received(order({ ...threeMugs(), actions: [actionOf(action)] }));
    const confirming = run(initial, offered, open, { type: 'choose', choice: { quantity: 2 } });
    const newer = order({ ...threeMugs(), version: 2, actions: [actionOf({ ...action, until: undefined })] });
    return [
      run(initial, offered),
      confirming,
      ...unavailableOrders.flatMap((fields) => {
        const event = received(order({ ...fields, version: 2 }));
        return [run(initial, event), run(confirming, event)];
      }),
      reduce(confirming, confirm, { isOnline: false }),
      run(confirming, confirm, conflicted(newer)),
      run(
        confirming,
        confirm,
        conflicted(order({ version: 2, actions: [actionOf({ ...action, ...lessAndCheaper })] })),
      ),
      ...outcomes.map((steps) => run(confirming, confirm, ...steps)),
    ];
  });
}

/** All texts in a view model. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value) && value.every((each) => typeof each === 'object' && each && 'text' in each)) {
    return [(value as { text: string }[]).map(({ text }) => text).join('')];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function renderTexts(messages: CancelMessages): string[] {
  const format = getFormatter(messages.language);
  const views = createStates().flatMap((state) =>
    ([[true], [true, '9'], [false]] as const).map(([isDialogOpen, typedQuantity]) =>
      deriveCancelViewModel({
        state,
        isDialogOpen,
        typedQuantity,
        explains: true,
        now: NOW,
        timeZone: 'UTC',
        namesZone: true,
        messages,
        format,
      }),
    ),
  );
  return [...new Set(views.flatMap(textsOf))];
}

function messagesOf(messages: object): string[] {
  return Object.values(messages).flatMap((value) =>
    typeof value === 'string' ? [value] : messagesOf(value as object),
  );
}

/** Whether a text, or one of its lines, is the message with values for its placeholders. */
function isFilled(message: string, text: string): boolean {
  const parts = message
    .replaceAll(/[[\]]/g, '')
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[^\p{L}\p{N}\s]/gu, String.raw`\$&`));
  return new RegExp(`(^|\n)${parts.join('.+')}($|[\n.])`).test(text);
}

describe('cancel-item in every language', () => {
  const kinds = new Set(createStates().map(({ kind }) => kind));

  it('every state is covered', () => {
    const expected = [
      'idle',
      'confirming',
      'offline',
      'changed',
      'sending',
      'completed',
      'requested',
      'refused',
      'unconfirmed',
    ];
    assert.deepEqual([...kinds].sort(), expected.sort());
  });

  it('every message with a placeholder is shown', () => {
    const englishTexts = renderTexts(en);
    const missingMessages = messagesOf(en.cancel).filter(
      (message) => message.includes('{') && !englishTexts.some((text) => isFilled(message, text)),
    );
    assert.deepEqual(missingMessages, []);
  });

  const count = renderTexts(en).length;
  for (const pack of [en, ...Object.values(packs)]) {
    it(`${pack.language}: the texts have no placeholder, bracket or gap`, () => {
      const texts = renderTexts(pack);
      assert.ok(texts.length > 60 && texts.length > count * 0.9, `${texts.length} of ${count}`);
      for (const text of texts) assert.doesNotMatch(text, /[{}[\]]|undefined|«\s*»|„“|„”|‘’|「」|״״| {2}/, text);
    });
  }
});
