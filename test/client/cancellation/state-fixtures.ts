import assert from 'node:assert/strict';
import type { PendingCancellation } from '../../../src/client/cancellation/pending-storage.ts';
import {
  initialCancellationState,
  selectPending,
  type CancellationEvent,
  type CancellationState,
} from '../../../src/client/cancellation/state.ts';
import type { Order } from '../../../src/contract/order.ts';
import { parseOrder } from '../../../src/contract/parse-order.ts';
import { confirm, conflicted, decided, open, received, reduce, refused, run, unconfirmed } from './state-driver.ts';

/** An order of two lines. `action` and `line` add to its action and to the action's first line. */
export function order({
  version = 1,
  total = 3,
  fulfilled = 0,
  action = {},
  line = {},
  ...more
}: Record<string, unknown> = {}): Order {
  const parsed = parseOrder({
    id: 'o1',
    version,
    lineItems: [
      { id: 'a', title: 'Mug', quantity: { original: 3, total, fulfilled } },
      { id: 'b', title: 'Lid', quantity: { original: 1, total: 1, fulfilled: 0 } },
    ],
    actions:
      action === null
        ? []
        : [
            {
              type: 'cancel-items',
              mode: 'instant',
              lineItems: [
                { id: 'a', maxQuantity: 3, ...(line as object) },
                { id: 'b', maxQuantity: 1 },
              ],
              ...(action as object),
            },
          ],
    ...more,
  });
  assert.ok(parsed.ok);
  return parsed.data;
}

export const target = { type: 'cancel-items', lineItem: 'a' } as const;

export const adjusted = (status: string, id = 'c1'): unknown => ({
  id,
  kind: 'cancellation',
  status,
  lineItems: [{ id: 'a', quantity: 3 }],
});

/** What an earlier page left of the intent of `sending`. */
export const restored = (fields: Partial<PendingCancellation> = {}): CancellationEvent => {
  const pending = selectPending(sending);
  assert.ok(pending);
  return { type: 'restored', pending: { ...pending, ...fields } };
};

export const empty = initialCancellationState(target);
export const idle = run(empty, received(order()));
export const confirming = run(idle, open);
export const sending = run(confirming, confirm);
export const offline = reduce(confirming, confirm, { isOnline: false });
export const changed = run(sending, conflicted(order({ version: 2, total: 2, line: { maxQuantity: 2 } })));
export const completed = run(sending, decided('completed'));
export const requested = run(sending, decided('pending'));
export const refusedState = run(sending, refused('already-shipped'));
export const unconfirmedState = run(sending, unconfirmed());
export const retryable = run(sending, unconfirmed(order()));
export const unavailable = run(confirming, received(order({ version: 2, fulfilled: 3, action: null })));
/** One state of each kind, and of each meaning of a kind. */
export const allStates = {
  empty,
  idle,
  confirming,
  sending,
  offline,
  changed,
  completed,
  requested,
  refusedState,
  unconfirmedState,
  retryable,
  unavailable,
};

/** The state, which must be of a kind. */
export function ofKind<Kind extends CancellationState['kind']>(
  state: CancellationState,
  kind: Kind,
): Extract<CancellationState, { kind: Kind }> {
  assert.equal(state.kind, kind);
  return state as Extract<CancellationState, { kind: Kind }>;
}
