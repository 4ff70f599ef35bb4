import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { createScanRecorder } from '../../../src/server/webhooks/scan-recorder.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { receiveWebhook } from '../../../src/server/webhooks/receive-webhook.ts';
import { hasSameBytes, createSignatureHeaders } from '../../../src/server/webhooks/signature.ts';
import type { IncomingScan, WebhookSource } from '../../../src/server/webhooks/webhook-source.ts';
import { minutes, openJobs, upsert, startTime } from '../jobs/jobs-harness.ts';
import { newSecret, secret } from './receiver.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const scene = await openJobs();
  closing.push(scene.close);
  await upsert(scene.store, { id: 'o-1' }, startTime);
  await upsert(scene.store, { id: 'o-2' }, startTime);
  return scene;
}

/** A carrier whose payload is a list of incoming scans. */
const carrier: WebhookSource = {
  secrets: [secret],
  parse: (payload) => {
    if (!Array.isArray(payload)) throw new TypeError(`cannot read ${String(payload)}`);
    return payload as IncomingScan[];
  },
};
const scanOf = (orderId: string, id: string, kind = 'packed'): IncomingScan => ({
  orderId,
  scan: { id, kind, shipmentId: 'a' },
});
const warnings: string[] = [];
const record = createScanRecorder({
  rules: {},
  rawData: 'reject',
  now: () => startTime,
  onWarning: (warning, orderId) => warnings.push(`${orderId}: ${warning}`),
});

type Sent = {
  id?: string;
  at?: number;
  secrets?: readonly string[];
  headers?: Record<string, string>;
  source?: WebhookSource;
  onError?: (error: unknown) => void;
};

function receive(
  store: Store,
  payload: unknown,
  { id = 'w-1', at = startTime, secrets = [secret], headers, source = carrier, onError = () => {} }: Sent = {},
) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const request = {
    headers: new Headers(headers ?? createSignatureHeaders(id, at, body, secrets)),
    body: new TextEncoder().encode(body),
  };
  return receiveWebhook('carrier', source, request, { store, recordScan: record, now: () => startTime, onError });
}

const eventIds = async (store: Store, orderId: string) => (await store.getOrder(orderId))?.events.map(({ id }) => id);

