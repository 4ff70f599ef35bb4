import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RefusalCode } from '../../../src/client/cancel/report.ts';
import { initialState, nextState } from '../../../src/components/cancel-item/cancel-item.machine.ts';
import type { CancelEvent, CancelState } from '../../../src/components/cancel-item/cancel-item.state.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import type { Cancellation } from '../../../src/contract/cancellation.ts';
import type { Order } from '../../../src/contract/order.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

/** An order of two lines; `given` is its action and what else is told. */
function order({ version = 1, total = 3, fulfilled = 0, action = {}, line = {}, ...more }: Record<string, unknown> = {}): Order {
  const read = parseOrder({
    id: 'o1',
    version,
    lineItems: [
      { id: 'a', title: 'Mug', quantity: { original: 3, total, fulfilled } },
      { id: 'b', title: 'Lid', quantity: { original: 1, total: 1, fulfilled: 0 } },
    ],
    actions: action === null ? [] : [{ type: 'cancel-items', mode: 'instant', lineItems: [{ id: 'a', maxQuantity: 3, ...(line as object) }, { id: 'b', maxQuantity: 1 }], ...(action as object) }],
    ...more,
  });
  assert.ok(read.ok);
  return read.data;
}

const subject = { type: 'cancel-items', lineItem: 'a' } as const;
const run = (state: CancelState, ...events: CancelEvent[]): CancelState => events.reduce(nextState, state);
const seen = (given: Order, now = NOW): CancelEvent => ({ type: 'order-seen', order: given, now });
const open: CancelEvent = { type: 'open', now: NOW };
const confirm: CancelEvent = { type: 'confirm', key: 'k', now: NOW };
const keep: CancelEvent = { type: 'keep' };
const check: CancelEvent = { type: 'check' };
const cancellation = (status: Cancellation['status'], id = 'c1'): Cancellation => ({ id, status, type: 'cancel-items', lineItems: [] });
const answered = (status: Cancellation['status'], key = 'k'): CancelEvent => ({ type: 'answered', key, cancellation: cancellation(status) });
const unconfirmed = (isOpen = false): CancelEvent => ({ type: 'unconfirmed', key: 'k', isOpen });
const refused = (code: RefusalCode): CancelEvent => ({ type: 'refused', key: 'k', code });
const notSent: CancelEvent = { type: 'not-sent', key: 'k' };
const alreadyCanceled: CancelEvent = { type: 'already-canceled', key: 'k' };
const conflicted = (given?: Order): CancelEvent => ({ type: 'conflicted', key: 'k', order: given, now: NOW });
const waiting = (until?: number): CancelEvent => ({ type: 'waiting', key: 'k', until });
const adjusted = (status: string, id = 'c1'): unknown => ({ id, kind: 'cancellation', status, lineItems: [{ id: 'a', quantity: 3 }] });

const empty = initialState(subject);
const ready = run(empty, seen(order()));
const confirming = run(ready, open);
const sending = run(confirming, confirm);
const offline = run(sending, notSent);
const changed = run(sending, conflicted(order({ version: 2, total: 2, line: { maxQuantity: 2 } })));
const done = run(sending, answered('completed'));
const requested = run(sending, answered('pending'));
const refusedState = run(sending, refused('already-shipped'));
const unknown = run(sending, unconfirmed());
const unknownOpen = run(sending, unconfirmed(true));
const withdrawn = run(confirming, seen(order({ version: 2, fulfilled: 3, action: null })));
const all = { empty, ready, confirming, sending, offline, changed, done, requested, refusedState, unknown, unknownOpen, withdrawn };

function of<Kind extends CancelState['kind']>(state: CancelState, kind: Kind): Extract<CancelState, { kind: Kind }> {
  assert.equal(state.kind, kind);
  return state as Extract<CancelState, { kind: Kind }>;
}

