import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createMailSubscriber } from '../../examples/mail/mail-subscriber.mjs';
import type { Order } from '../../src/contract/order.ts';
import { englishOrderStatus } from '../../src/i18n/messages.ts';
import he from '../../src/i18n/locales/he/estimate.ts';
import heOrder from '../../src/i18n/locales/he/order.ts';
import de from '../../src/i18n/locales/de/estimate.ts';
import deOrder from '../../src/i18n/locales/de/order.ts';
import { deriveOrderSummary } from '../../src/order/index.ts';
import { openSqliteStore } from '../../src/server/store/sqlite/open-sqlite-store.ts';
import type { FunctionSubscriber } from '../../src/server/webhooks/subscriber.ts';
import { hours, openJobs, upsert, saveScan, startTime } from '../server/jobs/jobs-harness.ts';
import { openMailServer } from './mail-server.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0).toReversed()) await cleanUp();
});

const order: Partial<Order> = {
  number: '2026-17',
  timeZone: 'Europe/Berlin',
  lineItems: [{ id: 'l-1', title: 'Dune <b>& more</b>', quantity: { original: 1, total: 1, fulfilled: 0 } }],
  promises: [
    { id: 'p-1', window: { from: '2026-11-24', to: '2026-11-26' }, madeAt: '2026-11-20T12:00:00Z', source: 'checkout' },
  ],
};

/** A store and its jobs with the mail subscriber, and a mail server on loopback. */
async function openMailJobs(
  customer: { address: string; language: string } | undefined = { address: 'eve@customer.example', language: 'en' },
) {
  const server = await openMailServer();
  const store = await openSqliteStore(':memory:');
  const time = { now: startTime };
  const mail: FunctionSubscriber = createMailSubscriber({
    from: { name: 'Shop', address: 'orders@shop.example' },
    send: server.send,
    loadOrder: (id) => store.getOrder(id),
    findCustomer: async () => customer,
    orderUrl: (id) => `https://shop.example/orders/${id}?a=1&b=2`,
    deriveOrderSummary,
    messagesByLanguage: { en: englishOrderStatus, de: { ...de, ...deOrder }, he: { ...he, ...heOrder } },
    now: () => time.now,
  });
  const harness = await openJobs({ store, subscribers: [mail], now: () => time.now });
  cleanups.push(() => server.close(), store.close, harness.close);
  await upsert(store, order, startTime);
  await harness.jobs.runOnce();
  return { ...harness, server, time, mail };
}

const pack = (store: Parameters<typeof saveScan>[0]) =>
  saveScan(
    store,
    'o-1',
    { id: 's-1', kind: 'packed', shipmentId: 'a', shipment: { lineItems: [{ id: 'l-1', quantity: 1 }] } },
    startTime,
  );
const delay = (store: Parameters<typeof saveScan>[0], id: string, from: string, to?: string) =>
  saveScan(
    store,
    'o-1',
    {
      id,
      kind: 'note',
      shipmentId: 'a',
      window: { from, ...(to && { to }) },
      reason: { code: 'weather', text: 'Snow <i>here</i>' },
    },
    startTime,
  );

