import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { parseOrder, parseProblem, type Order } from '../../src/contract/index.ts';
import { openDemo, queryAt, type OpenDemo } from './open-demo.ts';
import { openStream } from './read-stream.ts';
import { until } from '../support/until.ts';

/* The shops' orders behind the demo's pages; the back end's own tests hold what it answers to all else. */

type Wire = Order & { epoch: string; serverTime: string };

const SHOP_KEY = 'the-key-of-the-demo-shops-systems';

let demo: OpenDemo;
before(async () => {
  demo = await openDemo({ shopKey: SHOP_KEY });
  for (const shop of ['berlin', 'moscow', 'drome']) await fetch(`${demo.base}/${shop}/account`);
});
after(() => demo.close());

const address = (path: string): string => `${demo.base}/${path}`;
const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(address(path), { headers });

async function read(path: string): Promise<Wire> {
  const parsed = parseOrder(await (await ask(path)).json());
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.warnings, []);
  return parsed.data as Wire;
}

/** As a page of the demo sends it. */
const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(address(path), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
    headers: { origin: demo.base, 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
  });

const press = (account: string, button: string, headers: Record<string, string> = {}): Promise<Response> =>
  send(`${account}/story`, new URLSearchParams({ do: button }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });

async function codeOf(response: Response): Promise<string | undefined> {
  const parsed = parseProblem(await response.json());
  assert.ok(parsed.ok);
  return parsed.data.code;
}

/** Places another order of the same, so that no other test has touched it. */
async function fresh(shop: string, like: string): Promise<{ path: string; account: string; order: Wire }> {
  const placed = await press(`${shop}/account/${like}`, 'over');
  const [, id = ''] = /account\/([\w-]+)/.exec(placed.headers.get('location') ?? '') ?? [];
  const path = `${shop}/waybill/orders/${id}`;
  return { path, account: `${shop}/account/${id}`, order: await read(path) };
}

