import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { parseOrder, parseProblem, type Order } from '../../src/contract/index.ts';
import { startDemo, fetchTimeQuery, type RunningDemo } from './start-demo.ts';
import { openStream } from './open-stream.ts';
import { waitFor } from '../support/wait-for.ts';

/* The orders behind the demo's pages. test/server tests the back end itself. */

type WireOrder = Order & { epoch: string; serverTime: string };

const SHOP_KEY = 'the-key-of-the-demo-shops-systems';

let demo: RunningDemo;
before(async () => {
  demo = await startDemo({ shopKey: SHOP_KEY });
  for (const shop of ['berlin', 'moscow', 'drome']) await fetch(`${demo.base}/${shop}/account`);
});
after(() => demo.close());

const urlOf = (path: string): string => `${demo.base}/${path}`;
const fetchPath = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(urlOf(path), { headers });

async function readOrder(path: string): Promise<WireOrder> {
  const parsed = parseOrder(await (await fetchPath(path)).json());
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.warnings, []);
  return parsed.data as WireOrder;
}

/** Sends a form as a page of the demo. */
const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(urlOf(path), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
    headers: { origin: demo.base, 'idempotency-key': randomUUID(), 'content-type': 'application/json', ...headers },
  });

const pressStoryButton = (account: string, button: string, headers: Record<string, string> = {}): Promise<Response> =>
  send(`${account}/story`, new URLSearchParams({ command: button }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  });

async function codeOf(response: Response): Promise<string | undefined> {
  const parsed = parseProblem(await response.json());
  assert.ok(parsed.ok);
  return parsed.data.code;
}

/** Places a copy of an example order for one test. */
async function placeExampleOrder(
  shop: string,
  exampleId: string,
): Promise<{ path: string; account: string; order: WireOrder }> {
  const placed = await pressStoryButton(`${shop}/account/${exampleId}`, 'restart');
  const [, id = ''] = /account\/([\w-]+)/.exec(placed.headers.get('location') ?? '') ?? [];
  const path = `${shop}/waybill/orders/${id}`;
  return { path, account: `${shop}/account/${id}`, order: await readOrder(path) };
}

