import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { classifyResponse } from '../../../src/client/cancellation/classify-response.ts';
import { parseProblemFields } from '../../../src/client/cancellation/transport.ts';

/** In short: what to do, and why or with what code. */
function short(status: number, code?: string): string {
  const verdict = classifyResponse({ status, code, retryAfterMs: 7 });
  const detail = 'code' in verdict ? verdict.code : 'cause' in verdict ? `${verdict.cause} ${verdict.ms}` : '';
  return `${verdict.next} ${detail}`.trim();
}

describe('the class of a response', () => {
  for (const [status, expected] of [
    [0, 'read'],
    [204, 'read'],
    [200, 'read'],
    [301, 'read'],
    [304, 'read'],
    [399, 'read'],
    [400, 'refused validation'],
    [401, 'refused sign-in'],
    [403, 'refused sign-in'],
    [404, 'refused order-not-found'],
    [405, 'refused validation'],
    [408, 'read'],
    [409, 'read'],
    [410, 'refused already-shipped'],
    [412, 'conflict'],
    [413, 'refused validation'],
    [422, 'refused idempotency-mismatch'],
    [425, 'wait too-early 7'],
    [428, 'conflict'],
    [429, 'wait rate-limited 7'],
    [500, 'read'],
    [502, 'read'],
    [503, 'read'],
  ] as const) {
    it(`${status}: ${expected}`, () => assert.equal(short(status), expected));
    it(`${status} with an unknown code: ${expected}`, () => assert.equal(short(status, 'made-up'), expected));
  }

  for (const [code, expected] of [
    ['validation', 'refused validation'],
    ['token-invalid', 'refused sign-in'],
    ['token-expired', 'refused sign-in'],
    ['action-not-allowed', 'refused action-not-allowed'],
    ['order-not-found', 'refused order-not-found'],
    ['already-shipped', 'refused already-shipped'],
    ['already-canceled', 'already-canceled'],
    ['quantity-too-great', 'conflict'],
    ['cancel-in-progress', 'wait in-progress 7'],
    ['version-conflict', 'conflict'],
    ['idempotency-mismatch', 'refused idempotency-mismatch'],
    ['rate-limited', 'wait rate-limited 7'],
    ['upstream-unavailable', 'read'],
  ] as const) {
    for (const status of [0, 400, 409])
      it(`${status} ${code}: ${expected}`, () => assert.equal(short(status, code), expected));
    for (const status of [500, 502, 302])
      it(`${status} ${code}: the order decides`, () => assert.equal(short(status, code), 'read'));
  }

  it('a success has the status of its cancellation, except that 202 is not completed', () => {
    for (const [status, said, expected] of [
      [200, 'completed', 'completed'],
      [201, 'completed', 'completed'],
      [201, 'pending', 'pending'],
      [299, 'completed', 'completed'],
      [202, 'pending', 'pending'],
      [202, 'completed', 'pending'],
      [202, 'rejected', 'rejected'],
      [200, 'rejected', 'rejected'],
    ] as const) {
      const verdict = classifyResponse({
        status,
        code: 'already-shipped',
        body: { id: 'c', type: 'cancel-items', status: said },
      });
      assert.equal(verdict.next === 'cancellation-received' && verdict.cancellation.status, expected);
    }
  });

  it('only a 2xx is a success, whatever the body says', () => {
    for (const status of [0, 199, 300, 304, 500]) {
      assert.deepEqual(classifyResponse({ status, body: { id: 'c', type: 'cancel-items', status: 'completed' } }), {
        next: 'read',
      });
    }
  });

  it('only code and waiting time of a problem are read', () => {
    assert.deepEqual(parseProblemFields({ code: 'x', retryAfterMs: 5, detail: 'd' }), { code: 'x', retryAfterMs: 5 });
    assert.deepEqual(parseProblemFields({ code: 4, retryAfterMs: '5' }), { code: undefined, retryAfterMs: undefined });
    for (const value of [null, undefined, 'x', 4]) assert.deepEqual(parseProblemFields(value), {});
  });
});
