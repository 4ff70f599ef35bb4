import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findCharacterIssues } from '../../../src/server/intake/characters.ts';
import { readCancelRequest } from '../../../src/server/intake/cancel-request.ts';
import { Bench, json, refusal, snapshot } from '../handler/bench.ts';
import { freshStore, onEachStore } from '../store/stores.ts';

describe('characters', () => {
  it('that no database holds are found, wherever they stand', () => {
    for (const value of ['a\u0000', '\ud800', 'x\udfff', { a: [{ b: '\\\u0000' }] }, { '\ud83d': 1 }, '\ude00\ud83d']) {
      assert.equal(findCharacterIssues(value).length, 1, JSON.stringify(value));
    }
  });

  it('that only look like them are text', () => {
    for (const value of ['\\u0000', '\\\\ud800', '😀', { 'é\n': ['\u0001'] }, null, undefined, 'u0000']) {
      assert.deepEqual(findCharacterIssues(value), [], JSON.stringify(value));
    }
  });
});

describe('a customer’s request', () => {
  it('has no field that the contract does not name, however deep', () => {
    const request = { type: 'cancel-items', lineItems: [{ id: 'a', quantity: 1 }], version: 1, reason: { code: 'changed-mind' } };
    assert.deepEqual(readCancelRequest(request), { ok: true, data: request });
    const paths = [
      { ...request, email: 'a@b.example' },
      { ...request, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] },
      { ...request, reason: { code: 'changed-mind', phone: '030' } },
    ].map((body) => {
      const read = readCancelRequest(body);
      return read.ok ? [] : read.issues.map(({ path }) => path);
    });
    assert.deepEqual(paths, [['email'], ['lineItems.0.giftFor'], ['reason.phone']]);
  });
});

onEachStore((kind) => {
  it('what cannot be written is refused, not failed at', async (t) => {
    const bench = new Bench(await freshStore(kind, t), { raw: 'kept' });
    await bench.put();
    for (const body of [
      { id: 'a\u0000b', kind: 'note' },
      { id: '\ud800', kind: 'note' },
      { id: 'e1', kind: 'accepted', shipmentId: '\udbff', shipment: {} },
    ]) {
      assert.equal(await refusal(await bench.shop('POST', '/orders/o1/events', body)), '400 validation');
    }
    const text = JSON.stringify({ id: 'e1', kind: 'note', raw: 'RAW' }).replace('"RAW"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    assert.equal(await refusal(await bench.shop('POST', '/orders/o1/events', text)), '400 validation');
    const promises = [{ ...snapshot.promises[0], id: 'p\u0000' }];
    assert.equal(await refusal(await bench.shop('PUT', '/orders/o1', { ...snapshot, promises })), '400 validation');
    assert.equal((await json(await bench.shop('GET', '/orders/o1')))['version'], 1);
    assert.deepEqual(bench.errors, []);
  });
});
