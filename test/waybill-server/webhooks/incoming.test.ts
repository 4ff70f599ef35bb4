import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { recordScans } from '../../../src/server/intake/record-scans.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { receiveWebhook } from '../../../src/server/webhooks/incoming.ts';
import { isSame, signatureHeaders } from '../../../src/server/webhooks/signature.ts';
import type { Incoming, Source } from '../../../src/server/webhooks/source.ts';
import { minutes, openScene, place, start } from '../work/scene.ts';
import { newSecret, secret } from './receiver.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const scene = await openScene();
  closing.push(scene.close);
  await place(scene.store, { id: 'o-1' }, start);
  await place(scene.store, { id: 'o-2' }, start);
  return scene;
}

/** A carrier whose payload is a list of what Waybill takes. */
const carrier: Source = {
  secrets: [secret],
  read: (payload) => {
    if (!Array.isArray(payload)) throw new TypeError(`cannot read ${String(payload)}`);
    return payload as Incoming[];
  },
};
const scanOf = (orderId: string, id: string, kind = 'packed'): Incoming => ({ orderId, scan: { id, kind, shipmentId: 'a' } });
const warnings: string[] = [];
const record = recordScans({ rules: {}, raw: 'refused', now: () => start, onWarning: (warning, orderId) => warnings.push(`${orderId}: ${warning}`) });

type Sent = { id?: string; at?: number; secrets?: readonly string[]; headers?: Record<string, string>; source?: Source; onError?: (error: unknown) => void };

function receive(store: Store, payload: unknown, { id = 'w-1', at = start, secrets = [secret], headers, source = carrier, onError = () => {} }: Sent = {}) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const request = { headers: new Headers(headers ?? signatureHeaders(id, at, body, secrets)), body: new TextEncoder().encode(body) };
  return receiveWebhook('carrier', source, request, { store, record, now: () => start, onError });
}

const eventIds = async (store: Store, orderId: string) => (await store.order(orderId))?.events.map(({ id }) => id);

