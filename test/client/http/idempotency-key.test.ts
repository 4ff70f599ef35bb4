import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIdempotencyKey } from '../../../src/client/http/idempotency-key.ts';

describe('createIdempotencyKey', () => {
  it('returns a random UUID, with https and without', () => {
    const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const plain = { getRandomValues: crypto.getRandomValues.bind(crypto) };
    const keys = Array.from({ length: 200 }, (_, index) =>
      index % 2 ? createIdempotencyKey() : createIdempotencyKey(plain),
    );
    for (const key of keys) assert.match(key, uuid);
    assert.equal(new Set(keys).size, 200);
    const ordered = {
      getRandomValues: <T>(bytes: T): T =>
        (bytes as Uint8Array).forEach((_, index) => ((bytes as Uint8Array)[index] = index * 17)) ?? bytes,
    };
    assert.equal(createIdempotencyKey(ordered as Crypto), '00112233-4455-4677-8899-aabbccddeeff');
    assert.equal(createIdempotencyKey({ ...plain, randomUUID: () => 'a-b-c-d-e' }), 'a-b-c-d-e');
  });
});
