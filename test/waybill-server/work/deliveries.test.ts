import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Message } from '../../../src/server/model.ts';
import type { WebSubscriber } from '../../../src/server/webhooks/subscriber.ts';
import { answer, drop, newSecret, ok, openReceiver, secret } from '../webhooks/receiver.ts';
import { until } from '../../support/until.ts';
import { hours, minutes, openScene, seconds, start, tell } from './scene.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(change: Partial<WebSubscriber> & { timeLimit?: number } = {}) {
  const { timeLimit = 10_000, ...web } = change;
  const receiver = await openReceiver();
  const subscriber: WebSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true, ...web };
  const scene = await openScene({ subscribers: [subscriber], timeLimit });
  closing.push(receiver.close, scene.close);
  return { ...scene, receiver };
}

describe('messages', () => {
  it('reach each subscriber once, signed, in the order of each order', async () => {
    const other: Message[] = [];
    const receiver = await openReceiver(ok, newSecret);
    const web: WebSubscriber = { name: 'shop', url: receiver.url, secrets: [newSecret, secret], allowHttp: true };
    const handle = async (message: Message): Promise<void> => void other.push(message);
    const { store, work, close } = await openScene({ subscribers: [web, { name: 'mail', handle }] });
    closing.push(receiver.close, close);
    for (let round = 0; round < 10; round += 1) {
      for (const order of ['o-1', 'o-2', 'o-3']) await tell(store, order, start);
    }
    const { deliveries } = await work.runOnce();
    assert.deepEqual(deliveries, {
      shop: { delivered: 30, failed: 0, dead: 0 },
      mail: { delivered: 30, failed: 0, dead: 0 },
    });
    assert.equal(receiver.forged, 0);
    for (const order of ['o-1', 'o-2', 'o-3']) {
      const inOrder = Array.from({ length: 10 }, (_, index) => index + 1);
      const versions = receiver.got.filter(({ body }) => body.data.orderId === order).map(({ body }) => body.data.version);
      assert.deepEqual(versions, inOrder);
      assert.deepEqual(other.filter(({ orderId }) => orderId === order).map(({ data }) => data['version']), inOrder);
    }
    await work.runOnce();
    assert.equal(receiver.got.length, 30);
    assert.equal(other.length, 30);
  });

  it('are sent again, with the same id and a new timestamp, until they arrive', async () => {
    const { store, work, receiver, clock } = await open();
    receiver.behave = (response, got, index) => (index < 2 ? answer(500) : ok)(response, got, index);
    const id = await tell(store, 'o-1', start);
    await work.runOnce();
    clock.now += seconds(3);
    await work.runOnce();
    assert.equal(receiver.got.length, 1, 'not before the wait is over');
    clock.now += seconds(4);
    await work.runOnce();
    clock.now += minutes(7);
    await work.runOnce();
    assert.deepEqual(receiver.got.map((got) => got.id), [id, id, id]);
    assert.equal(new Set(receiver.got.map(({ headers }) => headers['webhook-timestamp'])).size, 3);
    clock.now += hours(100);
    await work.runOnce();
    assert.equal(receiver.got.length, 3, 'not after it was acknowledged');
  });

  it('are dead after ten attempts, and live again by a replay', async () => {
    const { store, work, receiver, clock, errors } = await open();
    receiver.behave = drop;
    const id = await tell(store, 'o-1', start);
    for (let day = 0; day < 20; day += 1) {
      await work.runOnce();
      clock.now += hours(30);
    }
    assert.equal(receiver.got.length, 10);
    const [letter] = await store.deadLetters(10);
    assert.equal(letter?.message.id, id);
    assert.equal(letter?.state, 'dead');
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, new RegExp(`messages to shop: .*${id} is a dead letter`));

    receiver.behave = ok;
    assert.equal(await store.replay(id, 'shop', new Date(clock.now).toISOString()), true);
    await work.runOnce();
    assert.deepEqual(receiver.got.map((got) => got.id), Array.from({ length: 11 }, () => id));
    assert.deepEqual(await store.deadLetters(10), []);
  });

  it('are dead at once where the receiver is gone', async () => {
    const { store, work, receiver } = await open();
    receiver.behave = answer(410);
    await tell(store, 'o-1', start);
    await work.runOnce();
    assert.equal((await store.deadLetters(10))[0]?.lastError, 'gone (410)');
  });

  it('wait for a busy receiver as long as it asks, and leave it alone meanwhile', async () => {
    const { store, work, receiver, clock } = await open();
    receiver.behave = answer(503, { 'retry-after': '120' });
    await tell(store, 'o-1', start);
    await tell(store, 'o-1', start);
    await work.runOnce();
    receiver.behave = ok;
    clock.now += seconds(119);
    await work.runOnce();
    assert.equal(receiver.got.length, 1);
    clock.now += seconds(1);
    await work.runOnce();
    // The second was never tried while the first waited: their order is kept.
    assert.deepEqual(receiver.got.map(({ body }) => body.data.version), [1, 1, 2]);
    assert.equal((await store.deadLetters(10)).length, 0);
  });

  it('do not wait for one that the receiver cannot take', async () => {
    const { store, work, receiver, clock } = await open();
    receiver.behave = (response, got, index) => (got.body.data.version === 1 ? answer(500) : ok)(response, got, index);
    await tell(store, 'o-1', start);
    await tell(store, 'o-1', start);
    await work.runOnce();
    assert.deepEqual(receiver.got.map(({ body }) => body.data.version), [1, 2]);
    receiver.behave = ok;
    clock.now += minutes(1);
    await work.runOnce();
    assert.deepEqual(receiver.got.map(({ body }) => body.data.version), [1, 2, 1]);
  });

  it('reach one subscriber while another does not answer', async () => {
    const hanging: (() => void)[] = [];
    const slow = await openReceiver((response) => void hanging.push(() => response.destroy()));
    const quick = await openReceiver();
    const web = (name: string, url: string): WebSubscriber => ({ name, url, secrets: [secret], allowHttp: true });
    const subscribers = [web('slow', slow.url), web('quick', quick.url)];
    const { store, work, close } = await openScene({ subscribers });
    closing.push(slow.close, quick.close, close);
    for (let order = 0; order < 20; order += 1) await tell(store, `o-${order}`, start);
    const run = work.runOnce();
    await until(() => quick.got.length === 20, 'all that the quick one is told');
    slow.behave = drop;
    for (const letGo of hanging) letGo();
    const { deliveries } = await run;
    assert.equal(deliveries['quick']?.delivered, 20);
    assert.equal(deliveries['slow']?.delivered, 0);
    assert.ok(slow.got.length <= 8, 'a receiver that is down is not asked about everything');
  });

  it('are of the types that a subscriber wants', async () => {
    const { store, work, receiver, clock } = await open({ types: ['shipment.shipped'] });
    await tell(store, 'o-1', start, 'order.placed');
    await tell(store, 'o-1', start, 'shipment.shipped');
    await work.runOnce();
    clock.now += hours(1);
    await work.runOnce();
    assert.deepEqual(receiver.got.map(({ body }) => body.type), ['shipment.shipped']);
  });

  it('go out once where two work on one store', async () => {
    const { store, receiver, work, clock } = await open();
    const subscriber: WebSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
    const second = await openScene({ store, subscribers: [subscriber], now: () => clock.now });
    closing.push(second.close);
    for (let order = 0; order < 40; order += 1) await tell(store, `o-${order}`, start);
    const [one, two] = await Promise.all([work.runOnce(), second.work.runOnce()]);
    assert.equal(one.deliveries['shop']!.delivered + two.deliveries['shop']!.delivered, 40);
    assert.equal(new Set(receiver.got.map(({ id }) => id)).size, 40);
    assert.equal(receiver.got.length, 40);
  });

  it('are left to others once the time for which they were taken may not suffice', async () => {
    const { store, receiver, work, clock } = await open();
    let taken = 0;
    receiver.behave = async (response, got, index) => {
      // This answer took two minutes, and another process was quicker.
      clock.now += minutes(2);
      const [at, until] = [clock.now, clock.now + minutes(2)].map((ms) => new Date(ms).toISOString());
      taken += (await store.takeDeliveries(at!, until!, 8, 'shop')).length;
      ok(response, got, index);
    };
    await tell(store, 'o-1', start);
    await tell(store, 'o-1', start);
    await work.runOnce();
    assert.equal(taken, 2);
    assert.deepEqual(receiver.got.map(({ body }) => body.data.version), [1]);
  });

  it('are put back by whoever stops, after what is under way', async () => {
    const { store, receiver, work, clock } = await open();
    let answerIt = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      receiver.behave = (response) => {
        answerIt = () => void response.writeHead(204).end();
        resolve();
      };
    });
    await tell(store, 'o-1', start);
    await tell(store, 'o-1', start);
    const run = work.runOnce();
    await arrived;
    let isStopped = false;
    const stopping = work.stop().then(() => (isStopped = true));
    await drain(store);
    assert.equal(isStopped, false, 'an answer is awaited');
    answerIt();
    await Promise.all([run, stopping]);
    assert.deepEqual(receiver.got.map(({ body }) => body.data.version), [1]);
    assert.equal(await store.nextDue(), new Date(clock.now).toISOString());
  });

  it('are taken over by another when the one who took them does not come back', async () => {
    const { store, receiver, work, clock } = await open();
    await tell(store, 'o-1', start);
    const until = new Date(start + minutes(3)).toISOString();
    assert.equal((await store.takeDeliveries(new Date(start).toISOString(), until, 1, 'shop')).length, 1);
    await work.runOnce();
    assert.equal(receiver.got.length, 0);
    clock.now += minutes(3);
    await work.runOnce();
    assert.equal(receiver.got.length, 1);
  });
});

