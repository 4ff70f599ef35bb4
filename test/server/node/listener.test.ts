import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import express from 'express';
import { Hono } from 'hono';
import { toNodeListener } from '../../../src/server/node/index.ts';
import { shopKey, snapshot, withHandler, type HandlerHarness } from '../http/handler-harness.ts';
import { readStream, waitFor } from '../http/read-stream.ts';

const asShop = { authorization: `Bearer ${shopKey}` };

/** Listens on a free port while the work runs. */
async function serving(
  listener: RequestListener,
  work: (origin: string, server: Server) => Promise<void>,
): Promise<void> {
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

/** Writes, reads, follows and changes an order over real sockets, then disconnects. */
async function walk(harness: HandlerHarness, base: string): Promise<void> {
  const created = await put(`${base}/orders/o1`);
  assert.equal(created.status, 201, await created.clone().text());
  const etag = created.headers.get('etag') ?? '';
  const known = await fetch(`${base}/orders/o1`, { headers: { ...asShop, 'if-none-match': etag } });
  assert.equal(known.status, 304);

  const abort = new AbortController();
  const response = await fetch(`${base}/orders/o1/events`, { headers: asShop, signal: abort.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const stream = readStream(response);
  assert.equal((await stream.nextChange())?.data['version'], 1);
  await put(`${base}/orders/o1`, { ...snapshot, statusText: 'picking' });
  assert.equal((await stream.nextChange())?.data['version'], 2);
  assert.equal(harness.handler.openStreams, 1);
  abort.abort();
  await waitFor(() => harness.handler.openStreams === 0, 'the stream of who left to be closed');
  assert.equal((await fetch(`${base}/nothing`)).status, 404);
}

describe('toNodeListener', () => {
  it('serves node:http', async () => {
    await withHandler((harness) => serving(toNodeListener(harness.handler), (base) => walk(harness, base)));
  });

  it('serves Express, mounted under a path', async () => {
    await withHandler(async (harness) => {
      const app = express();
      app.use('/api/waybill', toNodeListener(harness.handler));
      app.use(express.json());
      await serving(app, (base) => walk(harness, `${base}/api/waybill`));
    });
  });

  it('serves Hono, which takes the handler itself', async () => {
    await withHandler(async (harness) => {
      const app = new Hono();
      app.mount('/api/waybill', (request) => harness.handler(request));
      await serving(
        toNodeListener((request) => app.fetch(request)),
        (base) => walk(harness, `${base}/api/waybill`),
      );
    });
  });

  it('limits callers by their address', async () => {
    await withHandler(
      async (harness) => {
        await serving(toNodeListener(harness.handler), async (base) => {
          assert.equal((await fetch(`${base}/orders/o1`)).status, 401);
          assert.equal((await fetch(`${base}/orders/o1`)).status, 429);
        });
      },
      { limits: { rateLimit: { burst: 1, perSecond: 0.001 } } },
    );
  });

  it('responds to too large bodies and keeps the connection', async () => {
    await withHandler(
      async (harness) => {
        await serving(toNodeListener(harness.handler), async (base) => {
          // Without Content-Length the size is only known while reading.
          const body = new ReadableStream<Uint8Array>({
            start(controller) {
              for (let piece = 0; piece < 50; piece += 1) controller.enqueue(new Uint8Array(10_000).fill(32));
              controller.close();
            },
          });
          const init = {
            method: 'PUT',
            headers: { ...asShop, 'content-type': 'application/json' },
            body,
            duplex: 'half',
          };
          const refused = await fetch(`${base}/orders/o1`, init as RequestInit);
          assert.equal(refused.status, 413);
          assert.equal((await put(`${base}/orders/o1`)).status, 201);
        });
      },
      { limits: { maxShopBodyBytes: 20_000 } },
    );
  });

  it('throws if middleware has read the body', async () => {
    await withHandler(async (harness) => {
      const app = express();
      app.use(express.json());
      app.use(toNodeListener(harness.handler));
      const warn = console.warn;
      const warnings: unknown[] = [];
      console.warn = (...words: unknown[]) => warnings.push(words.join(' '));
      try {
        await serving(app, async (base) => assert.equal((await put(`${base}/orders/o1`)).status, 500));
      } finally {
        console.warn = warn;
      }
      assert.match(String(warnings), /before middleware that parses bodies/);
    });
  });

  it('follows slow clients, and disconnects clients that never read', async () => {
    await withHandler(
      async (harness) => {
        await serving(toNodeListener(harness.handler), async (base) => {
          const title = 'x'.repeat(400);
          const lineItems = Array.from({ length: 500 }, (_, index) => ({
            ...snapshot.lineItems[0],
            id: `l${index}`,
            title,
          }));
          await put(`${base}/orders/o1`, { ...snapshot, lineItems });
          const { port } = new URL(base);
          const socket = connect(Number(port), '127.0.0.1');
          socket.on('error', () => undefined);
          socket.pause();
          socket.write(`GET /orders/o1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${shopKey}\r\n\r\n`);
          await waitFor(() => harness.handler.openStreams === 1, 'the stream to open');
          let version = 1;
          await waitFor(async () => {
            version += 1;
            await put(`${base}/orders/o1`, { ...snapshot, lineItems, statusText: `v${version}` });
            return harness.handler.openStreams === 0;
          }, 'the stream to be cut');
          socket.destroy();
        });
      },
      { limits: { heartbeatIntervalMs: 20, maxShopBodyBytes: 8 * 1024 * 1024 } },
    );
  });

  it('refuses invalid URLs and headers [X14]', async () => {
    await withHandler(async (harness) => {
      await serving(toNodeListener(harness.handler), async (base) => {
        const { port } = new URL(base);
        const statusOf = (path: string, headers: Record<string, string> = {}) =>
          new Promise<number | undefined>((resolve, reject) => {
            const request = httpRequest(
              { host: '127.0.0.1', port, path, headers: { ...asShop, ...headers } },
              (response) => {
                response.resume();
                resolve(response.statusCode);
              },
            );
            request.on('error', reject);
            request.end();
          });
        assert.equal(await statusOf('/orders/..%2f..%2fsecret'), 404);
        assert.equal(await statusOf('/orders/a%0d%0ab'), 400);
        assert.equal(await statusOf('//evil.example/orders/o1'), 404);
        assert.equal(await statusOf('/incidents', { host: 'a b' }), 400);
        assert.equal(await statusOf('/incidents', { host: 'evil.example/orders' }), 400);
        assert.equal(await statusOf('/incidents'), 200);
      });
    });
  });
});
