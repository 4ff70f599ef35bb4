import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { createMailSubscriber } from '../../../recipes/mail.mjs';
import type { Order } from '../../../src/contract/order.ts';
import en from '../../../src/i18n/english-order.ts';
import he from '../../../src/i18n/messages/he.ts';
import heOrder from '../../../src/i18n/messages/order/he.ts';
import de from '../../../src/i18n/messages/de.ts';
import deOrder from '../../../src/i18n/messages/order/de.ts';
import { readOrder } from '../../../src/order/index.ts';
import { openSqliteStore } from '../../../src/server/store/sqlite.ts';
import type { FunctionSubscriber } from '../../../src/server/webhooks/subscriber.ts';
import { hours, openScene, place, scan, start } from '../work/scene.ts';
import { openMailServer } from './mail-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const order: Partial<Order> = {
  number: '2026-17',
  timeZone: 'Europe/Berlin',
  lineItems: [{ id: 'l-1', title: 'Dune <b>& more</b>', quantity: { original: 1, total: 1, fulfilled: 0 } }],
  promises: [{ id: 'p-1', window: { from: '2026-11-24', to: '2026-11-26' }, madeAt: '2026-11-20T12:00:00Z', source: 'checkout' }],
};

/** A shop whose mail goes to a mail server on loopback. */
async function open(customer: { address: string; language: string } | undefined = { address: 'eve@customer.example', language: 'en' }) {
  const server = await openMailServer();
  const store = await openSqliteStore(':memory:');
  const time = { now: start };
  const mail: FunctionSubscriber = createMailSubscriber({
    from: { name: 'Shop', address: 'orders@shop.example' },
    send: server.send,
    order: (id) => store.order(id),
    customerOf: async () => customer,
    orderUrl: (id) => `https://shop.example/orders/${id}?a=1&b=2`,
    readOrder,
    words: { en, de: { ...de, ...deOrder }, he: { ...he, ...heOrder } },
    now: () => time.now,
  });
  const scene = await openScene({ store, subscribers: [mail], now: () => time.now });
  closing.push(() => server.close(), store.close, scene.close);
  await place(store, order, start);
  await scene.work.runOnce();
  return { ...scene, server, time, mail };
}

const pack = (store: Parameters<typeof scan>[0]) =>
  scan(store, 'o-1', { id: 's-1', kind: 'packed', shipmentId: 'a', shipment: { lineItems: [{ id: 'l-1', quantity: 1 }] } }, start);
const delay = (store: Parameters<typeof scan>[0], id: string, from: string, to?: string) =>
  scan(store, 'o-1', { id, kind: 'note', shipmentId: 'a', window: { from, ...(to && { to }) }, reason: { code: 'weather', text: 'Snow <i>here</i>' } }, start);