describe('an order of the demo', () => {
  it('is one of the contract, with nothing in it to be repaired', async () => {
    for (const [shop, id] of [['berlin', 'b-2041'], ['moscow', 'm-7702'], ['drome', 'd-302']]) {
      const order = await read(`${shop}/waybill/orders/${id}`);
      assert.equal(order.id, id);
      assert.ok(order.epoch && order.serverTime);
      assert.ok(order.promises[0]?.window?.from);
    }
  });

  it('goes by the shop’s own time, whatever time a visitor chose to see', async () => {
    const { account, path } = await fresh('drome', 'd-318');
    const query = await queryAt(demo.base, '/drome/', 'at=2027-12-04T11:30');
    const order = await read(`${path}?${query}`);
    assert.notEqual(order.serverTime.slice(0, 4), '2027');
    await press(account, 'next');
    const response = await ask(path);
    const later = (await response.json()) as Wire;
    assert.ok(Date.parse(later.serverTime) > Date.parse(order.serverTime) + 60 * 60 * 1000);
    assert.ok(Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.parse(later.serverTime)) < 2000);
    assert.doesNotMatch(await (await ask(`drome/account?${query}`)).text(), /ahead=\d/);
  });

  it('is known in its own shop only, and to nobody who came under a foreign name', async () => {
    for (const path of ['moscow/waybill/orders/b-2041', 'berlin/waybill/orders/x', 'berlin/waybill/orders/x/events']) {
      assert.equal(await codeOf(await ask(path)), 'order-not-found', path);
    }
    for (const path of ['berlin/waybill/orders/b-2041', 'berlin/account', 'berlin/account/b-2041', 'berlin/outbox']) {
      const request = get(address(path), { headers: { host: 'shop.example' } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      assert.equal(response.statusCode, 404, path);
    }
  });

  it('is streamed: each step of a story is news', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2041');
    const stream = await openStream(address(`${path}/events?after=${order.epoch}.${order.version}`));
    try {
      assert.equal((await stream.next()).event, 'heartbeat');
      await press(account, 'next');
      const news = await stream.next();
      assert.deepEqual([news.event, news.id], ['order', `${order.epoch}.${order.version + 1}`]);
      assert.equal((news.data['order'] as Order).shipments[0]?.status, 'packed');
    } finally {
      stream.close();
    }
  });

  it('is placed and scanned by other programs too, with the shop’s key', async () => {
    const lineItems = [{ id: '1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } }];
    const mug = { number: 'OWN-1', placedAt: '2026-11-23T09:00:00Z', currency: 'EUR', lineItems };
    const authorization = `Bearer ${SHOP_KEY}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const put = (key: Record<string, string>): Promise<Response> =>
      fetch(address('drome/waybill/orders/own-1'), { method: 'PUT', headers: { ...headers, ...key }, body: JSON.stringify(mug) });
    assert.equal((await put({ authorization: 'Bearer another-key-of-another-shop' })).status, 401);
    const placed = await put({});
    assert.equal(placed.status, 201, await placed.text());
    const scan = { id: 's-1', kind: 'packed', shipmentId: 'a', shipment: { method: 'courier' } };
    const scanned = await fetch(address('drome/waybill/orders/own-1/events'), { method: 'POST', headers, body: JSON.stringify(scan) });
    assert.equal(scanned.status, 201);
    assert.match(await (await ask('drome/account')).text(), /order-id="own-1"/);
    // There is no story to be told of it.
    assert.doesNotMatch(await (await ask('drome/account/own-1')).text(), /class="story"/);
  });

  it('is canceled by its own pages alone', async () => {
    const { path, order } = await fresh('berlin', 'b-2041');
    const body = { type: 'cancel-items', lineItems: [{ id: 'effi-briest', quantity: 1 }], version: order.version };
    for (const origin of ['https://other.example', 'null']) {
      assert.equal((await send(`${path}/cancellations`, body, { origin })).status, 403);
    }
    const canceled = await send(`${path}/cancellations`, body);
    assert.equal(canceled.status, 201);
    assert.deepEqual(((await canceled.json()) as { refund: object }).refund, { amount: 1200, currency: 'EUR' });
    const { adjustments, lineItems } = await read(path);
    assert.equal(adjustments[0]?.status, 'completed');
    assert.deepEqual(lineItems.map(({ quantity }) => quantity?.total), [1, 0]);
  });

  it('can be reported missing for two weeks, and the shop settles it', async () => {
    const { path, account } = await fresh('berlin', 'b-2012');
    for (let step = 0; step < 4; step++) await press(account, 'next');
    const { version, actions } = await read(path);
    assert.deepEqual(actions.map(({ type }) => type), ['report-missing']);
    const body = { type: 'report-missing', lineItems: [], version };
    assert.equal((await send(`${path}/cancellations`, body)).status, 202);
    assert.match(JSON.stringify((await read(path)).shipments), /"reason":"missing".*Paketdienst/);
    await press(account, 'next');
    await press(account, 'next');
    const [parcel] = (await read(path)).shipments;
    assert.equal(parcel?.status, 'out_for_delivery');
    const missing = parcel.exceptions.filter(({ reason }) => reason === 'missing');
    assert.deepEqual(missing.map(({ resolvedAt }) => typeof resolvedAt), ['string']);
  });
});

describe('what the shop’s other systems were told', () => {
  it('is listed, with the mail to the customer', async () => {
    const { account } = await fresh('berlin', 'b-2041');
    await press(account, 'next');
    await press(account, 'next');
    const id = account.split('/').at(-1) ?? '';
    let text = '';
    await until(async () => {
      text = await (await ask('berlin/outbox')).text();
      return text.includes(`/${account}\n`) || text.includes(`/${account}</pre>`);
    }, 'the mail is listed');
    assert.match(text, new RegExp(`<code>order\\.placed</code> ${id.toUpperCase()}`));
    assert.match(text, new RegExp(`<code>shipment\\.shipped</code> ${id.toUpperCase()}`));
    assert.match(text, new RegExp(`<pre dir="auto">[^<]*http://127\\.0\\.0\\.1:\\d+/${account}`));
  });
});

describe('the account', () => {
  it('stands under the strict policy, in the language that the address says', async () => {
    for (const path of ['berlin/account', 'moscow/account/m-7702?lang=ja', 'drome/account/d-318?lang=he']) {
      const response = await ask(path);
      assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/);
      const text = await response.text();
      assert.doesNotMatch(text, /undefined|NaN|\[object|\sstyle=|\son\w+="/);
      const language = new URLSearchParams(path.split('?')[1]).get('lang') ?? 'de';
      for (const pack of [language, `order/${language}`, `cancel/${language}`]) {
        assert.match(text, new RegExp(`src="/waybill/messages/${pack}(?:\\.iife)?\\.js" integrity="sha384-`));
      }
    }
  });

  it('lists the orders with what the server can say by itself', async () => {
    const text = await (await ask('berlin/account')).text();
    const widgets = text.match(/<waybill-order-status [^>]*order-id="b-[\d-]+" compact><p>Unser Versprechen: [^<]*\d/g);
    assert.ok((widgets?.length ?? 0) >= 5);
    assert.match(await (await ask('berlin/')).text(), /<a href="\/berlin\/account">Ihre Bestellungen<\/a>/);
  });

  it('holds an order from the checkout, with the promise that was shown', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ way: 'colis' }), redirect: 'manual' } as const;
    const placed = await fetch(address('drome/orders?cart=vase:2,bol-gres:1'), form);
    const id = /orders\/([\da-f]{8})/.exec(placed.headers.get('location') ?? '')?.[1] ?? '';
    const confirmation = await (await ask(`drome/orders/${id}`)).text();
    assert.match(confirmation, new RegExp(`href="/drome/account/${id}"`));
    const [, said = '{}'] = /<script type="application\/json" >(\[.*?\])<\/script>/.exec(confirmation) ?? [];
    const order = await read(`drome/waybill/orders/${id}`);
    const [promise] = JSON.parse(said) as { window: object }[];
    assert.deepEqual(order.promises[0]?.window, promise?.window);
    assert.deepEqual(order.lineItems.map(({ quantity }) => quantity?.original), [2, 1]);
    assert.match(await (await ask('drome/account')).text(), new RegExp(`order-id="${id}"`));
    assert.equal((await ask(`berlin/account/${id}`)).status, 404);
  });

  it('takes the shop’s clock along where somebody who looks ahead orders', async () => {
    const query = await queryAt(demo.base, '/moscow/', 'at=2027-02-10T12:00');
    const form = { method: 'POST', body: new URLSearchParams({ way: 'kurier' }), redirect: 'manual' } as const;
    const placed = await fetch(address(`moscow/orders?cart=shnur:1&${query}`), form);
    const location = placed.headers.get('location') ?? '';
    assert.match(location, /^\/moscow\/orders\/[\da-f]{8}$/);
    const order = await read(`moscow/waybill/${location.slice('/moscow/'.length)}`);
    assert.equal(order.placedAt?.slice(0, 13), '2027-02-10T09');
    assert.equal(order.serverTime.slice(0, 13), '2027-02-10T09');
    assert.equal(order.promises[0]?.madeAt, order.placedAt);
  });

  it('tells a story without scripts too', async () => {
    const { account, path, order } = await fresh('moscow', 'm-7709');
    const response = await press(account, 'next');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), `/${account}`);
    assert.ok((await read(path)).version > order.version);
    assert.equal((await press(account, 'dance')).status, 400);
  });
});

