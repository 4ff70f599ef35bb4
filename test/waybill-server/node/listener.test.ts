import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import express from 'express';
import { Hono } from 'hono';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { shopKey, snapshot, withBench, type Bench } from '../handler/bench.ts';
import { readStream, until } from '../handler/read-stream.ts';

const asShop = { authorization: `Bearer ${shopKey}` };

/** Serves on a free port of this machine for as long as the work takes. */
async function serving(listener: RequestListener, work: (origin: string, server: Server) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const put = (url: string, body: object = snapshot): Promise<Response> =>
  fetch(url, { method: 'PUT', headers: { ...asShop, 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** An order is written, read, followed, changed and left, over real sockets. */
async function walk(bench: Bench, base: string): Promise<void> {
  const created = await put(`${base}/orders/o1`);
  assert.equal(created.status, 201, await created.clone().text());
  const etag = created.headers.get('etag') ?? '';
  const known = await fetch(`${base}/orders/o1`, { headers: { ...asShop, 'if-none-match': etag } });
  assert.equal(known.status, 304);

  const abort = new AbortController();
  const response = await fetch(`${base}/orders/o1/events`, { headers: asShop, signal: abort.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const stream = readStream(response);
  assert.equal((await stream.news())?.data['version'], 1);
  await put(`${base}/orders/o1`, { ...snapshot, statusText: 'picking' });
  assert.equal((await stream.news())?.data['version'], 2);
  assert.equal(bench.handler.openStreams, 1);
  abort.abort();
  await until(() => bench.handler.openStreams === 0, 'the stream of who left to be closed');
  assert.equal((await fetch(`${base}/nothing`)).status, 404);
}

describe('the bridge', () => {
  it('serves node:http', async () => {
    await withBench((bench) => serving(toNodeListener(bench.handler), (base) => walk(bench, base)));
  });

  it('serves Express, mounted under a path', async () => {
    await withBench(async (bench) => {
      const app = express();
      app.use('/api/waybill', toNodeListener(bench.handler));
      app.use(express.json());
      await serving(app, (base) => walk(bench, `${base}/api/waybill`));
    });
  });

  it('serves Hono, which takes the handler as it is', async () => {
    await withBench(async (bench) => {
      const app = new Hono();
      app.mount('/api/waybill', (request) => bench.handler(request));
      await serving(toNodeListener((request) => app.fetch(request)), (base) => walk(bench, `${base}/api/waybill`));
    });
  });

  it('counts callers by the address that they come from', async () => {
    await withBench(async (bench) => {
      await serving(toNodeListener(bench.handler), async (base) => {
        assert.equal((await fetch(`${base}/orders/o1`)).status, 401);
        assert.equal((await fetch(`${base}/orders/o1`)).status, 429);
      });
    }, { limits: { rate: { burst: 1, perSecond: 0.001 } } });
  });

  it('answers who sends too much, and goes on with the same connection', async () => {
    await withBench(async (bench) => {
      await serving(toNodeListener(bench.handler), async (base) => {
        // Without a length: it is found out while reading.
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            for (let piece = 0; piece < 50; piece += 1) controller.enqueue(new Uint8Array(10_000).fill(32));
            controller.close();
          },
        });
        const init = { method: 'PUT', headers: { ...asShop, 'content-type': 'application/json' }, body, duplex: 'half' };
        const refused = await fetch(`${base}/orders/o1`, init as RequestInit);
        assert.equal(refused.status, 413);
        assert.equal((await put(`${base}/orders/o1`)).status, 201);
      });
    }, { limits: { shopBody: 20_000 } });
  });

  it('says so where something in front has read the body', async () => {
    await withBench(async (bench) => {
      const app = express();
      app.use(express.json());
      app.use(toNodeListener(bench.handler));
      const warn = console.warn;
      const warnings: unknown[] = [];
      console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
      try {
        await serving(app, async (base) => assert.equal((await put(`${base}/orders/o1`)).status, 500));
      } finally {
        console.warn = warn;
      }
      assert.match(String(warnings), /before what parses bodies/);
    });
  });

  it('waits for readers that are slow, and lets go of those that never read', async () => {
    await withBench(async (bench) => {
      await serving(toNodeListener(bench.handler), async (base) => {
        const title = 'x'.repeat(400);
        const lineItems = Array.from({ length: 500 }, (_, index) => ({ ...snapshot.lineItems[0], id: `l${index}`, title }));
        await put(`${base}/orders/o1`, { ...snapshot, lineItems });
        const { port } = new URL(base);
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.pause();
        socket.write(`GET /orders/o1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${shopKey}\r\n\r\n`);
        await until(() => bench.handler.openStreams === 1, 'the stream to open');
        let version = 1;
        await until(async () => {
          version += 1;
          await put(`${base}/orders/o1`, { ...snapshot, lineItems, statusText: `v${version}` });
          return bench.handler.openStreams === 0;
        }, 'the stream to be cut');
        socket.destroy();
      });
    }, { limits: { heartbeatMs: 20, shopBody: 8 * 1024 * 1024 } });
  });

  it('X14: takes no address or header that is none', async () => {
    await withBench(async (bench) => {
      await serving(toNodeListener(bench.handler), async (base) => {
        const { port } = new URL(base);
        const statusOf = (path: string, headers: Record<string, string> = {}) =>
          new Promise<number | undefined>((resolve, reject) => {
            const request = httpRequest({ host: '127.0.0.1', port, path, headers: { ...asShop, ...headers } }, (response) => {
              response.resume();
              resolve(response.statusCode);
            });
            request.on('error', reject);
            request.end();
          });
        assert.equal(await statusOf('/orders/..%2f..%2fsecret'), 404);
        assert.equal(await statusOf('/orders/a%0d%0ab'), 404);
        assert.equal(await statusOf('//evil.example/orders/o1'), 404);
        assert.equal(await statusOf('/incidents', { host: 'a b' }), 400);
        assert.equal(await statusOf('/incidents', { host: 'evil.example/orders' }), 400);
        assert.equal(await statusOf('/incidents'), 200);
      });
    });
  });
});