describe('mail to customers', () => {
  it('says that the parcel is late, what was promised and what holds now, and why', async () => {
    const { store, work, server, errors } = await open();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await delay(store, 's-3', '2026-12-03', '2026-12-04');
    await work.runOnce();
    assert.deepEqual(errors, []);
    assert.equal(server.mails.length, 1, 'of two changes in a row the last');
    const mail = server.mails[0]!;
    assert.deepEqual(mail.to, ['eve@customer.example']);
    assert.match(mail.headers.get('subject') ?? '', /^Late: now expected Thu\D+3\D+4\D* · Shop 2026-17$/);
    assert.match(mail.headers.get('message-id') ?? '', /^<[\w%.-]+@shop\.example>$/);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.match(mail.text, /^Late: now expected .*\r?\n\r?\nPromised .*24\D+26.* · now .*\r?\nSnow <i>here<\/i>/);
    assert.ok(mail.text.includes('- 1 × Dune <b>& more</b>'));
    assert.ok(mail.text.includes('https://shop.example/orders/o-1?a=1&b=2'));
  });

  it('escapes what comes from elsewhere', async () => {
    const { store, work, server } = await open();
    await pack(store);
    await delay(store, 's-2', '2026-12-03', '2026-12-04');
    await work.runOnce();
    const { html } = server.mails[0]!;
    assert.ok(html.includes('<li>1 × Dune &#60;b&#62;&#38; more&#60;/b&#62;</li>'), html);
    assert.ok(html.includes('href="https://shop.example/orders/o-1?a=1&#38;b=2"'));
    assert.doesNotMatch(html, /<[bi]>/);
    assert.match(html, /^<!doctype html>\s*<html lang="en" dir="ltr">/);
  });

  it("speaks the customer's language, and English where it knows no other", async () => {
    for (const [language, said, lang] of [
      ['de-AT', 'Verspätet: jetzt voraussichtlich', 'lang="de-AT" dir="ltr"'],
      ['he', heOrder.order.headline.late.split('[')[0]!.trim(), 'lang="he" dir="rtl"'],
      ['tlh', 'Late: now expected', 'lang="en" dir="ltr"'],
    ] as const) {
      const { store, work, server } = await open({ address: 'eve@customer.example', language });
      await pack(store);
      await delay(store, 's-2', '2026-12-03');
      await work.runOnce();
      const mail = server.mails[0]!;
      assert.ok(mail.headers.get('subject')?.startsWith(said), language);
      assert.ok(mail.html.includes(lang), language);
    }
  });

  it('says no more than is known of a date without an end', async () => {
    const { store, work, server } = await open();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await work.runOnce();
    assert.match(server.mails[0]!.text, /^Late: now expected from Thu/);
  });

  it('tells the days of the place where it goes', async () => {
    const { store, work, server, time } = await open();
    await pack(store);
    time.now = Date.parse('2026-11-24T23:30:00Z');
    await scan(store, 'o-1', { id: 's-9', kind: 'delivered', shipmentId: 'a', at: '2026-11-24T23:20:00Z' }, time.now);
    await work.runOnce();
    assert.match(server.mails.at(-1)!.text, /^Delivered .*25/);
  });

  it('does not say what is over by the time it goes out', async () => {
    const { store, work, server, time } = await open();
    server.refuseWith = 451;
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await work.runOnce();
    assert.equal(server.mails.length, 0);
    server.refuseWith = undefined;
    await scan(store, 'o-1', { id: 's-9', kind: 'delivered', shipmentId: 'a' }, start);
    time.now += hours(1);
    await work.runOnce();
    assert.deepEqual(server.mails.map(({ text }) => text.slice(0, 9)), ['Delivered']);
  });

  it('goes out late where the mail server was down, and never where it refuses for good', async () => {
    const { store, work, server, time, errors } = await open();
    await pack(store);
    server.refuseWith = 451;
    await delay(store, 's-2', '2026-12-03');
    await work.runOnce();
    server.refuseWith = undefined;
    time.now += hours(1);
    await work.runOnce();
    assert.equal(server.mails.length, 1);

    server.refuseWith = 550;
    await delay(store, 's-3', '2026-12-10');
    await work.runOnce();
    assert.deepEqual((await store.deadLetters(5)).map(({ lastError }) => lastError), ['mail server: 550']);
    assert.equal(errors.length, 1);
  });

  it('leaves no address in the store, whatever the mail server says', async () => {
    const { store, server, mail } = await open();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    const waiting = await store.takeDeliveries(new Date(start).toISOString(), new Date(start + hours(1)).toISOString(), 10);
    const { message } = waiting.find(({ message }) => message.type === 'promise.changed')!;
    const handle = (): Promise<unknown> => mail.handle(message, AbortSignal.timeout(10_000));
    server.refuseWith = 451;
    await assert.rejects(handle, { message: 'mail server: 451' });
    server.refuseWith = 550;
    assert.deepEqual(await handle(), { refused: 'mail server: 550' });
    await server.close();
    await assert.rejects(handle, /^Error: mail server: E\w+$/);
  });

  it('is sent to nobody whose address the shop does not give', async () => {
    const server = await openMailServer();
    closing.push(server.close);
    const store = await openSqliteStore(':memory:');
    closing.push(store.close);
    const mail = createMailSubscriber({
      from: { name: 'Shop', address: 'orders@shop.example' },
      send: server.send,
      order: (id) => store.order(id),
      customerOf: async () => undefined,
      orderUrl: (id) => `https://shop.example/orders/${id}`,
      readOrder,
      words: { en },
      now: () => start,
    });
    const { work, close } = await openScene({ store, subscribers: [mail] });
    closing.push(close);
    await place(store, order, start);
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    const { deliveries } = await work.runOnce();
    assert.deepEqual(deliveries['mail'], { delivered: 3, failed: 0, dead: 0 });
    assert.deepEqual(server.mails, []);
  });
});
