import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judge } from '../../../src/client/cancel/judge.ts';
import { problemIn } from '../../../src/client/cancel/port.ts';

/** In short: what to do, and why or with what code. */
function short(status: number, code?: string): string {
  const verdict = judge({ status, code, retryAfterMs: 7 });
  const detail = 'code' in verdict ? verdict.code : 'why' in verdict ? `${verdict.why} ${verdict.ms}` : '';
  return `${verdict.next} ${detail}`.trim();
}

describe('what to do about an answer', () => {
  for (const [status, expected] of [
    [0, 'read'], [204, 'read'], [200, 'read'], [301, 'read'], [304, 'read'], [399, 'read'],
    [400, 'refused validation'], [401, 'refused sign-in'], [403, 'refused sign-in'], [404, 'refused order-not-found'],
    [405, 'refused validation'], [408, 'read'], [409, 'read'], [410, 'refused already-shipped'], [412, 'conflict'],
    [413, 'refused validation'], [422, 'refused idempotency-mismatch'], [425, 'wait too-early 7'], [428, 'conflict'],
    [429, 'wait rate-limited 7'], [500, 'read'], [502, 'read'], [503, 'read'],
  ] as const) {
    it(`${status}: ${expected}`, () => assert.equal(short(status), expected));
    it(`${status} with a code nobody knows: ${expected}`, () => assert.equal(short(status, 'made-up'), expected));
  }

  for (const [code, expected] of [
    ['validation', 'refused validation'], ['token-invalid', 'refused sign-in'], ['token-expired', 'refused sign-in'],
    ['action-not-allowed', 'refused action-not-allowed'], ['order-not-found', 'refused order-not-found'],
    ['already-shipped', 'refused already-shipped'], ['already-canceled', 'already-canceled'], ['quantity-too-great', 'conflict'],
    ['cancel-in-progress', 'wait in-progress 7'], ['version-conflict', 'conflict'],
    ['idempotency-mismatch', 'refused idempotency-mismatch'], ['rate-limited', 'wait rate-limited 7'], ['upstream-unavailable', 'read'],
  ] as const) {
    for (const status of [0, 400, 409]) it(`${status} ${code}: ${expected}`, () => assert.equal(short(status, code), expected));
    for (const status of [500, 502, 302]) it(`${status} ${code}: not believed`, () => assert.equal(short(status, code), 'read'));
  }

  it('a success is what its cancellation says, except that 202 is not done', () => {
    for (const [status, said, expected] of [
      [200, 'completed', 'completed'], [201, 'completed', 'completed'], [201, 'pending', 'pending'], [299, 'completed', 'completed'],
      [202, 'pending', 'pending'], [202, 'completed', 'pending'], [202, 'rejected', 'rejected'], [200, 'rejected', 'rejected'],
    ] as const) {
      const verdict = judge({ status, code: 'already-shipped', body: { id: 'c', type: 'cancel-items', status: said } });
      assert.equal(verdict.next === 'answered' && verdict.cancellation.status, expected);
    }
  });

  it('anything but a success is none, whatever its body says', () => {
    for (const status of [0, 199, 300, 304, 500]) {
      assert.deepEqual(judge({ status, body: { id: 'c', type: 'cancel-items', status: 'completed' } }), { next: 'read' });
    }
  });

  it('of a problem only code and wait are taken', () => {
    assert.deepEqual(problemIn({ code: 'x', retryAfterMs: 5, detail: 'd' }), { code: 'x', retryAfterMs: 5 });
    assert.deepEqual(problemIn({ code: 4, retryAfterMs: '5' }), { code: undefined, retryAfterMs: undefined });
    for (const value of [null, undefined, 'x', 4]) assert.deepEqual(problemIn(value), {});
  });
});