describe('an order of the demo shops', () => {
  it('follows the contract without a warning', async () => {
    for (const [shop, id] of [
      ['berlin', 'b-2041'],
      ['moscow', 'm-7702'],
      ['drome', 'd-302'],
    ]) {
      const order = await readOrder(`${shop}/waybill/orders/${id}`);
      assert.equal(order.id, id);
      assert.ok(order.epoch && order.serverTime);
      assert.ok(order.promises[0]?.window?.from);
    }
  });

  it('follows the shop’s clock, not the visitor’s', async () => {
    const { account, path } = await placeExampleOrder('drome', 'd-318');
    const query = await fetchTimeQuery(demo.base, '/drome/', 'at=2027-12-04T11:30');
    const order = await readOrder(`${path}?${query}`);
    assert.notEqual(order.serverTime.slice(0, 4), '2027');
    await pressStoryButton(account, 'next');
    const response = await fetchPath(path);
    const later = (await response.json()) as WireOrder;
    assert.ok(Date.parse(later.serverTime) > Date.parse(order.serverTime) + 60 * 60 * 1000);
    assert.ok(Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.parse(later.serverTime)) < 2000);
    assert.doesNotMatch(await (await fetchPath(`drome/account?${query}`)).text(), /time-offset=\d/);
  });

  it('is visible in its own shop only, and under a name of this machine only', async () => {
    for (const path of ['moscow/waybill/orders/b-2041', 'berlin/waybill/orders/x', 'berlin/waybill/orders/x/events']) {
      assert.equal(await codeOf(await fetchPath(path)), 'order-not-found', path);
    }
    for (const path of [
      'berlin/waybill/orders/b-2041',
      'berlin/account',
      'berlin/account/b-2041',
      'berlin/notifications',
    ]) {
      const request = get(urlOf(path), { headers: { host: 'shop.example' } });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      assert.equal(response.statusCode, 404, path);
    }
  });

  it('sends each step of a story to its stream', async () => {
    const { path, account, order } = await placeExampleOrder('berlin', 'b-2041');
    const stream = await openStream(urlOf(`${path}/events?after=${order.epoch}.${order.version}`));
    try {
      assert.equal((await stream.next()).event, 'heartbeat');
      await pressStoryButton(account, 'next');
      const orderEvent = await stream.next();
      assert.deepEqual([orderEvent.event, orderEvent.id], ['order', `${order.epoch}.${order.version + 1}`]);
      assert.equal((orderEvent.data['order'] as Order).shipments[0]?.status, 'packed');
    } finally {
      stream.close();
    }
  });

  it('can be placed and scanned by another program with the shop’s key', async () => {
    const lineItems = [{ id: '1', title: 'Blue mug', quantity: { original: 1, total: 1, fulfilled: 0 } }];
    const mug = { number: 'OWN-1', placedAt: '2026-11-23T09:00:00Z', currency: 'EUR', lineItems };
    const authorization = `Bearer ${SHOP_KEY}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const putOrder = (key: Record<string, string>): Promise<Response> =>
      fetch(urlOf('drome/waybill/orders/own-1'), {
        method: 'PUT',
        headers: { ...headers, ...key },
        body: JSON.stringify(mug),
      });
    assert.equal((await putOrder({ authorization: 'Bearer another-key-of-another-shop' })).status, 401);
    const placed = await putOrder({});
    assert.equal(placed.status, 201, await placed.text());
    const scan = { id: 's-1', kind: 'packed', shipmentId: 'a', shipment: { method: 'courier' } };
    const scanned = await fetch(urlOf('drome/waybill/orders/own-1/events'), {
      method: 'POST',
      headers,
      body: JSON.stringify(scan),
    });
    assert.equal(scanned.status, 201);
    assert.match(await (await fetchPath('drome/account')).text(), /order-id="own-1"/);
    // An order of another program has no story.
    assert.doesNotMatch(await (await fetchPath('drome/account/own-1')).text(), /class="story"/);
  });

  it('can be canceled by the demo’s own pages only', async () => {
    const { path, order } = await placeExampleOrder('berlin', 'b-2041');
    const body = { type: 'cancel-items', lineItems: [{ id: 'effi-briest', quantity: 1 }], version: order.version };
    for (const origin of ['https://other.example', 'null']) {
      assert.equal((await send(`${path}/cancellations`, body, { origin })).status, 403);
    }
    const canceled = await send(`${path}/cancellations`, body);
    assert.equal(canceled.status, 201);
    assert.deepEqual(((await canceled.json()) as { refund: object }).refund, { amount: 1200, currency: 'EUR' });
    const { adjustments, lineItems } = await readOrder(path);
    assert.equal(adjustments[0]?.status, 'completed');
    assert.deepEqual(
      lineItems.map(({ quantity }) => quantity?.total),
      [1, 0],
    );
  });

  it('can be reported missing for two weeks, until the shop settles the report', async () => {
    const { path, account } = await placeExampleOrder('berlin', 'b-2012');
    for (let step = 0; step < 4; step++) await pressStoryButton(account, 'next');
    const { version, actions } = await readOrder(path);
    assert.deepEqual(
      actions.map(({ type }) => type),
      ['withdraw', 'report-missing'],
    );
    const body = { type: 'report-missing', lineItems: [], version };
    assert.equal((await send(`${path}/cancellations`, body)).status, 202);
    assert.match(JSON.stringify((await readOrder(path)).shipments), /"kind":"not_received".*Paketdienst/);
    await pressStoryButton(account, 'next');
    await pressStoryButton(account, 'next');
    const [parcel] = (await readOrder(path)).shipments;
    assert.equal(parcel?.status, 'out_for_delivery');
    const missingExceptions = parcel.exceptions.filter(({ kind }) => kind === 'not_received');
    assert.deepEqual(
      missingExceptions.map(({ resolvedAt }) => typeof resolvedAt),
      ['string'],
    );
  });
});

describe('the page of notifications', () => {
  it('lists messages and mail to the customer', async () => {
    const { account } = await placeExampleOrder('berlin', 'b-2041');
    await pressStoryButton(account, 'next');
    await pressStoryButton(account, 'next');
    const id = account.split('/').at(-1) ?? '';
    let text = '';
    await waitFor(async () => {
      text = await (await fetchPath('berlin/notifications')).text();
      return text.includes(`/${account}\n`) || text.includes(`/${account}</pre>`);
    }, 'the mail is listed');
    assert.match(text, new RegExp(`<code>order\\.placed</code> ${id.toUpperCase()}`));
    assert.match(text, new RegExp(`<code>shipment\\.shipped</code> ${id.toUpperCase()}`));
    assert.match(text, new RegExp(`<pre dir="auto">[^<]*http://127\\.0\\.0\\.1:\\d+/${account}`));
  });
});

