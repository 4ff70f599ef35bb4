import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';
import type { WebhookSubscriber } from '../../../src/server/webhooks/subscriber.ts';
import { respondWith, dropConnection, newSecret, respondOk, startReceiver, secret } from '../webhooks/receiver.ts';
import { waitFor } from '../../support/wait-for.ts';
import { hours, minutes, openJobs, seconds, startTime, saveMessage } from './jobs-harness.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(change: Partial<WebhookSubscriber> & { timeLimit?: number } = {}) {
  const { timeLimit = 10_000, ...web } = change;
  const receiver = await startReceiver();
  const subscriber: WebhookSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true, ...web };
  const scene = await openJobs({ subscribers: [subscriber], deliveryTimeoutMs: timeLimit });
  closing.push(receiver.close, scene.close);
  return { ...scene, receiver };
}

describe('messages', () => {
  it('reach each subscriber once, signed, in the sequence of each order', async () => {
    const other: WebhookMessage[] = [];
    const receiver = await startReceiver(respondOk, newSecret);
    const web: WebhookSubscriber = { name: 'shop', url: receiver.url, secrets: [newSecret, secret], allowHttp: true };
    const handle = async (message: WebhookMessage): Promise<void> => void other.push(message);
    const { store, jobs, close } = await openJobs({ subscribers: [web, { name: 'mail', handle }] });
    closing.push(receiver.close, close);
    for (let round = 0; round < 10; round += 1) {
      for (const order of ['o-1', 'o-2', 'o-3']) await saveMessage(store, order, startTime);
    }
    const { deliveries } = await jobs.runOnce();
    assert.deepEqual(deliveries, {
      shop: { delivered: 30, failed: 0, dead: 0 },
      mail: { delivered: 30, failed: 0, dead: 0 },
    });
    assert.equal(receiver.forged, 0);
    for (const order of ['o-1', 'o-2', 'o-3']) {
      const inOrder = Array.from({ length: 10 }, (_, index) => index + 1);
      const versions = receiver.got
        .filter(({ body }) => body.data.orderId === order)
        .map(({ body }) => body.data.version);
      assert.deepEqual(versions, inOrder);
      assert.deepEqual(
        other.filter(({ orderId }) => orderId === order).map(({ data }) => data['version']),
        inOrder,
      );
    }
    await jobs.runOnce();
    assert.equal(receiver.got.length, 30);
    assert.equal(other.length, 30);
  });

  it('are repeated with the same id and a new timestamp until they are accepted', async () => {
    const { store, jobs, receiver, clock } = await open();
    receiver.behave = (response, got, index) => (index < 2 ? respondWith(500) : respondOk)(response, got, index);
    const id = await saveMessage(store, 'o-1', startTime);
    await jobs.runOnce();
    clock.now += seconds(3);
    await jobs.runOnce();
    assert.equal(receiver.got.length, 1, 'not before the wait is over');
    clock.now += seconds(4);
    await jobs.runOnce();
    clock.now += minutes(7);
    await jobs.runOnce();
    assert.deepEqual(
      receiver.got.map((got) => got.id),
      [id, id, id],
    );
    assert.equal(new Set(receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size, 3);
    clock.now += hours(100);
    await jobs.runOnce();
    assert.equal(receiver.got.length, 3, 'not after it was acknowledged');
  });

  it('become dead letters after ten attempts, and can be replayed', async () => {
    const { store, jobs, receiver, clock, errors } = await open();
    receiver.behave = dropConnection;
    const id = await saveMessage(store, 'o-1', startTime);
    for (let day = 0; day < 20; day += 1) {
      await jobs.runOnce();
      clock.now += hours(30);
    }
    assert.equal(receiver.got.length, 10);
    const [letter] = await store.listDeadLetters(10);
    assert.equal(letter?.message.id, id);
    assert.equal(letter?.state, 'dead');
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, new RegExp(`messages to shop: .*${id} is a dead letter`));

    receiver.behave = respondOk;
    assert.equal(await store.replayDelivery(id, 'shop', new Date(clock.now).toISOString()), true);
    await jobs.runOnce();
    assert.deepEqual(
      receiver.got.map((got) => got.id),
      Array.from({ length: 11 }, () => id),
    );
    assert.deepEqual(await store.listDeadLetters(10), []);
  });

  it('become dead letters at once on 410', async () => {
    const { store, jobs, receiver } = await open();
    receiver.behave = respondWith(410);
    await saveMessage(store, 'o-1', startTime);
    await jobs.runOnce();
    assert.equal((await store.listDeadLetters(10))[0]?.lastError, 'gone (410)');
  });

  it('wait for a busy receiver until Retry-After has passed', async () => {
    const { store, jobs, receiver, clock } = await open();
    receiver.behave = respondWith(503, { 'retry-after': '120' });
    await saveMessage(store, 'o-1', startTime);
    await saveMessage(store, 'o-1', startTime);
    await jobs.runOnce();
    receiver.behave = respondOk;
    clock.now += seconds(119);
    await jobs.runOnce();
    assert.equal(receiver.got.length, 1);
    clock.now += seconds(1);
    await jobs.runOnce();
    // The second was not tried while the first waited, so their sequence is kept.
    assert.deepEqual(
      receiver.got.map(({ body }) => body.data.version),
      [1, 1, 2],
    );
    assert.equal((await store.listDeadLetters(10)).length, 0);
  });

  it('do not wait for a failed one', async () => {
    const { store, jobs, receiver, clock } = await open();
    receiver.behave = (response, got, index) =>
      (got.body.data.version === 1 ? respondWith(500) : respondOk)(response, got, index);
    await saveMessage(store, 'o-1', startTime);
    await saveMessage(store, 'o-1', startTime);
    await jobs.runOnce();
    assert.deepEqual(
      receiver.got.map(({ body }) => body.data.version),
      [1, 2],
    );
    receiver.behave = respondOk;
    clock.now += minutes(1);
    await jobs.runOnce();
    assert.deepEqual(
      receiver.got.map(({ body }) => body.data.version),
      [1, 2, 1],
    );
  });

  it('reach one subscriber while another does not respond', async () => {
    const hanging: (() => void)[] = [];
    const slow = await startReceiver((response) => void hanging.push(() => response.destroy()));
    const quick = await startReceiver();
    const web = (name: string, url: string): WebhookSubscriber => ({ name, url, secrets: [secret], allowHttp: true });
    const subscribers = [web('slow', slow.url), web('quick', quick.url)];
    const { store, jobs, close } = await openJobs({ subscribers });
    closing.push(slow.close, quick.close, close);
    for (let order = 0; order < 20; order += 1) await saveMessage(store, `o-${order}`, startTime);
    const run = jobs.runOnce();
    await waitFor(() => quick.got.length === 20, 'all that the quick one is told');
    slow.behave = dropConnection;
    for (const letGo of hanging) letGo();
    const { deliveries } = await run;
    assert.equal(deliveries['quick']?.delivered, 20);
    assert.equal(deliveries['slow']?.delivered, 0);
    assert.ok(slow.got.length <= 8, 'a receiver that is down is not asked about everything');
  });

  it('are limited to the subscriber’s types', async () => {
    const { store, jobs, receiver, clock } = await open({ types: ['shipment.shipped'] });
    await saveMessage(store, 'o-1', startTime, 'order.placed');
    await saveMessage(store, 'o-1', startTime, 'shipment.shipped');
    await jobs.runOnce();
    clock.now += hours(1);
    await jobs.runOnce();
    assert.deepEqual(
      receiver.got.map(({ body }) => body.type),
      ['shipment.shipped'],
    );
  });

  it('are sent once by two processes on one store', async () => {
    const { store, receiver, jobs, clock } = await open();
    const subscriber: WebhookSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
    const second = await openJobs({ store, subscribers: [subscriber], now: () => clock.now });
    closing.push(second.close);
    for (let order = 0; order < 40; order += 1) await saveMessage(store, `o-${order}`, startTime);
    const [one, two] = await Promise.all([jobs.runOnce(), second.jobs.runOnce()]);
    assert.equal(one.deliveries['shop']!.delivered + two.deliveries['shop']!.delivered, 40);
    assert.equal(new Set(receiver.got.map(({ id }) => id)).size, 40);
    assert.equal(receiver.got.length, 40);
  });

  it('are not sent if the lease may run out before the response', async () => {
    const { store, receiver, jobs, clock } = await open();
    let taken = 0;
    receiver.behave = async (response, got, index) => {
      // This response took two minutes, and another process was faster.
      clock.now += minutes(2);
      const [at, until] = [clock.now, clock.now + minutes(2)].map((ms) => new Date(ms).toISOString());
      taken += (await store.claimDeliveries(at!, until!, 8, 'shop')).length;
      respondOk(response, got, index);
    };
    await saveMessage(store, 'o-1', startTime);
    await saveMessage(store, 'o-1', startTime);
    await jobs.runOnce();
    assert.equal(taken, 2);
    assert.deepEqual(
      receiver.got.map(({ body }) => body.data.version),
      [1],
    );
  });

  it('are put back on stop, after running attempts', async () => {
    const { store, receiver, jobs, clock } = await open();
    let answerIt = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      receiver.behave = (response) => {
        answerIt = () => void response.writeHead(204).end();
        resolve();
      };
    });
    await saveMessage(store, 'o-1', startTime);
    await saveMessage(store, 'o-1', startTime);
    const run = jobs.runOnce();
    await arrived;
    let isStopped = false;
    const stopping = jobs.stop().then(() => (isStopped = true));
    await drain(store);
    assert.equal(isStopped, false, 'an answer is awaited');
    answerIt();
    await Promise.all([run, stopping]);
    assert.deepEqual(
      receiver.got.map(({ body }) => body.data.version),
      [1],
    );
    assert.equal(await store.getNextDueAt(), new Date(clock.now).toISOString());
  });

  it('are claimed by another process after a crash', async () => {
    const { store, receiver, jobs, clock } = await open();
    await saveMessage(store, 'o-1', startTime);
    const until = new Date(startTime + minutes(3)).toISOString();
    assert.equal((await store.claimDeliveries(new Date(startTime).toISOString(), until, 1, 'shop')).length, 1);
    await jobs.runOnce();
    assert.equal(receiver.got.length, 0);
    clock.now += minutes(3);
    await jobs.runOnce();
    assert.equal(receiver.got.length, 1);
  });
});

