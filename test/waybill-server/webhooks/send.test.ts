import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Message } from '../../../src/server/model.ts';
import { send } from '../../../src/server/webhooks/send.ts';
import { checkSubscribers, type FunctionSubscriber, type WebSubscriber } from '../../../src/server/webhooks/subscriber.ts';
import { answer, drop, hang, newSecret, ok, openReceiver, secret, verifyByLibrary } from './receiver.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const message: Message = {
  id: 'msg_1',
  type: 'promise.changed',
  orderId: 'o-1',
  at: '2026-11-23T11:59:00Z',
  data: { version: 3, promiseId: 'p-2' },
};
const receiver = await openReceiver();
after(receiver.close);
const subscriber: WebSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
const sendNow = (timeLimit = 10_000) => send(subscriber, message, { now: () => now, timeLimit });

describe('a message to a receiver', () => {
  it('says what happened to which order, signed so that the library of the standard verifies it', async () => {
    receiver.behave = ok;
    const both = { ...subscriber, secrets: [newSecret, secret] };
    assert.deepEqual(await send(both, message, { now: Date.now, timeLimit: 10_000 }), { kind: 'delivered' });
    const got = receiver.got.at(-1)!;
    const expected = {
      type: 'promise.changed',
      timestamp: '2026-11-23T11:59:00Z',
      data: { version: 3, promiseId: 'p-2', orderId: 'o-1' },
    };
    assert.deepEqual(verifyByLibrary(got, secret), expected);
    assert.deepEqual(verifyByLibrary(got, newSecret), expected);
    assert.equal(got.id, 'msg_1');
    assert.equal(got.headers['content-type'], 'application/json');
  });

  it('is delivered by any 2xx, gone by 410', async () => {
    for (const status of [200, 201, 202, 204]) {
      receiver.behave = answer(status);
      assert.equal((await sendNow()).kind, 'delivered', String(status));
    }
    receiver.behave = answer(410);
    assert.equal((await sendNow()).kind, 'refused');
  });

  it('fails by every other status', async () => {
    for (const status of [400, 401, 404, 500, 502]) {
      receiver.behave = answer(status, { 'retry-after': '60' });
      assert.deepEqual(await sendNow(), { kind: 'failed', error: `answered ${status}`, isUnreachable: false, wait: undefined });
    }
  });

  it('waits as long as a busy receiver asks', async () => {
    for (const status of [429, 503]) {
      receiver.behave = answer(status, { 'retry-after': '60' });
      assert.deepEqual(await sendNow(), { kind: 'failed', error: `answered ${status}`, isUnreachable: true, wait: 60_000 });
    }
  });

  it('follows no redirect', async () => {
    const other = await openReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.behave = answer(status, { location: other.url });
      assert.equal((await sendNow()).kind, 'failed', String(status));
    }
    await other.close();
    assert.deepEqual(other.got, []);
  });

  it('fails where the connection drops, nobody listens, or no answer comes in time', async () => {
    receiver.behave = drop;
    const dropped = await sendNow();
    assert.ok(dropped.kind === 'failed' && dropped.isUnreachable);

    const closed = await openReceiver();
    await closed.close();
    const nobody = await send({ ...subscriber, url: closed.url }, message, { now: () => now, timeLimit: 10_000 });
    assert.ok(nobody.kind === 'failed' && nobody.isUnreachable);

    receiver.behave = hang;
    const late = await sendNow(100);
    assert.deepEqual(late, { kind: 'failed', error: 'no answer in time', isUnreachable: true });
  });

  it('does not read an endless answer', async () => {
    receiver.behave = (response) => {
      response.writeHead(200);
      const more = (): void => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    };
    assert.equal((await sendNow()).kind, 'delivered');
  });
});

describe('a message to a function', () => {
  const hand = (handle: FunctionSubscriber['handle'], timeLimit = 10_000) =>
    send({ name: 'mail', handle }, message, { now: () => now, timeLimit });

  it('is delivered when it resolves, and is the message itself', async () => {
    let got: Message | undefined;
    const sent = await hand(async (message) => {
      got = message;
    });
    assert.deepEqual(sent, { kind: 'delivered' });
    assert.equal(got, message);
  });

  it('fails when it rejects or throws, or says nothing in time', async () => {
    const error = new Error('mail server is down');
    const expected = { kind: 'failed', error: 'Error: mail server is down', isUnreachable: false };
    assert.deepEqual(await hand(() => Promise.reject(error)), expected);
    assert.deepEqual(
      await hand(() => {
        throw error;
      }),
      expected,
    );
    const late = await hand((_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => setImmediate(resolve))), 50);
    assert.equal(late.kind === 'failed' && late.error, 'no answer in time');
  });

  it('is never sent again once refused', async () => {
    assert.deepEqual(await hand(async () => ({ refused: 'no such mailbox' })), { kind: 'refused', error: 'no such mailbox' });
  });
});

describe('subscribers', () => {
  const web = (change: Partial<WebSubscriber>): WebSubscriber => ({
    name: 'shop',
    url: 'https://shop.example/hook',
    secrets: [secret],
    ...change,
  });

  it('have an https address, or this machine for tests', () => {
    checkSubscribers([web({}), web({ name: 'test', url: 'http://localhost:8080/', allowHttp: true })]);
    for (const url of ['http://shop.example/hook', 'ftp://shop.example', 'https://user:word@shop.example/', 'shop', '']) {
      assert.throws(() => checkSubscribers([web({ url })]), /not https/, url);
      assert.throws(() => checkSubscribers([web({ url, allowHttp: true })]), /not https/, url);
    }
    assert.throws(() => checkSubscribers([web({ url: 'http://127.0.0.1:1/' })]), /not https/);
    assert.throws(() => checkSubscribers([web({ url: 'http://127.0.0.1.example/', allowHttp: true })]), /not https/);
  });

  it('have a name of their own and a secret that is never told', () => {
    assert.throws(() => checkSubscribers([web({}), web({})]), /Two subscribers/);
    assert.throws(() => checkSubscribers([web({ name: 'a b' })]), /a name has/);
    assert.throws(() => checkSubscribers([web({ secrets: [] })]), /needs a secret/);
    assert.throws(
      () => checkSubscribers([web({ secrets: ['hunter2'] })]),
      (error: Error) => !error.message.includes('hunter2'),
    );
  });
});
