import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { after, before, describe, it, mock } from 'node:test';
import { RequestError, fetchJson } from '../../../src/client/http/fetch-json.ts';
import { getServerClock } from '../../../src/client/http/server-clock.ts';

let listener: RequestListener = () => {};
let server: Server;
let url: URL;

/** Returns the data, or status and wait of the error. */
async function fetchFrom(nextListener: RequestListener): Promise<unknown> {
  listener = nextListener;
  return fetchJson(url).catch((error: unknown) => {
    assert.ok(error instanceof RequestError);
    return { status: error.status, retryAfterMs: error.retryAfterMs };
  });
}

describe('fetchJson', () => {
  before(async () => {
    server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/data`);
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('requests and parses JSON', async () => {
    let accept: string | undefined;
    const data = await fetchFrom((request, response) => {
      accept = request.headers.accept;
      response.end('{"a":[1,"ü"]}');
    });
    assert.deepEqual(data, { a: [1, 'ü'] });
    assert.equal(accept, 'application/json');
  });

  for (const status of [400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503]) {
    it(`throws a RequestError for status ${status}`, async () => {
      const error = await fetchFrom((_, response) => response.writeHead(status).end('{"a":1}'));
      assert.deepEqual(error, { status, retryAfterMs: undefined });
    });
  }

  for (const [header, retryAfterMs] of [
    ['30', 30_000],
    ['0', 0],
    ['-5', -5_000],
    ['soon', undefined],
    ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ] as const) {
    it(`parses Retry-After: ${header}`, async () => {
      const error = await fetchFrom((_, response) =>
        response.writeHead(429, { 'retry-after': header, date: 'Mon, 23 Nov 2026 12:00:00 GMT' }).end(),
      );
      assert.deepEqual(error, { status: 429, retryAfterMs });
    });
  }

  const unusable: [what: string, listener: RequestListener][] = [
    ['204', (_, response) => response.writeHead(204).end()],
    ['an empty body', (_, response) => response.end()],
    ['an HTML page', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>')],
    ['truncated JSON', (_, response) => response.end('[{"id":')],
    ['a connection that breaks', (_, response) => void response.destroy()],
    [
      'a truncated body',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('[1,');
        response.socket?.destroySoon();
      },
    ],
    ['a body over 5 MB', (_, response) => response.end(JSON.stringify('x'.repeat(5_000_000)))],
  ];
  for (const [what, listener] of unusable) {
    it(`throws a RequestError with status 0: ${what}`, async () => {
      assert.deepEqual(await fetchFrom(listener), { status: 0, retryAfterMs: undefined });
    });
  }

  it('throws a RequestError with status 0 without a server', async () => {
    const error = await fetchJson(new URL('http://127.0.0.1:9/')).catch((error: unknown) => error);
    assert.ok(error instanceof RequestError);
    assert.equal(error.status, 0);
  });

  it('times out after ten seconds, also within the body', async () => {
    for (const hasBody of [false, true]) {
      mock.timers.enable({ apis: ['setTimeout'] });
      const started = new Promise<void>((resolve) => {
        listener = (_, response) => {
          if (hasBody) response.write('[');
          resolve();
        };
      });
      const result = fetchJson(url).catch((error: unknown) => error);
      await started;
      mock.timers.tick(10_000);
      mock.timers.reset();
      assert.ok((await result) instanceof RequestError);
    }
  });

  it('an error contains no URL and no response text', async () => {
    listener = (_, response) => response.writeHead(500).end('secret@example.org');
    const error = await fetchJson(new URL('?token=secret', url)).catch((reason: unknown) => reason);
    assert.doesNotMatch(`${String(error)} ${JSON.stringify(error)}`, /secret/);
  });

  it("updates the server's clock [K01]", async () => {
    const ahead = 3 * 86_400_000;
    const before = Date.now();
    await fetchFrom((_, response) => {
      response.setHeader('date', new Date(Date.now() + ahead).toUTCString());
      response.end('1');
    });
    const deviceTime = getServerClock(url.origin).now() - ahead;
    // The header counts whole seconds and was sent at some time during the request.
    const roundTripMs = Date.now() - before;
    assert.ok(deviceTime > before - 1_000 && deviceTime <= before + 2 * roundTripMs + 1_000, `${deviceTime - before}`);
  });
});