describe('ready-made orders', () => {
  it('are placed anew where nobody touched them for a day', async () => {
    const other = await openDemo();
    try {
      const listed = async (): Promise<string[]> =>
        [...(await (await fetch(`${other.base}/drome/account`)).text()).matchAll(/order-id="([\w-]+)"/g)].map(([, id = '']) => id);
      assert.deepEqual((await listed()).toSorted(), ['d-302', 'd-309', 'd-311', 'd-315', 'd-318']);
      const desk = other.desks.get('drome');
      const headers = { origin: other.base, accept: 'application/json' };
      const body = new URLSearchParams({ do: 'next' });
      await fetch(`${other.base}/drome/account/d-318/story`, { method: 'POST', headers, body });
      await desk?.backEnd.scan('d-311', { id: 'staff-1', kind: 'note', text: 'Noch da' });
      desk?.account.letPass(24 * 60 * 60);
      // What was begun, or scanned, is somebody's.
      assert.deepEqual((await listed()).toSorted(), ['d-302-2', 'd-309-2', 'd-311', 'd-315-2', 'd-318']);
      const page = await (await fetch(`${other.base}/drome/account/d-309-2`)).text();
      assert.match(page, /Step <span data-story="position">4</);
      // Who has an older page open is led there.
      assert.match((await fetch(`${other.base}/drome/account/d-309`)).url, /d-309-2$/);
    } finally {
      await other.close();
    }
  });
});
