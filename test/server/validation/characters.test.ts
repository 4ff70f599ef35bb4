import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateCharacters } from '../../../src/server/validation/json-value.ts';
import { parseCancelRequestStrictly } from '../../../src/server/validation/request-bodies.ts';
import { HandlerHarness, readJson, formatProblem, snapshot } from '../http/handler-harness.ts';
import { openFreshStore, describeEachStore } from '../store/describe-each-store.ts';

describe('characters', () => {
  it('that databases cannot store are found anywhere', () => {
    for (const value of ['a\u0000', '\ud800', 'x\udfff', { a: [{ b: '\\\u0000' }] }, { '\ud83d': 1 }, '\ude00\ud83d']) {
      assert.equal(validateCharacters(value).length, 1, JSON.stringify(value));
    }
  });

  it('that only look like them are accepted', () => {
    for (const value of ['\\u0000', '\\\\ud800', '😀', { 'é\n': ['\u0001'] }, null, undefined, 'u0000']) {
      assert.deepEqual(validateCharacters(value), [], JSON.stringify(value));
    }
  });
});

describe('a customer’s request', () => {
  it('has no unknown field at any level', () => {
    const request = {
      type: 'cancel-items',
      lineItems: [{ id: 'a', quantity: 1 }],
      version: 1,
      reason: { code: 'changed-mind' },
    };
    assert.deepEqual(parseCancelRequestStrictly(request), { ok: true, data: request });
    const paths = [
      { ...request, email: 'a@b.example' },
      { ...request, lineItems: [{ id: 'a', quantity: 1, giftFor: 'Ada' }] },
      { ...request, reason: { code: 'changed-mind', phone: '030' } },
    ].map((body) => {
      const read = parseCancelRequestStrictly(body);
      return read.ok ? [] : read.issues.map(({ path }) => path);
    });
    assert.deepEqual(paths, [['email'], ['lineItems.0.giftFor'], ['reason.phone']]);
  });
});

describeEachStore((kind) => {
  it('that cannot be serialized is refused without throwing', async (t) => {
    const harness = new HandlerHarness(await openFreshStore(kind, t), { rawData: 'store' });
    await harness.putOrder();
    for (const body of [
      { id: 'a\u0000b', kind: 'note' },
      { id: '\ud800', kind: 'note' },
      { id: 'e1', kind: 'accepted', shipmentId: '\udbff', shipment: {} },
    ]) {
      assert.equal(
        await formatProblem(await harness.requestAsShop('POST', '/orders/o1/events', body)),
        '400 validation',
      );
    }
    const text = JSON.stringify({ id: 'e1', kind: 'note', raw: 'RAW' }).replace(
      '"RAW"',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    );
    assert.equal(await formatProblem(await harness.requestAsShop('POST', '/orders/o1/events', text)), '400 validation');
    const promises = [{ ...snapshot.promises[0], id: 'p\u0000' }];
    assert.equal(
      await formatProblem(await harness.requestAsShop('PUT', '/orders/o1', { ...snapshot, promises })),
      '400 validation',
    );
    assert.equal((await readJson(await harness.requestAsShop('GET', '/orders/o1')))['version'], 1);
    assert.deepEqual(harness.errors, []);
  });
});
