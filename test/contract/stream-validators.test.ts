import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validateGoneData, validateHeartbeatData } from '../../src/contract/generated/order-validators.ts';
import { parseLeniently } from '../../src/contract/lenient-parse.ts';

describe('stream validators', () => {
  it('drop a broken optional field and keep the event', () => {
    const heartbeat = parseLeniently(validateHeartbeatData, { serverTime: 'noon', epoch: 7, version: 3 });
    assert.deepEqual(heartbeat.ok && heartbeat.data, { version: 3 });
    const gone = parseLeniently(validateGoneData, { retryAfterMs: 'soon' });
    assert.deepEqual(gone.ok && gone.data, {});
  });
});