describe('createMailSubscriber', () => {
  it('mails the new date of a late parcel, the promised one and the reason', async () => {
    const { store, jobs, server, errors } = await openMailJobs();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await delay(store, 's-3', '2026-12-03', '2026-12-04');
    await jobs.runOnce();
    assert.deepEqual(errors, []);
    assert.equal(server.mails.length, 1, 'only the last of two changes in a row');
    const mail = server.mails[0]!;
    assert.deepEqual(mail.to, ['eve@customer.example']);
    assert.match(mail.headers.get('subject') ?? '', /^Delayed, now arriving Thu\D+3\D+4\D* · Shop 2026-17$/);
    assert.match(mail.headers.get('message-id') ?? '', /^<[\w%.-]+@shop\.example>$/);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-generated');
    assert.match(mail.text, /^Delayed, now arriving .*\r?\n\r?\nPromised .*24\D+26.* · now .*\r?\nSnow <i>here<\/i>/);
    assert.ok(mail.text.includes('- 1 × Dune <b>& more</b>'));
    assert.ok(mail.text.includes('https://shop.example/orders/o-1?a=1&b=2'));
  });

  it('escapes inserted text', async () => {
    const { store, jobs, server } = await openMailJobs();
    await pack(store);
    await delay(store, 's-2', '2026-12-03', '2026-12-04');
    await jobs.runOnce();
    const { html } = server.mails[0]!;
    assert.ok(html.includes('<li>1 × Dune &#60;b&#62;&#38; more&#60;/b&#62;</li>'), html);
    assert.ok(html.includes('href="https://shop.example/orders/o-1?a=1&#38;b=2"'));
    assert.doesNotMatch(html, /<[bi]>/);
    assert.match(html, /^<!doctype html>\s*<html lang="en" dir="ltr">/);
  });

  it("writes in the customer's language, or in English", async () => {
    for (const [language, subject, attributes] of [
      ['de-AT', 'Verspätet, neuer Termin:', 'lang="de-AT" dir="ltr"'],
      ['he', heOrder.order.headline.late.split('[')[0]!.trim(), 'lang="he" dir="rtl"'],
      ['tlh', 'Delayed, now arriving', 'lang="en" dir="ltr"'],
    ] as const) {
      const { store, jobs, server } = await openMailJobs({ address: 'eve@customer.example', language });
      await pack(store);
      await delay(store, 's-2', '2026-12-03');
      await jobs.runOnce();
      const mail = server.mails[0]!;
      assert.ok(mail.headers.get('subject')?.startsWith(subject), language);
      assert.ok(mail.html.includes(attributes), language);
    }
  });

  it('formats a window without an end as "from"', async () => {
    const { store, jobs, server } = await openMailJobs();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await jobs.runOnce();
    assert.match(server.mails[0]!.text, /^Delayed, now arriving from Thu/);
  });

  it('formats days in the time zone of the destination', async () => {
    const { store, jobs, server, time } = await openMailJobs();
    await pack(store);
    time.now = Date.parse('2026-11-24T23:30:00Z');
    await saveScan(
      store,
      'o-1',
      { id: 's-9', kind: 'delivered', shipmentId: 'a', at: '2026-11-24T23:20:00Z' },
      time.now,
    );
    await jobs.runOnce();
    assert.match(server.mails.at(-1)!.text, /^Delivered .*25/);
  });

  it('drops a mail that is out of date when the mail server is back', async () => {
    const { store, jobs, server, time } = await openMailJobs();
    server.refuseWith = 451;
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    await jobs.runOnce();
    assert.equal(server.mails.length, 0);
    server.refuseWith = undefined;
    await saveScan(store, 'o-1', { id: 's-9', kind: 'delivered', shipmentId: 'a' }, startTime);
    time.now += hours(1);
    await jobs.runOnce();
    assert.deepEqual(
      server.mails.map(({ text }) => text.slice(0, 9)),
      ['Delivered'],
    );
  });

  it('retries a temporary refusal and gives up after a permanent one', async () => {
    const { store, jobs, server, time, errors } = await openMailJobs();
    await pack(store);
    server.refuseWith = 451;
    await delay(store, 's-2', '2026-12-03');
    await jobs.runOnce();
    server.refuseWith = undefined;
    time.now += hours(1);
    await jobs.runOnce();
    assert.equal(server.mails.length, 1);

    server.refuseWith = 550;
    await delay(store, 's-3', '2026-12-10');
    await jobs.runOnce();
    assert.deepEqual(
      (await store.listDeadLetters(5)).map(({ lastError }) => lastError),
      ['mail server: 550'],
    );
    assert.equal(errors.length, 1);
  });

  it('stores no address from the replies of the mail server', async () => {
    const { store, server, mail } = await openMailJobs();
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    const waiting = await store.claimDeliveries(
      new Date(startTime).toISOString(),
      new Date(startTime + hours(1)).toISOString(),
      10,
    );
    const { message } = waiting.find(({ message }) => message.type === 'promise.changed')!;
    const handle = (): Promise<unknown> => mail.handle(message, AbortSignal.timeout(10_000));
    server.refuseWith = 451;
    await assert.rejects(handle, { message: 'mail server: 451' });
    server.refuseWith = 550;
    assert.deepEqual(await handle(), { refused: 'mail server: 550' });
    await server.close();
    await assert.rejects(handle, /^Error: mail server: E\w+$/);
  });

  it('sends no mail to an unknown customer', async () => {
    const server = await openMailServer();
    cleanups.push(server.close);
    const store = await openSqliteStore(':memory:');
    cleanups.push(store.close);
    const mail = createMailSubscriber({
      from: { name: 'Shop', address: 'orders@shop.example' },
      send: server.send,
      loadOrder: (id) => store.getOrder(id),
      findCustomer: async () => undefined,
      orderUrl: (id) => `https://shop.example/orders/${id}`,
      deriveOrderSummary,
      messagesByLanguage: { en: englishOrderStatus },
      now: () => startTime,
    });
    const { jobs, close } = await openJobs({ store, subscribers: [mail] });
    cleanups.push(close);
    await upsert(store, order, startTime);
    await pack(store);
    await delay(store, 's-2', '2026-12-03');
    const { deliveries } = await jobs.runOnce();
    assert.deepEqual(deliveries['mail'], { delivered: 3, failed: 0, dead: 0 });
    assert.deepEqual(server.mails, []);
  });
});

describe('print-mail.mjs', () => {
  it('prints the mail for a late parcel', () => {
    const program = fileURLToPath(new URL('../../examples/mail/print-mail.mjs', import.meta.url));
    const hooks = new URL('../support/resolve-sources.mjs', import.meta.url).href;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', hooks, program], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^To: eve@customer\.example\nSubject: Delayed, now arriving from Tue, December 1/);
    assert.match(stdout, /^Promised Tue, November 24 – Wed, November 25 · now from Tue, December 1$/m);
    assert.match(stdout, /^Snow on the roads$/m);
  });
});