describe('the account', () => {
  it('has the strict policy and the language of the address', async () => {
    for (const path of ['berlin/account', 'moscow/account/m-7702?lang=ja', 'drome/account/d-318?lang=he']) {
      const response = await fetchPath(path);
      assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/);
      const text = await response.text();
      assert.doesNotMatch(text, /undefined|NaN|\[object|\sstyle=|\son\w+="/);
      const language = new URLSearchParams(path.split('?')[1]).get('lang') ?? 'de';
      for (const pack of ['estimate', 'order', 'cancel']) {
        assert.match(
          text,
          new RegExp(`src="/waybill/locales/${language}/${pack}(?:\\.iife)?\\.js" integrity="sha384-`),
        );
      }
    }
  });

  it('lists the orders with the server’s own fallback texts', async () => {
    const text = await (await fetchPath('berlin/account')).text();
    const widgets = text.match(
      /<waybill-order-status [^>]*order-id="b-[\d-]+" layout="compact"><p>Unser Versprechen: [^<]*\d/g,
    );
    assert.ok((widgets?.length ?? 0) >= 5);
    assert.match(await (await fetchPath('berlin/')).text(), /<a href="\/berlin\/account">Ihre Bestellungen<\/a>/);
  });

  it('shows an order from the checkout with the promise of the checkout', async () => {
    const form = { method: 'POST', body: new URLSearchParams({ option: 'colis' }), redirect: 'manual' } as const;
    const placed = await fetch(urlOf('drome/orders?cart=vase:2,bol-gres:1'), form);
    const id = /orders\/([\da-f]{8})/.exec(placed.headers.get('location') ?? '')?.[1] ?? '';
    const confirmation = await (await fetchPath(`drome/orders/${id}`)).text();
    assert.match(confirmation, new RegExp(`href="/drome/account/${id}"`));
    const [, json = '{}'] = /<script type="application\/json" >(\[.*?\])<\/script>/.exec(confirmation) ?? [];
    const order = await readOrder(`drome/waybill/orders/${id}`);
    const [promise] = JSON.parse(json) as { window: object }[];
    assert.deepEqual(order.promises[0]?.window, promise?.window);
    assert.deepEqual(
      order.lineItems.map(({ quantity }) => quantity?.original),
      [2, 1],
    );
    assert.match(await (await fetchPath('drome/account')).text(), new RegExp(`order-id="${id}"`));
    assert.equal((await fetchPath(`berlin/account/${id}`)).status, 404);
  });

  it('advances the shop’s clock after an order at a later time', async () => {
    const query = await fetchTimeQuery(demo.base, '/moscow/', 'at=2027-02-10T12:00');
    const form = { method: 'POST', body: new URLSearchParams({ option: 'kurier' }), redirect: 'manual' } as const;
    const placed = await fetch(urlOf(`moscow/orders?cart=shnur:1&${query}`), form);
    const location = placed.headers.get('location') ?? '';
    assert.match(location, /^\/moscow\/orders\/[\da-f]{8}$/);
    const order = await readOrder(`moscow/waybill/${location.slice('/moscow/'.length)}`);
    assert.equal(order.placedAt?.slice(0, 13), '2027-02-10T09');
    assert.equal(order.serverTime.slice(0, 13), '2027-02-10T09');
    assert.equal(order.promises[0]?.madeAt, order.placedAt);
  });

  it('plays a story without scripts', async () => {
    const { account, path, order } = await placeExampleOrder('moscow', 'm-7709');
    const response = await pressStoryButton(account, 'next');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), `/${account}`);
    assert.ok((await readOrder(path)).version > order.version);
    assert.equal((await pressStoryButton(account, 'dance')).status, 400);
  });
});

describe('example orders', () => {
  it('are replaced after a day without a step or a scan', async () => {
    const ownDemo = await startDemo();
    try {
      const listOrderIds = async (): Promise<string[]> =>
        [...(await (await fetch(`${ownDemo.base}/drome/account`)).text()).matchAll(/order-id="([\w-]+)"/g)].map(
          ([, id = '']) => id,
        );
      assert.deepEqual((await listOrderIds()).toSorted(), ['d-302', 'd-309', 'd-311', 'd-315', 'd-318']);
      const context = ownDemo.shopContexts.get('drome');
      const headers = { origin: ownDemo.base, accept: 'application/json' };
      const body = new URLSearchParams({ command: 'next' });
      await fetch(`${ownDemo.base}/drome/account/d-318/story`, { method: 'POST', headers, body });
      await context?.backEnd.recordScan('d-311', { id: 'staff-1', kind: 'note', text: 'Noch da' });
      context?.stories.advanceClock(24 * 60 * 60);
      // Orders with played steps or scans are kept.
      assert.deepEqual((await listOrderIds()).toSorted(), ['d-302-2', 'd-309-2', 'd-311', 'd-315-2', 'd-318']);
      const page = await (await fetch(`${ownDemo.base}/drome/account/d-309-2`)).text();
      assert.match(page, /Step <span data-story="position">4</);
      // The URL of a replaced order redirects to the new one.
      assert.match((await fetch(`${ownDemo.base}/drome/account/d-309`)).url, /d-309-2$/);
    } finally {
      await ownDemo.close();
    }
  });
});