describe('the way of a cancellation', () => {
  it('begins ready, with no order', () => assert.deepEqual(empty, { kind: 'ready', subject, order: undefined }));

  it('opens with all that is offered, and no reason', () => {
    const { choice, offer, isWithdrawn } = of(confirming, 'confirming');
    assert.deepEqual([choice, offer.lines[0]?.quantity, isWithdrawn], [{ quantity: 3, reason: '', text: '' }, 3, false]);
  });

  it('opens nothing where nothing is offered, or where it is done elsewhere, or too late', () => {
    for (const given of [order({ action: null }), order({ action: { url: 'https://shop.example' } }), order({ action: { until: '2026-11-23T12:00:00Z' } })]) {
      const state = run(empty, seen(given));
      assert.equal(run(state, open), state);
    }
    assert.equal(run(empty, open), empty);
  });

  it('takes quantities of 1 to what is offered, whole ones', () => {
    for (const quantity of [1, 2, 3]) assert.equal(of(run(confirming, { type: 'choose', choice: { quantity } }), 'confirming').choice.quantity, quantity);
    for (const quantity of [0, -1, 1.5, 4, NaN]) assert.equal(run(confirming, { type: 'choose', choice: { quantity } }), confirming);
  });

  it('takes a reason and words, and leaves the rest', () => {
    const told = of(run(confirming, { type: 'choose', choice: { quantity: 2 } }, { type: 'choose', choice: { reason: 'late', text: 'x' } }), 'confirming');
    assert.deepEqual(told.choice, { quantity: 2, reason: 'late', text: 'x' });
  });

  it('of one piece, or of lines that go together, nothing is chosen but why', () => {
    const one = run(empty, seen(order({ line: { maxQuantity: 1 } })), open);
    const together = run(empty, seen(order({ line: { together: ['b'] } })), open);
    for (const state of [one, together]) {
      assert.equal(run(state, { type: 'choose', choice: { quantity: 2 } }), state);
      assert.equal(of(run(state, { type: 'choose', choice: { reason: 'late' } }), 'confirming').choice.reason, 'late');
    }
    const { intent } = of(run(together, confirm), 'sending');
    assert.deepEqual(intent.lineItems, [{ id: 'a', quantity: 3 }, { id: 'b', quantity: 1 }]);
  });

  it('confirms what is seen: lines, version, key, and what the order said', () => {
    const { intent, choice, offer } = of(run(confirming, { type: 'choose', choice: { quantity: 2 } }, confirm), 'sending');
    assert.deepEqual(intent, {
      type: 'cancel-items', lineItems: [{ id: 'a', quantity: 2 }], version: 1, epoch: undefined, key: 'k',
      before: { totals: [{ id: 'a', total: 3 }], adjustments: [] },
    });
    assert.deepEqual([choice.quantity, offer?.lines.length], [2, 1]);
  });

  it('sends the reason, and words only where the shop asks for them', () => {
    const why = (action: object, choice: object): unknown =>
      of(run(empty, seen(order({ action })), open, { type: 'choose', choice }, confirm), 'sending').intent.reason;
    assert.deepEqual(why({}, { reason: 'late', text: 'words' }), { code: 'late' });
    assert.deepEqual(why({ asksText: true }, { reason: 'late', text: ' words ' }), { code: 'late', text: 'words' });
    assert.deepEqual(why({ asksText: true }, { text: 'words' }), { code: 'other', text: 'words' });
    assert.equal(why({ asksText: true }, { text: '  ' }), undefined);
    assert.equal(why({}, { text: 'words' }), undefined);
  });

  it('of the order as a whole sends no lines; where the action names lines, those', () => {
    const whole = { type: 'cancel-order', lineItem: undefined } as const;
    const intentOf = (lineItems: unknown): unknown =>
      of(run(initialState(whole), seen(order({ action: { type: 'cancel-order', lineItems } })), open, confirm), 'sending').intent.lineItems;
    assert.deepEqual(intentOf(undefined), []);
    assert.deepEqual(intentOf([{ id: 'b', maxQuantity: 1 }]), [{ id: 'b', quantity: 1 }]);
  });

  it('of an order without lines asks and sends nothing about them', () => {
    const whole = { type: 'cancel-order', lineItem: undefined } as const;
    const bare = (version: number, mode: string): CancelEvent =>
      seen(order({ version, lineItems: [], action: { type: 'cancel-order', lineItems: undefined, mode } }));
    const asked = run(initialState(whole), bare(1, 'instant'), open);
    assert.deepEqual([of(asked, 'confirming').choice.quantity, of(asked, 'confirming').offer.lines], [1, []]);
    assert.equal(of(run(asked, bare(2, 'request')), 'changed').choice.quantity, 1);
    assert.deepEqual(of(run(asked, confirm), 'sending').intent.lineItems, []);
  });

  it('keeps the item: from every question back to ready', () => {
    for (const state of [confirming, offline, changed, withdrawn]) {
      assert.deepEqual(run(state, keep), { kind: 'ready', subject, order: state.order });
    }
  });

  it('is done once the shop has said so, with its receipt, or has said it was', () => {
    assert.equal(of(done, 'done').cancellation?.id, 'c1');
    assert.equal(of(run(sending, alreadyCanceled), 'done').cancellation, undefined);
    assert.equal(run(unknown, answered('completed')).kind, 'done');
    assert.equal(run(requested, answered('completed')).kind, 'done');
    assert.equal(run(unknown, alreadyCanceled).kind, 'done');
  });

  it('opens again after done only by an order that knows of it', () => {
    assert.equal(run(done, open), done);
    assert.equal(run(done, seen(order({ version: 2, total: 2, line: { maxQuantity: 2 } })), open).kind, 'confirming');
  });

  it('is rejected with the shop’s reason and without a guess', () => {
    for (const state of [sending, requested, unknown]) {
      const { why, code, cancellation: said } = of(run(state, answered('rejected')), 'refused');
      assert.deepEqual([why, code, said?.status], [undefined, 'rejected', 'rejected']);
    }
  });

  it('says why it was refused', () => {
    for (const [code, why] of [
      ['already-shipped', 'shipped'], ['action-not-allowed', 'notAllowed'], ['order-not-found', 'notFound'], ['sign-in', 'denied'],
      ['validation', 'failed'], ['idempotency-mismatch', 'failed'], ['rate-limited', 'failed'],
    ] as const) {
      const state = of(run(sending, refused(code)), 'refused');
      assert.deepEqual([state.why, state.code, state.cancellation], [why, code, undefined]);
      assert.equal(run(state, open).kind, 'confirming');
    }
    const delivered = order({ version: 2, fulfilled: 3, action: null, shipments: [{ id: 's', direction: 'outbound', status: 'delivered', lineItems: [{ id: 'a', quantity: 3 }] }] });
    assert.equal(of(run(sending, seen(delivered), refused('already-shipped')), 'refused').why, 'delivered');
  });

  it('S22 a refusal of what the order has is a success', () => {
    assert.equal(run(sending, seen(order({ version: 2, total: 0, action: null })), refused('action-not-allowed')).kind, 'done');
  });

  it('S19 waits as long as it is asked to', () => {
    assert.equal(of(run(sending, waiting(5)), 'sending').retryAt, 5);
    assert.equal(of(run(sending, waiting(5), waiting()), 'sending').retryAt, undefined);
    assert.equal(run(unknown, waiting(5)), unknown);
  });

  it('S28 offline it goes back to the question, and can be confirmed anew', () => {
    const { choice, offer } = of(offline, 'offline');
    assert.deepEqual([choice.quantity, offer.lines[0]?.id], [3, 'a']);
    const again = of(run(offline, { type: 'confirm', key: 'k2', now: NOW }), 'sending');
    assert.equal(again.intent.key, 'k2');
    assert.equal(run(unknown, notSent), unknown);
    const resumed = run(empty, { type: 'resumed', intent: of(sending, 'sending').intent, cancellation: undefined }, notSent);
    assert.deepEqual(resumed, { kind: 'ready', subject, order: undefined });
    const known = run(ready, { type: 'resumed', intent: of(sending, 'sending').intent, cancellation: undefined }, notSent);
    assert.equal(known.kind, 'ready');
  });

  it('S25 goes on after a reload', () => {
    const { intent } = of(sending, 'sending');
    const state = of(run(empty, { type: 'resumed', intent: { ...intent, reason: { code: 'late' } }, cancellation: undefined }), 'sending');
    assert.deepEqual([state.intent.key, state.offer, state.choice], ['k', undefined, { quantity: 3, reason: 'late', text: '' }]);
    const followed = of(run(ready, { type: 'resumed', intent: { ...intent, lineItems: [] }, cancellation: cancellation('pending') }), 'requested');
    assert.deepEqual([followed.choice, followed.cancellation?.id, followed.order?.version], [{ quantity: 1, reason: '', text: '' }, 'c1', 1]);
    assert.equal(run(followed, answered('completed')).kind, 'done');
  });
});