describe('an incoming webhook', () => {
  it('is recorded, all scans of all its orders', async () => {
    const { store } = await open();
    const answer = await receive(store, [scanOf('o-1', 's-1'), scanOf('o-2', 's-2'), scanOf('o-1', 's-3', 'accepted')]);
    assert.deepEqual(answer, { status: 200, received: { recorded: 3, repeated: 0, strays: [] } });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1', 's-3']);
    assert.deepEqual(await eventIds(store, 'o-2'), ['s-2']);
  });

  it('changes nothing when it comes again, whatever it says then', async () => {
    const { store } = await open();
    await receive(store, [scanOf('o-1', 's-1')]);
    const version = await store.version('o-1');
    const answer = await receive(store, [scanOf('o-1', 's-2', 'accepted')]);
    assert.deepEqual(answer, { status: 200, received: { recorded: 0, repeated: 1, strays: [] } });
    assert.equal(await store.version('o-1'), version);
    // Another webhook with a scan that is known: nothing new either.
    await receive(store, [scanOf('o-1', 's-1')], { id: 'w-2' });
    assert.equal(await store.version('o-1'), version);
  });

  it('is once, however often it comes at the same time', async () => {
    const { store } = await open();
    const answers = await Promise.all(Array.from({ length: 10 }, () => receive(store, [scanOf('o-1', 's-1')])));
    const recorded = answers.map((answer) => ('received' in answer ? answer.received.recorded : -1));
    assert.equal(recorded.reduce((sum, count) => sum + count, 0), 1);
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('is recorded by the second attempt where the first broke off between two orders', async () => {
    const { store } = await open();
    const broken: Store = {
      ...store,
      locked: (orderId, work) => (orderId === 'o-2' ? Promise.reject(new Error('the database is gone')) : store.locked(orderId, work)),
    };
    const payload = [scanOf('o-1', 's-1'), scanOf('o-2', 's-2')];
    await assert.rejects(receive(broken, payload), /the database is gone/);
    const answer = await receive(store, payload);
    assert.deepEqual(answer, { status: 200, received: { recorded: 1, repeated: 1, strays: [] } });
    assert.deepEqual(await eventIds(store, 'o-2'), ['s-2']);
  });

  it('is refused when forged, changed, too old or not signed at all', async () => {
    const { store } = await open();
    const payload = [scanOf('o-1', 's-1')];
    const signed = signatureHeaders('w-1', start, JSON.stringify(payload), [secret]);
    for (const sent of [
      { secrets: [newSecret] },
      { at: start - minutes(6) },
      { at: start + minutes(6) },
      { headers: {} },
      { headers: { ...signed, 'webhook-id': 'w-2' } },
      { headers: { ...signed, 'webhook-signature': '' } },
    ]) {
      assert.equal((await receive(store, payload, sent)).status, 401);
    }
    assert.equal((await receive(store, [scanOf('o-1', 's-2')], { headers: signed })).status, 401);
    assert.deepEqual(await eventIds(store, 'o-1'), []);
    assert.deepEqual(await store.strays({ most: 10 }), []);
  });

  it('tells nothing of a payload that its adapter cannot read', async () => {
    const { store } = await open();
    for (const payload of ['{"customer":"Eve"', { customer: 'Eve' }, '']) {
      assert.deepEqual(await receive(store, payload), { status: 422, problem: 'the payload cannot be read' });
    }
    const many = Array.from({ length: 1001 }, (_, index) => scanOf('o-1', `s-${index}`));
    assert.equal((await receive(store, many)).status, 422);
  });

  it('tells the shop, not the sender, what an adapter threw, or gave that is no scan of an order', async () => {
    const { store } = await open();
    const errors: unknown[] = [];
    const given: unknown[] = ['none', [null], [{ scan: {} }], [{ orderId: 7, scan: {} }], [{ orderId: 'a\u0000', scan: {} }], [{ orderId: '', scan: {} }]];
    for (const [index, payload] of given.entries()) {
      const answer = await receive(store, payload, { id: `w-${index}`, onError: (error) => errors.push(error) });
      assert.deepEqual(answer, { status: 422, problem: 'the payload cannot be read' });
      assert.equal(errors.length, index + 1);
    }
    assert.deepEqual(await store.strays({ most: 10 }), []);
  });

  it('keeps what cannot be written as text with the strays, beside what can', async () => {
    const { store } = await open();
    const answer = await receive(store, [scanOf('o-1', 's\ud800'), scanOf('o-1', 's\u0000'), scanOf('o-1', 's-1')]);
    assert.deepEqual(answer, { status: 200, received: { recorded: 1, repeated: 0, strays: ['o-1', 'o-1'].map((orderId) => ({ orderId, reason: 'validation' })) } });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('tells the shop of what is odd and recorded all the same', async () => {
    const { store } = await open();
    warnings.length = 0;
    await receive(store, [scanOf('o-1', 's-1', 'delivered')]);
    assert.match(warnings.join(), /^o-1: validation: There is no parcel a/);
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1']);
  });

  it('is verified byte by byte', async () => {
    const { store } = await open();
    const marked = '\uFEFF[]';
    const headers = signatureHeaders('w-1', start, marked, [secret]);
    assert.equal((await receive(store, marked, { headers })).status, 422, 'signed, and no JSON');
    assert.equal((await receive(store, '[]', { headers })).status, 401);
  });

  it('may say nothing of interest', async () => {
    const { store } = await open();
    assert.deepEqual(await receive(store, []), { status: 200, received: { recorded: 0, repeated: 0, strays: [] } });
  });
});

describe('a scan that cannot be recorded', () => {
  it('keeps none of the others from it, and is kept for the shop to see', async () => {
    const { store } = await open();
    const answer = await receive(store, [scanOf('o-1', 's-1'), { orderId: 'o-1', scan: { id: 's-2' } }, scanOf('o-1', 's-3', 'accepted')]);
    assert.deepEqual(answer, {
      status: 200,
      received: { recorded: 2, repeated: 0, strays: [{ orderId: 'o-1', reason: 'validation' }] },
    });
    assert.deepEqual(await eventIds(store, 'o-1'), ['s-1', 's-3']);
    const [stray] = await store.strays({ most: 10 });
    assert.deepEqual(stray?.scans, [{ id: 's-2' }]);
  });

  it('is recorded once its order is known', async () => {
    const { store, work } = await open();
    const payload = [scanOf('o-9', 's-1'), scanOf('o-9', 's-2', 'accepted')];
    const strays = [1, 2].map(() => ({ orderId: 'o-9', reason: 'unknown-order' }));
    assert.deepEqual(await receive(store, payload), { status: 200, received: { recorded: 0, repeated: 0, strays } });
    await receive(store, payload);
    assert.equal((await store.strays({ most: 10 })).length, 1);
    assert.equal((await work.runOnce()).strays, 0);

    await place(store, { id: 'o-9' }, start);
    assert.equal((await work.runOnce()).strays, 1);
    assert.deepEqual(await eventIds(store, 'o-9'), ['s-1', 's-2']);
    assert.deepEqual(await store.strays({ most: 10 }), []);
    const answer = await receive(store, payload);
    assert.deepEqual('received' in answer && answer.received, { recorded: 0, repeated: 2, strays: [] });
  });

  it('is tried once more at most, and kept with the reason', async () => {
    const { store, work } = await open();
    await receive(store, [{ orderId: 'o-9', scan: { id: 's-1' } }, scanOf('o-9', 's-2')]);
    await place(store, { id: 'o-9' }, start);
    assert.equal((await work.runOnce()).strays, 1);
    assert.equal((await work.runOnce()).strays, 0);
    assert.deepEqual(
      (await store.strays({ most: 10 })).map(({ reason, scans }) => ({ reason, scans })),
      [{ reason: 'validation', scans: [{ id: 's-1' }] }],
    );
  });
});

describe('a source with a way of its own to sign', () => {
  const key = 'a secret of that carrier';
  const sign = (body: Uint8Array | string): string => createHmac('sha256', key).update(body).digest('hex');
  const own: Source = {
    read: carrier.read,
    verify: ({ headers, body }) => isSame(headers.get('x-signature') ?? '', sign(body)),
  };

  it('is believed where it signed, and the same body is the same message', async () => {
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

  it('may name its messages', async () => {
    const { store } = await open();
    const source: Source = { read: carrier.read, verify: async ({ headers }) => ({ id: headers.get('x-id') ?? '' }) };
    await receive(store, [scanOf('o-1', 's-1')], { source, headers: { 'x-id': '7' } });
    const answer = await receive(store, [scanOf('o-1', 's-2')], { source, headers: { 'x-id': '7' } });
    assert.deepEqual('received' in answer && answer.received.repeated, 1);
  });
});
