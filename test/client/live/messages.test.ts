import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Parsed } from '../../../src/contract/parse.ts';
import { readMessages, readSnapshot, splitId } from '../../../src/client/live/messages.ts';
import fc from '../../support/fast-check.ts';
import type { Thing } from './drive.ts';

const parse = (value: unknown): Parsed<Thing> => {
  const { id, version } = value as Thing;
  return typeof id === 'string' && typeof version === 'number'
    ? { ok: true, data: { id, version } }
    : { ok: false, issues: [{ path: 'id', message: 'expected string' }] };
};

const event = (name: string, id: string | undefined, data: unknown) => ({ name, id, data: JSON.stringify(data) });

describe('snapshots', () => {
  for (const body of ['{}', 'null', '[]', '"x"', '42', '', '<!doctype html>', '{"id":"o1"']) {
    it(`D01: ${body || 'nothing'} is bad data`, () => assert.equal(readSnapshot(body, parse).ok, false));
  }

  it('is read plain or in its envelope', () => {
    const order = { id: 'o1', version: 42 };
    const serverTime = '2026-11-23T12:00:00Z';
    const expected = { snapshot: order, warnings: [], epoch: 'k3', serverTime: Date.parse(serverTime) };
    for (const sent of [{ ...order, epoch: 'k3', serverTime }, { epoch: 'k3', version: 42, serverTime, order }]) {
      assert.deepEqual(readSnapshot(JSON.stringify(sent), parse), { ok: true, data: expected });
    }
    assert.deepEqual(readSnapshot(JSON.stringify(order), parse), {
      ok: true,
      data: { snapshot: order, warnings: [], epoch: undefined, serverTime: undefined },
    });
  });

  for (const version of [2 ** 53, 1.5, -1, Infinity]) {
    it(`D18: version ${version} is bad data`, () => {
      const thing = { id: 'o1', version };
      const parsed = readSnapshot(JSON.stringify(thing), () => ({ ok: true, data: thing }));
      assert.equal(parsed.ok, false);
    });
  }

  it('D18: an envelope that disagrees with its order is bad data', () => {
    for (const version of [41, '42', null]) {
      assert.equal(readSnapshot(JSON.stringify({ version, order: { id: 'o1', version: 42 } }), parse).ok, false);
    }
  });
});

describe('messages', () => {
  it('reads what the contract names, and tolerates what it does not', () => {
    const messages = readMessages(
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

  it('D18: a heartbeat with a version that is no whole number is bad data', () => {
    for (const version of ['42', 2 ** 53, -1, null]) {
      assert.equal(readMessages([event('heartbeat', undefined, { version })], parse)[0]?.kind, 'bad');
    }
  });

  it('parses of a burst only what nothing newer overtakes, in each epoch', () => {
    const sent = (id: string) => event('order', id, { order: { id: 'o1', version: Number(id.slice(3)) } });
    const kinds = readMessages([sent('k3.42'), sent('k3.44'), sent('k3.43'), sent('k4.1')], parse);
    assert.deepEqual(kinds.map(({ id }) => id), ['k3.44', 'k4.1']);
  });

  it('never throws', () => {
    const anyEvent = fc.record({
      name: fc.constantFrom('order', 'heartbeat', 'gone', 'x'),
      id: fc.option(fc.string(), { nil: undefined }),
      data: fc.oneof(fc.string(), fc.json()),
    });
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        readMessages(events, () => ({ ok: false, issues: [] }));
      }),
    );
  });
});

describe('ids', () => {
  it('have an epoch and a version, or say nothing', () => {
    assert.deepEqual(splitId('k3.42'), { epoch: 'k3', version: 42 });
    assert.deepEqual(splitId('a.b.0'), { epoch: 'a.b', version: 0 });
    const tooLong = [`k3.${'9'.repeat(16)}`, `${'k'.repeat(65)}.1`];
    for (const id of [undefined, '', '42', 'k3.', '.42', 'k3.-1', 'k3.4.x', ...tooLong]) {
      assert.equal(splitId(id), undefined);
    }
  });
});