describe('an order that changes meanwhile', () => {
  const shipped = order({ version: 2, fulfilled: 3, action: null });

  it('is taken where it is no older, of another epoch, or another order', () => {
    const later = run(ready, seen(order({ version: 5 })));
    assert.equal(later.order?.version, 5);
    assert.equal(run(later, seen(order({ version: 4 }))), later);
    assert.equal(run(later, seen(order({ version: 1, epoch: 'k2' }))).order?.epoch, 'k2');
    assert.equal(run(later, seen({ ...order({ version: 1 }), id: 'o2' })).order?.id, 'o2');
    const same = order({ version: 5 });
    assert.equal(run(later, seen(same)).order, same);
  });

  for (const [what, given] of [['S23 ships', shipped], ['is done elsewhere', order({ version: 2, action: { url: 'https://shop.example' } })]] as const) {
    it(`${what} while the dialog is open: there is nothing to confirm, told once`, () => {
      for (const state of [confirming, offline, changed]) {
        const { order: current, offer } = of(state, state.kind) as typeof confirming & { offer: unknown };
        const next = of(run(state, seen({ ...given, version: 3 })), 'confirming');
        assert.ok(next.isWithdrawn && next.order.version === 3 && current && offer === next.offer);
        assert.equal(run(next, confirm), next);
        assert.equal(run(next, { type: 'tick', now: NOW }), next);
      }
    });
  }

  it('S23 once withdrawn the question does not come back by itself', () => {
    const again = of(run(withdrawn, seen(order({ version: 3 }))), 'confirming');
    assert.ok(again.isWithdrawn && again.order.version === 3);
    assert.equal(run(again, keep, open).kind, 'confirming');
  });

  it('K06 a deadline that passes withdraws it, by the tick or by the confirmation itself', () => {
    const until = run(empty, seen(order({ action: { until: '2026-11-23T12:10:00Z' } })), open);
    const end = NOW + 600_000;
    assert.equal(run(until, { type: 'tick', now: end - 1 }), until);
    assert.equal(run(until, { type: 'confirm', key: 'k', now: end - 1 }).kind, 'sending');
    for (const event of [{ type: 'tick', now: end }, { type: 'confirm', key: 'k', now: end }] as const) {
      assert.ok(of(run(until, event), 'confirming').isWithdrawn);
    }
  });

  it('the same question of a newer version is asked on, and confirmed of that version', () => {
    for (const state of [confirming, offline]) {
      const next: CancelState = run(state, seen(order({ version: 2, action: { until: '2026-11-24T12:00:00Z' } })));
      assert.equal(next.kind, state.kind);
      const confirmed: Extract<CancelState, { kind: 'sending' }> = of(run(next, confirm), 'sending');
      assert.deepEqual([confirmed.intent.version, confirmed.offer?.action.until], [2, '2026-11-24T12:00:00Z']);
    }
  });

  const others = {
    fewer: order({ version: 2, line: { maxQuantity: 2 } }),
    mode: order({ version: 2, action: { mode: 'request' } }),
    refund: order({ version: 2, action: { refund: { method: 'by post' } } }),
    reasons: order({ version: 2, action: { reasons: [{ code: 'x', label: 'X' }] } }),
    words: order({ version: 2, action: { asksText: true } }),
    together: order({ version: 2, line: { together: ['b'] } }),
  };
  for (const [what, given] of Object.entries(others)) {
    it(`another question is asked anew (${what})`, () => {
      const next = of(run(confirming, seen(given)), 'changed');
      assert.deepEqual([next.from?.lines[0]?.quantity, next.order.version, next.offer.lines[0]?.quantity], [3, 2, what === 'fewer' ? 2 : 3]);
      assert.equal(of(run(next, confirm), 'sending').intent.version, 2);
    });
  }

  it('asked anew, the choice stays as far as it is possible', () => {
    const one = run(confirming, { type: 'choose', choice: { quantity: 1, reason: 'late' } }, seen(others.fewer));
    assert.deepEqual(of(one, 'changed').choice, { quantity: 1, reason: 'late', text: '' });
    assert.equal(of(run(confirming, seen(others.fewer)), 'changed').choice.quantity, 2);
    const two = run(confirming, { type: 'choose', choice: { quantity: 1 } }, seen(others.together));
    assert.equal(of(two, 'changed').choice.quantity, 3);
  });

  it('while something is on its way its answer decides', () => {
    const next = run(sending, seen(order({ version: 2, total: 0, action: null })));
    assert.deepEqual([next.kind, next.order?.version], ['sending', 2]);
    for (const state of [ready, done, refusedState]) assert.equal(run(state, seen(order({ version: 2 }))).kind, state.kind);
  });

  it('S08, S09 decides what was requested', () => {
    const pending = order({ version: 2, adjustments: [adjusted('pending')] });
    assert.equal(of(run(requested, seen(pending)), 'requested').cancellation?.status, 'pending');
    const granted = of(run(requested, seen(pending), seen(order({ version: 3, adjustments: [adjusted('completed')] }))), 'done');
    assert.equal(granted.cancellation?.status, 'completed');
    const rejected = of(run(requested, seen(order({ version: 3, fulfilled: 3, action: null, adjustments: [adjusted('rejected')] }))), 'refused');
    assert.deepEqual([rejected.code, rejected.why, rejected.cancellation?.status], ['rejected', 'shipped', 'rejected']);
    const delivered = { shipments: [{ id: 's', direction: 'outbound', status: 'delivered', lineItems: [{ id: 'a', quantity: 3 }] }] };
    const gone = of(run(requested, seen(order({ version: 3, fulfilled: 3, action: null, adjustments: [adjusted('rejected')], ...delivered }))), 'refused');
    assert.equal(gone.why, 'delivered');
    const unsaid = of(run(requested, seen(order({ version: 3, adjustments: [adjusted('rejected')] }))), 'refused');
    assert.equal(unsaid.why, 'notAllowed');
    // That something else was asked for is no reason.
    const another = { id: 'x', kind: 'cancellation', status: 'pending', lineItems: [{ id: 'a', quantity: 1 }] };
    const beside = of(run(requested, seen(order({ version: 3, adjustments: [another, adjusted('rejected')] }))), 'refused');
    assert.equal(beside.why, 'notAllowed');
    assert.equal(run(requested, seen(shipped)).kind, 'requested');
    assert.equal(run(requested, seen(order({ version: 2, total: 0, action: null }))).kind, 'done');
  });

  it('decides what was not confirmed', () => {
    assert.equal(of(run(unknown, seen(order({ version: 2, total: 0, action: null }))), 'done').cancellation, undefined);
    assert.equal(of(run(unknown, seen(order({ version: 2, adjustments: [adjusted('pending')] }))), 'requested').cancellation, undefined);
    const late = of(run(unknown, seen(shipped)), 'refused');
    assert.deepEqual([late.code, late.why], ['already-shipped', 'shipped']);
    assert.equal(of(run(unknown, seen(order({ version: 2, adjustments: [adjusted('rejected')] }))), 'refused').cancellation, undefined);
    assert.equal(run(unknown, seen(order({ version: 2 }))).kind, 'unknown');
    assert.equal(run(sending, seen(order({ version: 2, total: 0, action: null })), unconfirmed()).kind, 'done');
    const blind = run(empty, { type: 'resumed', intent: of(sending, 'sending').intent, cancellation: undefined }, unconfirmed());
    assert.equal(blind.kind, 'unknown');
  });

  it('S10 with S24: what was refused, and the order has all the same, is what the order says', () => {
    const canceled = order({ version: 2, total: 0, action: null });
    const pending = order({ version: 2, adjustments: [adjusted('pending')] });
    for (const code of ['already-shipped', 'action-not-allowed', 'sign-in', 'rate-limited', 'idempotency-mismatch'] as const) {
      const no = run(sending, refused(code));
      assert.equal(of(run(no, seen(canceled)), 'done').cancellation, undefined);
      const asked = of(run(no, seen(pending)), 'requested');
      assert.deepEqual([asked.cancellation, asked.order?.version], [undefined, 2]);
      assert.equal(run(asked, seen(order({ version: 3, adjustments: [adjusted('completed')] }))).kind, 'done');
      // What shipped, or is as it was, changes nothing of why.
      for (const given of [shipped, order({ version: 2 }), order({ version: 2, adjustments: [adjusted('rejected')] })]) {
        assert.deepEqual(run(no, seen(given)), { ...no, order: given });
      }
      assert.equal(run(sending, seen(canceled), refused(code)).kind, 'done');
      assert.equal(run(sending, seen(pending), refused(code)).kind, 'requested');
    }
    assert.equal(run(sending, conflicted(shipped), seen({ ...canceled, version: 3 })).kind, 'done');
  });

  it('S09 a request that the shop rejected does not come back by an order that has not heard of it', () => {
    const rejected = run(requested, answered('rejected'));
    const { cancellation: said } = of(run(rejected, seen(order({ version: 2, adjustments: [adjusted('pending')] }))), 'refused');
    assert.equal(said?.status, 'rejected');
    assert.equal(run(rejected, seen(order({ version: 3, total: 0, action: null }))).kind, 'done');
  });

  it('a conflict is asked anew, or is what the order says already', () => {
    const next = of(changed, 'changed');
    assert.deepEqual([next.from?.lines[0]?.quantity, next.offer.lines[0]?.quantity, next.order.version], [3, 2, 2]);
    assert.equal(run(sending, conflicted(order({ version: 2, total: 0, action: null }))).kind, 'done');
    assert.equal(run(sending, conflicted(order({ version: 2, adjustments: [adjusted('pending')] }))).kind, 'requested');
    const late = of(run(sending, conflicted(shipped)), 'refused');
    assert.deepEqual([late.why, late.code, late.order?.version], ['shipped', 'action-not-allowed', 2]);
    assert.equal(run(sending, conflicted(order({ version: 2, action: { url: 'https://shop.example' } }))).kind, 'refused');
    // Without an order of its own, by the one that was seen; an older one changes nothing.
    assert.equal(run(sending, conflicted()).kind, 'changed');
    assert.equal(run(sending, seen(order({ version: 4 })), conflicted(shipped)).kind, 'changed');
    const blind = run(empty, { type: 'resumed', intent: of(sending, 'sending').intent, cancellation: undefined }, conflicted());
    assert.deepEqual([blind.kind, 'isOpen' in blind && blind.isOpen, 'isChecking' in blind && blind.isChecking], ['unknown', false, false]);
  });
});

