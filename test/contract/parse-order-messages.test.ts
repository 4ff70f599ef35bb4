import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCancellation, parseCancelRequest, parseProblem, parseStreamMessage } from '../../src/contract/index.ts';
import fc from '../support/fast-check.ts';

describe('parseCancelRequest', () => {
  const request = {
    type: 'cancel-items',
    lineItems: [{ id: 'dune', quantity: 1 }],
    version: 3,
    reason: { code: 'late', text: 'Too late' },
  };

  it('accepts a valid request', () => assert.deepEqual(parseCancelRequest(request), { ok: true, data: request }));

  const wrong: [what: string, fields: object][] = [
    ['an unlisted type', { type: 'explode' }],
    ['a quantity of 0', { lineItems: [{ id: 'dune', quantity: 0 }] }],
    ['a quantity of 0.5', { lineItems: [{ id: 'dune', quantity: 0.5 }] }],
    ['no lines', { lineItems: undefined }],
    ['a version as a string', { version: '3' }],
    ['a reason without a code', { reason: { text: 'Too late' } }],
    ['an unknown field', { email: 'a@b.example' }],
  ];
  for (const [what, fields] of wrong) {
    it(`refuses ${what}`, () => assert.equal(parseCancelRequest({ ...request, ...fields }).ok, false));
  }
});

describe('parseCancellation', () => {
  it('drops unknown fields at every level (E11)', () => {
    const lineItem = { id: 'dune', quantity: 1, customer: 'Ada' };
    const result = parseCancellation({
      id: 'c1',
      type: 'cancel-items',
      status: 'pending',
      lineItems: [lineItem],
      customer: { name: 'Ada' },
    });
    assert.ok(result.ok);
    assert.deepEqual(result.data, {
      id: 'c1',
      type: 'cancel-items',
      status: 'pending',
      lineItems: [{ id: 'dune', quantity: 1 }],
    });
  });

  it('drops invalid fields', () => {
    const result = parseCancellation({
      id: 'c1',
      status: 'pending',
      type: 'cancel-items',
      refund: { amount: 'x' },
      answerBy: '2026-11-23T16:40:00Z',
    });
    assert.ok(result.ok);
    assert.deepEqual(result.data, {
      id: 'c1',
      status: 'pending',
      type: 'cancel-items',
      lineItems: [],
      answerBy: '2026-11-23T16:40:00Z',
    });
    assert.deepEqual(
      result.warnings.map(({ path }) => path),
      ['refund.amount', 'refund.currency'],
    );
  });

  it('refuses an unlisted status [S20]', () => {
    for (const value of ['', '<html>', {}, { id: 'c1', type: 'x' }, { id: 'c1', type: 'x', status: 'maybe' }, null]) {
      assert.equal(parseCancellation(value).ok, false);
    }
  });
});

describe('parseProblem', () => {
  it('keeps the code, including an unlisted one', () => {
    const result = parseProblem({
      type: 'about:blank',
      status: 409,
      code: 'out-of-paper',
      detail: 'x',
      retryAfterMs: 1000,
    });
    assert.ok(result.ok);
    assert.deepEqual([result.data.code, result.data.status, result.data.retryAfterMs], ['out-of-paper', 409, 1000]);
  });

  it('drops invalid fields', () => {
    const result = parseProblem({ status: '409', code: 'already-shipped', retryAfterMs: -5 });
    assert.ok(result.ok);
    assert.deepEqual(result.data, { code: 'already-shipped' });
  });

  it('refuses a value that is no object', () => assert.equal(parseProblem('<html>').ok, false));
});

describe('parseStreamMessage', () => {
  const order = {
    id: 'o1',
    version: 42,
    number: '1',
    placedAt: '2026-11-14T09:12:00Z',
    updatedAt: '2026-11-14T09:12:00Z',
    currency: 'EUR',
  };
  const message = { epoch: 'k3', version: 42, serverTime: '2026-11-23T11:00:00Z', order };

  it('order: returns the order with epoch and version', () => {
    const result = parseStreamMessage('order', message);
    assert.ok(result.ok && result.data.kind === 'order');
    assert.deepEqual([result.data.epoch, result.data.version, result.data.order.id], ['k3', 42, 'o1']);
    assert.deepEqual(result.warnings, []);
  });

  it('order: has warnings with paths within the message', () => {
    const result = parseStreamMessage('order', { ...message, order: { ...order, total: 7 } });
    assert.ok(result.ok);
    assert.deepEqual(
      result.warnings.map(({ path }) => path),
      ['order.total'],
    );
    const refused = parseStreamMessage('order', { ...message, order: {} });
    assert.ok(!refused.ok);
    assert.deepEqual(
      refused.issues.map(({ path }) => path),
      ['order.id', 'order.version'],
    );
  });

  const refused: [what: string, value: unknown][] = [
    ['without an epoch', { ...message, epoch: undefined }],
    ['with a version as a string [D18]', { ...message, version: '42' }],
    ['with another version than its order', { ...message, version: 43 }],
    ['without an order', { ...message, order: undefined }],
    ['nothing', undefined],
  ];
  for (const [what, value] of refused) {
    it(`order: refuses ${what}`, () => assert.equal(parseStreamMessage('order', value).ok, false));
  }

  it('heartbeat: returns the clock and the version', () => {
    const result = parseStreamMessage('heartbeat', { serverTime: '2026-11-23T11:00:00Z', version: 42 });
    assert.ok(result.ok);
    assert.deepEqual(result.data, { kind: 'heartbeat', serverTime: '2026-11-23T11:00:00Z', version: 42 });
  });

  for (const name of ['gone', 'end', 'auth'] as const) {
    it(`${name}: accepts missing data`, () => {
      const result = parseStreamMessage(name, undefined);
      assert.deepEqual(result, { ok: true, data: { kind: name }, warnings: [] });
    });
  }

  it('an unlisted name gives unknown [D03]', () => {
    for (const name of ['message', 'poke', 'constructor', '']) {
      assert.deepEqual(parseStreamMessage(name, { a: 1 }), { ok: true, data: { kind: 'unknown' }, warnings: [] });
    }
  });

  it('never throws, for any name and JSON', () => {
    const names = fc.constantFrom('order', 'heartbeat', 'gone', 'end', 'auth', 'x');
    fc.assert(
      fc.property(names, fc.jsonValue(), (name, value) =>
        assert.equal(typeof parseStreamMessage(name, value).ok, 'boolean'),
      ),
    );
  });
});