/** Lets all run that waits for nothing but this process and its store. */
async function drain(store: Awaited<ReturnType<typeof open>>['store']): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await store.nextDue();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('work that runs by itself', () => {
  it('sends at once what was saved, goes on after failures and failing reports, and sends nothing once stopped', async () => {
    const arrived: (() => void)[] = [];
    const receiver = await openReceiver((response, _, index) => {
      response.writeHead(index === 0 ? 410 : 204).end(() => arrived.shift()?.());
    });
    const next = (): Promise<void> => new Promise((resolve) => arrived.push(resolve));
    const subscriber: WebSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
    let reports = 0;
    const onError = (): void => {
      reports += 1;
      throw new Error('the report fails too');
    };
    const { store, work, close } = await openScene({ subscribers: [subscriber], every: hours(1), now: Date.now, onError });
    closing.push(receiver.close, close);
    const first = next();
    await tell(store, 'o-1', Date.now());
    await first;
    const second = next();
    await tell(store, 'o-1', Date.now());
    await second;
    await work.stop();
    assert.equal(reports, 1);
    await tell(store, 'o-1', Date.now());
    await drain(store);
    const [now, soon] = [Date.now(), Date.now() + minutes(3)].map((time) => new Date(time).toISOString());
    assert.equal((await store.takeDeliveries(now ?? '', soon ?? '', 1, 'shop')).length, 1, 'it is still there to be sent');
    assert.equal(receiver.got.length, 2);
  });
});
