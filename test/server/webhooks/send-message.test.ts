import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { WebhookMessage } from '../../../src/server/orders/webhook-message.ts';
import { sendMessage } from '../../../src/server/webhooks/send-message.ts';
import {
  validateSubscribers,
  type FunctionSubscriber,
  type WebhookSubscriber,
} from '../../../src/server/webhooks/subscriber.ts';
import {
  respondWith,
  dropConnection,
  neverRespond,
  newSecret,
  respondOk,
  startReceiver,
  secret,
  verifyByLibrary,
} from './receiver.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const message: WebhookMessage = {
  id: 'msg_1',
  type: 'promise.changed',
  orderId: 'o-1',
  at: '2026-11-23T11:59:00Z',
  data: { version: 3, promiseId: 'p-2' },
};
const receiver = await startReceiver();
after(receiver.close);
const subscriber: WebhookSubscriber = { name: 'shop', url: receiver.url, secrets: [secret], allowHttp: true };
const sendNow = (timeLimit = 10_000) =>
  sendMessage(subscriber, message, { now: () => now, deliveryTimeoutMs: timeLimit });

describe('a message to a receiver', () => {
  it('contains type, time and order, and the library of the standard verifies it', async () => {
    receiver.behave = respondOk;
    const both = { ...subscriber, secrets: [newSecret, secret] };
    assert.deepEqual(await sendMessage(both, message, { now: Date.now, deliveryTimeoutMs: 10_000 }), {
      kind: 'delivered',
    });
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

  it('is delivered by any 2xx and refused by 410', async () => {
    for (const status of [200, 201, 202, 204]) {
      receiver.behave = respondWith(status);
      assert.equal((await sendNow()).kind, 'delivered', String(status));
    }
    receiver.behave = respondWith(410);
    assert.equal((await sendNow()).kind, 'refused');
  });

  it('fails with any other status', async () => {
    for (const status of [400, 401, 404, 500, 502]) {
      receiver.behave = respondWith(status, { 'retry-after': '60' });
      assert.deepEqual(await sendNow(), {
        kind: 'failed',
        error: `status ${status}`,
        isUnreachable: false,
        retryAfterMs: undefined,
      });
    }
  });

  it('waits for the Retry-After of a busy receiver', async () => {
    for (const status of [429, 503]) {
      receiver.behave = respondWith(status, { 'retry-after': '60' });
      assert.deepEqual(await sendNow(), {
        kind: 'failed',
        error: `status ${status}`,
        isUnreachable: true,
        retryAfterMs: 60_000,
      });
    }
  });

  it('follows no redirect', async () => {
    const other = await startReceiver();
    for (const status of [301, 302, 303, 307, 308]) {
      receiver.behave = respondWith(status, { location: other.url });
      assert.equal((await sendNow()).kind, 'failed', String(status));
    }
    await other.close();
    assert.deepEqual(other.got, []);
  });

  it('fails if the connection drops, is refused, or times out', async () => {
    receiver.behave = dropConnection;
    const dropped = await sendNow();
    assert.ok(dropped.kind === 'failed' && dropped.isUnreachable);

    const closed = await startReceiver();
    await closed.close();
    const nobody = await sendMessage({ ...subscriber, url: closed.url }, message, {
      now: () => now,
      deliveryTimeoutMs: 10_000,
    });
    assert.ok(nobody.kind === 'failed' && nobody.isUnreachable);

    receiver.behave = neverRespond;
    const late = await sendNow(100);
    assert.deepEqual(late, { kind: 'failed', error: 'timeout', isUnreachable: true });
  });

  it('does not read an endless response', async () => {
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
    sendMessage({ name: 'mail', handle }, message, { now: () => now, deliveryTimeoutMs: timeLimit });

  it('is delivered when the function resolves', async () => {
    let got: WebhookMessage | undefined;
    const sent = await hand(async (message) => {
      got = message;
    });
    assert.deepEqual(sent, { kind: 'delivered' });
    assert.equal(got, message);
  });

  it('fails if the function rejects, throws or times out', async () => {
    const error = new Error('mail server is down');
    const expected = { kind: 'failed', error: 'Error: mail server is down', isUnreachable: false };
    assert.deepEqual(await hand(() => Promise.reject(error)), expected);
    assert.deepEqual(
      await hand(() => {
        throw error;
      }),
      expected,
    );
    const late = await hand(
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => setImmediate(resolve))),
      50,
    );
    assert.equal(late.kind === 'failed' && late.error, 'timeout');
  });

  it('is refused if the function says so', async () => {
    assert.deepEqual(await hand(async () => ({ refused: 'no such mailbox' })), {
      kind: 'refused',
      error: 'no such mailbox',
    });
  });
});

describe('subscribers', () => {
  const web = (change: Partial<WebhookSubscriber>): WebhookSubscriber => ({
    name: 'shop',
    url: 'https://shop.example/hook',
    secrets: [secret],
    ...change,
  });

  it('have an https URL, or http of the same machine for tests', () => {
    validateSubscribers([web({}), web({ name: 'test', url: 'http://localhost:8080/', allowHttp: true })]);
    for (const url of [
      'http://shop.example/hook',
      'ftp://shop.example',
      'https://user:word@shop.example/',
      'shop',
      '',
    ]) {
      assert.throws(() => validateSubscribers([web({ url })]), /not https/, url);
      assert.throws(() => validateSubscribers([web({ url, allowHttp: true })]), /not https/, url);
    }
    assert.throws(() => validateSubscribers([web({ url: 'http://127.0.0.1:1/' })]), /not https/);
    assert.throws(() => validateSubscribers([web({ url: 'http://127.0.0.1.example/', allowHttp: true })]), /not https/);
  });

  it('have unique names, and errors never contain a secret', () => {
    assert.throws(() => validateSubscribers([web({}), web({})]), /Duplicate subscriber name/);
    assert.throws(() => validateSubscribers([web({ name: 'a b' })]), /a name has/);
    assert.throws(() => validateSubscribers([web({ secrets: [] })]), /needs a secret/);
    assert.throws(
      () => validateSubscribers([web({ secrets: ['hunter2'] })]),
      (error: Error) => !error.message.includes('hunter2'),
    );
  });
});
