import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assertBuilt } from '../../demo/cdn-files.ts';
import { testNow, startDemo, fetchTimeQuery, type RunningDemo } from './start-demo.ts';

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'";

const PAGES = [
  '/',
  '/berlin/',
  '/berlin/p/berlin-alexanderplatz',
  '/berlin/cart',
  '/berlin/cart?cart=effi-briest:1,nachtlinie:2&ship=split',
  '/berlin/checkout?cart=effi-briest:1',
  '/berlin/checkout?cart=effi-briest:1&to=BR',
  '/moscow/',
  '/moscow/p/ritm?to=RU-683000',
  '/moscow/cart?cart=ritm-grafit:1',
  '/moscow/checkout?cart=ritm-grafit:1&lang=ja',
  '/drome/?lang=ar',
  '/drome/p/tabouret?to=ES',
  '/drome/cart?cart=bol-gres:1',
  '/drome/checkout?cart=bol-gres:1,table:1&lang=he',
  '/berlin/help?order=B-2041',
  '/moscow/help',
  '/drome/help?lang=he&order=D-318',
];

let demo: RunningDemo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.close());

const open = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(`${demo.base}${path}`, { redirect: 'manual', ...init });

/** Of a path that is sent as it is. */
async function statusOf(path: string): Promise<number | undefined> {
  const [response] = (await once(get(demo.base, { path }), 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

const post = (path: string, body: unknown): Promise<Response> =>
  open(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('pages', () => {
  for (const path of PAGES) {
    it(`have the strict policy: ${path}`, async () => {
      const response = await open(path);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-security-policy'), POLICY);
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
      const text = await response.text();
      assert.doesNotMatch(text, /undefined|NaN|\[object|\sstyle=|\son\w+="/);
    });
  }

  it('have the language and direction of the address', async () => {
    assert.match(await (await open('/berlin/')).text(), /<html lang="de" dir="ltr">/);
    const arabic = await (await open('/berlin/?lang=ar')).text();
    assert.match(arabic, /<html lang="ar" dir="rtl">/);
    assert.match(arabic, /src="\/waybill\/locales\/ar\/estimate\.js" integrity="sha384-/);
  });

  it('have the server’s estimate as the element’s fallback text', async () => {
    const text = await (await open('/drome/p/vase')).text();
    assert.match(text, /<waybill-delivery-estimate [^>]*>Colis à domicile\W+\w+/);
  });

  it('have the same estimate in the listing and on the page of a product', async () => {
    for (const [shop, cart] of [
      ['berlin', ''],
      ['berlin', '&cart=effi-briest:2'],
      ['moscow', ''],
      ['drome', ''],
    ] as const) {
      const to = shop === 'berlin' ? '?to=DE-10115' : '?';
      const listing = await (await open(`/${shop}/${to}${cart}`)).text();
      const cards = [...listing.matchAll(/<li class="product-card">.*?<\/li>/gs)].map(([card]) => card);
      const fallbackOf = (page: string) => /<waybill-delivery-estimate[^>]*>([^<]*)</.exec(page)?.[1];
      for (const card of cards.slice(0, 5)) {
        const [, path = ''] = /href="([^"?]*\/p\/[^"?]*)/.exec(card) ?? [];
        const product = await (await open(`${path}${to}${cart}`)).text();
        assert.ok(path && fallbackOf(card));
        assert.equal(fallbackOf(product), fallbackOf(card), path);
      }
    }
  });

  it('escape the parameters of the address', async () => {
    const markup = encodeURIComponent('"><script>alert(1)</script>');
    for (const name of ['lang', 'to', 'time-offset', 'ship', 'cart', 'country', 'postal', 'add', 'quantity']) {
      for (const page of ['cart', 'checkout', '', 'p/ritm']) {
        const response = await open(`/moscow/${page}?cart=shnur:1&${name}=${markup}`, { redirect: 'follow' });
        assert.doesNotMatch(await response.text(), /<script>alert/, `${page} ${name}`);
      }
    }
  });

  it('show how to reach the shop about an order', async () => {
    const text = await (await open('/berlin/help?order=B-2041')).text();
    assert.match(
      text,
      /Zu Bestellung B-2041:.*href="tel:\+493023125078".*mailto:hilfe@berlin\.shop\.example\?subject=B-2041/s,
    );
    assert.doesNotMatch(await (await open('/berlin/help?order=<b>1</b>')).text(), /Zu Bestellung/);
  });

  it('have a picture of each product, which is small', async () => {
    for (const { shop } of demo.shopContexts.values()) {
      const listing = await (await open(`/${shop.id}/`)).text();
      const paths = [...listing.matchAll(/<img src="([^"]+)"/g)].map(([, path = '']) => path);
      assert.equal(paths.length, shop.products.length);
      for (const path of [...paths, `/${shop.id}/pictures/delivery-photo.svg`]) {
        const response = await open(path);
        assert.equal(response.headers.get('content-type'), 'image/svg+xml', path);
        const svg = await response.text();
        assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
        assert.ok(svg.length < 2000, `${path}: ${svg.length}`);
        assert.doesNotMatch(svg, /undefined|\[object/);
      }
    }
  });

  it('answer unknown paths with 404', async () => {
    for (const path of [
      '/berlin/pictures/none.svg',
      '/berlin/p/none',
      '/berlin/orders/none',
      '/none',
      '/assets/../app.ts',
      '/waybill/none.js',
    ]) {
      assert.equal((await open(path)).status, 404, path);
    }
    assert.equal(await statusOf('//'), 404);
    assert.equal((await open('/berlin/', { method: 'DELETE' })).status, 405);
    assert.equal((await post('/berlin/', '')).status, 405);
  });
});

describe('the shop’s clock', () => {
  it('starts at the chosen moment and keeps running', async () => {
    const query = await fetchTimeQuery(demo.base, '/berlin/', 'now=23-december');
    for (const path of ['/berlin/', '/berlin/terms.json']) {
      const date = new Date((await open(`${path}?${query}`)).headers.get('date') ?? '');
      assert.equal(date.toISOString().slice(5, 15), '12-23T12:3', path);
    }
  });

  it('takes any moment, in the shop’s time zone', async () => {
    const response = await open('/moscow/cart?lang=en&cart=shnur:1&now=&at=2027-01-01T15:00');
    const location = response.headers.get('location') ?? '';
    assert.match(location, /^\/moscow\/cart\?lang=en&time-offset=\d+&cart=shnur%3A1$/);
    assert.equal((await open(location)).headers.get('date')?.slice(5, 22), '01 Jan 2027 12:00');
  });

  it('returns to the machine’s time', async () => {
    const response = await open('/berlin/?time-offset=86400&now=real');
    assert.equal(response.headers.get('location'), '/berlin/');
    const before = testNow();
    const date = Date.parse((await open('/berlin/terms.json')).headers.get('date') ?? '');
    assert.ok(date > before - 1_000 && date <= testNow());
  });
});

describe('the cart', () => {
  it('adds, changes and removes lines in the address', async () => {
    const moves: [string, string][] = [
      ['add=ritm-sneg&quantity=2', 'cart=ritm-sneg%3A2'],
      ['cart=ritm-sneg:2&add=ritm-sneg&quantity=1', 'cart=ritm-sneg%3A3'],
      ['cart=ritm-sneg:2,shnur:1&quantity.ritm-sneg=5&quantity.shnur=1', 'cart=ritm-sneg%3A5%2Cshnur%3A1'],
      ['cart=ritm-sneg:2,shnur:1&quantity.shnur=0', 'cart=ritm-sneg%3A2'],
    ];
    for (const [query, expected] of moves) {
      assert.equal((await open(`/moscow/cart?${query}`)).headers.get('location'), `/moscow/cart?${expected}`);
    }
  });
});

describe('POST …/estimates', () => {
  const questions = [
    { id: 'a', items: [{ sku: 'effi-briest' }], destination: { country: 'DE', postal: '10115' }, method: 'paket' },
    { id: 'b', items: [{ sku: 'nachtlinie' }], destination: { country: 'DE', postal: '10115' }, method: 'paket' },
    { id: 'c', items: [{ sku: 'none', quantity: 3 }], destination: { country: 'BR' } },
  ];

  it('answers all requests of a page', async () => {
    const query = await fetchTimeQuery(demo.base, '/berlin/', 'at=2026-12-04T11:30');
    const response = await post(`/berlin/waybill/estimates?${query}`, { requests: questions });
    assert.equal(response.status, 200);
    const { estimates, serverTime } = (await response.json()) as {
      estimates: { request: string; window?: { from: string }; unavailable?: { code: string } }[];
      serverTime: string;
    };
    assert.deepEqual(
      estimates.map(({ request }) => request),
      ['a', 'b', 'c'],
    );
    assert.equal(estimates[2]?.unavailable?.code, 'no-service');
    // Friday before noon: the parcel carrier delivers on Saturday.
    assert.equal(estimates[0]?.window?.from, '2026-12-05');
    assert.equal(serverTime.slice(0, 16), '2026-12-04T10:30');
    const header = Date.parse(response.headers.get('date') ?? '');
    assert.ok(Math.abs(header - Date.parse(serverTime)) < 2000);
  });

  it('refuses anything but a list of requests', async () => {
    const bad = ['', '{', 'null', '[]', '{}', { requests: [] }, { requests: [{ items: [] }] }, { requests: [{}] }];
    for (const body of bad) {
      const response = await post('/drome/waybill/estimates', body);
      assert.equal(response.status, 400, JSON.stringify(body));
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.equal(((await response.json()) as { code: string }).code, 'validation');
    }
  });

  it('refuses a body that is too large', async () => {
    const response = await post('/drome/waybill/estimates', ' '.repeat(600_000));
    assert.equal(response.status, 413);
    assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
  });
});

describe('an order', () => {
  const order = async (form: Record<string, string>): Promise<string> => {
    const init = { method: 'POST', body: new URLSearchParams(form) };
    return (await open('/drome/orders?cart=bol-gres:1', init)).headers.get('location') ?? '';
  };

  it('has the server’s estimate as its promise if the page’s is forged', async () => {
    const promise = { id: 'colis', kind: 'delivery', window: { from: '2030-01-01', to: '2030-01-01' } };
    const page = await (await open(await order({ option: 'colis', promise: JSON.stringify(promise) }))).text();
    assert.doesNotMatch(page, /2030-01-01/);
    assert.match(page, /La date a changé/);
  });

  it('is placed without scripts, and refused with an option that is not offered', async () => {
    assert.match(await order({ option: 'colis', promise: '' }), /^\/drome\/orders\/[\da-f]{8}$/);
    assert.equal(await order({ option: 'transporteur' }), '/drome/checkout?cart=bol-gres%3A1');
    assert.equal(await order({ option: '' }), '/drome/checkout?cart=bol-gres%3A1');
  });

  it('is visible in its own shop only', async () => {
    const url = await order({ option: 'colis' });
    assert.equal((await open(url)).status, 200);
    assert.equal((await open(url.replace('drome', 'berlin'))).status, 404);
  });
});

describe('a start', () => {
  it('names the command that builds missing files', async () => {
    assert.throws(() => assertBuilt(new URL('file:///nowhere/')), /Run: npm run build/);
  });

  it('takes a free port if the requested one is taken, and prints it', async () => {
    const otherServer = createServer().listen(0, '127.0.0.1');
    await once(otherServer, 'listening');
    const { port } = otherServer.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), 'waybill-start-'));
    const child = spawn(process.execPath, ['demo/server.ts'], {
      env: { ...process.env, PORT: String(port), WAYBILL_DATA: folder },
    });
    try {
      let output = '';
      for await (const chunk of child.stdout) {
        output += String(chunk);
        if (output.includes('http://')) break;
      }
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
      assert.match(output, new RegExp(`Port ${port} is taken`));
      assert.equal((await fetch(url)).status, 200);
    } finally {
      child.kill();
      await once(child, 'exit');
      otherServer.close();
      rmSync(folder, { recursive: true });
    }
  });
});