describe('an incoming webhook', () => {
  it('records all scans of all orders', async () => {
    const { store } = await open();
    const outcome = await receive(store, [
      scanOf('o-1', 's-1'),
      scanOf('o-2', 's-2'),
      scanOf('o-1', 's-3', 'accepted'),
    ]);
    assert.deepEqual(outcome, { status: 200, received: { recorded: 3, repeated: 0, unmatchedScans: [] } });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1', 's-3']);
    assert.deepEqual(await eventIds(store, 'o-2'), ['s-2']);
  });

  it('changes nothing when it is repeated, whatever its body', async () => {
    const { store } = await open();
    await receive(store, [scanOf('o-1', 's-1')]);
    const version = await store.getOrderVersion('o-1');
    const outcome = await receive(store, [scanOf('o-1', 's-2', 'accepted')]);
    assert.deepEqual(outcome, { status: 200, received: { recorded: 0, repeated: 1, unmatchedScans: [] } });
    assert.equal(await store.getOrderVersion('o-1'), version);
    // Another webhook with a recorded scan changes nothing either.
    await receive(store, [scanOf('o-1', 's-1')], { id: 'w-2' });
    assert.equal(await store.getOrderVersion('o-1'), version);
  });

  it('is recorded once if it arrives several times at once', async () => {
    const { store } = await open();
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(store, [scanOf('o-1', 's-1')])));
    const recorded = answers.map((outcome) => ('received' in outcome ? outcome.received.recorded : -1));
    assert.equal(
      recorded.reduce((sum, count) => sum + count, 0),
      1,
    );
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('is completed by the second attempt if the first failed between two orders', async () => {
    const { store } = await open();
    const broken: Store = {
      ...store,
      withLockedOrder: (orderId, work) =>
        orderId === 'o-2' ? Promise.reject(new Error('the database is gone')) : store.withLockedOrder(orderId, work),
    };
    const payload = [scanOf('o-1', 's-1'), scanOf('o-2', 's-2')];
    await assert.rejects(receive(broken, payload), /the database is gone/);
    const outcome = await receive(store, payload);
    assert.deepEqual(outcome, { status: 200, received: { recorded: 1, repeated: 1, unmatchedScans: [] } });
    assert.deepEqual(await eventIds(store, 'o-2'), ['s-2']);
  });

  it('is refused if forged, changed, too old or unsigned', async () => {
    const { store } = await open();
    const payload = [scanOf('o-1', 's-1')];
    const signed = createSignatureHeaders('w-1', startTime, JSON.stringify(payload), [secret]);
    for (const sent of [
      { secrets: [newSecret] },
      { at: startTime - minutes(6) },
      { at: startTime + minutes(6) },
      { headers: {} },
      { headers: { ...signed, 'webhook-id': 'w-2' } },
      { headers: { ...signed, 'webhook-signature': '' } },
    ]) {
      assert.equal((await receive(store, payload, sent)).status, 401);
    }
    assert.equal((await receive(store, [scanOf('o-1', 's-2')], { headers: signed })).status, 401);
    assert.deepEqual(await eventIds(store, 'o-1'), []);
    assert.deepEqual(await store.listUnmatchedScans({ limit: 10 }), []);
  });

  it('reveals nothing about a payload that the adapter rejects', async () => {
    const { store } = await open();
    for (const payload of ['{"customer":"Eve"', { customer: 'Eve' }, '']) {
      assert.deepEqual(await receive(store, payload), { status: 422, problem: 'the payload cannot be read' });
    }
    const many = Array.from({ length: 1001 }, (_, index) => scanOf('o-1', `s-${index}`));
    assert.equal((await receive(store, many)).status, 422);
  });

  it('reports adapter errors and invalid results to `onError`, not to the sender', async () => {
    const { store } = await open();
    const errors: unknown[] = [];
    const payloads: unknown[] = [
      'none',
      [null],
      [{ scan: {} }],
      [{ orderId: 7, scan: {} }],
      [{ orderId: 'a\u0000', scan: {} }],
      [{ orderId: '', scan: {} }],
    ];
    for (const [index, payload] of payloads.entries()) {
      const outcome = await receive(store, payload, { id: `w-${index}`, onError: (error) => errors.push(error) });
      assert.deepEqual(outcome, { status: 422, problem: 'the payload cannot be read' });
      assert.equal(errors.length, index + 1);
    }
    assert.deepEqual(await store.listUnmatchedScans({ limit: 10 }), []);
  });

  it('stores scans with unstorable characters as unmatched, and records the others', async () => {
    const { store } = await open();
    const outcome = await receive(store, [scanOf('o-1', 's\ud800'), scanOf('o-1', 's\u0000'), scanOf('o-1', 's-1')]);
    assert.deepEqual(outcome, {
      status: 200,
      received: {
        recorded: 1,
        repeated: 0,
        unmatchedScans: ['o-1', 'o-1'].map((orderId) => ({ orderId, reason: 'validation' })),
      },
    });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('reports recorded inconsistencies to `onWarning`', async () => {
    const { store } = await open();
    warnings.length = 0;
    await receive(store, [scanOf('o-1', 's-1', 'delivered')]);
    assert.match(warnings.join(), /^o-1: validation: There is no parcel a/);
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('B6: records a scan whose time cannot be read with the time of the receipt, and a warning', async () => {
    const { store } = await open();
    warnings.length = 0;
    const times: unknown[] = [null, '', '24.11.2026', 7];
    const scans = times.map((at, index) => ({ orderId: 'o-1', scan: { id: `s-${index}`, kind: 'accepted', at } }));
    const outcome = await receive(store, [scanOf('o-1', 's'), ...scans]);
    assert.deepEqual(outcome, { status: 200, received: { recorded: 5, repeated: 0, unmatchedScans: [] } });
    const order = await store.getOrder('o-1');
    assert.equal(order?.shipments[0]?.status, 'accepted');
    assert.deepEqual(new Set(order?.events.map(({ at }) => at)), new Set([new Date(startTime).toISOString()]));
    const late = 'o-1: validation: at: not a time: the time of the receipt counts';
    assert.deepEqual(warnings, [late, late]);
  });

  it('B6: records a scan without another time that cannot be read, and a warning', async () => {
    const { store } = await open();
    warnings.length = 0;
    const shipment = { pickup: { until: 'Friday', code: '7' } };
    const scan = { id: 's', kind: 'ready_for_pickup', at: '2026-11-22 18:00:00+0100', shipment };
    const outcome = await receive(store, [scanOf('o-1', 's-1'), { orderId: 'o-1', scan }]);
    assert.deepEqual(outcome, { status: 200, received: { recorded: 2, repeated: 0, unmatchedScans: [] } });
    const order = await store.getOrder('o-1');
    assert.equal(order?.events.at(-1)?.at, '2026-11-22T18:00:00+01:00');
    assert.deepEqual(order?.shipments[0]?.pickup, { code: '7' });
    assert.deepEqual(warnings, ['o-1: validation: shipment.pickup.until: not a time: it is left out']);
  });

  it('is verified by its exact bytes', async () => {
    const { store } = await open();
    const marked = '\uFEFF[]';
    const headers = createSignatureHeaders('w-1', startTime, marked, [secret]);
    assert.equal((await receive(store, marked, { headers })).status, 422, 'signed, and no JSON');
    assert.equal((await receive(store, '[]', { headers })).status, 401);
  });

  it('may contain no scans', async () => {
    const { store } = await open();
    assert.deepEqual(await receive(store, []), {
      status: 200,
      received: { recorded: 0, repeated: 0, unmatchedScans: [] },
    });
  });
});

describe('a scan that cannot be recorded', () => {
  it('does not block the others, and is stored as unmatched', async () => {
    const { store } = await open();
    const outcome = await receive(store, [
      scanOf('o-1', 's-1'),
      { orderId: 'o-1', scan: { id: 's-2' } },
      scanOf('o-1', 's-3', 'accepted'),
    ]);
    assert.deepEqual(outcome, {
      status: 200,
      received: { recorded: 2, repeated: 0, unmatchedScans: [{ orderId: 'o-1', reason: 'validation' }] },
    });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1', 's-3']);
    const [unmatched] = await store.listUnmatchedScans({ limit: 10 });
    assert.deepEqual(unmatched?.scans, [{ id: 's-2' }]);
  });

  it('is recorded when its order exists', async () => {
    const { store, jobs } = await open();
    const payload = [scanOf('o-9', 's-1'), scanOf('o-9', 's-2', 'accepted')];
    const unmatchedScans = [1, 2].map(() => ({ orderId: 'o-9', reason: 'unknown-order' }));
    assert.deepEqual(await receive(store, payload), {
      status: 200,
      received: { recorded: 0, repeated: 0, unmatchedScans },
    });
    await receive(store, payload);
    assert.equal((await store.listUnmatchedScans({ limit: 10 })).length, 1);
    assert.equal((await jobs.runOnce()).unmatchedScans, 0);

    await upsert(store, { id: 'o-9' }, startTime);
    assert.equal((await jobs.runOnce()).unmatchedScans, 1);
    assert.deepEqual(await eventIds(store, 'o-9'), ['s-1', 's-2']);
    assert.deepEqual(await store.listUnmatchedScans({ limit: 10 }), []);
    const outcome = await receive(store, payload);
    assert.deepEqual('received' in outcome && outcome.received, { recorded: 0, repeated: 2, unmatchedScans: [] });
  });

  it('is retried at most once, and stored with the reason', async () => {
    const { store, jobs } = await open();
    await receive(store, [{ orderId: 'o-9', scan: { id: 's-1' } }, scanOf('o-9', 's-2')]);
    await upsert(store, { id: 'o-9' }, startTime);
    assert.equal((await jobs.runOnce()).unmatchedScans, 1);
    assert.equal((await jobs.runOnce()).unmatchedScans, 0);
    assert.deepEqual(
      (await store.listUnmatchedScans({ limit: 10 })).map(({ reason, scans }) => ({ reason, scans })),
      [{ reason: 'validation', scans: [{ id: 's-1' }] }],
    );
  });
});

describe('a source with its own signature', () => {
  const key = 'a secret of that carrier';
  const sign = (body: Uint8Array | string): string => createHmac('sha256', key).update(body).digest('hex');
  const own: WebhookSource = {
    parse: carrier.parse,
    verify: ({ headers, body }) => hasSameBytes(headers.get('x-signature') ?? '', sign(body)),
  };

  it('is accepted if verified, and the same body is the same message', async () => {
    const { store } = await open();
    const payload = [scanOf('o-1', 's-1')];
    const headers = { 'x-signature': sign(JSON.stringify(payload)) };
    const first = await receive(store, payload, { source: own, headers });
    assert.deepEqual('received' in first && first.received.recorded, 1);
    const second = await receive(store, payload, { source: own, headers });
    assert.deepEqual('received' in second && second.received.repeated, 1);
    assert.equal((await receive(store, [scanOf('o-1', 's-2')], { source: own, headers })).status, 401);
    assert.equal((await receive(store, payload, { source: own, headers: {} })).status, 401);
  });

  it('may return the id of a message', async () => {
    const { store } = await open();
    const source: WebhookSource = {
      parse: carrier.parse,
      verify: async ({ headers }) => ({ id: headers.get('x-id') ?? '' }),
    };
    await receive(store, [scanOf('o-1', 's-1')], { source, headers: { 'x-id': '7' } });
    const outcome = await receive(store, [scanOf('o-1', 's-2')], { source, headers: { 'x-id': '7' } });
    assert.deepEqual('received' in outcome && outcome.received.repeated, 1);
  });
});
