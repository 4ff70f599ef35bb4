import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { parseCancellation, parseOrder, parseOrderEvents, parseProblem, type Order } from '../../src/contract/index.ts';
import { openDemo, queryAt, type OpenDemo } from './open-demo.ts';
import { openStream } from './read-stream.ts';

type Wire = Order & { epoch: string; serverTime: string };

let demo: OpenDemo;
before(async () => {
  demo = await openDemo();
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

/** A problem's code, with its status checked against the contract's form. */
async function codeOf(response: Response): Promise<string | undefined> {
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const parsed = parseProblem(await response.json());
  assert.ok(parsed.ok);
  assert.equal(parsed.data.status, response.status);
  return parsed.data.code;
}

/** Begins an order anew, so that no other test has touched it. */
async function fresh(shop: string, id: string): Promise<{ path: string; account: string; order: Wire }> {
  const account = `${shop}/account/${id}`;
  await press(account, 'over');
  const path = `${shop}/waybill/orders/${id}`;
  return { path, account, order: await read(path) };
}

describe('GET …/orders/{id}', () => {
  it('answers an order of the contract, with nothing in it to be repaired', async () => {
    for (const [shop, id] of [['berlin', 'b-2041'], ['moscow', 'm-7702'], ['drome', 'd-302']]) {
      const order = await read(`${shop}/waybill/orders/${id}`);
      assert.equal(order.id, id);
      assert.ok(order.epoch && order.serverTime);
      assert.ok(order.promises[0]?.window?.from);
    }
  });

  it('answers 304 for the version that is known, until there is another', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2041');
    const etag = (await ask(path)).headers.get('etag') ?? '';
    assert.equal(etag, `"${order.epoch}.${order.version}"`);
    const unchanged = await ask(path, { 'if-none-match': etag });
    assert.equal(unchanged.status, 304);
    assert.equal(await unchanged.text(), '');
    await press(account, 'next');
    const changed = await ask(path, { 'if-none-match': etag });
    assert.equal(changed.status, 200);
    assert.equal(((await changed.json()) as Wire).version, order.version + 1);
  });

  it('says the shop’s time as it was chosen', async () => {
    const query = await queryAt(demo.base, '/drome/account', 'at=2026-12-04T11:30');
    const order = await read(`drome/waybill/orders/d-318?${query}`);
    assert.equal(order.serverTime.slice(0, 16), '2026-12-04T10:30');
  });

  it('knows an order in its own shop only', async () => {
    for (const path of ['moscow/waybill/orders/b-2041', 'berlin/waybill/orders/x', 'berlin/waybill/orders/x/events']) {
      const response = await ask(path);
      assert.equal(response.status, 404);
      assert.equal(await codeOf(response), 'order-not-found');
    }
  });

  it('answers nobody who came under a foreign name', async () => {
    const request = get(address('berlin/waybill/orders/b-2041'), { headers: { host: 'shop.example' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    assert.equal(response.statusCode, 404);
  });
});

describe('GET …/orders/{id}/events', () => {
  it('says hello at once, and then every change', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2041');
    const stream = await openStream(address(`${path}/events?after=${order.epoch}.${order.version}`));
    try {
      assert.match(stream.type, /^text\/event-stream/);
      const hello = await stream.next();
      assert.equal(hello.event, 'heartbeat');
      assert.equal(hello.id, undefined);
      assert.equal(hello.data['version'], order.version);
      await press(account, 'next');
      const news = await stream.next();
      assert.equal(news.event, 'order');
      assert.equal(news.id, `${order.epoch}.${order.version + 1}`);
      assert.deepEqual(
        [news.data['epoch'], news.data['version'], (news.data['order'] as Order).version],
        [order.epoch, order.version + 1, order.version + 1],
      );
      assert.ok(Date.parse(String(news.data['serverTime'])) > Date.parse(order.serverTime));
    } finally {
      stream.close();
    }
  });

  for (const way of ['after', 'last-event-id']) {
    it(`replays what was missed, by ${way}`, async () => {
      const { path, account, order } = await fresh('drome', 'd-318');
      await press(account, 'next');
      await press(account, 'next');
      const cursor = `${order.epoch}.${order.version}`;
      const url = address(`${path}/events${way === 'after' ? `?after=${cursor}` : ''}`);
      const stream = await openStream(url, way === 'after' ? {} : { 'last-event-id': cursor });
      try {
        const seen = [await stream.next(), await stream.next(), await stream.next()];
        assert.deepEqual(
          seen.map(({ event, id }) => [event, id]),
          [
            ['order', `${order.epoch}.${order.version + 1}`],
            ['order', `${order.epoch}.${order.version + 2}`],
            ['heartbeat', undefined],
          ],
        );
      } finally {
        stream.close();
      }
    });
  }

  it('sends who comes from another run the order as it is', async () => {
    const { path, order } = await fresh('drome', 'd-318');
    const stream = await openStream(address(`${path}/events?after=other.7`));
    try {
      const first = await stream.next();
      assert.deepEqual([first.event, first.data['version']], ['order', order.version]);
    } finally {
      stream.close();
    }
  });

  it('tells of an order that begins anew under another epoch', async () => {
    const { path, account, order } = await fresh('drome', 'd-315');
    const stream = await openStream(address(`${path}/events?after=${order.epoch}.${order.version}`));
    try {
      await stream.next();
      await press(account, 'over');
      const news = await stream.next();
      assert.equal(news.event, 'order');
      assert.notEqual(news.data['epoch'], order.epoch);
    } finally {
      stream.close();
    }
  });

  it('answers as JSON the events since the cursor', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2012');
    await press(account, 'next');
    const headers = { accept: 'application/json' };
    const kinds = async (after: string): Promise<string[]> => {
      const parsed = parseOrderEvents(await (await ask(`${path}/events${after}`, headers)).json());
      assert.ok(parsed.ok);
      return parsed.data.events.map(({ kind }) => kind);
    };
    assert.deepEqual(await kinds(`?after=${order.epoch}.${order.version}`), ['packed']);
    assert.deepEqual(await kinds(''), ['placed', 'packed']);
  });
});

describe('POST …/orders/{id}/cancellations', () => {
  const cancel = (order: Order, id: string, quantity = 1): object => ({
    type: 'cancel-items',
    lineItems: [{ id, quantity }],
    version: order.version,
  });

  it('cancels a line, with what comes back', async () => {
    const { path, order } = await fresh('berlin', 'b-2041');
    const response = await send(`${path}/cancellations`, cancel(order, 'effi-briest'));
    assert.equal(response.status, 201);
    const parsed = parseCancellation(await response.json());
    assert.ok(parsed.ok);
    assert.equal(parsed.data.status, 'completed');
    assert.deepEqual(parsed.data.refund, { amount: 1200, currency: 'EUR' });

    const now = await read(path);
    assert.equal(now.version, order.version + 1);
    assert.deepEqual(now.lineItems.map(({ quantity }) => quantity?.total), [1, 0]);
    assert.deepEqual(now.actions[0]?.lineItems, [{ id: 'spazieren', maxQuantity: 1 }]);
    assert.equal(now.adjustments[0]?.money?.amount, 1200);
    const found = await ask(`${path}/cancellations/${parsed.data.id}`);
    assert.equal(((await found.json()) as { id: string }).id, parsed.data.id);
    assert.equal(response.headers.get('location'), `cancellations/${parsed.data.id}`);

    const again = await send(`${path}/cancellations`, cancel(now, 'effi-briest'));
    assert.equal(await codeOf(again), 'already-canceled');
  });

  it('does what it is told once, however often it is told', async () => {
    const { path, order } = await fresh('berlin', 'b-2041');
    const key = { 'idempotency-key': randomUUID() };
    const first = await send(`${path}/cancellations`, cancel(order, 'effi-briest'), key);
    const second = await send(`${path}/cancellations`, cancel(order, 'effi-briest'), key);
    assert.deepEqual(await second.json(), await first.json());
    assert.equal(second.status, first.status);
    assert.equal((await read(path)).version, order.version + 1);
    const other = await send(`${path}/cancellations`, cancel(order, 'spazieren'), key);
    assert.equal(other.status, 422);
    assert.equal(await codeOf(other), 'idempotency-mismatch');
  });

  it('does nothing for who saw an older version', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2041');
    await press(account, 'next');
    const late = await send(`${path}/cancellations`, cancel(order, 'effi-briest'));
    assert.equal(late.status, 412);
    assert.equal(await codeOf(late), 'version-conflict');
    const now = await read(path);
    const stale = { 'if-match': `"${order.epoch}.${order.version}"` };
    const refused = await send(`${path}/cancellations`, cancel(now, 'effi-briest'), stale);
    assert.equal(await codeOf(refused), 'version-conflict');
    assert.equal((await read(path)).version, now.version);
  });

  it('allows only what the order’s actions say', async () => {
    const { path, account } = await fresh('berlin', 'b-2041');
    await press(account, 'next');
    await press(account, 'next');
    const order = await read(path);
    const refusals: [object, string][] = [
      [cancel(order, 'spazieren'), 'already-shipped'],
      [cancel(order, 'effi-briest', 2), 'quantity-too-great'],
      [cancel(order, 'none'), 'action-not-allowed'],
      [{ ...cancel(order, 'effi-briest'), lineItems: [] }, 'action-not-allowed'],
      [{ ...cancel(order, 'effi-briest'), type: 'report-missing' }, 'action-not-allowed'],
      [{ ...cancel(order, 'effi-briest'), type: 'withdraw' }, 'action-not-allowed'],
    ];
    for (const [body, code] of refusals) {
      assert.equal(await codeOf(await send(`${path}/cancellations`, body)), code, JSON.stringify(body));
    }
    assert.equal((await read(path)).version, order.version);
  });

  it('adds up a line that is named twice', async () => {
    const { path, order } = await fresh('berlin', 'b-2041');
    const line = { id: 'effi-briest', quantity: 1 };
    const twice = { ...cancel(order, 'effi-briest'), lineItems: [line, line] };
    assert.equal(await codeOf(await send(`${path}/cancellations`, twice)), 'quantity-too-great');
  });

  it('refuses what is no request, too large, or without a key', async () => {
    const { path, order } = await fresh('berlin', 'b-2041');
    for (const body of ['', '{', 'null', { ...cancel(order, 'effi-briest'), more: 1 }]) {
      const response = await send(`${path}/cancellations`, body);
      assert.equal(response.status, 400);
      assert.equal(await codeOf(response), 'validation');
    }
    assert.equal((await send(`${path}/cancellations`, ' '.repeat(20_000))).status, 413);
    const keyless = { 'idempotency-key': '' };
    const refused = await send(`${path}/cancellations`, cancel(order, 'effi-briest'), keyless);
    assert.equal(await codeOf(refused), 'validation');
    assert.equal((await send(path, cancel(order, 'effi-briest'))).status, 405);
  });

  it('takes nothing from a foreign page', async () => {
    const { path, account, order } = await fresh('berlin', 'b-2041');
    for (const origin of ['http://shop.example', 'null', demo.base.replace('127.0.0.1', 'localhost')]) {
      assert.equal((await send(`${path}/cancellations`, cancel(order, 'effi-briest'), { origin })).status, 403);
      assert.equal((await press(account, 'next', { origin })).status, 403);
    }
    assert.equal((await read(path)).version, order.version);
  });

  it('takes a report that a delivered parcel is missing', async () => {
    const { path, account } = await fresh('drome', 'd-302');
    for (let step = 0; step < 4; step++) await press(account, 'next');
    const order = await read(path);
    const body = { type: 'report-missing', lineItems: [{ id: 'bol-gres', quantity: 2 }], version: order.version };
    const response = await send(`${path}/cancellations`, body);
    assert.equal(response.status, 202);
    const now = await read(path);
    assert.equal(now.shipments[0]?.exceptions[0]?.actionRequired?.by, 'shop');
    assert.ok(!now.actions.some(({ type }) => type === 'report-missing'));
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
      for (const pack of [language, `order/${language}`]) {
        assert.match(text, new RegExp(`src="/waybill/messages/${pack}(?:\\.iife)?\\.js" integrity="sha384-`));
      }
    }
  });

  it('keeps what the customer did, also in another language or at another time', async () => {
    const { id } = await read('moscow/waybill/orders/m-7715');
    const { version } = await read(`moscow/waybill/orders/${id}`);
    const body = { type: 'cancel-items', lineItems: [{ id: 'kolonka', quantity: 1 }], version };
    assert.equal((await send(`moscow/waybill/orders/${id}/cancellations`, body)).status, 201);
    const query = await queryAt(demo.base, '/moscow/account', 'at=2027-02-10T12:00');
    await ask(`moscow/account?lang=en&${query}`);
    assert.equal((await read(`moscow/waybill/orders/${id}`)).adjustments.length, 1);
    await ask('moscow/account');
  });

  it('lists the orders with what the server can say by itself', async () => {
    const text = await (await ask('berlin/account')).text();
    const widgets = text.match(/<waybill-order-status [^>]*order-id="b-\d+" compact><p>Unser Versprechen: [^<]*\d/g);
    assert.equal(widgets?.length, 5);
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

  it('puts untouched orders into the visitor’s time', async () => {
    const query = await queryAt(demo.base, '/moscow/account', 'at=2027-02-10T12:00');
    await ask(`moscow/account?${query}`);
    const { placedAt = '' } = await read(`moscow/waybill/orders/m-7681?${query}`);
    assert.match(placedAt, /^2027-02-0/);
    await ask('moscow/account');
  });

  it('tells a story without scripts too', async () => {
    const { account, path, order } = await fresh('moscow', 'm-7709');
    const response = await press(account, 'next');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), `/${account}`);
    assert.equal((await read(path)).version, order.version + 1);
    assert.equal((await press(account, 'dance')).status, 400);
  });
});