/** Runs everything that only waits for this process and its store. */
async function drain(store: Awaited<ReturnType<typeof open>>['store']): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await store.getNextDueAt();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('running jobs', () => {
  it('send new messages at once, continue after errors and failing callbacks, and send nothing after stop', async () => {
    const arrived: (() => void)[] = [];
    const receiver = await startReceiver((response, _, index) => {
      response.writeHead(index === 0 ? 410 : 204).end(() => arrived.shift()?.());
    });
    const next = (): Promise<void> => new Promise((resolve) => arrived.push(resolve));
    const subscriber: WebhookSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
    let reports = 0;
    const onError = (): void => {
      reports += 1;
      throw new Error('the report fails too');
    };
    const { store, jobs, close } = await openJobs({
      subscribers: [subscriber],
      intervalMs: hours(1),
      now: Date.now,
      onError,
    });
    closing.push(receiver.close, close);
    const first = next();
    await saveMessage(store, 'o-1', Date.now());
    await first;
    const second = next();
    await saveMessage(store, 'o-1', Date.now());
    await second;
    await jobs.stop();
    assert.equal(reports, 1);
    await saveMessage(store, 'o-1', Date.now());
    await drain(store);
    const [now, soon] = [Date.now(), Date.now() + minutes(3)].map((time) => new Date(time).toISOString());
    assert.equal(
      (await store.claimDeliveries(now ?? '', soon ?? '', 1, 'shop')).length,
      1,
      'it is still there to be sent',
    );
    assert.equal(receiver.got.length, 2);
  });
});
