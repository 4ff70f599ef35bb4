import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { parseMessages } from '../../../src/client/order-stream/message-parser.ts';
import { parseJson } from '../../../src/client/http/json.ts';
import { parseOrderEnvelope, type ParseOrder } from '../../../src/client/http/order-envelope.ts';
import type { Order } from '../../../src/contract/order.ts';
import fc from '../../support/fast-check.ts';
import { createTestOrder } from '../support/test-order.ts';

const parse: ParseOrder = (value) => {
  const { id, version } = value as Partial<Order>;
  return typeof id === 'string' && typeof version === 'number'
    ? { ok: true, data: createTestOrder(version, id), warnings: [] }
    : { ok: false, issues: [{ path: 'id', message: 'expected string' }] };
};

const event = (name: string, id: string | undefined, data: unknown) => ({ name, id, data: JSON.stringify(data) });

describe('parseOrderEnvelope', () => {
  for (const body of ['{}', 'null', '[]', '"x"', '42', '', '<!doctype html>', '{"id":"o1"']) {
    it(`${body || 'nothing'} is invalid [D01]`, () =>
      assert.equal(parseOrderEnvelope(parseJson(body), parse).ok, false));
  }

  it('parses a plain order and an envelope', () => {
    const order = { id: 'o1', version: 42 };
    const serverTime = '2026-11-23T12:00:00Z';
    const expected = { snapshot: order, warnings: [], epoch: 'k3', serverTime: Date.parse(serverTime) };
    for (const body of [
      { ...order, epoch: 'k3', serverTime },
      { epoch: 'k3', version: 42, serverTime, order },
    ]) {
      assert.deepEqual(parseOrderEnvelope(body, parse), { ok: true, data: expected });
    }
    assert.deepEqual(parseOrderEnvelope(order, parse), {
      ok: true,
      data: { snapshot: order, warnings: [], epoch: undefined, serverTime: undefined },
    });
  });

  for (const version of [2 ** 53, 1.5, -1, Infinity]) {
    it(`version ${version} is invalid [D18]`, () => {
      const order = createTestOrder(version);
      const parsed = parseOrderEnvelope(order, () => ({ ok: true, data: order, warnings: [] }));
      assert.equal(parsed.ok, false);
    });
  }

  it('an envelope with another version than its order is invalid [D18]', () => {
    for (const version of [41, '42', null]) {
      assert.equal(parseOrderEnvelope({ version, order: { id: 'o1', version: 42 } }, parse).ok, false);
    }
  });
});

describe('parseMessages', () => {
  it('parses the events of the contract, and marks others as unknown', () => {
    const messages = parseMessages(
      [
        event('order', 'k3.42', { epoch: 'k3', version: 42, order: { id: 'o1', version: 42 } }),
        event('heartbeat', undefined, { version: 42, serverTime: 'yesterday' }),
        event('teleported', 'k3.43', {}),
        event('gone', undefined, {}),
        event('auth', undefined, {}),
        event('end', undefined, {}),
      ],
      parse,
    );
    assert.deepEqual(
      messages.map(({ kind, id }) => [kind, id]),
      [
        ['snapshot', 'k3.42'],
        ['heartbeat', undefined],
        ['unknown', 'k3.43'],
        ['gone', undefined],
        ['auth', undefined],
        ['end', undefined],
      ],
    );
  });

  it('a heartbeat with a version that is not a whole number is invalid [D18]', () => {
    for (const version of ['42', 2 ** 53, -1, null]) {
      assert.equal(parseMessages([event('heartbeat', undefined, { version })], parse)[0]?.kind, 'invalid');
    }
  });

  it('parses only the newest snapshot of each epoch in a chunk', () => {
    const orderEvent = (id: string) => event('order', id, { order: { id: 'o1', version: Number(id.slice(3)) } });
    const messages = parseMessages(
      [orderEvent('k3.42'), orderEvent('k3.44'), orderEvent('k3.43'), orderEvent('k4.1')],
      parse,
    );
    assert.deepEqual(
      messages.map(({ id }) => id),
      ['k3.44', 'k4.1'],
    );
  });

  it('never throws', () => {
    const anyEvent = fc.record({
      name: fc.constantFrom('order', 'heartbeat', 'gone', 'x'),
      id: fc.option(fc.string(), { nil: undefined }),
      data: fc.oneof(fc.string(), fc.json()),
    });
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        parseMessages(events, () => ({ ok: false, issues: [] }));
      }),
    );
  });
});