describe('what is not known', () => {
  it('is checked, once at a time', () => {
    const checking = run(unknown, check);
    assert.ok(of(checking, 'unknown').isChecking);
    assert.equal(run(checking, check), checking);
    assert.ok(!of(run(checking, unconfirmed()), 'unknown').isChecking);
  });

  it('may be asked anew only where the order still offers it', () => {
    assert.equal(run(unknown, open), unknown);
    assert.equal(run(unknownOpen, open).kind, 'confirming');
    const checking = run(unknownOpen, check);
    assert.equal(run(checking, open), checking);
  });
});

describe('events that mean nothing', () => {
  const events: Record<string, CancelEvent> = {
    open, choose: { type: 'choose', choice: { reason: 'x' } }, keep, confirm, check, tick: { type: 'tick', now: NOW },
    answered: answered('completed'), alreadyCanceled, refused: refused('sign-in'), conflicted: conflicted(order({ version: 9 })),
    waiting: waiting(1), unconfirmed: unconfirmed(), notSent,
    resumed: { type: 'resumed', intent: of(sending, 'sending').intent, cancellation: undefined },
  };
  const meant: Record<keyof typeof all, string> = {
    empty: 'resumed',
    ready: 'open resumed',
    confirming: 'choose keep confirm',
    offline: 'choose keep confirm',
    changed: 'choose keep confirm',
    withdrawn: 'choose keep',
    sending: 'answered alreadyCanceled refused conflicted waiting unconfirmed notSent',
    done: '',
    requested: 'answered',
    refusedState: 'open',
    unknown: 'check answered alreadyCanceled refused conflicted unconfirmed',
    unknownOpen: 'open check answered alreadyCanceled refused conflicted unconfirmed',
  };
  for (const [name, state] of Object.entries(all)) {
    for (const [type, event] of Object.entries(events)) {
      const isMeant = meant[name as keyof typeof all].split(' ').includes(type);
      it(`${name}: ${type} ${isMeant ? 'changes it' : 'leaves it as it is'}`, () => {
        assert.equal(run(state, event) !== state, isMeant);
      });
    }
    it(`${name}: reports about another intent leave it as it is`, () => {
      for (const event of Object.values(events)) if ('key' in event && event.type !== 'confirm') assert.equal(run(state, { ...event, key: 'z' }), state);
    });
  }
});
